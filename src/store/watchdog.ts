import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './client.ts';

/** How often the server is asked whether it is there, and how long it may take to say so. */
const EVERY_SECONDS = 5;
const DEADLINE_SECONDS = 5;
/** After so many silences in a row a connection is past saving: only a new process gets new ones for sure. */
const MOST_SILENCES = 3;

/** What a watchdog tells of PostgreSQL. */
export interface WatchdogEvents {
  /** The server answered, or answers again. */
  readonly onUp: () => void;
  /** The server refuses or closes connections (it is being restarted, and comes back), or is silent for now. */
  readonly onDown: (error: unknown) => void;
  /** Not even an error came back three times in a row (a black hole in the network). */
  readonly onSilent: () => void;
}

/** Asks the database every five seconds on a connection of its own, until the returned function is called. */
export function startWatchdog(url: string, events: WatchdogEvents): () => Promise<void> {
  const stopping = new AbortController();
  let connection = connect(url, { max: 1, name: 'kopir-watchdog' });
  let silences = 0;
  const watch = async (): Promise<void> => {
    for (;;) {
      // What is over sooner needs no watchdog, and no connection of its own.
      await sleep(EVERY_SECONDS * 1000, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      if (stopping.signal.aborted) return;
      const answer = await Promise.race([
        connection.sql`select 1`.then(
          () => 'up' as const,
          (error: unknown) => (isSilence(error) ? ('silent' as const) : { error }),
        ),
        sleep(DEADLINE_SECONDS * 1000, 'silent' as const, { ref: false }),
      ]);
      if (stopping.signal.aborted) return;
      if (answer === 'up') {
        silences = 0;
        events.onUp();
      } else if (answer === 'silent') {
        silences += 1;
        events.onDown(new Error(`no answer in ${DEADLINE_SECONDS} s`));
        if (silences === MOST_SILENCES) return events.onSilent();
        // The silent query never settles; the next one needs a connection of its own.
        void connection.close(0);
        connection = connect(url, { max: 1, name: 'kopir-watchdog' });
      } else {
        silences = 0;
        events.onDown(answer.error);
      }
    }
  };
  const watching = watch();
  return async () => {
    stopping.abort();
    await connection.close(0);
    await Promise.race([watching, sleep(1000, undefined, { ref: false })]);
  };
}

/** No answer came, whoever noticed it first. */
function isSilence(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && /^CONNECT(_TIMEOUT|ION_SILENT)$/.test(String(error.code))
  );
}
