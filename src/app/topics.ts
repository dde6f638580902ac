import type { Understanding } from '../domain/understand.ts';
import type { Db } from '../store/client.ts';
import { countByTopic } from '../store/stories.ts';
import type { Clock } from './ports.ts';

const DAY_MS = 86_400_000;

/** Stories of the last 24 hours and 7 days per digest, in the catalogue's order, without `all`. */
export async function topicCounts(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly understanding: () => Understanding;
}): Promise<{ id: string; day: number; week: number }[]> {
  const now = (await deps.clock.now()).getTime();
  const counted = await countByTopic(deps.db, new Date(now - DAY_MS), new Date(now - 7 * DAY_MS));
  const byId = new Map(counted.map((row) => [row.topic, row]));
  return deps
    .understanding()
    .knowledge.digests.filter(({ id }) => id !== 'all')
    .map(({ id }) => ({ id, day: byId.get(id)?.day ?? 0, week: byId.get(id)?.week ?? 0 }));
}
