import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../store/client.ts';
import { finishSending, isUnwritable, type Settled } from '../store/outcomes.ts';

/** Most outcomes that one statement writes. */
const BATCH = 500;
/** How long an outcome that cannot be written is kept; then its row is left in `sending`. */
const KEEP_MS = 30_000;
const LONGEST_WAIT_MS = 2_000;

interface Waiting {
  readonly settled: Settled;
  readonly since: number;
  readonly done: (written: boolean) => void;
}

/** Writes what became of sends, again and again while the database is away. */
export interface OutcomeWriter {
  /**
   * Writes an outcome. False when that was impossible for 30 s, or is for good: the row is left in `sending`.
   * Never throws.
   */
  write(settled: Settled): Promise<boolean>;
  /** Outcomes that are not written yet. */
  readonly waiting: number;
}

/**
 * Writes outcomes in batches without a timer: one statement takes what gathered while the previous one
 * ran. A failed write is tried again and is never a reason to send again. An outcome that the database
 * cannot take is found by halves, so that the others of its batch are written.
 */
export function outcomeWriter(db: Db, worker: string, onError: (error: unknown) => void): OutcomeWriter {
  const queue: Waiting[] = [];
  let running = false;

  const run = async () => {
    let size = BATCH;
    for (let waitMs = 100; queue.length > 0; ) {
      const batch = queue.slice(0, size);
      try {
        await finishSending(
          db,
          worker,
          batch.map(({ settled }) => settled),
        );
        for (const { done } of queue.splice(0, batch.length)) done(true);
        waitMs = 100;
        size = Math.min(BATCH, size * 2);
      } catch (error) {
        onError(error);
        if (isUnwritable(error)) {
          if (batch.length === 1) queue.shift()?.done(false);
          size = Math.ceil(batch.length / 2);
          continue;
        }
        const tooOld = performance.now() - KEEP_MS;
        while (queue[0] !== undefined && queue[0].since < tooOld) queue.shift()?.done(false);
        await sleep(waitMs);
        waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
      }
    }
    running = false;
  };

  return {
    write: (settled) =>
      new Promise((done) => {
        queue.push({ settled, since: performance.now(), done });
        if (running) return;
        running = true;
        void run();
      }),
    get waiting() {
      return queue.length;
    },
  };
}
