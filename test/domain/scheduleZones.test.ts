import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dueRun,
  expiryOf,
  nextDueAt,
  nextSlot,
  type Order,
  type Slot,
  slotAfterChange,
} from '../../src/domain/schedule.ts';
import {
  changesOf,
  DAY,
  days,
  expiry,
  HOUR,
  iso,
  MINUTE,
  minutesAround,
  slotsOf,
} from '../support/clockChanges.ts';
import { byHistory, isoDate, type Span, spansOf, walk } from '../support/zones.ts';
import { AROUND_CHANGES } from './scheduleZoneCases.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.RUNS ?? 500);
console.log(`scheduleZones.test.ts: SEED=${seed} RUNS=${numRuns}`);

const EVERY_DAY = 127;
const FIRST = Date.parse('2024-01-01');
const LAST = Date.parse('2030-12-31');

/** One zone of each kind of clock; which one, the seed says. */
const clocks = byHistory(Intl.supportedValuesOf('timeZone'), FIRST - 90 * DAY, LAST + 60 * DAY).map(
  ({ spans, zones }) => ({ spans, zone: zones[seed % zones.length] ?? '' }),
);

test('around every change of every kind of clock: one slot per date, at the first valid instant', () => {
  assert.ok(clocks.length > 50, 'it saw the kinds of clocks');
  let slots = 0;
  let changes = 0;
  const without = new Set<string>();
  for (const { zone, spans } of clocks) {
    for (const change of changesOf(spans)) {
      changes += 1;
      for (const atMin of minutesAround(change)) {
        const walked = walk(zone, spans, days(change.date - 3 * DAY, change.date + 3 * DAY), atMin);
        slots += walked.slots;
        for (const date of walked.without) without.add(`${zone} ${date}`);
      }
    }
    for (const atMin of [0, 510, 1439]) slots += walk(zone, spans, days(FIRST, FIRST + 9 * DAY), atMin).slots;
  }
  assert.ok(changes > 300, 'it saw the changes');
  console.log(`${clocks.length} kinds of clocks, ${changes} changes, ${slots} slots`);
  console.log(`dates that end before the minute: ${[...without].join(', ')}`);
});

test('around every change of every kind of clock: too late after six hours or midnight, never within one', () => {
  for (const { zone, spans } of clocks) {
    for (const { date } of changesOf(spans)) {
      for (const atMin of [0, 150, 1080, 1081, 1350, 1439]) {
        for (const slot of slotsOf({ zone, atMin, days: EVERY_DAY }, spans, days(date - DAY, date + DAY))) {
          const want = iso(expiry(spans, slot));
          assert.equal(iso(expiryOf(slot.at, zone)), want, `${zone}, due ${iso(slot.at)}`);
        }
      }
    }
  }
});

test('every set of weekdays, over five weeks with a change of clocks', () => {
  const changing = clocks.filter(({ spans }) => spans.length > 1);
  for (let mask = 1; mask <= EVERY_DAY; mask++) {
    const { zone, spans } = changing[(seed + mask) % changing.length] ?? assert.fail();
    const changes = changesOf(spans);
    const { date } = changes[(seed + 7 * mask) % changes.length] ?? assert.fail();
    const order = { zone, days: mask, atMin: (seed + 61 * mask) % 1440 };
    const dates = days(date - 17 * DAY, date + 17 * DAY);
    const got: Slot[] = [];
    let slot = nextSlot(order, new Date(date - 20 * DAY), isoDate(date - 18 * DAY));
    for (; slot.localDate <= isoDate(date + 17 * DAY); slot = nextSlot(order, slot.at, slot.localDate)) {
      got.push(slot);
    }
    assert.deepEqual(got, slotsOf(order, spans, dates), JSON.stringify(order));
  }
});

const moved = ['Almaty', 'Qostanay'];
const stayed = ['Aqtau', 'Aqtobe', 'Atyrau', 'Oral', 'Qyzylorda'];
for (const city of [...moved, ...stayed]) {
  const wasEast = moved.includes(city);
  test(`Asia/${city} over 2024-03-01, when ${wasEast ? 'its clocks went back an hour' : 'others joined it'}`, () => {
    const zone = `Asia/${city}`;
    const spans = spansOf(zone, Date.parse('2024-02-20'), Date.parse('2024-03-10'));
    assert.deepEqual(
      spans.map(({ offset }) => offset / HOUR),
      wasEast ? [6, 5] : [5],
    );
    for (let atMin = 0; atMin < 1440; atMin += 30) {
      const start = Date.parse('2024-02-28T00:00Z') + atMin * MINUTE;
      const shift = wasEast ? 6 : 5;
      // 23:00–23:59 came twice on 29 February: the first time counts.
      const want = [shift, shift, 5, 5].map((offset, day) => iso(start + day * DAY - offset * HOUR));
      let slot: Slot = { at: new Date('2024-02-26T00:00Z'), localDate: '2024-02-27' };
      const got = want.map(() => {
        slot = nextSlot({ zone, atMin, days: EVERY_DAY }, slot.at, slot.localDate);
        return iso(slot.at);
      });
      assert.deepEqual(got, want);
    }
  });
}

for (const { zone, at, dates, want } of AROUND_CHANGES) {
  test(`${zone} at ${at} from ${dates} on is ${want.join(', ')}`, () => {
    let last = new Date(Date.parse(want[0] ?? '') - HOUR);
    const got = want.map(() => {
      last = nextDueAt({ days: [1, 2, 3, 4, 5, 6, 7], at }, zone, last);
      return iso(last);
    });
    assert.deepEqual(
      got,
      want.map((instant) => iso(Date.parse(instant))),
    );
  });
}

test('a date whose clocks jump from 23:00 to midnight has no slot at 23:00, and the next date has one', () => {
  const order = { zone: 'America/Nuuk', atMin: 1380, days: EVERY_DAY };
  const slot = nextSlot(order, new Date('2026-03-28T12:00Z'), '2026-03-27');
  assert.deepEqual([iso(slot.at), slot.localDate], ['2026-03-30T00:00:00.000Z', '2026-03-29']);
});

for (const { zone, skipped } of [
  { zone: 'Pacific/Apia', skipped: '2011-12-30' },
  { zone: 'Pacific/Fakaofo', skipped: '2011-12-30' },
  { zone: 'Pacific/Kiritimati', skipped: '1994-12-31' },
  { zone: 'Pacific/Kwajalein', skipped: '1993-08-21' },
]) {
  test(`${zone}, that skipped ${skipped}, has a slot on every date but that one`, () => {
    const date = Date.parse(skipped);
    const spans = spansOf(zone, date - 40 * DAY, date + 40 * DAY);
    const dates = days(date - 9 * DAY, date + 9 * DAY);
    for (const atMin of [0, 1, 510, 720, 1439]) {
      assert.deepEqual(walk(zone, spans, dates, atMin).without, [skipped]);
      const weekly = { zone, atMin, days: 1 << ((new Date(date).getUTCDay() || 7) - 1) };
      const before = slotsOf(weekly, spans, [date - 7 * DAY])[0] ?? assert.fail();
      assert.equal(nextSlot(weekly, before.at, before.localDate).localDate, isoDate(date + 7 * DAY));
      const eve = slotsOf({ zone, atMin, days: EVERY_DAY }, spans, [date - DAY])[0] ?? assert.fail();
      assert.equal(iso(expiryOf(eve.at, zone)), iso(expiry(spans, eve)));
    }
  });
}

const aClock = fc.constantFrom(...clocks);
const aMinute = fc.oneof(fc.constantFrom(0, 150, 510, 1380, 1439), fc.integer({ min: 0, max: 1439 }));
const aMask = fc.oneof(fc.constant(EVERY_DAY), fc.integer({ min: 1, max: EVERY_DAY }));
/** How long nothing ran, in minutes: ticks on time, hours, days. */
const aSilence = fc.oneof(
  fc.constantFrom(1, 60, 420, 4320),
  fc.integer({ min: 1, max: 1440 }),
  fc.integer({ min: 1, max: 14_400 }),
);
/** A place in time near a change of the clocks, if they have any: a share of the changes, a share of six days. */
const aPlace = fc.record({
  which: fc.nat(),
  minutes: fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
});
function startOf(spans: readonly Span[], { which, minutes }: { which: number; minutes: number }): number {
  const change = spans.slice(1)[which % Math.max(1, spans.length - 1)];
  return (change?.from ?? FIRST + 30 * DAY + (which % 2000) * DAY) + minutes * MINUTE;
}
/** The spans are known with some days to spare. */
const inRange = (now: number) => now > FIRST - 10 * DAY && now < LAST + 10 * DAY;

test('property: ticks settle each slot once, in one run per silence, sent while its latest is not too late', () => {
  const silences = fc.array(aSilence, { minLength: 1, maxLength: 8 });
  const seen = { late: 0, expired: 0, many: 0 };
  const property = fc.property(
    aClock,
    aMask,
    aMinute,
    aPlace,
    silences,
    ({ zone, spans }, mask, atMin, place, all) => {
      const order: Order = { zone, days: mask, atMin };
      const start = startOf(spans, place);
      const first = nextSlot(order, new Date(start), null);
      const end = first.at.getTime() + all.reduce((sum, silence) => sum + silence * MINUTE, 0);
      if (!inRange(start) || !inRange(end)) return;
      const dates = days(Math.floor(start / DAY) * DAY - 2 * DAY, end + 20 * DAY);
      const every = slotsOf(order, spans, dates).filter(({ at }) => at >= first.at);
      let [settled, last, next] = [0, '', first.at];
      for (let now = first.at.getTime(), n = -1; n < all.length; now += (all[++n] ?? 0) * MINUTE) {
        if (next.getTime() > now) continue;
        const run = dueRun(order, next, new Date(now));
        const due = every.slice(settled).filter(({ at }) => at.getTime() <= now);
        const latest = due.at(-1) ?? assert.fail('nothing is due');
        const tooLate = expiry(spans, latest);
        settled += due.length;
        assert.deepEqual(
          { ...run, last: run.localDate > last },
          {
            dueAt: latest.at,
            localDate: latest.localDate,
            slots: due.length,
            send: now < tooLate,
            expiresAt: new Date(tooLate),
            next: every[settled]?.at,
            last: true,
          },
        );
        [last, next] = [run.localDate, run.next];
        if (due.length > 1) seen.many += 1;
        else if (!run.send) seen.expired += 1;
        else if (now > run.dueAt.getTime()) seen.late += 1;
      }
      assert.equal(settled, every.filter(({ at }) => at.getTime() <= end).length, 'a slot was left');
    },
  );
  fc.assert(property, { seed, numRuns });
  console.log(`runs: ${seen.late} late, ${seen.expired} expired, ${seen.many} of several slots`);
  if (numRuns >= 500) assert.ok(Math.min(...Object.values(seen)) > 0, 'it saw each kind of run');
});

for (const { down, minutes, slots, send } of [
  { down: '1 h', minutes: 60, slots: 1, send: true },
  { down: '7 h', minutes: 420, slots: 1, send: false },
  { down: '3 d and 1 h', minutes: 3 * 1440 + 60, slots: 4, send: true },
]) {
  test(`down ${down} over each change of clocks: one run of ${slots}, ${send ? 'sent' : 'expired'}, the next on a later date`, () => {
    for (const { zone, spans } of clocks) {
      const order = { zone, days: EVERY_DAY, atMin: 510 };
      for (const { date } of changesOf(spans)) {
        const [slot = assert.fail()] = slotsOf(order, spans, [date - (slots - 1) * DAY]);
        const [latest = assert.fail(), next = assert.fail()] = slotsOf(order, spans, [date, date + DAY]);
        const hours = new Date(latest.at.getTime() + (minutes % 1440) * MINUTE);
        const run = dueRun(order, slot.at, hours);
        const got = [run.slots, run.send, iso(run.dueAt), run.localDate, iso(run.next)];
        assert.deepEqual(got, [slots, send, iso(latest.at), latest.localDate, iso(next.at)], zone);
      }
    }
  });
}

test('property: no two digests on one date or on an earlier one, whatever changes of days, hour and zone', () => {
  const step = fc.record({
    silence: aSilence,
    clock: aClock,
    mask: aMask,
    atMin: aMinute,
    change: fc.nat(3),
  });
  const seen = { moved: 0, waits: 0, gaveWay: 0 };
  const property = fc.property(
    aClock,
    aPlace,
    fc.array(step, { minLength: 2, maxLength: 10 }),
    (home, place, steps) => {
      let order: Order = { zone: home.zone, days: EVERY_DAY, atMin: 510 };
      let now = startOf(home.spans, place);
      let due = nextSlot(order, new Date(now), null).at;
      let last: string | null = null;
      for (const { silence, clock, mask, atMin, change } of steps) {
        // About every second step comes just after something fell due.
        now = silence % 2 === 0 ? Math.max(now, due.getTime() + MINUTE) : now + silence * MINUTE;
        if (change === 0 || !inRange(now)) {
          if (due.getTime() > now) continue;
          const run = dueRun(order, due, new Date(now));
          assert.ok(last === null || run.localDate > last, `${run.localDate} after ${last} in ${order.zone}`);
          [last, due] = [run.localDate, run.next];
          continue;
        }
        const { zone } = change === 1 ? order : clock;
        order = change === 2 ? { ...order, zone } : { zone, days: mask, atMin };
        const slot = slotAfterChange(order, due, last, new Date(now));
        seen.moved += 1;
        if (slot === null) {
          assert.ok(due.getTime() <= now, 'what is not due moves');
          seen.waits += 1;
          continue;
        }
        assert.ok(slot.at.getTime() > now, 'a change sends nothing at once');
        assert.ok(last === null || slot.localDate > last);
        if (due.getTime() <= now) seen.gaveWay += 1;
        due = slot.at;
      }
    },
  );
  fc.assert(property, { seed, numRuns: 4 * numRuns });
  console.log(`changes: ${seen.moved}, ${seen.waits} while a run waited, ${seen.gaveWay} took it away`);
  if (numRuns >= 500) assert.ok(Math.min(...Object.values(seen)) > 0, 'it saw each kind of change');
});
