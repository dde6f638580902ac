import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { type ChatDeps, migrateChat, setLanguage, setZone, stop } from '../../src/app/chats.ts';
import { plan } from '../../src/app/plan.ts';
import { subscribe, unsubscribe } from '../../src/app/subscribe.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { deliveries, subscriptions } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aSubscription, frozenAt, planDeps, someKnowledge } from '../support/delivery.ts';

const { db } = await freshDatabase();
/** Five seconds after 08:30 in Almaty: due, and the planner has not come yet. */
const NOW = '2026-11-25T03:30:05Z';
const clock = frozenAt(NOW);
const deps: ChatDeps = { db, clock, knowledge: someKnowledge(), defaultZone: 'Asia/Almaty' };

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  clock.at = new Date(NOW);
});

const rows = async () =>
  (await db.select().from(deliveries).orderBy(deliveries.dedupeKey)).map(({ state, reason, slots }) => [
    state,
    reason,
    slots,
  ]);
const subscription = async () => (await db.select().from(subscriptions))[0]!;

test('a second run on one local date, by newer time zone data, is settled without a digest', async () => {
  const chatId = await aChat(db);
  // Planned when the zone was an hour behind: ten past midnight then is ten past eleven of the day before now.
  await aSubscription(db, {
    chatId,
    atMin: 10,
    lastLocalDate: '2026-11-24',
    nextDueAt: new Date('2026-11-24T18:10:00Z'),
    coveredTo: new Date('2026-11-23T18:10:00Z'),
  });
  clock.at = new Date('2026-11-24T18:10:05Z');
  const planning = planDeps(db, clock);
  assert.deepEqual([(await plan(planning)).queued, (await plan(planning)).queued], [0, 0]);
  assert.deepEqual(await rows(), [['expired', 'second of its date', 1]]);
  const waits = await subscription();
  assert.equal(waits.nextDueAt?.toISOString(), '2026-11-24T19:10:00.000Z');
  assert.equal(waits.coveredTo.toISOString(), '2026-11-23T18:10:00.000Z');

  clock.at = new Date('2026-11-24T19:10:05Z');
  assert.equal((await plan(planning)).queued, 1);
  assert.equal(planning.asked[0]?.sections[0]?.coveredTo.toISOString(), '2026-11-23T18:10:00.000Z');
  assert.equal((await subscription()).lastLocalDate, '2026-11-25');
});

test('a topic that had its digest today is not in the digest of another', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, digest: 'uranium', lastLocalDate: '2026-11-25' });
  await aSubscription(db, { chatId, digest: 'trade', lastLocalDate: '2026-11-24' });
  const planning = planDeps(db, clock);
  assert.equal((await plan(planning)).queued, 1);
  assert.deepEqual(
    planning.asked[0]?.sections.map(({ digest }) => digest),
    ['trade'],
  );
  assert.deepEqual(await rows(), [['queued', null, 2]]);
  const kept = await db.select().from(subscriptions).where(eq(subscriptions.digest, 'uranium'));
  assert.equal(kept[0]?.coveredTo.toISOString(), '2026-11-24T03:30:00.000Z');
});

test('/stop seconds after the hour leaves a record of each run that fell due', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, digest: 'uranium' });
  await aSubscription(db, { chatId, digest: 'trade', nextDueAt: new Date('2026-11-23T03:30:00Z') });
  await aSubscription(db, { chatId, digest: 'energy', nextDueAt: new Date('2026-11-26T03:30:00Z') });
  await stop(deps, chatId);
  await stop(deps, chatId);
  assert.deepEqual(await rows(), [
    ['cancelled', 'stopped', 3],
    ['cancelled', 'stopped', 1],
  ]);
});

test('a chat whose zone is no more can be stopped while it is due', async () => {
  const chatId = await aChat(db, { zone: 'Asia/Atlantis' });
  await aSubscription(db, { chatId, zone: 'Asia/Atlantis' });
  assert.equal((await stop(deps, chatId)).status, 'stopped');
  assert.deepEqual(await rows(), [['cancelled', 'stopped', 1]]);
});

test('a topic that ends while it is due leaves a record and does not take the digest of the others', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, digest: 'uranium' });
  await aSubscription(db, { chatId, digest: 'trade' });
  await unsubscribe(deps, chatId, ['uranium']);
  assert.equal((await plan(planDeps(db, clock))).queued, 1);
  assert.deepEqual(await rows(), [
    ['queued', null, 1],
    ['cancelled', 'topics', 1],
  ]);
});

test('topics that "all" replaces while they are due leave a record', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, digest: 'uranium' });
  await subscribe(deps, chatId, ['all']);
  assert.deepEqual(await rows(), [['cancelled', 'topics', 1]]);
});

test('a due run that a move west puts on a date with a digest leaves a record', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, atMin: 510, lastLocalDate: '2026-11-24' });
  await setZone(deps, chatId, 'America/New_York');
  assert.deepEqual(await rows(), [['cancelled', 'second of its date', 1]]);
  assert.equal((await plan(planDeps(db, clock))).queued, 0);
});

test('three days in one digest stay counted when it is planned again in another language', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, nextDueAt: new Date('2026-11-23T03:30:00Z') });
  const planning = planDeps(db, clock);
  await plan(planning);
  assert.deepEqual(await rows(), [['queued', null, 3]]);
  await setLanguage(deps, chatId, 'kk');
  await plan(planning);
  assert.deepEqual(await rows(), [
    ['queued', null, 1],
    ['cancelled', 'planned again', 2],
  ]);
});

test('a run of two chats that became one is counted in the digest that one of them had', async () => {
  const [group, supergroup] = [await aChat(db, { chatId: -5 }), await aChat(db, { chatId: -1005 })];
  await aSubscription(db, { chatId: group });
  const planning = planDeps(db, clock);
  await plan(planning);
  await aSubscription(db, { chatId: supergroup, digest: 'trade' });
  await migrateChat(deps, group, supergroup);
  assert.equal((await plan(planning)).queued, 0);
  assert.deepEqual(await rows(), [['queued', null, 2]]);
  const trade = await db.select().from(subscriptions).where(eq(subscriptions.digest, 'trade'));
  assert.equal(trade[0]?.coveredTo.toISOString(), '2026-11-24T03:30:00.000Z', 'its news comes with the next');
  assert.equal(trade[0]?.nextDueAt?.toISOString(), '2026-11-26T03:30:00.000Z');
});

test('of two chats that became one, the run of a topic that both had is on record', async () => {
  const [group, supergroup] = [await aChat(db, { chatId: -6 }), await aChat(db, { chatId: -1006 })];
  for (const chatId of [group, supergroup]) await aSubscription(db, { chatId });
  await migrateChat(deps, group, supergroup);
  assert.equal((await plan(planDeps(db, clock))).queued, 1);
  assert.deepEqual(await rows(), [
    ['queued', null, 1],
    ['cancelled', 'merged', 1],
  ]);
});

test('what was due in a chat that became one with a stopped chat is on record', async () => {
  const group = await aChat(db, { chatId: -7 });
  const supergroup = await aChat(db, { chatId: -1007, status: 'stopped' });
  await aSubscription(db, { chatId: group });
  await aSubscription(db, { chatId: supergroup, digest: 'trade', nextDueAt: null });
  await migrateChat(deps, group, supergroup);
  assert.deepEqual(await rows(), [['cancelled', 'stopped', 1]]);
  assert.equal((await plan(planDeps(db, clock))).queued, 0);
});
