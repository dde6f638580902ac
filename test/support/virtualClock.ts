import type { Clock } from '../../src/app/ports.ts';
import type { Db } from '../../src/store/client.ts';
import { sql } from '../../src/store/drizzle.ts';

/**
 * A clock that all processes share through the database, in place of PostgreSQL's own. It moves on a twentieth of a
 * second at each reading, so that no two readers see the same time, and otherwise when it is set.
 */
export function virtualClock(db: Db): Clock {
  return {
    now: async (within = db) => {
      const [row] = await within.execute<{ now: number }>(sql`
        select extract(epoch from base)::float8 * 1000 + nextval('virtual_readings') * 50 as now from virtual_clock`);
      return new Date(row?.now ?? Number.NaN);
    },
  };
}

/** Makes the clock in a database that has none. */
export async function makeVirtualClock(db: Db): Promise<void> {
  await db.execute(sql`create table virtual_clock (base timestamptz not null)`);
  await db.execute(sql`insert into virtual_clock values ('epoch')`);
  await db.execute(sql`create sequence virtual_readings`);
}

/** @param at milliseconds since 1970 */
export async function setVirtualClock(db: Db, at: number): Promise<void> {
  await db.execute(sql`
    with set as (select setval('virtual_readings', 1)) update virtual_clock set base = ${new Date(at).toISOString()} from set`);
}
