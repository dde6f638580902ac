import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Sql } from 'postgres';
import { type BackupEnd, type BackupHead, END_OF_ROWS, type TableHead } from './backup.ts';
import { connect } from './client.ts';
import { DatabaseProblem, migrate, migrationCount } from './migrate.ts';

/** Lines are handed to PostgreSQL in pieces of about so many UTF-16 units. */
const PIECE_LENGTH = 64 * 1024;

/** What a backup held. */
export interface Restored {
  /** When it was made. */
  readonly madeAt: Date;
  /** Rows per table. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Fills the empty database at `url` from a backup, and brings it to the present schema. All or nothing: when it fails,
 * the tables that it made are gone again.
 *
 * @param file bytes of `backupOf`
 * @throws DatabaseProblem when the database is not empty or cannot serve us, when the file is no whole backup, or when a
 *   newer version made it
 */
export async function restore(url: string, file: AsyncIterable<Uint8Array>): Promise<Restored> {
  const lines = linesOf(file);
  const head = headOf((await lines.next()).value);
  const connection = connect(url, { max: 1, name: 'kopir-restore', statementSeconds: 0 });
  try {
    await mustBeEmpty(connection.sql);
    await migrate(url, head.migrations);
    try {
      const rows = await fill(connection.sql, lines);
      await migrate(url);
      return { madeAt: new Date(head.madeAt), rows };
    } catch (error) {
      await clear(connection.sql);
      throw error;
    }
  } finally {
    await connection.close(1);
  }
}

function headOf(text: string | undefined): BackupHead {
  const head = jsonOf(text) as Partial<BackupHead> | null;
  if (head?.kopir !== 1 || typeof head.migrations !== 'number' || typeof head.madeAt !== 'string') {
    throw new DatabaseProblem('The file is no backup of Köpir: "npm run backup -- <file>" makes one');
  }
  if (head.migrations > migrationCount()) {
    throw new DatabaseProblem(
      `A newer Köpir made the backup (${head.migrations} migrations, this one knows ${migrationCount()}): restore it with that version or a later one`,
    );
  }
  return head as BackupHead;
}

async function mustBeEmpty(sql: Sql): Promise<void> {
  const [found] = await sql<{ name: string; n: number }[]>`
    select current_database() as name, count(*)::int as n from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`;
  if (found && found.n > 0) {
    throw new DatabaseProblem(
      `The database "${found.name}" holds ${found.n} tables: restore needs an empty one. CREATE DATABASE kopir TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'; or, without DATABASE_URL, an empty DATA_DIR`,
    );
  }
}

/** Puts the rows in, in one transaction. @returns how many per table */
async function fill(sql: Sql, lines: AsyncGenerator<string>): Promise<BackupEnd['rows']> {
  await sql`begin`;
  try {
    // A migration may have put rows where the backup has its own.
    await sql.unsafe(`truncate ${(await ownTables(sql)).join(', ')}`);
    const rows: Record<string, number> = {};
    for await (const text of lines) {
      const next = jsonOf(text) as Partial<TableHead & BackupEnd> | null;
      if (next?.rows !== undefined) {
        mustMatch(rows, next.rows);
        await continueIdentities(sql);
        await sql`commit`;
        return rows;
      }
      if (next?.table === undefined || next.columns === undefined)
        throw broken('a line that belongs to no table');
      const counted = { n: 0 };
      const copy = sql`copy ${sql(next.table)} (${sql([...next.columns])}) from stdin`;
      await pipeline(Readable.from(rowsOf(lines, counted)), await copy.writable());
      rows[next.table] = counted.n;
    }
    throw broken('its end is missing');
  } catch (error) {
    await sql`rollback`.catch(() => undefined);
    throw error;
  }
}

const broken = (why: string) => new DatabaseProblem(`The backup is damaged: ${why}. Nothing was restored`);

function mustMatch(found: Readonly<Record<string, number>>, stated: Readonly<Record<string, number>>): void {
  for (const [table, count] of Object.entries(stated)) {
    if (found[table] !== count) throw broken(`${found[table] ?? 0} of ${count} rows of ${table}`);
  }
}

/** The rows of one table as COPY reads them, up to its last line. */
async function* rowsOf(lines: AsyncGenerator<string>, counted: { n: number }): AsyncGenerator<string> {
  let piece = '';
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) throw broken('it ends inside a table');
    if (value === END_OF_ROWS) break;
    counted.n += 1;
    piece += `${value}\n`;
    if (piece.length >= PIECE_LENGTH) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

/** New rows get numbers after those that came from the backup. */
async function continueIdentities(sql: Sql): Promise<void> {
  const identities = await sql<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and is_identity = 'YES'`;
  for (const { table, column } of identities) {
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
      coalesce((select max(${sql(column)}) from ${sql(table)}), 0) + 1, false)`;
  }
}

async function ownTables(sql: Sql): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(table_name) as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`;
  return tables.map(({ name }) => name);
}

/** Takes the tables away again, so that the same database can be tried once more. */
async function clear(sql: Sql): Promise<void> {
  const tables = await ownTables(sql);
  if (tables.length > 0) await sql.unsafe(`drop table ${tables.join(', ')}`);
  await sql`drop schema if exists drizzle cascade`;
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}

/** Lines end with "\n" only: a row may hold any other character that some take for an end. */
async function* linesOf(file: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  for await (const chunk of file) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  if (rest !== '') yield rest;
}
