/**
 * A start while the database, or the Bot API, is not there. `node test/faults/boot.ts` is the full form: PostgreSQL
 * is down for 5 minutes, then the Bot API for 30 s. `--down`, `--api-down` in seconds.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { connect } from '../../src/store/client.ts';
import { report } from '../support/figures.ts';
import { fleet } from '../support/fleet.ts';
import { startProxy } from '../support/proxy.ts';
import { restartableServer } from '../support/restartable.ts';
import { freePort, startWatchedApi } from '../support/watchedApi.ts';
import { forgiveLostConnections } from './restarts.ts';

export interface BootFigures {
  /** Whether the process lived while the other side was down. */
  readonly exited: boolean;
  /** Answers of /healthz and /readyz meanwhile, each status once. */
  readonly health: readonly number[];
  readonly readiness: readonly number[];
  /** Calls to the Bot API while the database was down. */
  readonly calls: number;
  /** Connections to the database a second, while it was down. */
  readonly connectsPerSecond: number;
  /** From the other side being back to /readyz 200, seconds. */
  readonly readySeconds: number;
  /** From then to SIGTERM's exit, and its code. */
  readonly exitSeconds: number;
  readonly exitCode: number | null;
}

const MOST_READY_SECONDS = 10;
const MOST_EXIT_SECONDS = 25;
const LONGEST_WAIT_SECONDS = 60;

/** Starts the program `downSeconds` before PostgreSQL (or the Bot API) is there. */
export async function bootWithout(what: 'database' | 'api', downSeconds: number): Promise<BootFigures> {
  const server = await restartableServer({ fsync: 'off' });
  const proxy = await startProxy(server.port);
  const apiPort = await freePort();
  const port = await freePort();
  const api = startWatchedApi(apiPort);
  const url = Object.assign(new URL(server.url), { port: String(proxy.port) }).href;
  const database = { ...connect(server.url, { max: 1 }), url };
  const processes = fleet({
    database,
    origin: `http://127.0.0.1:${apiPort}`,
    rate: 30,
    policy: 'resend',
    run: 'program',
    httpSeconds: 60,
    environment: { PORT: String(port), LOG_LEVEL: 'fatal' },
  });
  const status = async (path: string): Promise<number> =>
    fetch(`http://127.0.0.1:${port}${path}`).then(
      (response) => response.status,
      () => 0,
    );
  try {
    if (what === 'database') {
      await database.close(0);
      await server.crash();
      proxy.become({ kind: 'reset' });
      await api.open();
    }
    const connects = proxy.connects();
    const { child, gone } = processes.start();
    const [health, readiness] = [new Set<number>(), new Set<number>()];
    while ((await status('/healthz')) === 0 && child.exitCode === null) await sleep(50);
    const until = performance.now() + downSeconds * 1000;
    while (performance.now() < until && child.exitCode === null) {
      health.add(await status('/healthz'));
      readiness.add(await status('/readyz'));
      await sleep(200);
    }
    const exited = child.exitCode !== null || child.signalCode !== null;
    const calls = api.calls();
    const connectsPerSecond = (proxy.connects() - connects) / downSeconds;
    if (what === 'database') {
      proxy.become({ kind: 'pass' });
      await server.start();
    } else await api.open();
    const back = performance.now();
    const since = () => (performance.now() - back) / 1000;
    while (!exited && (await status('/readyz')) !== 200 && since() < LONGEST_WAIT_SECONDS) await sleep(50);
    const readySeconds = since();
    const told = performance.now();
    child.kill('SIGTERM');
    if (!exited) await gone;
    return {
      exited,
      health: [...health],
      readiness: [...readiness],
      calls,
      connectsPerSecond,
      readySeconds,
      exitSeconds: (performance.now() - told) / 1000,
      exitCode: child.exitCode,
    };
  } finally {
    await processes.close();
    await api.close();
    await database.close(0);
    await proxy.close();
    await server.close();
  }
}

/** What is promised of such a start. */
export function linesOf(what: 'database' | 'api', figures: BootFigures) {
  const { health, readiness } = figures;
  const none = { most: 0 };
  return [
    ['ended while it was down', Number(figures.exited), 'processes', none],
    ['answers of /healthz but 200', health.filter((code) => code !== 200).length, 'kinds', none],
    ['answers of /readyz but 503', readiness.filter((code) => code !== 503).length, 'kinds', none],
    ...(what === 'database'
      ? ([
          ['calls of the Bot API without a database', figures.calls, 'calls', none],
          ['connections a second meanwhile', figures.connectsPerSecond, '/s', { most: 3 }],
        ] as const)
      : []),
    ['ready after it is back', figures.readySeconds, 's', { most: MOST_READY_SECONDS }],
    ['ends at SIGTERM within', figures.exitSeconds, 's', { most: MOST_EXIT_SECONDS }],
    ['exit code at SIGTERM', figures.exitCode ?? -1, '', none],
  ] as const;
}

if (import.meta.main) {
  forgiveLostConnections();
  const { values } = parseArgs({
    options: { down: { type: 'string', default: '300' }, 'api-down': { type: 'string', default: '30' } },
  });
  console.log('seed: none, nothing is left to chance');
  for (const [what, seconds] of [
    ['database', Number(values.down)],
    ['api', Number(values['api-down'])],
  ] as const) {
    const figures = await bootWithout(what, seconds);
    for (const [name, figure, unit, limit] of linesOf(what, figures)) {
      report(`${what} down for ${seconds} s, ${name}`, figure, unit, limit);
    }
  }
}
