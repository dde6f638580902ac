import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { connect } from './client.ts';
import { applyMigrations, drizzle } from './drizzle.ts';
import { startWatchdog } from './watchdog.ts';

/** "köpi" in ASCII: the advisory lock under which migrations run, and which backups share. */
export const MIGRATION_LOCK = 0x6b6f7069;
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const OLDEST_VERSION = 15;

/** What is wrong with the database, in words for an operator, with the remedy. */
export class DatabaseProblem extends Error {
  override readonly name = 'DatabaseProblem';
}

/**
 * Brings the database at `url` to the present schema, after checking that it can serve us.
 *
 * Safe in any number of processes at once: they queue at an advisory lock.
 *
 * @param upTo so many of the first migrations only, for a backup that was made by an older version
 * @throws DatabaseProblem when version, encoding, locale, pg_trgm or a right is missing
 */
export async function migrate(url: string, upTo = migrationCount()): Promise<void> {
  const folder = upTo < migrationCount() ? firstMigrations(upTo) : null;
  try {
    await onOneConnection(url, async (sql) => {
      await checkServer(sql);
      await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
      try {
        await applyMigrations(drizzle(sql), { migrationsFolder: folder ?? MIGRATIONS });
      } catch (error) {
        throw remedyFor(error) ?? error;
      } finally {
        await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
      }
      await checkTrigrams(sql);
    });
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true });
  }
}

/** A copy of the migrations that names the first `count` of them. */
function firstMigrations(count: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'kopir-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: unknown[] };
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}

/**
 * Checks that the database is ready without changing it, for programs whose role may not migrate.
 *
 * @throws DatabaseProblem when a migration is missing or the server cannot serve us
 */
export async function checkMigrated(url: string): Promise<void> {
  await onOneConnection(url, async (sql) => {
    await checkServer(sql);
    const applied = await sql<{ n: number }[]>`
      select count(*)::int as n from drizzle.__drizzle_migrations`.catch(() => [{ n: 0 }]);
    const wanted = migrationCount();
    const found = applied[0]?.n ?? 0;
    if (found < wanted) {
      throw new DatabaseProblem(
        `The database has ${found} of ${wanted} migrations and MIGRATE is false: run "npm run migrate" with a role that may change tables`,
      );
    }
    await checkTrigrams(sql);
  });
}

/** How many migrations the program knows. */
export function migrationCount(): number {
  const journal: unknown = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'));
  return (journal as { entries: unknown[] }).entries.length;
}

async function onOneConnection(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const connection = connect(url, { max: 1, name: 'kopir-migrate', statementSeconds: 0 });
  // A migration may take its time, so silence on its connection says nothing: another one is asked.
  const stopWatchdog = startWatchdog(url, {
    onUp: () => {},
    onDown: () => {},
    onSilent: () => void connection.close(0),
  });
  try {
    await work(connection.sql);
  } finally {
    await Promise.all([stopWatchdog(), connection.close()]);
  }
}

async function checkServer(sql: Sql): Promise<void> {
  const [server] = await sql<{ version: number; encoding: string; name: string }[]>`
    select current_setting('server_version_num')::int / 10000 as version,
           pg_encoding_to_char(encoding) as encoding, datname as name
      from pg_database where datname = current_database()`;
  if (!server) return;
  if (server.version < OLDEST_VERSION) {
    throw new DatabaseProblem(
      `PostgreSQL ${server.version} is too old: version ${OLDEST_VERSION} or newer is needed`,
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new DatabaseProblem(
      `The database "${server.name}" has the encoding ${server.encoding}: create one with ENCODING 'UTF8'`,
    );
  }
}

/** Under the locale C pg_trgm takes Cyrillic letters for punctuation, and typo-tolerant search finds nothing. */
async function checkTrigrams(sql: Sql): Promise<void> {
  const rows = await sql<{ n: number; name: string }[]>`
    select cardinality(show_trgm('Токаев')) as n, current_database() as name`;
  if ((rows[0]?.n ?? 0) === 0) {
    throw new DatabaseProblem(
      `The database "${rows[0]?.name}" has a locale that knows no Cyrillic. Create one that does: ` +
        `CREATE DATABASE kopir TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'`,
    );
  }
}

function remedyFor(error: unknown): DatabaseProblem | null {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause && typeof cause === 'object' && 'code' in cause ? cause.code : undefined;
  const said = cause instanceof Error ? cause.message : String(cause);
  if (/pg_trgm/.test(said) && (code === '0A000' || code === '58P01')) {
    return new DatabaseProblem(
      `PostgreSQL has no pg_trgm (${said}): install the server's contrib package, such as postgresql-contrib`,
    );
  }
  if (code === '42P07') {
    return new DatabaseProblem(
      `The database holds tables that these migrations did not make (${said}): give Köpir an empty database of its own`,
    );
  }
  if (code === '42501' && /extension/.test(said)) {
    return new DatabaseProblem(
      `The database role may not create pg_trgm (${said}): let an administrator run CREATE EXTENSION pg_trgm in this database, or GRANT CREATE ON DATABASE to the role`,
    );
  }
  if (code === '42501') {
    return new DatabaseProblem(
      `The database role may not create tables (${said}): GRANT CREATE ON DATABASE … and GRANT CREATE ON SCHEMA public to it, make it the owner, or run "npm run migrate" with another role and set MIGRATE=false`,
    );
  }
  return null;
}
