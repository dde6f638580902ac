import type { Figure, Language, Unit } from '../article.ts';
import { type DatedText, readDates } from './dates.ts';
import { digitsAt, exact, parseDigits, skipNumber } from './digits.ts';
import { KK_ENDINGS, LETTERS } from './inflect.ts';
import { maskedSpans, overlapping, type Span } from './masks.ts';
import { type Currency, currencyAt, currencyBefore } from './money.ts';
import { qualifierAfter, qualifierBefore } from './qualifiers.ts';
import {
  type At,
  COUNTED,
  LONE_SCALE_STARTS,
  loneScaleAt,
  multiplesIn,
  nounAt,
  percentAt,
  scaleAt,
  timesAt,
} from './units.ts';
import { WORD_NUMBER_STARTS, wordNumberAt } from './words.ts';

/** A number as it was read, before it is judged to be a figure. */
interface Quantity {
  readonly start: number;
  /** End of the number itself. */
  readonly numberEnd: number;
  /** End of what the figure shows. */
  readonly end: number;
  /** End of all that belongs to it: Kazakh endings, a qualifier behind it. */
  readonly past: number;
  /** Before the scale. */
  readonly mantissa: number;
  readonly value: number;
  readonly scale: number;
  /** Null when nothing says what is counted. `other` is money that we have no unit for. */
  readonly unit: Unit | 'other' | null;
  readonly qualifier: Figure['qualifier'];
  /** Words count only beside a scale or a unit. */
  readonly digits: boolean;
  readonly one: boolean;
  readonly ablative: boolean;
  readonly yearLike: boolean;
}

interface Place {
  readonly folded: string;
  readonly language: Language;
}

/** Where a number may begin: at a digit, or at a word with the first letters of one. */
const STARTS = [...WORD_NUMBER_STARTS, ...LONE_SCALE_STARTS].join('|');
const CANDIDATE = new RegExp(`\\d|(?<![${LETTERS}])(?:${STARTS})`, 'g');
const ENDING = new RegExp(`-?(?:${KK_ENDINGS}|ти|и|мя|ми|ю)(?![${LETTERS}0-9])`, 'y');
const LETTER = new RegExp(`[${LETTERS}]`);
const ABLATIVE = /[дтн][ае]н$/;
const CONNECTOR = / ?- ?| (?:до|to|или|or) | ?\.\.\. ?/y;
const AND = / (?:и|and|мен|және|бен|пен) /y;
/** «20 из 60 минералов», "20 of the 60 minerals", «60 минералдың 20-сы»: both count the same thing. */
const PART_OF = / (?:из(?: более чем| этих)?|of|out of)(?: (?:the|all|some))? /y;
const BETWEEN = /(?:между|between) [^.;]{0,12}$/;
/** More digits than any count in the news: an account or a registration number. */
const MOST_DIGITS = 12;

/**
 * Finds the figures that `text` states, in order and without overlaps: sums of money, percentages, counts.
 * Dates, times of day, ordinals, telephone numbers and designations (C5+1, G20, Boeing 787-9) are none.
 *
 * The two ends of a range are two figures. The figure's text is what the source wrote, with scale, currency or
 * counted noun, without its qualifier. Sums in currencies that have no unit (pounds, soums) are not reported.
 * Never throws.
 *
 * @param language decides on "1,234" and on the words for numbers; `other` reads them as Russian does
 * @param dated `readDates(text)`, where the caller has it
 */
export function findFigures(text: string, language: Language, dated: DatedText = readDates(text)): Figure[] {
  const { folded } = dated;
  const masked = maskedSpans(dated);
  const place: Place = { folded, language };
  const figures: Figure[] = [];
  const add = (quantity: Quantity) => {
    const { start, value, unit, qualifier } = quantity;
    if (unit === 'other' || !isFigure(quantity)) return;
    // «4,2 млрд.» ends a sentence, «2 тыс.» is how it is written.
    const end =
      quantity.end - (/(?:млн|млрд|трлн)\.$/.test(folded.slice(quantity.start, quantity.end)) ? 1 : 0);
    figures.push({ text: text.slice(start, end), value, unit: unit ?? 'count', qualifier, start, end });
  };
  let past = 0;
  CANDIDATE.lastIndex = 0;
  for (let found = CANDIDATE.exec(folded); found !== null; found = CANDIDATE.exec(folded)) {
    const at = found.index;
    const mask = overlapping(masked, at, at + 1);
    if (mask) {
      CANDIDATE.lastIndex = mask[1];
      continue;
    }
    const first = quantityAt(place, at, past);
    if (first === null) {
      if (/\d/.test(found[0])) CANDIDATE.lastIndex = skipNumber(folded, at);
      continue;
    }
    const hidden = overlapping(masked, at, first.numberEnd) !== undefined;
    const second = hidden ? null : rangeEnd(place, first, masked);
    const [from, to] = second === null ? [ofWhole(place, first), null] : asRange(first, second, language);
    if (!hidden) add(from);
    if (to) add(to);
    const read = to !== null || first.digits || isFigure(from);
    if (read) past = (to ?? first).past;
    CANDIDATE.lastIndex = read ? past : at + 1;
  }
  for (const { is, start, end } of multiplesIn(folded)) {
    const qualifier = qualifierBefore(folded, start);
    figures.push({ text: text.slice(start, end), value: is, unit: 'times', qualifier, start, end });
  }
  return figures.sort((a, b) => a.start - b.start);
}

function isFigure({ digits, unit, scale, one, yearLike, value, qualifier }: Quantity): boolean {
  if (!Number.isFinite(value)) return false;
  // «Две страны», «екі ел», "two countries" are the two sides themselves.
  if (unit === 'country' && value <= 2 && !digits) return false;
  if (digits) return !(yearLike && unit === null && scale === 1);
  if (unit === null) return (scale > 1 && !one) || (qualifier !== null && value >= 10);
  return !one || scale > 1 || (unit !== 'year' && !COUNTED.has(unit));
}

/** The quantity that begins at `at`; its currency sign may stand before, but not before `floor`. */
function quantityAt(place: Place, at: number, floor: number): Quantity | null {
  const { folded, language } = place;
  const raw = digitsAt(folded, at);
  const word = raw === null ? wordNumberAt(folded, at, language) : null;
  const lone = raw === null && word === null ? loneScaleAt(folded, at) : null;
  if (raw === null && word === null && lone === null) return null;
  if (raw !== null && raw.replace(/\D/g, '').length > MOST_DIGITS) return null;
  const sign = currencyBefore(folded, at);
  const money = sign !== null && sign.start >= floor ? sign : null;

  let end = raw !== null ? at + raw.length : (word?.end ?? lone?.end ?? at);
  let scale = lone === null ? scaleAt(folded, end, money !== null) : null;
  const mantissa = raw !== null ? parseDigits(raw, language, scale !== null) : (word?.value ?? lone?.is ?? 0);
  if (mantissa === null) return null;
  let value = mantissa;
  const firstScale = scale?.is ?? 1;
  if (scale !== null) {
    value = exact(mantissa * scale.is);
    end = scale.end;
  }
  // «23 тысячи 270 тонн», «двадцать три тысячи двести»: smaller parts follow the larger ones.
  for (let above = scale?.is ?? lone?.is ?? 1; above > 1 && folded.charAt(end) === ' '; ) {
    const next = digitsAt(folded, end + 1);
    const nextWord = next === null ? wordNumberAt(folded, end + 1, language) : null;
    if ((next === null || !/^\d{1,3}$/.test(next)) && nextWord === null) break;
    const nextEnd = next !== null ? end + 1 + next.length : (nextWord?.end ?? end);
    scale = scaleAt(folded, nextEnd, false);
    const part = (next !== null ? Number(next) : (nextWord?.value ?? 0)) * (scale?.is ?? 1);
    if (part >= above || (scale === null && above > 1e3 && next !== null)) break;
    value = exact(value + part);
    above = scale?.is ?? 1;
    end = scale?.end ?? nextEnd;
  }
  return withUnit(place, {
    at,
    end,
    money,
    mantissa,
    value,
    scale: lone === null ? firstScale : 1e3,
    digits: raw !== null,
    one: word?.one ?? false,
    yearLike: raw !== null && /^(?:19|20)\d\d$/.test(raw),
    lone: lone !== null,
  });
}

interface Read {
  readonly at: number;
  readonly end: number;
  readonly money: { currency: Currency; start: number } | null;
  readonly mantissa: number;
  readonly value: number;
  readonly scale: number;
  readonly digits: boolean;
  readonly one: boolean;
  readonly yearLike: boolean;
  readonly lone: boolean;
}

/** Adds what follows a number: endings, a qualifier, and what it counts. */
function withUnit(place: Place, read: Read): Quantity | null {
  const { folded, language } = place;
  const { at, money } = read;
  let { value } = read;
  const start = money?.start ?? at;
  let end = read.end;
  let past = end;
  ENDING.lastIndex = end;
  const ending = ENDING.test(folded) ? folded.slice(end, ENDING.lastIndex) : '';
  let unit: Quantity['unit'] = money?.currency ?? null;
  let behind = qualifierAfter(folded, end + ending.length);
  const from = behind?.end ?? end + ending.length;
  const counted: At<Unit | 'other'> | null =
    percentAt(folded, from) ??
    timesAt(folded, start, from) ??
    moneyAt(folded, from) ??
    (money === null && !numberFollows(place, from) ? nounAt(folded, from, language) : null);
  if (counted !== null && !(counted.is === 'year' && (value > 150 || read.scale > 1))) {
    if (money === null || counted.is === money.currency) {
      unit = counted.is;
      value = exact(value * (counted.factor ?? 1));
      end = counted.end;
      past = end;
    }
  } else if (ending !== '' || behind !== null) {
    past = from;
  }
  // 5G, 33A: letters that neither end nor scale nor name a unit make a designation of it.
  if (unit === null && past === end && LETTER.test(folded.charAt(end))) return null;
  if (read.lone && unit === null) return null;
  // «55%-ға», «300 км-ге», «500 МВт-тан»: a sign takes its ending after a hyphen.
  if (unit === 'pct' || (past === end && folded.charAt(end) === '-')) {
    ENDING.lastIndex = end;
    if (ENDING.test(folded)) past = ENDING.lastIndex;
  }
  const later = behind === null ? qualifierAfter(folded, past) : null;
  if (later !== null) {
    behind = later;
    past = later.end;
  }
  const before = qualifierBefore(folded, start);
  const during = unit === 'year' && before === 'over' && language === 'en';
  return {
    numberEnd: read.end,
    ...{ start, end, past, value, unit, mantissa: read.mantissa, scale: read.scale },
    ...{ digits: read.digits, one: read.one, yearLike: read.yearLike },
    qualifier: during ? null : (before ?? behind?.is ?? null),
    ablative: ABLATIVE.test(ending) && unit === null && behind === null,
  };
}

/** «бес-алты компания»: what follows the hyphen is the other end of a range. */
function numberFollows({ folded, language }: Place, at: number): boolean {
  return folded.charAt(at) === '-' && wordNumberAt(folded, at + 1, language) !== null;
}

function moneyAt(folded: string, from: number): At<Unit | 'other'> | null {
  const at = folded.charAt(from) === ' ' || folded.charAt(from) === '-' ? from + 1 : from;
  const found = currencyAt(folded, at);
  return found === null ? null : { is: found.currency, end: found.end };
}

/** The second end of a range that begins with `first`: «3–5 млрд», «от 3 до 5», "between 3 and 5", «3-тен 5-ке». */
function rangeEnd(place: Place, first: Quantity, masked: readonly Span[]): Quantity | null {
  const { folded } = place;
  CONNECTOR.lastIndex = first.past;
  AND.lastIndex = first.past;
  let next: number | null = null;
  if (CONNECTOR.test(folded)) next = CONNECTOR.lastIndex;
  else if (AND.test(folded) && BETWEEN.test(folded.slice(Math.max(0, first.start - 24), first.start)))
    next = AND.lastIndex;
  else if (first.ablative && folded.charAt(first.past) === ' ') next = first.past + 1;
  if (next === null) return null;
  while (/[$€₸₽£¥]/.test(folded.charAt(next)) || /^(?:us ?\$|usd )/.test(folded.slice(next, next + 4)))
    next++;
  const second = quantityAt(place, next, first.past);
  if (second === null || masked.some(([start, end]) => start <= second.start && second.start < end))
    return null;
  return second.start < first.end ? null : second;
}

/** Of «20 из 60 стран» the first number counts what the second one does. */
function ofWhole(place: Place, part: Quantity): Quantity {
  if (part.unit !== null) return part;
  PART_OF.lastIndex = part.past;
  const whole = PART_OF.test(place.folded) ? quantityAt(place, PART_OF.lastIndex, part.past) : null;
  return whole === null || !COUNTED.has(whole.unit as Unit) ? part : { ...part, unit: whole.unit };
}

function asRange(first: Quantity, second: Quantity, language: Language): [Quantity, Quantity] {
  const during = language === 'en' && second.unit === 'year';
  const shared =
    first.scale === 1 &&
    second.scale > 1 &&
    first.mantissa <= second.mantissa * 10 &&
    (first.digits || !second.digits);
  const bare = first.unit === null || (first.unit === second.unit && first.scale === 1);
  const from = {
    ...first,
    unit: first.unit ?? second.unit,
    ...(shared && (bare || second.unit === null)
      ? { value: exact(first.mantissa * second.scale), scale: second.scale }
      : {}),
    qualifier: during ? null : first.qualifier,
    yearLike: first.yearLike && second.unit === null && second.scale === 1,
  };
  return [from, { ...second, unit: second.unit ?? first.unit, qualifier: null }];
}
