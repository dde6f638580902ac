import { readConfig } from '../config.ts';
import { loadKnowledge } from '../digests.ts';
import { compileKnowledge } from '../domain/understand.ts';
import { analyzeLines } from './analyzeLines.ts';

/**
 * `npm run -s analyze [-- --digests dir] < articles.jsonl`: what Köpir makes of each text, JSON Lines in
 * and out, in the same order. Needs no database and no network. A bad line gets `{"id"?,"error"}`.
 */
async function main(): Promise<void> {
  const dir = digestsDir();
  if (dir === null) return;
  const loaded = loadKnowledge(dir);
  if (loaded.kind === 'invalid') return fail(loaded.mistakes);
  const understanding = await compileKnowledge(loaded.knowledge);
  process.stdin.setEncoding('utf8');
  let input = '';
  for await (const chunk of process.stdin) input += chunk;
  for (const line of analyzeLines(input, understanding, new Date().getUTCFullYear()))
    if (!process.stdout.write(`${line}\n`))
      await new Promise((resume) => process.stdout.once('drain', resume));
}

function digestsDir(): string | null {
  const flag = process.argv.indexOf('--digests');
  const given = flag < 0 ? undefined : process.argv[flag + 1];
  if (given !== undefined) return given;
  const result = readConfig(undefined, 'tool');
  if (result.kind === 'ok') return result.config.digestsDir;
  fail(result.mistakes);
  return null;
}

function fail(mistakes: readonly string[]): void {
  for (const mistake of mistakes) console.error(mistake);
  process.exitCode = 1;
}

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

await main();
