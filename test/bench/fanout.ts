/**
 * How fast due digests leave through the whole outbox, with two replicas, PostgreSQL as it is embedded and a stand-in
 * of the Bot API that answers after 4 ms, all on this machine: `node test/bench/fanout.ts`, with
 * `--messages 100000` as long as the figures of the README. Prints `name: figure unit (limit: figure) ratio` and
 * exits 1 when a figure is beyond its limit, a chat got nothing or two copies, or a sender met an error.
 *
 * Speed counts from the word to go until the last outcome is written, by PostgreSQL's clock. What was sent is counted
 * by the stand-in, not by the senders. A replica is the program's sender, messenger and pool in a process of its own,
 * without the rest of the program.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { sql } from '../../src/store/drizzle.ts';
import { startEmbedded } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';
import { aDigestPart, anEdition } from '../support/delivery.ts';
import { type Limit, report } from '../support/figures.ts';
import type { Ledger } from '../support/loadStandin.ts';
import type { ReplicaReport } from '../support/replica.ts';

const { values } = parseArgs({ options: { messages: { type: 'string', default: '5000' } } });
const MESSAGES = Number(values.messages);
/** Thirty a second takes long: a run of 3,000 stands for the full form. */
const SLOW_MESSAGES = Math.min(3_000, Math.round(MESSAGES * 0.06));
const PAUSED_MESSAGES = 3_000;
const REPLICAS = 2;
const LATENCY_MS = 4;
/** The highest that the program takes: no limit in effect. */
const UNLIMITED = 100_000;
const EDITIONS = 20;
const FIRST_CHAT = 1_000_001;
const LEAST_PER_SECOND = 2_500;
const LEAST_SHARE = 0.7;
const MOST_REFUSED_PERCENT = 1;
const MOST_MEGABYTES = 250;
/** A fan-out that does not end in this many times its time has lost something. */
const PATIENCE = 5;

const dataDir = mkdtempSync(join(tmpdir(), 'kopir-bench-'));
chmodSync(dataDir, 0o755); // as root the server runs as another user
const children = new Set<ChildProcess>();
const server = await startEmbedded({ dataDir, whenOwned: 'refuse' });
await migrate(server.url);
const { db, close } = connect(server.url, { max: 2, name: 'kopir-bench', statementSeconds: 0 });

/** A program of test/support; senders get the options of Node that the program is started with. */
function start(name: string, ...args: (string | number)[]): ChildProcess {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const options = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const execArgv = name === 'loadStandin' ? [] : options;
  const child = fork(`test/support/${name}.ts`, args.map(String), { execArgv });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** The next message of a child; throws when it ends without one. */
async function said<T>(child: ChildProcess): Promise<T> {
  const gone = new AbortController();
  child.once('exit', () => gone.abort(new Error(`${child.spawnargs[1]} ended early`)));
  const [message] = await once(child, 'message', { signal: gone.signal });
  return message as T;
}

async function withStandin<T>(
  perSecond: number,
  work: (origin: string, ledger: () => Promise<Ledger>) => Promise<T>,
): Promise<T> {
  const child = start('loadStandin', LATENCY_MS, perSecond);
  const { origin } = await said<{ origin: string }>(child);
  try {
    return await work(origin, async () => (await (await fetch(`${origin}/ledger`)).json()) as Ledger);
  } finally {
    child.kill();
  }
}

/** Prints a figure of this bench beside its limit; beyond it, the run fails. */
function say(name: string, figure: number, unit: string, limit?: Limit): void {
  report(`fan-out, ${name}`, figure, unit, limit);
}

/** Messages a second of `loops` processes that do nothing but send, and their processor time of a message in µs. */
async function bare(loops: number): Promise<{ perSecond: number; micros: number }> {
  return withStandin(0, async (origin, ledger) => {
    const each = Math.floor(MESSAGES / loops);
    const senders = Array.from({ length: loops }, (_, n) =>
      start('bareSender', origin, FIRST_CHAT + n * each, each),
    );
    await Promise.all(senders.map(said));
    for (const sender of senders) sender.send('go');
    const reports = await Promise.all(
      senders.map((sender) => said<{ seconds: number; cpuSeconds: number }>(sender)),
    );
    const { chats } = await ledger();
    if (chats !== each * loops) throw new Error(`a bare loop sent to ${chats} chats`);
    const cpu = reports.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    return {
      perSecond: chats / Math.max(...reports.map(({ seconds }) => seconds)),
      micros: (1e6 * cpu) / chats,
    };
  });
}

/** As the planner leaves them: `count` queued digests of as many chats, of some editions. */
async function plan(count: number): Promise<void> {
  await db.execute(sql`truncate chats, subscriptions, deliveries, editions`);
  await db.execute(sql`update send_gate set next_at = now(), paused_until = '-infinity'`);
  const editions: number[] = [];
  for (let n = 0; n < EDITIONS; n++) editions.push(await anEdition(db, { parts: [aDigestPart(n)] }));
  await db.execute(sql`
    insert into chats (chat_id, type, language, zone)
    select ${FIRST_CHAT}::bigint + n, 'private', 'ru', 'Asia/Almaty' from generate_series(0, ${count}::int - 1) n`);
  await db.execute(sql`
    insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before, expires_at)
    select ${FIRST_CHAT}::bigint + n, 'digest', 'digest:bench', ${editions[0]}::bigint + n % ${EDITIONS}::int, now(),
           '2026-11-25', 1, 'queued', now(), now() + interval '6 hours'
      from generate_series(0, ${count}::int - 1) n`);
}

async function isDone(): Promise<boolean> {
  const open = await db.execute(sql`
    select 1 where exists (select from deliveries where state = 'queued')
                or exists (select from deliveries where state = 'claimed')
                or exists (select from deliveries where state = 'sending')`);
  return open.length === 0;
}

/** Sends `count` messages at `rate` to a stand-in that takes `allowed` a second, and says what is always to be said. */
async function fanOut(name: string, count: number, rate: number, allowed: number) {
  await plan(count);
  return withStandin(allowed, async (origin, ledger) => {
    const replicas = Array.from({ length: REPLICAS }, () => start('replica', server.url, origin, rate));
    await Promise.all(replicas.map(said));
    const [begun] = await db.execute<{ at: string }>(sql`select clock_timestamp() as at`);
    for (const replica of replicas) replica.send('go');
    const expected = count / Math.min(rate, allowed || rate, LEAST_PER_SECOND);
    const deadline = performance.now() + (10 + PATIENCE * expected) * 1000;
    while (performance.now() < deadline && !(await isDone())) await sleep(200);
    const reports = replicas.map((replica) => said<ReplicaReport>(replica));
    for (const replica of replicas) replica.send('stop');
    const ended = await Promise.all(reports);
    const seen = await ledger();
    const [sent] = await db.execute<{ n: number; seconds: number }>(sql`
      select count(*)::int as n, extract(epoch from max(done_at) - ${begun?.at}::timestamptz)::float8 as seconds
        from deliveries where state = 'sent'`);
    if (!sent) throw new Error('the database counts nothing');
    for (const problem of new Set(ended.flatMap(({ problems }) => problems))) {
      console.error(`fan-out, ${name}: ${problem}`);
      process.exitCode = 1;
    }
    say(`${name}, chats lost`, count - seen.chats, 'chats', { most: 0 });
    say(`${name}, chats with two copies`, seen.doubled, 'chats', { most: 0 });
    say(`${name}, not recorded as sent`, count - sent.n, 'chats', { most: 0 });
    const memory = Math.max(...ended.map(({ peakMegabytes }) => peakMegabytes));
    say(`${name}, memory of a replica at its highest`, memory, 'MB', { most: MOST_MEGABYTES });
    return {
      ...seen,
      perSecond: sent.n / sent.seconds,
      micros: (1e6 * ended.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)) / count,
    };
  });
}

/** The same with the stand-in's refusals: their share, and what still came while it wanted silence. */
async function paced(name: string, count: number, rate: number, least: number): Promise<void> {
  const { perSecond, refused, requests, late } = await fanOut(name, count, rate, rate);
  say(name, perSecond, 'messages/s', { least });
  say(`${name}, answered with 429`, (100 * refused) / requests, '%', { most: MOST_REFUSED_PERCENT });
  say(`${name}, requests inside a pause`, late, 'requests', { most: 0 });
}

try {
  const one = await bare(1);
  const loop = 'bare loop of the client in one process';
  say(loop, one.perSecond, 'messages/s');
  say(`${loop}, processor time of a message`, one.micros, 'µs');
  say('bare loops of the client in two processes', (await bare(2)).perSecond, 'messages/s');
  const unlimited = 'two replicas without a limit';
  const { perSecond, micros } = await fanOut(unlimited, MESSAGES, UNLIMITED, 0);
  say(unlimited, perSecond, 'messages/s', { least: LEAST_PER_SECOND });
  say(`${unlimited}, beside one bare loop`, perSecond / one.perSecond, 'of its speed', {
    least: LEAST_SHARE,
  });
  say(`${unlimited}, processor time of a message`, micros, 'µs');
  await paced('SEND_RATE=1000', MESSAGES, 1000, 950);
  await paced('SEND_RATE=30', SLOW_MESSAGES, 30, 28);
  const twice = 'SEND_RATE=1000 where 500 are allowed';
  const { refused, late } = await fanOut(twice, PAUSED_MESSAGES, 1000, 500);
  say(`${twice}, answered with 429`, refused, 'requests', { least: 1 });
  say(`${twice}, requests inside a pause`, late, 'requests', { most: 0 });
} finally {
  for (const child of children) child.kill();
  await close();
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
}
