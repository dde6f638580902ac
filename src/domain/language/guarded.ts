import { CLASS_OF } from './letterClasses.ts';
import { neededPieces } from './needed.ts';

/** A pattern to search a text with, always from its beginning. */
export interface Matcher {
  readonly pattern: RegExp;
  test(text: string): boolean;
  exec(text: string): RegExpExecArray | null;
}

/** Letters of a piece that are looked for: more tell hardly more. */
const LONGEST = 4;
const SHORTEST = 3;
const CLASS_BITS = 7;
const CLASS_MASK = (1 << CLASS_BITS) - 1;
const SLOT_BITS = 16;

/** Which guards to pass on meeting letters, by `slotOf` of these; lists begin with the letters themselves. */
const slots = new Map<number, number[][]>();
/** 1 for each slot that is filled: what a pass mostly asks, and small enough to stay near the processor. */
const filled = new Uint8Array(1 << SLOT_BITS);
let guards = 0;

const slotOf = (key: number, letters: number): number =>
  Math.imul(key ^ (letters << 28), 0x9e3779b1) >>> (32 - SLOT_BITS);

/**
 * The same as `pattern`, asked only of texts that hold letters which every match of it holds: its source says which,
 * see `neededPieces`. Most sentences hold those of hardly any pattern, and one pass over a sentence asks for all of
 * them at once; a pattern that is never asked is never compiled either.
 *
 * @param pattern without the flags `g` and `y`
 */
export function guarded(pattern: RegExp): Matcher {
  const pieces = neededPieces(pattern);
  if (pieces === null)
    return { pattern, test: (text) => pattern.test(text), exec: (text) => pattern.exec(text) };
  const guard = guards++;
  for (const piece of pieces) {
    const letters = rarest(piece);
    let key = 0;
    for (const letter of letters) key = (key << CLASS_BITS) | (CLASS_OF[letter.charCodeAt(0)] ?? 0);
    const slot = slotOf(key, letters.length);
    filled[slot] = 1;
    const lists = slots.get(slot) ?? [];
    slots.set(slot, lists);
    const same = lists.find(([other, length]) => other === key && length === letters.length);
    if (same === undefined) lists.push([key, letters.length, guard]);
    else same.push(guard);
  }
  return {
    pattern,
    test: (text) => passes(text, guard) && pattern.test(text),
    exec: (text) => (passes(text, guard) ? pattern.exec(text) : null),
  };
}

/** Letters from the most usual on; borders are more usual than any. */
const USUAL = ' аеоинтырлсдкмібғқүпвуңәзжгйөшбчюьяfцхщэфұһ';

/** Four letters in a row of `piece`, or all of a shorter one: those that a text is least likely to hold. */
function rarest(piece: string): string {
  let [best, highest] = ['', -1];
  for (let at = 0; at + Math.min(LONGEST, piece.length) <= piece.length; at++) {
    const letters = piece.slice(at, at + LONGEST);
    const value = [...letters].reduce((sum, letter) => sum + (USUAL.indexOf(letter) + 1 || USUAL.length), 0);
    if (value > highest) [best, highest] = [letters, value];
  }
  return best;
}

interface Asked {
  text: string;
  passed: Uint8Array;
}

/** Texts asked of last: a sentence as written, folded, without its quotations. */
const latest: Asked[] = Array.from({ length: 8 }, () => ({ text: '', passed: new Uint8Array(0) }));
let oldest = 0;

function passes(text: string, guard: number): boolean {
  for (const asked of latest)
    if (asked.text === text && asked.passed.length > guard) return asked.passed[guard] === 1;
  const asked = latest[oldest];
  if (asked === undefined) return true;
  oldest = (oldest + 1) % latest.length;
  // Guards may have been added since.
  if (asked.passed.length < guards) asked.passed = new Uint8Array(guards);
  else asked.passed.fill(0);
  asked.text = text;
  pass(text, asked.passed);
  return asked.passed[guard] === 1;
}

/** Marks in `passed` all guards whose letters stand in `text`. */
function pass(text: string, passed: Uint8Array): void {
  let last = 0;
  for (let i = 0; i <= text.length; i++) {
    const letter = i < text.length ? (CLASS_OF[text.charCodeAt(i)] ?? 0) : 0;
    if (letter === 0 && (last & CLASS_MASK) === 0) continue;
    last = ((last << CLASS_BITS) | letter) & ((1 << (CLASS_BITS * LONGEST)) - 1);
    const three = last & ((1 << (CLASS_BITS * SHORTEST)) - 1);
    if (filled[slotOf(three, SHORTEST)] === 1) mark(three, SHORTEST, passed);
    if (filled[slotOf(last, LONGEST)] === 1) mark(last, LONGEST, passed);
  }
}

function mark(key: number, letters: number, passed: Uint8Array): void {
  for (const list of slots.get(slotOf(key, letters)) ?? [])
    if (list[0] === key && list[1] === letters)
      for (let at = 2; at < list.length; at++) passed[list[at] ?? 0] = 1;
}
