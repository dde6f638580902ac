/**
 * The network to PostgreSQL, and to the Bot API, in a fan-out of one replica. `node test/faults/blackHole.ts` is the full
 * form: 60 s of silence, other faults of 10 s, 6,000 chats at 100 a second each. `--chats`, `--silence`, `--seconds`, `--scenario`.
 *
 * - `hole`: no byte from or to the database. The watchdog ends the process with code 1, a supervisor starts the next.
 * - `stop`: the same, and SIGTERM in the midst of it.
 * - `storm`: new connections are ended during their start, then all are reset, then every byte is 200 ms late.
 * - `api`: silence longer than a request may take, resets, ended connections and delay before the Bot API.
 */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { inFlightCap } from '../../src/domain/delivery.ts';
import { type Connection, connect } from '../../src/store/client.ts';
import { dueChats, dueSubscriptions, judge, openDeliveries, type Verdict } from '../support/fanOut.ts';
import { type Limit, report } from '../support/figures.ts';
import { fleet } from '../support/fleet.ts';
import { startLoadStandin } from '../support/loadStandin.ts';
import { withOwnServer } from '../support/ownServer.ts';
import { startProxy } from '../support/proxy.ts';
import { forgiveLostConnections } from './restarts.ts';

export const SCENARIOS = ['hole', 'stop', 'storm', 'api'] as const;
export type Scenario = (typeof SCENARIOS)[number];

export interface HoleOptions {
  readonly scenario: Scenario;
  readonly chats: number;
  readonly rate: number;
  /** How long the database is silent; in `hole` at least so long, and until the process has ended. */
  readonly silenceSeconds: number;
  /** How long each other fault lasts. */
  readonly faultSeconds: number;
  /** False = claims and doubts that a process left are ended at once instead of waited out. */
  readonly waits: boolean;
}

export interface HoleFigures extends Verdict {
  /** Exit code of the process that met the fault, and after how many seconds of it, or of SIGTERM; null when it went on. */
  readonly exit: { readonly code: number | null; readonly seconds: number } | null;
  /** From the end of the last fault to the next request. */
  readonly resumedSeconds: number;
  /** Most connections to the database in any second of the ended starts, after their first two. */
  readonly connectsPerSecond: number;
  readonly seconds: number;
}

const LATENCY_MS = 4;
const DELAY_MS = 200;
/** Of the sender before a faulty Bot API. */
const HTTP_SECONDS = 4;
const HANGS_AFTER_SECONDS = 120;

/** Sends to `chats` due chats of an empty database while the network fails as the scenario says. */
export async function networkFaults(
  database: Connection & { readonly url: string },
  { scenario, chats, rate, silenceSeconds, faultSeconds, waits }: HoleOptions,
): Promise<HoleFigures> {
  let requests = 0;
  const standin = await startLoadStandin(LATENCY_MS, 0, { onRequest: () => (requests += 1) });
  const toDatabase = await startProxy(Number(new URL(database.url).port));
  const toApi = await startProxy(Number(new URL(standin.origin).port));
  const through = Object.assign(new URL(database.url), { port: String(toDatabase.port) }).href;
  const processes = fleet({
    database: { ...database, url: through },
    origin: `http://127.0.0.1:${toApi.port}`,
    rate,
    policy: 'resend',
    run: scenario === 'api' ? 'sender' : 'program',
    httpSeconds: HTTP_SECONDS,
  });
  const passed = async (n: number): Promise<void> => {
    const until = performance.now() + HANGS_AFTER_SECONDS * 1000;
    while (requests < n && performance.now() < until) await sleep(10);
  };
  /** What the ended process had claimed or begun is nobody's now. */
  const succeed = async (): Promise<void> => {
    if (!waits) {
      await database.sql`
        update deliveries set lease_until = now(), sending_at = sending_at - interval '1 hour'
         where state in ('claimed', 'sending')`;
    }
    processes.start();
  };
  const seconds = faultSeconds * 1000;
  let connectsPerSecond = 0;
  let exit: HoleFigures['exit'] = null;
  try {
    await dueChats(database, chats);
    const began = performance.now();
    const first = processes.start();
    await passed(chats / 4);
    const struck = performance.now();
    const exitOf = async (since: number, most: number): Promise<HoleFigures['exit']> => {
      const gone = first.child.exitCode === null ? once(first.child, 'exit') : null;
      await Promise.race([gone, sleep(most * 1000, undefined, { ref: false })]);
      return { code: first.child.exitCode, seconds: (performance.now() - since) / 1000 };
    };
    if (scenario === 'hole') {
      toDatabase.become({ kind: 'blackHole' });
      // On a loaded machine the watchdog's 25–30 s take longer; a process that ended after the silence had no successor.
      exit = await exitOf(struck, HANGS_AFTER_SECONDS);
      // As a supervisor does, also while the database is still silent.
      if (exit?.code !== null) await succeed();
      await sleep(Math.max(0, silenceSeconds * 1000 - (performance.now() - struck)));
    } else if (scenario === 'stop') {
      toDatabase.become({ kind: 'blackHole' });
      await sleep(Math.min(seconds, 8_000));
      const told = performance.now();
      first.child.kill('SIGTERM');
      exit = await exitOf(told, HANGS_AFTER_SECONDS);
      if (exit?.code !== null) await succeed();
    } else if (scenario === 'storm') {
      toDatabase.become({ kind: 'fin' });
      toDatabase.cut();
      await sleep(2_000);
      for (let second = 2_000; second < seconds; second += 1_000) {
        const before = toDatabase.connects();
        await sleep(1_000);
        connectsPerSecond = Math.max(connectsPerSecond, toDatabase.connects() - before);
      }
      toDatabase.become({ kind: 'reset' });
      await sleep(seconds);
      toDatabase.become({ kind: 'delay', milliseconds: DELAY_MS });
      await sleep(seconds);
    } else {
      toApi.become({ kind: 'blackHole' });
      await sleep(seconds + HTTP_SECONDS * 1000);
      toApi.become({ kind: 'reset' });
      await sleep(seconds / 2);
      toApi.become({ kind: 'fin' });
      toApi.cut();
      await sleep(seconds / 2);
      toApi.become({ kind: 'delay', milliseconds: DELAY_MS });
      await sleep(seconds);
    }
    const [back, since] = [performance.now(), requests];
    toDatabase.become({ kind: 'pass' });
    toApi.become({ kind: 'pass' });
    if (standin.copies.size < chats) await passed(since + 1);
    const resumedSeconds = (performance.now() - back) / 1000;
    for (let changedAt = performance.now(), before = -1; ; await sleep(100)) {
      const left = (await openDeliveries(database)) + (await dueSubscriptions(database));
      if (left === 0) break;
      if (left !== before) changedAt = performance.now();
      before = left;
      if (performance.now() - changedAt > HANGS_AFTER_SECONDS * 1000) break;
    }
    if (exit === null && first.child.exitCode !== null) exit = { code: first.child.exitCode, seconds: 0 };
    const verdict = await judge(database, standin.copies);
    return {
      ...verdict,
      exit,
      resumedSeconds,
      connectsPerSecond,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await processes.close();
    await toDatabase.close();
    await toApi.close();
    await standin.close();
  }
}

/** What is promised of such a run, with the figures. */
export function linesOf({ scenario, chats, rate }: HoleOptions, figures: HoleFigures) {
  const none = { most: 0 };
  const cap = inFlightCap(rate);
  const { exit } = figures;
  const lines: [string, number, string, Limit?][] = [
    ['due chats without their delivery', chats - figures.planned, 'chats', none],
    ['missing and not recorded as unknown', figures.unrecorded, 'chats', none],
    ['recorded as sent and not accepted', figures.falselySent, 'chats', none],
    ['most copies of a chat', figures.mostCopies, 'copies', { most: 2 }],
  ];
  if (scenario === 'hole') {
    lines.push(['exit code', exit?.code ?? -1, '(1 = the watchdog)', { least: 1 }]);
    lines.push(['the watchdog ends the process after', exit?.seconds ?? -1, 's', { most: 45 }]);
  }
  if (scenario === 'stop') {
    lines.push(['exit code at SIGTERM', exit?.code ?? -1, '', none]);
    lines.push(['ends at SIGTERM within', exit?.seconds ?? -1, 's', { most: 25 }]);
  }
  if (scenario === 'storm') {
    lines.push(['processes that ended', Number(exit !== null), 'processes', none]);
    lines.push(['most connections in a second', figures.connectsPerSecond, '/s', { most: 40 }]);
  }
  if (scenario !== 'api') {
    lines.push(['missing', figures.missing, 'chats', none]);
    lines.push(['second copies', figures.doubled, 'chats', { most: scenario === 'storm' ? 0 : cap }]);
  } else lines.push(['second copies', figures.doubled, 'chats', { most: 4 * cap }]);
  lines.push(['sending again after', figures.resumedSeconds, 's', { most: scenario === 'api' ? 60 : 10 }]);
  lines.push(['took', figures.seconds, 's']);
  return lines;
}

if (import.meta.main) {
  forgiveLostConnections();
  const { values } = parseArgs({
    options: {
      chats: { type: 'string', default: '6000' },
      rate: { type: 'string', default: '100' },
      silence: { type: 'string', default: '60' },
      seconds: { type: 'string', default: '10' },
      scenario: { type: 'string', default: SCENARIOS.join() },
    },
  });
  console.log('seed: none, nothing is left to chance');
  for (const scenario of SCENARIOS.filter((name) => values.scenario.split(',').includes(name))) {
    const options = {
      scenario,
      chats: Number(values.chats),
      rate: Number(values.rate),
      silenceSeconds: Number(values.silence),
      faultSeconds: Number(values.seconds),
      waits: true,
    };
    const figures = await withOwnServer(async (url) => {
      const connection = connect(url, { max: 3, name: 'kopir-test' });
      return networkFaults({ ...connection, url }, options).finally(() => connection.close(1));
    });
    for (const [name, ...line] of linesOf(options, figures)) report(`${scenario}, ${name}`, ...line);
  }
}
