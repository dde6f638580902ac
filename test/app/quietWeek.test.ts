import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setLanguage } from '../../src/app/chats.ts';
import { unsubscribe } from '../../src/app/subscribe.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { chats, deliveries, editions, subscriptions } from '../../src/store/schema.ts';
import { frozenAt, someKnowledge } from '../support/delivery.ts';
import { DAY, FIRST, LONG_AGO, quietStage } from '../support/quietDays.ts';

const { db, aReader, tick, days, notices, toldOn } = await quietStage();

test('a week of empty digests is said once, at the hour of the last of them', async () => {
  const chatId = await aReader();
  await days(0, 0);
  assert.deepEqual(await toldOn(), ['2026-11-25'], 'the chat has had the topic for weeks');
  const [row] = await notices();
  assert.deepEqual(
    {
      chatId: row?.chatId,
      dedupeKey: row?.dedupeKey,
      state: row?.state,
      slots: row?.slots,
      dueAt: row?.dueAt.toISOString(),
      notBefore: row?.notBefore.toISOString(),
      expiresAt: row?.expiresAt.toISOString(),
    },
    {
      chatId,
      dedupeKey: 'quiet-week:2026-11-25',
      state: 'queued',
      slots: 0,
      dueAt: '2026-11-25T03:30:00.000Z',
      notBefore: '2026-11-25T03:30:00.000Z',
      expiresAt: '2026-11-25T09:30:00.000Z',
    },
  );
  await days(1, 20);
  assert.deepEqual(await toldOn(), ['2026-11-25'], 'not again while it stays quiet');
});

test('after a digest with stories the next quiet week is said again, seven days later', async () => {
  await aReader();
  await days(0, 20, [2, 9]);
  // Told on day 0; stories on day 2 and 9: days 3–9 are no quiet week, days 10–16 are.
  assert.deepEqual(await toldOn(), ['2026-11-25', '2026-12-11']);
});

test('old rows are forgotten after a month, and the week is still not said twice', async () => {
  await aReader();
  await days(0, 5);
  await db.execute(sql`delete from deliveries`);
  await days(6, 12);
  assert.deepEqual(await toldOn(), []);
});

test('a reader of one day a week is told by its one digest', async () => {
  await aReader(['uranium'], {}, { days: 4 });
  await days(0, 13);
  assert.deepEqual(await toldOn(), ['2026-11-25']);
});

test('every chat is told in its language, by one rendering for each', async () => {
  for (let n = 0; n < 12; n++) await aReader(['uranium'], { language: n % 3 === 0 ? 'kk' : 'ru' });
  await aReader(['trade', 'uranium']);
  const { rendered } = await tick(FIRST + 5000);
  assert.equal((await notices()).length, 13);
  assert.deepEqual(rendered.length, 2);
  assert.deepEqual(rendered[0], { lastDate: '2026-11-25', checkedAt: new Date(FIRST + 5000 - 600_000) });
  const said = await db.select().from(editions).where(eq(editions.kind, 'notice'));
  assert.deepEqual(said.map(({ parts }) => parts[0]?.text).sort(), ['kk 2026-11-25', 'ru 2026-11-25']);
  for (const { chatId, editionId } of await notices()) {
    const [chat] = await db.select().from(chats).where(eq(chats.chatId, chatId));
    assert.equal(said.find(({ id }) => id === editionId)?.language, chat?.language);
  }
});

test('replicas that plan at once tell every chat once', async () => {
  for (let n = 0; n < 40; n++) await aReader();
  await Promise.all(Array.from({ length: 5 }, () => tick(FIRST + 5000)));
  assert.equal((await notices()).length, 40);
  assert.equal((await db.select().from(editions).where(eq(editions.kind, 'notice'))).length, 1);
  const [slots] = await db.execute<{ n: number }>(sql`select sum(slots)::int as n from deliveries`);
  assert.equal(slots?.n, 40, 'only digests settle runs');
});

test('a message that waits is taken back when the chat changes its language or topics, and comes the next day', async () => {
  const words = { defaultZone: 'Asia/Almaty', knowledge: someKnowledge() };
  const at = (day: number) => ({
    db,
    clock: frozenAt(new Date(FIRST + day * DAY + 60_000).toISOString()),
    ...words,
  });
  const speaker = await aReader();
  const leaver = await aReader();
  await days(0, 0);
  await setLanguage(at(0), speaker, 'kk');
  await unsubscribe(at(0), leaver, ['uranium']);
  assert.deepEqual(
    (await notices()).map(({ state, reason }) => [state, reason]),
    [
      ['cancelled', 'changed'],
      ['cancelled', 'changed'],
    ],
  );
  await days(1, 1);
  const again = (await notices()).filter(({ state }) => state === 'queued');
  assert.deepEqual(
    again.map(({ chatId, localDate }) => [chatId, localDate]),
    [[speaker, '2026-11-26']],
  );
  const [said] = await db
    .select()
    .from(editions)
    .where(eq(editions.id, again[0]?.editionId ?? 0));
  assert.equal(said?.language, 'kk');
});

test('a failure to tell leaves the plan as it is', async () => {
  await aReader();
  const { report } = await tick(FIRST + 5000, undefined, async (tx) => {
    await tx.execute(sql`select 1 / 0`);
  });
  assert.deepEqual([report.empty, report.failures.map(({ what }) => what)], [1, ['a quiet week']]);
  const [subscription] = await db.select().from(subscriptions);
  assert.equal(subscription?.nextDueAt?.getTime(), FIRST + DAY);
  assert.equal((await db.select().from(deliveries)).length, 1);
});

test('a chunk of many chats finds their weeks by index', async () => {
  const some = Array.from({ length: 600 }, (_, n) => 50_000 + n);
  const base = { type: 'private', language: 'ru', zone: 'Asia/Almaty', statusAt: LONG_AGO } as const;
  await db.insert(chats).values(some.map((chatId) => ({ ...base, chatId })));
  await db.insert(subscriptions).values(
    some.map((chatId) => ({
      ...{ chatId, digest: 'uranium', zone: 'Asia/Almaty', days: 127, atMin: 510, createdAt: LONG_AGO },
      ...{ nextDueAt: new Date(FIRST), coveredTo: new Date(FIRST - DAY) },
    })),
  );
  await tick(FIRST + 5000);
  assert.equal((await notices()).length, 600);
  await tick(FIRST + DAY + 5000);
  assert.equal((await notices()).length, 600);
});
