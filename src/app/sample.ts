import { isUnsampled, markSampled } from '../store/chats.ts';
import type { Db } from '../store/client.ts';

/**
 * Whether a sample of its digests would show the chat something new: it saw none, and no digest was ever
 * delivered to it. False for a chat that is not known.
 */
export async function wantsSample(db: Db, chatId: number): Promise<boolean> {
  return isUnsampled(db, chatId);
}

/**
 * Notes that the chat is shown its sample now. Not a delivery: what its first digest will tell stays as
 * it is.
 *
 * @returns false when it was shown one meanwhile, here or at another replica: then it gets no second one
 */
export async function takeSample(db: Db, chatId: number): Promise<boolean> {
  return markSampled(db, chatId);
}
