import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { postgres } from './drizzle.ts';
import { DatabaseProblem } from './migrate.ts';
import { claimOwnership } from './ownership.ts';
import { isAlive, isServer, readPidFile } from './postmaster.ts';
import { findServer, type ServerPrograms } from './server.ts';

/** Longest time a server may take to accept connections; recovery after a crash is part of it. */
const START_SECONDS = 60;
const STOP_SECONDS = 15;
const USER = 'kopir';
const DATABASE = 'kopir';

/** A PostgreSQL of our own that runs, started by this process or by another one. */
export interface EmbeddedServer {
  /** postgres:// address of the database, with its password. */
  readonly url: string;
  /** Process id of the server. */
  readonly pid: number;
  /** False once the server ended, whoever ended it: nobody starts it again while we run. */
  isRunning(): boolean;
  /** Stops the server when this process owns it; else leaves it to its owner. */
  close(): Promise<void>;
}

/**
 * Starts PostgreSQL from the npm package with its data in `dataDir`, or adopts one whose owner died.
 *
 * Survives `kill -9`: the server lives on, and the next start adopts it. While another living process
 * owns it, `whenOwned` decides: `share` uses that server without ever stopping it, `refuse` throws.
 *
 * @param options.settings extra server settings, such as `{ fsync: 'off' }` for tests
 * @throws DatabaseProblem when refused or not writable; Error with the server's log when it does not start
 */
export async function startEmbedded(options: {
  readonly dataDir: string;
  readonly whenOwned: 'share' | 'refuse';
  readonly settings?: Readonly<Record<string, string>>;
  readonly say?: (words: string) => void;
}): Promise<EmbeddedServer> {
  const programs = findServer(resolve(options.dataDir), options.say ?? (() => {}));
  const cluster = join(programs.home, 'postgres');
  const ownership = claimOwnership(join(programs.home, 'owner.json'));
  if (ownership.kind === 'taken') {
    if (options.whenOwned === 'refuse') {
      throw new DatabaseProblem(
        `Another Köpir (process ${ownership.pid}) uses ${programs.home}. Stop it first, or set another DATA_DIR`,
      );
    }
    const running = await waitForRunning(cluster, programs);
    return { ...running, isRunning: () => isServer(running.pid, cluster), close: async () => {} };
  }
  try {
    if (!existsSync(join(cluster, 'PG_VERSION'))) await createCluster(programs, cluster);
    const server =
      (await adopt(cluster, programs)) ?? (await startServer(cluster, programs, options.settings ?? {}));
    return {
      ...server,
      isRunning: () => isServer(server.pid, cluster),
      close: async () => {
        await stopServer(server.pid);
        ownership.release();
      },
    };
  } catch (error) {
    ownership.release();
    throw error;
  }
}

/** Creates the cluster beside its final place and renames it, so that a killed start leaves no half one. */
async function createCluster(programs: ServerPrograms, cluster: string): Promise<void> {
  const half = `${cluster}.new`;
  rmSync(half, { recursive: true, force: true });
  rmSync(cluster, { recursive: true, force: true });
  mkdirSync(half, { mode: 0o700 });
  if (programs.runAs) chownSync(half, programs.runAs.uid, programs.runAs.gid);
  const password = join(programs.home, 'password');
  writeFileSync(password, randomBytes(24).toString('hex'), { mode: 0o600 });
  if (programs.runAs) chownSync(password, programs.runAs.uid, programs.runAs.gid);
  // Under locale C pg_trgm knows no Cyrillic and lower('Қ') stays 'Қ'; macOS has no C.UTF-8.
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  await promisify(execFile)(
    programs.initdb,
    [
      '-D',
      half,
      '-U',
      USER,
      '-E',
      'UTF8',
      `--locale=${locale}`,
      '-A',
      'scram-sha-256',
      `--pwfile=${password}`,
    ],
    { ...programs.runAs, cwd: '/', env: environment() },
  );
  renameSync(half, cluster);
}

async function startServer(
  cluster: string,
  programs: ServerPrograms,
  settings: Readonly<Record<string, string>>,
  attempts = 10,
): Promise<{ url: string; pid: number }> {
  const port = await freePort();
  const all = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    // Taken as it fills. Chats lie in the order in which they registered, but are planned by id: with
    // less, pages of a large tick are read and written again for each of its chunks.
    shared_buffers: '128MB',
    // The log may grow to its default of 1 GB: with 4 GB a start after a crash took 34 s instead of 5.
    wal_buffers: '16MB',
    jit: 'off',
    log_min_messages: 'warning',
    // Details of an error repeat the row: chat ids and whatever else it holds.
    log_error_verbosity: 'terse',
    ...settings,
  };
  const logPath = join(programs.home, 'postgres.log');
  const log = openSync(logPath, 'w');
  const child = spawn(
    programs.postgres,
    [
      '-D',
      cluster,
      '-p',
      String(port),
      ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
    ],
    // Detached: Ctrl-C reaches this program only, which needs the server until its own work is done.
    { ...programs.runAs, cwd: '/', env: environment(), stdio: ['ignore', log, log], detached: true },
  );
  closeSync(log);
  child.unref();
  let ended: string | null = null;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? `code ${code}`}`;
  });
  const url = urlOf(programs, port);
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await sleep(50)) {
    if (ended !== null) break;
    if (child.pid !== undefined && (await answers(url))) {
      await ensureDatabase(url);
      return { url: withDatabase(url), pid: child.pid };
    }
  }
  const tail = readFileSync(logPath, 'utf8').trim().split('\n').slice(-5).join('\n');
  if (attempts > 1 && /still in use/.test(tail)) {
    // The children of a killed server need a moment to notice that it is gone.
    await sleep(1000);
    return startServer(cluster, programs, settings, attempts - 1);
  }
  throw new Error(`PostgreSQL did not start (${ended ?? `no answer in ${START_SECONDS} s`}):\n${tail}`);
}

/** A server that runs on this cluster although its owner is gone. Null when there is none. */
async function adopt(
  cluster: string,
  programs: ServerPrograms,
): Promise<{ url: string; pid: number } | null> {
  const running = readPidFile(cluster);
  if (running === null) return null;
  if (!isServer(running.pid, cluster)) {
    // PostgreSQL takes a stale file for a living server when its process was never waited for (a
    // container without init) or when the number belongs to another program by now.
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return null;
  }
  const url = urlOf(programs, running.port);
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(100)) {
    if (await answers(url)) {
      await ensureDatabase(url);
      return { url: withDatabase(url), pid: running.pid };
    }
    if (!isServer(running.pid, cluster)) return null;
  }
  throw new Error(
    `The PostgreSQL of an earlier start (process ${running.pid}) does not answer: stop it first`,
  );
}

async function waitForRunning(
  cluster: string,
  programs: ServerPrograms,
): Promise<{ url: string; pid: number }> {
  for (const deadline = Date.now() + START_SECONDS * 1000; Date.now() < deadline; await sleep(100)) {
    const running = readPidFile(cluster);
    if (running && (await answers(urlOf(programs, running.port)))) {
      const url = urlOf(programs, running.port);
      await ensureDatabase(url);
      return { url: withDatabase(url), pid: running.pid };
    }
  }
  throw new Error(`The PostgreSQL of another Köpir in ${programs.home} does not answer`);
}

/** Fast shutdown: sessions are ended, everything committed is on disk. */
async function stopServer(pid: number): Promise<void> {
  if (!isAlive(pid)) return;
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + STOP_SECONDS * 1000; Date.now() < deadline; await sleep(50)) {
    if (!isAlive(pid)) return;
  }
  process.kill(pid, 'SIGQUIT');
}

/** Whether the server at `url` takes a connection and answers within two seconds. Never throws. */
export async function answers(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql.unsafe(`create database ${DATABASE}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function urlOf(programs: ServerPrograms, port: number): string {
  const password = readFileSync(join(programs.home, 'password'), 'utf8').trim();
  return `postgres://${USER}:${password}@127.0.0.1:${port}/postgres`;
}

function withDatabase(url: string): string {
  return url.replace(/\/postgres$/, `/${DATABASE}`);
}

/** A port that was free a moment ago. */
function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer().once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? done(address.port) : fail(new Error('no port')),
      );
    });
  });
}

/** What the server needs of the environment: no secrets of ours, messages in English for the log. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}
