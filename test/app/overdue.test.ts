import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { sweep } from '../../src/app/deliver.ts';
import { plan } from '../../src/app/plan.ts';
import { sql } from '../../src/store/drizzle.ts';
import { deliveries } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aSubscription, frozenAt, planDeps } from '../support/delivery.ts';

const { db } = await freshDatabase();
const clock = frozenAt('2026-11-25T03:30:05Z');
const planning = planDeps(db, clock);

/** A digest of the 25th that waits; then the clock shows the morning of the 26th, when the next is due. */
async function aNightLater(): Promise<number> {
  clock.at = new Date('2026-11-25T03:30:05Z');
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  assert.equal((await plan(planning)).queued, 1);
  clock.at = new Date('2026-11-26T03:30:05Z');
  planning.asked.length = 0;
  return chatId;
}

const states = async () =>
  (await db.select().from(deliveries).orderBy(deliveries.id)).map(({ state }) => state);
const coveredFrom = () => planning.asked.map(({ sections }) => sections[0]?.coveredTo.toISOString());

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
});

test('the news of a digest that a dead worker had claimed comes with the next one after a night', async () => {
  await aNightLater();
  await db.execute(sql`
    update deliveries set state = 'claimed', worker = ${randomUUID()}::uuid, lease_until = now() - interval '1 second'`);
  const report = await plan(planning);
  assert.deepEqual([report.expired, report.queued], [1, 1]);
  assert.deepEqual(await states(), ['expired', 'queued']);
  assert.deepEqual(coveredFrom(), ['2026-11-24T03:30:00.000Z']);
  assert.equal((await sweep({ db, unknownOutcome: 'resend' })).released, 0);
});

test('while a worker still holds an overdue digest, the next one waits for what becomes of it', async () => {
  await aNightLater();
  await db.execute(sql`
    update deliveries set state = 'claimed', worker = ${randomUUID()}::uuid, lease_until = now() + interval '1 minute'`);
  const held = await plan(planning);
  assert.deepEqual([held.expired, held.queued], [0, 0]);
  await db.execute(sql`update deliveries set state = 'queued', worker = null, lease_until = null`);
  await plan(planning);
  assert.deepEqual(coveredFrom(), ['2026-11-24T03:30:00.000Z']);
});

test('a chat that is held while its digest becomes too late loses no news', async () => {
  const chatId = await aNightLater();
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from chats where chat_id = ${chatId} for update`);
    const beside = planDeps(db, {
      now: async () => clock.at,
    });
    const { expired, queued } = await plan(beside);
    assert.deepEqual([expired, queued], [0, 0]);
  });
  await plan(planning);
  assert.deepEqual(await states(), ['expired', 'queued']);
  assert.deepEqual(coveredFrom(), ['2026-11-24T03:30:00.000Z']);
});
