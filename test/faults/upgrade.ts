/**
 * The code of an older version on the present tables, as during an upgrade: its own tests, with databases that this
 * version migrated. `node test/faults/upgrade.ts`: `--from` a tag or commit (default: the one before the last
 * migration), `--tests` a pattern of its test files. Needs the repository's history.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, globSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { migrationCount } from '../../src/store/migrate.ts';
import { atEnd, removeNow } from '../support/atEnd.ts';
import { report } from '../support/figures.ts';

/** What reads and writes tables; other tests prove nothing here. */
const TESTS = 'test/{app,store,telegram}/*.test.ts';
/** They are about the tables of their own version, or take no database at all. */
const OF_ITS_OWN_TABLES = /store\/(migrate|expand|schema|backup|embedded)\.test\.ts$/;

const git = (...args: string[]): string => execFileSync('git', args, { encoding: 'utf8' }).trim();

/** The commit before the last one that added a migration; null without history. */
function beforeLastMigration(): string | null {
  try {
    return git('rev-parse', `${git('log', '-1', '--format=%H', '--', 'migrations/*.sql')}^`);
  } catch {
    return null;
  }
}

/** Unpacks the files of `ref` into a folder of its own, with the packages of this one. */
function unpack(ref: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'kopir-upgrade-'));
  chmodSync(folder, 0o755);
  const archive = execFileSync('git', ['archive', ref], { maxBuffer: 2 ** 30 });
  execFileSync('tar', ['-x', '-C', folder], { input: archive });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  // Tests empty tables between cases; tables that are new by now may refer to these.
  for (const file of globSync('test/**/*.ts', { cwd: folder })) {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const cascading = text.replace(/\b(truncate (?:\w+, )*\w+)([`'"])/g, '$1 cascade$2');
    if (cascading !== text) writeFileSync(path, cascading);
  }
  return folder;
}

/** Runs the tests of `folder` on databases that this version migrated, and prints what failed. */
async function runTests(folder: string, pattern: string): Promise<{ passed: number; failed: number }> {
  const files = globSync(pattern, { cwd: folder }).filter((file) => !OF_ITS_OWN_TABLES.test(file));
  const options = ['--test', '--test-concurrency=2', '--test-reporter=tap'];
  const setup = `--test-global-setup=${resolve('test/support/server.ts')}`;
  const child = spawn(process.execPath, [...options, setup, ...files], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stay = atEnd(() => child.kill('SIGTERM'));
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  await once(child, 'exit');
  stay();
  for (const line of said.split('\n').filter((one) => /^not ok|^ {2}(error|code): /.test(one)))
    console.log(line);
  const count = (what: string) => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(said)?.[1] ?? 0);
  return { passed: count('pass'), failed: count('fail') + count('cancelled') };
}

const { values } = parseArgs({
  options: { from: { type: 'string' }, tests: { type: 'string', default: TESTS } },
});
const from = values.from ?? beforeLastMigration();
if (from === null) console.log('There is no history of the repository here: nothing to compare with');
else {
  const folder = unpack(from);
  const stay = atEnd(() => removeNow(folder));
  try {
    const journal = readFileSync(join(folder, 'migrations/meta/_journal.json'), 'utf8');
    const { length } = (JSON.parse(journal) as { entries: unknown[] }).entries;
    console.log(`${git('log', '-1', '--format=%h %s', from)}: ${length} of ${migrationCount()} migrations`);
    const { passed, failed } = await runTests(folder, values.tests);
    report('tests of the older version that pass on the present tables', passed, 'tests', { least: 1 });
    report('tests of the older version that fail', failed, 'tests', { most: 0 });
  } finally {
    stay();
    removeNow(folder);
  }
}
