import { cityOfZone } from './cities.ts';

/** A number with its unit, as far as showing it needs to know. */
export interface ShownFigure {
  /** In whole units. */
  readonly value: number;
  readonly unit: string;
  readonly qualifier: 'over' | 'about' | 'upTo' | null;
  /** As written in the source; shown when the unit has no word of ours. */
  readonly text: string;
}

/** The facts of a story that is not told in the reader's language. Names are already in that language. */
export interface ShownCard {
  readonly topics: readonly string[];
  /** A kind of event; one without a word of ours is not shown. Missing or null when none is sure. */
  readonly event?: string | null | undefined;
  readonly parties: readonly string[];
  readonly figures: readonly ShownFigure[];
  /** ISO calendar date, possibly without day or month; null when no text states one. */
  readonly date: string | null;
}

/** A figure, as readers see it, and who states it. */
export interface ShownDifference {
  readonly figure: string;
  readonly outlets: readonly string[];
}

/** What is new in a story since its readers were told it. Names are already in their language. */
export interface ShownChanges {
  /** Ids of stages: announced, signed, financed, delivered; one without a word of ours is not shown. */
  readonly stage: { readonly from: string | null; readonly to: string } | null;
  /** `from` is what `to` stands for now; null when there was nothing of its kind. */
  readonly figures: readonly {
    readonly from: { readonly value: number } | null;
    readonly to: { readonly value: number; readonly unit: string };
  }[];
  readonly parties: readonly string[];
  /** ISO calendar days. */
  readonly days: readonly string[];
  /** Ids of turns, such as `postpone`; one without a word of ours is not shown. */
  readonly turns: readonly string[];
}

/** The wall clock of a zone. */
export interface WallTime {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  readonly day: number;
  /** "08:30". */
  readonly time: string;
}

/** A number never leaves its unit at the end of a line. */
export const NBSP = '\u00a0';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What clocks show in a minute: an edition asks for its own minute with each story, and for those of stories again. */
const wallTimes = new Map<string, WallTime>();
const MOST_WALL_TIMES = 2_000;

function clock(zone: string): Intl.DateTimeFormat {
  let format = clocks.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    clocks.set(zone, format);
  }
  return format;
}

/**
 * What clock and calendar of `zone` show at `at`.
 *
 * @throws {RangeError} when `zone` is unknown or `at` is not a date
 */
export function wallTime(at: Date, zone: string): WallTime {
  const key = `${Math.floor(at.getTime() / 60_000)} ${zone}`;
  const known = wallTimes.get(key);
  if (known !== undefined) return known;
  const parts: Record<string, string> = {};
  for (const { type, value } of clock(zone).formatToParts(at)) parts[type] = value;
  const shown = {
    year: Number(parts.year),
    month: Number(parts.month),
    day: Number(parts.day),
    time: `${parts.hour}:${parts.minute}`,
  };
  if (wallTimes.size >= MOST_WALL_TIMES) wallTimes.clear();
  wallTimes.set(key, shown);
  return shown;
}

/** Calendar days from `from` to `to` in `zone`: 0 on the same date, 1 when `to` is tomorrow, negative in the past. */
export function daysBetween(from: Date, to: Date, zone: string): number {
  const [a, b] = [wallTime(from, zone), wallTime(to, zone)];
  return Math.round(
    (Date.UTC(b.year, b.month - 1, b.day) - Date.UTC(a.year, a.month - 1, a.day)) / 86_400_000,
  );
}

/** "UTC+5", "UTC−3:30", "UTC": the offset of `zone` at `at`. */
export function utcOffset(zone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(
    at,
  );
  const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  return name.replace('GMT', 'UTC').replace('-', '−');
}

/** "22 ноября", "22 қараша": day and month in the case that a date needs. */
export function dayAndMonth(locale: string, at: Date, zone: string): string {
  const key = `${locale} ${zone}`;
  const format =
    dayFormats.get(key) ?? new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: zone });
  dayFormats.set(key, format);
  return format.format(at);
}

/** "16–22 ноября", "28 қараша – 4 желтоқсан": calendar dates, given as midnights of UTC; no year is named. */
export function dayRange(locale: string, from: Date, to: Date): string {
  const [first, last] = [from, to].map((at) => dayAndMonth(locale, at, 'UTC'));
  return from.getUTCMonth() === to.getUTCMonth() ? `${from.getUTCDate()}–${last}` : `${first} – ${last}`;
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** "вс", "жс". */
export function weekday(locale: string, at: Date, zone: string): string {
  const key = `${locale} ${zone}`;
  const format =
    weekdayFormats.get(key) ?? new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: zone });
  weekdayFormats.set(key, format);
  return format.format(at);
}

const weekdayFormats = new Map<string, Intl.DateTimeFormat>();

/** "ноябрь", "қараша": the month alone, in small letters. */
export function monthName(locale: string, month: number): string {
  const at = new Date(Date.UTC(2026, month - 1, 15));
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(at).toLowerCase();
}

const SCALES = [
  { from: 1e12, word: 'трлн' },
  { from: 1e9, word: 'млрд' },
  { from: 1e6, word: 'млн' },
] as const;

/** A number as readers see it, and whether its scale word (млн, млрд, трлн) is the last one. */
export interface ShownNumber {
  readonly text: string;
  readonly scale: 'млн' | 'млрд' | 'трлн' | null;
}

/** Making a format takes longer than many uses of it; the locales are two. */
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string): Intl.NumberFormat {
  const format = numberFormats.get(locale) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  numberFormats.set(locale, format);
  return format;
}

/**
 * A number for reading: below a million in full, from there on with млн, млрд, трлн and at most three
 * decimals. Digits are never rounded away: what does not fit three decimals is written in full.
 */
export function shownNumber(locale: string, value: number): ShownNumber {
  const full = numberFormat(locale);
  for (const { from, word } of SCALES) {
    if (Math.abs(value) < from) continue;
    const short = Number((value / from).toFixed(3));
    if (Math.abs(short * from - value) > Math.abs(value) * 1e-12) break;
    return { text: `${full.format(short)}${NBSP}${word}`, scale: word };
  }
  return { text: full.format(value), scale: null };
}

/** Up to `max` UTF-16 units without breaking a character in two; what is cut ends in "…". */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const end = /[\ud800-\udbff]/.test(text.charAt(max - 2)) ? max - 2 : max - 1;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** "Астана", "UTC+3": how a zone is named after an hour. */
export const zoneNameIn = (language: 'ru' | 'kk', zone: string, at: Date): string =>
  cityOfZone(zone, language) ?? utcOffset(zone, at);

/** "08:30 (Астана)". */
export const timeIn = (language: 'ru' | 'kk', at: Date, zone: string): string =>
  `${wallTime(at, zone).time} (${zoneNameIn(language, zone, at)})`;

/** "5 минут назад", "2 сағат бұрын"; from yesterday on in the language's own words. */
export function relativeIn(
  language: 'ru' | 'kk',
  at: Date,
  zone: string,
  now: Date,
  words: {
    readonly justNow: string;
    readonly yesterday: (hour: string) => string;
    readonly earlier: (hour: string) => string;
  },
): string {
  const minutes = Math.max(0, Math.round((now.getTime() - at.getTime()) / 60_000));
  if (minutes < 1) return words.justNow;
  const ago = new Intl.RelativeTimeFormat(language);
  if (minutes < 60) return ago.format(-minutes, 'minute');
  const days = daysBetween(at, now, zone);
  if (days === 0 || minutes < 360) return ago.format(-Math.round(minutes / 60), 'hour');
  const { time } = wallTime(at, zone);
  return days === 1 ? words.yesterday(time) : words.earlier(time);
}

/** Units of money. */
export const MONEY_UNITS: ReadonlySet<string> = new Set(['usd', 'kzt', 'eur', 'rub', 'cny']);

/** Units that say nothing without the sentence they stood in. */
export const BARE_UNITS: ReadonlySet<string> = new Set([
  'pct',
  'pp',
  'times',
  'year',
  'hour',
  'minute',
  'count',
]);

/** The word of `id` in a table of ours; empty when it has none. */
export const wordOf = (table: Readonly<Record<string, string>>, id: string | null | undefined): string =>
  typeof id === 'string' && Object.hasOwn(table, id) ? (table[id] ?? '') : '';

/** The title of a topic inside a line: "Транспорт" is "транспорт", "C5+1" stays. */
export const inLine = (title: string): string =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
