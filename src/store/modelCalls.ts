import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { modelDays } from './schema.ts';

/** What the model may be asked for on one day (UTC), over all replicas. */
export interface ModelLimits {
  readonly calls: number;
  /** UTF-16 units of all requests together. */
  readonly characters: number;
}

/**
 * Takes one call of `characters` from today's budget, in one statement: replicas that ask at once never
 * get more than there is.
 *
 * @returns false, and nothing is taken, when the call would exceed a limit
 */
export async function takeModelCall(db: Db, characters: number, limits: ModelLimits): Promise<boolean> {
  if (limits.calls < 1 || characters > limits.characters) return false;
  const rows = await db.execute(sql`
    insert into ${modelDays} as d (day, calls, characters)
    values ((clock_timestamp() at time zone 'utc')::date, 1, ${characters})
    on conflict (day) do update set calls = d.calls + 1, characters = d.characters + excluded.characters
     where d.calls < ${limits.calls} and d.characters + excluded.characters <= ${limits.characters}
    returning day`);
  return rows.length > 0;
}
