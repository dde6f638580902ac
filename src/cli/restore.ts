import { createReadStream, existsSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { startEmbedded } from '../store/embedded.ts';
import { DatabaseProblem } from '../store/migrate.ts';
import { restore } from '../store/restore.ts';
import { runTool, ToolProblem, table, toolConfig } from './tool.ts';

/** `npm run restore -- <file>`: fills an empty database from a backup of this version or an older one. */
await runTool(async () => {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) throw new ToolProblem('Usage: npm run restore -- <file.gz>');
  if (!existsSync(file)) throw new ToolProblem(`There is no file ${file}`);
  const { databaseUrl, dataDir } = toolConfig();
  const embedded = databaseUrl === null ? await startEmbedded({ dataDir, whenOwned: 'refuse' }) : null;
  try {
    const { madeAt, rows } = await restore(embedded?.url ?? databaseUrl ?? '', bytesOf(file));
    console.log(table(['table', 'rows'], Object.entries(rows)));
    console.log(`Restored as of ${madeAt.toISOString()}`);
  } finally {
    await embedded?.close();
  }
});

/** @throws DatabaseProblem when the file is no gzip, or only the beginning of one */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path).pipe(createGunzip()) as AsyncIterable<Uint8Array>;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (typeof code !== 'string' || !code.startsWith('Z_')) throw error;
    throw new DatabaseProblem(`The backup is damaged: ${(error as Error).message}. Nothing was restored`);
  }
}
