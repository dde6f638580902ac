import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openChat, setZone } from '../../src/app/chats.ts';
import { plan } from '../../src/app/plan.ts';
import { subscribe } from '../../src/app/subscribe.ts';
import { setDigestTime, setQuiet, setTime } from '../../src/app/time.ts';
import { deliveries, subscriptions } from '../../src/store/schema.ts';
import { planDeps } from '../support/delivery.ts';
import { aWaitingDigest, CHAT, clock, db, deps, due } from './chatAtNoon.ts';

const times: { name: string; days: number[] | null; at: string; want: string }[] = [
  { name: 'later today', days: [1, 2, 3, 4, 5, 6, 7], at: '12:01', want: '2026-11-24T07:01:00.000Z' },
  {
    name: 'tomorrow when the hour has passed',
    days: [1, 2, 3, 4, 5, 6, 7],
    at: '12:00',
    want: '2026-11-25T07:00:00.000Z',
  },
  { name: 'on Monday when weekly', days: [1], at: '09:00', want: '2026-11-30T04:00:00.000Z' },
  {
    name: 'on weekdays when nothing else was said',
    days: null,
    at: '09:00',
    want: '2026-11-25T04:00:00.000Z',
  },
];
for (const { name, days, at, want } of times) {
  test(`/time ${at}: the next digest comes ${name}`, async () => {
    await openChat(deps, CHAT);
    await subscribe(deps, 42, ['trade', 'uranium']);
    const chat = await setTime(deps, 42, { at, days });
    assert.equal(chat.nextDueAt?.toISOString(), want);
    assert.equal(chat.at, at);
    assert.deepEqual(await due(), { trade: want, uranium: want });
  });
}

test('/time keeps the days that the chat chose before', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade']);
  await setTime(deps, 42, { at: '09:00', days: [1] });
  assert.deepEqual((await setTime(deps, 42, { at: '10:00', days: null })).days, [1]);
});

test('a first digest moved nearer does not lose news', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade']);
  await setTime(deps, 42, { at: '12:05', days: [1, 2, 3, 4, 5, 6, 7] });
  const [row] = await db.select().from(subscriptions);
  assert.ok(row!.coveredTo <= new Date('2026-11-23T07:05:00Z'));
});

test('no second digest on one local date, also after a new hour and a new zone', async () => {
  await aWaitingDigest('trade');
  clock.at = new Date('2026-11-25T05:00:00Z');
  const evening = await setTime(deps, 42, { at: '20:00', days: [1, 2, 3, 4, 5, 6, 7] });
  assert.equal(evening.nextDueAt?.toISOString(), '2026-11-26T15:00:00.000Z');
  const moved = await setZone(deps, 42, 'America/New_York');
  assert.equal(moved.nextDueAt?.toISOString(), '2026-11-27T01:00:00.000Z');
  assert.equal((await db.select().from(subscriptions))[0]?.zone, 'America/New_York');
});

for (const { from, to, at, why } of [
  { from: 'Pacific/Auckland', to: 'America/Los_Angeles', at: '08:30', why: 'is the date of the last one' },
  { from: 'Pacific/Kiritimati', to: 'Pacific/Pago_Pago', at: '00:30', why: 'is a date before it' },
]) {
  test(`a digest that is due when the chat moves west waits for the next date: there it ${why}`, async () => {
    await openChat(deps, CHAT);
    await setZone(deps, 42, from);
    await setTime(deps, 42, { at, days: [1, 2, 3, 4, 5, 6, 7] });
    await subscribe(deps, 42, ['trade']);
    const tick = async () => {
      const [row] = await db.select().from(subscriptions);
      clock.at = new Date(row!.nextDueAt!.getTime() + 5000);
      await plan(planDeps(db, clock));
    };
    await tick();
    const [told] = await db.select().from(subscriptions);
    clock.at = new Date(told!.nextDueAt!.getTime() + 1000);
    await setZone(deps, 42, to);
    const [moved] = await db.select().from(subscriptions);
    assert.ok(moved!.nextDueAt! > clock.at);
    assert.deepEqual(moved!.coveredTo, told!.coveredTo, 'no news is lost');
    await tick();
    await tick();
    const rows = await db.select().from(deliveries).orderBy(deliveries.id);
    assert.equal(rows.filter(({ reason }) => reason === 'second of its date').length, 1);
    const dates = rows.flatMap((row) => (row.state === 'cancelled' ? [] : [row.localDate]));
    assert.equal(dates.length, 3);
    assert.deepEqual([...new Set(dates)].sort(), dates);
  });
}

test('a digest with its own hour is left alone by /time, until it gives it up', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade', 'uranium']);
  await setDigestTime(deps, 42, 'uranium', { at: '21:00', days: null });
  await setTime(deps, 42, { at: '09:00', days: null });
  assert.deepEqual(await due(), { trade: '2026-11-25T04:00:00.000Z', uranium: '2026-11-24T16:00:00.000Z' });
  const chat = await setDigestTime(deps, 42, 'uranium', null);
  assert.deepEqual(
    chat.schedules.map(({ at, ownTime }) => [at, ownTime]),
    [
      ['09:00', false],
      ['09:00', false],
    ],
  );
});

test('quiet hours are kept as they were said', async () => {
  await openChat(deps, CHAT);
  const chat = await setQuiet(deps, 42, { from: '22:00', to: '07:30' });
  assert.deepEqual([chat.quietFrom, chat.quietTo], ['22:00', '07:30']);
  assert.equal((await setQuiet(deps, 42, null)).quietFrom, null);
});

for (const wrong of ['25:00', '8', '']) {
  test(`"${wrong}" is not a time of day`, async () => {
    await openChat(deps, CHAT);
    await assert.rejects(setTime(deps, 42, { at: wrong, days: null }), RangeError);
  });
}

test('a run that is due already is not lost by a change of hour', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade']);
  clock.at = new Date('2026-11-25T03:30:02Z');
  await setTime(deps, 42, { at: '20:00', days: [1, 2, 3, 4, 5, 6, 7] });
  clock.at = new Date('2026-11-25T03:30:05Z');
  assert.equal((await plan(planDeps(db, clock))).queued, 1);
  assert.equal((await due()).trade, '2026-11-26T15:00:00.000Z');
});
