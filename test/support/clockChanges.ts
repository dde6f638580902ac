import { maskToDays, type Order, type Slot } from '../../src/domain/schedule.ts';
import { datesBetween, instantOn, isoDate, type Span } from './zones.ts';

/** In milliseconds. */
export const MINUTE = 60_000;
/** In milliseconds. */
export const HOUR = 60 * MINUTE;
/** In milliseconds. */
export const DAY = 24 * HOUR;

/** A change of a zone's clocks: from one span to the next. */
export interface Change {
  readonly before: Span;
  readonly after: Span;
  /** Date on which it begins by the clocks before it, as midnight in UTC. */
  readonly date: number;
}
/** The changes between neighbouring spans. */
export const changesOf = (spans: readonly Span[]): Change[] =>
  spans.slice(1).map((after, n) => {
    const before = spans[n] ?? after;
    return { before, after, date: Math.floor((after.from + before.offset) / DAY) * DAY };
  });

/** Minutes of the day at, around and in the middle of what a change skips or repeats, and those of any day. */
export function minutesAround({ before, after }: Change): number[] {
  const ends = [after.from + before.offset, after.from + after.offset].sort((a, b) => a - b);
  const [start = 0, end = 0] = ends.map((wall) => wall / MINUTE);
  const walls = [start - 1, start, Math.floor((start + end) / 2), end - 1, end];
  return [...new Set([0, 510, 1439, ...walls.map((minute) => ((minute % 1440) + 1440) % 1440)])];
}

/** The dates from `first` to `last`, both instants, as midnights in UTC. */
export const days = (first: number, last: number) => datesBetween(isoDate(first), isoDate(last));
/** An instant as ISO 8601, to be read in a failure; null stays null. */
export const iso = (instant: number | Date | null) => instant && new Date(instant).toISOString();

/** The slots of an order by the second opinion, over some dates. */
export function slotsOf(order: Order, spans: readonly Span[], dates: readonly number[]): Slot[] {
  const wanted = maskToDays(order.days);
  return dates.flatMap((date) => {
    const instant = instantOn(spans, date, order.atMin);
    if (instant === null || !wanted.includes(new Date(date).getUTCDay() || 7)) return [];
    return [{ at: new Date(instant), localDate: isoDate(date) }];
  });
}

/** When a slot's digest is too late, by the second opinion: a date ends where the next one that exists begins. */
export function expiry(spans: readonly Span[], { at, localDate }: Slot): number {
  const date = Date.parse(localDate);
  const midnight = instantOn(spans, date + DAY, 0) ?? instantOn(spans, date + 2 * DAY, 0) ?? 0;
  return Math.max(at.getTime() + HOUR, Math.min(at.getTime() + 6 * HOUR, midnight));
}
