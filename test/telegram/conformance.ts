import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Recorded } from './stage.ts';

/**
 * What tsc finds wrong in `calls` when each is written out against grammY's own types. The file lies
 * inside the repository, so that grammY resolves as it does for the program.
 */
export function typeMistakes(calls: readonly Recorded[]): string[] {
  const lines = new Set(
    calls.flatMap(({ method, payload }) => {
      const json = JSON.stringify(payload);
      return json === undefined || json === '{}' ? [] : [`(${json}) satisfies Sent<'${method}'>;`];
    }),
  );
  if (lines.size === 0) throw new Error('there are no calls to check');
  const folder = resolve('.data', `conformance-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    const file = resolve(folder, 'calls.ts');
    const header = [
      "import type { RawApi } from 'grammy';",
      'type Sent<M extends keyof RawApi> = Parameters<RawApi[M]>[0];',
    ];
    writeFileSync(file, [...header, ...lines, ''].join('\n'));
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--ignoreConfig'];
    execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), ...options, file], {
      stdio: 'pipe',
    });
    return [];
  } catch (error) {
    const { stdout } = error as { stdout?: Buffer };
    if (stdout === undefined) throw error;
    return stdout
      .toString()
      .split('\n')
      .filter((line) => /error TS/.test(line));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
