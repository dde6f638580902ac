import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnvironment } from './support/childEnvironment.ts';
import { freshDatabase } from './support/database.ts';
import { aDataDir, endProgram, startProgram } from './support/program.ts';
import { refusedStart } from './support/runToEnd.ts';

/** Starts the program; `output` is what it wrote so far. */
function run(environment: Record<string, string>) {
  const env = childEnvironment({ PORT: '0', ...environment });
  const child = spawn(process.execPath, ['src/main.ts'], { env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk));
  return { child, output: () => output };
}

test('a second demo on the same folder is refused in words and changes nothing of the first', async () => {
  const dataDir = aDataDir();
  const first = await startProgram({ DATA_DIR: dataDir, PORT: '0' });
  const archive = join(dataDir, 'demo/archive.json');
  const before = readFileSync(archive, 'utf8');
  const said = await refusedStart({ DATA_DIR: dataDir });
  assert.match(said, /Another Köpir \(process \d+\) uses .*Stop it first, or set another DATA_DIR\n$/);
  assert.doesNotMatch(said, /stack/);
  assert.equal(readFileSync(archive, 'utf8'), before);
  assert.equal((await fetch(`${first.origin}/readyz`)).status, 200);
  await endProgram(first.child, 'SIGTERM');
});

test('a port that is taken and a folder that cannot be written are said in one line each', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = String(address && typeof address === 'object' ? address.port : 0);
  assert.match(
    await refusedStart({ DATA_DIR: aDataDir(), PORT: port }),
    new RegExp(`^Cannot listen on 127\\.0\\.0\\.1:${port}: port ${port} is taken: set another PORT.*\n$`),
  );
  other.close();

  const folder = aDataDir();
  writeFileSync(join(folder, 'file'), '');
  assert.match(
    await refusedStart({ DATA_DIR: join(folder, 'file') }),
    /^DATA_DIR: .*file.demo cannot be written \(ENOTDIR\): let this user write there, or set another DATA_DIR\n$/,
  );
  if (process.getuid?.() === 0) return; // root may write everywhere
  mkdirSync(join(folder, 'closed'));
  chmodSync(join(folder, 'closed'), 0o500);
  assert.match(await refusedStart({ DATA_DIR: join(folder, 'closed') }), /cannot be written \(EACCES\)/);
});

test('a Bot API that does not answer is waited for, and the program says so', async () => {
  const { url } = await freshDatabase();
  const { child, output } = run({
    BOT_TOKEN: '123:abcdef',
    BOT_API_ROOT: 'http://127.0.0.1:9',
    CONTACT: 'editor@example.org',
    DATABASE_URL: url,
    DATA_DIR: aDataDir(),
    LOG_LEVEL: 'warn',
  });
  for (let i = 0; i < 150 && !output().includes('the Bot API'); i++) await sleep(100);
  assert.match(output(), /the Bot API does not answer; next try in 5 s/);
  assert.ok(!output().includes('abcdef'), 'without the token');
  assert.equal(child.exitCode, null, 'it waits');
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number];
  assert.equal(code, 0, output());
});
