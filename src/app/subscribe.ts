import { firstCoveredTo, nextSlot, type Order } from '../domain/schedule.ts';
import type { ChatRow } from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import {
  addSubscriptions,
  endSubscriptions,
  type NewSubscription,
  type SubscriptionRow,
  subscriptionsOf,
} from '../store/subscriptions.ts';
import { type ChatDeps, type ChatSettings, changeChat, revive } from './chats.ts';
import { giveAway } from './giveAway.ts';
import { replan } from './replan.ts';
import { usualTime } from './time.ts';

/** The digest of every relevant story, with or without a topic. */
export const ALL = 'all';

/**
 * Subscribes the chat to `digests`; a stopped or paused chat resumes. What it has already stays as it is.
 *
 * `all` replaces single topics, a topic ends `all`; asked for together, `all` wins.
 *
 * @throws {RangeError} when a digest does not exist, before anything is changed
 */
export async function subscribe(
  deps: ChatDeps,
  chatId: number,
  digests: readonly string[],
): Promise<ChatSettings> {
  const wanted = digests.includes(ALL) ? [ALL] : [...new Set(digests)];
  for (const digest of wanted) {
    if (!deps.knowledge.digests.some(({ id }) => id === digest))
      throw new RangeError(`no digest "${digest}"`);
  }
  return changeChat(deps, chatId, async (tx, chat) => {
    await revive(tx, deps.clock, chat);
    if (wanted.length === 0) return;
    const now = await deps.clock.now(tx);
    const had = await subscriptionsOf(tx, chatId);
    const replaced = had.filter(({ digest }) => (digest === ALL) !== (wanted[0] === ALL));
    const added = wanted.filter((id) => had.every(({ digest }) => digest !== id));
    await addSubscriptions(
      tx,
      added.map((digest) => newSubscription(chat, digest, usualTime(deps, chat, digest), replaced, now)),
    );
    await end(tx, chatId, replaced, now);
    await replan(tx, { ...chat, status: 'active' });
  });
}

/** Ends subscriptions; `all` ends every one. Digests that wait already lose these topics. Unknown ids do nothing. */
export async function unsubscribe(
  deps: ChatDeps,
  chatId: number,
  digests: readonly string[],
): Promise<ChatSettings> {
  return changeChat(deps, chatId, async (tx, chat) => {
    const had = await subscriptionsOf(tx, chatId);
    const ended = had.filter(({ digest }) => digests.includes(ALL) || digests.includes(digest));
    await end(tx, chatId, ended, await deps.clock.now(tx));
    await replan(tx, chat);
  });
}

async function end(tx: Db, chatId: number, ended: readonly SubscriptionRow[], now: Date): Promise<void> {
  await giveAway(tx, ended, now, 'topics');
  await endSubscriptions(
    tx,
    chatId,
    ended.map(({ digest }) => digest),
  );
}

/**
 * A new subscription is due for the first time after now. Its news begins one period before that; when
 * it replaces others, where they have stopped telling.
 */
function newSubscription(
  chat: ChatRow,
  digest: string,
  time: { days: number; atMin: number },
  replaced: readonly SubscriptionRow[],
  now: Date,
): NewSubscription {
  const order: Order = { ...time, zone: chat.zone };
  const dates = replaced.flatMap(({ lastLocalDate: date }) => (date === null ? [] : [date]));
  const lastLocalDate = dates.sort().at(-1) ?? null;
  const first = nextSlot(order, now, lastLocalDate);
  const told = replaced.map((row) => row.coveredTo.getTime());
  const coveredTo = told.length > 0 ? new Date(Math.max(...told)) : firstCoveredTo(order, first);
  const { chatId } = chat;
  return { chatId, digest, ...order, ownTime: false, lastLocalDate, nextDueAt: first.at, coveredTo };
}
