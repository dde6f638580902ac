import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type { Sql } from 'postgres';
import { drizzle, postgres } from './drizzle.ts';
import * as schema from './schema.ts';
import { socketOpener } from './socket.ts';
import { inTransaction } from './transaction.ts';

/** Longest time that one statement may run before PostgreSQL ends it. */
const STATEMENT_SECONDS = 10;
/** A server that says nothing for longer than a statement may run is out of reach. */
const SILENCE_SECONDS = STATEMENT_SECONDS + 2;
/** Unused connections are closed before they count as silent. */
const IDLE_SECONDS = STATEMENT_SECONDS;
/** Longest time to wait for the server's greeting. */
const CONNECT_SECONDS = 5;
/** What runs when a pool is given up may end. */
const RETIRE_SECONDS = SILENCE_SECONDS;

/** The database or a transaction in it: query functions take either. */
export type Db = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;

/** A pool of connections to PostgreSQL. */
export interface Connection {
  readonly db: Db;
  /** Plain SQL, for what Drizzle cannot say; uses the same pool. */
  readonly sql: Sql;
  /** Closes the pool within `graceSeconds`; a socket that does not answer is dropped. */
  close(graceSeconds?: number): Promise<void>;
}

/**
 * Opens a pool; connects lazily, so it never fails by itself. Every query ends: with its result, with the
 * server's word, or with the loss of its connection after 12 s of silence.
 *
 * @param options.max most connections at a time
 * @param options.name shown in pg_stat_activity
 * @param options.statementSeconds 0 = no limit, and no silence is too long (migrations)
 * @param options.prepared statements outside transactions are parsed once per connection and go by indexes: for few
 *   statements that are asked again and again, because each stays prepared as long as its connection
 */
export function connect(
  url: string,
  options: {
    readonly max?: number;
    readonly name?: string;
    readonly statementSeconds?: number;
    readonly prepared?: boolean;
  } = {},
): Connection {
  const statementSeconds = options.statementSeconds ?? STATEMENT_SECONDS;
  const socketsFor = socketOpener(statementSeconds === 0 ? 0 : SILENCE_SECONDS);
  const open = (): Sql => {
    const opened: Sql = postgres(url, {
      max: options.max ?? 10,
      connect_timeout: CONNECT_SECONDS,
      idle_timeout: statementSeconds === 0 ? 0 : IDLE_SECONDS,
      // A server that was away is asked again within a second.
      backoff: (attempt: number) => Math.min(2 ** attempt / 20, 1),
      connection: {
        application_name: options.name ?? 'kopir',
        statement_timeout: statementSeconds * 1000,
        // A transaction that its owner forgot (a killed process behind a proxy) must not hold locks for ever.
        idle_in_transaction_session_timeout: 60_000,
        // A plan that was made while a table was empty must not read all of it when it is full.
        ...(options.prepared ? { enable_seqscan: 'off' } : {}),
      },
      onnotice: () => {},
      // The driver has this option, its types do not.
      ...{ socket: socketsFor(() => retire(opened)) },
    });
    // Drizzle changes the pool's parsers: instants arrive as text in raw results, as Date through columns.
    drizzle(opened);
    return opened;
  };
  let pool = open();
  let isClosed = false;
  /**
   * What the driver had not written yet when a connection was lost (a rollback, most often) stays in its
   * books and spoils the next connections of that slot, for half a minute. So a pool that lost one is
   * given up: what runs on its other connections ends there, and everything new goes to a new pool.
   */
  const retire = (lost: Sql): void => {
    if (isClosed || lost !== pool) return;
    pool = open();
    lost.end({ timeout: RETIRE_SECONDS }).catch(() => {});
  };
  const begin = (work: Parameters<typeof inTransaction>[1]) => inTransaction(pool, work);
  // Drizzle sends its statements this way, by itself each to be parsed and planned anew.
  const unsafe: Sql['unsafe'] = (query, values, how) => pool.unsafe(query, values, { ...how, prepare: true });
  const own: Partial<Sql> = { begin, ...(options.prepared ? { unsafe } : {}) } as Partial<Sql>;
  const sql = new Proxy(pool, {
    get: (_first, key) => Reflect.get(key in own ? own : pool, key),
    apply: (_first, _this, query) => Reflect.apply(pool, undefined, query),
  });
  return {
    db: drizzle(sql, { schema }),
    sql,
    close: async (graceSeconds = 5) => {
      isClosed = true;
      // sql.end() hangs after a reset connection, even with its own timeout: the timer decides.
      await Promise.race([
        pool.end({ timeout: graceSeconds }),
        new Promise((resolve) => setTimeout(resolve, (graceSeconds + 1) * 1000).unref()),
      ]);
    },
  };
}

/**
 * The pool of a sender of its own: what people ask and what is read from the web never stands before a delivery, nor
 * the other way round. One connection commits `sending`, one writes outcomes, two change chats that were refused.
 */
export function connectSender(url: string): Connection {
  return connect(url, { max: 4, name: 'kopir-sender', prepared: true });
}
