import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { deliverDue } from '../../src/app/deliver.ts';
import { follow } from '../../src/app/follow.ts';
import { forget, settleForgotten } from '../../src/app/forget.ts';
import { once } from '../../src/app/once.ts';
import { prune } from '../../src/app/prune.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { sql } from '../../src/store/drizzle.ts';
import { findModelAnswer, saveModelAnswer } from '../../src/store/modelAnswers.ts';
import { chats, deliveries, deliveryDays, editions, follows, updatesSeen } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import {
  aChat,
  aDelivery,
  anEdition,
  aSubscription,
  deliverDeps,
  fakeMessenger,
  frozenAt,
} from '../support/delivery.ts';
import { aToldStory } from '../support/toldStories.ts';

const { db } = await freshDatabase();

beforeEach(async () => {
  await db.execute(
    sql`truncate chats, follows, subscriptions, deliveries, editions, updates_seen, delivery_days, entries, sources, articles, hosts`,
  );
});

/** Every table that has a chat's id, whatever is added later. */
async function rowsOfChat(chatId: number): Promise<Record<string, number>> {
  const columns = await db.execute<{ table_name: string }>(
    sql`select table_name from information_schema.columns where column_name = 'chat_id' and table_schema = 'public'`,
  );
  const counts: Record<string, number> = {};
  for (const { table_name: table } of columns) {
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(table)} where chat_id = ${chatId}`,
    );
    counts[table] = row?.n ?? -1;
  }
  return counts;
}

test('/forget leaves no row with the chat’s id in any table, and touches nobody else', async () => {
  const chatId = await aChat(db);
  const other = await aChat(db);
  const storyId = await aToldStory(db);
  for (const id of [chatId, other]) {
    await aSubscription(db, { chatId: id });
    await follow({ db }, id, storyId);
    await aDelivery(db, { chatId: id });
    await aDelivery(db, { chatId: id, state: 'sent', doneAt: new Date(), messageIds: [1] });
    await aDelivery(db, { chatId: id, state: 'claimed', worker: randomUUID(), leaseUntil: new Date() });
  }
  const before = await rowsOfChat(chatId);
  assert.deepEqual(before, { chats: 1, subscriptions: 1, deliveries: 3, follows: 1 });
  assert.deepEqual(await forget(db, chatId), { known: true, sending: 0 });
  assert.ok(Object.values(await rowsOfChat(chatId)).every((n) => n === 0));
  assert.deepEqual(await rowsOfChat(other), before);
  assert.deepEqual(await forget(db, chatId), { known: false, sending: 0 });
});

test('/forget is confirmed when a request that was about to begin has begun or never will', async () => {
  const { chatId } = await aDelivery(db, { state: 'sending', worker: randomUUID(), sendingAt: new Date() });
  const forgotten = await forget(db, chatId);
  assert.deepEqual(forgotten, { known: true, sending: 1 });
  const began = performance.now();
  await settleForgotten(forgotten);
  assert.ok(performance.now() - began >= 1_990);
  await settleForgotten({ known: true, sending: 0 });
  assert.ok(performance.now() - began < 3_900, 'nobody waits for nothing');
});

test('an outcome that arrives after /forget finds no row and makes none', async () => {
  const { chatId } = await aDelivery(db);
  const messenger = fakeMessenger(async () => {
    await forget(db, chatId);
    return { kind: 'unreachable', reason: 'blocked', errorCode: 403 };
  });
  const deps = deliverDeps(db, { messenger });
  await deliverDue(deps);
  assert.deepEqual(deps.errors, []);
  assert.ok(Object.values(await rowsOfChat(chatId)).every((n) => n === 0));
});

test('an update has its effect once, however often and wherever it comes', async () => {
  let effects = 0;
  const work = async () => {
    effects += 1;
    return 'done';
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => once(db, 7, work)));
  assert.equal(effects, 1);
  assert.deepEqual(answers.toSorted(), ['done', null, null, null, null].toSorted());
  assert.equal(await once(db, 8, work), 'done');
});

test('an update whose work fails leaves nothing behind and may come again', async () => {
  const fails = once(db, 7, async (tx) => {
    await aChat(tx, { chatId: 5 });
    throw new Error('no');
  });
  await assert.rejects(fails, /no/);
  assert.equal(await db.$count(chats), 0);
  assert.equal(await once(db, 7, async () => 'done'), 'done');
});

test('prune keeps what is young, counts what ends, and drops the rest', async () => {
  const now = '2026-11-25T03:30:00Z';
  const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000);
  const oldEdition = await anEdition(db, { createdAt: ago(33) });
  const kazakh = await anEdition(db, { createdAt: ago(10), language: 'kk' });
  await anEdition(db, { createdAt: ago(3), kind: 'onDemand' });
  await anEdition(db, { createdAt: ago(1), kind: 'onDemand' });
  for (const [editionId, days] of [
    [oldEdition, 31],
    [oldEdition, 31],
    [kazakh, 31],
    [kazakh, 29],
  ] as const) {
    await aDelivery(db, { editionId, state: 'sent', doneAt: ago(days), localDate: '2026-10-25' });
  }
  await aDelivery(db, {
    editionId: kazakh,
    state: 'dead',
    reason: 'blocked',
    doneAt: ago(40),
    localDate: '2026-10-16',
  });
  const waiting = await aDelivery(db, { editionId: kazakh });
  await db.insert(updatesSeen).values([
    { updateId: 1, seenAt: ago(8) },
    { updateId: 2, seenAt: ago(6) },
  ]);
  const idle = await aChat(db, { status: 'stopped', statusAt: ago(91) });
  await aSubscription(db, { chatId: idle, nextDueAt: null });
  await aDelivery(db, { chatId: idle, editionId: kazakh, state: 'sent', doneAt: ago(2) });
  const kept = await aChat(db, { status: 'paused', statusReason: 'blocked', statusAt: ago(89) });
  await db.execute(sql`insert into sources (id) values ('s')`);
  await db.execute(sql`
    insert into entries (source_id, guid, url, title, text, state, first_seen_at)
    values ('s', 'old', 'u', 't', '', 'done', ${ago(91).toISOString()}), ('s', 'young', 'u', 't', '', 'done', ${ago(89).toISOString()})`);
  await db.execute(sql`
    insert into articles (source_id, url_key, url, title, title_folded, text, text_hash, language, published_at, date_stated,
           seen_at, relevance, relevant, why, topics, entities, figures, features, search)
    select 's', n::text, 'u', 't', 't', 'text', 'h', 'ru', now(), true, ${now}::timestamptz - n * interval '1 day', 0, false,
           '{}', '{}', '{}', '[]', '{}', '' from unnest(array[31, 29]) n`);

  const clock = frozenAt(now);
  const reports = await Promise.all([prune({ db, clock }), prune({ db, clock })]);
  const total = (key: 'deliveries' | 'editions' | 'updates' | 'idleChats' | 'articleTexts' | 'entries') =>
    reports.reduce((sum, report) => sum + report[key], 0);
  assert.equal(total('deliveries'), 4);
  assert.equal(total('editions'), 2);
  assert.equal(total('updates'), 1);
  assert.equal(total('idleChats'), 1);
  assert.equal(total('articleTexts'), 1);
  assert.equal(total('entries'), 1);

  const days = await db.select().from(deliveryDays).orderBy(deliveryDays.localDate, deliveryDays.language);
  assert.deepEqual(
    days.map(({ localDate, language, state, reason, n }) => [localDate, language, state, reason, n]),
    [
      ['2026-10-16', 'kk', 'dead', 'blocked', 1],
      ['2026-10-25', 'kk', 'sent', '', 1],
      ['2026-10-25', 'ru', 'sent', '', 2],
    ],
  );
  assert.equal(await db.$count(editions), 2);
  assert.deepEqual(
    (await db.select({ id: deliveries.id }).from(deliveries)).map(({ id }) => id).includes(waiting.id),
    true,
  );
  assert.ok(Object.values(await rowsOfChat(idle)).every((n) => n === 0));
  assert.equal((await rowsOfChat(kept)).chats, 1);
  const again = await prune({ db, clock });
  assert.ok(Object.values(again).every((n) => n === 0));
});

test('the database’s clock moves on within a transaction', async () => {
  const clock = databaseClock(db);
  const [first, second] = await db.transaction(async (tx) => {
    const before = await clock.now(tx);
    await tx.execute(sql`select pg_sleep(0.02)`);
    return [before, await clock.now(tx)];
  });
  assert.ok(second.getTime() - first.getTime() >= 20);
  assert.ok(Math.abs((await clock.now()).getTime() - Date.now()) < 60_000);
});

test('answers are remembered for a week', async () => {
  await saveModelAnswer(db, 'a', { headline: 'x' });
  await saveModelAnswer(db, 'b', null);
  await db.execute(sql`update model_answers set created_at = now() - interval '8 days' where key = 'b'`);
  assert.deepEqual(await findModelAnswer(db, 'b'), { answer: null });
  const report = await prune({ db, clock: databaseClock(db) });
  assert.equal(report.modelAnswers, 1);
  assert.deepEqual(await findModelAnswer(db, 'a'), { answer: { headline: 'x' } });
  assert.equal(await findModelAnswer(db, 'b'), null);
});

test('following ends without a word thirty days after the last news, and not before', async () => {
  const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
  const [old, fresh] = [
    await aToldStory(db, { lastPublishedAt: ago(31), firstPublishedAt: ago(40) }),
    await aToldStory(db, { lastPublishedAt: ago(29), firstPublishedAt: ago(40) }),
  ];
  const [long, today] = [await aChat(db), await aChat(db)];
  for (const storyId of [old, fresh]) {
    await db.insert(follows).values({ chatId: long, storyId, version: 1, createdAt: ago(35) });
    await follow({ db }, today, storyId);
  }
  const report = await prune({ db, clock: databaseClock(db) });
  assert.equal(report.follows, 1);
  const rows = await db.select().from(follows).orderBy(follows.chatId, follows.storyId);
  assert.deepEqual(
    rows.map(({ chatId, storyId }) => [chatId, storyId]),
    [
      [long, fresh],
      [today, old],
      [today, fresh],
    ],
  );
});
