import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** Work that one replica at a time does. The numbers are advisory lock keys, "köp" in ASCII and a counter. */
const LOCKS = { group: 0x6b6f70_01, retell: 0x6b6f70_02, alert: 0x6b6f70_03, announce: 0x6b6f70_05 } as const;

/** Takes a lock until the end of the transaction, or says at once that another process holds it. */
export async function tryLock(tx: Db, name: keyof typeof LOCKS): Promise<boolean> {
  const [row] = await tx.execute<{ taken: boolean }>(
    sql`select pg_try_advisory_xact_lock(${LOCKS[name]}) as taken`,
  );
  return row?.taken === true;
}

/** Takes a lock until the end of the transaction, waiting for whoever holds it. */
export async function lock(tx: Db, name: keyof typeof LOCKS): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCKS[name]})`);
}
