import type { Figure, Language, Unit } from '../domain/article.ts';
import { findDates, readDates } from '../domain/language/dates.ts';
import { findFigures } from '../domain/language/numbers.ts';
import { foldCase } from '../domain/language/text.ts';
import { nounAt } from '../domain/language/units.ts';
import { wordNumberAt } from '../domain/language/words.ts';
import { amountWords, SMALL_ORDINAL, saysAmount } from './amounts.ts';
import { sounds } from './letters.ts';
import type { SourceSentence } from './sources.ts';

/** Everything countable that one sentence states. */
export interface Quantities {
  readonly figures: readonly Figure[];
  /** ISO dates, "2025-11-06" to "2025". */
  readonly dates: readonly { readonly text: string; readonly date: string }[];
  /** Numbers outside figures and dates: «трое», «№ 5», «787-9», «5-ші». `key` says the same in every language. */
  readonly loose: readonly Loose[];
  /** Amounts and places in an order without a number: «половина», "thousands", «второй», «жексенбі». */
  readonly words: ReadonlyMap<string, string>;
  /** Figures of which each is one end: «от 20 до 25», «20–25». */
  readonly ranges: readonly (readonly [Figure, Figure])[];
}

interface Loose {
  readonly text: string;
  readonly key: string;
  readonly end: number;
  /** What stands behind it: «купит у Boeing 15 самолётов» looks like a model of Boeing's. */
  readonly counts: Unit | null;
}

const LETTER_OR_DIGIT = /[\p{L}\d]/u;
const DIGITS = /(?<!\d)\d+(?:(?:[.,:/×x]|\s?\+\s?|-)\d+)*/gu;
const WORD = /(?<![\p{L}\d])\p{L}+/gu;

/**
 * Reads the numbers of a text.
 *
 * @param anchor what dates without a year and words like "yesterday" are counted from
 */
export function quantitiesOf(text: string, language: Language, anchor: Date | null): Quantities {
  const dated = readDates(text);
  const figures = findFigures(text, language, dated);
  const dates = findDates(text, language, anchor ?? NO_ANCHOR, dated);
  const taken = [...figures, ...dates, ...dated.stated].map(({ start, end }) => [start, end] as const);
  const isFree = (start: number, end: number) => !taken.some(([from, to]) => start < to && from < end);
  const loose: Loose[] = [];
  const countedAt = (end: number) => nounAt(dated.folded, end, language)?.is ?? null;
  for (const match of dated.folded.matchAll(DIGITS)) {
    const end = match.index + match[0].length;
    SMALL_ORDINAL.lastIndex = match.index;
    if (isFree(match.index, end) && !SMALL_ORDINAL.test(dated.folded))
      loose.push({ text: match[0], key: keyOf(match[0]), end, counts: countedAt(end) });
  }
  for (const match of dated.folded.matchAll(WORD)) {
    const found = wordNumberAt(dated.folded, match.index, language);
    if (found === null || found.one || LETTER_OR_DIGIT.test(dated.folded.charAt(found.end))) continue;
    if (isFree(match.index, found.end) && !loose.some(({ end }) => end === found.end))
      loose.push({
        text: text.slice(match.index, found.end),
        key: String(found.value),
        end: found.end,
        counts: countedAt(found.end),
      });
  }
  const words = amountWords(blank(foldCase(text), figures));
  return { figures, dates, loose, words, ranges: rangesOf(dated.folded, figures) };
}

const BETWEEN = /(?:^|[^\p{L}])(?:от|между|between) [^.;]{0,12}$/u;

/** Pairs of figures that are the two ends of one amount. «С 20 до 25» and "from 20 to 25" may be a growth. */
function rangesOf(folded: string, figures: readonly Figure[]): (readonly [Figure, Figure])[] {
  return figures.flatMap((low, index) => {
    const high = figures[index + 1];
    if (high === undefined || high.value <= low.value) return [];
    const link = folded.slice(low.end, high.start);
    const isRange =
      /^ ?(?:-|\.\.\.) ?$/.test(link) ||
      (/^ (?:до|и|and|to) $/.test(link) && BETWEEN.test(folded.slice(0, low.start)));
    return isRange ? [[low, high] as const] : [];
  });
}

/** A text that dates nothing is compared by what it leaves open: any day will do, when it is the same for both sides. */
const NO_ANCHOR = new Date('2026-01-15T07:00:00Z');

/** "1 234,5" and "1234.5" are one number; "787-9" stays what it is. */
function keyOf(digits: string): string {
  const bare = digits.replaceAll(/\s/g, '');
  return /^\d+[.,]\d+$/.test(bare) ? String(Number(bare.replace(',', '.'))) : bare.replace(/^0+(?=\d)/, '');
}

/** `folded` without its figures: «4,2 млрд» is no «миллиарды». */
function blank(folded: string, figures: readonly Figure[]): string {
  return figures.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    folded,
  );
}

/** What a sentence states that its sources do not. */
export interface Unsupported {
  readonly kind: 'numbers' | 'dates';
  readonly item: string;
}

/** A cited sentence with its numbers. */
export interface CountedSource {
  readonly source: SourceSentence;
  readonly quantities: Quantities;
}

/**
 * The numbers, units and dates of `text` that none of `cited` states: a figure must have its value and its unit there
 * and may not claim to be more or less than the source says; a date may be less exact, never more.
 */
export function unsupportedQuantities(
  text: string,
  language: Language,
  cited: readonly CountedSource[],
): Unsupported[] {
  const anchors = [...new Set(cited.map(({ source }) => source.publishedAt?.getTime() ?? null))];
  const readings = (anchors.length > 0 ? anchors : [null]).map((anchor) =>
    quantitiesOf(text, language, anchor === null ? null : new Date(anchor)),
  );
  // Only dates depend on the anchor: each article counts "yesterday" from its own day.
  const own = readings[0] ?? quantitiesOf(text, language, null);
  const unsupported: Unsupported[] = [];
  for (const figure of own.figures)
    if (
      !cited.some(({ quantities }) => statesFigure(quantities, figure, text, own.figures)) ||
      !countsTheSame(text, language, figure, cited)
    )
      unsupported.push({ kind: 'numbers', item: figure.text });
  for (const number of own.loose)
    if (
      !cited.some(({ quantities }) => statesLoose(quantities, number)) ||
      !countsTheSame(text, language, number, cited)
    )
      unsupported.push({ kind: 'numbers', item: number.text });
  for (const [key, word] of own.words)
    if (!cited.some((one) => statesWord(one, key))) unsupported.push({ kind: 'numbers', item: word });
  for (const [index, { text: item }] of own.dates.entries()) {
    const told = readings.flatMap(({ dates }) => dates[index]?.date ?? []);
    const stated = cited.flatMap(({ quantities }) => quantities.dates);
    // The second year of "from 2032 to 2035" is a bare number.
    const bare = cited.flatMap(({ quantities }) => quantities.loose.map(({ key }) => key));
    const isStated = (date: string) =>
      stated.some((one) => one.date === date || one.date.startsWith(`${date}-`)) ||
      (/^\d{4}$/.test(date) && bare.includes(date));
    if (!told.some(isStated)) unsupported.push({ kind: 'dates', item });
  }
  return unsupported;
}

function statesFigure(
  { figures, loose, ranges }: Quantities,
  told: Figure,
  text: string,
  beside: readonly Figure[],
): boolean {
  const agrees = (figure: Figure) =>
    figure.value === told.value &&
    figure.unit === told.unit &&
    fits(figure, told, text) &&
    ranges.every(([low, high]) => !cutsRange([low, high], figure, told, beside));
  if (figures.some(agrees)) return true;
  return told.unit === 'count' && loose.some(({ key }) => key === String(told.value));
}

/** True when `figure` is one end of a range and `told` says it alone: «20» of «от 20 до 25». */
function cutsRange(
  [low, high]: readonly [Figure, Figure],
  figure: Figure,
  told: Figure,
  beside: readonly Figure[],
): boolean {
  if (figure !== low && figure !== high) return false;
  if (told.qualifier === (figure === low ? 'over' : 'upTo')) return false;
  const other = figure === low ? high : low;
  return !beside.some(({ value }) => value === other.value);
}

/** Says of an amount that it was not reached, unlike «около». */
const NEARLY = /(?:почти|без малого)[ ~≈]*(?:в |на |до )?$/u;
const NEARLY_AFTER = /^[ \p{L}]{0,20} дерлік/u;

/** «До 300» is not 300, and 300 is not «более 300» nor «почти 300»; «около» adds nothing. */
function fits({ qualifier: stated }: Figure, { qualifier: told, start, end }: Figure, text: string): boolean {
  if (told === null && stated === 'upTo') return false;
  const folded = foldCase(text);
  if (stated === null && (NEARLY.test(folded.slice(0, start)) || NEARLY_AFTER.test(folded.slice(end))))
    return false;
  return told === stated || told === 'about' || told === null;
}

function statesLoose({ figures, loose, dates }: Quantities, { key, counts }: Loose): boolean {
  if (loose.some((one) => one.key === key)) return true;
  if (figures.some(({ unit, value }) => unit === (counts ?? 'count') && String(value) === key)) return true;
  return /^\d{4}$/.test(key) && dates.some(({ date }) => date.startsWith(key));
}

function statesWord({ source, quantities }: CountedSource, key: string): boolean {
  // A source may state in figures what a summary puts in a word: «2 млрд» – «миллиарды».
  // «Вчера» and «04.11» name a month as well.
  const month = /^month (\d\d)$/.exec(key)?.[1];
  if (month !== undefined && quantities.dates.some(({ date }) => date.slice(5, 7) === month)) return true;
  return quantities.words.has(key) || saysAmount(foldCase(source.text), key);
}

/**
 * True unless a bare number counts something else than in its source, which can be told where both are in one
 * language: «300 вагонов» is not «300 контейнеров».
 */
function countsTheSame(
  text: string,
  language: Language,
  number: { readonly end: number; readonly unit?: Figure['unit'] },
  cited: readonly CountedSource[],
): boolean {
  if (number.unit !== undefined && number.unit !== 'count') return true;
  if (cited.length === 0 || cited.some(({ source }) => source.language !== language)) return true;
  const noun = /^[\s-]*(\p{L}{4,})/u.exec(text.slice(number.end))?.[1];
  if (noun === undefined) return true;
  const start = sounds(noun).slice(0, 4);
  return cited.some(({ source }) =>
    (source.text.match(/\p{L}+/gu) ?? []).some((word) => sounds(word).startsWith(start)),
  );
}
