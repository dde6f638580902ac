import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedServer, startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { inspectServerLog } from './canaries/tables.ts';
import { grantToTests } from './roles.ts';

let server: EmbeddedServer | undefined;
let dataDir: string | undefined;

/** Starts one PostgreSQL for the whole run. Its address reaches the test files by environment. */
export async function globalSetup(): Promise<void> {
  dataDir = mkdtempSync(join(tmpdir(), 'kopir-test-'));
  chmodSync(dataDir, 0o755); // as root the server runs as another user
  server = await startEmbedded({
    dataDir,
    whenOwned: 'refuse',
    // Tests restart nothing: durability costs time and proves nothing here.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300' },
  });
  await migrate(server.url);
  await grantToTests(server.url);
  process.env.TEST_DATABASE_URL = server.url;
  // Hundreds of processes load the same modules; without this each compiles them anew, half a second at a time.
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../node_modules/.cache/compiled');
}

export async function globalTeardown(): Promise<void> {
  await server?.close();
  if (dataDir) inspectServerLog(dataDir);
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
}
