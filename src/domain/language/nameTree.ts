import { type Gap, LETTERS, type NamePiece } from './inflect.ts';
import { isWord } from './nearWords.ts';

/** A name that a tree holds, with whatever its owner needs to judge a match. */
export interface TreeName {
  readonly pieces: readonly NamePiece[];
  /** What is a capital in the name must be one in the text. */
  readonly capitals: boolean;
}

/** One piece of a name and what may follow it; names with the same beginning share their branches. */
interface Branch<T> {
  readonly stem: string;
  /** Endings with the gap or border behind them; null when none may follow the stem. */
  readonly after: RegExp | null;
  /** What follows a stem without endings; null after the last piece of a name. */
  readonly gap: Gap | null;
  readonly branches: Branch<T>[];
  /** Names that end here. */
  readonly names: T[];
}

/** Names by their first letters. */
export interface NameTree<T> {
  /**
   * Calls `found` with every name that fits at `at`, where a word of `folded` begins, and with its end.
   *
   * @param cased the same text with its capitals
   */
  visit(folded: string, cased: string, at: number, found: (name: T, end: number) => void): void;
}

const GAPS: Readonly<Record<Gap, string>> = { '': '', ' ': '["\\s]{1,3}', '-': ' ?- ?', '+': '\\s?\\+\\s?' };
const BORDER = `(?![${LETTERS}0-9])`;
/** A number of so many bits for the first letters of a word; two beginnings may share one. */
const KEY_BITS = 14;
const MOST_PIECES = 32;

/**
 * Puts `names` into a tree. Endings are shared expressions, stems are compared as they are: the tree costs little
 * memory, and a word that begins no name is passed over after one look into a table.
 */
export function buildNameTree<T extends TreeName>(names: readonly T[]): NameTree<T> {
  const slots = new Uint16Array(1 << KEY_BITS);
  const roots: Branch<T>[][] = [[]];
  const endings = new Map<string, RegExp>();
  const branchOf = (branches: Branch<T>[], { stem, endings: source, gap }: NamePiece, last: boolean) => {
    let after: RegExp | null = null;
    if (source !== '') {
      const behind = `${source}${last ? BORDER : GAPS[gap]}`;
      after = endings.get(behind) ?? new RegExp(behind, 'y');
      endings.set(behind, after);
    }
    const own = last ? null : gap;
    const folded = stem.toLowerCase();
    const known = branches.find((one) => one.stem === folded && one.after === after && one.gap === own);
    if (known !== undefined) return known;
    const branch: Branch<T> = { stem: folded, after, gap: own, branches: [], names: [] };
    branches.push(branch);
    return branch;
  };
  for (const name of names) {
    const start = fixedStart(name.pieces);
    const key = keyAt(start, 0, Math.min(3, start.length));
    let slot = slots[key] ?? 0;
    if (slot === 0) {
      slot = roots.push([]) - 1;
      slots[key] = slot;
    }
    let branches = roots[slot] ?? [];
    name.pieces.forEach((piece, index) => {
      const branch = branchOf(branches, piece, index === name.pieces.length - 1);
      branches = branch.branches;
      if (index === name.pieces.length - 1) branch.names.push(name);
    });
  }

  const starts = new Int32Array(MOST_PIECES);
  const walk = (
    branches: readonly Branch<T>[],
    folded: string,
    cased: string,
    at: number,
    depth: number,
    found: (name: T, end: number) => void,
  ) => {
    starts[depth] = at;
    for (const { stem, after, gap, branches: next, names: ending } of branches) {
      if (!folded.startsWith(stem, at)) continue;
      let end = at + stem.length;
      if (after === null) {
        end = gap === null ? (isWord(folded.charCodeAt(end)) ? -1 : end) : gapEnd(folded, end, gap);
        if (end < 0) continue;
      } else {
        after.lastIndex = end;
        if (!after.test(folded)) continue;
        end = after.lastIndex;
      }
      for (const name of ending)
        if (!name.capitals || hasCapitals(name.pieces, cased, starts)) found(name, end);
      if (next.length > 0) walk(next, folded, cased, end, depth + 1, found);
    }
  };
  return {
    visit(folded, cased, at, found) {
      if (at + 2 > folded.length) return;
      const three = at + 3 > folded.length ? 0 : (slots[keyAt(folded, at, 3)] ?? 0);
      if (three > 0) walk(roots[three] ?? [], folded, cased, at, 0, found);
      const two = slots[keyAt(folded, at, 2)] ?? 0;
      if (two > 0 && two !== three) walk(roots[two] ?? [], folded, cased, at, 0, found);
    },
  };
}

/** Where the gap that begins at `at` ends, as `GAPS` has it; -1 when there is none. */
function gapEnd(folded: string, at: number, gap: Gap): number {
  let end = at;
  if (gap === ' ') {
    while (end < at + 3 && (isBlank(folded, end) || folded.charCodeAt(end) === QUOTE)) end++;
    return end === at ? -1 : end;
  }
  if (gap === '') return at;
  const blank = gap === '+' ? isBlank : isSpace;
  if (blank(folded, end)) end++;
  if (folded.charAt(end) !== gap) return -1;
  return blank(folded, end + 1) ? end + 2 : end + 1;
}

const QUOTE = 0x22;
const isSpace = (text: string, at: number) => text.charCodeAt(at) === 0x20;
/** Other white space than line breaks is a space once folded. */
const isBlank = (text: string, at: number) =>
  isSpace(text, at) || (text.charCodeAt(at) >= 0x09 && text.charCodeAt(at) <= 0x0d);

/** Whether what is a capital in the name is one in the text; the pieces begin at `starts`. */
function hasCapitals(pieces: readonly NamePiece[], cased: string, starts: Int32Array): boolean {
  for (let piece = 0; piece < pieces.length; piece++) {
    const stem = pieces[piece]?.stem ?? '';
    const start = starts[piece] ?? 0;
    for (let i = 0; i < stem.length; i++) {
      const letter = stem.charAt(i);
      if (letter !== cased.charAt(start + i) && letter !== letter.toLowerCase()) return false;
    }
  }
  return true;
}

/** The lower-case characters with which every form of a name begins. */
function fixedStart(pieces: readonly NamePiece[]): string {
  let start = '';
  for (const { stem, endings, gap } of pieces) {
    start += stem;
    if (endings !== '' || gap !== '') break;
  }
  return start.toLowerCase();
}

function keyAt(text: string, at: number, length: number): number {
  let key = length;
  for (let i = at; i < at + length; i++) key = Math.imul(key, 59) + text.charCodeAt(i);
  return (key ^ (key >>> KEY_BITS)) & ((1 << KEY_BITS) - 1);
}
