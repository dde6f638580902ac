import type { Figure, Language } from '../domain/article.ts';
import type { PlainFigure } from '../domain/storyFeatures.ts';
import type { Matter } from '../domain/storyPage.ts';
import type { Db } from './client.ts';
import { asc, eq, sql } from './drizzle.ts';
import { articles } from './schema.ts';

/** An article of a story as the story's page needs it. */
export interface PageArticle {
  readonly sourceId: string;
  readonly url: string;
  readonly language: Language;
  readonly publishedAt: Date;
  readonly entities: readonly string[];
  readonly figures: readonly Figure[];
  /** Those of title and first sentences; null in articles read before. */
  readonly headFigures: readonly PlainFigure[] | null;
}

/** All articles of a story, the earliest published first, without their texts. */
export async function pageArticles(db: Db, storyId: number): Promise<PageArticle[]> {
  return db
    .select({
      sourceId: articles.sourceId,
      url: articles.url,
      language: articles.language,
      publishedAt: articles.publishedAt,
      entities: articles.entities,
      figures: articles.figures,
      headFigures: sql<readonly PlainFigure[] | null>`${articles.features} -> 'headFigures'`,
    })
    .from(articles)
    .where(eq(articles.storyId, storyId))
    .orderBy(asc(articles.publishedAt), asc(articles.id));
}

/** More articles than these, the newest, are not looked through for related stories. */
const MOST_HITS = 300;

/**
 * Living stories that editions may show and of which an article matches `query`, with those of `names`, gazetteer ids,
 * that these articles have: of three hundred articles all names would be thousands.
 *
 * @param query tsquery literal, see domain/searchIndex.ts
 */
export async function mattersOf(db: Db, query: string, names: readonly string[]): Promise<Matter[]> {
  if (names.length === 0) return [];
  const own = sql.join(
    names.map((name) => sql`(${name}::text)`),
    sql`, `,
  );
  type Row = { id: string; entities: string[]; topics: string[]; published: string };
  // Without order or limit in the first part, see `searchStories`.
  const rows = await db.execute<Row>(sql`
    with matched as materialized (
      select story_id, entities, published_at from articles
       where search @@ ${query}::tsquery and story_id is not null),
    hits as (select * from matched order by published_at desc limit ${MOST_HITS}),
    named as (
      select story_id, array_agg(distinct name) as entities
        from hits join (values ${own}) as own(name) on name = any (entities) group by 1)
    select s.id, named.entities, s.topics, s.last_published_at as published
      from named join stories s on s.id = named.story_id
     where s.merged_into is null and s.ready_at is not null`);
  return rows.map(({ id, entities, topics, published }) => ({
    id: Number(id),
    entities,
    topics,
    publishedAt: new Date(published),
  }));
}
