import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { sendGate } from './schema.ts';

/**
 * The rate's worth of one second is spread over so many seconds. A request may leave some milliseconds after its
 * time, the next ones then crowd behind it, and a reply to somebody is charged only after it left: without room for
 * that, a server that allows exactly the rate counts one too many in some second and asks for a pause that costs
 * more than the room. Of few messages a second one reply is a larger part.
 */
const SPREAD_SECONDS = { few: 1.05, many: 1.04 };
/** Messages a second that are many: one of them more or less is no more than 1 %. */
const MANY = 100;

/**
 * Reserves `count` sends of the rate that all replicas share. Unused time is not saved up, so there
 * are no bursts, and the pace stays 5 % below the rate, 4 % from 100 a second on. The first of them may leave after the returned
 * milliseconds (0 or more).
 *
 * @param interactive replies that people were given meanwhile: they are charged to the same rate
 * @param rate messages a second over all replicas
 */
export async function reserve(db: Db, count: number, interactive: number, rate: number): Promise<number> {
  const spread = rate < MANY ? SPREAD_SECONDS.few : SPREAD_SECONDS.many;
  const slot = sql`make_interval(secs => ${spread}::float8 / ${rate}::float8)`;
  const rows = await db.execute<{ waitMs: number }>(sql`
    update send_gate set next_at = greatest(next_at, paused_until, clock_timestamp())
           + (${count}::int + ${interactive}::int) * ${slot}
    returning (extract(epoch from next_at - ${count}::int * ${slot}
           - clock_timestamp()) * 1000)::float8 as "waitMs"`);
  const waitMs = rows[0]?.waitMs;
  if (waitMs === undefined) throw new Error('send_gate has no row: run the migrations');
  return Math.max(0, waitMs);
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
