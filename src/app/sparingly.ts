const FIRST_MS = 4_000;
const LONGEST_MS = 600_000;
/** Failures that are remembered; more means that everything fails, and then what is tried is cheap. */
const REMEMBERED = 10_000;

interface Failed {
  readonly error: unknown;
  readonly waitMs: number;
  readonly until: number;
}

/**
 * `work`, but what failed for an argument fails again at once for a while, without being tried: four seconds, then
 * twice as long after each further failure, ten minutes at most. Arguments are told apart by their JSON.
 *
 * @param clock milliseconds that only grow
 */
export function sparingly<A, T>(
  work: (argument: A) => Promise<T>,
  clock: () => number = () => performance.now(),
): (argument: A) => Promise<T> {
  const failures = new Map<string, Failed>();
  return async (argument) => {
    const key = JSON.stringify(argument);
    const last = failures.get(key);
    if (last !== undefined && clock() < last.until) throw last.error;
    failures.delete(key);
    try {
      return await work(argument);
    } catch (error) {
      const waitMs = Math.min(last === undefined ? FIRST_MS : last.waitMs * 2, LONGEST_MS);
      failures.set(key, { error, waitMs, until: clock() + waitMs });
      const [oldest] = failures.keys();
      if (failures.size > REMEMBERED && oldest !== undefined) failures.delete(oldest);
      throw error;
    }
  };
}
