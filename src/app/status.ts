import type { Db } from '../store/client.ts';
import { readStatus, type Status } from '../store/status.ts';

/** An answer is used for so long, so that scraping cannot load the database. */
const FRESH_SECONDS = 5;

/** Returns a function that tells how the installation stands, at most a few seconds old. */
export function createStatus(db: Db): () => Promise<Status> {
  let known: { at: number; status: Promise<Status> } | undefined;
  return () => {
    const now = performance.now();
    if (!known || now - known.at > FRESH_SECONDS * 1000) {
      const status = readStatus(db);
      known = { at: now, status };
      // A failure is not remembered.
      status.catch(() => {
        known = undefined;
      });
    }
    return known.status;
  };
}
