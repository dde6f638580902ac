import type { Source } from '../domain/knowledge.ts';
import type { Db } from '../store/client.ts';
import { readStatus, type Status } from '../store/status.ts';

/** An answer is used for so long, so that scraping cannot load the database. */
const FRESH_SECONDS = 5;

/**
 * Returns a function that tells how the installation stands, at most a few seconds old.
 *
 * @param sources the editors' sources in force; only enabled ones are told of
 */
export function createStatus(db: Db, sources: () => readonly Source[]): () => Promise<Status> {
  let known: { at: number; status: Promise<Status> } | undefined;
  return () => {
    const now = performance.now();
    if (!known || now - known.at > FRESH_SECONDS * 1000) {
      const enabled = sources().filter((source) => source.enabled);
      const status = readStatus(
        db,
        enabled.map(({ id }) => id),
      );
      known = { at: now, status };
      // A failure is not remembered.
      status.catch(() => {
        known = undefined;
      });
    }
    return known.status;
  };
}
