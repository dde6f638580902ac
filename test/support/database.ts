import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { type Connection, connect } from '../../src/store/client.ts';
import { postgres } from '../../src/store/drizzle.ts';
import { inspectDatabase } from './canaries/tables.ts';
import { asRole, TESTING_ROLE } from './roles.ts';

/** A database of one test file, dropped at its end. */
export type TestDatabase = Connection & { readonly url: string };

/**
 * An own, migrated database on the run's server; closed and dropped after the calling test file (or
 * the suite in which it is called). Its `db` is what query functions take.
 *
 * @param options.as the role of SECURITY.md that the program needs, or the administrator, for tests that make or change
 *   tables. A database that is not migrated is the administrator's
 */
export async function freshDatabase(
  options: { max?: number; migrated?: boolean; as?: 'bot' | 'administrator' } = {},
): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = options.migrated === false ? 'template0' : new URL(server).pathname.slice(1);
  await onServer(server, (sql) => sql.unsafe(`create database ${name} template ${template}`));
  const own = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const isBots = options.migrated !== false && options.as !== 'administrator';
  const url = isBots ? asRole(own, TESTING_ROLE) : own;
  const connection = connect(url, { max: options.max ?? 10, name: 'kopir-test' });
  after(async () => {
    await connection.close();
    await inspectDatabase(own);
    await onServer(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`));
  });
  return { ...connection, url };
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (!url)
    throw new Error(
      'no PostgreSQL: run through "npm test" or with --test-global-setup=test/support/server.ts',
    );
  return url;
}

/** Changes a test's database as its administrator: what the program may not do. */
export async function asAdministrator({ url }: { readonly url: string }, statements: string): Promise<void> {
  const own = Object.assign(new URL(serverUrl()), { pathname: new URL(url).pathname }).href;
  const sql = postgres(own, { max: 1, onnotice: () => {} });
  await sql.unsafe(statements).finally(() => sql.end({ timeout: 2 }));
}

/** Runs `work` in the maintenance database of the run's server, as its administrator. */
export async function inMaintenance<T>(
  work: (sql: ReturnType<typeof postgres>, url: string) => Promise<T>,
): Promise<T> {
  const server = serverUrl();
  return onServer(server, (sql) => work(sql, server));
}

async function onServer<T>(
  server: string,
  work: (sql: ReturnType<typeof postgres>) => PromiseLike<T>,
): Promise<T> {
  const maintenance = Object.assign(new URL(server), { pathname: '/postgres' }).href;
  const sql = postgres(maintenance, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
