import { isCanaryRun } from './record.ts';
import { inspectEmbedded } from './tables.ts';

/** In a canary run, looks at the metrics and the embedded database of a program that is about to be ended. */
export async function lastLook(origin: string, environment: Readonly<Record<string, string>>): Promise<void> {
  if (!isCanaryRun()) return;
  // A program that is broken on purpose has none; what is fetched is looked at.
  await fetch(`${origin}/metrics`, { signal: AbortSignal.timeout(10_000) })
    .then((answer) => answer.text())
    .catch(() => undefined);
  if (environment.DATA_DIR !== undefined) await inspectEmbedded(environment.DATA_DIR);
}
