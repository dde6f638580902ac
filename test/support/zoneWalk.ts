import { parentPort } from 'node:worker_threads';
import { datesBetween, spansOf, walk } from './zones.ts';

/** A worker that walks one zone after another at every full hour of the dates, and answers what it saw. */

const DAY = 86_400_000;

/** One zone to walk. */
export interface ZoneTask {
  readonly zone: string;
  readonly first: string;
  readonly last: string;
}

/** What became of it: `failure` names the slot that is wrong. */
export interface ZoneResult {
  readonly slots: number;
  /** Minutes of the day and dates that have no slot, "23:00 2026-03-28". */
  readonly without: readonly string[];
  readonly failure: string | null;
}

function walkZone({ zone, first, last }: ZoneTask): ZoneResult {
  const dates = datesBetween(first, last);
  const spans = spansOf(zone, Date.parse(first) - 4 * DAY, Date.parse(last) + 4 * DAY);
  let slots = 0;
  const without: string[] = [];
  try {
    for (let hour = 0; hour < 24; hour++) {
      const walked = walk(zone, spans, dates, hour * 60);
      slots += walked.slots;
      without.push(...walked.without.map((date) => `${hour}:00 ${date}`));
    }
    return { slots, without, failure: null };
  } catch (error) {
    return { slots, without, failure: String(error) };
  }
}

parentPort?.on('message', (task: ZoneTask) => parentPort?.postMessage(walkZone(task)));
