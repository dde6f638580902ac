import { type RetellDeps, retell } from '../app/retell.ts';
import type { Job } from './jobs.ts';

/** Telling stories by the model, `lanes` at a time: it may take a minute and more, and nothing waits for it. */
export function retellJobs(deps: RetellDeps, lanes: number): Job[] {
  return Array.from({ length: lanes }, (_, lane) => ({
    name: `retell-${lane + 1}`,
    cron: '*/2 * * * * *',
    run: async (signal: AbortSignal) => {
      while ((await retell(deps, signal)) > 0) {
        // The next story.
      }
    },
  }));
}
