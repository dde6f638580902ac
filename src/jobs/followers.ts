import { type TellDeps, type TellReport, tellFollowers } from '../app/tellFollowers.ts';
import type { Job } from './jobs.ts';
import { newFailures } from './newFailures.ts';

/**
 * Tells followers what changed. `onReport` is told of each tick that did something, and of a failure that goes on
 * once an hour.
 */
export function followersJob(deps: Omit<TellDeps, 'signal'>, onReport: (report: TellReport) => void): Job {
  const isNew = newFailures();
  return {
    name: 'followers',
    cron: '2-59/5 * * * * *',
    run: async (signal) => {
      const report = await tellFollowers({ ...deps, signal });
      const failures = report.failures.filter(isNew);
      if (report.stories + failures.length > 0) onReport({ ...report, failures });
    },
  };
}
