import { createLog } from '../../../src/log.ts';
import { loggable } from '../../../src/telegram/errors.ts';
import { canaries, count, inspect, isCanaryRun } from './record.ts';

/** In a canary run, looks at the line that the program would log about a problem of a feature. */
export function inspectProblem(feature: string, error: unknown): void {
  if (!isCanaryRun()) return;
  count('problems');
  const log = createLog('info', [...canaries.secrets.keys()], (line) => inspect('output', feature, line));
  log.error({ err: loggable(error), feature }, 'an update failed');
}
