import { lockChat, updateChat } from '../store/chats.ts';
import { type ChatDeps, type ChatSettings, changeChat } from './chats.ts';

/**
 * Lets the chat's digests come to another forum topic; null = General. What waits already follows.
 *
 * @throws Error when the chat is not known
 */
export async function setThread(
  deps: ChatDeps,
  chatId: number,
  threadId: number | null,
): Promise<ChatSettings> {
  return changeChat(deps, chatId, (tx) => updateChat(tx, chatId, { threadId }));
}

/** Lets the digests of a chat whose topic `threadId` was deleted come to General; one that it has now stays. */
export async function leaveThread(
  { db }: Pick<ChatDeps, 'db'>,
  chatId: number,
  threadId: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const chat = await lockChat(tx, chatId);
    if (chat?.threadId === threadId) await updateChat(tx, chatId, { threadId: null });
  });
}
