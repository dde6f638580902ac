import type { Db } from './client.ts';
import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from './drizzle.ts';
import { articles, stories } from './schema.ts';

const now = sql`(select clock_timestamp())`;

/** A story as it is kept. Relevance is 0–1; not ready and never told is null. */
export interface Story {
  readonly id: number;
  readonly version: number;
  readonly substance: string;
  readonly topics: readonly string[];
  readonly relevance: number;
  readonly firstPublishedAt: Date;
  readonly lastPublishedAt: Date;
  readonly readyAt: Date | null;
  readonly updatedAt: Date | null;
}

/** What a story's articles make of it. */
export interface StoryFacts {
  readonly substance: string;
  readonly topics: readonly string[];
  readonly relevance: number;
  readonly firstPublishedAt: Date;
  readonly lastPublishedAt: Date;
}

const STORY = {
  id: stories.id,
  version: stories.version,
  substance: stories.substance,
  topics: stories.topics,
  relevance: stories.relevance,
  firstPublishedAt: stories.firstPublishedAt,
  lastPublishedAt: stories.lastPublishedAt,
  readyAt: stories.readyAt,
  updatedAt: stories.updatedAt,
};

/** Opens a story; its summaries are to be made. */
export async function createStory(db: Db, facts: StoryFacts): Promise<number> {
  const [row] = await db
    .insert(stories)
    .values({ ...facts, topics: [...facts.topics], dirtyAt: now })
    .returning({ id: stories.id });
  if (!row) throw new Error('a story was not created');
  return row.id;
}

/** Records what a story's articles say now. Its version grows only when its substance changed. */
export async function updateStory(db: Db, id: number, facts: StoryFacts): Promise<void> {
  await db
    .update(stories)
    .set({
      ...facts,
      topics: [...facts.topics],
      version: sql`${stories.version} + case when ${stories.substance} = ${facts.substance} then 0 else 1 end`,
      dirtyAt: now,
    })
    .where(eq(stories.id, id));
}

/** Living stories with an article published in [from, to], to which a new article may belong. */
export async function storiesAround(db: Db, from: Date, to: Date): Promise<Story[]> {
  return db
    .select(STORY)
    .from(stories)
    .where(
      and(isNull(stories.mergedInto), gt(stories.lastPublishedAt, from), lte(stories.firstPublishedAt, to)),
    )
    .orderBy(asc(stories.id));
}

/** A claimed story; `dirtyAt` is the claim. */
export interface DirtyStory extends Story {
  readonly dirtyAt: Date;
}

/**
 * Says that the summaries of `version` are stored: from now on editions may show it.
 *
 * One short statement of its own, because editions rely on `ready_at` being visible within seconds of
 * the instant that it names (see READY_MARGIN_SECONDS).
 *
 * @param known the story as it was claimed; articles that came later keep it dirty
 * @param facts what its articles state of that version now, see `statedOnly`
 */
export async function markReady(
  db: Db,
  known: { readonly id: number; readonly version: number; readonly dirtyAt: Date },
  facts: string,
): Promise<void> {
  await db.execute(sql`
    with told as (
      update stories
         set ready_at = coalesce(ready_at, clock_timestamp()),
             updated_at = case when updated_at is null or told_version < ${known.version}
                               then clock_timestamp() else updated_at end,
             told_version = ${known.version},
             dirty_at = case when dirty_at = ${known.dirtyAt.toISOString()}::timestamptz then null else dirty_at end
       where id = ${known.id}
      returning id, updated_at)
    insert into story_versions (story_id, version, facts, told_at)
    select id, ${known.version}, ${facts}, updated_at from told
    on conflict (story_id, version) do update set facts = excluded.facts`);
}

/** Puts off a story whose summaries failed, so that it does not block those behind it. */
export async function postponeStory(db: Db, id: number, minutes: number): Promise<void> {
  await db
    .update(stories)
    .set({ dirtyAt: sql`${now} + make_interval(mins => ${minutes})` })
    .where(eq(stories.id, id));
}

/** A story's place in a window. `updated` when it was ready before the window and changed in it. */
export interface WindowStory extends Story {
  readonly updated: boolean;
}

/**
 * Stories that became ready, or changed, within (from, to] and are not older than `notBefore`.
 *
 * @param digest `all` for every story
 */
export async function storiesReadyIn(
  db: Db,
  digest: string,
  window: { readonly from: Date; readonly to: Date; readonly notBefore: Date },
): Promise<WindowStory[]> {
  const { from, to, notBefore } = window;
  const rows = await db
    .select(STORY)
    .from(stories)
    .where(
      and(
        isNull(stories.mergedInto),
        gt(stories.lastPublishedAt, notBefore),
        digest === 'all' ? undefined : sql`${stories.topics} @> array[${digest}]::text[]`,
        or(
          and(gt(stories.readyAt, from), lte(stories.readyAt, to)),
          and(gt(stories.updatedAt, from), lte(stories.updatedAt, to)),
        ),
      ),
    );
  return rows.map((row) => ({ ...row, updated: row.readyAt !== null && row.readyAt <= from }));
}

/** Ready stories of `digests` whose newest article was published within (from, to]. */
const publishedIn = (digests: readonly string[], window: { readonly from: Date; readonly to: Date }) =>
  and(
    isNull(stories.mergedInto),
    isNotNull(stories.readyAt),
    gt(stories.lastPublishedAt, window.from),
    lte(stories.lastPublishedAt, window.to),
    digests.includes('all')
      ? undefined
      : sql`${stories.topics} && array[${sql.join(
          digests.map((id) => sql`${id}`),
          sql`, `,
        )}]::text[]`,
  );

/** What editions on demand need of a story before it is chosen. */
export type WeightyStory = Pick<Story, 'id' | 'topics' | 'relevance'>;

/**
 * Ready stories whose newest article was published within (from, to], by relevance and freshness, at most `limit` of
 * them, and how many there are: a month has thousands, and what they say is read of the first ones only.
 *
 * @param halfLifeHours after which a story's relevance counts half at `window.to`
 */
export async function weightiestPublishedIn(
  db: Db,
  digests: readonly string[],
  window: { readonly from: Date; readonly to: Date },
  { halfLifeHours, limit }: { readonly halfLifeHours: number; readonly limit: number },
): Promise<{ stories: WeightyStory[]; total: number }> {
  // As doubles: powers of exact numbers took 80 ms for the stories of a month.
  const hours = sql`extract(epoch from ${window.to.toISOString()}::timestamptz - ${stories.lastPublishedAt})::float8 / 3600`;
  const rows = await db
    .select({
      id: stories.id,
      topics: stories.topics,
      relevance: stories.relevance,
      total: sql<string>`count(*) over ()`,
    })
    .from(stories)
    .where(publishedIn(digests, window))
    .orderBy(
      sql`${stories.relevance} * power(0.5::float8, ${hours} / ${halfLifeHours}::float8) desc`,
      asc(stories.id),
    )
    .limit(limit);
  return { stories: rows, total: Number(rows[0]?.total ?? 0) };
}

/** The instant at which the latest story of the database became ready or changed; null without any. */
export async function lastChangeAt(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ at: stories.updatedAt })
    .from(stories)
    .where(and(isNotNull(stories.updatedAt), isNull(stories.mergedInto)))
    .orderBy(desc(stories.updatedAt))
    .limit(1);
  return row?.at ?? null;
}

/** Ready stories per topic, by the publishing time of their newest article. Topics without any are left out. */
export async function countByTopic(
  db: Db,
  dayFrom: Date,
  weekFrom: Date,
): Promise<{ topic: string; day: number; week: number }[]> {
  const topic = sql<string>`unnest(${stories.topics})`;
  const rows = await db
    .select({
      topic: sql<string>`topic`,
      day: sql<string>`count(*) filter (where last_published_at > ${dayFrom.toISOString()}::timestamptz)`,
      week: sql<string>`count(*)`,
    })
    .from(
      db
        .select({ topic: topic.as('topic'), lastPublishedAt: stories.lastPublishedAt })
        .from(stories)
        .where(
          and(isNull(stories.mergedInto), isNotNull(stories.readyAt), gt(stories.lastPublishedAt, weekFrom)),
        )
        .as('t'),
    )
    .groupBy(sql`topic`);
  return rows.map((row) => ({ topic: row.topic, day: Number(row.day), week: Number(row.week) }));
}

/** The living story behind an id: itself, or the one it was merged into. Null when there is none. */
export async function livingStory(db: Db, id: number): Promise<Story | null> {
  const rows = await db
    .select({ ...STORY, mergedInto: stories.mergedInto })
    .from(stories)
    .where(inArray(stories.id, [id]));
  const row = rows[0];
  if (!row) return null;
  return row.mergedInto === null ? row : livingStory(db, row.mergedInto);
}

/** Moves a story's articles to `into`; its id stays an alias, so that buttons under old messages work. */
export async function mergeStory(db: Db, id: number, into: number): Promise<void> {
  await db.update(articles).set({ storyId: into }).where(eq(articles.storyId, id));
  await db.update(stories).set({ mergedInto: into, dirtyAt: null }).where(eq(stories.id, id));
  await db.update(stories).set({ mergedInto: into }).where(eq(stories.mergedInto, id));
}

/**
 * Claims up to `limit` stories whose summaries are to be made. A claim holds for two minutes: a crash
 * in between only delays them.
 */
export async function claimDirty(db: Db, limit: number): Promise<DirtyStory[]> {
  const due = db.$with('due').as(
    db
      .select({ id: stories.id })
      .from(stories)
      .where(and(lte(stories.dirtyAt, now), isNull(stories.mergedInto)))
      .orderBy(asc(stories.dirtyAt))
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  const rows = await db
    .with(due)
    .update(stories)
    .set({ dirtyAt: sql`date_trunc('milliseconds', ${now} + interval '2 minutes')` })
    .from(due)
    .where(eq(stories.id, due.id))
    .returning({ ...STORY, dirtyAt: stories.dirtyAt });
  return rows.flatMap((row) => (row.dirtyAt ? [{ ...row, dirtyAt: row.dirtyAt }] : []));
}

/** How many pieces of work lie between articles and readers: articles without a story, stories untold. */
export async function countUntold(db: Db): Promise<number> {
  const [row] = await db.execute<{ n: string }>(sql`
    select (select count(*) from ${articles} where ${articles.storyId} is null and ${articles.relevant})
         + (select count(*) from ${stories} where ${stories.readyAt} is null and ${stories.mergedInto} is null) as n`);
  return Number(row?.n ?? 0);
}
