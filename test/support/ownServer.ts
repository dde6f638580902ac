import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

/** Runs `work` with a migrated database of its own on a server of its own, and ends both whatever comes of it. */
export async function withOwnServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'kopir-faults-'));
  chmodSync(dataDir, 0o755); // as root the server runs as another user
  try {
    const server = await startEmbedded({
      dataDir,
      whenOwned: 'refuse',
      settings: { max_connections: '200' },
    });
    try {
      await migrate(server.url);
      return await work(server.url);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
