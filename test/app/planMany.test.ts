import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { nextSize, plan } from '../../src/app/plan.ts';
import { asc, eq, sql } from '../../src/store/drizzle.ts';
import { deliveries, subscriptions } from '../../src/store/schema.ts';
import { asAdministrator, freshDatabase } from '../support/database.ts';
import { aChat, aPart, aSubscription, frozenAt, planDeps } from '../support/delivery.ts';

// One connection: what it did to the tables can be told before the next one.
const database = await freshDatabase({ max: 1 });
const { db } = database;
const DUE = '2026-11-25T03:30:00Z';

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
});

/** Chats 1 to `count` in no order, every second one in Kazakh, with two topics each that are due at `due`. */
async function manyChats(count: number, due = DUE): Promise<void> {
  await db.execute(sql`
    insert into chats (chat_id, type, language, zone)
    select n, 'private', case n % 2 when 0 then 'ru' else 'kk' end, 'Asia/Almaty'
      from generate_series(1, ${count}::int) n order by hashint4(n)`);
  await db.execute(sql`
    insert into subscriptions (chat_id, digest, zone, days, at_min, next_due_at, covered_to)
    select chat_id, d, zone, 127, 510, ${due}::timestamptz, ${due}::timestamptz - interval '1 day'
      from chats, unnest(array['uranium', 'trade']) d`);
}

test('in a chunk of many chats, only those whose edition cannot be rendered stay due, unchanged', async () => {
  await manyChats(1400);
  let broken = true;
  const composeEdition = async ({ language }: { language: string }) => {
    if (broken && language === 'kk') throw new Error('poison');
    return { parts: [aPart()], storyIds: [1] };
  };
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'), { composeEdition });
  assert.equal((await plan(deps)).queued, 700);
  const kept = await db.execute<Record<string, string | number>>(sql`
    select c.language, count(*)::int as n, min(s.next_due_at) as due, max(s.covered_to) as covered,
           max(s.last_local_date) as date
      from subscriptions s join chats c using (chat_id) group by c.language order by c.language`);
  const day = (text: unknown) => text && new Date(String(text)).toISOString();
  assert.deepEqual(
    kept.map(({ language, n, due, covered, date }) => [language, n, day(due), day(covered), date]),
    [
      ['kk', 1400, '2026-11-25T03:30:00.000Z', '2026-11-24T03:30:00.000Z', null],
      ['ru', 1400, '2026-11-26T03:30:00.000Z', '2026-11-25T03:30:00.000Z', '2026-11-25'],
    ],
  );
  broken = false;
  assert.equal((await plan(deps)).queued, 700);
  const rows = await db.select({ slots: deliveries.slots }).from(deliveries);
  assert.equal(rows.length, 1400);
  assert.ok(rows.every(({ slots }) => slots === 2));
});

test('topics that fell due at different times come as one message, and each goes on at its own hour', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId, digest: 'uranium' });
  await aSubscription(db, {
    chatId,
    digest: 'trade',
    days: 31,
    atMin: 480,
    nextDueAt: new Date('2026-11-25T03:00:00Z'),
    coveredTo: new Date('2026-11-24T03:00:00Z'),
  });
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  assert.equal((await plan(deps)).queued, 1);
  const [row] = await db.select().from(deliveries);
  assert.deepEqual([row?.slots, row?.dueAt.toISOString()], [2, '2026-11-25T03:30:00.000Z']);
  assert.deepEqual(
    deps.asked[0]?.sections.map(({ digest, coveredTo }) => [digest, coveredTo.toISOString()]),
    [
      ['trade', '2026-11-24T03:00:00.000Z'],
      ['uranium', '2026-11-24T03:30:00.000Z'],
    ],
  );
  const after = await db.select().from(subscriptions).orderBy(asc(subscriptions.digest));
  assert.deepEqual(
    after.map(({ nextDueAt, coveredTo }) => [nextDueAt?.toISOString(), coveredTo.toISOString()]),
    [
      ['2026-11-26T03:00:00.000Z', '2026-11-25T03:30:00.000Z'],
      ['2026-11-26T03:30:00.000Z', '2026-11-25T03:30:00.000Z'],
    ],
  );
});

test('an edition is in the language and the length that its chat has', async () => {
  const wanted = [
    { language: 'ru', variant: 'full' },
    { language: 'ru', variant: 'brief' },
    { language: 'kk', variant: 'full' },
    { language: 'kk', variant: 'brief' },
  ] as const;
  for (const [n, how] of wanted.entries()) {
    await aSubscription(db, { chatId: await aChat(db, { ...how, chatId: 10 - n }) });
  }
  const told = ({ language, variant }: { language: string; variant: string }) => `${language} ${variant}`;
  await plan(
    planDeps(db, frozenAt('2026-11-25T03:30:05Z'), {
      composeEdition: async (spec) => ({ parts: [aPart(told(spec))], storyIds: [1] }),
    }),
  );
  const rows = await db.execute<{ language: string; variant: string; text: string }>(sql`
    select c.language, c.variant, e.parts -> 0 ->> 'text' as text
      from deliveries d join chats c using (chat_id) join editions e on e.id = d.edition_id`);
  assert.equal(rows.length, 4);
  for (const row of rows) assert.equal(row.text, told(row));
});

test('a tick with few due among many reads no table whole', async () => {
  await manyChats(15_000, '2026-11-26T03:30:00Z');
  await db
    .update(subscriptions)
    .set({ nextDueAt: new Date(DUE) })
    .where(sql`${subscriptions.chatId} % 3000 = 0 and ${eq(subscriptions.digest, 'trade')}`);
  await asAdministrator(database, 'vacuum analyze chats, subscriptions');
  const read = async () => {
    await db.execute(sql`select pg_stat_force_next_flush()`);
    const [row] = await db.execute<{ whole: number; rows: number }>(sql`
      select sum(seq_scan)::int as whole, sum(seq_tup_read + idx_tup_fetch)::int as rows
        from pg_stat_user_tables where relname in ('chats', 'subscriptions')`);
    assert.ok(row);
    return row;
  };
  const before = await read();
  const deps = planDeps(db, frozenAt('2026-11-25T03:30:05Z'));
  assert.equal((await plan(deps)).queued, 5);
  assert.equal((await plan(deps)).queued, 0);
  const after = await read();
  assert.equal(after.whole, before.whole);
  assert.ok(after.rows - before.rows < 200, `${after.rows - before.rows} rows were read for 5 chats`);
});

test('chunks grow while they are quick, shrink on a slow server, and stay within bounds', () => {
  assert.equal(nextSize(20_000, 0.5), 40_000);
  assert.equal(nextSize(40_000, 1.6), 50_000);
  assert.equal(nextSize(90_000, 0.1), 100_000);
  assert.equal(nextSize(50_000, 4), 25_000);
  assert.equal(nextSize(50_000, 9.9), 12_500);
  assert.equal(nextSize(2000, 60), 1000);
  assert.equal(nextSize(20_000, 0), 40_000);
});
