import { existsSync, rmSync } from 'node:fs';

const endings = new Set<() => void>();

/**
 * Has `end` called when this process ends, whether it came to its end, threw, or was told to by SIGINT or SIGTERM: what
 * it started must not outlive it. `end` cannot wait for anything.
 *
 * @returns takes that back
 */
export function atEnd(end: () => void): () => void {
  if (endings.size === 0) {
    process.once('exit', endAll);
    process.once('SIGINT', leave);
    process.once('SIGTERM', leave);
  }
  endings.add(end);
  return () => {
    endings.delete(end);
    if (endings.size > 0) return;
    process.off('exit', endAll);
    process.off('SIGINT', leave);
    process.off('SIGTERM', leave);
  };
}

/** Removes a folder into which something that is being ended may still write; gives up after a second. */
export function removeNow(folder: string): void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  // With `force` a folder that was filled again meanwhile is no error (Node 24.21).
  for (let tries = 50; tries > 0 && existsSync(folder); tries -= 1) {
    rmSync(folder, { recursive: true, force: true });
    if (existsSync(folder)) Atomics.wait(sleeper, 0, 0, 20);
  }
}

function leave(): void {
  process.exit(1);
}

function endAll(): void {
  for (const end of endings) {
    try {
      end();
    } catch (error) {
      console.error(error);
    }
  }
}
