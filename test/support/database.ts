import { randomUUID } from 'node:crypto';
import { after } from 'node:test';
import { type Connection, connect } from '../../src/store/client.ts';
import { postgres } from '../../src/store/drizzle.ts';
import { inspectDatabase } from './canaries/tables.ts';

export type TestDatabase = Connection & { readonly url: string };

/**
 * An own, migrated database on the run's server; closed and dropped after the calling test file (or
 * the suite in which it is called). Its `db` is what query functions take.
 */
export async function freshDatabase(
  options: { max?: number; migrated?: boolean } = {},
): Promise<TestDatabase> {
  const server = serverUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const template = options.migrated === false ? 'template0' : new URL(server).pathname.slice(1);
  await onServer(server, (sql) => sql.unsafe(`create database ${name} template ${template}`));
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const connection = connect(url, { max: options.max ?? 10, name: 'kopir-test' });
  after(async () => {
    await connection.close();
    await inspectDatabase(url);
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
