import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import { namingAny, weeksBefore } from '../domain/searchIndex.ts';
import { relatedTo, type StoryPage, statedFigures, tellingNames } from '../domain/storyPage.ts';
import type { Understanding } from '../domain/understand.ts';
import type { Db } from '../store/client.ts';
import { livingStory } from '../store/stories.ts';
import { mattersOf, type PageArticle, pageArticles } from '../store/storyPages.ts';
import { summariesOf } from '../store/summaries.ts';

export type { StoryPage };

/** Most related stories of a page. */
const MOST_RELATED = 3;
/** Related stories are looked for in the weeks before the newest article, and in the one after it. */
const WEEKS_BACK = 5;
const WEEK_MS = 7 * 86_400_000;
/** Names by which related stories are looked for; a story of more is about none of them in particular. */
const MOST_NAMES = 12;

/** What the page of a story is made with. */
export interface StoryPageDeps {
  readonly db: Db;
  readonly understanding: () => Pick<Understanding, 'knowledge' | 'gazetteer'>;
}

/**
 * One story as its page shows it, or null when there is none (any more). The id of a merged story means the
 * living one.
 */
export async function storyPage(
  deps: StoryPageDeps,
  storyId: number,
  language: ReaderLanguage,
): Promise<StoryPage | null> {
  const story = await livingStory(deps.db, storyId);
  if (!story) return null;
  const [told, articles] = await Promise.all([
    summariesOf(deps.db, [story.id], language).then((found) => found.get(story.id)),
    pageArticles(deps.db, story.id),
  ]);
  if (!told) return null;
  const names = new Map(deps.understanding().knowledge.sources.map(({ id, name }) => [id, name[language]]));
  const outletOf = ({ sourceId }: PageArticle) => names.get(sourceId) ?? sourceId;
  const lead = articles.find(({ url }) => url === told.url);
  const leadFirst = lead === undefined ? articles : [lead, ...articles.filter((other) => other !== lead)];
  const related = await relatedStories(
    deps,
    { ...story, publishedAt: story.lastPublishedAt, articles },
    language,
  );
  return {
    ...told,
    id: story.id,
    updated: false,
    stated: statedFigures(
      leadFirst.map((article) => ({
        figures: article.figures,
        outlet: outletOf(article),
        head: article.headFigures ?? undefined,
      })),
    ),
    coverage: articles.map((article) => ({
      outlet: outletOf(article),
      url: article.url,
      language: article.language,
      publishedAt: article.publishedAt,
    })),
    related: related.map(({ id, headline, headlineLanguage, publishedAt }) => ({
      id,
      headline,
      headlineLanguage,
      publishedAt,
    })),
  };
}

async function relatedStories(
  { db, understanding }: StoryPageDeps,
  story: {
    readonly id: number;
    readonly topics: readonly string[];
    readonly publishedAt: Date;
    readonly articles: readonly PageArticle[];
  },
  language: ReaderLanguage,
): Promise<Omit<EditionStory, 'updated'>[]> {
  const counts = new Map<string, number>();
  for (const { entities } of story.articles)
    for (const id of tellingNames(entities)) counts.set(id, (counts.get(id) ?? 0) + 1);
  const entities = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_NAMES)
    .map(([id]) => id);
  const naming = namingAny(entities);
  if (naming === null) return [];
  const weeks = weeksBefore(WEEKS_BACK + 1, new Date(story.publishedAt.getTime() + WEEK_MS));
  const others = await mattersOf(db, `(${naming}) & (${weeks})`, entities);
  const ids = relatedTo({ ...story, entities }, others, understanding().gazetteer, MOST_RELATED).map(
    ({ id }) => id,
  );
  const told = await summariesOf(db, ids, language);
  return ids.flatMap((id) => told.get(id) ?? []);
}
