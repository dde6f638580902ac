import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import { HALF_LIFE_HOURS, type Ranked, rank } from '../domain/ranking.ts';
import type { Db } from '../store/client.ts';
import { weightiestPublishedIn } from '../store/stories.ts';
import { summariesOf, summaryWeights } from '../store/summaries.ts';

/** So many of a window are ranked by all that is known of them, the most relevant and fresh ones: more takes too long. */
const MOST_RANKED = 150;
const HOUR_MS = 3_600_000;

/** Which stories are asked for. */
export interface NewestAsk {
  /** `all` for every story. */
  readonly digests: readonly string[];
  readonly language: ReaderLanguage;
  readonly windowHours: number;
  /** The window's end; the same one for all pages of a list. */
  readonly to: Date;
  /** Stories to leave out at the beginning. */
  readonly offset: number;
  readonly limit: number;
}

/**
 * The stories published within the window, the most important first, without composing or keeping an
 * edition. Read only.
 *
 * @returns at most `limit` stories, and how many there are in all (at most 150)
 */
export async function newest(
  { db }: { readonly db: Db },
  { digests, language, windowHours, to, offset, limit }: NewestAsk,
): Promise<{ readonly stories: readonly EditionStory[]; readonly total: number }> {
  const from = new Date(to.getTime() - windowHours * HOUR_MS);
  const ranking = { halfLifeHours: HALF_LIFE_HOURS, limit: MOST_RANKED };
  const { stories: published } = await weightiestPublishedIn(db, digests, { from, to }, ranking);
  const weights = await summaryWeights(
    db,
    published.map(({ id }) => id),
    language,
  );
  const told = published.flatMap(({ id, relevance }): Ranked[] => {
    const weight = weights.get(id);
    return weight ? [{ ...weight, id, relevance }] : [];
  });
  const ids = rank(told, to, offset + limit)
    .slice(offset)
    .map(({ id }) => id);
  const summaries = await summariesOf(db, ids, language);
  const stories = ids.flatMap((id): EditionStory[] => {
    const story = summaries.get(id);
    return story ? [{ ...story, updated: false }] : [];
  });
  return { stories, total: told.length };
}
