import type { ReaderLanguage } from '../domain/article.ts';
import type { Part, Variant } from '../domain/edition.ts';
import { urlKey } from '../domain/urls.ts';
import type { Db } from './client.ts';
import { eq, inArray, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { articles, deliveries, editions, removedUrls, stories } from './schema.ts';
import type { DirtyStory, StoryFacts } from './stories.ts';

/** First of two numbers of the advisory locks of addresses. */
const ADDRESS_LOCK = 0x6b6f70;
/** An edition whose window ended longer ago is given to nobody any more, in hours. */
const USED_HOURS = 26;
/** What of an edition may still be sent. */
const OPEN = sql`('queued', 'claimed')`;

/** Holds an address until the transaction ends: nobody keeps an article of it meanwhile. */
export async function holdAddress(tx: Db, key: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADDRESS_LOCK}::int, hashtext(${key}))`);
}

/** Those of `keys` that were taken down. */
export async function removedAmong(db: Db, keys: readonly string[]): Promise<ReadonlySet<string>> {
  if (keys.length === 0) return new Set();
  const rows = await db
    .select({ key: removedUrls.urlKey })
    .from(removedUrls)
    .where(inArray(removedUrls.urlKey, [...keys]));
  return new Set(rows.map(({ key }) => key));
}

/**
 * Whether an article of this address may be kept: then it is not taken down before the transaction ends.
 *
 * Two statements on purpose: the second one sees what the first one waited for.
 */
export async function mayKeep(tx: Db, key: string): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${ADDRESS_LOCK}::int, hashtext(${key}))`);
  return (await removedAmong(tx, [key])).size === 0;
}

/** Lets no address of `key` be read from now on. False when that was so before. */
export async function addRemoved(tx: Db, key: string): Promise<boolean> {
  const rows = await tx
    .insert(removedUrls)
    .values({ urlKey: key })
    .onConflictDoNothing()
    .returning({ key: removedUrls.urlKey });
  return rows.length > 0;
}

/** Lets another address of something that was taken down not be read any more, and empties what it stated. */
export async function shunAddress(tx: Db, key: string): Promise<void> {
  await holdAddress(tx, key);
  await addRemoved(tx, key);
  await blankEntries(tx, key, null);
}

/** An article as an admin sees it before it goes. */
export interface FoundArticle {
  readonly id: number;
  readonly sourceId: string;
  readonly urlKey: string;
  readonly url: string;
  readonly title: string;
  readonly publishedAt: Date;
  readonly storyId: number | null;
}

const FOUND = {
  id: articles.id,
  sourceId: articles.sourceId,
  urlKey: articles.urlKey,
  url: articles.url,
  title: articles.title,
  publishedAt: articles.publishedAt,
  storyId: articles.storyId,
};

/** The article at an address; null when there is none. */
export async function articleAt(db: Db, key: string): Promise<FoundArticle | null> {
  const [row] = await db.select(FOUND).from(articles).where(eq(articles.urlKey, key));
  return row ?? null;
}

/** The article of that id; null when there is none. */
export async function articleOfId(db: Db, id: number): Promise<FoundArticle | null> {
  const [row] = await db.select(FOUND).from(articles).where(eq(articles.id, id));
  return row ?? null;
}

/** Deletes an article. Returns it as it was then; null when it went before. */
export async function deleteArticle(tx: Db, id: number): Promise<FoundArticle | null> {
  const [row] = await tx.delete(articles).where(eq(articles.id, id)).returning(FOUND);
  return row ?? null;
}

/**
 * True while all of `ids` are there; they stay until the transaction ends. Before something is kept that was made of
 * them.
 */
export async function areKept(tx: Db, ids: readonly number[]): Promise<boolean> {
  const rows = await tx.execute(
    sql`select id from ${articles} where id = any(${idList(ids)}::bigint[]) for key share`,
  );
  return rows.length === new Set(ids).size;
}

/** Empties what sources stated of an address, and of an article's very title in its source. */
export async function blankEntries(
  tx: Db,
  key: string,
  article: Pick<FoundArticle, 'sourceId' | 'title'> | null,
): Promise<void> {
  const [host = ''] = key.split(/[/?]/);
  const rows = await tx.execute<{ source_id: string; guid: string; url: string; same: boolean }>(sql`
    select source_id, guid, url, coalesce(source_id = ${article?.sourceId ?? null}::text and title = ${article?.title ?? null}::text, false) as same
      from entries where position(${host} in lower(url)) > 0
         or (source_id = ${article?.sourceId ?? null}::text and title = ${article?.title ?? null}::text)`);
  const gone = rows.filter(({ url, same }) => same || urlKey(url) === key);
  if (gone.length === 0) return;
  await tx.execute(sql`
    update entries e set title = '', text = '', text_hash = null, state = 'ignored', reason = 'taken down'
      from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g(source_id text, guid text)
     where e.source_id = g.source_id and e.guid = g.guid`);
}

/** A story's id and those of the stories that were merged into it: editions may name any of them. */
export async function idsOfStory(db: Db, id: number): Promise<number[]> {
  const rows = await db.execute<{ id: string }>(
    sql`select id from ${stories} where id = ${id} or merged_into = ${id}`,
  );
  return rows.map((row) => Number(row.id));
}

/** Takes away all that is told of a story: summaries, what a model was to tell, what its versions said. */
export async function untell(tx: Db, storyId: number): Promise<void> {
  await tx.execute(sql`delete from summaries where story_id = ${storyId}`);
  await tx.execute(sql`delete from retellings where story_id = ${storyId}`);
  await tx.execute(sql`delete from story_versions where story_id = ${storyId}`);
}

/** Forgets what a model answered of whatever was asked lately: nobody can tell which answers hold a removed text. */
export async function dropModelAnswers(tx: Db): Promise<void> {
  await tx.execute(sql`delete from model_answers`);
}

/**
 * Records what the articles that are left say. It is no new version: that less is said of a story is no news to its
 * readers. Its summaries are to be made.
 */
export async function restateStory(tx: Db, id: number, facts: StoryFacts): Promise<DirtyStory> {
  const [row] = await tx
    .update(stories)
    .set({
      ...facts,
      topics: [...facts.topics],
      dirtyAt: sql`date_trunc('milliseconds', clock_timestamp())`,
    })
    .where(eq(stories.id, id))
    .returning();
  if (!row?.dirtyAt) throw new Error(`story ${id} vanished while it was locked`);
  return { ...row, dirtyAt: row.dirtyAt };
}

/** Lets nobody try to tell a story until another article joins it. */
export async function hideStory(tx: Db, id: number): Promise<void> {
  await tx.update(stories).set({ dirtyAt: null }).where(eq(stories.id, id));
}

/** Deletes a story that has no article left, with what hangs on it: its other ids, and who follows it. */
export async function deleteStory(tx: Db, id: number): Promise<void> {
  await tx.delete(stories).where(eq(stories.id, id));
}

/** An edition that tells a story. */
export interface HoldingEdition {
  readonly id: number;
  readonly kind: string;
  readonly sections: readonly string[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly windowTo: Date;
  /** True while a chat may still get it. */
  readonly isOpen: boolean;
}

/** The editions that tell one of these stories. */
export async function editionsHolding(tx: Db, storyIds: readonly number[]): Promise<HoldingEdition[]> {
  const isOpen = sql<boolean>`(
    ${editions.windowTo} > clock_timestamp() - make_interval(hours => ${USED_HOURS}::int)
    or exists (select 1 from deliveries d where d.edition_id = ${editions.id} and d.state in ('queued', 'claimed', 'sending')))`;
  return tx
    .select({
      id: editions.id,
      kind: editions.kind,
      sections: editions.sections,
      language: editions.language,
      variant: editions.variant,
      windowTo: editions.windowTo,
      isOpen,
    })
    .from(editions)
    .where(sql`${editions.storyIds} && ${idList(storyIds)}::bigint[]`);
}

/** Exchanges what an edition says, in place: who was to get it gets this. */
export async function exchangeEdition(
  tx: Db,
  id: number,
  { parts, storyIds }: { readonly parts: readonly Part[]; readonly storyIds: readonly number[] },
): Promise<void> {
  await tx
    .update(editions)
    .set({ parts: [...parts], storyIds: [...storyIds] })
    .where(eq(editions.id, id));
}

/** Deletes editions to which no delivery refers. */
export async function deleteEditions(tx: Db, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await tx.delete(editions).where(inArray(editions.id, [...ids]));
}

/**
 * Cancels what waits of editions.
 *
 * @param begunOnly only what was sent in part: its other parts are not those that its reader's first part belongs to
 */
export async function cancelOf(tx: Db, editionIds: readonly number[], begunOnly: boolean): Promise<void> {
  if (editionIds.length === 0) return;
  await tx.execute(sql`
    update ${deliveries} set state = 'cancelled', reason = 'removed', done_at = clock_timestamp(), worker = null,
           lease_until = null
     where state in ${OPEN} and edition_id = any(${idList(editionIds)}::bigint[])
       and (not ${begunOnly}::boolean or part > 0)`);
}

/** Tells senders to read anew the editions that they remember. The last statement of a transaction: it holds all sends. */
export async function noteWithdrawal(tx: Db): Promise<void> {
  await tx.execute(sql`update send_gate set withdrawals = withdrawals + 1`);
}

/** How many chats got an edition that tells one of these stories, by what is kept of the last month. */
export async function countReached(
  db: Db,
  holding: readonly Pick<HoldingEdition, 'id' | 'windowTo'>[],
): Promise<number> {
  if (holding.length === 0) return 0;
  const from = new Date(Math.min(...holding.map(({ windowTo }) => windowTo.getTime())));
  const [row] = await db.execute<{ n: number }>(sql`
    select count(distinct chat_id)::int as n from ${deliveries}
     where done_at >= ${from.toISOString()}::timestamptz and cardinality(message_ids) > 0
       and edition_id = any(${idList(holding.map(({ id }) => id))}::bigint[])`);
  return row?.n ?? 0;
}
