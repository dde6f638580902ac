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
  /** The last character of the stem: few words that begin alike have it at the same place. */
  readonly last: number;
  /** Endings with the gap or border behind them; null when none may follow the stem. */
  readonly after: RegExp | null;
  /** The stem is a form by itself. */
  readonly bare: boolean;
  /** What follows the ending; null after the last piece of a name. */
  readonly gap: Gap | null;
  readonly branches: Branch<T>[];
  /** Names that end here. */
  readonly names: T[];
}

/** Names by their first letters. */
export interface NameTree<T> {
  /** Whether a name may begin with the letters at `at`: one look into a table. */
  mayBegin(folded: string, at: number): boolean;
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
const KEY_BITS = 16;
/** Names are looked up by so many letters at most; those that vary earlier by fewer, two at least. */
const KEY_LETTERS = 5;
const MOST_PIECES = 32;

/**
 * Puts `names` into a tree. Endings are shared expressions, stems are compared as they are: the tree costs little
 * memory, and a word that begins no name is passed over after one look into a table.
 */
export function buildNameTree<T extends TreeName>(names: readonly T[]): NameTree<T> {
  const slots = new Uint16Array(1 << KEY_BITS);
  const roots: Branch<T>[][] = [[]];
  const endings = new Map<string, RegExp>();
  const bare = new Map<string, boolean>();
  const isBare = (source: string) => {
    const known = bare.get(source) ?? new RegExp(`^(?:${source})$`).test('');
    bare.set(source, known);
    return known;
  };
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
    const branch: Branch<T> = {
      ...{
        stem: folded,
        last: folded.charCodeAt(folded.length - 1),
        after,
        gap: own,
        branches: [],
        names: [],
      },
      bare: isBare(source),
    };
    branches.push(branch);
    return branch;
  };
  for (const name of names) {
    const start = fixedStart(name.pieces);
    const key = keyOf(start.slice(0, KEY_LETTERS));
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
    for (let i = 0; i < branches.length; i++) {
      const branch = branches[i];
      if (branch === undefined) continue;
      const { stem } = branch;
      const behind = at + stem.length;
      if (folded.charCodeAt(behind - 1) !== branch.last || !folded.startsWith(stem, at)) continue;
      const end = endOf(branch, folded, behind);
      if (end < 0) continue;
      for (const name of branch.names)
        if (!name.capitals || hasCapitals(name.pieces, cased, starts)) found(name, end);
      if (branch.branches.length > 0) walk(branch.branches, folded, cased, end, depth + 1, found);
    }
  };
  return {
    mayBegin(folded, at) {
      let sum = folded.charCodeAt(at);
      for (let length = 2; length <= KEY_LETTERS && at + length <= folded.length; length++) {
        sum = (Math.imul(sum, FACTOR) + folded.charCodeAt(at + length - 1)) | 0;
        if ((slots[keyOfSum(sum, length)] ?? 0) > 0) return true;
      }
      return false;
    },
    visit(folded, cased, at, found) {
      let sum = folded.charCodeAt(at);
      for (let length = 2; length <= KEY_LETTERS && at + length <= folded.length; length++) {
        sum = (Math.imul(sum, FACTOR) + folded.charCodeAt(at + length - 1)) | 0;
        const slot = slots[keyOfSum(sum, length)] ?? 0;
        if (slot > 0) walk(roots[slot] ?? [], folded, cased, at, 0, found);
      }
    },
  };
}

/** Where a branch's endings and its gap or border end, when its stem ends at `at`; -1 when they do not fit. */
function endOf<T>({ after, bare, gap }: Branch<T>, folded: string, at: number): number {
  if (after !== null && mayInflect(folded, at)) {
    after.lastIndex = at;
    return after.test(folded) ? after.lastIndex : -1;
  }
  if (!bare) return -1;
  if (gap !== null) return gapEnd(folded, at, gap);
  return isWord(folded.charCodeAt(at)) ? -1 : at;
}

/** An ending begins with a letter, an apostrophe or a hyphen, the latter also behind a space («АҚШ – тың»). */
function mayInflect(folded: string, at: number): boolean {
  const code = folded.charCodeAt(at);
  if (isWord(code) || code === HYPHEN || code === APOSTROPHE) return true;
  return code === SPACE && folded.charCodeAt(at + 1) === HYPHEN;
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
const HYPHEN = 0x2d;
const APOSTROPHE = 0x27;
const SPACE = 0x20;
const isSpace = (text: string, at: number) => text.charCodeAt(at) === SPACE;
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

const FACTOR = 59;

function keyOf(start: string): number {
  let sum = start.charCodeAt(0);
  for (let i = 1; i < start.length; i++) sum = (Math.imul(sum, FACTOR) + start.charCodeAt(i)) | 0;
  return keyOfSum(sum, start.length);
}

function keyOfSum(sum: number, length: number): number {
  const key = Math.imul(sum ^ length, 0x9e3779b1);
  return key >>> (32 - KEY_BITS);
}
