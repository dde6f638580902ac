import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/**
 * PostgreSQL's clock, the only one that decides what is due. `now` asks on the caller's transaction
 * when it is given one: the time moves on within a transaction too.
 */
export function databaseClock(db: Db): { now(within?: Db): Promise<Date> } {
  return {
    now: async (within = db) => {
      const rows = await within.execute<{ now: number }>(
        sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`,
      );
      return new Date(rows[0]?.now ?? Number.NaN);
    },
  };
}
