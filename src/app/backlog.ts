import { shortfall, type Wave } from '../domain/delivery.ts';
import type { Db } from '../store/client.ts';
import { queuedWaves } from '../store/outbox.ts';

/** Nothing expires sooner than this after it is due, in seconds. */
const SHORTEST_LIFE_SECONDS = 3600;
/** Most messages of one digest. */
const MOST_PARTS = 3;

/**
 * What cannot be sent before it expires at `sendRate` messages a second, so that an operator can be warned in
 * time; null when everything can. Counts only when `planned` deliveries could be too many at all.
 *
 * @param planned deliveries that the tick queued
 */
export async function tooManyPlanned(db: Db, planned: number, sendRate: number): Promise<Wave | null> {
  if (planned * MOST_PARTS <= sendRate * SHORTEST_LIFE_SECONDS) return null;
  return shortfall(await queuedWaves(db), sendRate);
}
