import type { ReaderLanguage } from '../domain/article.ts';
import type { Part, Variant } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { and, eq, sql } from './drizzle.ts';
import { editions } from './schema.ts';

/** What makes two readers' editions the same one. */
export interface EditionKey {
  readonly kind: 'scheduled' | 'onDemand' | 'story';
  /** Sorted. */
  readonly sections: readonly string[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly windowTo: Date;
}

/** An edition as it is kept, rendered. */
export interface StoredEdition {
  readonly id: number;
  readonly parts: readonly Part[];
  readonly storyIds: readonly number[];
  readonly createdAt: Date;
}

const isOf = (key: EditionKey) =>
  and(
    eq(editions.kind, key.kind),
    eq(editions.sections, [...key.sections]),
    eq(editions.language, key.language),
    eq(editions.variant, key.variant),
    eq(editions.windowTo, key.windowTo),
  );

/** A message of an edition without the others: a month's are fifty kilobytes. */
const page = (index: number) => ({
  part: sql<Part | null>`${editions.parts} -> ${index}::int`,
  count: sql<number>`jsonb_array_length(${editions.parts})`,
});

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
    .where(isOf(key));
  return row ?? null;
}

/**
 * Keeps a rendered edition and returns its id. It is never changed once it exists, for deliveries and open
 * pages refer to it: who comes second uses the first.
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
  const [row] = await db
    .insert(editions)
    .values(values)
    .onConflictDoNothing({
      target: [editions.kind, editions.sections, editions.language, editions.variant, editions.windowTo],
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

/** The first message of the edition of that key on demand, and how many there are; null when it was not made yet. */
export async function findOnDemand(db: Db, key: EditionKey): Promise<(EditionPage & { id: number }) | null> {
  const [row] = await db
    .select({ id: editions.id, ...page(0) })
    .from(editions)
    .where(isOf(key));
  return row && row.part !== null ? { id: row.id, part: row.part, count: row.count } : null;
}

/** One message of an edition, and how many there are. */
export interface EditionPage {
  readonly part: Part;
  readonly count: number;
}

/**
 * One message of an edition that was made on demand. Null when it was pruned or has no such message, and for
 * editions of other kinds: any number may be asked for, and not every edition is for every reader.
 *
 * @param index from 0
 */
export async function onDemandPage(db: Db, id: number, index: number): Promise<EditionPage | null> {
  const [row] = await db
    .select(page(index))
    .from(editions)
    .where(and(eq(editions.id, id), eq(editions.kind, 'onDemand')));
  return row && row.part !== null ? { part: row.part, count: row.count } : null;
}
