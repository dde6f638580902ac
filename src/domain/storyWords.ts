import type { Sentence } from './article.ts';
import { digitsAt, parseDigits } from './language/digits.ts';
import { LETTERS } from './language/inflect.ts';
import { allMatches } from './language/matches.ts';
import { stem } from './language/stems.ts';
import { foldCase } from './language/text.ts';
import { WORD_NUMBER_STARTS, wordNumberAt } from './language/words.ts';
import { nameKey } from './skeleton.ts';
import { commonShare } from './weights.ts';

/** Digits that no letter or sign makes a designation, a time or an ordinal, or the beginning of a number in words. */
const NUMBER = new RegExp(
  `(?<![${LETTERS}0-9.,:+/№#-])\\d|(?<![${LETTERS}0-9-])(?:${WORD_NUMBER_STARTS.join('|')})`,
  'g',
);
const NOT_COUNTED = new RegExp(`[${LETTERS}:+/-]`);

/**
 * Values of all numbers that `sentence` states, in digits or words, whatever they count, years and dates excepted.
 * A number of a figure is given with its scale: «4,2 млрд» is 4200000000.
 */
export function statedNumbers(sentence: Sentence): number[] {
  const { figures, dates, language, text } = sentence;
  const values = figures.map(({ value }) => value);
  const folded = foldCase(text);
  NUMBER.lastIndex = 0;
  for (let found = NUMBER.exec(folded); found !== null; found = NUMBER.exec(folded)) {
    const at = found.index;
    const within = [...figures, ...dates].find(({ start, end }) => start <= at && at < end);
    if (within !== undefined) {
      NUMBER.lastIndex = within.end;
      continue;
    }
    const raw = digitsAt(folded, at);
    const word = raw === null ? wordNumberAt(folded, at, language) : null;
    const end = raw !== null ? at + raw.length : word?.end;
    if (end === undefined) continue;
    NUMBER.lastIndex = end;
    if (raw !== null && NOT_COUNTED.test(folded.charAt(end))) continue;
    const value = word?.value ?? (raw === null ? null : parseDigits(raw, language, false));
    if (value !== null && value > 1 && !isYear(value) && !AIRLINERS.has(value)) values.push(value);
  }
  return values;
}

/** Types of aircraft that stand in news as bare numbers: «один 787». */
const AIRLINERS: ReadonlySet<number> = new Set([737, 747, 757, 767, 777, 787]);

const isYear = (value: number): boolean => Number.isInteger(value) && value >= 1900 && value <= 2100;

/** What stands between the last letter and a word that opens a sentence or a quotation of one. */
const OPENING =
  /^[^\p{L}\p{N}]*$|[.!?…:]["»”]?\s+["«“„—–-]*\s*$|(?:^|\s)[—–-]\s*["«“„]*$|(?:^|[^\p{L}\p{N}]\s)["«“„]$/u;
const CAPITAL = /(?<![\p{L}\p{N}'’])\p{Lu}[\p{L}\p{M}]{2,}/gu;

/**
 * What sounds the same in all three languages of the names that the gazetteer does not know: words with a capital
 * inside a sentence. Those that only open one are left out, and so are titles with capitals throughout.
 */
export function soundedNames(sentences: readonly Sentence[]): Map<string, number> {
  const found = new Map<string, number>();
  const opening = new Map<string, number>();
  for (const { text, mentions, language, position } of sentences) {
    const weight = position === 'title' ? 3 : position === 'lead' ? 2 : 1;
    const words = allMatches(CAPITAL, text);
    if (position === 'title' && isTitleCase(text, words.length)) continue;
    for (const { 0: word, index } of words) {
      if (mentions.some(({ start, end }) => start < index + word.length && index < end)) continue;
      const key = nameKey(foldCase(word), language);
      if (key === '') continue;
      const list = OPENING.test(text.slice(lastLetter(text, index), index)) ? opening : found;
      list.set(key, (list.get(key) ?? 0) + weight);
    }
  }
  for (const [key, times] of opening) {
    const known = found.get(key);
    if (known !== undefined) found.set(key, known + times);
  }
  return found;
}

/** Where the last letter or digit before `end` stands; 0 when there is none. */
function lastLetter(text: string, end: number): number {
  let at = end - 1;
  while (at > 0 && !/[\p{L}\p{N}]/u.test(text.charAt(at))) at--;
  return Math.max(0, at);
}

function isTitleCase(text: string, capitals: number): boolean {
  const words = text.match(/\p{L}{3,}/gu)?.length ?? 0;
  return words >= 4 && capitals * 2 > words;
}

const WORD = /[\p{L}\p{M}]+/gu;
/** Shorter words sound alike by chance. */
const SHORTEST = 5;
/** Words of the beginning that are listened to. */
const HEARD = 120;

/**
 * What sounds the same in several languages of the words with which an article begins: loans such as «экстрадиция»
 * and "extradition", or nearly all words of languages that are kin. Names and words that stand everywhere are left out.
 */
export function soundedWords(sentences: readonly Sentence[]): Map<string, number> {
  const found = new Map<string, number>();
  let left = HEARD;
  for (const { text, mentions, language, position } of sentences) {
    if (left <= 0) break;
    for (const { 0: word, index } of allMatches(WORD, text)) {
      left--;
      if (word.length < SHORTEST) continue;
      if (mentions.some(({ start, end }) => start < index + word.length && index < end)) continue;
      if (position !== 'title' && index > 0 && /^\p{Lu}/u.test(word)) continue;
      const folded = foldCase(word);
      if (commonShare(stem(folded, language), language) > 0) continue;
      const key = nameKey(folded, language);
      if (key.length < 3 || key.includes('~')) continue;
      found.set(key, (found.get(key) ?? 0) + (position === 'title' ? 3 : 1));
    }
  }
  return found;
}
