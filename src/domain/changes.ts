import type { ReaderLanguage } from './article.ts';
import type { StoryChanges } from './edition.ts';
import { displayName, type EntityKind, type GazetteerEntry } from './knowledge.ts';
import type { Changes } from './versions.ts';

/** Who is a side: a summit and a programme are occasions. */
const SIDES: ReadonlySet<EntityKind> = new Set<EntityKind>(['company', 'agency']);

/** `changes` with the names that readers of `language` know; null when nothing of them can be said. */
export function sayable(
  changes: Changes,
  gazetteer: { entry(id: string): GazetteerEntry | undefined },
  language: ReaderLanguage,
): StoryChanges | null {
  const parties = changes.parties.flatMap((id) => {
    const entry = gazetteer.entry(id);
    return entry !== undefined && SIDES.has(entry.kind) ? [displayName(entry, language)] : [];
  });
  const said: StoryChanges = { ...changes, parties: [...new Set(parties)] };
  const { stage, figures, days, turns } = said;
  const count = parties.length + figures.length + days.length + turns.length;
  return stage === null && count === 0 ? null : said;
}
