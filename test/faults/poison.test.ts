import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { deliverDue } from '../../src/app/deliver.ts';
import type { PlanReport } from '../../src/app/plan.ts';
import { sparingly } from '../../src/app/sparingly.ts';
import { planJob } from '../../src/jobs/upkeep.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { deliveries, subscriptions } from '../../src/store/schema.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { freshDatabase } from '../support/database.ts';
import {
  aChat,
  aDelivery,
  anEdition,
  aPart,
  aSubscription,
  deliverDeps,
  frozenAt,
  planDeps,
} from '../support/delivery.ts';
import { startLoadStandin } from '../support/loadStandin.ts';

const { db } = await freshDatabase();
const NEVER = new AbortController().signal;

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
});

const stateOf = async (id: number) => {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.id, id));
  return [row?.state, row?.reason];
};

test('deliveries that cannot be sent are recorded, told of, and hold nobody else up', async () => {
  const standin = await startLoadStandin(1, 0);
  try {
    const good = await Promise.all(Array.from({ length: 30 }, () => aDelivery(db)));
    const gone = await aDelivery(db, { editionId: 987_654_321 });
    const short = await aDelivery(db, { part: 3, editionId: await anEdition(db) });
    const broken = await aDelivery(db, { editionId: await anEdition(db, { parts: [{ text: 7 }] as never }) });
    const empty = await aDelivery(db, { editionId: await anEdition(db, { parts: [null] as never }) });
    // An odd chat is no reason to lose its digest.
    const odd = await aDelivery(db, {
      chatId: await aChat(db, { zone: 'Asia/Atlantis', quietFrom: 0, quietTo: 1439, threadId: -1 }),
    });
    const alerts: string[] = [];
    const deps = deliverDeps(db, {
      messenger: createMessenger({
        ...{ token: '1:poison', apiRoot: standin.origin, paidBroadcast: false },
        ...{ zone: 'Asia/Almaty', username: 'kopir_bot' },
      }),
      onAlert: ({ deliveryId, reason }) => alerts.push(`${deliveryId} ${reason}`),
    });
    for (let n = 0; n < 4; n++) {
      await db.execute(
        sql`update deliveries set not_before = now() - interval '1 second' where state = 'queued'`,
      );
      await deliverDue(deps);
    }
    for (const { id } of [...good, odd]) assert.deepEqual(await stateOf(id), ['sent', null]);
    assert.deepEqual(await stateOf(gone.id), ['dead', 'the edition is gone']);
    assert.deepEqual(await stateOf(short.id), ['dead', 'the edition is gone']);
    for (const { id } of [broken, empty]) {
      const [state] = await stateOf(id);
      assert.ok(state === 'sent' || state === 'dead' || state === 'unknown', `${id} is ${state}`);
    }
    assert.ok(alerts.includes(`${gone.id} the edition is gone`));
    assert.equal(await db.$count(deliveries, eq(deliveries.state, 'queued')), 0);
    assert.equal(standin.ledger().doubled, 0);
  } finally {
    await standin.close();
  }
});

test('what cannot be planned is told of once, tried rarely and recorded; the others get their digests', async () => {
  const clock = frozenAt('2026-11-25T03:30:05Z');
  const lost = await aChat(db, { zone: 'Asia/Atlantis' });
  await aSubscription(db, { chatId: lost, zone: 'Asia/Atlantis' });
  const unlucky = await aChat(db, { language: 'kk' });
  await aSubscription(db, { chatId: unlucky });
  for (let n = 0; n < 20; n++) await aSubscription(db, { chatId: await aChat(db) });
  let tries = 0;
  const composeEdition = async ({ language }: { language: string }) => {
    if (language !== 'kk') return { parts: [aPart()], storyIds: [1] };
    tries += 1;
    throw new Error('poison');
  };
  const reports: PlanReport[] = [];
  const job = planJob(planDeps(db, clock, { composeEdition }), (report) => reports.push(report));
  for (let n = 0; n < 30; n++) await job.run(NEVER);
  assert.deepEqual(
    reports.map(({ queued, failures }) => [queued, failures.map(({ what }) => what)]),
    [[20, ['schedule in Asia/Atlantis', 'edition uranium@1795491000 kk']]],
  );
  assert.ok(tries <= 3, `${tries} tries in 30 ticks at once`);

  clock.at = new Date('2026-11-25T09:30:00Z');
  await job.run(NEVER);
  for (const chatId of [lost, unlucky]) {
    const [row] = await db.select().from(deliveries).where(eq(deliveries.chatId, chatId));
    assert.deepEqual([row?.state, row?.reason, row?.slots], ['expired', 'missed', 1]);
    const [order] = await db.select().from(subscriptions).where(eq(subscriptions.chatId, chatId));
    assert.equal(order?.nextDueAt?.toISOString(), '2026-11-26T03:30:00.000Z');
    assert.equal(order?.coveredTo.toISOString(), '2026-11-24T03:30:00.000Z', 'its news waits');
  }
});

test('after days in a zone that is no more, each day with a run is on record', async () => {
  // Friday; Saturday and Sunday are none of its days.
  const chatId = await aChat(db, { zone: 'Asia/Atlantis' });
  const nextDueAt = new Date('2026-11-27T03:30:00Z');
  await aSubscription(db, { chatId, zone: 'Asia/Atlantis', days: 31, nextDueAt });
  const clock = frozenAt('2026-12-01T12:00:00Z');
  const job = planJob(planDeps(db, clock), () => {});
  await job.run(NEVER);
  const [row] = await db.select().from(deliveries);
  assert.deepEqual([row?.localDate, row?.slots], ['2026-12-01', 3]);
  const [order] = await db.select().from(subscriptions);
  assert.equal(order?.nextDueAt?.toISOString(), '2026-12-02T03:30:00.000Z');
});

test('what failed is tried after four seconds, then after twice as long, and forgotten once it goes well', async () => {
  let now = 0;
  let fails = true;
  let tries = 0;
  const work = sparingly(
    async (_what: { id: number }) => {
      tries += 1;
      if (fails) throw new Error('poison');
      return 'well';
    },
    () => now,
  );
  const one = { id: 1 };
  for (now = 0; now < 60_000; now += 1_000) await assert.rejects(work(one), /poison/);
  assert.equal(tries, 4, 'at 0, 4, 12 and 28 seconds');
  await assert.rejects(work({ id: 2 }), /poison/);
  assert.equal(tries, 5, 'another argument is another matter');
  fails = false;
  now = 61_000;
  assert.equal(await work(one), 'well');
  fails = true;
  await assert.rejects(work(one), /poison/);
  now = 65_500;
  await assert.rejects(work(one), /poison/);
  assert.equal(tries, 8);
});
