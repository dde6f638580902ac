import type { DateMention, Language } from '../article.ts';
import { align } from './align.ts';
import { matchShapes, monthOf } from './dateShapes.ts';
import { LETTERS } from './inflect.ts';
import { allMatches } from './matches.ts';

/** A text folded once, with the dates it states: figures and dates are both read from these. */
export interface DatedText {
  readonly cased: string;
  readonly folded: string;
  readonly stated: readonly StatedDate[];
}

/** A date as it is written, complete or not. Offsets are UTF-16 units into the text. */
export interface StatedDate {
  readonly start: number;
  readonly end: number;
  readonly day: number | null;
  readonly month: number | null;
  /** Null when the text leaves the year to the reader. */
  readonly year: number | null;
  /** Years to add to the reader's year: "in November of last year". Null when the text says nothing of it. */
  readonly shift: number | null;
}

const ABBREVIATED =
  /(?:[^a-zа-яәі](?:г|гг|ж|жж|янв|фев|мар|апр|авг|сент?|окт|нояб?|дек|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))\.$/;
/** Days or years from the anchor that a word means, by language. */
const RELATIVE: Readonly<Record<'ru' | 'kk' | 'en', readonly (readonly [string, 'day' | 'year', number])[]>> =
  {
    ru: [
      ['позавчера', 'day', -2],
      ['послезавтра', 'day', 2],
      ['вчера(?:шн[а-я]+)?|накануне', 'day', -1],
      ['сегодня(?:шн[а-я]+)?', 'day', 0],
      ['завтра(?:шн[а-я]+)?', 'day', 1],
      ['(?:прошл|минувш)[а-я]+ год[а-я]*', 'year', -1],
      ['(?:эт|текущ|нынешн)[а-я]+ год[а-я]*', 'year', 0],
      ['(?:следующ|будущ)[а-я]+ год[а-я]*', 'year', 1],
    ],
    kk: [
      ['алдыңгүні|алдыңғы күні', 'day', -2],
      ['бүрсігүні', 'day', 2],
      ['кеше(?:гі[а-яәі]*)?', 'day', -1],
      ['бүгін(?:гі[а-яәі]*)?', 'day', 0],
      ['ертең(?:гі[а-яәі]*)?', 'day', 1],
      ['былтыр(?:ғы[а-яәы]*)?|өткен жыл(?:ы|ғы|дың)', 'year', -1],
      ['биыл(?:ғы[а-яәы]*)?', 'year', 0],
      ['келесі жыл(?:ы|ғы|дың)|келер жыл(?:ы|ғы)', 'year', 1],
    ],
    en: [
      ['yesterday', 'day', -1],
      ['today', 'day', 0],
      ['tomorrow', 'day', 1],
      ['last year', 'year', -1],
      ['this year', 'year', 0],
      ['next year', 'year', 1],
    ],
  };
const RELATIVE_SHAPES = Object.entries(RELATIVE).flatMap(([language, words]) =>
  words.map(([source, unit, shift]) => ({
    language,
    unit,
    shift,
    pattern: new RegExp(`(?<![${LETTERS}])(?:${source})(?![${LETTERS}0-9])`, 'g'),
  })),
);

/** Each word of `RELATIVE` holds one of these; most sentences hold none. */
const RELATIVE_HINT =
  /вчера|накануне|сегодня|завтра|год|үні|кеше|бүгін|ертең|былтыр|биыл|жыл|day|tomorrow|year/;

/** News of Kazakhstan is dated by its clock: UTC+5 all year. */
const ZONE_HOURS = 5;
const HOUR_MS = 3_600_000;

/** Folds `text` and finds the dates written in it, for `findDates` and `findFigures` of the same text. */
export function readDates(text: string): DatedText {
  const { cased, folded } = align(text);
  return { cased, folded, stated: absolute(cased, folded) };
}

/**
 * Finds the calendar dates that `text` states, in order and without overlaps. Months are known in all three
 * languages; `language` decides on words like "yesterday" (`other`: those of all three).
 *
 * A date without a year is taken next to `publishedAt`, a relative word is counted from it (Kazakhstan's
 * clock); without `publishedAt` neither is reported. Never throws.
 *
 * @param dated `readDates(text)`, where the caller has it
 */
export function findDates(
  text: string,
  language: Language,
  publishedAt?: Date,
  { folded, stated }: DatedText = readDates(text),
): DateMention[] {
  const anchor = localDay(publishedAt);
  const mentions = withoutOverlaps([
    ...stated.flatMap((found) => {
      const date = resolve(found, anchor);
      return date === null ? [] : [{ start: found.start, end: found.end, date }];
    }),
    ...(anchor === null ? [] : relative(folded, language, anchor)),
  ]);
  return mentions.map(({ start, end, date }) => ({ text: text.slice(start, end), date, start, end }));
}

/** Where a text states dates, also incomplete ones, as [start, end) pairs in order: their digits are no figures. */
export function dateSpans({ stated }: DatedText): (readonly [number, number])[] {
  return withoutOverlaps(stated).map(({ start, end }) => [start, end] as const);
}

function absolute(cased: string, folded: string): StatedDate[] {
  if (!/\d|ай|[дт]а|[дт]е|в |с |к |in |by |last /.test(folded)) return [];
  const found = withoutOverlaps(matchShapes(folded).flatMap((match) => read(match, cased)));
  // "30 октября – 2 ноября 2025 года": a range states its year once.
  return found.map((date, index) => {
    if (date.year !== null || date.day === null) return date;
    const partner = [found[index + 1], found[index - 1]].find((other) => {
      if (other?.year == null || other.day === null) return false;
      const [from, to] = other.start > date.start ? [date.end, other.start] : [other.end, date.start];
      return /^ ?(?:-|по|до|to|и|and|және|мен) ?$/.test(folded.slice(from, to));
    });
    return partner === undefined ? date : { ...date, year: partner.year };
  });
}

function read(match: RegExpExecArray, cased: string): StatedDate[] {
  const { d, d2, m, mm, y, y2, yy, which } = match.groups ?? {};
  const start = match.index;
  // The full stop of a sentence is none of an abbreviation.
  const stop = match[0].endsWith('.') && !ABBREVIATED.test(match[0]) ? 1 : 0;
  const end = start + match[0].length - stop;
  const at = match.indices?.groups ?? {};
  const month = m === undefined ? number(mm) : monthOf(m);
  // "may" and "march" are verbs unless they are written as months are.
  if ((m === 'may' || m === 'march') && /[a-z]/.test(cased.charAt(at.m?.[0] ?? 0))) return [];
  const year = number(y) ?? (yy === undefined ? null : 2000 + Number(yy));
  const shift = yearShift(which);
  const rest = { month, year, shift };
  const second = at.d2 ?? at.y2;
  if (d === undefined && m === undefined && y !== undefined) {
    const first = { ...rest, start, end: second === undefined ? end : (at.y?.[1] ?? end), day: null };
    return second === undefined ? [first] : [first, { ...first, start: second[0], end, year: number(y2) }];
  }
  const day = number(d);
  const days = [{ ...rest, start, end: second === undefined ? end : (at.d?.[1] ?? end), day }];
  if (second !== undefined) days.push({ ...rest, start: second[0], end, day: number(d2) });
  return days.every(possible) ? days : swapped(days);
}

/** 11/26/2025: when the day cannot be a month, it was written month first. */
function swapped(days: readonly StatedDate[]): StatedDate[] {
  const [only] = days;
  if (days.length !== 1 || only === undefined) return [];
  const turned = { ...only, day: only.month, month: only.day };
  return possible(turned) ? [turned] : [];
}

function possible({ day, month, year }: StatedDate): boolean {
  if (month === null || month < 1 || month > 12) return false;
  if (day === null) return true;
  const date = new Date(Date.UTC(year ?? 2024, month - 1, day));
  return day >= 1 && date.getUTCMonth() === month - 1;
}

function yearShift(word: string | undefined): number | null {
  if (word === undefined) return null;
  if (/^(?:прошл|минувш|былтыр|өткен)/.test(word)) return -1;
  return /^(?:следующ|будущ)/.test(word) ? 1 : 0;
}

function resolve(found: StatedDate, anchor: Date | null): string | null {
  const { day, month, shift } = found;
  let year = found.year;
  if (year === null) {
    if (anchor === null || month === null) return null;
    const here = anchor.getUTCFullYear();
    const away = (candidate: number) =>
      Math.abs(Date.UTC(candidate, month - 1, day ?? 15) - anchor.getTime());
    const nearest = [here - 1, here, here + 1].reduce((a, b) => (away(b) < away(a) ? b : a));
    year = shift === null ? nearest : here + shift;
  }
  return [String(year), month, day]
    .filter((part) => part !== null)
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

function relative(
  folded: string,
  language: Language,
  anchor: Date,
): { start: number; end: number; date: string }[] {
  if (!RELATIVE_HINT.test(folded)) return [];
  return RELATIVE_SHAPES.filter((shape) => language === 'other' || shape.language === language).flatMap(
    ({ pattern, unit, shift }) =>
      allMatches(pattern, folded).map((match) => {
        const day = new Date(anchor.getTime() + shift * 24 * HOUR_MS).toISOString().slice(0, 10);
        const date = unit === 'day' ? day : String(anchor.getUTCFullYear() + shift);
        return { start: match.index, end: match.index + match[0].length, date };
      }),
  );
}

/** The day in Kazakhstan, as its midnight in UTC; null for no date and for one that is a mistake. */
function localDay(publishedAt: Date | undefined): Date | null {
  const local = new Date((publishedAt?.getTime() ?? Number.NaN) + ZONE_HOURS * HOUR_MS);
  const year = local.getUTCFullYear();
  if (!(year >= 1900 && year < 2100)) return null;
  return new Date(Math.floor(local.getTime() / (24 * HOUR_MS)) * 24 * HOUR_MS);
}

function number(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits);
}

/** In order of place; of two that overlap, the one that begins first, then the longer one. */
function withoutOverlaps<T extends { readonly start: number; readonly end: number }>(
  found: readonly T[],
): T[] {
  const sorted = found.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const kept: T[] = [];
  for (const one of sorted) {
    if (one.start >= (kept.at(-1)?.end ?? 0)) kept.push(one);
  }
  return kept;
}
