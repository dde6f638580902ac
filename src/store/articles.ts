import type { Figure, Language } from '../domain/article.ts';
import type { StoryFeatures } from '../domain/storyFeatures.ts';
import type { Db } from './client.ts';
import { and, asc, eq, isNull, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { articles } from './schema.ts';

/** An article as ingest writes it. */
export interface NewArticle {
  readonly sourceId: string;
  readonly urlKey: string;
  readonly url: string;
  readonly title: string;
  readonly titleFolded: string;
  readonly text: string;
  readonly textHash: string;
  readonly teaserOnly: boolean;
  readonly language: Language;
  readonly publishedAt: Date;
  readonly dateStated: boolean;
  readonly relevance: number;
  readonly relevant: boolean;
  readonly why: readonly string[];
  readonly topics: readonly string[];
  readonly entities: readonly string[];
  readonly figures: readonly Figure[];
  readonly features: StoryFeatures;
  /** tsvector literal. */
  readonly search: string;
}

/** An article as grouping and summaries read it. */
export interface StoryArticle {
  readonly id: number;
  readonly sourceId: string;
  readonly url: string;
  readonly title: string;
  /** Null once pruned. */
  readonly text: string | null;
  readonly language: Language;
  readonly publishedAt: Date;
  readonly relevance: number;
  readonly topics: readonly string[];
  readonly entities: readonly string[];
  readonly figures: readonly Figure[];
  readonly features: StoryFeatures;
  readonly textHash: string;
  readonly storyId: number | null;
}

const STORY_ARTICLE = {
  id: articles.id,
  sourceId: articles.sourceId,
  url: articles.url,
  title: articles.title,
  text: articles.text,
  language: articles.language,
  publishedAt: articles.publishedAt,
  relevance: articles.relevance,
  topics: articles.topics,
  entities: articles.entities,
  figures: articles.figures,
  features: articles.features,
  textHash: articles.textHash,
  storyId: articles.storyId,
};

/**
 * Keeps an article; the same address again is an edit of the same article. An edit keeps the first
 * publishing date and its story.
 *
 * @returns `storyId` of an edited article whose story must be told again, null otherwise
 */
export async function saveArticle(
  db: Db,
  article: NewArticle,
): Promise<{ kind: 'new' | 'edited' | 'same'; id: number; storyId: number | null }> {
  const values = {
    ...article,
    why: [...article.why],
    topics: [...article.topics],
    entities: [...article.entities],
    figures: [...article.figures],
  };
  const { publishedAt: _first, dateStated: _stated, sourceId: _source, ...edit } = values;
  const [row] = await db
    .insert(articles)
    .values(values)
    .onConflictDoUpdate({
      target: articles.urlKey,
      set: edit,
      setWhere: sql`(${articles.title}, ${articles.textHash}) is distinct from (excluded.title, excluded.text_hash)`,
    })
    .returning({ id: articles.id, storyId: articles.storyId, inserted: sql<boolean>`(xmax = 0)` });
  if (row) return { kind: row.inserted ? 'new' : 'edited', id: row.id, storyId: row.storyId };
  const [same] = await db
    .select({ id: articles.id, storyId: articles.storyId })
    .from(articles)
    .where(eq(articles.urlKey, article.urlKey));
  if (!same) throw new Error(`article ${article.urlKey} vanished while it was saved`);
  return { kind: 'same', ...same };
}

/** Relevant articles that belong to no story yet, the earliest published first. */
export async function ungroupedArticles(db: Db, limit: number): Promise<StoryArticle[]> {
  return db
    .select(STORY_ARTICLE)
    .from(articles)
    .where(and(isNull(articles.storyId), eq(articles.relevant, true)))
    .orderBy(asc(articles.publishedAt), asc(articles.id))
    .limit(limit);
}

/** Articles of the given stories, the earliest published first. */
export async function articlesOf(db: Db, storyIds: readonly number[]): Promise<StoryArticle[]> {
  if (storyIds.length === 0) return [];
  return db
    .select(STORY_ARTICLE)
    .from(articles)
    .where(sql`${articles.storyId} = any(${idList(storyIds)}::bigint[])`)
    .orderBy(asc(articles.publishedAt), asc(articles.id));
}

/** Puts an article into a story. */
export async function setStory(db: Db, articleId: number, storyId: number): Promise<void> {
  await db.update(articles).set({ storyId }).where(eq(articles.id, articleId));
}

/** Of a common word only so many of the newest hits are ranked: ranking all of them takes too long. */
const RANKED_HITS = 2000;
/** A hit in the text alone counts so much beside one in the title, which has up to 0.6. */
const TEXT_HIT = 0.1;

/**
 * Stories whose articles match, the best first, each story once: title before text, new before old.
 *
 * @param query tsquery literal of the reader's words, see domain/searchIndex.ts
 * The order of two stories does not change with time, so that pages of it join without gaps.
 *
 * @param within tsquery literal that their articles must match too; null for all articles
 * @param page what to return of them; articles seen after `until` are left out
 * @returns ids of at most `page.limit` stories, and how many stories there are among the newest 2,000 hits
 */
export async function searchStories(
  db: Db,
  query: string,
  within: string | null,
  page: { readonly until: Date; readonly offset: number; readonly limit: number },
): Promise<{ storyIds: number[]; total: number }> {
  const matching = within === null ? query : `(${query}) & (${within})`;
  // The first CTE has neither order nor limit: with them the planner walks the articles by date and unpacks the search
  // document of each, which takes seconds for a rare word. Ages are doubles: powers of exact numbers are slow.
  const [row] = await db.execute<{ ids: string[]; total: string }>(sql`
    with matched as materialized (
      select story_id, search_title, published_at from ${articles}
       where search @@ ${matching}::tsquery and story_id is not null
         and seen_at <= ${page.until.toISOString()}::timestamptz),
    hits as (select * from matched order by published_at desc limit ${RANKED_HITS}),
    ranked as (
      select story_id, max((${TEXT_HIT}::real + ts_rank(search_title, ${query}::tsquery))
             * exp(-extract(epoch from ${page.until.toISOString()}::timestamptz - published_at)::float8 / (30 * 86400))) as rank
        from hits group by story_id)
    select (select count(*) from ranked) as total,
           array(select story_id from ranked order by rank desc, story_id desc
                 limit ${page.limit} offset ${page.offset}) as ids`);
  return { storyIds: (row?.ids ?? []).map(Number), total: Number(row?.total ?? 0) };
}

/** Of titles that look alike only so many of the newest are put in order: comparing two costs as much as finding one. */
const ALIKE_TITLES = 200;

/**
 * Titles that look like `folded` (typos allowed), the most alike first.
 *
 * @param within tsquery literal that their articles must match; null for all articles
 * @param until articles seen later are left out
 */
export async function similarTitles(
  db: Db,
  folded: string,
  within: string | null,
  until: Date,
  limit: number,
): Promise<{ title: string; storyId: number }[]> {
  const week = within === null ? sql`` : sql`and search @@ ${within}::tsquery`;
  // The first CTE has neither order nor limit: with them the planner walks the articles by date and compares each title.
  const rows = await db.execute<{ title: string; story_id: string }>(sql`
    with alike as materialized (
      select title, title_folded, story_id, published_at from ${articles}
       where ${folded} <<% title_folded and story_id is not null
         and seen_at <= ${until.toISOString()}::timestamptz ${week}),
    newest as (select * from alike order by published_at desc limit ${ALIKE_TITLES})
    select title, story_id from newest
     order by strict_word_similarity(${folded}, title_folded) desc, published_at desc limit ${limit}`);
  return rows.map((row) => ({ title: row.title, storyId: Number(row.story_id) }));
}
