import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { postgres } from '../../../src/store/drizzle.ts';
import { readPidFile } from '../../../src/store/postmaster.ts';
import { placeOf } from './look.ts';
import { count, inspect, isCanaryRun, report } from './record.ts';

const ROWS_AT_A_TIME = 2000;

/** In a canary run, looks at every row of every table. @throws when the database cannot be read */
export async function inspectDatabase(url: string): Promise<void> {
  if (!isCanaryRun()) return;
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const tables = await sql<{ schema: string; name: string }[]>`
      select schemaname as schema, tablename as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`;
    for (const { schema, name } of tables) {
      const rows = sql<{ row: string }[]>`select t::text as row from ${sql(schema)}.${sql(name)} t`;
      for await (const some of rows.cursor(ROWS_AT_A_TIME)) {
        count('rows', some.length);
        inspect(placeOf(name), name, some.map(({ row }) => row).join('\n'));
      }
    }
    count('databases');
    count('tables', tables.length);
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** The same with the embedded database of a program whose data are in `dataDir`, and with the log of its server. */
export async function inspectEmbedded(dataDir: string): Promise<void> {
  if (!isCanaryRun()) return;
  for (const home of [dataDir, join(dataDir, 'demo')]) {
    const password = join(home, 'password');
    const running = existsSync(password) ? readPidFile(join(home, 'postgres')) : null;
    if (running === null) continue;
    const secret = readFileSync(password, 'utf8').trim();
    await inspectDatabase(`postgres://kopir:${secret}@127.0.0.1:${running.port}/kopir`);
    inspectServerLog(home);
  }
}

/** Looks at what PostgreSQL itself wrote, in the folder of an embedded server: also details of rows, of whomever. */
export function inspectServerLog(home: string): void {
  const file = join(home, 'postgres.log');
  if (!isCanaryRun() || !existsSync(file)) return;
  const said = readFileSync(file, 'utf8');
  count('outputBytes', said.length);
  inspect('output', 'postgres.log', said);
  const excerpt = /\b(DETAIL|CONTEXT): .*/.exec(said)?.[0];
  if (excerpt !== undefined) report({ what: 'a row', place: 'output', where: 'postgres.log', excerpt });
}
