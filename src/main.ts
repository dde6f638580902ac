import { readConfig } from './config.ts';
import { loadKnowledge } from './digests.ts';
import { outdatedZones } from './domain/schedule.ts';
import { createLog } from './log.ts';
import { serve } from './serve.ts';

const configured = readConfig();
if (configured.kind === 'invalid') leave(['Configuration:', ...configured.mistakes]);
const { config } = configured;
const loaded = loadKnowledge(config.digestsDir);
if (loaded.kind === 'invalid') leave(["Editors' files:", ...loaded.mistakes]);
const oldZones = outdatedZones();
if (oldZones.length > 0) {
  leave([`The time zone data of this Node is too old for ${oldZones.join(', ')}: use a newer Node 24`]);
}
const log = createLog(config.logLevel, config.secrets);
await serve(config, loaded.knowledge, log).catch((error: unknown) => {
  // What an operator can mend is said in words; anything else with its stack.
  if (!(error instanceof Error && ['DatabaseProblem', 'AddressProblem'].includes(error.name)))
    log.fatal({ err: error }, 'the start failed');
  leave([error instanceof Error ? error.message : String(error)]);
});

/** Ends the process before it has begun, with words for its operator. */
function leave(lines: readonly string[]): never {
  process.stderr.write(`${lines.join('\n- ')}\n`);
  process.exit(1);
}
