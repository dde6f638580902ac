import { setTimeout as sleep } from 'node:timers/promises';
import type { EditionDeps } from './app/editions.ts';
import type { NewsDeps } from './app/news.ts';
import type { OverviewDesk } from './app/overview.ts';
import { removeArticle, withdrawAgain } from './app/remove.ts';
import type { Job } from './jobs/jobs.ts';
import type { AdminDesk } from './telegram/context.ts';
import { VERSION } from './version.ts';

/** Whatever was being composed while a removal was committed is kept by then. */
const COMPOSED_MS = 5_000;

/** What the desk works with. `ids` are Telegram user ids of admins; `sendRate` is in messages a second. */
export interface DeskDeps {
  readonly ids: readonly number[];
  readonly sendRate: number;
  readonly news: NewsDeps;
  readonly editions: EditionDeps;
  readonly overview: OverviewDesk;
  /** The job that queues announcements. */
  readonly announcing: Job;
  readonly signal: AbortSignal;
}

/** What the admins' commands stand on: the use cases of `src/app`, given what they need. */
export function adminDesk({
  ids,
  sendRate,
  news,
  editions,
  overview,
  announcing,
  signal,
}: DeskDeps): AdminDesk {
  const onProblem = (what: string) => (error: unknown) => {
    if (!signal.aborted) news.onProblem({ doing: 'serve an admin', what, error });
  };
  return {
    ids,
    version: VERSION,
    startedAt: new Date(),
    sendRate,
    overview: overview.read,
    remove: (tx, adminId, articleId) =>
      removeArticle(
        { news: { ...news, db: tx }, editions: { ...editions, db: tx } },
        adminId,
        articleId,
        signal,
      ),
    onRemoved: (storyIds) => {
      sleep(COMPOSED_MS, undefined, { signal })
        .then(() => withdrawAgain(editions, storyIds))
        .catch(onProblem('withdraw editions again'));
    },
    // Its next tick comes soon in any case.
    onAnnounced: () => {
      announcing.run(signal).catch(onProblem('announce'));
    },
  };
}
