import { type AlertDeps, type AlertReport, alertAdmins } from '../app/alert.ts';
import { queueAnnouncements } from '../app/announce.ts';
import type { OverviewDesk } from '../app/overview.ts';
import { type PlanDeps, type PlanReport, plan } from '../app/plan.ts';
import { prune } from '../app/prune.ts';
import { sparingly } from '../app/sparingly.ts';
import type { Job } from './jobs.ts';
import { newFailures } from './newFailures.ts';

/**
 * Plans what is due. `onReport` is told of each tick that did something, and of a failure that goes on once an hour.
 * An edition that cannot be rendered is tried at longer and longer intervals.
 */
export function planJob(deps: Omit<PlanDeps, 'signal'>, onReport: (report: PlanReport) => void): Job {
  const isNew = newFailures();
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

/** Queues confirmed announcements. `onQueued` is told how many chats got their delivery. */
export function announceJob(
  deps: Parameters<typeof queueAnnouncements>[0],
  onQueued: (chats: number) => void,
): Job {
  return {
    name: 'announce',
    cron: '*/5 * * * * *',
    run: async (signal) => {
      const chats = await queueAnnouncements(deps, signal);
      if (chats > 0) onQueued(chats);
    },
  };
}

/** Keeps what /admin shows fresh where it takes long to count. */
export function overviewJob(overview: OverviewDesk): Job {
  return { name: 'overview', cron: '*/15 * * * * *', run: () => overview.renew() };
}

/** A message to the admins as the log tells of it. */
export interface AlertEvent extends AlertReport {
  readonly level: 'info' | 'warn';
  readonly words: string;
}

/** Tells the admins what is wrong with sources, and what is well again. `onReport` is told of each message. */
export function alertJob(deps: AlertDeps, onReport: (event: AlertEvent) => void): Job {
  return {
    name: 'alert',
    cron: '*/10 * * * * *',
    run: async () => {
      const report = await alertAdmins(deps);
      if (report === null) return;
      const { begun, unreached, told } = report;
      const what = begun.length > 0 ? 'something is wrong with sources' : 'sources are well again';
      const admins = told + unreached.length;
      const missing =
        unreached.length > 0
          ? '; who is "unreached" (the place in ADMIN_IDS) never pressed Start in a private chat, or stopped the bot'
          : admins === 0
            ? '; ADMIN_IDS names who would'
            : '';
      onReport({
        ...report,
        level: begun.length + unreached.length > 0 || told === 0 ? 'warn' : 'info',
        words: `${what}: ${told} of ${admins} admins get a message${missing}`,
      });
    },
  };
}
