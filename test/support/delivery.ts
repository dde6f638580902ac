import { randomUUID } from 'node:crypto';
import type { DeliverDeps } from '../../src/app/deliver.ts';
import type { PlanDeps } from '../../src/app/plan.ts';
import type { Clock, Messenger } from '../../src/app/ports.ts';
import type { SendOutcome } from '../../src/domain/delivery.ts';
import type { Part } from '../../src/domain/edition.ts';
import type { Digest, Knowledge } from '../../src/domain/knowledge.ts';
import type { Db } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { chats, deliveries, editions, subscriptions } from '../../src/store/schema.ts';

/** Rows that name only what matters, and fakes at the ports. */

/** A clock that stands still until it is set. */
export interface FrozenClock extends Clock {
  at: Date;
}

/** A clock that stands at `iso`. */
export function frozenAt(iso: string): FrozenClock {
  const clock: FrozenClock = { at: new Date(iso), now: async () => clock.at };
  return clock;
}

const DIGESTS = ['uranium', 'trade', 'energy', 'all'];

/** A catalogue of three topics and `all`, by default on weekdays at 08:30. */
export function someKnowledge(schedule = { days: [1, 2, 3, 4, 5], at: '08:30' }): Knowledge {
  const digests = DIGESTS.map((id) => ({ id, schedule }) as unknown as Digest);
  return { digests, sources: [], gazetteer: [], relevance: {} as Knowledge['relevance'], concepts: [] };
}

let lastId = 1000;

/** A private chat in Russian and Almaty, unless `values` say otherwise. @returns its id */
export async function aChat(db: Db, values: Partial<typeof chats.$inferInsert> = {}): Promise<number> {
  const chatId = values.chatId ?? ++lastId;
  await db.insert(chats).values({ type: 'private', language: 'ru', zone: 'Asia/Almaty', ...values, chatId });
  return chatId;
}

/** An order for uranium every day at 08:30 in Almaty, unless `values` say otherwise. */
export async function aSubscription(
  db: Db,
  values: Partial<typeof subscriptions.$inferInsert> & { chatId: number },
): Promise<void> {
  await db.insert(subscriptions).values({
    digest: 'uranium',
    zone: 'Asia/Almaty',
    days: 127,
    atMin: 510,
    nextDueAt: new Date('2026-11-25T03:30:00Z'),
    coveredTo: new Date('2026-11-24T03:30:00Z'),
    ...values,
  });
}

/** A part of plain text. */
export function aPart(text = 'Көпір'): Part {
  return { text, entities: [], keyboard: [] };
}

/** A part as long as a full digest's: ten stories with bold titles, links and buttons. */
export function aDigestPart(n: number): Part {
  const stories = Array.from({ length: 10 }, (_, story) => `${story + 1}. Экспорт урана вырос, выпуск ${n}`);
  const retold = ' Казахстан и США договорились о поставках на три года; сумма не названа.'.repeat(3);
  const entities: Part['entities'][number][] = [];
  let text = '';
  for (const title of stories) {
    entities.push({ type: 'bold', offset: text.length, length: title.length });
    text += `${title}\n${retold.trim()}\n`;
    entities.push({ type: 'text_link', offset: text.length, length: 8, url: `https://news.test/${n}` });
    text += 'Источник\n\n';
  }
  const buttons = stories.map((_, story) => ({ text: `${story + 1}`, callback_data: `s:${n}:${story}` }));
  return { text: text.trimEnd(), entities, keyboard: [buttons.slice(0, 5), buttons.slice(5)] };
}

/** An edition of one part, unless `values` say otherwise. @returns its id */
export async function anEdition(db: Db, values: Partial<typeof editions.$inferInsert> = {}): Promise<number> {
  const [row] = await db
    .insert(editions)
    .values({
      sections: [`uranium@${++lastId}`],
      language: 'ru',
      variant: 'full',
      windowTo: new Date('2026-11-25T03:30:00Z'),
      kind: 'scheduled',
      parts: [aPart()],
      storyIds: [1],
      ...values,
    })
    .returning({ id: editions.id });
  return row!.id;
}

/** A queued delivery of a new active chat, due a minute ago, unless told otherwise. */
export async function aDelivery(
  db: Db,
  values: Partial<typeof deliveries.$inferInsert> = {},
): Promise<{ id: number; chatId: number }> {
  const chatId = values.chatId ?? (await aChat(db));
  const editionId = values.editionId === undefined ? await anEdition(db) : values.editionId;
  const minute = 60_000;
  const [row] = await db
    .insert(deliveries)
    .values({
      kind: 'digest',
      dedupeKey: `digest:${++lastId}`,
      dueAt: new Date(Date.now() - minute),
      localDate: '2026-11-25',
      slots: 1,
      state: 'queued',
      notBefore: new Date(Date.now() - minute),
      expiresAt: new Date(Date.now() + 60 * minute),
      ...values,
      chatId,
      editionId,
    })
    .returning({ id: deliveries.id });
  return { id: row!.id, chatId };
}

/** A Messenger that answers as told and keeps a ledger of what it was asked to send. */
export interface FakeMessenger extends Pick<Messenger, 'send'> {
  readonly sent: { chatId: number; threadId: number | null; text: string; silent: boolean; at: number }[];
}

/** A messenger that sends nothing and notes everything; `answer` says what becomes of a send. */
export function fakeMessenger(
  answer: (chatId: number, n: number) => SendOutcome | Promise<SendOutcome> = (_chatId, n) => ({
    kind: 'sent',
    messageId: n,
  }),
): FakeMessenger {
  const sent: FakeMessenger['sent'] = [];
  return {
    sent,
    send: async ({ chatId, threadId }, { text }, { silent }) => {
      sent.push({ chatId, threadId, text, silent, at: performance.now() });
      return answer(chatId, sent.length);
    },
  };
}

/** A sender's deps with a fake Messenger; errors fail the test that awaits `deliverDue`. */
export function deliverDeps(
  db: Db,
  values: Partial<DeliverDeps> = {},
): DeliverDeps & { readonly errors: unknown[] } {
  const errors: unknown[] = [];
  return {
    db,
    clock: databaseClock(db),
    messenger: fakeMessenger(),
    worker: randomUUID(),
    sendRate: 10_000,
    unknownOutcome: 'resend',
    onError: (error) => errors.push(error),
    ...values,
    errors,
  };
}

/** A planner's deps whose editions hold one story and name their sections; `asked` is what was rendered. */
export function planDeps(
  db: Db,
  clock: Clock,
  values: Partial<PlanDeps> = {},
): PlanDeps & { readonly asked: Parameters<PlanDeps['composeEdition']>[0][] } {
  const asked: Parameters<PlanDeps['composeEdition']>[0][] = [];
  return {
    db,
    clock,
    composeEdition: async (spec) => {
      asked.push(spec);
      return { parts: [aPart(spec.sections.map(({ digest }) => digest).join(' + '))], storyIds: [1] };
    },
    ...values,
    asked,
  };
}
