import { deleteChat, lockChat } from '../store/chats.ts';
import type { Db } from '../store/client.ts';

/**
 * Deletes all that is kept about a chat, in one transaction: settings, subscriptions, deliveries,
 * queued or not. Nothing is sent afterwards; an outcome that arrives later finds no row.
 *
 * @returns false when nothing was kept
 */
export async function forget(db: Db, chatId: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const known = (await lockChat(tx, chatId)) !== null;
    await deleteChat(tx, chatId);
    return known;
  });
}
