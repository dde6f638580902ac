import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { childEnvironment } from './childEnvironment.ts';

/** How a command of the program ended. */
export interface Ran {
  /** Its exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as `npm run` does, with an environment of its own. @param file such as "src/cli/ingest.ts" */
export function runToEnd(
  file: string,
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<Ran> {
  return new Promise((done) => {
    const options = { env: childEnvironment(environment) };
    const child = execFile(process.execPath, [file, ...args], options, (_error, out, err) =>
      done({ code: child.exitCode, out, err }),
    );
  });
}

/** What the program says when it refuses to start: it leaves with exit code 1. */
export async function refusedStart(environment: NodeJS.ProcessEnv): Promise<string> {
  const { code, out, err } = await runToEnd('src/main.ts', [], { PORT: '0', ...environment });
  assert.equal(code, 1, out + err);
  return out + err;
}
