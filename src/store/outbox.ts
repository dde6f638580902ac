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
