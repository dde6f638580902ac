import { align } from './align.ts';

/** Words that are looked for beside a name. */
export interface NearWord {
  /** In lower case, as `align` folds it; may be several words. */
  readonly text: string;
  /** Where its last word begins. */
  readonly last: number;
  /** Any letters may follow. */
  readonly open: boolean;
}

/** How many characters that are no letters or digits may stand between a name and a word directly beside it. */
const MOST_BETWEEN = 3;

/** Words as an editor writes them, `*` for any ending. */
export function nearWords(words: readonly string[] | undefined): readonly NearWord[] {
  return (words ?? []).map((word) => {
    const { folded } = align(word.trim());
    const text = folded.replace(/\*$/, '');
    return { text, last: text.lastIndexOf(' ') + 1, open: text !== folded };
  });
}

/** Letters and digits of the scripts we read: Latin, Greek, Cyrillic. */
export function isWord(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
  return code >= 0xc0 && code < 0x530 && code !== 0xd7 && code !== 0xf7;
}

const borderAt = (folded: string, at: number) => at >= folded.length || !isWord(folded.charCodeAt(at));
const beginsAt = (folded: string, at: number) => at === 0 || !isWord(folded.charCodeAt(at - 1));

const fits = (folded: string, at: number, { text, open }: NearWord) =>
  folded.startsWith(text, at) && (open || borderAt(folded, at + text.length));

/** Whether one of `words` follows directly at `end`. */
export function isAfter(folded: string, end: number, words: readonly NearWord[]): boolean {
  for (let at = end; at <= end + MOST_BETWEEN; at++) {
    for (const word of words) if (fits(folded, at, word)) return true;
    if (!borderAt(folded, at)) return false;
  }
  return false;
}

/** Whether one of `words` ends directly before `start`. */
export function isBefore(folded: string, start: number, words: readonly NearWord[]): boolean {
  for (let end = start; end > 0 && end >= start - MOST_BETWEEN; end--) {
    for (const word of words) if (endsAt(folded, end, word)) return true;
    if (isWord(folded.charCodeAt(end - 1))) return false;
  }
  return false;
}

function endsAt(folded: string, end: number, { text, last, open }: NearWord): boolean {
  let at = end - text.length;
  if (open) {
    let wordStart = end;
    while (wordStart > 0 && isWord(folded.charCodeAt(wordStart - 1))) wordStart--;
    at = wordStart - last;
    if (at + text.length > end) return false;
  }
  return at >= 0 && folded.startsWith(text, at) && beginsAt(folded, at);
}

/** Whether one of `words` stands between `from` and `to`. */
export function isWithin(folded: string, from: number, to: number, words: readonly NearWord[]): boolean {
  const piece = folded.slice(Math.max(0, from), to);
  return words.some((word) => {
    for (let at = piece.indexOf(word.text); at >= 0; at = piece.indexOf(word.text, at + 1))
      if (beginsAt(piece, at) && fits(piece, at, word)) return true;
    return false;
  });
}
