import { CLASS_OF } from './letterClasses.ts';

/** Which guards let a text pass, by its letters. Capitals, marks and digits make no difference. */
export interface LetterGuards {
  /** Adds a guard that lets a text pass that holds one of `pieces` (letter classes), and answers its number. */
  add(pieces: Iterable<string>): number;
  /** 1 for each guard that lets `text` pass. It is overwritten by later calls. */
  passing(text: string): Uint8Array;
}

/** Letters of a piece that are looked for: more tell hardly more. */
const LONGEST = 4;
const SHORTEST = 3;
const CLASS_BITS = 7;
const CLASS_MASK = (1 << CLASS_BITS) - 1;
const SHORT_MASK = (1 << (CLASS_BITS * SHORTEST)) - 1;
const LONG_MASK = (1 << (CLASS_BITS * LONGEST)) - 1;
/** Set in the key of a piece of `SHORTEST` letters, so that no longer one has the same. */
const SHORT_KEY = 1 << (CLASS_BITS * LONGEST);
const SLOT_BITS = 16;
/** Texts asked of last: a sentence as written, folded, without its quotations. */
const REMEMBERED = 8;

/** Pieces by their letters, in arrays that a pass over a text goes through fast. */
interface Table {
  /** Index of the first piece of each slot; 0 when there is none. */
  readonly slots: Uint16Array;
  /** Letters of each piece, as `keyOf` has them, and the next piece of its slot. */
  readonly keys: Int32Array;
  readonly next: Uint16Array;
  /** Where the guards of each piece begin in `guards`; those of the next piece follow. */
  readonly from: Uint16Array;
  readonly guards: Uint16Array;
}

interface Asked {
  text: string;
  passed: Uint8Array;
}

const slotOf = (key: number): number => Math.imul(key, 0x9e3779b1) >>> (32 - SLOT_BITS);

/** The letters of a piece of three or four as one number. */
function keyOf(letters: string): number {
  let key = 0;
  for (const letter of letters) key = (key << CLASS_BITS) | (CLASS_OF[letter.charCodeAt(0)] ?? 0);
  return letters.length === SHORTEST ? key | SHORT_KEY : key;
}

/** Makes an empty set of guards. All of them are asked by one pass over a text. */
export function letterGuards(): LetterGuards {
  const pieces = new Map<number, Set<number>>();
  let count = 0;
  let table: Table | null = null;
  let latest: Asked[] = [];
  let oldest = 0;

  const ask = (text: string): Asked => {
    table ??= tableOf(pieces);
    const like = latest.find((asked) => sameLetters(asked.text, text));
    const asked = latest[oldest] ?? { text, passed: new Uint8Array(count) };
    latest[oldest] = asked;
    oldest = (oldest + 1) % REMEMBERED;
    asked.text = text;
    if (like === undefined) pass(text, table, asked.passed.fill(0));
    else asked.passed.set(like.passed);
    return asked;
  };
  const recall = (text: string) => latest.find((asked) => asked.text === text);
  /** The text that was asked of last of all: it is mostly asked of again. */
  let current: Asked | null = null;
  return {
    add: (letters) => {
      for (const piece of letters) {
        const key = keyOf(rarest(piece));
        pieces.set(key, (pieces.get(key) ?? new Set()).add(count));
      }
      [table, latest, oldest, current] = [null, [], 0, null];
      return count++;
    },
    passing: (text) => {
      if (current?.text !== text) current = recall(text) ?? ask(text);
      return current.passed;
    },
  };
}

/** Letters from the most usual on; borders are more usual than any. */
const USUAL = ' аеоинтырлсдкмібғқүпвуңәзжгйөшбчюьяфцхщэфұһ';

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

function tableOf(pieces: ReadonlyMap<number, ReadonlySet<number>>): Table {
  const slots = new Uint16Array(1 << SLOT_BITS);
  const [keys, next, from, guards] = [[0], [0], [0], [] as number[]];
  for (const [key, own] of pieces) {
    const slot = slotOf(key);
    from.push(guards.length);
    guards.push(...own);
    next.push(slots[slot] ?? 0);
    slots[slot] = keys.push(key) - 1;
  }
  from.push(guards.length);
  return {
    slots,
    keys: Int32Array.from(keys),
    next: Uint16Array.from(next),
    from: Uint16Array.from(from),
    guards: Uint16Array.from(guards),
  };
}

/** Marks in `passed` all guards whose letters stand in `text`. */
function pass(text: string, table: Table, passed: Uint8Array): void {
  const { slots } = table;
  let last = 0;
  for (let i = 0; i <= text.length; i++) {
    const letter = i < text.length ? (CLASS_OF[text.charCodeAt(i)] ?? 0) : 0;
    if (letter === 0 && (last & CLASS_MASK) === 0) continue;
    last = ((last << CLASS_BITS) | letter) & LONG_MASK;
    const short = (last & SHORT_MASK) | SHORT_KEY;
    const [few, many] = [slots[slotOf(short)] ?? 0, slots[slotOf(last)] ?? 0];
    if ((few | many) === 0) continue;
    mark(few, short, table, passed);
    mark(many, last, table, passed);
  }
}

/** Marks the guards of the piece `key`, which is `first` or one behind it, or none. */
function mark(first: number, key: number, { keys, next, from, guards }: Table, passed: Uint8Array): void {
  let piece = first;
  while (piece !== 0 && keys[piece] !== key) piece = next[piece] ?? 0;
  if (piece === 0) return;
  const end = from[piece + 1] ?? 0;
  for (let at = from[piece] ?? 0; at < end; at++) passed[guards[at] ?? 0] = 1;
}

/** True when two texts have the same letters between the same borders: a sentence and the same sentence folded. */
function sameLetters(a: string, b: string): boolean {
  let [i, j] = [0, 0];
  let last = 0;
  while (i < a.length || j < b.length) {
    const one = i < a.length ? (CLASS_OF[a.charCodeAt(i)] ?? 0) : 0;
    const other = j < b.length ? (CLASS_OF[b.charCodeAt(j)] ?? 0) : 0;
    if (one === other) {
      i++;
      j++;
      last = one;
    } else if (last === 0 && one === 0 && i < a.length) i++;
    else if (last === 0 && other === 0 && j < b.length) j++;
    else return false;
  }
  return true;
}
