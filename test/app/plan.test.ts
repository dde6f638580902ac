import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { plan } from '../../src/app/plan.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { chats, deliveries, editions, subscriptions } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aPart, aSubscription, frozenAt, planDeps } from '../support/delivery.ts';

const { db } = await freshDatabase();
const DUE = '2026-11-25T03:30:00Z';

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
});

const allDeliveries = () => db.select().from(deliveries).orderBy(deliveries.chatId);

test('nothing is planned before it is due', async () => {
  await aSubscription(db, { chatId: await aChat(db) });
  const report = await plan(planDeps(db, frozenAt('2026-11-25T03:29:59Z')));
  assert.equal(report.queued, 0);
  assert.equal((await allDeliveries()).length, 0);
});

test('a due digest becomes one queued delivery with its edition, and the next one is set', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  const report = await plan(deps);
  assert.deepEqual({ queued: report.queued, editions: report.editions }, { queued: 1, editions: 1 });
  assert.deepEqual(deps.asked, [
    {
      sections: [{ digest: 'uranium', coveredTo: new Date('2026-11-24T03:30:00Z') }],
      language: 'ru',
      variant: 'full',
      windowTo: new Date(DUE),
    },
  ]);
  const [row] = await allDeliveries();
  assert.equal(row?.state, 'queued');
  assert.equal(row?.dedupeKey, `digest:${Date.parse(DUE) / 1000}`);
  assert.equal(row?.localDate, '2026-11-25');
  assert.equal(row?.slots, 1);
  assert.equal(row?.expiresAt.toISOString(), '2026-11-25T09:30:00.000Z');
  const [subscription] = await db.select().from(subscriptions);
  assert.equal(subscription?.nextDueAt?.toISOString(), '2026-11-26T03:30:00.000Z');
  assert.equal(subscription?.coveredTo.toISOString(), '2026-11-25T03:30:00.000Z');
  assert.equal(subscription?.lastLocalDate, '2026-11-25');
});

test('a second tick plans nothing', async () => {
  await aSubscription(db, { chatId: await aChat(db) });
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  await plan(deps);
  const second = await plan(deps);
  assert.deepEqual({ queued: second.queued, editions: second.editions }, { queued: 0, editions: 0 });
  assert.equal((await allDeliveries()).length, 1);
});

test('topics due together come as one message, each with its own window', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, digest: 'uranium' });
  await aSubscription(db, { chatId, digest: 'trade', days: 31, coveredTo: new Date('2026-11-20T03:30:00Z') });
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  await plan(deps);
  const rows = await allDeliveries();
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.slots, 2);
  assert.deepEqual(
    deps.asked[0]?.sections.map(({ digest, coveredTo }) => [digest, coveredTo.toISOString()]),
    [
      ['trade', '2026-11-20T03:30:00.000Z'],
      ['uranium', '2026-11-24T03:30:00.000Z'],
    ],
  );
});

test('an edition is rendered once for all who get it, per language and length', async () => {
  for (let n = 0; n < 40; n++) {
    const chatId = await aChat(db, { language: n % 2 ? 'ru' : 'kk', variant: n % 4 < 2 ? 'full' : 'brief' });
    await aSubscription(db, { chatId });
  }
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  assert.equal((await plan(deps)).queued, 40);
  assert.equal(deps.asked.length, 4);
});

test('news is told a week back at most, two on one day a week', async () => {
  const chatId = await aChat(db);
  const long = new Date('2026-10-01T03:30:00Z');
  await aSubscription(db, { chatId, digest: 'uranium', coveredTo: long });
  await aSubscription(db, { chatId, digest: 'trade', days: 4, coveredTo: long });
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  await plan(deps);
  assert.deepEqual(
    deps.asked[0]?.sections.map(({ coveredTo }) => coveredTo.toISOString()),
    ['2026-11-11T03:30:00.000Z', '2026-11-18T03:30:00.000Z'],
  );
});

const downtimes = [
  { down: '1 h', now: '2026-11-25T04:30:00Z', state: 'queued', slots: 1, covered: '2026-11-25T03:30:00Z' },
  { down: '7 h', now: '2026-11-25T10:30:00Z', state: 'expired', slots: 1, covered: '2026-11-24T03:30:00Z' },
  { down: '3 d', now: '2026-11-28T04:30:00Z', state: 'queued', slots: 4, covered: '2026-11-28T03:30:00Z' },
];
for (const { down, now, state, slots, covered } of downtimes) {
  test(`down ${down}: one row, ${state}, settling ${slots} runs, and the news is not lost`, async () => {
    const chatId = await aChat(db);
    await aSubscription(db, { chatId });
    const clock = frozenAt(now);
    const deps = planDeps(db, clock);
    await plan(deps);
    const rows = await allDeliveries();
    assert.deepEqual(
      rows.map((row) => [row.state, row.slots]),
      [[state, slots]],
    );
    const [subscription] = await db.select().from(subscriptions);
    assert.equal(subscription?.coveredTo.getTime(), Date.parse(covered));

    await db
      .update(deliveries)
      .set({ state: 'sent', doneAt: clock.at })
      .where(eq(deliveries.state, 'queued'));
    clock.at = new Date(subscription!.nextDueAt!.getTime() + 5000);
    await plan(deps);
    const after = await allDeliveries();
    assert.equal(after.length, 2);
    assert.notEqual(after[0]?.localDate, after[1]?.localDate);
    assert.equal(deps.asked.at(-1)?.sections[0]?.coveredTo.getTime(), Date.parse(covered));
  });
}

test('a digest without stories is settled without a message', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  const composeEdition = async () => ({ parts: [], storyIds: [] });
  const report = await plan(planDeps(db, frozenAt('2026-11-25T03:30:05Z'), { composeEdition }));
  assert.equal(report.empty, 1);
  const [row] = await allDeliveries();
  assert.deepEqual([row?.state, row?.reason], ['cancelled', 'no_stories']);
  const [subscription] = await db.select().from(subscriptions);
  assert.equal(subscription?.nextDueAt?.toISOString(), '2026-11-26T03:30:00.000Z');
});

test('one edition that cannot be rendered holds nobody else up and is tried at the next tick', async () => {
  const unlucky = await aChat(db, { language: 'kk' });
  const lucky = await aChat(db);
  for (const chatId of [unlucky, lucky]) await aSubscription(db, { chatId });
  let broken = true;
  const composeEdition = async ({ language }: { language: string }) => {
    if (broken && language === 'kk') throw new Error('poison');
    return { parts: [aPart()], storyIds: [1] };
  };
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'), { composeEdition });
  const report = await plan(deps);
  assert.equal(report.queued, 1);
  assert.equal(report.failures.length, 1);
  assert.deepEqual(
    (await allDeliveries()).map(({ chatId }) => chatId),
    [lucky],
  );
  broken = false;
  assert.equal((await plan(deps)).queued, 1);
});

test('a zone that is no more holds nobody else up', async () => {
  const chatId = await aChat(db, { zone: 'Asia/Atlantis' });
  await aSubscription(db, { chatId, zone: 'Asia/Atlantis' });
  await aSubscription(db, { chatId: await aChat(db) });
  const report = await plan(planDeps(db, frozenAt('2026-11-25T03:30:05Z')));
  assert.equal(report.queued, 1);
  assert.deepEqual(
    report.failures.map(({ what }) => what),
    ['schedule in Asia/Atlantis'],
  );
});

test('a delivery that waited too long expires and its news goes into the next one', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  const clock = frozenAt('2026-11-25T03:30:05Z');
  const deps = planDeps(db, clock);
  await plan(deps);
  clock.at = new Date('2026-11-25T09:30:00Z');
  assert.equal((await plan(deps)).expired, 1);
  const [row] = await allDeliveries();
  assert.equal(row?.state, 'expired');
  const [subscription] = await db.select().from(subscriptions);
  assert.equal(subscription?.coveredTo.toISOString(), '2026-11-24T03:30:00.000Z');
});

test('an expired delivery of which a part arrived gives no news back', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  const clock = frozenAt('2026-11-25T03:30:05Z');
  const deps = planDeps(db, clock);
  await plan(deps);
  await db.update(deliveries).set({ part: 1, messageIds: [7] });
  clock.at = new Date('2026-11-25T09:30:00Z');
  await plan(deps);
  const [subscription] = await db.select().from(subscriptions);
  assert.equal(subscription?.coveredTo.toISOString(), '2026-11-25T03:30:00.000Z');
  assert.deepEqual((await allDeliveries())[0]?.messageIds, [7]);
});

test('five planners at once plan each chat once', async () => {
  const values = Array.from({ length: 3000 }, (_, n) => 5_000_000 + n);
  await db.execute(sql`
    insert into chats (chat_id, type, language, zone) select n, 'private', case n % 2 when 0 then 'ru' else 'kk' end, 'Asia/Almaty'
      from generate_series(${values[0]}::bigint, ${values.at(-1)}::bigint) n`);
  await db.execute(sql`
    insert into subscriptions (chat_id, digest, zone, days, at_min, next_due_at, covered_to)
    select chat_id, d, zone, 127, 510, ${DUE}::timestamptz, '2026-11-24T03:30:00Z'
      from chats, unnest(array['uranium', 'trade']) d`);
  const clock = frozenAt('2026-11-25T03:30:05Z');
  const reports = await Promise.all(Array.from({ length: 5 }, () => plan(planDeps(db, clock))));
  // Chats that another planner held are left to it; one more tick finds nothing.
  await plan(planDeps(db, clock));
  assert.equal(
    reports.reduce((sum, { queued }) => sum + queued, 0),
    3000,
  );
  const rows = await allDeliveries();
  assert.equal(rows.length, 3000);
  assert.ok(rows.every(({ slots }) => slots === 2));
  assert.equal(await db.$count(editions), 2);
});

test('an hour that changes in the middle of a tick is seen: the lock comes before the reading', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  let planning: Promise<unknown> = Promise.resolve();
  await db.transaction(async (tx) => {
    await tx.select().from(chats).where(eq(chats.chatId, chatId)).for('update');
    planning = plan(deps);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await tx.update(subscriptions).set({ nextDueAt: new Date('2026-11-26T05:00:00Z') });
  });
  await planning;
  await plan(deps);
  assert.equal((await allDeliveries()).length, 0);
});
