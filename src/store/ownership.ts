import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';

/** Whether this process owns a folder now; `release` gives it back. */
export type Ownership =
  | { readonly kind: 'owned'; release(): void }
  /** A living process owns it. */
  | { readonly kind: 'taken'; readonly pid: number };

/**
 * Makes this process the owner named in the file at `path`, unless a living process is.
 *
 * A file whose process ended (or whose number another program got since) is taken over.
 */
export function claimOwnership(path: string): Ownership {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      const file = openSync(path, 'wx', 0o644);
      writeSync(file, JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid) }));
      closeSync(file);
      return { kind: 'owned', release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = readOwner(path);
    // Compared by start time as well: a process number is reused after a restart of the machine.
    if (owner && startOf(owner.pid) === owner.startedAt && startOf(owner.pid) !== null) {
      return { kind: 'taken', pid: owner.pid };
    }
    rmSync(path, { force: true });
  }
  throw new Error(`Could not take ${path}: several programs start at once`);
}

function readOwner(path: string): { pid: number; startedAt: string } | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (owner && typeof owner === 'object' && 'pid' in owner && 'startedAt' in owner) {
      const { pid, startedAt } = owner;
      if (typeof pid === 'number' && typeof startedAt === 'string') return { pid, startedAt };
    }
    return null;
  } catch {
    return null;
  }
}

/** What tells a process from a later one with the same number. Null when there is no such process. */
function startOf(pid: number): string | null {
  try {
    // Field 22 of /proc/<pid>/stat, counted after the command's closing bracket.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? null : (fields[19] ?? null);
  } catch {
    if (process.platform === 'linux') return null;
    try {
      process.kill(pid, 0);
      return 'unknown';
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'unknown' : null;
    }
  }
}
