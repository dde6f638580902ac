import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once as event } from 'node:events';
import { beforeEach, test } from 'node:test';
import {
  confirmAnnouncement,
  draftAnnouncement,
  dropAnnouncement,
  queueAnnouncements,
  readAnnouncement,
} from '../../src/app/announce.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { moveChat } from '../../src/store/chats.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { claimDue } from '../../src/store/deliveries.ts';
import { asc, eq, sql } from '../../src/store/drizzle.ts';
import { announcements, audit, chats, deliveries } from '../../src/store/schema.ts';
import { childEnvironment } from '../support/childEnvironment.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aDelivery, aPart, deliverDeps, fakeMessenger } from '../support/delivery.ts';

const database = await freshDatabase();
const { db } = database;
const clock = databaseClock(db);
const ADMIN = 710_000_001;

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions, announcements, audit`);
});

/** Active chats 1 to `count`, every second one in Kazakh. */
async function manyChats(count: number): Promise<void> {
  await db.execute(sql`
    insert into chats (chat_id, type, language, zone)
    select n, 'private', case n % 2 when 0 then 'ru' else 'kk' end, 'Asia/Almaty' from generate_series(1, ${count}::int) n`);
}

async function aConfirmed(): Promise<number> {
  const id = await draftAnnouncement(db, ADMIN, { ru: aPart('по-русски'), kk: aPart('қазақша') });
  assert.equal(await confirmAnnouncement({ db, clock }, ADMIN, id), true);
  return id;
}

const sendAll = () =>
  db.execute(sql`update deliveries set state = 'sent', done_at = clock_timestamp() where state = 'queued'`);

test('whoever dies between slices leaves whole ones behind, and the next process goes on', async () => {
  await manyChats(7_000);
  const id = await aConfirmed();
  const run = async (nth: number) => {
    const child = fork('test/support/announceReplica.ts', [database.url, '100'], {
      execArgv: ['--import', './test/support/die.ts'],
      env: childEnvironment({ DIE_AT: 'announced', DIE_NTH: String(nth) }),
    });
    const [, signal] = (await event(child, 'close')) as [number, string | null];
    return signal;
  };
  for (const [nth, before] of [
    [1, 0],
    [3, 2_000],
    [2, 3_000],
  ] as const) {
    assert.equal(await run(nth), 'SIGKILL');
    assert.equal(await db.$count(deliveries), before);
    // What was queued and not sent any more stands in the way of the next slice.
    await sendAll();
  }
  assert.equal(await run(1_000), null);
  const [row] = await db.execute<Record<string, number>>(sql`
    select count(*)::int as n, count(distinct d.chat_id)::int as chats,
           (count(*) filter (where e.language = c.language))::int as fitting
      from deliveries d join chats c using (chat_id) join editions e on e.id = d.edition_id`);
  assert.deepEqual({ ...row }, { n: 7_000, chats: 7_000, fitting: 7_000 });
  assert.equal((await readAnnouncement(db, id))?.state, 'done');
});

test('several processes at once give every chat one delivery', async () => {
  await manyChats(2_000);
  await aConfirmed();
  const counts = await Promise.all(
    Array.from({ length: 5 }, () => queueAnnouncements({ db, sendRate: 1_000 })),
  );
  assert.equal(
    counts.reduce((sum, n) => sum + n, 0),
    2_000,
  );
  assert.equal(await db.$count(deliveries), 2_000);
});

test('no more is queued than goes out in ten seconds, and nothing while digests wait', async () => {
  await manyChats(1_000);
  const id = await aConfirmed();
  assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 300);
  assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 0);
  const digest = await aDelivery(db, { notBefore: new Date(Date.now() - 1) });
  await db.execute(sql`update deliveries set state = 'sent', done_at = clock_timestamp()
    where id in (select id from deliveries where kind = 'announcement' order by id limit 100)`);
  assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 99, 'the digest counts, too');
  const claimed = await claimDue(db, '6a2f4bd0-2c76-4f9b-8f5e-0d6a0b8c1e11', 1_000);
  const place = claimed.findIndex((row) => row.id === digest.id);
  assert.ok(place >= 0 && place <= 300, `the digest is number ${place}`);
  const view = await readAnnouncement(db, id);
  assert.deepEqual([view?.state, view?.ended, view?.left], ['queuing', { sent: 100 }, 900]);
});

test('who stopped, and who came after the confirmation, gets nothing; who was held or got a new id gets it', async () => {
  for (const chatId of [5, 6, 7, 8]) await aChat(db, { chatId });
  await aChat(db, { chatId: -10, type: 'group', language: 'kk' });
  await db.update(chats).set({ status: 'stopped' }).where(eq(chats.chatId, 6));
  await aConfirmed();
  await aChat(db, { chatId: 9, createdAt: new Date(Date.now() + 60_000) });
  await db.transaction(async (tx) => {
    await tx.select().from(chats).where(eq(chats.chatId, 7)).for('update');
    assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 3);
  });
  // The group has its delivery and gets a smaller id; another one had none and is behind by now.
  await db.transaction(async (tx) => moveChat(tx, -10, -1000));
  await aChat(db, { chatId: -2000, type: 'group', createdAt: new Date(Date.now() - 60_000) });
  assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 2);
  assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 0);
  await db.update(chats).set({ status: 'stopped' }).where(eq(chats.chatId, 8));
  const messenger = fakeMessenger();
  await deliverDue(deliverDeps(db, { messenger }));
  assert.deepEqual(
    messenger.sent.map(({ chatId }) => chatId).sort((a, b) => a - b),
    [-2000, -1000, 5, 7],
  );
  assert.equal(messenger.sent.find(({ chatId }) => chatId === -1000)?.text, 'қазақша');
});

test('what was not queued a day after the confirmation is kept as expired', async () => {
  await manyChats(3);
  const id = await aConfirmed();
  await db.execute(sql`update announcements set confirmed_at = clock_timestamp() - interval '25 hours'`);
  await db.execute(sql`update chats set created_at = clock_timestamp() - interval '26 hours'`);
  assert.equal(await queueAnnouncements({ db, sendRate: 30 }), 3);
  const rows = await db.select().from(deliveries).orderBy(asc(deliveries.id));
  assert.deepEqual(
    rows.map(({ state, reason }) => [state, reason]),
    Array(3).fill(['expired', 'too late']),
  );
  assert.deepEqual((await readAnnouncement(db, id))?.ended, { expired: 3 });
});

test('a draft of yesterday is not sent, and of two who decide one does', async () => {
  await manyChats(3);
  const old = await draftAnnouncement(db, ADMIN, { ru: aPart('а'), kk: aPart('ә') });
  await db.update(announcements).set({ createdAt: new Date(Date.now() - 25 * 3_600_000) });
  assert.equal(await confirmAnnouncement({ db, clock }, ADMIN, old), false);
  const id = await draftAnnouncement(db, ADMIN, { ru: aPart('а'), kk: aPart('ә') });
  const ends = await Promise.all([
    db.transaction((tx) => confirmAnnouncement({ db: tx, clock }, ADMIN, id)),
    db.transaction((tx) => confirmAnnouncement({ db: tx, clock }, ADMIN + 1, id)),
  ]);
  assert.deepEqual(ends.sort(), [false, true]);
  assert.equal(await confirmAnnouncement({ db, clock }, ADMIN, 999_999), false);
  await queueAnnouncements({ db, sendRate: 30 });
  assert.equal(await dropAnnouncement(db, ADMIN, id), true);
  assert.equal(await dropAnnouncement(db, ADMIN, id), false);
  const rows = await db.select().from(deliveries);
  assert.deepEqual(
    rows.map(({ state, reason }) => [state, reason]),
    Array(3).fill(['cancelled', 'withdrawn']),
  );
  const kept = await db.select().from(audit).orderBy(asc(audit.id));
  assert.deepEqual(kept.map(({ outcome }) => outcome).sort(), [
    'confirmed',
    'draft',
    'draft',
    'stale',
    'stale',
    'stale',
    'stale',
    'stopped',
  ]);
  assert.ok(kept.every(({ subject }) => /^\d+$/.test(subject)));
});
