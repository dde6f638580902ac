/**
 * Several replicas behind a proxy: `node test/faults/replicas.ts [--readers 1200] [--seconds 10] [--seed n]`, or
 * `npm run faults -- replicas`. Three processes of the whole program with the options of `npm start` on one PostgreSQL
 * as it is embedded, by webhook through a round-robin proxy on loopback, and the strict stand-in as Telegram, which
 * answers after 60 ms. People ask and press at an even pace while the digests of `--readers` chats fall due, are planned
 * and sent. `--seconds` later one replica gets SIGKILL while it has updates in hand, five seconds after that a
 * fourth one is started. Then, with nothing to send and a stand-in without delay: how many answers a second three
 * replicas give, one replica (the others end by SIGTERM while people ask), and a bare program that keeps nothing.
 *
 * Prints `name: figure unit (limit: figure) ratio` and exits 1 when something was lost, doubled beyond what the kill
 * left in doubt, refused or thrown. The seed decides who asks what and when the kill comes, not the machine's timing.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startStandIn } from '../../src/demo/standin/standin.ts';
import { loadKnowledge } from '../../src/digests.ts';
import { compileKnowledge } from '../../src/domain/understand.ts';
import { connect } from '../../src/store/client.ts';
import { type Asked, type Crowd, gatherCrowd, waitOf } from '../support/crowd.ts';
import { type Limit, report } from '../support/figures.ts';
import { fillWithChats, fillWithStories } from '../support/manyStories.ts';
import { ownServer } from '../support/ownServer.ts';
import { familyMicros, processFigures } from '../support/processFigures.ts';
import { between, faultSeed, randomFrom } from '../support/random.ts';
import { judgeDeliveries, judgeUpdates, strandedAt, untilSent } from '../support/replicasVerdict.ts';
import { startRoundRobin } from '../support/roundRobin.ts';
import { programs, type Running } from '../support/wholeProgram.ts';

const { values } = parseArgs({
  options: {
    readers: { type: 'string', default: '1200' },
    seconds: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(faultSeed()) },
  },
});
const [READERS, SECONDS, SEED] = [values.readers, values.seconds, values.seed].map(Number) as [
  number,
  number,
  number,
];
const ARTICLES = 3_000;
const FIRST_CHAT = 700_000_001;
/** So many that nobody asks more often than the bot answers. */
const PEOPLE = 800;
const ASKS_PER_SECOND = 25;
const LANES = 24;
const SEND_RATE = 100;
const LATENCY_MS = 60;
/** So many deliveries on their way are of all three replicas, most likely; the kill does not wait for them for ever. */
const MANY_SENDING = 5;
const KILL_WITHIN_MS = 3_000;
/** What people wait at most, 95 of 100. */
const MOST_WAIT_MS = 1_000;
const SECRET = 'a-secret_1';

const random = randomFrom(SEED);
// As many as a PostgreSQL of one's own takes as it comes; the embedded one is there for a single program.
const server = await ownServer({ max_connections: '100' });
const database = connect(server.url, { max: 1, name: 'replicas-test', statementSeconds: 0 });
const { sql } = database;
const standIn = await startStandIn();
const { control } = standIn;
const proxy = await startRoundRobin();
const fleet = programs(server.url, {
  ...{ BOT_TOKEN: standIn.token, BOT_API_ROOT: standIn.apiRoot, SEND_RATE: String(SEND_RATE) },
  ...{ WEBHOOK_URL: `${proxy.origin}/hook`, WEBHOOK_SECRET: SECRET },
});
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
const SHIPPED = scripts.start.split(' ').filter((word) => word.startsWith('--'));
const api = `${standIn.apiRoot}/bot${standIn.token}`;
const replicas: Running[] = [];
const say = (name: string, ...rest: readonly [number, string, Limit?]) =>
  report(`replicas, ${name}`, ...rest);
const place = { sql, control, say };

try {
  say('seed', SEED, '');
  const [people, readers] = await settle();
  await Promise.all([launch(), launch(), launch()]);
  const crowd = gatherCrowd(standIn, people, random);
  await crowd.flatOut(LANES, 3); // what is compiled and remembered once
  control.clearCalls();
  const noFault = control.addFault({ fault: { kind: 'slow', milliseconds: LATENCY_MS } });
  const connections = watchConnections();

  await fallDue(readers);
  const ending = new AbortController();
  const asking = crowd.steadily(ASKS_PER_SECOND, ending.signal);
  const from = performance.now();
  await sleep(SECONDS * 1000 + between(random, 0, 500));
  const kill = await killOne();
  await sleep(5_000);
  await launch();
  const added = performance.now();
  await sleep(SECONDS * 1000);
  ending.abort();
  await asking;
  const to = performance.now();
  const stranded = await strandedAt(sql, kill.at);
  await untilSent(sql, stranded.length);

  const within = (begin: number, end: number) => crowd.asked.filter(({ at }) => at >= begin && at < end);
  waits('three replicas', within(from, kill.began));
  waits('from the kill to the fourth', within(kill.began, added));
  waits('three again', within(added, to));
  say('questions and presses', crowd.asked.length, 'updates');
  say('updates in hand at the kill', kill.inHand, 'updates', { least: 1 });
  say('updates that came to two replicas', proxy.repeated().length, 'updates');
  say('deliveries in `sending` at the kill', stranded.length, 'deliveries');

  noFault();
  await measure(crowd, 3);
  const inOrder = new AbortController();
  const meanwhile = crowd.steadily(ASKS_PER_SECOND, inOrder.signal);
  const left = replicas.filter(({ child }) => isAlive(child));
  const codes = await Promise.all(left.slice(1).map(endInOrder));
  inOrder.abort();
  await meanwhile;
  say('replicas that did not end in order', codes.filter((code) => code !== 0).length, 'replicas', {
    most: 0,
  });
  await measure(crowd, 1);
  await judgeUpdates(place, crowd, proxy.repeated());

  for (const { origin } of replicas) proxy.remove(origin);
  crowd.startAnew();
  const bare = await bareBot();
  say('answers, a bare program that keeps nothing', await crowd.flatOut(LANES, SECONDS), 'answers/s');
  bare.kill();
  say('connections of all replicas at their most', await connections(), 'connections');
  await judgeDeliveries(place, readers, stranded, kill.at);
  const complaints = replicas.flatMap(({ output }) => output().split('\n').filter(isComplaint));
  say('errors logged', complaints.length, 'errors', { most: 0 });
  for (const line of complaints.slice(0, 5)) console.error(line);
  crowd.close();
} finally {
  await fleet.end();
  proxy.close();
  await standIn.close();
  await database.close();
  await server.close();
}

/** News, people who ask and readers who are subscribed; the ids of both. */
async function settle(): Promise<[people: number[], readers: number[]]> {
  const loaded = loadKnowledge('digests');
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  await fillWithStories(database, await compileKnowledge(loaded.knowledge), ARTICLES);
  const everybody = Array.from({ length: PEOPLE + READERS }, (_, n) => {
    const id = control.addUser({ name: 'Дана', languageCode: n % 2 === 0 ? 'ru' : 'kk' });
    control.start(id);
    return id;
  });
  // They pressed Start long ago.
  await (await fetch(`${api}/getUpdates?offset=${2 ** 31 - 1}`)).arrayBuffer();
  await fillWithChats(database, FIRST_CHAT, everybody.length);
  return [everybody.slice(0, PEOPLE), everybody.slice(PEOPLE)];
}

async function launch(): Promise<Running> {
  const running = await fleet.start(SHIPPED);
  replicas.push(running);
  proxy.add(running.origin);
  return running;
}

/** The digests of all readers are due at the last whole minute: now. */
async function fallDue(readers: readonly number[]): Promise<void> {
  await sql`
    update subscriptions
       set days = 127, next_due_at = date_trunc('minute', now()), covered_to = date_trunc('minute', now()) - interval '1 day',
           at_min = extract(hour from now() at time zone zone) * 60 + extract(minute from now() at time zone zone)
     where chat_id >= ${readers[0] ?? 0}`;
}

/** Kills the first replica as soon as it has an update in hand and so much is being sent that it has a part in it. */
async function killOne(): Promise<{ began: number; at: Date; inHand: number }> {
  const [victim] = replicas;
  if (victim === undefined) throw new Error('there is nobody to kill');
  const until = performance.now() + KILL_WITHIN_MS;
  for (let ripe = false; !ripe && performance.now() < until; ) {
    const [row] = await sql<
      { n: number }[]
    >`select count(*)::int as n from deliveries where state = 'sending'`;
    ripe = (row?.n ?? 0) >= MANY_SENDING && proxy.inFlight(victim.origin) > 0;
  }
  const [began, inHand] = [performance.now(), proxy.inFlight(victim.origin)];
  await victim.kill('SIGKILL');
  const [row] = await sql<{ at: Date }[]>`select clock_timestamp() as at`;
  if (row === undefined) throw new Error('PostgreSQL does not know the time');
  return { began, at: row.at, inHand };
}

/** Answers a second, and the processor time of one, of the replicas there are. */
async function measure(crowd: Crowd, count: number): Promise<void> {
  const pids = replicas.flatMap(({ child }) => (isAlive(child) ? [child.pid ?? 0] : []));
  const ours = () => pids.reduce((sum, pid) => sum + (processFigures(pid)?.cpuMicros ?? Number.NaN), 0);
  const theirs = () => familyMicros(server.pid);
  const [node, postgres, first] = [ours(), theirs(), crowd.asked.length];
  const name = `answers, ${count} ${count === 1 ? 'replica' : 'replicas'}`;
  say(name, await crowd.flatOut(LANES, SECONDS), 'answers/s');
  const each = (micros: number) => micros / 1000 / (crowd.asked.length - first);
  say(`${name}, processor time of one in the program`, each(ours() - node), 'ms');
  say(`${name}, processor time of one in PostgreSQL`, each(theirs() - postgres), 'ms');
}

function isAlive({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function endInOrder({ child, kill }: Running): Promise<number | null> {
  await kill('SIGTERM');
  return child.exitCode;
}

async function bareBot(): Promise<ChildProcess> {
  const child = fork('test/support/bareBot.ts', [api], { execArgv: [] });
  const [{ origin }] = (await once(child, 'message')) as [{ origin: string }];
  proxy.add(origin);
  return child;
}

/** Looks once a second. @returns ends it and says how many there were at their most */
function watchConnections(): () => Promise<number> {
  const own = connect(server.url, { max: 1, name: 'replicas-watch' });
  let most = 0;
  const look = async () => {
    const [row] = await own.sql<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where application_name like 'kopir%'`;
    most = Math.max(most, row?.n ?? 0);
  };
  const timer = setInterval(() => void look().catch(() => {}), 1000);
  return async () => {
    clearInterval(timer);
    await own.close();
    return most;
  };
}

function waits(when: string, asked: readonly Asked[]): void {
  say(`wait for an answer, ${when}, p50 of ${asked.length}`, waitOf(asked, 0.5), 'ms');
  say(`wait for an answer, ${when}, p95`, waitOf(asked, 0.95), 'ms', { most: MOST_WAIT_MS });
}

/** An error, unless it is the alert about a delivery that the kill left in doubt. */
function isComplaint(line: string): boolean {
  return /"level":(50|60)/.test(line) && !/"deliveryId":/.test(line);
}
