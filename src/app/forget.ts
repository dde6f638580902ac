import { setTimeout as sleep } from 'node:timers/promises';
import { deleteChat, lockChat } from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import { countSending } from '../store/deliveries.ts';

/** What forgetting a chat found. */
export interface Forgotten {
  /** False when nothing was kept about the chat. */
  readonly known: boolean;
  /** Requests that may have begun, or begin a moment later: their senders had said so before. */
  readonly sending: number;
}

/** A sender begins its request within this time after it said so, or asks first and finds no row (see `shipper`). */
const BEGUN_MS = 2_000;

/**
 * Deletes all that is kept about a chat, in one transaction: settings, subscriptions, deliveries,
 * queued or not. An outcome that arrives later finds no row. Then call `settleForgotten`, after the commit.
 */
export async function forget(db: Db, chatId: number): Promise<Forgotten> {
  return db.transaction(async (tx) => {
    const known = (await lockChat(tx, chatId)) !== null;
    const sending = await countSending(tx, chatId);
    await deleteChat(tx, chatId);
    return { known, sending };
  });
}

/** Waits until no send to the chat can begin any more, so that none begins after the confirmation. */
export async function settleForgotten({ sending }: Forgotten): Promise<void> {
  if (sending > 0) await sleep(BEGUN_MS);
}
