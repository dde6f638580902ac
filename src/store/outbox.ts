import type { Wave } from '../domain/delivery.ts';
import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** What is queued, by the instant at which it expires. Counts per edition first: each has its parts read once. */
export async function queuedWaves(db: Db): Promise<Wave[]> {
  return db.execute<{ seconds: number; parts: number }>(sql`
    select extract(epoch from d.expires_at - (select clock_timestamp()))::float8 as seconds,
           sum(d.n * greatest(1, coalesce(jsonb_array_length(e.parts), 1) - d.part))::float8 as parts
      from (select expires_at, edition_id, part, count(*) as n from deliveries where state = 'queued' group by 1, 2, 3) d
      left join editions e on e.id = d.edition_id
     group by d.expires_at order by d.expires_at`);
}
