import type { DeliveryOutcome } from './app/deliver.ts';
import type { Log } from './log.ts';

/** What was sent is told together, so that a fan-out of thousands a second is a few lines. */
const TELL_AFTER_MS = 5_000;
/** Of the ids of one edition's deliveries, so many runs are written; usually there is one. */
const MOST_RUNS = 20;

/** Logs what becomes of deliveries, by their id and their edition's: never by chat. */
export interface DeliveryLog {
  readonly onOutcome: (outcome: DeliveryOutcome) => void;
  /** Tells what was sent and not told yet. */
  flush(): void;
}

/**
 * Tells at once of each delivery that was refused, put off or given up, with the reason, and every five seconds of
 * those that were sent: how many of each edition, and which.
 */
export function createDeliveryLog(log: Log): DeliveryLog {
  const sent = new Map<number, number[]>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const [editionId, ids] of sent)
      log.info({ editionId, sent: ids.length, deliveryIds: runsOf(ids) }, 'sent');
    sent.clear();
  };
  return {
    flush,
    onOutcome({ outcome, ...told }) {
      if (outcome !== 'sent') return log.info({ ...told, outcome }, 'not sent');
      // Of an edition of several messages the last one tells.
      if (told.state !== 'sent') return;
      const ids = sent.get(told.editionId);
      if (ids) ids.push(told.deliveryId);
      else sent.set(told.editionId, [told.deliveryId]);
      timer ??= setTimeout(flush, TELL_AFTER_MS).unref();
    },
  };
}

/** Ids as runs, such as "7, 10-12"; of more than 20 runs the first ones and "…". */
function runsOf(ids: readonly number[]): string {
  const runs: [from: number, to: number][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && id === last[1] + 1) last[1] = id;
    else runs.push([id, id]);
  }
  const written = runs.slice(0, MOST_RUNS).map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`));
  return [...written, ...(runs.length > MOST_RUNS ? ['…'] : [])].join(', ');
}
