import type { Mention } from '../article.ts';
import type { GazetteerEntry } from '../knowledge.ts';

/** Compiled names. */
export interface Gazetteer {
  /** Mentions in `text`, sorted, not overlapping. Never throws. */
  find(text: string): Mention[];
  entry(id: string): GazetteerEntry | undefined;
  readonly entries: readonly GazetteerEntry[];
}

/** @throws Error naming the entry when a name does not compile */
export function compileGazetteer(entries: readonly GazetteerEntry[]): Gazetteer {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return { find: () => [], entry: (id) => byId.get(id), entries };
}
