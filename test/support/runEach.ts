/**
 * `npm run bench [-- name [options]]` and `npm run faults [-- name [options]]`: every program of a folder, one after the
 * other, each in a process of its own; or one, with its own options. Begins with date, machine and versions. Exit code
 * 1 when one of them missed a limit or failed. What ends in `.test.ts` belongs to `npm test`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { basename, join } from 'node:path';
import { findServer } from '../../src/store/server.ts';
import { atEnd } from './atEnd.ts';

const [folder = '', only, ...options] = process.argv.slice(2);
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => basename(file, '.ts'))
  .sort();
if (only !== undefined && !all.includes(only)) {
  console.error(`There is no "${only}" in ${folder}: ${all.join(', ')}`);
  process.exit(1);
}

console.log(new Date().toISOString());
const cores = cpus();
const memory = `${(totalmem() / 2 ** 30).toFixed(1)} GB`;
console.log(`${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory}, ${process.platform}`);
console.log(`load of the minute before: ${loadavg()[0]?.toFixed(2)}`);
console.log(`Node ${process.versions.node}, ${serverVersion()}`);
for (const name of only === undefined ? all : [only]) {
  console.log(`\n${[name, ...options].join(' ')}`);
  const started = performance.now();
  // Some measure memory after a collection that they ask for.
  const program = [join(folder, `${name}.ts`), ...options];
  const child = spawn(process.execPath, ['--expose-gc', ...program], { stdio: 'inherit' });
  const stay = atEnd(() => child.kill('SIGTERM'));
  const [status, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  stay();
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  if (status !== 0) process.exitCode = 1;
  console.log(`${name} took ${seconds} s${status === 0 ? '' : `, ended with ${signal ?? `code ${status}`}`}`);
}

/** "postgres (PostgreSQL) 18.4", of the packaged server. */
function serverVersion(): string {
  const place = mkdtempSync(join(tmpdir(), 'kopir-bench-'));
  chmodSync(place, 0o755); // else, as root, a place for the server's user is made elsewhere
  try {
    const { postgres } = findServer(place, () => {});
    return execFileSync(postgres, ['--version'], { encoding: 'utf8' }).trim();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
