import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { sendGate } from './schema.ts';

/**
 * Reserves `count` sends of the rate that all replicas share. Unused time is not saved up, so there
 * are no bursts. The first of them may leave after the returned milliseconds (0 or more).
 *
 * @param interactive replies that people were given meanwhile: they are charged to the same rate
 * @param rate messages a second over all replicas
 */
export async function reserve(db: Db, count: number, interactive: number, rate: number): Promise<number> {
  const rows = await db.execute<{ wait: number }>(sql`
    update send_gate set next_at = greatest(next_at, paused_until, clock_timestamp())
           + (${count}::int + ${interactive}::int) * interval '1 second' / ${rate}::float8
    returning (extract(epoch from next_at - ${count}::int * interval '1 second' / ${rate}::float8
           - clock_timestamp()) * 1000)::float8 as wait`);
  const wait = rows[0]?.wait;
  if (wait === undefined) throw new Error('send_gate has no row: run the migrations');
  return Math.max(0, wait);
}

/** Makes every replica stop sending for `seconds`; a longer pause that is on already stays. */
export async function pauseGate(db: Db, seconds: number, reason: string): Promise<void> {
  await db.execute(sql`
    update send_gate set reason = ${reason},
           paused_until = greatest(paused_until, clock_timestamp() + make_interval(secs => ${seconds}::float8))`);
}

/** Until when nothing may be sent; null when sending goes on. */
export async function pausedUntil(db: Db): Promise<Date | null> {
  const [row] = await db
    .select({ pausedUntil: sendGate.pausedUntil })
    .from(sendGate)
    .where(sql`${sendGate.pausedUntil} > clock_timestamp()`);
  return row?.pausedUntil ?? null;
}
