import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  daysToMask,
  dueRun,
  expiryOf,
  firstCoveredTo,
  localDateOf,
  longestGapDays,
  maskToDays,
  minutesToTime,
  nextDueAt,
  nextSlot,
  type Order,
  outdatedZones,
  timeToMinutes,
} from '../../src/domain/schedule.ts';

const DAILY = [1, 2, 3, 4, 5, 6, 7];
const WEEKDAY_MASK = 31;
const zones = Intl.supportedValuesOf('timeZone');
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.RUNS ?? 500);
const check = (property: Parameters<typeof fc.assert>[0]) => fc.assert(property, { seed, numRuns: runs });
console.log(`schedule.test.ts: SEED=${seed} RUNS=${runs}`);

const due: { name: string; zone: string; days?: number[]; at: string; after: string; want: string }[] = [
  {
    name: 'the same morning when the hour is still to come',
    zone: 'Asia/Almaty',
    at: '08:30',
    after: '2026-11-23T03:29:59Z',
    want: '2026-11-23T03:30:00Z',
  },
  {
    name: 'the next morning at the very instant',
    zone: 'Asia/Almaty',
    at: '08:30',
    after: '2026-11-23T03:30:00Z',
    want: '2026-11-24T03:30:00Z',
  },
  {
    name: 'Monday after Friday on weekdays',
    zone: 'Asia/Almaty',
    days: [1, 2, 3, 4, 5],
    at: '08:30',
    after: '2026-11-20T04:00:00Z',
    want: '2026-11-23T03:30:00Z',
  },
  {
    name: 'a week later on one day a week',
    zone: 'Asia/Almaty',
    days: [1],
    at: '08:30',
    after: '2026-11-23T03:30:00Z',
    want: '2026-11-30T03:30:00Z',
  },
  {
    name: 'the first minute after a gap (New York, 02:30 on 2026-03-08)',
    zone: 'America/New_York',
    at: '02:30',
    after: '2026-03-08T05:00:00Z',
    want: '2026-03-08T07:00:00Z',
  },
  {
    name: 'the first of two occurrences (New York, 01:30 on 2026-11-01)',
    zone: 'America/New_York',
    at: '01:30',
    after: '2026-11-01T04:00:00Z',
    want: '2026-11-01T05:30:00Z',
  },
  {
    name: 'not the second of two occurrences',
    zone: 'America/New_York',
    at: '01:30',
    after: '2026-11-01T05:30:00Z',
    want: '2026-11-02T06:30:00Z',
  },
  {
    name: '01:00 where midnight does not exist (Cairo, 2026-04-24)',
    zone: 'Africa/Cairo',
    at: '00:00',
    after: '2026-04-23T12:00:00Z',
    want: '2026-04-23T22:00:00Z',
  },
  {
    name: '02:00Z before Kazakhstan moved',
    zone: 'Asia/Almaty',
    at: '08:00',
    after: '2024-02-28T12:00:00Z',
    want: '2024-02-29T02:00:00Z',
  },
  {
    name: '03:00Z after Kazakhstan moved',
    zone: 'Asia/Almaty',
    at: '08:00',
    after: '2024-02-29T12:00:00Z',
    want: '2024-03-01T03:00:00Z',
  },
  {
    name: 'the day after a date that the zone skipped (Samoa, 2011-12-30)',
    zone: 'Pacific/Apia',
    at: '09:00',
    after: '2011-12-29T20:00:00Z',
    want: '2011-12-30T19:00:00Z',
  },
];
for (const { name, zone, days = DAILY, at, after, want } of due) {
  test(`nextDueAt: ${name}`, () => {
    assert.equal(nextDueAt({ days, at }, zone, new Date(after)).toISOString(), new Date(want).toISOString());
  });
}

test('nextSlot: never on a local date that had its digest', () => {
  const order = { days: 127, atMin: 20 * 60, zone: 'Asia/Almaty' };
  const after = new Date('2026-11-23T05:00:00Z');
  assert.equal(nextSlot(order, after, null).localDate, '2026-11-23');
  assert.equal(nextSlot(order, after, '2026-11-23').localDate, '2026-11-24');
  assert.equal(nextSlot(order, after, '2026-11-25').localDate, '2026-11-26');
});

for (const [what, work] of [
  ['an unknown zone', () => nextDueAt({ days: [1], at: '08:00' }, 'Asia/Astana', new Date())],
  ['no day', () => nextDueAt({ days: [], at: '08:00' }, 'Asia/Almaty', new Date())],
  ['an eighth day', () => nextDueAt({ days: [8], at: '08:00' }, 'Asia/Almaty', new Date())],
  ['24:00', () => nextDueAt({ days: [1], at: '24:00' }, 'Asia/Almaty', new Date())],
  ['an empty mask', () => nextSlot({ days: 0, atMin: 0, zone: 'Asia/Almaty' }, new Date(), null)],
  ['minute 1440', () => nextSlot({ days: 127, atMin: 1440, zone: 'Asia/Almaty' }, new Date(), null)],
] as const) {
  test(`a schedule with ${what} is refused`, () => assert.throws(work, RangeError));
}

const expiries = [
  { at: '2026-11-23T03:30:00Z', want: '2026-11-23T09:30:00Z', why: 'six hours later' },
  { at: '2026-11-23T15:00:00Z', want: '2026-11-23T19:00:00Z', why: 'at local midnight' },
  { at: '2026-11-23T18:59:00Z', want: '2026-11-23T19:59:00Z', why: 'not within the first hour' },
];
for (const { at, want, why } of expiries) {
  test(`expiryOf: a digest of ${at} is useful until ${want}: ${why}`, () => {
    assert.equal(expiryOf(new Date(at), 'Asia/Almaty').toISOString(), new Date(want).toISOString());
  });
}

const catchUp = [
  { down: 'a minute', now: '2026-11-25T03:31:00Z', slots: 1, send: true, date: '2026-11-25' },
  { down: '1 h', now: '2026-11-25T04:30:00Z', slots: 1, send: true, date: '2026-11-25' },
  { down: '7 h', now: '2026-11-25T10:30:00Z', slots: 1, send: false, date: '2026-11-25' },
  { down: '3 d', now: '2026-11-28T03:31:00Z', slots: 4, send: true, date: '2026-11-28' },
  { down: '3 d and 7 h', now: '2026-11-28T10:30:00Z', slots: 4, send: false, date: '2026-11-28' },
];
for (const { down, now, slots, send, date } of catchUp) {
  test(`dueRun: after ${down} of silence ${slots} slots are one run, ${send ? 'sent' : 'expired'}`, () => {
    const order = { days: 127, atMin: 510, zone: 'Asia/Almaty' };
    const run = dueRun(order, new Date('2026-11-25T03:30:00Z'), new Date(now));
    assert.deepEqual({ slots: run.slots, send: run.send, date: run.localDate }, { slots, send, date });
    assert.ok(run.next > new Date(now));
    assert.ok(localDateOf(run.next, order.zone) > date);
  });
}

test('dueRun: an instant that newer zone data moved is still one run of its date', () => {
  const order = { days: 127, atMin: 480, zone: 'Asia/Almaty' };
  const run = dueRun(order, new Date('2026-11-25T02:00:00Z'), new Date('2026-11-25T02:00:05Z'));
  assert.deepEqual(
    { slots: run.slots, send: run.send, next: run.next.toISOString() },
    { slots: 1, send: true, next: '2026-11-26T03:00:00.000Z' },
  );
});

test('dueRun: asked before it is due is refused', () => {
  const order = { days: 127, atMin: 480, zone: 'Asia/Almaty' };
  assert.throws(() => dueRun(order, new Date(1000), new Date(0)), RangeError);
});

for (const [days, gap] of [
  [[1, 2, 3, 4, 5, 6, 7], 1],
  [[1, 2, 3, 4, 5], 3],
  [[1], 7],
  [[7], 7],
  [[1, 4], 4],
  [[6, 7], 6],
] as const) {
  test(`longestGapDays of ${days.join()} is ${gap}`, () => {
    assert.equal(longestGapDays(daysToMask(days)), gap);
  });
}

test('firstCoveredTo: a new order begins where those of its hour stand', () => {
  const order: Order = { days: WEEKDAY_MASK, atMin: 510, zone: 'Asia/Almaty' };
  const first = nextSlot(order, new Date('2026-11-22T09:00:00Z'), null);
  assert.equal(first.at.toISOString(), '2026-11-23T03:30:00.000Z');
  assert.equal(firstCoveredTo(order, first).toISOString(), '2026-11-20T03:30:00.000Z');
});

test('the time zone data of this machine knows that Kazakhstan is at +05', () => {
  assert.deepEqual(outdatedZones(), []);
});

test('masks and times of day round-trip', () => {
  for (let mask = 1; mask < 128; mask++) assert.equal(daysToMask(maskToDays(mask)), mask);
  for (let minute = 0; minute < 1440; minute++) assert.equal(timeToMinutes(minutesToTime(minute)), minute);
  for (const wrong of ['', '8', '24:00', '08:60', '-1:00', '08:00 ', '8.30', '٠٨:٣٠']) {
    assert.equal(timeToMinutes(wrong), null, wrong);
  }
});

const anOrder = fc.record({
  zone: fc.constantFrom(...zones),
  days: fc.integer({ min: 1, max: 127 }),
  atMin: fc.integer({ min: 0, max: 1439 }),
});
const anInstant = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2030-12-31T00:00:00Z'),
  noInvalidDate: true,
});

test('property: slots of any order are later, on wanted days, one per local date, in order', () => {
  assert.ok(zones.length > 400, 'it saw the zones');
  check(
    fc.property(anOrder, anInstant, (order, start) => {
      let slot = nextSlot(order, start, null);
      assert.ok(slot.at > start);
      assert.ok(slot.at.getTime() - start.getTime() <= 8.5 * 86_400_000);
      for (let n = 0; n < 3; n++) {
        const local = DateTime.fromJSDate(slot.at, { zone: order.zone });
        assert.equal(local.toFormat('yyyy-MM-dd'), slot.localDate);
        assert.ok(maskToDays(order.days).includes(local.weekday));
        assert.ok(local.hour * 60 + local.minute >= order.atMin);
        const next = nextSlot(order, slot.at, slot.localDate);
        assert.ok(next.at > slot.at && next.localDate > slot.localDate);
        assert.equal(nextSlot(order, slot.at, null).at.getTime(), next.at.getTime());
        slot = next;
      }
    }),
  );
});

test('property: the wall time is met exactly unless the zone skips it', () => {
  check(
    fc.property(anOrder, anInstant, (order, start) => {
      const slot = nextSlot(order, start, null);
      const local = DateTime.fromJSDate(slot.at, { zone: order.zone });
      const wall = local.startOf('day').set({
        hour: Math.trunc(order.atMin / 60),
        minute: order.atMin % 60,
      });
      const exists = wall.hour * 60 + wall.minute === order.atMin;
      if (exists) assert.equal(local.hour * 60 + local.minute, order.atMin);
    }),
  );
});

test('property: a run leaves nothing due and its windows join, however long the silence', () => {
  const silence = fc.integer({ min: 0, max: 20 * 86_400 });
  check(
    fc.property(anOrder, anInstant, silence, (order, start, seconds) => {
      const first = nextSlot(order, start, null);
      const now = new Date(first.at.getTime() + seconds * 1000);
      const run = dueRun(order, first.at, now);
      assert.ok(run.dueAt <= now && now < run.next);
      assert.ok(run.localDate < localDateOf(run.next, order.zone));
      assert.ok(run.slots >= 1 && run.slots <= seconds / 86_400 + 2);
      assert.ok(run.expiresAt.getTime() - run.dueAt.getTime() >= 3_600_000);
      assert.ok(run.expiresAt.getTime() - run.dueAt.getTime() <= 6 * 3_600_000);
      assert.equal(run.send, now < run.expiresAt);
      assert.ok(firstCoveredTo(order, first) < first.at);
    }),
  );
});
