import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COUNTED, type Line } from './record.ts';

/** What all processes of a canary run recorded. */
export interface Sum {
  /** How much was looked at, and how much there was to be found, by name. */
  readonly figures: Readonly<Record<string, number>>;
  /** One line for each thing that was found. */
  readonly found: readonly string[];
}

/** Adds up the records in a folder. */
export function sum(folder: string): Sum {
  const figures: Record<string, number> = { files: 0 };
  const found = new Set<string>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl')))
    for (const text of readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean)) {
      const line = JSON.parse(text) as Line;
      if (line.kind === 'found') {
        const { what, place, where, excerpt } = line.finding;
        found.add(`${what} in ${place} ${where} (${line.file}): ${JSON.stringify(excerpt)}`);
        continue;
      }
      figures.files = (figures.files ?? 0) + 1;
      for (const [name, n] of Object.entries({ ...line.counts, ...line.canaries }))
        figures[name] = (figures[name] ?? 0) + n;
    }
  return { figures, found: [...found] };
}

/**
 * What is wrong with a run: everything that was found, and of a run of the whole suite every kind of place that was
 * never looked at, and every kind of canary of which there was none; of a part of it, that nothing was looked at.
 */
export function mistakes({ figures, found }: Sum, isWhole: boolean): string[] {
  const needed = [...COUNTED, 'secrets', 'persons', 'words', 'places', 'chatIds'];
  const none = needed.filter((name) => !((figures[name] ?? 0) > 0));
  if (isWhole) return [...found, ...none.map((name) => `nothing was looked at: ${name}`)];
  return none.length === needed.length ? ['nothing was looked at'] : [...found];
}
