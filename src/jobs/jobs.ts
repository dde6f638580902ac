import cron, { type Logger } from 'node-cron';

/** Background work: one use case, or a few, run again and again. */
export interface Job {
  readonly name: string;
  /** Six fields, the first of them seconds. Ticks only say "look again": rows decide what is due. */
  readonly cron: string;
  run(signal: AbortSignal): Promise<unknown>;
}

/** Stops all jobs; those that run are waited for at most `graceSeconds`. */
export type StopJobs = (graceSeconds: number) => Promise<void>;

/**
 * Runs each job at once and at every tick, none overlapping itself in this process.
 *
 * @param onError told of what a job did not catch itself; the job goes on with its next tick
 */
export function startJobs(jobs: readonly Job[], onError: (job: Job, error: unknown) => void): StopJobs {
  const stopping = new AbortController();
  const running = new Map<string, Promise<void>>();
  const tick = (job: Job): Promise<void> => {
    const already = running.get(job.name);
    if (already || stopping.signal.aborted) return already ?? Promise.resolve();
    const run = job
      .run(stopping.signal)
      .then(
        () => {},
        (error: unknown) => onError(job, error),
      )
      .finally(() => running.delete(job.name));
    running.set(job.name, run);
    return run;
  };
  // node-cron writes coloured lines to standard output; a missed tick is harmless and needs no words.
  const logger: Logger = { info: () => {}, warn: () => {}, debug: () => {}, error: () => {} };
  const tasks = jobs.map((job) =>
    cron.schedule(job.cron, () => tick(job), { name: job.name, timezone: 'UTC', noOverlap: true, logger }),
  );
  for (const job of jobs) void tick(job);
  return async (graceSeconds) => {
    stopping.abort();
    await Promise.all(tasks.map((task) => task.destroy()));
    const grace = new Promise<void>((resolve) => setTimeout(resolve, graceSeconds * 1000).unref());
    await Promise.race([Promise.all(running.values()), grace]);
  };
}
