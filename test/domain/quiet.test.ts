import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { isQuiet, isWithin, NIGHT } from '../../src/domain/quiet.ts';
import { timeToMinutes } from '../../src/domain/schedule.ts';
import { spansOf } from '../support/zones.ts';

const zones = Intl.supportedValuesOf('timeZone');
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.RUNS ?? 500);
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed, numRuns: runs });
console.log(`quiet.test.ts: SEED=${seed} RUNS=${runs}`);

const MINUTE = 60_000;
const FROM = Date.UTC(2024, 0, 1);
const TO = Date.UTC(2030, 0, 1);

const cases = [
  { now: '22:30', from: '22:00', to: '07:00', want: true },
  { now: '06:59', from: '22:00', to: '07:00', want: true },
  { now: '07:00', from: '22:00', to: '07:00', want: false },
  { now: '22:00', from: '22:00', to: '07:00', want: true },
  { now: '21:59', from: '22:00', to: '07:00', want: false },
  { now: '13:00', from: '12:00', to: '14:00', want: true },
  { now: '11:59', from: '12:00', to: '14:00', want: false },
  { now: '00:00', from: '00:00', to: '08:00', want: true },
  { now: '03:00', from: '05:00', to: '05:00', want: true },
  { now: '03:00', from: null, to: null, want: false },
];
for (const { now, from, to, want } of cases) {
  test(`${now} is ${want ? '' : 'not '}silent between ${from} and ${to}`, () => {
    const at = DateTime.fromISO(`2026-11-23T${now}`, { zone: 'Asia/Almaty' }).toJSDate();
    const minutes = (time: string | null) => (time === null ? null : timeToMinutes(time));
    assert.equal(isQuiet(at, 'Asia/Almaty', minutes(from), minutes(to)), want);
  });
}

test('in a zone that newer data dropped nothing is silent', () => {
  assert.equal(isQuiet(new Date(), 'Asia/Nowhere', 0, 0), false);
});

test('a night is silent by the clocks of New York, also in the nights in which they change', () => {
  const night = (at: string) => isQuiet(new Date(at), 'America/New_York', NIGHT.quietFrom, NIGHT.quietTo);
  // 2026-03-08: 02:00 EST becomes 03:00 EDT. 2026-11-01: 02:00 EDT becomes 01:00 EST.
  assert.deepEqual(
    ['2026-03-08T02:59:00Z', '2026-03-08T03:00:00Z', '2026-03-08T10:59:00Z', '2026-03-08T11:00:00Z'].map(
      night,
    ),
    [false, true, true, false],
  );
  assert.deepEqual(
    ['2026-11-01T01:59:00Z', '2026-11-01T02:00:00Z', '2026-11-01T11:59:00Z', '2026-11-01T12:00:00Z'].map(
      night,
    ),
    [false, true, true, false],
  );
});

const aMinute = fc.integer({ min: 0, max: 1439 });
const anInstant = fc.integer({ min: FROM / MINUTE, max: TO / MINUTE - 1 }).map((minute) => minute * MINUTE);

test('in every zone, whatever its clocks do, silence follows the wall clock', () => {
  const known = new Map<string, ReturnType<typeof spansOf>>();
  const spans = (zone: string) => {
    const found = known.get(zone) ?? spansOf(zone, FROM, TO);
    known.set(zone, found);
    return found;
  };
  let quiet = 0;
  let loud = 0;
  const aMoment = fc.record({
    zone: fc.constantFrom(...zones),
    at: anInstant,
    /** Half of the moments are within two hours of a change of clocks, where there is one. */
    near: fc.option(fc.tuple(fc.nat(), fc.integer({ min: -120, max: 120 }))),
    from: aMinute,
    to: aMinute,
    second: fc.integer({ min: 0, max: 59_999 }),
  });
  check(
    fc.property(aMoment, ({ zone, at, near, from, to, second }) => {
      const changes = spans(zone).slice(1);
      const change = near === null ? undefined : changes[near[0] % Math.max(1, changes.length)];
      const moment = (change === undefined || near === null ? at : change.from + near[1] * MINUTE) + second;
      const offset = spans(zone).findLast((span) => span.from <= moment)?.offset ?? 0;
      const wall = new Date(moment + offset);
      const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
      const want = isWithin(minute, from, to);
      if (want) quiet += 1;
      else loud += 1;
      assert.equal(
        isQuiet(new Date(moment), zone, from, to),
        want,
        `${zone} ${new Date(moment).toISOString()}`,
      );
    }),
  );
  assert.ok(quiet > runs / 10 && loud > runs / 10, `${quiet} silent, ${loud} not`);
});

test('a span and its complement share the day between them', () => {
  check(
    fc.property(aMinute, aMinute, aMinute, (minute, from, to) => {
      if (from === to) assert.ok(isWithin(minute, from, to));
      else assert.notEqual(isWithin(minute, from, to), isWithin(minute, to, from));
    }),
  );
});
