/**
 * `node test/support/canaries/run.ts [files]`: runs the suite, or these files of it, with every secret and everything
 * personal marked (`watch.ts`), and looks for it in every output, page, reply and table. Ends with 1 when something is
 * found, when a test fails, and when there was nothing to look at.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mistakes, sum } from './verdict.ts';

const given = process.argv.slice(2);
const files = given.length > 0 ? given : globSync('test/**/*.test.ts');
const folder = mkdtempSync(join(tmpdir(), 'kopir-canaries-'));
const watch = pathToFileURL(join(import.meta.dirname, 'watch.ts')).href;
try {
  const run = spawn(
    process.execPath,
    [
      ...['--test', '--test-concurrency=4', '--test-reporter=dot'],
      ...['--test-global-setup=test/support/server.ts', ...files],
    ],
    {
      stdio: 'inherit',
      env: {
        ...process.env,
        CANARIES_DIR: folder,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${watch}`.trim(),
      },
    },
  );
  // Both signals reach the whole group; what was looked at until then is still told, and the records go.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => run.kill(signal));
  const [code] = (await once(run, 'exit')) as [number | null];
  const seen = sum(folder);
  const wrong = mistakes(seen, given.length === 0);
  console.log(JSON.stringify(seen.figures));
  console.log(wrong.length === 0 ? 'found 0' : `found ${wrong.length}\n${wrong.join('\n')}`);
  if (code !== 0) console.log('tests failed: what they did not reach was not looked at');
  process.exitCode = code === 0 && wrong.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
