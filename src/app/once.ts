import type { Db } from '../store/client.ts';
import { noteUpdate } from '../store/updates.ts';

/**
 * Runs `work` in one transaction together with the id of the update that asked for it, so that an
 * update which comes again, here or at another replica, has no second effect.
 *
 * Whatever must follow the commit (waiting for a send, a slow reply) belongs after this call.
 *
 * @returns what `work` returned; null when the update was handled before
 * @throws whatever `work` throws; then nothing is kept and the update may come again
 */
export async function once<T>(db: Db, updateId: number, work: (tx: Db) => Promise<T>): Promise<T | null> {
  return db.transaction(async (tx) => ((await noteUpdate(tx, updateId)) ? work(tx) : null));
}
