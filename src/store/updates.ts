import type { Db } from './client.ts';
import { lt, sql } from './drizzle.ts';
import { updatesSeen } from './schema.ts';

/**
 * Notes that an update is being handled. False when it was handled before: a second handler waits
 * here until the first one's transaction has ended, and goes on only if that was rolled back.
 */
export async function noteUpdate(tx: Db, updateId: number): Promise<boolean> {
  const rows = await tx
    .insert(updatesSeen)
    .values({ updateId })
    .onConflictDoNothing()
    .returning({ updateId: updatesSeen.updateId });
  return rows.length > 0;
}

/** Forgets up to `limit` updates seen before `before`. Returns how many. */
export async function forgetUpdates(db: Db, before: Date, limit: number): Promise<number> {
  const old = db
    .select({ updateId: updatesSeen.updateId })
    .from(updatesSeen)
    .where(lt(updatesSeen.seenAt, before))
    .limit(limit);
  const gone = await db
    .delete(updatesSeen)
    .where(sql`${updatesSeen.updateId} in ${old}`)
    .returning({ updateId: updatesSeen.updateId });
  return gone.length;
}
