import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** A turn that nobody gave back ends by itself: longer than a document may take. */
const TURN_SECONDS = 30;
/** A turn of somebody else is looked for again so soon: it may end at any moment. */
const LOOK_AGAIN_MS = 500;
/** What an answer 429 or 503 that names no time costs, doubled with every further one in a row. */
const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 86_400;
/** Doubled so often a minute is more than a day. */
const MOST_DOUBLINGS = 11;

/** PostgreSQL's time; in a subquery because a bare volatile function keeps an index from being used. */
const now = sql`(select clock_timestamp())`;
const seconds = (n: number) => sql`make_interval(secs => ${n}::float8)`;

/** What came of asking for a turn: it is there, to be asked again in `ms`, or refused by the host for `ms`. */
export type TurnClaim =
  | { readonly kind: 'turn'; readonly id: string }
  | { readonly kind: 'wait' | 'paused'; readonly ms: number };

/**
 * The turns of hosts, for all replicas that share the database: one request at a time to a `host:port`, and a
 * pause between two, whoever asks. Rows decide, by PostgreSQL's clock; nobody waits on a connection. What a host
 * asked for (`Retry-After`, `Crawl-delay`) outlives the process. Every method throws when the database does.
 */
export function databaseTurns(db: Db): {
  claim(host: string): Promise<TurnClaim>;
  giveBack(host: string, id: string): Promise<void>;
  pausedFor(host: string): Promise<number>;
  pause(host: string, seconds: number | null): Promise<number>;
  setDelay(host: string, seconds: number): Promise<void>;
} {
  return {
    claim: (host) => claim(db, host),
    giveBack: (host, id) => giveBack(db, host, id),
    pausedFor: (host) => pausedFor(db, host),
    pause: (host, forSeconds) => pause(db, host, forSeconds),
    setDelay: (host, delay) => setDelay(db, host, delay),
  };
}

async function claim(db: Db, host: string): Promise<TurnClaim> {
  const taken = await takeTurn(db, host);
  if (taken !== null) return { kind: 'turn', id: taken };
  const [row] = await db.execute<{ pausedMs: number | null; waitMs: number; busy: boolean }>(sql`
    select (extract(epoch from paused_until - ${now}) * 1000)::float8 as "pausedMs",
           (extract(epoch from next_at - ${now}) * 1000)::float8 as "waitMs",
           turn is not null as busy
      from hosts where host = ${host}`);
  if (row === undefined) {
    await db.execute(sql`insert into hosts (host) values (${host}) on conflict do nothing`);
    return { kind: 'wait', ms: 0 };
  }
  if (row.pausedMs !== null && row.pausedMs > 0) return { kind: 'paused', ms: row.pausedMs };
  // Not yet due, or due and just being taken by somebody: at least a moment, lest we spin.
  const waitMs = Math.max(row.waitMs, 20);
  return { kind: 'wait', ms: row.busy ? Math.min(waitMs, LOOK_AGAIN_MS) : waitMs };
}

/** The id of the turn, when it was free. A row that another replica is changing is skipped, not waited for. */
async function takeTurn(db: Db, host: string): Promise<string | null> {
  const [row] = await db.execute<{ turn: string }>(sql`
    with free as (
      select host from hosts
       where host = ${host} and next_at <= ${now} and coalesce(paused_until <= ${now}, true)
         for update skip locked)
    update hosts set turn = gen_random_uuid(), next_at = ${now} + ${seconds(TURN_SECONDS)}
      from free where hosts.host = free.host
    returning hosts.turn`);
  return row?.turn ?? null;
}

async function giveBack(db: Db, host: string, id: string): Promise<void> {
  await db.execute(sql`
    update hosts set turn = null, next_at = ${now} + make_interval(secs => delay_seconds),
           refusals = case when paused_until > ${now} then refusals else 0 end
     where host = ${host} and turn = ${id}::uuid`);
}

async function pausedFor(db: Db, host: string): Promise<number> {
  const [row] = await db.execute<{ ms: number }>(sql`
    select (extract(epoch from paused_until - ${now}) * 1000)::float8 as ms
      from hosts where host = ${host} and paused_until > ${now}`);
  return Math.max(row?.ms ?? 0, 0);
}

async function pause(db: Db, host: string, forSeconds: number | null): Promise<number> {
  const [row] = await db.execute<{ seconds: number }>(sql`
    insert into hosts as known (host, paused_until, refusals)
    values (${host}, ${now} + ${seconds(forSeconds ?? FIRST_PAUSE_SECONDS)}, ${forSeconds === null ? 1 : 0})
    on conflict (host) do update set
      paused_until = greatest(known.paused_until, ${
        forSeconds === null
          ? sql`${now} + make_interval(secs => least(${LONGEST_PAUSE_SECONDS}::float8,
                  ${FIRST_PAUSE_SECONDS}::float8 * 2 ^ least(known.refusals, ${MOST_DOUBLINGS})))`
          : sql`excluded.paused_until`
      }),
      refusals = known.refusals + excluded.refusals
    returning extract(epoch from paused_until - ${now})::float8 as seconds`);
  return row?.seconds ?? 0;
}

async function setDelay(db: Db, host: string, delaySeconds: number): Promise<void> {
  await db.execute(sql`
    insert into hosts (host, delay_seconds) values (${host}, ${delaySeconds}::float8)
    on conflict (host) do update set delay_seconds = excluded.delay_seconds
     where hosts.delay_seconds <> excluded.delay_seconds`);
}
