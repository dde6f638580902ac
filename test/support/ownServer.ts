import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { isAlive } from '../../src/store/postmaster.ts';
import { atEnd, removeNow } from './atEnd.ts';
import { inspectDatabase } from './canaries/tables.ts';

/** A PostgreSQL of its own with a migrated database, in a folder that goes with it. */
export interface OwnServer {
  readonly url: string;
  /** Of its first process, whose children are all others. */
  readonly pid: number;
  close(): Promise<void>;
}

/** Starts such a server. It ends with this process at the latest, also at SIGINT and SIGTERM. */
export async function ownServer(settings: Readonly<Record<string, string>> = {}): Promise<OwnServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kopir-own-'));
  chmodSync(dataDir, 0o755); // as root the server runs as another user
  const server = await startEmbedded({ dataDir, whenOwned: 'refuse', settings }).catch((error: unknown) => {
    removeNow(dataDir);
    throw error;
  });
  const stay = atEnd(() => {
    if (isAlive(server.pid)) process.kill(server.pid, 'SIGQUIT');
    removeNow(dataDir);
  });
  const close = async (): Promise<void> => {
    await inspectDatabase(server.url);
    await server.close();
    stay();
    removeNow(dataDir);
  };
  try {
    await migrate(server.url);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: server.url, pid: server.pid, close };
}

/** Runs `work` with such a server that has many connections, and ends it whatever comes of it. */
export async function withOwnServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const server = await ownServer({ max_connections: '200' });
  try {
    return await work(server.url);
  } finally {
    await server.close();
  }
}
