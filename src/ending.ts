/** The promise is 25 s. */
const HARD_EXIT_SECONDS = 24;

/**
 * Ends the program once, from now on at SIGTERM and SIGINT (code 0) or when the returned function is called: in
 * order by `end`, or at once at a second signal or when something hangs for 24 s.
 */
export function endOnce(
  end: (exitCode: number, why: string) => Promise<void>,
): (exitCode: number, why: string) => void {
  let isEnding = false;
  const begin = (exitCode: number, why: string): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(exitCode), HARD_EXIT_SECONDS * 1000).unref();
    end(exitCode, why).catch(() => process.exit(exitCode || 1));
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => (isEnding ? process.exit(1) : begin(0, signal)));
  }
  return begin;
}
