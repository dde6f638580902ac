import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Sql } from 'postgres';
import { connect } from './client.ts';
import { applyMigrations, drizzle, getTableName, is, Table } from './drizzle.ts';
import * as schema from './schema.ts';
import { startWatchdog } from './watchdog.ts';

/** "köpi" in ASCII: the advisory lock under which migrations run, and which backups share. */
export const MIGRATION_LOCK = 0x6b6f7069;
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
const OLDEST_VERSION = 15;
const OUR_TABLES = Object.values(schema).flatMap((one) => (is(one, Table) ? [getTableName(one)] : []));
/** Longest wait of a migration for a table, the pause in which others go on, and how often it is tried. */
const LOCK_SECONDS = 2;
const LOCK_PAUSE_SECONDS = 1;
const LOCK_TRIES = 30;

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
 * @returns how many migrations the database has now: more than `migrationCount()` when a newer version migrated it
 * @throws DatabaseProblem when version, encoding, locale, pg_trgm or a right is missing
 */
export async function migrate(url: string, upTo = migrationCount()): Promise<number> {
  const folder = upTo < migrationCount() ? firstMigrations(upTo) : null;
  try {
    return await onOneConnection(url, async (sql) => {
      await checkServer(sql);
      await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
      try {
        // Where nothing is missing a role without the right to change tables is no worse than another.
        if ((await countApplied(sql)) < upTo) await applyAll(sql, folder ?? MIGRATIONS);
      } finally {
        await sql`select pg_advisory_unlock(${MIGRATION_LOCK})`;
      }
      await checkRights(sql);
      await checkTrigrams(sql);
      return countApplied(sql);
    });
  } finally {
    if (folder !== null) rmSync(folder, { recursive: true });
  }
}

/**
 * Applies what is missing, in one transaction. While it waits for a table, everybody else waits behind it; so it does
 * not wait long, lets them pass and tries again.
 */
async function applyAll(sql: Sql, migrationsFolder: string): Promise<void> {
  await sql`select set_config('lock_timeout', ${`${LOCK_SECONDS}s`}, false)`;
  for (let attempt = 1; ; attempt++) {
    try {
      return await applyMigrations(drizzle(sql), { migrationsFolder });
    } catch (error) {
      if (!/^(55P03|40P01)$/.test(codeOf(error))) throw remedyFor(error) ?? error;
      if (attempt === LOCK_TRIES) {
        throw new DatabaseProblem(
          `Another session holds a table that a migration changes (${saidBy(error)}), in each of ${LOCK_TRIES} tries: end it (a pg_dump, an open transaction), then start again`,
        );
      }
      await sleep(LOCK_PAUSE_SECONDS * 1000);
    }
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
 * @returns how many migrations it has: more than `migrationCount()` when a newer version migrated it, which this one
 *   may go on beside
 * @throws DatabaseProblem when a migration or a right is missing or the server cannot serve us
 */
export async function checkMigrated(url: string): Promise<number> {
  return onOneConnection(url, async (sql) => {
    await checkServer(sql);
    const wanted = migrationCount();
    const found = await countApplied(sql);
    if (found < wanted) {
      throw new DatabaseProblem(
        `The database has ${found} of ${wanted} migrations and MIGRATE is false: run "npm run migrate" with a role that may change tables`,
      );
    }
    await checkRights(sql);
    await checkTrigrams(sql);
    return found;
  });
}

/** How many migrations were applied; 0 for a database without our tables. */
async function countApplied(sql: Sql): Promise<number> {
  try {
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`;
    return row?.n ?? 0;
  } catch (error) {
    const code = codeOf(error);
    if (code === '42P01' || code === '3F000') return 0;
    if (code === '42501') throw missingGrants('read which migrations it has');
    throw error;
  }
}

/**
 * A role of its own for the program is easily given too little after a restore: said at the start, not at 8:30. Tables
 * of others, such as those of an extension, are not ours to judge.
 */
async function checkRights(sql: Sql): Promise<void> {
  const rows = await sql<{ name: string }[]>`
    select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relname = any (${OUR_TABLES}) and not (
           has_schema_privilege('public', 'usage')
       and has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
       and (relname = 'audit' or has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete')))
     order by 1`;
  if (rows.length > 0) throw missingGrants(`use ${rows.map(({ name }) => name).join(', ')}`);
}

const missingGrants = (what: string) =>
  new DatabaseProblem(
    `The database role may not ${what}: run the grants of SECURITY.md, "Two database roles", as the owner of the tables`,
  );

/** How many migrations the program knows. */
export function migrationCount(): number {
  const journal: unknown = JSON.parse(readFileSync(join(MIGRATIONS, 'meta/_journal.json'), 'utf8'));
  return (journal as { entries: unknown[] }).entries.length;
}

async function onOneConnection<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const connection = connect(url, { max: 1, name: 'kopir-migrate', statementSeconds: 0 });
  // A migration may take its time, so silence on its connection says nothing: another one is asked.
  const stopWatchdog = startWatchdog(url, {
    onUp: () => {},
    onDown: () => {},
    onSilent: () => void connection.close(0),
  });
  try {
    return await work(connection.sql);
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
  const code = codeOf(error);
  const said = saidBy(error);
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

/** What PostgreSQL said: Drizzle wraps it. */
const causeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? error.cause : error;

/** SQLSTATE, or the system's name of what failed; empty for none. */
function codeOf(error: unknown): string {
  const cause = causeOf(error);
  return cause instanceof Error && 'code' in cause ? String(cause.code) : '';
}

function saidBy(error: unknown): string {
  const cause = causeOf(error);
  return cause instanceof Error ? cause.message : String(cause);
}
