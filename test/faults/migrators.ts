/**
 * Programs that migrate the same database at once, and programs killed in the middle of it. `node test/faults/migrators.ts`
 * is the full form: 10 starts × 20 databases, then 20 databases whose first start is killed. `--starts`, `--databases`,
 * `--killed`, `--seed`.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { checkMigrated, migrationCount } from '../../src/store/migrate.ts';
import { childEnvironment } from '../support/childEnvironment.ts';
import { seeded } from '../support/faultMix.ts';
import { report } from '../support/figures.ts';
import { withOwnServer } from '../support/ownServer.ts';

export interface MigratorFigures {
  readonly starts: number;
  /** Starts that ended with code 0, and databases with one row for each migration. */
  readonly succeeded: number;
  readonly whole: number;
  /** First starts killed while their connection worked, and databases that the next start healed. */
  readonly killed: number;
  readonly healed: number;
}

/** Runs `starts` programs on each of `databases`, then one on each of `killed` and kills it, then another. */
export async function migrators(
  server: string,
  { starts, databases, killed, seed }: { starts: number; databases: number; killed: number; seed: number },
): Promise<MigratorFigures> {
  const random = seeded(seed);
  const admin = connect(Object.assign(new URL(server), { pathname: '/postgres' }).href, {
    max: 2,
    statementSeconds: 0,
  });
  const children = new Set<ChildProcess>();
  const start = (url: string): ChildProcess => {
    const child = spawn(process.execPath, ['src/cli/migrate.ts'], {
      env: childEnvironment({ DATABASE_URL: url }),
      stdio: 'ignore',
    });
    children.add(child);
    child.once('exit', () => children.delete(child));
    return child;
  };
  const codeOf = async (child: ChildProcess): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };
  const names: string[] = [];
  const create = async (n: number): Promise<string> => {
    const name = `migrated_${seed}_${n}`;
    await admin.sql.unsafe(`create database ${name} template template0`);
    names.push(name);
    return Object.assign(new URL(server), { pathname: `/${name}` }).href;
  };
  const isWhole = async (url: string): Promise<boolean> => {
    await checkMigrated(url);
    const { sql, close } = connect(url, { max: 1 });
    const [row] = await sql`
      select count(*)::int as n, count(distinct hash)::int as different from drizzle.__drizzle_migrations`;
    await close(1);
    return row?.n === migrationCount() && row?.different === row?.n;
  };
  let [succeeded, whole, died, healed] = [0, 0, 0, 0];
  try {
    for (let n = 0; n < databases; n++) {
      const url = await create(n);
      const codes = await Promise.all(Array.from({ length: starts }, () => codeOf(start(url))));
      succeeded += codes.filter((code) => code === 0).length;
      if (await isWhole(url).catch(() => false)) whole += 1;
    }
    for (let n = 0; n < killed; n++) {
      const url = await create(databases + n);
      const name = names.at(-1) ?? '';
      const child = start(url);
      const began = async () => {
        const [row] = await admin.sql`
          select 1 as n from pg_stat_activity where datname = ${name} and application_name = 'kopir-migrate'`;
        return row !== undefined;
      };
      while (child.exitCode === null && !(await began())) await sleep(2);
      await sleep(random() * 60);
      child.kill('SIGKILL');
      if ((await codeOf(child)) === null) died += 1;
      if ((await codeOf(start(url))) === 0 && (await isWhole(url).catch(() => false))) healed += 1;
    }
  } finally {
    for (const child of children) child.kill('SIGKILL');
    for (const name of names) await admin.sql.unsafe(`drop database if exists ${name} with (force)`);
    await admin.close(1);
  }
  return { starts: starts * databases, succeeded, whole, killed: died, healed };
}

/** What is promised of such a run, with the figures. */
export function linesOf(databases: number, killed: number, figures: MigratorFigures) {
  return [
    ['starts that succeeded', figures.succeeded, 'starts', { least: figures.starts }],
    ['databases with each migration applied once', figures.whole, 'databases', { least: databases }],
    ['killed while they migrated', figures.killed, 'starts', { least: Math.ceil(killed / 2) }],
    ['databases healed by the next start', figures.healed, 'databases', { least: killed }],
  ] as const;
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      starts: { type: 'string', default: '10' },
      databases: { type: 'string', default: '20' },
      killed: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    },
  });
  const [starts, databases, killed, seed] = [values.starts, values.databases, values.killed, values.seed].map(
    Number,
  ) as [number, number, number, number];
  console.log(`seed: ${seed}`);
  const figures = await withOwnServer((url) => migrators(url, { starts, databases, killed, seed }));
  for (const [name, figure, unit, limit] of linesOf(databases, killed, figures)) {
    report(name, figure, unit, limit);
  }
}
