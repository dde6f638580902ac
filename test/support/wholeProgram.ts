import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { atEnd } from './atEnd.ts';
import { lastLook } from './canaries/lastLook.ts';
import { childEnvironment } from './childEnvironment.ts';

/** The program as it is started in operation, one process of it. */
export interface Running {
  readonly child: ChildProcess;
  /** Such as "http://127.0.0.1:40123". */
  readonly origin: string;
  /** Everything it wrote. */
  output(): string;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

const START_SECONDS = 90;

/**
 * Starts processes of the program that share a database and read no sources.
 *
 * @param environment for all of them, beside what they need to run at all
 */
export function programs(url: string, environment: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'kopir-programs-'));
  chmodSync(folder, 0o755);
  cpSync('digests', join(folder, 'digests'), { recursive: true });
  writeFileSync(join(folder, 'digests/reading/sources.json'), '[]');
  const started = new Set<ChildProcess>();
  const lastLooks = new Map<ChildProcess, () => Promise<void>>();
  const stay = atEnd(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  const kill = async (child: ChildProcess, signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };

  return {
    /** Resolves when it says that it is ready. @param options of Node, such as "--import" */
    async start(options: readonly string[] = [], extra: Record<string, string> = {}): Promise<Running> {
      const env = {
        ...{ DATABASE_URL: url, DIGESTS_DIR: join(folder, 'digests'), DATA_DIR: folder },
        ...{ PORT: '0', CONTACT: 'editor@example.org', LOG_LEVEL: 'info', ...environment, ...extra },
      };
      const child = spawn(process.execPath, [...options, 'src/main.ts'], {
        env: childEnvironment(env),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.add(child);
      child.once('exit', () => {
        started.delete(child);
        lastLooks.delete(child);
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          output += chunk;
        });
      }
      for (
        const until = performance.now() + START_SECONDS * 1000;
        performance.now() < until;
        await sleep(20)
      ) {
        const port = /"port":(\d+).*"msg":"ready"/.exec(output)?.[1];
        if (port !== undefined) {
          const origin = `http://127.0.0.1:${port}`;
          lastLooks.set(child, () => lastLook(origin, env));
          return { child, origin, output: () => output, kill: (signal = 'SIGKILL') => kill(child, signal) };
        }
        if (child.exitCode !== null || child.signalCode !== null) break;
      }
      await kill(child, 'SIGKILL');
      throw new Error(`the program did not start:\n${output}`);
    },
    /** Kills what still runs and removes the files. */
    async end(): Promise<void> {
      await Promise.all([...lastLooks.values()].map((look) => look()));
      await Promise.all([...started].map((child) => kill(child, 'SIGKILL')));
      stay();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
