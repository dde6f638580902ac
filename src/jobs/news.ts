import { group } from '../app/group.ts';
import {
  ingestNext,
  KEPT_FOR_QUICK,
  SLOW_SECONDS,
  SOURCES_AT_ONCE,
  type SourceReport,
} from '../app/ingest.ts';
import type { NewsDeps } from '../app/news.ts';
import { summarize } from '../app/summarize.ts';
import type { Job } from './jobs.ts';

/**
 * Reading, one job per lane, so that slow sources hold up at most their own lanes; and understanding,
 * which follows at its own pace. What was slow last time, for whatever reason, stays out of the first lanes.
 */
export function newsJobs(deps: NewsDeps, onReport: (report: SourceReport) => void): Job[] {
  const slow = new Set<string>();
  const none: ReadonlySet<string> = new Set();
  const lanes = Array.from(
    { length: SOURCES_AT_ONCE },
    (_, lane): Job => ({
      name: `ingest-${lane + 1}`,
      cron: '*/5 * * * * *',
      run: async (signal) => {
        for (;;) {
          const report = await ingestNext(deps, signal, lane < KEPT_FOR_QUICK ? slow : none);
          if (!report) return;
          if (report.seconds > SLOW_SECONDS) slow.add(report.source);
          else slow.delete(report.source);
          onReport(report);
        }
      },
    }),
  );
  const stories: Job = {
    name: 'stories',
    cron: '*/2 * * * * *',
    run: async (signal) => {
      while (!signal.aborted && (await group(deps)) > 0) {
        // The next batch.
      }
      while (!signal.aborted && (await summarize(deps, signal)) > 0) {
        // The next batch.
      }
    },
  };
  return [...lanes, stories];
}
