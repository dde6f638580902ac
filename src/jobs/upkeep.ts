import { type PlanDeps, type PlanReport, plan } from '../app/plan.ts';
import { prune } from '../app/prune.ts';
import { sparingly } from '../app/sparingly.ts';
import type { Job } from './jobs.ts';

/** What fails at every tick is told of once in this time. */
const TELL_AGAIN_MS = 3_600_000;

/**
 * Plans what is due. `onReport` is told of each tick that did something, and of a failure that goes on once an hour.
 * An edition that cannot be rendered is tried at longer and longer intervals.
 */
export function planJob(deps: Omit<PlanDeps, 'signal'>, onReport: (report: PlanReport) => void): Job {
  const told = new Map<string, number>();
  const isNew = ({ what }: PlanReport['failures'][number]): boolean => {
    const now = performance.now();
    if (now - (told.get(what) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return false;
    for (const [other, at] of told) if (now - at >= TELL_AGAIN_MS) told.delete(other);
    told.set(what, now);
    return true;
  };
  const sparing = { ...deps, composeEdition: sparingly(deps.composeEdition) };
  return {
    name: 'plan',
    cron: '*/5 * * * * *',
    run: async (signal) => {
      const report = await plan({ ...sparing, signal });
      const { expired, queued, empty, missed } = report;
      const failures = report.failures.filter(isNew);
      if (expired + queued + empty + missed + failures.length > 0) onReport({ ...report, failures });
    },
  };
}

/** Deletes what is older than its retention. */
export function pruneJob(deps: Parameters<typeof prune>[0]): Job {
  return { name: 'prune', cron: '0 17 * * * *', run: (signal) => prune(deps, signal) };
}
