import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { TickReport } from './planReplica.ts';

/** A planner in a process of its own. */
export interface Planner {
  /** Plans once; a process that ends meanwhile rejects. */
  tick(): Promise<TickReport>;
  end(): void;
}

/** Starts `count` of them on one database. */
export async function planners(url: string, count: number): Promise<Planner[]> {
  return Promise.all(
    Array.from({ length: count }, async (): Promise<Planner> => {
      const child = fork('test/support/planReplica.ts', [url]);
      await once(child, 'spawn');
      const ended = once(child, 'exit').then(([code, signal]) => {
        throw new Error(`a planner ended with ${signal ?? code}`);
      });
      ended.catch(() => {});
      return {
        tick: async () => {
          const said = once(child, 'message');
          child.send('tick');
          const [tick] = (await Promise.race([said, ended])) as [TickReport];
          return tick;
        },
        end: () => child.kill('SIGKILL'),
      };
    }),
  );
}
