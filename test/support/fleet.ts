import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { UnknownPolicy } from '../../src/domain/delivery.ts';
import type { Connection } from '../../src/store/client.ts';
import { childEnvironment } from './childEnvironment.ts';

/** How the replicas of a fan-out run. */
export interface FleetOptions {
  readonly database: Connection & { readonly url: string };
  /** Address of the Bot API. Each process uses it under a path of its own: its name. */
  readonly origin: string;
  readonly rate: number;
  readonly policy: UnknownPolicy;
  /** `program` is all of it, as shipped; `sender` is its planner and sender, whose requests may take `httpSeconds`. */
  readonly run: 'program' | 'sender';
  readonly httpSeconds: number;
  /** Of the program, beside what a fan-out needs. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** One process, from its start to its end. */
export interface Incarnation {
  /** Such as "r7": the first step of the path of its requests. */
  readonly name: string;
  readonly child: ChildProcess;
  /** Resolves when it is gone. */
  readonly gone: Promise<unknown>;
  /** As its rows name it; null until it has claimed some. */
  worker: string | null;
}

/** What a process wrote that is no alert about a delivery in doubt. */
const ALERT = /"deliveryId":/;

/** Starts processes of one fan-out and ends them all. */
export function fleet(options: FleetOptions) {
  const { database, origin, rate, policy, run, httpSeconds } = options;
  const { sql, url } = database;
  const running = new Set<ChildProcess>();
  const problems: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'kopir-fleet-'));
  chmodSync(folder, 0o755);
  if (run === 'program') {
    cpSync('digests', join(folder, 'digests'), { recursive: true });
    writeFileSync(join(folder, 'digests/reading/sources.json'), '[]');
  }
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
  const shipped = scripts.start.split(' ').filter((word) => word.startsWith('--'));
  const execArgv = [...shipped, '--import', './test/support/die.ts'];
  let count = 0;

  const launch = (name: string, environment: Record<string, string>): ChildProcess => {
    const stdio: ('ignore' | 'pipe' | 'ipc')[] = ['ignore', 'pipe', 'pipe', 'ipc'];
    const how = { execArgv, stdio };
    if (run === 'program') {
      const env = {
        BOT_TOKEN: '1:fault-test',
        BOT_API_ROOT: `${origin}/${name}`,
        CONTACT: 'editor@example.org',
        DATABASE_URL: url,
        DATA_DIR: folder,
        DIGESTS_DIR: join(folder, 'digests'),
        PORT: '0',
        SEND_RATE: String(rate),
        UNKNOWN_OUTCOME: policy,
        LOG_LEVEL: 'error',
        ...options.environment,
      };
      return fork('src/main.ts', [], { ...how, env: childEnvironment({ ...env, ...environment }) });
    }
    const words = ['--plans', '--errors', '--unknown', policy, '--http-seconds', String(httpSeconds)];
    const child = fork('test/support/replica.ts', [url, `${origin}/${name}`, String(rate), ...words], {
      ...how,
      env: childEnvironment(environment),
    });
    // "go" is kept for it until it listens.
    child.send('go', () => {});
    return child;
  };

  /** Starts a process; with `dieAt` it kills itself at the `nth` passing of that moment. */
  const start = (dieAt?: { readonly point: string; readonly nth: number }): Incarnation => {
    const name = `r${++count}`;
    const child = launch(name, dieAt ? { DIE_AT: dieAt.point, DIE_NTH: String(dieAt.nth) } : {});
    running.add(child);
    const gone = once(child, 'close').then(() => running.delete(child));
    const incarnation: Incarnation = { name, child, gone, worker: null };
    child.on('message', async (message: { claimed?: number[] }) => {
      if (incarnation.worker !== null || !message.claimed) return;
      const [row] = await sql<{ worker: string }[]>`
        select worker from deliveries where id = any(${message.claimed}::bigint[]) and worker is not null
         group by 1 order by count(*) desc limit 1`;
      incarnation.worker ??= row?.worker ?? null;
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        problems.push(
          ...String(chunk)
            .split('\n')
            .filter((line) => line && !ALERT.test(line)),
        );
      });
    }
    return incarnation;
  };

  return {
    start,
    /** What the processes complained of, alerts about deliveries in doubt excepted. */
    problems: problems as readonly string[],
    /** Waits until a process has claimed deliveries; false when it ends before, or `inVain()`. */
    begun: async (incarnation: Incarnation, inVain: () => boolean): Promise<boolean> => {
      while (incarnation.worker === null) {
        if (inVain() || !running.has(incarnation.child)) return false;
        await sleep(10);
      }
      return true;
    },
    close: async (): Promise<void> => {
      await Promise.all(
        [...running].map(async (child) => {
          const gone = once(child, 'close');
          child.kill('SIGKILL');
          await gone;
        }),
      );
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
