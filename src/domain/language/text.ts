import { createHash } from 'node:crypto';
import { cutDateline } from './dateline.ts';
import { TO_CYRILLIC, TO_LATIN } from './homoglyphs.ts';
import { lettersAndDigits } from './plain.ts';

/** Controls but the line break, formatting, private and unassigned characters, and letters without a shape. */
const DROPPED = /(?!\n)[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u115F\u1160\u17B4\u17B5\u3164\uFFA0\uFFFC\uFFFD]|\u034F/gu;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** The word's beginning is asked first: otherwise a long word is searched again from each of its letters. */
const MIXED_WORD =
  /(?<![\p{L}\p{M}])(?=[\p{L}\p{M}]*\p{Script=Cyrillic})(?=[\p{L}\p{M}]*[\p{Script=Latin}\p{Script=Greek}])[\p{L}\p{M}]+/gu;
const CYRILLIC = /\p{Script=Cyrillic}/gu;
const LATIN = /\p{Script=Latin}/gu;
/** A Latin name with a Cyrillic ending glued to it («Wabtecтің») is two scripts on purpose. */
const GLUED_ENDING = /^\p{Script=Latin}{2,}\p{Script=Cyrillic}{2,}$/u;

/** Folds to the script of most letters; where that leaves a letter without a twin («Kaзaхcтaн»), to the other one. */
function unmix(word: string): string {
  if (GLUED_ENDING.test(word)) return word;
  const cyrillic = word.match(CYRILLIC)?.length ?? 0;
  const latin = word.match(LATIN)?.length ?? 0;
  const toCyrillic = mapped(word, TO_CYRILLIC, /\p{Script=Cyrillic}/u);
  const toLatin = mapped(word, TO_LATIN, /(?![əǝ])\p{Script=Latin}/u);
  if (toCyrillic === null || toLatin === null) return toCyrillic ?? toLatin ?? word;
  if (cyrillic === latin) return word;
  return cyrillic > latin ? toCyrillic : toLatin;
}

/** `word` with every letter that is not `own` put through `map`; null when one of them has no twin. */
function mapped(word: string, map: ReadonlyMap<string, string>, own: RegExp): string | null {
  let folded = '';
  for (const letter of word) {
    const twin = own.test(letter) || /\p{M}/u.test(letter) ? letter : map.get(letter);
    if (twin === undefined) return null;
    folded += twin;
  }
  return folded;
}

/**
 * What `normalize` may have to change: anything but plain Latin and Cyrillic letters, digits, usual marks and single
 * spaces, or two alphabets side by side. Most lines of the news hold none of it.
 */
const NOT_PLAIN =
  /[^\n -~\u0400-\u0482\u048a-\u052f«»„“”‘’–—…№₸€]| {2}| \n|\n |[A-Za-z][\u0400-\u052f]|[\u0400-\u052f][A-Za-z]/;

/**
 * Returns `text` as it may be shown and matched: NFC, every kind of space one space, U+2010–2012 as `-`, no
 * controls, zero-width or bidi characters, no broken surrogates, and words that mix Cyrillic with look-alike Latin
 * letters folded to the script of most of their letters («Kaзахстан», «əлем»). Line breaks are kept, quotes and
 * long dashes stay as written. The length may change; applying it twice changes nothing. Never throws.
 */
export function normalize(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  return text
    .replace(LONE_SURROGATE, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/[\t\v\f]|(?! )\p{Zs}/gu, ' ')
    .replace(/[\u2010-\u2012]/g, '-')
    .replace(DROPPED, '')
    .normalize('NFC')
    .replace(MIXED_WORD, unmix)
    .normalize('NFC')
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n ?/g, '\n');
}

const TO_FOLD = /[ё«»„“”‟‹›″〝〞＂‘’‚‛ʼʻʹ`´′＇]/;
const DOUBLE_QUOTES = /[«»„“”‟‹›″〝〞＂]/g;
const APOSTROPHES = /[‘’‚‛ʼʻʹ`´′＇]/g;

/**
 * Returns `text` in lower case with ё as е, every double quote as `"` and every apostrophe as `'`.
 * The length never changes, so offsets into the result are offsets into `text`.
 */
export function foldCase(text: string): string {
  if (text !== folding.text) folding = { text, folded: folded(text) };
  return folding.folded;
}

/** The latest text: many ask for the same line or sentence one after another. */
let folding = { text: '', folded: '' };

function folded(text: string): string {
  const lower = (text.includes('İ') ? text.replaceAll('İ', 'I') : text).toLowerCase();
  if (!TO_FOLD.test(lower)) return lower;
  return lower.replace(/ё/g, 'е').replace(DOUBLE_QUOTES, '"').replace(APOSTROPHES, "'");
}

const SEARCH_FOLD: Readonly<Record<string, string>> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
};

/**
 * Folds as `foldCase` does and writes Kazakh letters as the Russian ones that people type for them (ә→а ғ→г қ→к
 * ң→н ө→о ұ ү→у һ→х і→и). For search only: it makes «ұран» (slogan) and «уран» one word. Keeps the length.
 */
export function foldForSearch(text: string): string {
  return foldCase(text).replace(/[әғқңөұүһі]/g, (letter) => SEARCH_FOLD[letter] ?? letter);
}

/**
 * Returns `text` as one line that is safe in a message or a log: no controls, bidi marks, zero-width characters or
 * broken surrogates, line breaks and runs of spaces as one space, trimmed.
 *
 * @param max most UTF-16 units of the result. A longer text is cut, at a word's end when one is near, never inside
 *   what a reader takes for one character (a flag, a letter with its marks), and ends in `…`, which counts.
 */
export function plainLine(text: string, max = Number.POSITIVE_INFINITY): string {
  const line = normalize(text).replace(/\s+/g, ' ').trim();
  if (line.length <= max) return line;
  if (max < 1) return '';
  let end = Math.trunc(max) - 1;
  const space = line.lastIndexOf(' ', end);
  if (space > end * 0.7) end = space;
  end = wholeBefore(line, end);
  return `${line.slice(0, end).replace(/[\s,;:–—-]+$/u, '')}…`;
}

const GRAPHEMES = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** The last place at or before `at` where `text` can be cut without halving what a reader takes for one character. */
export function wholeBefore(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return GRAPHEMES.segment(text).containing(Math.max(0, at))?.index ?? 0;
}

/**
 * Returns the SHA-256 (64 hex digits) of what a text says: the same for reprints that differ in letter case,
 * spaces, line breaks, punctuation, ё, look-alike letters or the dateline before the first sentence.
 * Texts without a letter or digit all have one fingerprint: do not compare those.
 */
export function textFingerprint(text: string): string {
  const { text: body } = cutDateline(normalize(text).trim());
  const said = lettersAndDigits(foldCase(body));
  return createHash('sha256').update(said).digest('hex');
}
