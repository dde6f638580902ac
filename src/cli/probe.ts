import type { SourceReading } from '../app/ports.ts';
import { type Entry, isWholeText } from '../domain/article.ts';
import { freshDays } from '../domain/health.ts';
import type { Source } from '../domain/knowledge.ts';
import type { loadIdentifier } from '../domain/language/identify.ts';
import { remedyOf } from '../sources/failure.ts';
import type { DocumentReader } from '../sources/reader.ts';

const PROBE_SECONDS = 60;

/** What a source serves at this moment. */
export interface Probe {
  readonly source: Source;
  readonly passed: boolean;
  /** What is wrong with it, or could be better, and what to do; null when nothing is. */
  readonly remedy: string | null;
  readonly cells: readonly (string | number)[];
}

/** Titles of the cells of a probe. */
export const PROBE_HEAD = [
  'source',
  'kind',
  'enabled',
  'served',
  'entries',
  'newest (UTC)',
  'language',
  'text',
  'seconds',
  'robots.txt',
  'remark',
];

/** Asks a source as the running program does, without what is known of it. Never throws for what the web does. */
export async function probeSource(
  source: Source,
  reader: DocumentReader,
  identifier: Awaited<ReturnType<typeof loadIdentifier>>,
): Promise<Probe> {
  const startedAt = performance.now();
  const reading = await reader.readSource(
    source,
    { etag: null, lastModified: null, bodyHash: null },
    AbortSignal.timeout(PROBE_SECONDS * 1000),
  );
  const seconds = Number(((performance.now() - startedAt) / 1000).toFixed(1));
  const head = [source.id, source.kind, source.enabled ? 'yes' : 'no'];
  const robots = robotsVerdict(reading);
  if (reading.kind !== 'entries') {
    const remark = reading.kind === 'failed' ? reading.code : reading.kind;
    const remedy = reading.kind === 'failed' ? remedyOf(reading) : 'it says "unchanged" to a first question';
    const cells = [...head, 'no', 0, '', '', '', seconds, robots, remark];
    return { source, passed: false, remedy, cells };
  }
  const { entries, movedTo = null } = reading;
  const newest = newestOf(entries);
  const days = freshDays(source.publisher);
  const isStale = newest !== null && Date.now() - newest.getTime() > days * 86_400_000;
  const problem =
    entries.length === 0
      ? { remark: 'no entries', remedy: 'no entries: look for its other feed, or disable the source' }
      : isStale
        ? {
            remark: `nothing newer than ${days} days`,
            remedy: `the newest entry is older than ${days} days: compare with the site; a frozen feed is to be replaced`,
          }
        : null;
  const moved = movedTo === null ? null : `moved for good: write ${movedTo} into sources.json`;
  const remarks = [
    problem?.remark,
    reading.repaired ? 'malformed, repaired' : null,
    moved === null ? null : 'moved',
  ];
  const text = entries.map((e) => `${e.title}. ${e.text}`.slice(0, 400));
  return {
    source,
    passed: problem === null,
    remedy: [problem?.remedy, moved].filter(Boolean).join('; ') || null,
    cells: [
      ...head,
      'yes',
      entries.length,
      newest ? newest.toISOString().slice(0, 16) : 'no dates',
      entries.length > 0 ? identifier.article('', text, source.language).language : '',
      entries.length > 0 ? wholeShare(entries) : '',
      seconds,
      robots,
      remarks.filter(Boolean).join(', '),
    ],
  };
}

/** What robots.txt says of the source's address: it was asked first, so any later answer means that it allows. */
function robotsVerdict(reading: SourceReading): string {
  if (reading.kind !== 'failed') return 'allows';
  const { code, detail } = reading;
  if (detail.startsWith('robots.txt: ')) return 'not had';
  if (code === 'robots') return 'forbids';
  return ['blocked_address', 'busy'].includes(code) ? 'not asked' : 'allows';
}

function newestOf(entries: readonly Entry[]): Date | null {
  const times = entries.flatMap(({ publishedAt }) => publishedAt?.getTime() ?? []);
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}

/** "full" when most entries carry the article itself, "teaser" when they carry some text. */
function wholeShare(entries: readonly Entry[]): string {
  const whole = entries.filter(({ text }) => isWholeText(text)).length;
  if (whole * 2 > entries.length) return 'full';
  return entries.some(({ text }) => text.length > 0) ? 'teaser' : 'title';
}
