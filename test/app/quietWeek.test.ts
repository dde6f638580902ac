import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { type PlanReport, plan } from '../../src/app/plan.ts';
import { tellQuietWeek } from '../../src/app/quietWeek.ts';
import type { QuietWeek } from '../../src/domain/notice.ts';
import type { Db } from '../../src/store/client.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { chats, deliveries, editions, sources, subscriptions, troubles } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aPart, aSubscription, frozenAt, planDeps, someKnowledge } from '../support/delivery.ts';

const { db } = await freshDatabase();
const DAY = 86_400_000;
/** Wednesday, 08:30 in Astana. */
const FIRST = Date.parse('2026-11-25T03:30:00Z');
const LONG_AGO = new Date('2026-10-01T00:00:00Z');

beforeEach(async () => {
  await db.execute(
    sql`truncate chats, follows, subscriptions, deliveries, editions, troubles, sources cascade`,
  );
  await db.insert(sources).values([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
});

const SOURCES = ['a', 'b', 'c'].map((id) => ({ id, enabled: true }));
const words = { knowledge: { ...someKnowledge(), sources: SOURCES } } as never;

/** A chat that has had its topics for long. */
async function aReader(
  topics: readonly string[] = ['uranium'],
  chat: Partial<typeof chats.$inferInsert> = {},
  order: Partial<typeof subscriptions.$inferInsert> = {},
): Promise<number> {
  const chatId = await aChat(db, { statusAt: LONG_AGO, ...chat });
  for (const digest of topics) await aSubscription(db, { chatId, digest, createdAt: LONG_AGO, ...order });
  return chatId;
}

/** Plans at `at`, sources read ten minutes before; digests that `hasNews` are not empty, and are sent. */
async function tick(
  at: number,
  hasNews: (digests: readonly string[]) => boolean = () => false,
  onEmpty?: (tx: Db, chatIds: string, now: Date) => Promise<unknown>,
): Promise<{ report: PlanReport; rendered: QuietWeek[] }> {
  await db.update(sources).set({ lastSuccessAt: new Date(at - 600_000) });
  const rendered: QuietWeek[] = [];
  const tell = tellQuietWeek({
    understanding: () => words,
    renderQuietWeek: (week, language) => {
      rendered.push(week);
      return [aPart(`${language} ${week.lastDate}`)];
    },
  });
  const deps = planDeps(db, frozenAt(new Date(at).toISOString()), {
    composeEdition: async ({ sections }) =>
      hasNews(sections.map(({ digest }) => digest))
        ? { parts: [aPart()], storyIds: [1] }
        : { parts: [], storyIds: [] },
    onEmpty: onEmpty ?? tell,
  });
  const report = await plan(deps);
  await db
    .update(deliveries)
    .set({ state: 'sent', doneAt: new Date(at + 1000), messageIds: [1] })
    .where(sql`state = 'queued' and kind = 'digest'`);
  return { report, rendered };
}

/** Days from `from` to `to`, 0 = the first; `newsOn` of them have stories. */
async function days(from: number, to: number, newsOn: readonly number[] = []): Promise<void> {
  for (let day = from; day <= to; day++) {
    await tick(FIRST + day * DAY + 5000, () => newsOn.includes(day));
  }
}

const notices = () =>
  db.select().from(deliveries).where(eq(deliveries.kind, 'notice')).orderBy(deliveries.chatId, deliveries.id);
const toldOn = async () => (await notices()).map(({ localDate }) => localDate);

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

const unquiet: { name: string; prepare: () => Promise<unknown>; before?: readonly number[] }[] = [
  { name: 'stories came six days ago', prepare: () => aReader(), before: [-6] },
  {
    name: 'a topic was chosen three days ago',
    prepare: async () => {
      const chatId = await aReader();
      await aSubscription(db, { chatId, digest: 'trade', createdAt: new Date(FIRST - 3 * DAY) });
    },
  },
  {
    name: 'the chat was stopped until yesterday',
    prepare: () => aReader(['uranium'], { statusAt: new Date(FIRST - DAY) }),
  },
  {
    name: 'a topic is not due today',
    prepare: async () => {
      const chatId = await aReader();
      // Tuesdays only.
      const nextDueAt = new Date('2026-12-01T03:30:00Z');
      await aSubscription(db, { chatId, digest: 'trade', days: 2, nextDueAt, createdAt: LONG_AGO });
    },
  },
  {
    name: 'a digest of the week came too late to be sent',
    prepare: async () => {
      const chatId = await aReader();
      await db.insert(deliveries).values({
        ...{ chatId, kind: 'digest', dedupeKey: `digest:${FIRST / 1000 - 86_400}`, slots: 1 },
        ...{ dueAt: new Date(FIRST - DAY), localDate: '2026-11-24', state: 'expired' },
        ...{
          notBefore: new Date(FIRST - DAY),
          expiresAt: new Date(FIRST - DAY),
          doneAt: new Date(FIRST - DAY),
        },
      });
    },
  },
  {
    name: 'the program was down for runs before',
    prepare: () => aReader(['uranium'], {}, { nextDueAt: new Date(FIRST - 2 * DAY) }),
  },
  {
    name: 'most sources fail',
    prepare: async () => {
      await aReader();
      await db.update(sources).set({ failures: 2 }).where(sql`id in ('a', 'b')`);
    },
  },
  {
    name: 'sources could not be read for a day of that week',
    prepare: async () => {
      await aReader();
      await db.insert(troubles).values({
        ...{ sourceId: null, what: 'outage', toldAt: new Date(FIRST - 3 * DAY) },
        ...{ since: new Date(FIRST - 3 * DAY), endedAt: new Date(FIRST - 2 * DAY) },
      });
    },
  },
];
for (const { name, prepare, before = [] } of unquiet) {
  test(`nothing is claimed when ${name}`, async () => {
    await prepare();
    if (before.length > 0) {
      await db.update(subscriptions).set({ nextDueAt: new Date(FIRST + (before[0] ?? 0) * DAY) });
      await days(before[0] ?? 0, -1, before);
    }
    const { report } = await tick(FIRST + 5000);
    assert.equal(report.empty, 1);
    assert.deepEqual(report.failures, []);
    assert.deepEqual(await notices(), []);
  });
}

test('nothing is claimed while nobody has read a source for hours', async () => {
  await aReader();
  await tick(FIRST + 5000, undefined, async (tx, chatIds, now) => {
    await tx.update(sources).set({ lastSuccessAt: new Date(FIRST - 4 * 3_600_000) });
    const tell = tellQuietWeek({ understanding: () => words, renderQuietWeek: () => [aPart()] });
    assert.equal(await tell(tx, chatIds, now), 0);
  });
  assert.deepEqual(await notices(), []);
});

test('an outage of an hour spoils no week, one of the week before neither', async () => {
  await aReader();
  for (const [from, hours] of [
    [FIRST - 3 * DAY, 1],
    [FIRST - 12 * DAY, 72],
  ] as const) {
    const [since, endedAt] = [new Date(from), new Date(from + hours * 3_600_000)];
    await db.insert(troubles).values({ sourceId: null, what: 'outage', since, endedAt, toldAt: since });
  }
  await tick(FIRST + 5000);
  assert.equal((await notices()).length, 1);
});

test('a chat whose other topic has stories is not told', async () => {
  const both = await aReader(['trade', 'uranium']);
  const one = await aReader(['uranium']);
  await tick(FIRST + 5000, (digests) => digests.includes('trade'));
  assert.deepEqual(
    (await notices()).map(({ chatId }) => chatId),
    [one],
  );
  assert.notEqual(both, one);
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
