import { Readable } from 'node:stream';
import type { Sql } from 'postgres';
import { connect } from './client.ts';
import { DatabaseProblem, MIGRATION_LOCK } from './migrate.ts';

/**
 * A copy of all tables as lines of text: a head, then per table its head, its rows as PostgreSQL's COPY writes them
 * (one line a row) and a line `\\.`, and at the end how many rows there are. It says nothing of the server's version,
 * so that a newer one takes it too.
 */
export interface BackupHead {
  /** Form of the file. */
  readonly kopir: 1;
  /** How many migrations the tables had. */
  readonly migrations: number;
  /** ISO instant. */
  readonly madeAt: string;
}

/** What stands before a table's rows. */
export interface TableHead {
  readonly table: string;
  readonly columns: readonly string[];
}

/** The last line: without it a file is only the beginning of a backup. */
export interface BackupEnd {
  readonly rows: Readonly<Record<string, number>>;
}

/** Longest time to wait for rows; PostgreSQL sends the first of a table at once. */
const SILENCE_SECONDS = 60;

/** The line after the last row of a table, as COPY's own protocol has it; no row looks like it. */
export const END_OF_ROWS = '\\.';

/**
 * All tables of the database at `url` in one snapshot, in an order in which they can be filled again. Others go on
 * reading and writing meanwhile; a migration waits.
 *
 * @returns bytes in pieces of any size
 * @throws DatabaseProblem while reading, when the database holds no tables of ours
 */
export function backupOf(url: string): Readable {
  return Readable.from(pieces(url), { objectMode: false });
}

async function* pieces(url: string): AsyncGenerator<string | Buffer> {
  const { sql, close } = connect(url, { max: 1, name: 'kopir-backup', statementSeconds: 0 });
  try {
    // What the tables are must not change under our hands.
    await sql`select pg_advisory_lock_shared(${MIGRATION_LOCK})`;
    await sql`begin transaction isolation level repeatable read, read only`;
    yield line(await headNow(sql));
    const rows: Record<string, number> = {};
    for (const head of await tablesInOrder(sql)) {
      yield line(head);
      let count = 0;
      const copied = await sql`copy ${sql(head.table)} (${sql([...head.columns])}) to stdout`.readable();
      for await (const chunk of chunksOf(copied)) {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count += 1;
        yield chunk;
      }
      yield `${END_OF_ROWS}\n`;
      rows[head.table] = count;
    }
    yield line({ rows } satisfies BackupEnd);
    await sql`commit`;
  } finally {
    await close(1);
  }
}

/** @throws Error when nothing comes for a minute: the driver does not say that a connection was lost */
async function* chunksOf(copied: Readable): AsyncGenerator<Buffer> {
  const chunks = copied[Symbol.asyncIterator]();
  for (;;) {
    const lost = new Error(`PostgreSQL sent nothing for ${SILENCE_SECONDS} s`);
    const timer = setTimeout(() => copied.destroy(lost), SILENCE_SECONDS * 1000);
    const { value, done } = await chunks.next().finally(() => clearTimeout(timer));
    if (done) break;
    yield value;
  }
  // When the last rows were more than the stream wanted, postgres.js 3.4 leaves the socket paused: nobody reads any more.
  copied._read(0);
}

async function headNow(sql: Sql): Promise<BackupHead> {
  const [known] = await sql<{ isOurs: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as "isOurs"`;
  if (!known?.isOurs)
    throw new DatabaseProblem('The database holds no tables of Köpir: there is nothing to back up');
  const [state] = await sql<{ migrations: number; madeAt: string }[]>`
    select count(*)::int as migrations, now() as "madeAt" from drizzle.__drizzle_migrations`;
  return { kopir: 1, migrations: state?.migrations ?? 0, madeAt: new Date(state?.madeAt ?? 0).toISOString() };
}

const line = (value: BackupHead | TableHead | BackupEnd): string => `${JSON.stringify(value)}\n`;

/**
 * The tables of the schema `public` with the columns that can be written, those that others refer to first. Columns
 * that PostgreSQL computes are left out.
 */
async function tablesInOrder(sql: Sql): Promise<TableHead[]> {
  const tables = await sql<{ table: string; columns: string[] }[]>`
    select t.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.tables t
      join information_schema.columns c using (table_schema, table_name)
     where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
     group by t.table_name order by t.table_name`;
  const references = await sql<{ table: string; needs: string }[]>`
    select conrelid::regclass::text as table, confrelid::regclass::text as needs
      from pg_constraint where contype = 'f' and conrelid <> confrelid`;
  const ordered: TableHead[] = [];
  while (ordered.length < tables.length) {
    const isPlaced = (name: string) => ordered.some(({ table }) => table === name);
    const next = tables.filter(
      ({ table }) =>
        !isPlaced(table) && references.every((one) => one.table !== table || isPlaced(one.needs)),
    );
    if (next.length === 0) throw new Error('tables refer to each other in a circle');
    ordered.push(...next);
  }
  return ordered;
}
