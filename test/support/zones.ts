import assert from 'node:assert/strict';
import { nextSlot } from '../../src/domain/schedule.ts';

/**
 * What zones do to their clocks, read from Intl alone: a second opinion on the rules of time, by
 * arithmetic on whole spans instead of a search for single instants.
 */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** In the years tested no clocks change twice within such a time. */
const STEP = 4 * DAY;

/** Instants from `from` up to, not including, `to` at which local time is UTC + `offset`; all in milliseconds. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** The spans of a zone between two instants, in order and without a hole. A change undone within four days is not seen. */
export function spansOf(zone: string, start: number, end: number): Span[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const offsetAt = (instant: number) => {
    const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const of = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? Number.NaN;
    const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
    assert.ok(Number.isFinite(wall), `${zone} has no local time`);
    return wall - instant;
  };
  const spans: Span[] = [];
  let from = start;
  let offset = offsetAt(start);
  for (let known = start; known < end; known += STEP) {
    const later = offsetAt(known + STEP);
    if (later === offset) continue;
    let [before, after] = [known, known + STEP];
    while (after - before > MINUTE) {
      const middle = before + Math.round((after - before) / 2 / MINUTE) * MINUTE;
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    spans.push({ from, to: after, offset });
    [from, offset] = [after, later];
  }
  return [...spans, { from, to: Number.POSITIVE_INFINITY, offset }];
}

/** The spans that hold some of a local date; `date` is its midnight as if it were UTC. */
function spansOn(spans: readonly Span[], date: number): Span[] {
  return spans.filter(({ from, to, offset }) => from + offset < date + DAY && to + offset > date);
}

/**
 * The instant of the first wall time of a date, not before `atMin`, that its clocks show; the first
 * one where they show it twice. Null when they show none.
 */
export function instantOn(spans: readonly Span[], date: number, atMin: number): number | null {
  let best: { wall: number; instant: number } | null = null;
  for (const { from, to, offset } of spansOn(spans, date)) {
    const wall = Math.max(date + atMin * MINUTE, from + offset);
    if (wall >= Math.min(date + DAY, to + offset)) continue;
    const instant = wall - offset;
    if (best === null || wall < best.wall || (wall === best.wall && instant < best.instant)) {
      best = { wall, instant };
    }
  }
  return best?.instant ?? null;
}

/** "2026-11-22" of a date given as its midnight in UTC. */
export function isoDate(date: number): string {
  return new Date(date).toISOString().slice(0, 10);
}

/** The dates from one to another, both included, as midnights in UTC. */
export function datesBetween(first: string, last: string): number[] {
  const dates = [];
  for (let date = Date.parse(first); date <= Date.parse(last); date += DAY) dates.push(date);
  return dates;
}

/** What a walk saw. */
export interface Walked {
  readonly slots: number;
  /** Dates on which the clocks show neither the minute nor any later one, "2026-03-28". */
  readonly without: readonly string[];
}

/**
 * Follows a daily order at `atMin` from slot to slot over `dates`, which are in order, and compares
 * each slot with the clocks of the zone.
 *
 * @param spans those of the zone, from three days before the dates to three days after them
 * @throws {assert.AssertionError} at the first slot that is missing, too many, or at another instant
 */
export function walk(zone: string, spans: readonly Span[], dates: readonly number[], atMin: number): Walked {
  const [first = 0] = dates;
  let slot = { at: new Date(first - 3 * DAY), localDate: isoDate(first - DAY) };
  let slots = 0;
  const without: string[] = [];
  for (const date of dates) {
    const instant = instantOn(spans, date, atMin);
    if (instant === null) {
      without.push(isoDate(date));
      continue;
    }
    const next = nextSlot({ days: 127, atMin, zone }, slot.at, slot.localDate);
    const right = next.at.getTime() === instant && next.localDate === isoDate(date) && next.at > slot.at;
    if (!right) {
      const want = `${new Date(instant).toISOString()} for ${isoDate(date)}`;
      assert.fail(`${zone}, minute ${atMin}: ${next.at.toISOString()} for ${next.localDate}, not ${want}`);
    }
    slot = next;
    slots += 1;
  }
  return { slots, without };
}

/** The zones grouped by what their clocks do between two instants: the same spans, the same group. */
export function byHistory(
  zones: readonly string[],
  start: number,
  end: number,
): { readonly spans: readonly Span[]; readonly zones: readonly string[] }[] {
  const groups = new Map<string, { spans: Span[]; zones: string[] }>();
  for (const zone of zones) {
    const spans = spansOf(zone, start, end);
    const key = JSON.stringify(spans);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { spans, zones: [zone] });
    else group.zones.push(zone);
  }
  return [...groups.values()];
}
