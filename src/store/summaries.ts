import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { and, eq, inArray, sql } from './drizzle.ts';
import { summaries } from './schema.ts';

/** A story in one reader language, as it is kept. */
export interface StoredSummary {
  readonly storyId: number;
  readonly language: ReaderLanguage;
  readonly version: number;
  readonly method: 'extractive' | 'model' | 'card';
  readonly story: Omit<EditionStory, 'updated'>;
  /** Ids of the articles each sentence stands on. */
  readonly sentenceArticles: number[][];
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

/** The summaries of stories in one language, by story id. */
export async function summariesOf(
  db: Db,
  storyIds: readonly number[],
  language: ReaderLanguage,
): Promise<Map<number, Omit<EditionStory, 'updated'>>> {
  if (storyIds.length === 0) return new Map();
  const rows = await db
    .select({ storyId: summaries.storyId, story: summaries.story })
    .from(summaries)
    .where(and(inArray(summaries.storyId, [...storyIds]), eq(summaries.language, language)));
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
