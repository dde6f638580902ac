import type { Entry } from '../domain/article.ts';
import type { Source } from '../domain/knowledge.ts';
import { loadIdentifier } from '../domain/language/identify.ts';
import { remedyOf } from '../sources/failure.ts';
import { createReader } from '../sources/reader.ts';
import { VERSION } from '../version.ts';
import { runTool, table, toolConfig, toolKnowledge } from './tool.ts';

/** A feed text from this length on is the whole article. */
const WHOLE_TEXT_LETTERS = 600;
/** An enabled source whose newest entry is older does not pass; official US and foreign ones are slower. */
const FRESH_DAYS = 3;
const SLOW_FRESH_DAYS = 30;
const AT_ONCE = 6;

interface Probe {
  readonly source: Source;
  readonly passed: boolean;
  /** What is wrong with it and what to do; null when it was read. */
  readonly remedy: string | null;
  readonly cells: readonly (string | number)[];
}

/** `npm run sources`: asks every source, also disabled ones, and says what it really serves. */
await runTool(async () => {
  const config = toolConfig();
  const { sources } = toolKnowledge(config);
  const reader = createReader({ contact: config.contact, version: VERSION, fetchAllow: config.fetchAllow });
  const identifier = await loadIdentifier();
  const probe = async (source: Source): Promise<Probe> => {
    const startedAt = performance.now();
    const reading = await reader.readSource(
      source,
      { etag: null, lastModified: null, bodyHash: null },
      AbortSignal.timeout(60_000),
    );
    const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
    if (reading.kind !== 'entries') {
      const remedy = reading.kind === 'failed' ? remedyOf(reading) : null;
      return {
        source,
        passed: false,
        remedy,
        cells: [
          ...headCells(source),
          'no',
          0,
          '',
          '',
          '',
          seconds,
          reading.kind === 'failed' ? reading.code : reading.kind,
        ],
      };
    }
    const { entries } = reading;
    const newest = newestOf(entries);
    const days =
      source.publisher === 'official_us' || source.publisher === 'foreign' ? SLOW_FRESH_DAYS : FRESH_DAYS;
    const stale = newest !== null && Date.now() - newest.getTime() > days * 86_400_000;
    const text = entries.map((e) => `${e.title}. ${e.text}`.slice(0, 400));
    const remark =
      entries.length === 0
        ? 'no entries'
        : stale
          ? `nothing newer than ${days} days`
          : reading.repaired
            ? 'malformed, repaired'
            : '';
    return {
      source,
      passed: entries.length > 0 && !stale,
      remedy: null,
      cells: [
        ...headCells(source),
        'yes',
        entries.length,
        newest ? newest.toISOString().slice(0, 16) : 'no dates',
        entries.length > 0 ? identifier.article('', text, source.language).language : '',
        wholeShare(entries),
        seconds,
        remark,
      ],
    };
  };
  try {
    const waiting = [...sources];
    const probes: Probe[] = [];
    const lane = async (): Promise<void> => {
      for (let source = waiting.shift(); source; source = waiting.shift()) probes.push(await probe(source));
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    probes.sort((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source));
    console.log(
      table(
        [
          'source',
          'kind',
          'enabled',
          'served',
          'entries',
          'newest (UTC)',
          'language',
          'text',
          'seconds',
          'remark',
        ],
        probes.map(({ cells }) => cells),
      ),
    );
    const failed = probes.filter(({ source, passed }) => source.enabled && !passed);
    console.log(`\n${probes.filter(({ passed }) => passed).length} of ${probes.length} sources pass`);
    if (failed.length > 0) {
      console.log('\nEnabled but not passing:');
      for (const { source, remedy } of failed) console.log(`- ${source.id}: ${remedy ?? 'see the remark'}`);
      process.exitCode = 1;
    }
  } finally {
    await reader.close();
  }
});

function headCells(source: Source): (string | number)[] {
  return [source.id, source.kind, source.enabled ? 'yes' : 'no'];
}

function newestOf(entries: readonly Entry[]): Date | null {
  const times = entries.flatMap(({ publishedAt }) => publishedAt?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** "full" when most entries carry the article itself, "teaser" when they carry some text. */
function wholeShare(entries: readonly Entry[]): string {
  const whole = entries.filter(({ text }) => text.length >= WHOLE_TEXT_LETTERS).length;
  if (whole * 2 > entries.length) return 'full';
  return entries.some(({ text }) => text.length > 0) ? 'teaser' : 'title';
}
