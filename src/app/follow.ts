import type { ReaderLanguage } from '../domain/article.ts';
import { lockChat } from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import {
  addFollow,
  cancelStory,
  countFollows,
  endFollow,
  type Followed,
  followsOf,
  isFollowed,
} from '../store/follows.ts';
import { livingStory } from '../store/stories.ts';
import type { ChatDeps } from './chats.ts';

export { lastShown, noteShown } from '../store/follows.ts';
export type { Followed };

/** Most stories that one chat follows: who wants more wants a topic. */
export const MOST_FOLLOWS = 50;
/** Most stories of the list of /follow; when one of them ends, the next one comes into it. */
export const MOST_LISTED = 20;

/** What came of asking to follow a story. `storyId` is the living story's. */
export type FollowAnswer =
  | { readonly kind: 'followed' | 'already'; readonly storyId: number }
  /** The chat follows as many as it may. */
  | { readonly kind: 'full' }
  /** There is no such story, or it is not told yet. */
  | { readonly kind: 'gone' };

/**
 * Has a chat follow a story: a message comes when its version grows. The id of a merged story means the living one.
 *
 * @throws Error when the chat is not known: `openChat` comes first
 */
export async function follow(
  { db }: Pick<ChatDeps, 'db'>,
  chatId: number,
  storyId: number,
): Promise<FollowAnswer> {
  return db.transaction(async (tx) => {
    if ((await lockChat(tx, chatId)) === null) throw new Error('the chat is not known: openChat comes first');
    const story = await livingStory(tx, storyId);
    if (story === null || story.readyAt === null) return { kind: 'gone' };
    if (await isFollowed(tx, chatId, story.id)) return { kind: 'already', storyId: story.id };
    if ((await countFollows(tx, chatId)) >= MOST_FOLLOWS) return { kind: 'full' };
    await addFollow(tx, chatId, story.id);
    return { kind: 'followed', storyId: story.id };
  });
}

/**
 * Ends following a story, and cancels what waits to be said of it.
 *
 * @returns false when the chat did not follow it
 */
export async function unfollow(
  { db }: Pick<ChatDeps, 'db'>,
  chatId: number,
  storyId: number,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    await lockChat(tx, chatId);
    const id = (await livingStory(tx, storyId))?.id ?? storyId;
    const ended = await endFollow(tx, chatId, id);
    if (ended) await cancelStory(tx, chatId, id);
    return ended;
  });
}

/** Whether a chat follows a story, by its present or any earlier id. */
export async function follows(db: Db, chatId: number, storyId: number): Promise<boolean> {
  return isFollowed(db, chatId, (await livingStory(db, storyId))?.id ?? storyId);
}

/** What a chat follows, the latest first, at most `MOST_LISTED` of them, and how many there are. */
export async function followList(
  db: Db,
  chatId: number,
  language: ReaderLanguage,
): Promise<{ stories: Followed[]; total: number }> {
  const [stories, total] = await Promise.all([
    followsOf(db, chatId, language, MOST_LISTED),
    countFollows(db, chatId),
  ]);
  return { stories, total };
}
