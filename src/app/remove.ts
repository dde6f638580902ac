import { urlKey } from '../domain/urls.ts';
import { articlesOf } from '../store/articles.ts';
import { findAct, hasActed, noteAct } from '../store/audit.ts';
import type { Db } from '../store/client.ts';
import { lock } from '../store/locks.ts';
import {
  addRemoved,
  articleAt,
  articleOfId,
  blankEntries,
  cancelOf,
  countReached,
  deleteArticle,
  deleteEditions,
  deleteStory,
  dropModelAnswers,
  editionsHolding,
  exchangeEdition,
  hideStory,
  holdAddress,
  idsOfStory,
  noteWithdrawal,
  removedAmong,
  restateStory,
  shunAddress,
  untell,
} from '../store/removed.ts';
import { livingStory } from '../store/stories.ts';
import { summariesOf } from '../store/summaries.ts';
import { composeScheduled, type EditionDeps } from './editions.ts';
import { factsOf } from './group.ts';
import type { NewsDeps } from './news.ts';
import { parseSection } from './replan.ts';
import { tell } from './summarize.ts';

/** What taking an article down needs: its story is told anew, its editions are composed anew. */
export interface RemoveDeps {
  readonly news: NewsDeps;
  readonly editions: EditionDeps;
}

/** The article behind an address, as an admin sees it before it goes. */
export type RemovalPreview =
  | {
      readonly kind: 'found';
      readonly articleId: number;
      readonly url: string;
      readonly title: string;
      readonly sourceId: string;
      readonly publishedAt: Date;
      /** Its story's headline in the admin's language; null when it is in no story. */
      readonly headline: string | null;
      /** Other articles of its story. */
      readonly others: number;
      /** Chats that got it already. */
      readonly reached: number;
    }
  /** No article; `actId` is what a button to block the address names. */
  | { readonly kind: 'unknown'; readonly key: string; readonly actId: number }
  | { readonly kind: 'blocked'; readonly key: string };

/** What a removal came to. */
export interface Removal {
  /** `gone` when it had no other article, `hidden` when none of them has a text any more, `none` when there was none. */
  readonly story: 'gone' | 'retold' | 'hidden' | 'none';
  /** Editions that were composed anew, emptied or deleted. */
  readonly editions: number;
  /** The story's id and its other ids, for `withdrawAgain`; empty without a story. */
  readonly storyIds: readonly number[];
}

/** The address of an article as it is typed, also without its scheme; null when it is none. */
export function readAddress(typed: string): string | null {
  const whole = /^https?:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = URL.parse(whole);
  if (url === null || url.username !== '' || !/^[^.]+(\.[^.]+)+$/.test(url.hostname)) return null;
  return url.pathname === '/' && url.search === '' ? null : url.href;
}

/** Looks for the article at an address, in whatever form it is given, and writes down who asked. */
export async function previewRemoval(
  deps: Pick<EditionDeps, 'db'>,
  adminId: number,
  url: string,
  language: 'ru' | 'kk',
): Promise<RemovalPreview> {
  const { db } = deps;
  const key = urlKey(url);
  const found = await articleAt(db, key);
  const isBlocked = found === null && (await removedAmong(db, [key])).has(key);
  const before = isBlocked && (await hasActed(db, key, 'removed')) ? 'gone' : 'blockedBefore';
  const outcome = found !== null ? 'asked' : isBlocked ? before : 'unknown';
  const actId = await noteAct(db, { adminId, action: 'remove', subject: key, outcome });
  if (found === null) return isBlocked ? { kind: 'blocked', key } : { kind: 'unknown', key, actId };
  const { id: articleId, storyId, ...article } = found;
  const story = storyId === null ? null : await livingStory(db, storyId);
  const told = story === null ? null : (await summariesOf(db, [story.id], language)).get(story.id);
  const members = story === null ? [] : await articlesOf(db, [story.id]);
  const holding = story === null ? [] : await editionsHolding(db, await idsOfStory(db, story.id));
  return {
    kind: 'found',
    articleId,
    ...article,
    headline: told?.headline ?? null,
    others: Math.max(0, members.length - 1),
    reached: await countReached(db, holding),
  };
}

/** Writes down that an article was refused or left alone. */
export async function keepArticle(tx: Db, adminId: number, articleId: number): Promise<void> {
  const found = await articleOfId(tx, articleId);
  await noteAct(tx, { adminId, action: 'remove', subject: found?.urlKey ?? '', outcome: 'cancelled' });
}

/** Writes down that what was typed is no address. */
export async function refuseRemoval(tx: Db, adminId: number): Promise<void> {
  await noteAct(tx, { adminId, action: 'remove', subject: '', outcome: 'refused' });
}

/**
 * Lets an address be read by nobody that held no article when it was asked for.
 *
 * @param actId the act of asking, from `previewRemoval`
 * @returns the address; null when this admin asked for nothing of that kind
 */
export async function blockAddress(tx: Db, adminId: number, actId: number): Promise<string | null> {
  const asked = await findAct(tx, actId);
  if (asked?.adminId !== adminId || asked.action !== 'remove' || asked.outcome !== 'unknown') return null;
  const key = asked.subject;
  await shunAddress(tx, key);
  await noteAct(tx, { adminId, action: 'block', subject: key, outcome: 'blocked' });
  return key;
}

/**
 * Takes an article down for good, in one transaction: it, what sources stated of it, and what was told from it are gone;
 * its address is never read again. Its story is told anew from its other articles, or goes with it; editions that
 * told the story are composed anew where somebody may still get them, and emptied or deleted otherwise. So nothing that
 * is not on its way yet holds it. Reprints at other addresses stay.
 *
 * @param deps with `db` of the transaction in both
 * @returns null when it was taken down before
 */
export async function removeArticle(
  deps: RemoveDeps,
  adminId: number,
  articleId: number,
  signal: AbortSignal,
): Promise<Removal | null> {
  const { db } = deps.news;
  // Nobody puts articles into stories meanwhile, and nobody keeps one of this address.
  await lock(db, 'group');
  const before = await articleOfId(db, articleId);
  if (before !== null) await holdAddress(db, before.urlKey);
  const article = await deleteArticle(db, articleId);
  if (article === null) {
    await noteAct(db, { adminId, action: 'remove', subject: before?.urlKey ?? '', outcome: 'gone' });
    return null;
  }
  await addRemoved(db, article.urlKey);
  await blankEntries(db, article.urlKey, article);
  await dropModelAnswers(db);
  const living = article.storyId === null ? null : await livingStory(db, article.storyId);
  const storyIds = living === null ? [] : await idsOfStory(db, living.id);
  const holding = await editionsHolding(db, storyIds);
  const story = living === null ? 'none' : await retellWithout(deps.news, living.id, signal);
  const editions = await withdraw(deps.editions, holding);
  await noteAct(db, { adminId, action: 'remove', subject: article.urlKey, outcome: 'removed' });
  await noteWithdrawal(db);
  return { story, editions, storyIds };
}

/**
 * Withdraws editions that were being composed, from what was told before, while a removal was committed. For a few
 * seconds after it, in a transaction of its own.
 */
export async function withdrawAgain(deps: EditionDeps, storyIds: readonly number[]): Promise<void> {
  if (storyIds.length === 0) return;
  await deps.db.transaction(async (tx) => {
    const holding = await editionsHolding(tx, storyIds);
    if (holding.length === 0) return;
    await withdraw({ ...deps, db: tx }, holding);
    await noteWithdrawal(tx);
  });
}

/** Tells a story from what is left of it. */
async function retellWithout(
  news: NewsDeps,
  storyId: number,
  signal: AbortSignal,
): Promise<'gone' | 'retold' | 'hidden'> {
  const { db } = news;
  const members = await articlesOf(db, [storyId]);
  if (members.length === 0) {
    await deleteStory(db, storyId);
    return 'gone';
  }
  await untell(db, storyId);
  const restated = await restateStory(db, storyId, factsOf(members, null));
  if (members.every(({ text }) => text === null)) {
    await hideStory(db, storyId);
    return 'hidden';
  }
  await tell(news, restated, signal);
  return 'retold';
}

/** @returns how many editions changed */
async function withdraw(
  deps: EditionDeps,
  holding: Awaited<ReturnType<typeof editionsHolding>>,
): Promise<number> {
  const { db } = deps;
  const onDemand = holding.filter(({ kind }) => kind === 'onDemand').map(({ id }) => id);
  await deleteEditions(db, onDemand);
  const others = holding.filter(({ kind }) => kind !== 'onDemand');
  const emptied: number[] = [];
  for (const { id, kind, sections, language, variant, windowTo, isOpen } of others) {
    const anew =
      kind === 'scheduled' && isOpen
        ? await composeScheduled(deps, { sections: sections.map(parseSection), language, variant, windowTo })
        : { parts: [], storyIds: [] };
    await exchangeEdition(db, id, anew);
    if (anew.parts.length === 0) emptied.push(id);
  }
  await cancelOf(db, emptied, false);
  await cancelOf(
    db,
    others.map(({ id }) => id),
    true,
  );
  return holding.length;
}
