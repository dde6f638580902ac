import { beforeEach } from 'node:test';
import { type PlanReport, plan } from '../../src/app/plan.ts';
import { tellQuietWeek } from '../../src/app/quietWeek.ts';
import type { QuietWeek } from '../../src/domain/notice.ts';
import type { Db } from '../../src/store/client.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { type chats, deliveries, sources, type subscriptions } from '../../src/store/schema.ts';
import { freshDatabase } from './database.ts';
import { aChat, aPart, aSubscription, frozenAt, planDeps, someKnowledge } from './delivery.ts';

export const DAY = 86_400_000;
/** Wednesday, 08:30 in Astana. */
export const FIRST = Date.parse('2026-11-25T03:30:00Z');
export const LONG_AGO = new Date('2026-10-01T00:00:00Z');

const SOURCES = ['a', 'b', 'c'].map((id) => ({ id, enabled: true }));
/** What the editors say: four digests, three sources. */
export const words = { knowledge: { ...someKnowledge(), sources: SOURCES } } as never;

/** A database of its own, emptied before each test, with what plans quiet days in it. */
export async function quietStage() {
  const { db } = await freshDatabase();
  beforeEach(async () => {
    await db.execute(
      sql`truncate chats, follows, subscriptions, deliveries, editions, troubles, stories, sources cascade`,
    );
    await db.insert(sources).values([{ id: 'a' }, { id: 'b' }, { id: 'c' }]);
  });

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
    db
      .select()
      .from(deliveries)
      .where(eq(deliveries.kind, 'notice'))
      .orderBy(deliveries.chatId, deliveries.id);
  const toldOn = async () => (await notices()).map(({ localDate }) => localDate);

  return { db, aReader, tick, days, notices, toldOn };
}
