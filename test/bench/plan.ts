/**
 * How fast everything that is due is planned: `node test/bench/plan.ts [--chats 1000000] [--seed 1]`, or
 * `npm run bench -- plan --chats 1000000`. Prints `name: figure unit (limit: figure) ratio`; a ratio of at least one
 * keeps the limit, and the exit code is 1 when one of a million chats is missed.
 *
 * Chats of two subscriptions each, all due at the same instant, five zones, two schedules, 120 editions; ids in no
 * order, as they register. Planned by the program's own tick on a pool of two connections, on the embedded server
 * with its shipped settings, in a folder of its own. Rendering is faked: it is measured elsewhere and happens once per
 * edition. A third connection tries the sender's own claim until it gets a row. Beside it, in the same run, a bare
 * `insert … select` of the same rows into a table of the same columns, indexes and checks.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { type PlanReport, plan } from '../../src/app/plan.ts';
import { type Connection, connect } from '../../src/store/client.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { claimDue } from '../../src/store/deliveries.ts';
import { report } from '../support/figures.ts';
import { ownServer } from '../support/ownServer.ts';

const { values } = parseArgs({
  options: { chats: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const CHATS = Number(values.chats);
const SEED = Number(values.seed);
if (!Number.isInteger(CHATS) || CHATS < 1 || !Number.isInteger(SEED) || SEED < 1)
  throw new Error('--chats and --seed take whole numbers from 1');

/** The load that the limits are set for. */
const FULL = 1_000_000;
const ALL_SECONDS = 45;
const FIRST_SECONDS = 5;
const MEGABYTES = 250;

const ZONES = ['Asia/Almaty', 'Asia/Aqtau', 'Europe/Berlin', 'America/New_York', 'Asia/Tashkent'];
const DIGESTS = ['business', 'energy', 'minerals', 'politics', 'society', 'trade'];
const PAIRS = DIGESTS.flatMap((one, at) => DIGESTS.slice(at + 1).map((two) => [one, two] as const));
const EDITIONS = PAIRS.length * 2 * 2 * 2;
/** Chat ids are n × a factor modulo this prime: each once, in no order. */
const PRIME = 2_147_483_647;

const server = await ownServer();
const seeding = connect(server.url, { max: 1, name: 'kopir-bench', statementSeconds: 0 });
const planning = connect(server.url, { max: 2, name: 'kopir-bench-plan' });
const claiming = connect(server.url, { max: 1, name: 'kopir-bench-claim' });
try {
  await measure();
} finally {
  for (const connection of [planning, claiming, seeding]) await connection.close();
  await server.close();
}

async function measure(): Promise<void> {
  await seed(seeding);
  const name = `planning, ${CHATS} chats`;
  const deps = {
    db: planning.db,
    clock: databaseClock(planning.db),
    composeEdition: async () => ({ parts: [{ text: 'Көпір', entities: [], keyboard: [] }], storyIds: [1] }),
  };

  await seeding.sql`checkpoint`;
  const started = performance.now();
  const since = () => (performance.now() - started) / 1000;
  const stop = new AbortController();
  const planned = plan(deps).finally(() => stop.abort());
  const [{ all, tick }, first] = await Promise.all([
    planned.then((tick) => ({ tick, all: since() })),
    firstClaim(stop.signal).then(since),
  ]);
  await check(tick);
  say('first rows claimable after', first, 's', FIRST_SECONDS);
  say('all planned after', all, 's', ALL_SECONDS);

  const again = performance.now();
  const second = await plan(deps);
  const seconds = ((performance.now() - again) / 1000).toFixed(2);
  const more = second.queued + second.empty + second.missed;
  if (more !== 0) throw new Error(`the second tick planned ${more}`);
  console.log(`${name}: second tick planned ${more} in ${seconds} s`);

  const bare = await bareInsert(seeding);
  console.log(
    `${name}: ${Math.round(CHATS / all)} deliveries/s (bare insert … select of the same rows: ` +
      `${Math.round(CHATS / bare)}) ${(bare / all).toFixed(2)}`,
  );
  const most = process.resourceUsage().maxRSS / 1024;
  say('most memory of Node', most, 'MB', MEGABYTES);
}

/** Chats and their subscriptions, due at the last full minute. */
async function seed({ sql }: Connection): Promise<void> {
  const [clock] = await sql<{ at: string }[]>`select date_trunc('minute', clock_timestamp()) as at`;
  const due = new Date(clock?.at ?? '');
  const zones = ZONES.map((zone) => {
    const local = DateTime.fromJSDate(due, { zone });
    // Each day, or each day but the two before: the news of one day, or of three.
    const others = [2, 1].reduce((mask, ago) => mask & ~(1 << (local.minus({ days: ago }).weekday - 1)), 127);
    return { zone, at_min: local.hour * 60 + local.minute, daily: 127, others };
  });
  const factor = 1 + ((SEED * 1_103_515_245 + 12_345) % (PRIME - 1));
  await sql`
    insert into chats (chat_id, type, language, zone, variant)
    select (n * ${factor}::bigint) % ${PRIME}::bigint, 'private', case n & 1 when 0 then 'ru' else 'kk' end,
           (${ZONES}::text[])[1 + abs(hashint8extended(n, ${SEED}::bigint) % ${ZONES.length})],
           case n >> 1 & 1 when 0 then 'full' else 'brief' end
      from generate_series(1, ${CHATS}::bigint) n`;
  await sql`
    insert into subscriptions (chat_id, digest, zone, days, at_min, next_due_at, covered_to)
    select c.chat_id, digest, c.zone, case p.gap when 1 then z.daily else z.others end, z.at_min, ${due.toISOString()}::timestamptz,
           ${due.toISOString()}::timestamptz - p.gap * interval '1 day'
      from chats c
      join jsonb_to_recordset(${JSON.stringify(zones)}::text::jsonb)
           as z (zone text, at_min smallint, daily smallint, others smallint) using (zone)
     cross join lateral (select abs(hashint8extended(c.chat_id, ${SEED + 1}::bigint)) as h) h
     cross join lateral (select 1 + 2 * (h & 1) as gap,
       (${PAIRS.map(([one]) => one)}::text[])[1 + (h >> 1) % ${PAIRS.length}] as one,
       (${PAIRS.map(([, two]) => two)}::text[])[1 + (h >> 1) % ${PAIRS.length}] as two) p
     cross join lateral unnest(array[one, two]) digest`;
  for (const table of ['chats', 'subscriptions']) await sql.unsafe(`vacuum analyze ${table}`);
}

/** Waits until the sender's own claim gets a row, as an idle sender does, but asks oftener. */
async function firstClaim(signal: AbortSignal): Promise<void> {
  for (;;) {
    const last = signal.aborted;
    if ((await claimDue(claiming.db, randomUUID(), 1)).length > 0) return;
    if (last) throw new Error('nothing could be claimed');
    await sleep(20);
  }
}

/** What was planned is what was due: else there is nothing to report. */
async function check({ queued, editions, failures }: PlanReport): Promise<void> {
  if (failures.length > 0) throw failures[0]?.error;
  const [kept] = await seeding.sql<{ rows: number; slots: number; due: number }[]>`
    select count(*)::int as rows, sum(slots)::int as slots,
           (select count(*)::int from subscriptions where next_due_at <= clock_timestamp()) as due
      from deliveries where state in ('queued', 'claimed')`;
  if (queued !== CHATS || kept?.rows !== CHATS || kept.slots !== 2 * CHATS || kept.due !== 0)
    throw new Error(`of ${CHATS} chats ${queued} were planned: ${JSON.stringify(kept)}`);
  console.log(
    `${queued} deliveries of ${kept.slots} runs, ${editions} editions of ${EDITIONS}, seed ${SEED}`,
  );
}

/** Seconds that the same rows take in one statement, from table to table. */
async function bareInsert({ sql }: Connection): Promise<number> {
  await sql`create table bare (like deliveries including all)`;
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns
     where table_name = 'deliveries' and is_identity = 'NO' order by ordinal_position`;
  const list = columns.map(({ name }) => name).join(', ');
  await sql`checkpoint`;
  const started = performance.now();
  const { count } = await sql.unsafe(`insert into bare (${list}) select ${list} from deliveries`);
  if (count !== CHATS) throw new Error(`${count} rows were copied`);
  return (performance.now() - started) / 1000;
}

/** A figure with its limit, which is set for the full load only. */
function say(name: string, figure: number, unit: string, limit: number): void {
  report(`planning, ${CHATS} chats: ${name}`, figure, unit, CHATS === FULL ? { most: limit } : undefined);
}
