import { DateTime, IANAZone } from 'luxon';

import type { Schedule } from './knowledge.ts';

/** Local times are only here and in quiet.ts: everywhere else instants are UTC. */

/** ISO weekdays, 1 = Monday … 7 = Sunday, Monday to Friday. */
export const WEEKDAYS: readonly number[] = [1, 2, 3, 4, 5];

/** A standing order: on which days, at which minute of the local day (0–1439), in which zone. */
export interface Order {
  /** Bit mask of ISO weekdays as `daysToMask` makes it, 1–127. */
  readonly days: number;
  readonly atMin: number;
  /** IANA name. */
  readonly zone: string;
}

/** One occurrence of an order. */
export interface Slot {
  readonly at: Date;
  /** Local calendar date it belongs to, "2026-11-22". */
  readonly localDate: string;
}

/** What a due order asks of the planner now. */
export interface Run {
  /** The latest slot that has come. */
  readonly dueAt: Date;
  readonly localDate: string;
  /** How many slots have come, the latest one included; at least 1. */
  readonly slots: number;
  /** False when it is too late for the latest slot: its news waits for the next one. */
  readonly send: boolean;
  readonly expiresAt: Date;
  /** The next slot: after now, on a later local date than this one. */
  readonly next: Date;
}

const MINUTES_OF_DAY = 1440;
/** Zones have skipped at most one whole date; an order has a slot in any seven days without one. */
const SEARCH_DAYS = 16;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const LATEST_MS = 6 * HOUR_MS;

/**
 * Bit mask of ISO weekdays: Monday is 1, Tuesday 2 … Sunday 64.
 *
 * @throws {RangeError} when `days` is empty or holds something else than 1–7
 */
export function daysToMask(days: readonly number[]): number {
  let mask = 0;
  for (const day of days) {
    if (!Number.isInteger(day) || day < 1 || day > 7) throw new RangeError(`${day} is not an ISO weekday`);
    mask |= 1 << (day - 1);
  }
  if (mask === 0) throw new RangeError('a schedule needs at least one day from 1 to 7');
  return mask;
}

/** ISO weekdays of a mask, ascending. */
export function maskToDays(mask: number): number[] {
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => (mask & (1 << (day - 1))) !== 0);
}

/** Minutes after midnight of "HH:mm" (also "H:mm"), null when it is not a time of day. */
export function timeToMinutes(at: string): number | null {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at) ?? [];
  return hour === undefined || minute === undefined ? null : Number(hour) * 60 + Number(minute);
}

/** "HH:mm" of minutes after midnight. */
export function minutesToTime(minutes: number): string {
  return `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** True for a zone name that this machine's time zone data knows. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/**
 * An editor's schedule in a reader's zone.
 *
 * @throws {RangeError} when `at` is not "HH:mm" or no day of `days` is 1–7
 */
export function orderOf(schedule: Schedule, zone: string): Order {
  const atMin = timeToMinutes(schedule.at);
  if (atMin === null) throw new RangeError(`"${schedule.at}" is not a time of day`);
  return { days: daysToMask(schedule.days), atMin, zone };
}

/**
 * First valid instant of a wall time on a local date. A time that a clock change skips is the first
 * minute after the gap, one that occurs twice its first occurrence. Null when the date has no such
 * time left: the zone skipped the date, or its last hour (Nuuk goes from 23:00 to 00:00 in spring).
 *
 * @param date the calendar date, as a UTC date-time: there every date exists
 */
function instantOf(zone: string, date: DateTime, atMin: number): Date | null {
  const clock = IANAZone.create(zone);
  const midnight = Date.UTC(date.year, date.month - 1, date.day);
  for (let minute = atMin; minute < MINUTES_OF_DAY; minute++) {
    // Not by luxon's own search: it starts from today's offset, and beside a change of clocks it
    // misses times of years in which the zone had another one.
    const wall = midnight + minute * MINUTE_MS;
    const offsets = [clock.offset(wall - 24 * HOUR_MS), clock.offset(wall + 24 * HOUR_MS)];
    const instants = offsets
      .map((offset) => wall - offset * MINUTE_MS)
      .filter((instant) => instant + clock.offset(instant) * MINUTE_MS === wall);
    if (instants.length > 0) return new Date(Math.min(...instants));
  }
  return null;
}

function localDay(at: Date, zone: string): DateTime {
  const local = DateTime.fromJSDate(at, { zone });
  if (!local.isValid) throw new RangeError(`unknown time zone "${zone}"`);
  return local;
}

/** Local calendar date of an instant, "2026-11-22". @throws {RangeError} when `zone` is unknown */
export function localDateOf(at: Date, zone: string): string {
  return localDay(at, zone).toFormat('yyyy-MM-dd');
}

/**
 * The first slot strictly after `after` whose local date is later than `afterDate`: no order has two
 * slots on one local date, also after its hour or zone was changed.
 *
 * @param afterDate local date of the latest slot that was planned; null for a new order
 * @throws {RangeError} when the zone is unknown, the mask empty or the minute outside the day
 */
export function nextSlot(order: Order, after: Date, afterDate: string | null): Slot {
  const { days, atMin, zone } = order;
  if (!(atMin >= 0 && atMin < MINUTES_OF_DAY)) throw new RangeError(`${atMin} is not a minute of a day`);
  const today = localDay(after, zone);
  const tomorrow = afterDate === null ? null : DateTime.fromISO(afterDate, { zone: 'utc' }).plus({ days: 1 });
  let date = DateTime.utc(today.year, today.month, today.day);
  if (tomorrow !== null && tomorrow > date) date = tomorrow;
  for (let n = 0; n < SEARCH_DAYS; n++, date = date.plus({ days: 1 })) {
    if ((days & (1 << (date.weekday - 1))) === 0) continue;
    const at = instantOf(zone, date, atMin);
    if (at !== null && at > after) return { at, localDate: date.toFormat('yyyy-MM-dd') };
  }
  throw new RangeError('a schedule needs at least one day from 1 to 7');
}

/**
 * The next slot of an order whose days, hour or zone changed at `now`. Null when it stays due at
 * `dueAt`, which has come and waits for the planner. Where the new zone still has a date that had its
 * digest, it does not stay due: its news comes with the next slot.
 *
 * @param order as it is now
 * @param dueAt when it was due next; null when it was not
 * @param afterDate local date of the latest slot that was planned; null for none
 * @throws {RangeError} as `nextSlot`
 */
export function slotAfterChange(
  order: Order,
  dueAt: Date | null,
  afterDate: string | null,
  now: Date,
): Slot | null {
  const waits = dueAt !== null && dueAt <= now;
  if (waits && (afterDate === null || localDateOf(dueAt, order.zone) > afterDate)) return null;
  return nextSlot(order, now, afterDate);
}

/**
 * The first instant strictly after `after` at which `schedule` is due in `zone`.
 *
 * A local time that a clock change skips is due at the first minute after the gap; one that occurs
 * twice is due once, at its first occurrence.
 *
 * @param zone IANA name, such as "Asia/Almaty"
 * @returns an instant (UTC), at most eight days after `after` (nine where a zone skips a date)
 * @throws {RangeError} when `zone` is unknown, `at` is not "HH:mm", or no day of `days` is 1–7
 */
export function nextDueAt(schedule: Schedule, zone: string, after: Date): Date {
  return nextSlot(orderOf(schedule, zone), after, null).at;
}

/**
 * The instant after which a digest due at `dueAt` is too late to be useful: six hours later or local
 * midnight, whichever is earlier, but never within the first hour (23:59 has to survive a restart).
 */
export function expiryOf(dueAt: Date, zone: string): Date {
  const { year, month, day } = localDay(dueAt, zone);
  const nextDate = DateTime.utc(year, month, day).plus({ days: 1 });
  // A skipped date has no midnight; the one after it begins at the same instant.
  const midnight = instantOf(zone, nextDate, 0) ?? instantOf(zone, nextDate.plus({ days: 1 }), 0);
  const due = dueAt.getTime();
  const latest = Math.min(due + LATEST_MS, midnight?.getTime() ?? Number.POSITIVE_INFINITY);
  return new Date(Math.max(due + HOUR_MS, latest));
}

/**
 * What the planner does with an order that has been due since `dueSince`: one run for its latest slot,
 * however many were missed, sent only while that slot is not too late.
 *
 * `dueSince` counts as a slot even if the order has none there any more (newer time zone data).
 *
 * @throws {RangeError} when the zone is unknown, or `now` is before `dueSince`
 */
export function dueRun(order: Order, dueSince: Date, now: Date): Run {
  if (now < dueSince) throw new RangeError(`due at ${dueSince.toISOString()}, asked ${now.toISOString()}`);
  let slot: Slot = { at: dueSince, localDate: localDateOf(dueSince, order.zone) };
  let next = nextSlot(order, slot.at, slot.localDate);
  let slots = 1;
  for (; next.at <= now; slots++) {
    slot = next;
    next = nextSlot(order, slot.at, slot.localDate);
  }
  const expiresAt = expiryOf(slot.at, order.zone);
  return {
    dueAt: slot.at,
    localDate: slot.localDate,
    slots,
    send: now < expiresAt,
    expiresAt,
    next: next.at,
  };
}

/**
 * What becomes of an order that has been due since `dueSince` in a zone that this machine's time zone data does not
 * know (any more). For six hours nothing: another replica may know it. Then its runs are settled as missed, a day
 * apart, so that each is on record; their news waits. Null while no run is that old.
 */
export function blindRun(days: number, dueSince: Date, now: Date): Run | null {
  const isOld = (at: number) => at + LATEST_MS <= now.getTime();
  const following = (at: number) => {
    for (let next = at + 24 * HOUR_MS; ; next += 24 * HOUR_MS) {
      if ((days & (1 << ((new Date(next).getUTCDay() + 6) % 7))) !== 0) return next;
    }
  };
  let at = dueSince.getTime();
  if (!isOld(at) || days === 0) return null;
  let slots = 1;
  for (; isOld(following(at)); slots++) at = following(at);
  return {
    dueAt: new Date(at),
    localDate: new Date(at).toISOString().slice(0, 10),
    slots,
    send: false,
    expiresAt: new Date(at + LATEST_MS),
    next: new Date(following(at)),
  };
}

/** Days of the longest gap between two days of a mask: 1 daily, 3 on weekdays, 7 on one day a week. */
export function longestGapDays(mask: number): number {
  const days = maskToDays(mask);
  return Math.max(...days.map((day, i) => (days[i + 1] ?? (days[0] ?? 0) + 7) - day));
}

/**
 * Where the news of a new order begins: one period, its longest gap, before its first slot, at the
 * same wall time. So the windows of new orders are those of many others, and editions are shared.
 */
export function firstCoveredTo(order: Order, first: Slot): Date {
  const gap = longestGapDays(order.days);
  const date = DateTime.fromISO(first.localDate, { zone: 'utc' }).minus({ days: gap });
  return instantOf(order.zone, date, order.atMin) ?? new Date(first.at.getTime() - gap * 24 * HOUR_MS);
}

const KAZAKH_ZONES = ['Almaty', 'Aqtau', 'Aqtobe', 'Atyrau', 'Oral', 'Qostanay', 'Qyzylorda'];

/**
 * The zones of Kazakhstan whose move to UTC+5 on 2024-03-01 this machine's time zone data does not
 * know. Empty when the data is good; else every digest there would come an hour off, so the program
 * must not start.
 */
export function outdatedZones(): string[] {
  const order = { days: 127, atMin: 8 * 60 };
  return KAZAKH_ZONES.map((city) => `Asia/${city}`).filter((zone) => {
    if (!isZone(zone)) return true;
    const { at } = nextSlot({ ...order, zone }, new Date('2024-02-29T18:00:00Z'), '2024-02-29');
    return at.toISOString() !== '2024-03-01T03:00:00.000Z';
  });
}
