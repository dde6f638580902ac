import assert from 'node:assert/strict';
import { beforeEach } from 'node:test';
import { type ChatDeps, openChat } from '../../src/app/chats.ts';
import { plan } from '../../src/app/plan.ts';
import { subscribe } from '../../src/app/subscribe.ts';
import { sql } from '../../src/store/drizzle.ts';
import { subscriptions } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { frozenAt, planDeps, someKnowledge } from '../support/delivery.ts';

export const { db } = await freshDatabase();
/** Tuesday noon in Almaty, before each test. */
const NOON = '2026-11-24T07:00:00Z';
/** Stands at noon until a test moves it. */
export const clock = frozenAt(NOON);
/** What changes of the chat are made with. */
export const deps: ChatDeps = { db, clock, knowledge: someKnowledge(), defaultZone: 'Asia/Almaty' };
/** The chat as its first message brings it. */
export const CHAT = { chatId: 42, threadId: null, type: 'private', language: 'ru' } as const;

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  clock.at = new Date(NOON);
});

/** The next due instant of each subscription, as ISO 8601, by digest. */
export const due = async () =>
  Object.fromEntries(
    (await db.select().from(subscriptions)).map(({ digest, nextDueAt }) => [
      digest,
      nextDueAt?.toISOString() ?? null,
    ]),
  );

/** A chat subscribed to `digests` whose digest of the next morning is planned and waits. */
export async function aWaitingDigest(...digests: string[]): Promise<void> {
  await openChat(deps, CHAT);
  await subscribe(deps, 42, digests);
  clock.at = new Date('2026-11-25T03:30:05Z');
  assert.equal((await plan(planDeps(db, clock))).queued, 1);
}
