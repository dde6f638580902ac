import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { sendGate } from './schema.ts';

/**
 * The rate's worth of one second is spread over this many seconds. A request may leave some milliseconds after its
 * time, and the next ones then crowd behind it: without room for that, a server that allows exactly the rate counts
 * one too many in some second and asks for a pause that costs more than the room.
 */
const SPREAD_SECONDS = 1.03;

/**
 * Reserves `count` sends of the rate that all replicas share. Unused time is not saved up, so there
 * are no bursts, and the pace stays 3 % below the rate. The first of them may leave after the returned
 * milliseconds (0 or more).
 *
 * @param interactive replies that people were given meanwhile: they are charged to the same rate
 * @param rate messages a second over all replicas
 */
export async function reserve(db: Db, count: number, interactive: number, rate: number): Promise<number> {
  const slot = sql`make_interval(secs => ${SPREAD_SECONDS}::float8 / ${rate}::float8)`;
  const rows = await db.execute<{ wait: number }>(sql`
    update send_gate set next_at = greatest(next_at, paused_until, clock_timestamp())
           + (${count}::int + ${interactive}::int) * ${slot}
    returning (extract(epoch from next_at - ${count}::int * ${slot}
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
