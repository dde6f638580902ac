import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** Facts of two told versions of a story; see `whatChanged`. */
export interface ToldFacts {
  readonly before: string;
  readonly after: string;
}

/**
 * What stories said when readers were told them last, and what they say now, by story id.
 *
 * A story of which no version is kept from before its instant is left out: nobody knows what it said.
 *
 * @param since the end of the window in which a story may have been told before
 */
export async function toldFacts(
  db: Db,
  stories: readonly { readonly id: number; readonly since: Date }[],
): Promise<Map<number, ToldFacts>> {
  if (stories.length === 0) return new Map();
  const asked = sql.join(
    stories.map(({ id, since }) => sql`(${id}::bigint, ${since.toISOString()}::timestamptz)`),
    sql`, `,
  );
  const rows = await db.execute<{ id: string; before: string; after: string }>(sql`
    select asked.id, old.facts as before, new.facts as after
      from (values ${asked}) as asked(id, since)
      join lateral (select facts from story_versions where story_id = asked.id and told_at <= asked.since
                     order by version desc limit 1) old on true
      join lateral (select facts from story_versions where story_id = asked.id
                     order by version desc limit 1) new on true`);
  return new Map(rows.map(({ id, before, after }) => [Number(id), { before, after }]));
}
