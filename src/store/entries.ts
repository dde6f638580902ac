import type { Entry } from '../domain/article.ts';
import type { Db } from './client.ts';
import { and, count, desc, eq, inArray, lte, sql } from './drizzle.ts';
import { entries } from './schema.ts';

/** A page that could not be read is tried again after so many minutes × 2ⁿ. */
const RETRY_MINUTES = 5;
/** After so many failures an entry is quarantined. */
const MOST_ATTEMPTS = 3;

const now = sql`(select clock_timestamp())`;

/** An entry whose page is still to be read. */
export interface WaitingEntry extends Entry {
  readonly sourceId: string;
  readonly firstSeenAt: Date;
  /** Failures so far. */
  readonly attempts: number;
}

/**
 * Keeps entries that were not known before and returns how many there were. A known entry whose title
 * changed waits for its page again: the publisher edited it.
 */
export async function addEntries(db: Db, sourceId: string, found: readonly Entry[]): Promise<number> {
  // One row per guid: a feed may repeat one, and one statement may not touch a row twice.
  const distinct = [...new Map(found.map((entry) => [entry.guid, entry])).values()];
  if (distinct.length === 0) return 0;
  const rows = await db
    .insert(entries)
    .values(
      distinct.map((entry) => ({
        sourceId,
        guid: entry.guid,
        url: entry.url,
        title: entry.title,
        text: entry.text,
        publishedAt: entry.publishedAt,
        state: 'waiting' as const,
      })),
    )
    .onConflictDoUpdate({
      target: [entries.sourceId, entries.guid],
      set: {
        title: sql`excluded.title`,
        text: sql`excluded.text`,
        url: sql`excluded.url`,
        state: 'waiting',
        attempts: 0,
        notBefore: now,
        reason: null,
      },
      setWhere: sql`${entries.title} is distinct from excluded.title and ${entries.state} in ('done', 'ignored')`,
    })
    // xmax is 0 for a row that this statement inserted.
    .returning({ inserted: sql<boolean>`(xmax = 0)` });
  return rows.filter(({ inserted }) => inserted).length;
}

/** Up to `limit` entries of a source whose pages may be tried now, the newest first. */
export async function waitingEntries(db: Db, sourceId: string, limit: number): Promise<WaitingEntry[]> {
  return db
    .select({
      sourceId: entries.sourceId,
      guid: entries.guid,
      url: entries.url,
      title: entries.title,
      text: entries.text,
      publishedAt: entries.publishedAt,
      firstSeenAt: entries.firstSeenAt,
      attempts: entries.attempts,
    })
    .from(entries)
    .where(and(eq(entries.sourceId, sourceId), eq(entries.state, 'waiting'), lte(entries.notBefore, now)))
    .orderBy(desc(sql`coalesce(${entries.publishedAt}, ${entries.firstSeenAt})`))
    .limit(limit);
}

/** Records that an entry needs nothing more: it became an article, or is none (with the reason). */
export async function finishEntry(
  db: Db,
  entry: { readonly sourceId: string; readonly guid: string },
  state: 'done' | 'ignored',
  reason: string | null,
): Promise<void> {
  await db
    .update(entries)
    .set({ state, reason: reason?.slice(0, 500) ?? null, text: '' })
    .where(and(eq(entries.sourceId, entry.sourceId), eq(entries.guid, entry.guid)));
}

/**
 * Records a failed try. The third one quarantines the entry, with the reason.
 *
 * @returns whether it is quarantined now
 */
export async function failEntry(
  db: Db,
  entry: { readonly sourceId: string; readonly guid: string },
  reason: string,
): Promise<boolean> {
  const [row] = await db
    .update(entries)
    .set({
      attempts: sql`${entries.attempts} + 1`,
      state: sql`case when ${entries.attempts} + 1 >= ${MOST_ATTEMPTS} then 'quarantined' else 'waiting' end`,
      notBefore: sql`${now} + make_interval(mins => (${RETRY_MINUTES} * 2 ^ ${entries.attempts})::int)`,
      reason: reason.slice(0, 500),
    })
    .where(
      and(eq(entries.sourceId, entry.sourceId), eq(entries.guid, entry.guid), eq(entries.state, 'waiting')),
    )
    .returning({ state: entries.state });
  return row?.state === 'quarantined';
}

/** How many entries of the sources `ids` wait for a page that may be tried now. */
export async function countWaiting(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const [row] = await db
    .select({ n: count() })
    .from(entries)
    .where(
      and(inArray(entries.sourceId, [...ids]), eq(entries.state, 'waiting'), lte(entries.notBefore, now)),
    );
  return row?.n ?? 0;
}
