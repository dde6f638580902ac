import type { Log } from './log.ts';
import { startWatchdog } from './store/watchdog.ts';
import type { Readiness } from './web/health.ts';

/**
 * Watches PostgreSQL for as long as the program runs. A refusal or a silence makes it not ready; an embedded server that
 * ended, and a silence that lasts, end the process, so that a new one gets what this one cannot get back.
 *
 * @param watched.isGone true once the embedded server ended
 * @param watched.isStopping true once the program ends in order anyway
 * @param watched.onDown told of each question that PostgreSQL did not answer
 * @returns ends the watching
 */
export function watchDatabase(watched: {
  readonly url: string;
  readonly isGone: () => boolean;
  readonly isStopping: () => boolean;
  readonly readiness: Readiness;
  readonly log: Log;
  readonly onDown: () => void;
}): () => Promise<void> {
  const { url, isGone, isStopping, readiness, log, onDown } = watched;
  return startWatchdog(url, {
    onUp: () => readiness.have('database'),
    onDown: (error) => {
      onDown();
      if (!readiness.waitingFor.has('database')) log.error({ err: error }, 'PostgreSQL does not answer');
      readiness.lack('database');
      if (isGone()) {
        log.fatal('the embedded PostgreSQL ended: this process ends, so that the next start runs it again');
        process.exit(1);
      }
    },
    onSilent: () => {
      if (isStopping()) return;
      log.fatal('PostgreSQL is silent: this process ends, so that a new one gets new connections');
      process.exit(1);
    },
  });
}
