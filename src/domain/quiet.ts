import { IANAZone } from 'luxon';

/** Silent hours of a chat that has not said any: minutes of the local day, from 22:00 to 07:00. */
export const NIGHT = { quietFrom: 22 * 60, quietTo: 7 * 60 } as const;

const MINUTE_MS = 60_000;
const MINUTES_OF_DAY = 1440;

/**
 * True when `at` lies in the silent hours of a chat. `from` is silent, `to` is not; a span may pass
 * midnight; equal ends mean the whole day. A zone that newer data dropped has none.
 *
 * @param from minute of the local day, 0–1439, as `to`; null = never silent
 */
export function isQuiet(at: Date, zone: string, from: number | null, to: number | null): boolean {
  if (from === null || to === null) return false;
  const minute = localMinute(at, zone);
  return minute !== null && isWithin(minute, from, to);
}

/** True when a minute of the day lies in the span from `from` to `to`, which may pass midnight. */
export function isWithin(minute: number, from: number, to: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** A broadcast asks for thousands of chats within one minute, in which the clock of a zone does not move. */
const lastMinutes = new Map<string, { readonly stamp: number; readonly minute: number | null }>();

/** Minute of the local day, 0–1439; null in a zone that is not known. */
function localMinute(at: Date, zone: string): number | null {
  const stamp = Math.floor(at.getTime() / MINUTE_MS);
  const last = lastMinutes.get(zone);
  if (last?.stamp === stamp) return last.minute;
  const clock = IANAZone.create(zone);
  const wall = clock.isValid ? stamp + Math.floor(clock.offset(stamp * MINUTE_MS)) : null;
  const minute = wall === null ? null : ((wall % MINUTES_OF_DAY) + MINUTES_OF_DAY) % MINUTES_OF_DAY;
  lastMinutes.set(zone, { stamp, minute });
  return minute;
}
