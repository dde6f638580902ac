import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ChatDeps,
  migrateChat,
  openChat,
  pauseChat,
  readChat,
  resume,
  setLanguage,
  settleInFlight,
  setVariant,
  setZone,
  stop,
} from '../../src/app/chats.ts';
import { plan } from '../../src/app/plan.ts';
import { subscribe, unsubscribe } from '../../src/app/subscribe.ts';
import { setDigestTime, setQuiet, setTime } from '../../src/app/time.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { chats, deliveries, editions, subscriptions } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aDelivery, aSubscription, frozenAt, planDeps, someKnowledge } from '../support/delivery.ts';

const { db } = await freshDatabase();
/** Tuesday noon in Almaty. */
const NOON = '2026-11-24T07:00:00Z';
const clock = frozenAt(NOON);
const deps: ChatDeps = { db, clock, knowledge: someKnowledge(), defaultZone: 'Asia/Almaty' };
const CHAT = { chatId: 42, threadId: null, type: 'private', language: 'ru' } as const;

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  clock.at = new Date(NOON);
});

const due = async () =>
  Object.fromEntries(
    (await db.select().from(subscriptions)).map(({ digest, nextDueAt }) => [
      digest,
      nextDueAt?.toISOString() ?? null,
    ]),
  );
const states = async () =>
  (await db.select().from(deliveries).orderBy(deliveries.id)).map(({ state, reason }) => [state, reason]);

/** A chat subscribed to `digests` whose digest of the next morning is planned and waits. */
async function aWaitingDigest(...digests: string[]): Promise<void> {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, digests);
  clock.at = new Date('2026-11-25T03:30:05Z');
  assert.equal((await plan(planDeps(db, clock))).queued, 1);
}

test('a new chat is subscribed to nothing and lives in the default zone', async () => {
  const { chat, created, revived } = await openChat(deps, CHAT);
  assert.deepEqual({ created, revived }, { created: true, revived: false });
  assert.deepEqual(chat.digests, []);
  assert.deepEqual([chat.zone, chat.days, chat.at, chat.nextDueAt], ['Asia/Almaty', null, null, null]);
});

test('two /start at once make one chat, and a known chat keeps its language', async () => {
  const opened = await Promise.all([openChat(deps, CHAT), openChat(deps, { ...CHAT, language: 'kk' })]);
  assert.equal(opened.filter(({ created }) => created).length, 1);
  const again = await openChat(deps, { ...CHAT, language: opened[0].chat.language === 'ru' ? 'kk' : 'ru' });
  assert.deepEqual([again.created, again.chat.language], [false, opened[0].chat.language]);
});

test('an unknown chat cannot be changed', async () => {
  await assert.rejects(setLanguage(deps, 99, 'kk'), /openChat comes first/);
  assert.equal(await readChat(db, 99), null);
});

test('/subscribe names the next delivery: the digest’s default hour, after now', async () => {
  await openChat(deps, CHAT);
  const chat = await subscribe(deps, 42, ['trade', 'uranium']);
  assert.deepEqual(chat.digests, ['uranium', 'trade'], 'in the order of the catalogue');
  assert.equal(chat.nextDueAt?.toISOString(), '2026-11-25T03:30:00.000Z');
  const [row] = await db.select().from(subscriptions);
  assert.equal(row?.coveredTo.toISOString(), '2026-11-22T03:30:00.000Z', 'three days: the gap of weekdays');
});

test('/subscribe twice changes nothing', async () => {
  await openChat(deps, CHAT);
  const first = await subscribe(deps, 42, ['trade']);
  clock.at = new Date('2026-11-26T07:00:00Z');
  assert.deepEqual(await subscribe(deps, 42, ['trade', 'trade']), first);
});

test('`all` replaces single topics, a topic ends `all`, /unsubscribe all ends everything', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade', 'uranium']);
  assert.deepEqual((await subscribe(deps, 42, ['energy', 'all'])).digests, ['all']);
  assert.deepEqual((await subscribe(deps, 42, ['energy'])).digests, ['energy']);
  await subscribe(deps, 42, ['trade']);
  const chat = await unsubscribe(deps, 42, ['all']);
  assert.deepEqual([chat.digests, chat.nextDueAt], [[], null]);
});

test('who exchanges topics for `all` is not told the same news again on the same day', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade']);
  const told = new Date('2026-11-24T03:30:00Z');
  await db.update(subscriptions).set({ coveredTo: told, lastLocalDate: '2026-11-24' });
  await setTime(deps, 42, { at: '20:00', days: [1, 2, 3, 4, 5, 6, 7] });
  await subscribe(deps, 42, ['all']);
  const [row] = await db.select().from(subscriptions);
  assert.deepEqual(
    [row?.digest, row?.coveredTo.toISOString(), row?.nextDueAt?.toISOString()],
    ['all', told.toISOString(), '2026-11-25T15:00:00.000Z'],
  );
});

test('a digest that does not exist is refused before anything is changed', async () => {
  await openChat(deps, CHAT);
  await assert.rejects(subscribe(deps, 42, ['trade', 'football']), RangeError);
  assert.deepEqual(await due(), {});
});

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

test('/stop cancels what waits and keeps the settings; /start resumes without repeating news', async () => {
  await aWaitingDigest('trade');
  const stopped = await stop(deps, 42);
  assert.deepEqual([stopped.status, stopped.nextDueAt, stopped.digests], ['stopped', null, ['trade']]);
  assert.deepEqual(await states(), [['cancelled', 'stopped']]);
  assert.equal((await plan(planDeps(db, clock))).queued, 0);
  clock.at = new Date('2026-11-25T05:00:00Z');
  const { revived, chat } = await openChat(deps, CHAT);
  assert.deepEqual([revived, chat.status], [true, 'active']);
  assert.equal(chat.nextDueAt?.toISOString(), '2026-11-26T03:30:00.000Z');
  const [row] = await db.select().from(subscriptions);
  assert.equal(row?.coveredTo.toISOString(), '2026-11-24T05:00:00.000Z', 'a day back');
});

test('/subscribe resumes a stopped chat', async () => {
  await openChat(deps, CHAT);
  await stop(deps, 42);
  assert.equal((await subscribe(deps, 42, ['trade'])).status, 'active');
  await stop(deps, 42);
  assert.equal((await resume(deps, 42)).status, 'active');
});

test('a paused chat keeps its settings; a stopped one stays stopped', async () => {
  await aWaitingDigest('trade');
  await pauseChat(deps, 42, 'blocked');
  assert.deepEqual((await readChat(db, 42))?.status, 'paused');
  assert.deepEqual(await states(), [['cancelled', 'blocked']]);
  await stop(deps, 42);
  await pauseChat(deps, 42, 'blocked');
  assert.equal((await readChat(db, 42))?.status, 'stopped');
});

test('/stop is confirmed only when nothing is on its way', async () => {
  const sending = { state: 'sending', worker: randomUUID(), sendingAt: new Date() } as const;
  const { id, chatId } = await aDelivery(db, sending);
  await stop(deps, chatId);
  assert.equal(await settleInFlight(db, chatId, 0.1), false);
  const waiting = settleInFlight(db, chatId);
  await sleep(100);
  await db
    .update(deliveries)
    .set({ state: 'sent', worker: null, sendingAt: null, doneAt: new Date() })
    .where(eq(deliveries.id, id));
  assert.equal(await waiting, true);
});

test('a new language reaches the digest that waits: it is planned again, once', async () => {
  await aWaitingDigest('trade');
  await setLanguage(deps, 42, 'kk');
  assert.deepEqual(await states(), []);
  const again = planDeps(db, clock);
  assert.equal((await plan(again)).queued, 1);
  assert.deepEqual(
    again.asked.map(({ language, windowTo }) => [language, windowTo.toISOString()]),
    [['kk', '2026-11-25T03:30:00.000Z']],
  );
  assert.equal((await due()).trade, '2026-11-26T03:30:00.000Z');
});

test('a new length points the digest that waits to the edition that others have already', async () => {
  const other = await aChat(db, { variant: 'brief' });
  await aWaitingDigest('trade');
  const [mine] = await db.select().from(deliveries);
  const [full] = await db.select().from(editions);
  const { id: _, ...same } = full!;
  const [brief] = await db
    .insert(editions)
    .values({ ...same, variant: 'brief' })
    .returning();
  const chat = await setVariant(deps, 42, 'brief');
  assert.equal(chat.variant, 'brief');
  const [after] = await db.select().from(deliveries);
  assert.deepEqual([after?.id, after?.editionId, after?.state], [mine?.id, brief?.id, 'queued']);
  assert.ok(other);
});

test('a topic that ends is taken out of the digest that waits; the last one cancels it', async () => {
  await aWaitingDigest('trade', 'uranium');
  await unsubscribe(deps, 42, ['trade']);
  const again = planDeps(db, clock);
  assert.equal((await plan(again)).queued, 1);
  assert.deepEqual(
    again.asked[0]?.sections.map(({ digest }) => digest),
    ['uranium'],
  );
  await unsubscribe(deps, 42, ['uranium']);
  assert.deepEqual(await states(), [
    ['cancelled', 'planned again'],
    ['cancelled', 'topics'],
  ]);
});

test('who exchanges topics for `all` still gets the digest that waits', async () => {
  await aWaitingDigest('trade');
  await subscribe(deps, 42, ['all']);
  assert.deepEqual(await states(), [['queued', null]]);
});

test('a run that is due already is not lost by a change of hour', async () => {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, ['trade']);
  clock.at = new Date('2026-11-25T03:30:02Z');
  await setTime(deps, 42, { at: '20:00', days: [1, 2, 3, 4, 5, 6, 7] });
  clock.at = new Date('2026-11-25T03:30:05Z');
  assert.equal((await plan(planDeps(db, clock))).queued, 1);
  assert.equal((await due()).trade, '2026-11-26T15:00:00.000Z');
});

test('a group that moved to a known chat becomes one with it', async () => {
  const from = await aChat(db, { chatId: -5, type: 'group', language: 'kk', variant: 'brief' });
  const to = await aChat(db, { chatId: -1005, type: 'group' });
  await aSubscription(db, { chatId: from, digest: 'trade' });
  await aSubscription(db, { chatId: from, digest: 'uranium' });
  await aDelivery(db, { chatId: from, dedupeKey: 'digest:1' });
  await aDelivery(db, { chatId: from, dedupeKey: 'digest:2' });
  await aDelivery(db, { chatId: to, dedupeKey: 'digest:1' });
  await Promise.all([migrateChat(deps, from, to), migrateChat(deps, from, to)]);
  assert.equal(await readChat(db, from), null);
  const chat = await readChat(db, to);
  assert.deepEqual([chat?.language, chat?.variant, chat?.digests], ['kk', 'brief', ['trade', 'uranium']]);
  const rows = await db.select().from(deliveries).orderBy(deliveries.dedupeKey);
  assert.deepEqual(
    rows.map((row) => [row.chatId, row.dedupeKey, row.state]),
    [
      [to, 'digest:1', 'queued'],
      [to, 'digest:1:from:-5', 'cancelled'],
      [to, 'digest:2', 'queued'],
    ],
  );
});

test('a subscription of the new chat survives the move, in its own zone', async () => {
  const from = await aChat(db, { chatId: -5, type: 'group' });
  const to = await aChat(db, { chatId: -1005, type: 'group', zone: 'Europe/Berlin', status: 'stopped' });
  await aSubscription(db, { chatId: from, digest: 'trade' });
  await aSubscription(db, { chatId: from, digest: 'uranium' });
  await aSubscription(db, {
    chatId: to,
    digest: 'trade',
    zone: 'Europe/Berlin',
    nextDueAt: null,
    atMin: 600,
  });
  await migrateChat(deps, from, to);
  const rows = await db.select().from(subscriptions).orderBy(subscriptions.digest);
  assert.deepEqual(
    rows.map((row) => [row.chatId, row.digest, row.zone, row.atMin, row.nextDueAt]),
    [
      [to, 'trade', 'Europe/Berlin', 600, null],
      [to, 'uranium', 'Europe/Berlin', 510, null],
    ],
  );
  assert.equal(await db.$count(chats), 1);
});
