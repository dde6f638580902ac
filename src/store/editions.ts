import type { ReaderLanguage } from '../domain/article.ts';
import type { Part, Variant } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { and, eq, sql } from './drizzle.ts';
import { editions } from './schema.ts';

/** What makes two readers' editions the same one. */
export interface EditionKey {
  readonly kind: 'scheduled' | 'onDemand';
  /** Sorted. */
  readonly sections: readonly string[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly windowTo: Date;
}

export interface StoredEdition {
  readonly id: number;
  readonly parts: readonly Part[];
  readonly storyIds: readonly number[];
  readonly createdAt: Date;
}

/** The edition of that key, or null when nobody asked for it yet. */
export async function findEdition(db: Db, key: EditionKey): Promise<StoredEdition | null> {
  const [row] = await db
    .select({
      id: editions.id,
      parts: editions.parts,
      storyIds: editions.storyIds,
      createdAt: editions.createdAt,
    })
    .from(editions)
    .where(
      and(
        eq(editions.kind, key.kind),
        eq(editions.sections, [...key.sections]),
        eq(editions.language, key.language),
        eq(editions.variant, key.variant),
        eq(editions.windowTo, key.windowTo),
      ),
    );
  return row ?? null;
}

/**
 * Keeps a rendered edition and returns its id. A scheduled one is never changed once it exists: who
 * comes second uses the first. One made on demand is replaced, as no delivery refers to it.
 */
export async function saveEdition(
  db: Db,
  key: EditionKey,
  rendered: { readonly parts: readonly Part[]; readonly storyIds: readonly number[] },
): Promise<number> {
  const values = {
    ...key,
    sections: [...key.sections],
    parts: [...rendered.parts],
    storyIds: [...rendered.storyIds],
  };
  const target = [editions.kind, editions.sections, editions.language, editions.variant, editions.windowTo];
  const [row] =
    key.kind === 'scheduled'
      ? await db
          .insert(editions)
          .values(values)
          .onConflictDoNothing({ target })
          .returning({ id: editions.id })
      : await db
          .insert(editions)
          .values(values)
          .onConflictDoUpdate({
            target,
            set: { parts: values.parts, storyIds: values.storyIds, createdAt: sql`clock_timestamp()` },
          })
          .returning({ id: editions.id });
  if (row) return row.id;
  const existing = await findEdition(db, key);
  if (!existing) throw new Error('an edition vanished while it was saved');
  return existing.id;
}

/** The messages of an edition, null when it was pruned. */
export async function editionParts(db: Db, id: number): Promise<readonly Part[] | null> {
  const [row] = await db.select({ parts: editions.parts }).from(editions).where(eq(editions.id, id));
  return row?.parts ?? null;
}
