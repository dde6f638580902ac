import type { ChatRow } from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import {
  cancelOne,
  noteGivenAway,
  repoint,
  unplan,
  type WaitingDigest,
  waitingDigests,
} from '../store/deliveries.ts';
import { findEdition } from '../store/editions.ts';
import { withdrawQuietWeek } from '../store/quietWeek.ts';
import {
  giveBackNews,
  resumePlanning,
  type SubscriptionRow,
  subscriptionsOf,
} from '../store/subscriptions.ts';

/** The digest and window start of a section's key. */
export function parseSection(key: string): { digest: string; coveredTo: Date } {
  const at = key.lastIndexOf('@');
  return { digest: key.slice(0, at), coveredTo: new Date(Number(key.slice(at + 1)) * 1000) };
}

/**
 * Brings the digests that wait for a chat in line with its present language, length and topics.
 *
 * A waiting digest gets the edition that fits when it exists. When it does not, its plan is taken back
 * and the planner makes it again at its next tick. One that has no wanted topic left is cancelled. What
 * was sent in part, or may have been, is never exchanged: its reader would get it a second and a third time.
 * A message on a quiet week is taken back: it speaks of the topics, and in the language, that there were.
 * The caller holds the chat's lock. For a chat that is not active nothing is planned, so nothing changes.
 */
export async function replan(tx: Db, chat: ChatRow): Promise<void> {
  if (chat.status !== 'active') return;
  await withdrawQuietWeek(tx, chat.chatId);
  const waiting = await waitingDigests(tx, chat.chatId);
  if (waiting.length === 0) return;
  const subscribed = new Map((await subscriptionsOf(tx, chat.chatId)).map((row) => [row.digest, row]));
  for (const digest of waiting) await fit(tx, chat, digest, subscribed);
}

async function fit(
  tx: Db,
  chat: ChatRow,
  { id, dueAt, localDate, sections, windowTo, slots, untouched }: WaitingDigest,
  subscribed: ReadonlyMap<string, SubscriptionRow>,
): Promise<void> {
  const kept = sections.filter((section) => subscribed.has(parseSection(section).digest));
  if (kept.length === 0) {
    // Who has just exchanged single topics for everything still wants these: leave them.
    if (!subscribed.has('all')) await cancelOne(tx, id, 'topics');
    return;
  }
  if (!untouched) return;
  const key = { sections: kept, language: chat.language, variant: chat.variant, windowTo };
  const edition = await findEdition(tx, { kind: 'scheduled', ...key });
  if (edition === null) {
    await giveBackNews(tx, [id]);
    await unplan(tx, id);
    const digests = kept.map((section) => parseSection(section).digest);
    await resumePlanning(tx, chat.chatId, digests, dueAt, localDate);
    // The planner makes one run of each topic that is left; the others were settled by what is taken back.
    const others = { chatId: chat.chatId, digest: 'others', dueAt, localDate, slots: slots - kept.length };
    if (others.slots > 0) await noteGivenAway(tx, [others], 'planned again');
  } else if (edition.storyIds.length === 0) {
    await cancelOne(tx, id, 'no_stories');
  } else {
    await repoint(tx, id, edition.id);
  }
}
