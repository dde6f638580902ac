import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect } from './client.ts';

/** Advisory lock of the one replica that polls Telegram for updates; "poll" in ASCII. */
const POLL_LOCK = 0x706f6c6c;
const EVERY_SECONDS = 5;

/**
 * Calls `onHeld` when this process becomes the one that polls, `onLost` when it is not any more (its
 * connection broke, and another replica may take over), again and again until stopped.
 *
 * The lock is held by a session of its own, so it needs a direct connection or a session pooler.
 */
export function competeForPolling(
  url: string,
  events: { readonly onHeld: () => void; readonly onLost: () => Promise<void> },
): () => Promise<void> {
  const stopping = new AbortController();
  const pause = () =>
    sleep(EVERY_SECONDS * 1000, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
  const compete = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const connection = connect(url, { max: 1, name: 'kopir-poll-lock' });
      const held = await takeLock(connection);
      if (held !== null) {
        events.onHeld();
        do await pause();
        while (!stopping.signal.aborted && (await stillHeld(connection, held)));
        if (!stopping.signal.aborted) await events.onLost();
      }
      await connection.close(1);
      if (!stopping.signal.aborted) await pause();
    }
  };
  const competing = compete();
  return async () => {
    stopping.abort();
    await competing;
  };
}

/** The backend that holds the lock for us, or null when another replica has it or the server is away. */
async function takeLock({ sql }: Connection): Promise<number | null> {
  try {
    const [row] = await sql<{ taken: boolean; backend: number }[]>`
      select pg_try_advisory_lock(${POLL_LOCK}) as taken, pg_backend_pid() as backend`;
    return row?.taken ? row.backend : null;
  } catch {
    return null;
  }
}

/** False when the driver reconnected behind our back: the lock went with the old session. */
async function stillHeld({ sql }: Connection, backend: number): Promise<boolean> {
  const asked = sql<{ backend: number }[]>`select pg_backend_pid() as backend`.then(
    ([row]) => row?.backend === backend,
    () => false,
  );
  return Promise.race([asked, sleep(EVERY_SECONDS * 1000, false, { ref: false })]);
}
