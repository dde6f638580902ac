import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { drizzle, postgres } from './drizzle.ts';
import * as schema from './schema.ts';

/** Longest time that one statement may run before PostgreSQL ends it. */
const STATEMENT_SECONDS = 10;
/** Longest time to wait for a connection. */
const CONNECT_SECONDS = 5;

/** The database or a transaction in it: query functions take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

export interface Connection {
  readonly db: Db;
  /** Plain SQL, for what Drizzle cannot say; uses the same pool. */
  readonly sql: Sql;
  /** Closes the pool within `graceSeconds`; a socket that does not answer is dropped. */
  close(graceSeconds?: number): Promise<void>;
}

/**
 * Opens a pool; connects lazily, so it never fails by itself.
 *
 * @param options.max most connections at a time
 * @param options.name shown in pg_stat_activity
 * @param options.statementSeconds 0 = no limit (migrations)
 */
export function connect(
  url: string,
  options: { readonly max?: number; readonly name?: string; readonly statementSeconds?: number } = {},
): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: CONNECT_SECONDS,
    idle_timeout: options.max === 1 ? 0 : 60,
    connection: {
      application_name: options.name ?? 'kopir',
      statement_timeout: (options.statementSeconds ?? STATEMENT_SECONDS) * 1000,
      // A transaction that its owner forgot (a killed process behind a proxy) must not hold locks for ever.
      idle_in_transaction_session_timeout: 60_000,
    },
    onnotice: () => {},
  });
  return {
    // Drizzle changes the pool's parsers: instants arrive as text in raw results, as Date through columns.
    db: drizzle(sql, { schema }),
    sql,
    close: async (graceSeconds = 5) => {
      // sql.end() hangs after a reset connection, even with its own timeout: the timer decides.
      await Promise.race([
        sql.end({ timeout: graceSeconds }),
        new Promise((resolve) => setTimeout(resolve, (graceSeconds + 1) * 1000).unref()),
      ]);
    },
  };
}
