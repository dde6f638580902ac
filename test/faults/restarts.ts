/**
 * PostgreSQL restarted at once (`pg_ctl restart -m immediate`), or all its sessions ended, again and again in a fan-out
 * that two replicas of the whole program send. `node test/faults/restarts.ts` is the full form: 20,000 chats at 300 a
 * second, 20 restarts, then 20,000 more with all sessions ended 60 times. `--chats`, `--restarts`, `--rate`, `--seed`.
 */
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { inFlightCap } from '../../src/domain/delivery.ts';
import { connect } from '../../src/store/client.ts';
import { isLostConnection } from '../../src/store/strays.ts';
import { dueChats, dueSubscriptions, judge, openDeliveries, type Verdict } from '../support/fanOut.ts';
import { seeded } from '../support/faultMix.ts';
import { type Limit, report } from '../support/figures.ts';
import { fleet } from '../support/fleet.ts';
import { startLoadStandin } from '../support/loadStandin.ts';
import { restartableServer } from '../support/restartable.ts';

export interface RestartOptions {
  readonly chats: number;
  /** `restart` ends the server without a word and starts it; `terminate` ends all sessions. */
  readonly kind: 'restart' | 'terminate';
  readonly faults: number;
  readonly rate: number;
  readonly seed: number;
  /** Of the server. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface RestartFigures extends Verdict {
  readonly faults: number;
  /** From the server's first answer after each restart to the next request of any replica, in ms. */
  readonly resumedMs: readonly number[];
  /** Replicas that ended before they were told to. */
  readonly exits: number;
  /** Exit codes at SIGTERM in the end; null = killed. */
  readonly exitCodes: readonly (number | null)[];
  /** The longest time in which no chat got its message, the server being there or not, in seconds. */
  readonly longestGapSeconds: number;
  readonly seconds: number;
}

const REPLICAS = 2;
const LATENCY_MS = 4;
/** A fan-out in which nothing changes for longer than this hangs. */
export const HANGS_AFTER_SECONDS = 120;
const MOST_RESUME_MS = 10_000;

/** Sends to `chats` due chats while the database fails, and says what became of them. */
export async function restartsInFanOut(options: RestartOptions): Promise<RestartFigures> {
  const { chats, kind, faults, rate, seed } = options;
  const random = seeded(seed);
  const server = await restartableServer(options.settings);
  const database = { ...connect(server.url, { max: 3, name: 'kopir-test' }), url: server.url };
  let lastAt = performance.now();
  let longestGap = 0;
  let requests = 0;
  const standin = await startLoadStandin(LATENCY_MS, 0, {
    onRequest: () => {
      requests += 1;
      longestGap = Math.max(longestGap, performance.now() - lastAt);
      lastAt = performance.now();
    },
  });
  const processes = fleet({
    database,
    origin: standin.origin,
    rate,
    policy: 'resend',
    run: 'program',
    httpSeconds: 60,
  });
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ; tries++) {
      try {
        return await question();
      } catch (error) {
        if (tries === 20) throw error;
        await sleep(100);
      }
    }
  };
  const next = async (since: number): Promise<void> => {
    const until = performance.now() + HANGS_AFTER_SECONDS * 1000;
    while (requests === since && standin.copies.size < chats && performance.now() < until) await sleep(5);
  };
  const resumedMs: number[] = [];
  let met = 0;
  const strike = async (): Promise<void> => {
    if (kind === 'terminate') {
      await ask(
        () => database.sql`select pg_terminate_backend(pid) from pg_stat_activity
          where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      );
      return;
    }
    await server.crash();
    await sleep(random() * 500);
    await server.start();
    const [back, since] = [performance.now(), requests];
    await next(since);
    resumedMs.push(performance.now() - back);
  };
  try {
    await dueChats(database, chats);
    const began = performance.now();
    const replicas = Array.from({ length: REPLICAS }, () => processes.start());
    await next(0);
    lastAt = performance.now();
    longestGap = 0;
    while (met < faults && standin.copies.size < chats) {
      await sleep(random() * (kind === 'restart' ? 1_500 : 1_000));
      if (standin.copies.size >= chats) break;
      await strike();
      met += 1;
    }
    for (let changedAt = performance.now(), before = -1; ; await sleep(100)) {
      const left = await ask(() => openDeliveries(database));
      const due = await ask(() => dueSubscriptions(database));
      if (left + due === 0) break;
      if (left + due !== before) changedAt = performance.now();
      before = left + due;
      if (performance.now() - changedAt > HANGS_AFTER_SECONDS * 1000) break;
    }
    const seconds = (performance.now() - began) / 1000;
    const exits = replicas.filter(({ child }) => child.exitCode !== null || child.signalCode !== null).length;
    const exitCodes = await Promise.all(
      replicas.map(async ({ child }) => {
        if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        const [code] = (await Promise.race([gone, sleep(30_000, [null], { ref: false })])) as [number | null];
        return code;
      }),
    );
    const verdict = await ask(() => judge(database, standin.copies));
    return {
      ...verdict,
      faults: met,
      resumedMs,
      exits,
      exitCodes,
      longestGapSeconds: longestGap / 1000,
      seconds,
    };
  } finally {
    await processes.close();
    await standin.close();
    await database.close(1);
    await server.close();
  }
}

/** What is promised of such a run, with the figures. */
export function linesOf(options: RestartOptions, figures: RestartFigures) {
  const none = { most: 0 };
  const resumed = Math.max(0, ...figures.resumedMs);
  // No process died, so none forgot what it had sent: the promise would allow those in flight at each restart.
  const inFlight = REPLICAS * inFlightCap(options.rate) * options.faults;
  const lines: [string, number, string, Limit?][] = [
    [`${options.kind}s`, figures.faults, 'times', { least: options.faults }],
    ['due chats without their delivery', options.chats - figures.planned, 'chats', none],
    ['missing', figures.missing, 'chats', none],
    ['recorded as sent and not accepted', figures.falselySent, 'chats', none],
    ['not recorded as sent', options.chats - (figures.states.sent ?? 0), 'chats', none],
    ['second copies', figures.doubled, 'chats', options.kind === 'terminate' ? none : { most: inFlight }],
    ['replicas that ended before they were told to', figures.exits, 'replicas', none],
    [
      'replicas that did not end in order',
      figures.exitCodes.filter((code) => code !== 0).length,
      'replicas',
      none,
    ],
    ['longest time without a request', figures.longestGapSeconds, 's', { most: HANGS_AFTER_SECONDS }],
  ];
  if (options.kind === 'restart')
    lines.push(['sending again after the server is back', resumed, 'ms', { most: MOST_RESUME_MS }]);
  lines.push(['took', figures.seconds, 's']);
  return lines;
}

/** What the driver leaves behind on lost connections ends no test program either. */
export function forgiveLostConnections(): void {
  process.on('uncaughtException', (error) => {
    if (isLostConnection(error)) return;
    console.error(error);
    process.exit(1);
  });
}

if (import.meta.main) {
  forgiveLostConnections();
  const { values } = parseArgs({
    options: {
      chats: { type: 'string', default: '20000' },
      restarts: { type: 'string', default: '20' },
      rate: { type: 'string', default: '300' },
      seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    },
  });
  const [chats, faults, rate, seed] = [values.chats, values.restarts, values.rate, values.seed].map(
    Number,
  ) as [number, number, number, number];
  console.log(`seed: ${seed}`);
  for (const kind of ['restart', 'terminate'] as const) {
    const options = { chats, kind, faults: kind === 'restart' ? faults : 3 * faults, rate, seed };
    for (const [name, ...line] of linesOf(options, await restartsInFanOut(options))) {
      report(`${kind}, ${name}`, ...line);
    }
  }
}
