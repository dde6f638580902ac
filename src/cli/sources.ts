import { loadIdentifier } from '../domain/language/identify.ts';
import { createReader } from '../sources/reader.ts';
import { VERSION } from '../version.ts';
import { KEPT_HEAD, keptCells, keptRemarks, readKeptState } from './keptState.ts';
import { PROBE_HEAD, type Probe, probeSource } from './probe.ts';
import { runTool, table, toolConfig, toolKnowledge } from './tool.ts';

const AT_ONCE = 6;

/**
 * `npm run sources`: asks every source, also disabled ones, what it really serves, and shows beside it what the
 * running program keeps of it, when there is a database.
 */
await runTool(async () => {
  const config = toolConfig();
  const { sources } = toolKnowledge(config);
  const reader = createReader({ contact: config.contact, version: VERSION, fetchAllow: config.fetchAllow });
  const reading = readKeptState(
    config,
    sources.map(({ id }) => id),
  );
  try {
    const identifier = await loadIdentifier();
    const waiting = [...sources];
    const probes: Probe[] = [];
    const lane = async (): Promise<void> => {
      for (let source = waiting.shift(); source; source = waiting.shift())
        probes.push(await probeSource(source, reader, identifier));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    probes.sort((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source));
    const kept = await reading;
    const hasState = kept.kind === 'kept';
    console.log(
      table(
        [...PROBE_HEAD, ...(hasState ? KEPT_HEAD : [])],
        probes.map(({ source, cells }) => [...cells, ...(hasState ? keptCells(kept, source.id) : [])]),
      ),
    );
    const failed = probes.filter(({ source, passed }) => source.enabled && !passed);
    console.log(`\n${probes.filter(({ passed }) => passed).length} of ${probes.length} sources pass`);
    if (!hasState) console.log(`\nWhat the running program keeps is not shown: ${kept.why}`);
    say('Enabled but not passing:', failed);
    say(
      'To be looked at:',
      probes.filter(({ passed, remedy }) => passed && remedy !== null),
    );
    if (hasState) {
      const lines = sources.flatMap(({ id }) => keptRemarks(kept, id).map((remark) => `- ${id}: ${remark}`));
      if (lines.length > 0) console.log(['\nKept by the running program:', ...lines].join('\n'));
    }
    if (failed.length > 0) process.exitCode = 1;
  } finally {
    await Promise.all([reader.close(), reading]);
  }
});

function say(title: string, probes: readonly Probe[]): void {
  if (probes.length === 0) return;
  const lines = probes.map(({ source, remedy }) => `- ${source.id}: ${remedy ?? 'see the remark'}`);
  console.log([`\n${title}`, ...lines].join('\n'));
}
