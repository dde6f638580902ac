/**
 * How fast due digests leave through the whole outbox: `node test/bench/fanout.ts`, with `--messages 100000` as long
 * as the figures of the README, `--only 30` for one part. Two replicas of the whole program with the options of
 * `npm start`, PostgreSQL as it is embedded, a stand-in of the Bot API that answers after 4 ms and hands out questions
 * of people, all on this machine. Prints `name: figure unit (limit: figure) ratio` and exits 1 when a figure is beyond
 * its limit, a chat got nothing or two copies, or a replica met an error.
 *
 * Speed counts from the first outcome to the last, by PostgreSQL's clock: a sender without work looks every second.
 * What was sent is counted by the stand-in. The digests have 3,000 characters, links and buttons.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { sql } from '../../src/store/drizzle.ts';
import type { AskersReport } from '../support/askers.ts';
import { aDigestPart, anEdition } from '../support/delivery.ts';
import { type Limit, report } from '../support/figures.ts';
import { fleet } from '../support/fleet.ts';
import type { Ledger } from '../support/loadStandin.ts';
import { ownServer } from '../support/ownServer.ts';
import { processFigures } from '../support/processFigures.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '5000' },
    only: { type: 'string', default: 'unlimited,1000,30,refused' },
  },
});
const MESSAGES = Number(values.messages);
const PARTS = new Set(values.only.split(','));
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
const MOST_WAIT_MS = 1_000;
/** A fan-out that does not end in this many times its time has lost something. */
const PATIENCE = 5;
/** Everything is due so long after it was written, so that writing it is over. */
const HEAD_START_SECONDS = 6;

const children = new Set<ChildProcess>();
const server = await ownServer();
const database = {
  ...connect(server.url, { max: 2, name: 'kopir-bench', statementSeconds: 0 }),
  url: server.url,
};
const { db } = database;

/** A program of test/support in a process of its own. */
function start(name: string, ...args: (string | number)[]): ChildProcess {
  const child = fork(`test/support/${name}.ts`, args.map(String), { execArgv: [] });
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

interface Standin {
  readonly origin: string;
  readonly ledger: () => Promise<Ledger>;
  readonly askers: () => Promise<AskersReport>;
}

async function withStandin<T>(
  perSecond: number,
  asksPerSecond: number,
  work: (standin: Standin) => Promise<T>,
): Promise<T> {
  const child = start('loadStandin', LATENCY_MS, perSecond, asksPerSecond);
  const { origin } = await said<{ origin: string }>(child);
  const read = async (path: string) => (await fetch(`${origin}/${path}`)).json();
  try {
    return await work({
      origin,
      ledger: () => read('ledger') as Promise<Ledger>,
      askers: () => read('askers') as Promise<AskersReport>,
    });
  } finally {
    child.kill();
  }
}

/** Prints a figure of this bench beside its limit; beyond it, the run fails. */
function say(name: string, figure: number, unit: string, limit?: Limit): void {
  report(`fan-out, ${name}`, figure, unit, limit);
}

/** Messages a second of `loops` processes that do nothing but send, and their processor time of a message in µs. */
async function bare(client: 'own' | 'plain', loops: number): Promise<number> {
  return withStandin(0, 0, async ({ origin, ledger }) => {
    const each = Math.floor(MESSAGES / loops);
    const senders = Array.from({ length: loops }, (_, n) =>
      start('bareSender', origin, FIRST_CHAT + n * each, each, client),
    );
    await Promise.all(senders.map(said));
    for (const sender of senders) sender.send('go');
    const reports = await Promise.all(
      senders.map((sender) => said<{ seconds: number; cpuSeconds: number }>(sender)),
    );
    const { chats } = await ledger();
    if (chats !== each * loops) throw new Error(`a bare loop sent to ${chats} chats`);
    const cpu = reports.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    const perSecond = chats / Math.max(...reports.map(({ seconds }) => seconds));
    const name = `bare loop of ${client === 'own' ? 'our messenger' : "grammY's Api"}, ${loops} process${loops > 1 ? 'es' : ''}`;
    say(name, perSecond, 'messages/s');
    say(`${name}, processor time of a message`, (1e6 * cpu) / chats, 'µs');
    return perSecond;
  });
}

/** As the planner leaves them: `count` queued digests of as many chats, of some editions. */
async function plan(count: number): Promise<void> {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  await db.execute(sql`update send_gate set next_at = now(), paused_until = '-infinity'`);
  const editions: number[] = [];
  for (let n = 0; n < EDITIONS; n++) editions.push(await anEdition(db, { parts: [aDigestPart(n)] }));
  await db.execute(sql`
    insert into chats (chat_id, type, language, zone)
    select ${FIRST_CHAT}::bigint + n, 'private', 'ru', 'Asia/Almaty' from generate_series(0, ${count}::int - 1) n`);
  await db.execute(sql`
    insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before, expires_at)
    select ${FIRST_CHAT}::bigint + n, 'digest', 'digest:bench', ${editions[0]}::bigint + n % ${EDITIONS}::int, now(),
           '2026-11-25', 1, 'queued',
           now() + ${`${HEAD_START_SECONDS} seconds`}::interval, now() + interval '6 hours'
      from generate_series(0, ${count}::int - 1) n`);
}

async function isDone(): Promise<boolean> {
  const open = await db.execute(sql`
    select 1 where exists (select from deliveries where state = 'queued')
                or exists (select from deliveries where state = 'claimed')
                or exists (select from deliveries where state = 'sending')`);
  return open.length === 0;
}

/** Waits until both programs send: each has a watchdog once it has a database, and then a sender. */
async function untilReady(): Promise<void> {
  const names = ['kopir-watchdog', 'kopir-sender'];
  for (let ready = false; !ready; await sleep(100)) {
    const [row] = await db.execute<{ n: number }>(sql`
      select count(distinct application_name || coalesce(client_port::text, ''))
             filter (where application_name = 'kopir-watchdog')::int as n
        from pg_stat_activity where application_name = any(${`{${names.join(',')}}`}::text[])`);
    ready = (row?.n ?? 0) >= REPLICAS;
  }
  await sleep(2_000);
}

/** Seconds until each of the children needs as little as now. */
function needed(pids: readonly number[]) {
  const figures = pids.map(processFigures);
  return {
    peakMegabytes: Math.max(...figures.map((one) => one?.peakMegabytes ?? Number.NaN)),
    cpuMicros: figures.reduce((sum, one) => sum + (one?.cpuMicros ?? Number.NaN), 0),
  };
}

/**
 * Sends `count` messages at `rate` to a stand-in that takes `allowed` a second, while `asksPerSecond` people ask for
 * /help, and says what is always to be said.
 */
async function fanOut(name: string, count: number, rate: number, allowed: number, asksPerSecond: number) {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  return withStandin(allowed, asksPerSecond, async ({ origin, ledger, askers }) => {
    const {
      start: launch,
      problems,
      close,
    } = fleet({
      database,
      origin,
      rate,
      policy: 'resend',
      run: 'program',
      httpSeconds: 60,
    });
    try {
      const pids = Array.from({ length: REPLICAS }, () => launch().child.pid ?? 0);
      await untilReady();
      const begin = needed(pids).cpuMicros;
      await plan(count);
      const [due] = await db.execute<{ wait: number }>(sql`
        select extract(epoch from min(not_before) - clock_timestamp())::float8 as wait from deliveries`);
      if (!due || due.wait < 0) throw new Error('writing what is due took longer than the head start');
      const expected = count / Math.min(rate, allowed || rate, LEAST_PER_SECOND);
      const deadline = performance.now() + (HEAD_START_SECONDS + 10 + PATIENCE * expected) * 1000;
      await sleep(due.wait * 1000);
      const answeredBefore = (await askers()).answered;
      while (performance.now() < deadline && !(await isDone())) await sleep(200);
      const [sent] = await db.execute<{ n: number; seconds: number }>(sql`
        select count(*)::int as n, extract(epoch from max(done_at) - min(done_at))::float8 as seconds
          from deliveries where state = 'sent'`);
      if (!sent) throw new Error('the database counts nothing');
      const seen = await ledger();
      const { peakMegabytes, cpuMicros } = needed(pids);
      for (const problem of new Set(problems)) {
        console.error(`fan-out, ${name}: ${problem}`);
        process.exitCode = 1;
      }
      say(`${name}, chats lost`, count - seen.chats, 'chats', { most: 0 });
      say(`${name}, chats with two copies`, seen.doubled, 'chats', { most: 0 });
      say(`${name}, not recorded as sent`, count - sent.n, 'chats', { most: 0 });
      say(`${name}, memory of a program at its highest`, peakMegabytes, 'MB', { most: MOST_MEGABYTES });
      say(`${name}, processor time of a message`, (cpuMicros - begin) / count, 'µs');
      if (asksPerSecond > 0) {
        const { asked, answered, p95Ms } = await askers();
        // The last one may be on its way.
        say(`${name}, unanswered of ${asked} who asked`, asked - answered, 'questions', { most: 2 });
        say(`${name}, answer to /help p95`, p95Ms, 'ms', { most: MOST_WAIT_MS });
      }
      const answers = (await askers()).answered - answeredBefore;
      return { ...seen, perSecond: sent.n / sent.seconds, allPerSecond: (sent.n + answers) / sent.seconds };
    } finally {
      await close();
    }
  });
}

/** The same with the stand-in's refusals: their share, and what still came while it wanted silence. */
async function paced(name: string, count: number, rate: number, least: number): Promise<void> {
  const { perSecond, allPerSecond, refused, requests, late } = await fanOut(name, count, rate, rate, 1);
  say(`${name}, deliveries alone`, perSecond, 'messages/s');
  say(`${name}, with the answers to people`, allPerSecond, 'messages/s', { least });
  say(`${name}, answered with 429`, (100 * refused) / requests, '%', { most: MOST_REFUSED_PERCENT });
  say(`${name}, deliveries inside a pause`, late, 'requests', { most: 0 });
}

try {
  if (PARTS.has('unlimited')) {
    const plain = await bare('plain', 1);
    await bare('own', 1);
    await bare('own', 2);
    const unlimited = 'two replicas without a limit';
    const { perSecond } = await fanOut(unlimited, MESSAGES, UNLIMITED, 0, 4);
    say(unlimited, perSecond, 'messages/s', { least: LEAST_PER_SECOND });
    say(`${unlimited}, beside a bare loop of grammY's Api`, perSecond / plain, 'of its speed', {
      least: LEAST_SHARE,
    });
  }
  if (PARTS.has('1000')) await paced('SEND_RATE=1000', MESSAGES, 1000, 950);
  if (PARTS.has('30')) await paced('SEND_RATE=30', SLOW_MESSAGES, 30, 28);
  if (PARTS.has('refused')) {
    const twice = 'SEND_RATE=1000 where 500 are allowed';
    const { refused, late } = await fanOut(twice, PAUSED_MESSAGES, 1000, 500, 0);
    say(`${twice}, answered with 429`, refused, 'requests', { least: 1 });
    say(`${twice}, deliveries inside a pause`, late, 'requests', { most: 0 });
  }
} finally {
  for (const child of children) child.kill();
  await database.close();
  await server.close();
}
