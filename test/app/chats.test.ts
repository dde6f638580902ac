import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  migrateChat,
  openChat,
  pauseChat,
  readChat,
  resume,
  setLanguage,
  settleInFlight,
  setVariant,
  stop,
} from '../../src/app/chats.ts';
import { plan } from '../../src/app/plan.ts';
import { subscribe, unsubscribe } from '../../src/app/subscribe.ts';
import { setTime } from '../../src/app/time.ts';
import { eq } from '../../src/store/drizzle.ts';
import { chats, deliveries, editions, subscriptions } from '../../src/store/schema.ts';
import { aChat, aDelivery, aSubscription, planDeps } from '../support/delivery.ts';
import { aWaitingDigest, CHAT, clock, db, deps, due } from './chatAtNoon.ts';

const states = async () =>
  (await db.select().from(deliveries).orderBy(deliveries.id)).map(({ state, reason }) => [state, reason]);

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
