import type { ReaderLanguage } from '../domain/article.ts';
import type { ToldStory } from '../domain/edition.ts';
import type { Ranked } from '../domain/ranking.ts';
import type { Db } from './client.ts';
import { and, eq, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { summaries } from './schema.ts';

/** A story in one reader language, as it is kept. */
export interface StoredSummary {
  readonly storyId: number;
  readonly language: ReaderLanguage;
  readonly version: number;
  readonly method: 'extractive' | 'model' | 'card';
  readonly story: ToldStory;
  /** Ids of the articles each sentence stands on. */
  readonly sentenceArticles: number[][];
  /** Names the texts that a model's summary stands on; null for other methods. */
  readonly basis: string | null;
}

/** Keeps a summary in place of the one before. */
export async function saveSummary(db: Db, summary: StoredSummary): Promise<void> {
  const { storyId: _story, language: _language, ...change } = summary;
  await db
    .insert(summaries)
    .values(summary)
    .onConflictDoUpdate({
      target: [summaries.storyId, summaries.language],
      set: { ...change, createdAt: sql`clock_timestamp()` },
    });
}

const of = (storyIds: readonly number[], language: ReaderLanguage) =>
  and(sql`${summaries.storyId} = any(${idList(storyIds)}::bigint[])`, eq(summaries.language, language));

/** The summaries of stories in one language, by story id. */
export async function summariesOf(
  db: Db,
  storyIds: readonly number[],
  language: ReaderLanguage,
): Promise<Map<number, ToldStory>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db
    .select({ storyId: summaries.storyId, story: summaries.story })
    .from(summaries)
    .where(of(storyIds, language));
  // Instants come back from JSON as text.
  return new Map(
    rows.map(({ storyId, story }) => [
      storyId,
      {
        ...story,
        publishedAt: new Date(story.publishedAt),
        firstPublishedAt: new Date(story.firstPublishedAt ?? story.publishedAt),
      },
    ]),
  );
}

/** What of a summary decides its story's place in an edition. */
export type SummaryWeight = Omit<Ranked, 'id' | 'relevance'>;

/** The weights of the summaries of stories in one language, by story id: a tenth of what the summaries are. */
export async function summaryWeights(
  db: Db,
  storyIds: readonly number[],
  language: ReaderLanguage,
): Promise<Map<number, SummaryWeight>> {
  if (storyIds.length === 0) return new Map();
  const { story } = summaries;
  const rows = await db
    .select({
      storyId: summaries.storyId,
      publishedAt: sql<string>`${story} ->> 'publishedAt'`,
      outletCount: sql<number>`jsonb_array_length(${story} -> 'outlets')`,
      units: sql<string[]>`jsonb_path_query_array(${story}, '$.figures[*].unit')`,
      isTold: sql<boolean>`jsonb_array_length(${story} -> 'sentences') > 0`,
    })
    .from(summaries)
    .where(of(storyIds, language));
  return new Map(
    rows.map(({ storyId, publishedAt, ...weight }) => [
      storyId,
      { ...weight, publishedAt: new Date(publishedAt) },
    ]),
  );
}

/** The summary that a model wrote of a story in one language; null when something else stands there. */
export async function modelSummaryOf(
  db: Db,
  storyId: number,
  language: ReaderLanguage,
): Promise<Pick<StoredSummary, 'version' | 'story' | 'sentenceArticles' | 'basis'> | null> {
  const { version, story, sentenceArticles, basis } = summaries;
  const [row] = await db
    .select({ version, story, sentenceArticles, basis })
    .from(summaries)
    .where(
      and(eq(summaries.storyId, storyId), eq(summaries.language, language), eq(summaries.method, 'model')),
    );
  return row ?? null;
}
