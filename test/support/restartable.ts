import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers, startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { isAlive } from '../../src/store/postmaster.ts';
import { findServer } from '../../src/store/server.ts';
import { atEnd, removeNow } from './atEnd.ts';
import { inspectDatabase } from './canaries/tables.ts';

/** A PostgreSQL of its own that keeps its port, with a migrated database. */
export interface RestartableServer {
  readonly url: string;
  readonly port: number;
  /** Ends it as `pg_ctl stop -m immediate` does: no session hears a word. */
  crash(): Promise<void>;
  /** Starts it again on the same port and resolves when it answers. */
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Runs such a server with its data in `dataDir`, by default in a new folder that goes with it.
 *
 * @param settings of the server; what it must not lose at a crash needs `synchronous_commit`
 */
export async function restartableServer(
  settings: Readonly<Record<string, string>> = {},
  dataDir = mkdtempSync(join(tmpdir(), 'kopir-restarts-')),
): Promise<RestartableServer> {
  chmodSync(dataDir, 0o755); // as root the server runs as another user
  const all = { max_connections: '120', ...settings };
  const first = await startEmbedded({ dataDir, whenOwned: 'refuse', settings: all });
  let { pid } = first;
  const port = Number(new URL(first.url).port);
  const programs = findServer(dataDir, () => {});
  const own = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...all };
  const words = Object.entries(own).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  const crash = async (): Promise<void> => {
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    while (isAlive(pid)) await sleep(10);
  };
  const start = async (): Promise<void> => {
    for (;;) {
      const server = spawn(
        programs.postgres,
        ['-D', join(programs.home, 'postgres'), '-p', String(port), ...words],
        { ...programs.runAs, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' }, stdio: 'ignore' },
      );
      await once(server, 'spawn');
      pid = server.pid!;
      while (server.exitCode === null && !(await answers(first.url))) await sleep(20);
      if (server.exitCode === null) return;
      await sleep(200); // the children of the crashed one still hold its memory
    }
  };
  const stay = atEnd(() => {
    if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
    removeNow(dataDir);
  });
  const close = async (): Promise<void> => {
    if (await answers(first.url)) await inspectDatabase(first.url);
    await crash();
    await first.close();
    stay();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(first.url);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: first.url, port, crash, start, close };
}
