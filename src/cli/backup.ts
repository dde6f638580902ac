import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { backupOf } from '../store/backup.ts';
import { runTool, ToolProblem, toolConfig, toolDatabase } from './tool.ts';

/** `npm run backup -- <file>`: all tables in one snapshot, gzipped, while the bot runs on. */
await runTool(async () => {
  const [file, ...more] = process.argv.slice(2);
  if (file === undefined || more.length > 0) throw new ToolProblem('Usage: npm run backup -- <file.gz>');
  const database = await toolDatabase(toolConfig());
  // Under another name until it is whole, and for nobody else's eyes: it holds who reads what.
  const unfinished = `${file}.part`;
  try {
    await pipeline(
      backupOf(database.url),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600, flush: true }),
    );
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    await database.close();
  }
  console.log(`${file}: ${((await stat(file)).size / 1e6).toFixed(1)} MB`);
});
