import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { and, asc, eq, inArray } from './drizzle.ts';
import { chats, deliveries, editions } from './schema.ts';

/** A message to an admin that was not sent by then is of no use any more. */
const EXPIRES_HOURS = 72;

/** The private chat of an admin. */
export interface AdminChat {
  readonly chatId: number;
  readonly language: ReaderLanguage;
  readonly zone: string;
}

/**
 * Locks the private chats of the people `ids` that can be written to, in the order of their ids. Who never pressed
 * Start, or stopped the bot, has none.
 */
export async function lockAdminChats(tx: Db, ids: readonly number[]): Promise<AdminChat[]> {
  if (ids.length === 0) return [];
  return tx
    .select({ chatId: chats.chatId, language: chats.language, zone: chats.zone })
    .from(chats)
    .where(and(inArray(chats.chatId, [...ids]), eq(chats.type, 'private'), eq(chats.status, 'active')))
    .orderBy(asc(chats.chatId))
    .for('update');
}

/**
 * Queues one message for chats that the caller has locked and that get it in the same words. A chat that has a
 * delivery of `dedupeKey` gets no second one.
 *
 * @param at PostgreSQL's time
 */
export async function queueNotice(
  tx: Db,
  notice: {
    readonly dedupeKey: string;
    readonly language: ReaderLanguage;
    readonly zone: string;
    readonly parts: readonly Part[];
  },
  chatIds: readonly number[],
  at: Date,
): Promise<void> {
  const { dedupeKey, language, zone, parts } = notice;
  const [edition] = await tx
    .insert(editions)
    .values({
      kind: 'notice',
      sections: [dedupeKey, zone],
      language,
      variant: 'full',
      windowTo: at,
      parts: [...parts],
      storyIds: [],
    })
    .returning({ id: editions.id });
  if (!edition) throw new Error('a notice was not stored');
  await tx
    .insert(deliveries)
    .values(
      chatIds.map((chatId) => ({
        chatId,
        kind: 'notice' as const,
        dedupeKey,
        editionId: edition.id,
        dueAt: at,
        localDate: at.toISOString().slice(0, 10),
        slots: 0,
        state: 'queued' as const,
        notBefore: at,
        expiresAt: new Date(at.getTime() + EXPIRES_HOURS * 3_600_000),
      })),
    )
    .onConflictDoNothing({ target: [deliveries.chatId, deliveries.dedupeKey] });
}
