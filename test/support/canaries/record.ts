import { appendFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Finding, look, noCanaries, type Place, SHORTEST_SECRET } from './look.ts';

/** What a canary run has looked at; see `look.ts` for the places. */
export const COUNTED = [
  'programs',
  'outputBytes',
  'pages',
  'metrics',
  'replies',
  'calls',
  'requests',
  'databases',
  'tables',
  'rows',
  'problems',
] as const;
/** One of them. */
export type Counted = (typeof COUNTED)[number];

/** A line of a process' record. */
export type Line =
  | { readonly kind: 'found'; readonly file: string; readonly finding: Finding }
  | {
      readonly kind: 'looked';
      readonly counts: Readonly<Record<Counted, number>>;
      /** How much there was to be found. */
      readonly canaries: Readonly<Record<'secrets' | 'persons' | 'words' | 'places' | 'chatIds', number>>;
    };

/** Folder of the run's records; null when this is an ordinary run. */
const folder = process.env.CANARIES_DIR ?? null;
/** What this process knows. */
export const canaries = noCanaries();
const counts = Object.fromEntries(COUNTED.map((name) => [name, 0])) as Record<Counted, number>;
const known = new Set<string>();

/** True in a canary run: `test/support/canaries/run.ts`. */
export const isCanaryRun = (): boolean => folder !== null;

/** Adds to what was looked at. */
export function count(what: Counted, n = 1): void {
  counts[what] += n;
}

/** Remembers a secret. One that cannot be recognised is a finding: nothing could be proved with it. */
export function learnSecret(what: string, value: string): void {
  if (value === '' || canaries.secrets.has(value)) return;
  canaries.secrets.set(value, what);
  if (value.length < SHORTEST_SECRET)
    report({ what: `${what} is too short to be recognised`, place: 'output', where: '', excerpt: value });
}

/** Looks at a text and records what is found; see `look`. */
export function inspect(place: Place, where: string, text: string, chat: number | null = null): void {
  if (folder === null) return;
  for (const finding of look(canaries, place, where, text, chat)) report(finding);
}

/** Records something that must not be. */
export function report(finding: Finding): void {
  // The same thing at the same place is told once.
  const key = `${finding.what} ${finding.place} ${finding.where}`;
  if (known.has(key)) return;
  known.add(key);
  append({ kind: 'found', file: relative('.', process.argv[1] ?? ''), finding });
}

function append(line: Line): void {
  if (folder !== null) appendFileSync(join(folder, `${process.pid}.jsonl`), `${JSON.stringify(line)}\n`);
}

if (folder !== null)
  process.on('exit', () => {
    const { secrets, told } = canaries;
    append({
      kind: 'looked',
      counts,
      canaries: {
        secrets: secrets.size,
        persons: told.persons,
        words: told.words.size,
        places: told.places.size,
        chatIds: told.chatIds.size,
      },
    });
  });
