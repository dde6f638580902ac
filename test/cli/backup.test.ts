import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { aDataDir } from '../support/program.ts';
import { runToEnd } from '../support/runToEnd.ts';

const run = (name: string, args: readonly string[], databaseUrl: string) =>
  runToEnd(`src/cli/${name}.ts`, args, { DATABASE_URL: databaseUrl, DATA_DIR: aDataDir() });

test('backup and restore carry an installation from one database to another', async () => {
  const from = await freshDatabase();
  await from.sql`insert into chats (chat_id, type, language, zone) values (1, 'private', 'kk', 'Asia/Almaty')`;
  const file = join(aDataDir(), 'kopir.gz');
  const made = await run('backup', [file], from.url);
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /kopir\.gz: 0\.\d MB/);
  assert.equal(statSync(file).mode & 0o777, 0o600, 'nobody else may read who reads what');
  assert.ok(!existsSync(`${file}.part`));

  const into = await freshDatabase({ migrated: false });
  const back = await run('restore', [file], into.url);
  assert.equal(back.code, 0, back.err);
  assert.match(back.out, /chats\s+1\b/);
  const chats = await into.sql<{ language: string }[]>`select language from chats`;
  assert.deepEqual([...chats], [{ language: 'kk' }]);

  const again = await run('restore', [file], into.url);
  assert.equal(again.code, 1);
  assert.match(again.err, /needs an empty one/);
  assert.doesNotMatch(again.err, /\n\s+at /, 'words, not a stack');
});

test('a file that was cut off is refused, and a backup without a name is explained', async () => {
  const from = await freshDatabase();
  const file = join(aDataDir(), 'kopir.gz');
  await run('backup', [file], from.url);
  writeFileSync(file, readFileSync(file).subarray(0, -20));
  const into = await freshDatabase({ migrated: false });
  const cut = await run('restore', [file], into.url);
  assert.equal(cut.code, 1);
  assert.match(cut.err, /damaged/);
  assert.match((await run('restore', ['/no/such/file'], into.url)).err, /There is no file/);
  assert.match((await run('backup', [], from.url)).err, /Usage/);
});
