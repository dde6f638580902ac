import type { Wave } from '../domain/delivery.ts';
import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** What waits to be sent, for metrics and readiness. */
export interface Outbox {
  readonly queued: number;
  readonly claimed: number;
  readonly sending: number;
  /** How long the oldest one has been waiting beyond its time, in seconds; 0 when none is late. */
  readonly oldestSeconds: number;
  /** How much longer Telegram wants everybody to wait, in seconds; 0 when sending goes on. */
  readonly pauseSeconds: number;
}

/** Reads the outbox through its partial indexes: cheap also when millions of deliveries are kept. */
export async function readOutbox(db: Db): Promise<Outbox> {
  const [row] = await db.execute<Outbox & Record<string, unknown>>(sql`
    select (select count(*) from deliveries where state = 'queued')::int as queued,
           (select count(*) from deliveries where state = 'claimed')::int as claimed,
           (select count(*) from deliveries where state = 'sending')::int as sending,
           coalesce((select greatest(0, extract(epoch from clock_timestamp() - min(not_before)))
                       from deliveries where state = 'queued'), 0)::float8 as "oldestSeconds",
           coalesce((select greatest(0, extract(epoch from nullif(paused_until, '-infinity') - clock_timestamp()))
                       from send_gate), 0)::float8 as "pauseSeconds"`);
  if (!row) throw new Error('the outbox has no answer');
  return row;
}

/** What is queued, by the instant at which it expires. Counts per edition first: each has its parts read once. */
export async function queuedWaves(db: Db): Promise<Wave[]> {
  return db.execute<{ seconds: number; parts: number }>(sql`
    select extract(epoch from d.expires_at - (select clock_timestamp()))::float8 as seconds,
           sum(d.n * greatest(1, coalesce(jsonb_array_length(e.parts), 1) - d.part))::float8 as parts
      from (select expires_at, edition_id, part, count(*) as n from deliveries where state = 'queued' group by 1, 2, 3) d
      left join editions e on e.id = d.edition_id
     group by d.expires_at order by d.expires_at`);
}
