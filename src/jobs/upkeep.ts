import { type PlanDeps, type PlanReport, plan } from '../app/plan.ts';
import { prune } from '../app/prune.ts';
import type { Job } from './jobs.ts';

/** Plans what is due. `onReport` is told of each tick that did something. */
export function planJob(deps: Omit<PlanDeps, 'signal'>, onReport: (report: PlanReport) => void): Job {
  return {
    name: 'plan',
    cron: '*/5 * * * * *',
    run: async (signal) => {
      const report = await plan({ ...deps, signal });
      const { expired, queued, empty, missed, failures } = report;
      if (expired + queued + empty + missed + failures.length > 0) onReport(report);
    },
  };
}

/** Deletes what is older than its retention. */
export function pruneJob(deps: Parameters<typeof prune>[0]): Job {
  return { name: 'prune', cron: '0 17 * * * *', run: (signal) => prune(deps, signal) };
}
