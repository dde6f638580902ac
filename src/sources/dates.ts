import { DateTime } from 'luxon';
import { zoneAfter } from './dateZones.ts';

/** How the words and numbers of a date are to be understood. */
export interface DateContext {
  /** IANA zone of dates that name none. */
  readonly timeZone: string;
  /** Decides whether 11/06/2025 is in June (ru, kk) or unreadable (en). */
  readonly language: 'ru' | 'kk' | 'en';
  /** The moment of reading: the meaning of "today" and of a missing year. */
  readonly now: Date;
}

/** A date as it stands in a document. */
export interface StatedDate {
  /** For precision `day` this is noon of that day in the context's zone. */
  readonly at: Date;
  readonly precision: 'instant' | 'day';
}

const DAY_MS = 86_400_000;
const EARLIEST = Date.UTC(1995, 0, 1);

/** Nominative, genitive and short names of every month in the three languages. */
const MONTHS: readonly (readonly string[])[] = [
  ['январь', 'января', 'янв', 'қаңтар', 'қаң', 'january', 'jan'],
  ['февраль', 'февраля', 'февр', 'фев', 'ақпан', 'ақп', 'february', 'feb'],
  ['март', 'марта', 'мар', 'наурыз', 'нау', 'march', 'mar'],
  ['апрель', 'апреля', 'апр', 'сәуір', 'сәу', 'april', 'apr'],
  ['май', 'мая', 'мамыр', 'мам', 'may'],
  ['июнь', 'июня', 'июн', 'маусым', 'мау', 'june', 'jun'],
  ['июль', 'июля', 'июл', 'шілде', 'шіл', 'july', 'jul'],
  ['август', 'августа', 'авг', 'тамыз', 'там', 'august', 'aug'],
  ['сентябрь', 'сентября', 'сент', 'сен', 'қыркүйек', 'қыр', 'september', 'sept', 'sep'],
  ['октябрь', 'октября', 'окт', 'қазан', 'қаз', 'october', 'oct'],
  ['ноябрь', 'ноября', 'нояб', 'ноя', 'қараша', 'қар', 'november', 'nov'],
  ['декабрь', 'декабря', 'дек', 'желтоқсан', 'жел', 'december', 'dec'],
];
const MONTH_OF = new Map(MONTHS.flatMap((names, month) => names.map((name) => [name, month + 1] as const)));
const KAZAKH_MONTHS = MONTHS.flatMap((names, month) =>
  names
    .filter((name) =>
      /^(?:қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан)$/.test(name),
    )
    .map((name) => [name, month + 1] as const),
);

const WORD = String.raw`\p{L}+`;
const TIME = String.raw`(?<hour>\d{1,2}):(?:(?<minute>\d{2})(?!\d)(?::(?<second>\d{2})(?:[.,]\d{1,9})?)?|(?<minute>\d):(?<second>\d{1,2})(?!\d))(?:\s*(?<half>[ap])\.?m\b\.?)?`;
const TIME_OF_DAY = new RegExp(String.raw`(?<![\d:])${TIME}`, 'u');
const YEAR_MARK = String.raw`(?:\s*(?:жылғы|жылы|жыл|ж|года|год|г)(?![\p{L}])\.?)?`;
const NUMERIC = [
  /(?<![\d.])(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?!\d)/u,
  /(?<!\d)(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})(?=t\d|\s|$)/iu,
  /(?<![\d.])(?<day>\d{1,2})(?<mark>[./-])(?<month>\d{1,2})\k<mark>(?<year>\d{4}|\d{2})(?![\d]|[./-]\d)/u,
];
const NAMED = [
  // 2025 жылғы 6 қараша
  new RegExp(
    String.raw`(?<![\p{L}\d])(?<year>\d{4})${YEAR_MARK},?\s+(?<day>\d{1,2})\s+(?<name>${WORD})\.?`,
    'gu',
  ),
  // 6 ноября 2025 года · 06-Nov-94 · 6 қараша 2025 ж.
  new RegExp(
    String.raw`(?<![\p{L}\d:.])(?<day>\d{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?<name>${WORD})\.?,?[\s-]*(?:(?<year>\d{4}|\d{2})(?![\d:]|\.\d)${YEAR_MARK})?`,
    'gu',
  ),
  // November 6, 2025 · Nov 6 21:30:00 2025 · Қараша 6, 2025
  new RegExp(
    String.raw`(?<![\p{L}\d])(?<name>${WORD})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:.])(?:,?\s+(?<year>\d{4})(?![\d:]))?`,
    'gu',
  ),
];
const RELATIVE = new Map([
  ['сегодня', 0],
  ['бүгін', 0],
  ['today', 0],
  ['вчера', 1],
  ['кеше', 1],
  ['yesterday', 1],
]);

/**
 * Reads a date that a document states in Russian, Kazakh or English, or as a machine writes it.
 *
 * Dots are day first. An explicit offset wins, otherwise the context's zone holds. What could mean two
 * days (11/06/2025 in English), what does not exist (31.02.) and what names an unknown zone is null:
 * an instant is never guessed.
 */
export function readDate(raw: string, context: DateContext): StatedDate | null {
  const text = raw
    .normalize('NFC')
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim()
    .slice(0, 200)
    .toLowerCase();
  const epoch = text.match(/^(\d{10})(\d{3})?$/);
  if (epoch) return { at: new Date(Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0)), precision: 'instant' };

  // "오후" beside a time is "p.m.": in other scripts nothing is understood.
  if (/(?![\p{Script=Latin}\p{Script=Cyrillic}])\p{L}/u.test(text)) return null;
  const day = findDay(text, context);
  if (day === null) return null;
  const rest = `${text.slice(0, day.start)} ${text.slice(day.end)}`;
  return withTime(day, rest, raw, context);
}

/**
 * The moment an article was published, when a document states it believably.
 *
 * @returns null for a date that cannot be read, lies before 1995 or after `now`, or says only "today":
 *   then the moment at which it was first seen is the better answer
 */
export function publishedAt(raw: string | null | undefined, context: DateContext): Date | null {
  const stated = raw ? readDate(raw, context) : null;
  return stated === null ? null : believed(stated, context);
}

/** What `publishedAt` makes of a date that has been read. */
export function believed({ at, precision }: StatedDate, context: DateContext): Date | null {
  if (at.getTime() < EARLIEST || at.getTime() > context.now.getTime()) return null;
  if (precision === 'day' && isSameDay(at, context.now, context.timeZone)) return null;
  return at;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly yearIsGuessed: boolean;
  readonly start: number;
  readonly end: number;
}

/** The day that stands first in the text; a mention that could be two days makes it unreadable. */
function findDay(text: string, context: DateContext): Day | null {
  const found: { at: number; day: Day | null }[] = [];
  for (const pattern of NUMERIC) {
    const match = pattern.exec(text);
    if (match?.groups) found.push({ at: match.index, day: numericDay(match, match.groups, context) });
  }
  for (const pattern of NAMED) {
    for (const match of text.matchAll(pattern)) {
      const month = monthOf(match.groups?.name ?? '');
      if (match.groups === undefined || month === null) continue;
      // "там 6 человек" is no date: outside English the name stands first only beside a year.
      if (/^\p{Script=Cyrillic}/u.test(match[0]) && match.groups.year === undefined) continue;
      found.push({ at: match.index, day: namedDay(match, match.groups, month, text, context) });
      break;
    }
  }
  const first = found.sort((a, b) => a.at - b.at)[0];
  return first === undefined ? relativeDay(text, context) : first.day;
}

type Groups = Readonly<Record<string, string | undefined>>;

function numericDay(match: RegExpExecArray, groups: Groups, { language }: DateContext): Day | null {
  let day = Number(groups.day);
  let month = Number(groups.month);
  if (groups.mark !== undefined && groups.mark !== '.' && language === 'en') {
    if (day <= 12 && month <= 12 && day !== month) return null;
    if (month > 12) [day, month] = [month, day];
  }
  // 05-11-06 is a day in 2005 as well as one in 2006.
  if (groups.mark === '-' && groups.year?.length === 2) return null;
  const year = fullYear(groups.year ?? '');
  return { year, month, day, yearIsGuessed: false, start: match.index, end: match.index + match[0].length };
}

function namedDay(
  match: RegExpExecArray,
  groups: Groups,
  month: number,
  text: string,
  { now, timeZone }: DateContext,
): Day {
  const end = match.index + match[0].length;
  const stated = groups.year ?? distantYear(match[0], `${text.slice(0, match.index)} ${text.slice(end)}`);
  const year = stated === undefined ? DateTime.fromJSDate(now, { zone: timeZone }).year : fullYear(stated);
  return {
    year,
    month,
    day: Number(groups.day),
    yearIsGuessed: stated === undefined,
    start: match.index,
    end,
  };
}

/**
 * "Thu Nov 06 21:30:00 UTC 2025" and "2025 November 06" have their year elsewhere. Machines write so, in English:
 * after "6 ноября, 21:30" the number is one of views.
 */
function distantYear(day: string, rest: string): string | undefined {
  if (/\p{Script=Cyrillic}/u.test(day)) return undefined;
  return rest.match(/(?<![\d.:+-])(?:19|20)\d{2}(?![\d:])/)?.[0];
}

function relativeDay(text: string, { now, timeZone }: DateContext): Day | null {
  for (const match of text.matchAll(/\p{L}+/gu)) {
    const daysAgo = RELATIVE.get(match[0]);
    if (daysAgo === undefined) continue;
    const { year, month, day } = DateTime.fromJSDate(now, { zone: timeZone }).minus({ days: daysAgo });
    return { year, month, day, yearIsGuessed: false, start: match.index, end: match.index + match[0].length };
  }
  return null;
}

function withTime(day: Day, rest: string, raw: string, { timeZone, now }: DateContext): StatedDate | null {
  const time = TIME_OF_DAY.exec(rest);
  // A lone "21" after a "T" or "5 p.m." is a time that we do not read: better no date than a wrong one.
  if (time === null && /^\s*t\d|\d\s*[ap]\.?m\b/.test(rest.slice(day.start))) return null;

  if (time === null && /\d:\d/.test(rest)) return null;
  // "PM 9:30" and the like: the half of the day is stated where we do not look for it.
  if (time !== null && time.groups?.half === undefined && /(?<!\p{L})[ap]\.?m(?!\p{L})/u.test(rest))
    return null;

  const zone = time === null ? null : zoneAfter(rest.slice(time.index + time[0].length), raw);
  if (zone === 'unknown') return null;
  const hour = time === null ? 12 : clockHour(Number(time.groups?.hour), time.groups?.half);
  if (hour === null) return null;
  const at = (year: number) =>
    DateTime.fromObject(
      {
        year,
        month: day.month,
        day: day.day,
        hour,
        minute: Number(time?.groups?.minute ?? 0),
        second: Number(time?.groups?.second ?? 0),
      },
      { zone: zone ?? timeZone },
    );
  let local = at(day.year);
  const isAhead = !local.isValid || local.toMillis() > now.getTime() + DAY_MS;
  if (day.yearIsGuessed && isAhead) local = at(day.year - 1);
  return local.isValid ? { at: local.toJSDate(), precision: time === null ? 'day' : 'instant' } : null;
}

function monthOf(word: string): number | null {
  const exact = MONTH_OF.get(word);
  if (exact !== undefined) return exact;
  const inflected = KAZAKH_MONTHS.find(([name]) => word.startsWith(name) && word.length <= name.length + 4);
  return inflected?.[1] ?? null;
}

function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length > 2 ? year : year + (year < 70 ? 2000 : 1900);
}

function clockHour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

function isSameDay(a: Date, b: Date, zone: string): boolean {
  return DateTime.fromJSDate(a, { zone }).hasSame(DateTime.fromJSDate(b, { zone }), 'day');
}
