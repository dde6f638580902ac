import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, connect } from './client.ts';
import { startEmbedded } from './embedded.ts';
import { claimInstallation } from './installation.ts';
import { checkMigrated, DatabaseProblem, migrate, migrationCount } from './migrate.ts';

/** Pauses between tries while the server does not answer, in seconds; the last one repeats. A start takes longer than it. */
const PAUSES_SECONDS = [0.5, 1, 2];

/** A database that is migrated and answers. */
export interface OpenDatabase extends Connection {
  /** With the password: never log it. */
  readonly url: string;
  /** True when it was our own server and it ended: waiting for it is in vain. */
  isGone(): boolean;
}

/** Which database to open, and how. */
export interface OpenOptions {
  /** Null = the embedded server with its data in `dataDir`. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  /** False = migrations are run by somebody else. */
  readonly migrate: boolean;
  /** What this program does with the data. */
  readonly kind: 'real' | 'demo';
  /** A tool may share the embedded server of a running bot; a second bot may not. */
  readonly whenOwned: 'share' | 'refuse';
  /** Most connections of the pool. */
  readonly max?: number;
  readonly say: (words: string) => void;
  /** Ends the waiting for a server that is down. */
  readonly signal?: AbortSignal;
}

/**
 * Opens the database, ready for use: started if it is ours, waited for if it is down, migrated, checked.
 *
 * @throws DatabaseProblem for what waiting does not mend: a wrong password, a missing database, right,
 *   extension or locale, or data of the other kind (demo against real)
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const embedded = options.databaseUrl === null ? await startEmbedded(options) : null;
  const url = embedded?.url ?? options.databaseUrl ?? '';
  try {
    await waitUntilReady(url, options);
    const connection = connect(url, options.max === undefined ? {} : { max: options.max });
    await claimInstallation(connection.db, options.kind);
    return {
      ...connection,
      url,
      isGone: () => embedded !== null && !embedded.isRunning(),
      close: async (graceSeconds) => {
        await connection.close(graceSeconds);
        await embedded?.close();
      },
    };
  } catch (error) {
    await embedded?.close();
    throw error;
  }
}

/** Migrates or checks; while the server refuses connections, waits and tries again. */
async function waitUntilReady(url: string, options: OpenOptions): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const found = await (options.migrate ? migrate(url) : checkMigrated(url));
      const known = migrationCount();
      if (found > known)
        options.say(
          `The database has ${found} migrations, and this version knows ${known}: a newer one migrated it. Upgrade this one too`,
        );
      return;
    } catch (error) {
      const problem = remedyFor(error, url);
      if (problem) throw problem;
      if (!isUnavailable(error) || options.signal?.aborted) throw error;
      const seconds = PAUSES_SECONDS[Math.min(attempt, PAUSES_SECONDS.length - 1)] ?? 2;
      options.say(
        `PostgreSQL at ${placeOf(url)} does not answer (${reasonOf(error)}); next try in ${seconds} s`,
      );
      await sleep(seconds * 1000, undefined, options.signal ? { signal: options.signal } : {});
    }
  }
}

function remedyFor(error: unknown, url: string): DatabaseProblem | null {
  if (error instanceof DatabaseProblem) return error;
  const code = reasonOf(error);
  if (code === '28P01' || code === '28000') {
    return new DatabaseProblem(
      `PostgreSQL at ${placeOf(url)} refuses the user or password: check DATABASE_URL`,
    );
  }
  if (code === '3D000') {
    return new DatabaseProblem(
      `PostgreSQL at ${placeOf(url)} has no such database. Create it: CREATE DATABASE kopir TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
    );
  }
  if (code === 'ENOTFOUND') {
    return new DatabaseProblem(`The host of DATABASE_URL is not known (${placeOf(url)}): check its name`);
  }
  return null;
}

/** Down, starting, stopping, full or out of reach: passes by itself. */
function isUnavailable(error: unknown): boolean {
  return /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CONNECT_TIMEOUT|CONNECTION_\w+|57P0\d|08\w{3}|53\d{3})$/.test(
    reasonOf(error),
  );
}

/** The code of an error or of its nearest cause that has one. */
function reasonOf(error: unknown): string {
  for (let e: unknown = error; e instanceof Error; e = e.cause) {
    if ('code' in e && typeof e.code === 'string') return e.code;
  }
  return error instanceof Error ? error.message : String(error);
}

/** host:port/database, without user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
