import type { Db } from './client.ts';
import { and, asc, eq, inArray, lte, sql } from './drizzle.ts';
import { sources } from './schema.ts';

/** How long a claim holds: a reading ends well before; after a crash the source is read again then. */
const CLAIM_MINUTES = 10;
/** Longest pause after failures, in minutes. */
const LONGEST_PAUSE_MINUTES = 24 * 60;

/** PostgreSQL's time; in a subquery because a bare volatile function keeps an index from being used. */
const now = sql`(select clock_timestamp())`;

export interface SourceState {
  readonly id: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string | null;
  readonly nextCheckAt: Date;
  /** Failures in a row. */
  readonly failures: number;
  readonly lastError: string | null;
  readonly lastSuccessAt: Date | null;
  readonly lastTriedAt: Date | null;
  readonly lastNewAt: Date | null;
}

/** Makes sure that every source has a row; known ones keep their state. */
export async function addSources(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insert(sources)
    .values(ids.map((id) => ({ id })))
    .onConflictDoNothing();
}

/**
 * Claims up to `limit` of the sources `ids` that are due, the longest waiting first.
 *
 * Safe in any number of replicas: a claimed source is not due again until it is recorded or, after a
 * crash, for ten minutes.
 *
 * @param whenever true claims them although they are not due (`npm run ingest`)
 */
export async function claimSources(
  db: Db,
  ids: readonly string[],
  limit: number,
  whenever = false,
): Promise<SourceState[]> {
  if (ids.length === 0) return [];
  const due = db.$with('due').as(
    db
      .select({ id: sources.id })
      .from(sources)
      .where(and(inArray(sources.id, [...ids]), whenever ? undefined : lte(sources.nextCheckAt, now)))
      .orderBy(asc(sources.nextCheckAt))
      .limit(limit)
      .for('update', { skipLocked: true }),
  );
  return db
    .with(due)
    .update(sources)
    .set({ nextCheckAt: sql`${now} + make_interval(mins => ${CLAIM_MINUTES})`, lastTriedAt: now })
    .from(due)
    .where(eq(sources.id, due.id))
    .returning({
      id: sources.id,
      etag: sources.etag,
      lastModified: sources.lastModified,
      bodyHash: sources.bodyHash,
      nextCheckAt: sources.nextCheckAt,
      failures: sources.failures,
      lastError: sources.lastError,
      lastSuccessAt: sources.lastSuccessAt,
      lastTriedAt: sources.lastTriedAt,
      lastNewAt: sources.lastNewAt,
    });
}

/** Records a reading that worked; `newEntries` says how many entries were not known before. */
export async function recordSuccess(
  db: Db,
  id: string,
  validators: { etag: string | null; lastModified: string | null; bodyHash: string | null },
  everyMinutes: number,
  newEntries: number,
): Promise<void> {
  await db
    .update(sources)
    .set({
      ...validators,
      failures: 0,
      lastError: null,
      lastSuccessAt: now,
      nextCheckAt: sql`${now} + make_interval(mins => ${everyMinutes})`,
      ...(newEntries > 0 ? { lastNewAt: now } : {}),
    })
    .where(eq(sources.id, id));
}

/**
 * Records a failure: the next try comes after `everyMinutes` × 2ⁿ, at most a day, spread by a tenth so
 * that sources that failed together do not return together.
 *
 * @param waitSeconds what the server asked for, when it is longer
 * @returns failures in a row
 */
export async function recordFailure(
  db: Db,
  id: string,
  error: string,
  everyMinutes: number,
  waitSeconds = 0,
): Promise<number> {
  const [row] = await db
    .update(sources)
    .set({
      failures: sql`${sources.failures} + 1`,
      lastError: error.slice(0, 500),
      nextCheckAt: sql`${now} + greatest(
        make_interval(secs => 60 * (1 + random() / 10) *
          least(${LONGEST_PAUSE_MINUTES}::float8, ${everyMinutes}::float8 * 2 ^ least(${sources.failures}, 20))),
        make_interval(secs => ${waitSeconds}::float8))`,
    })
    .where(eq(sources.id, id))
    .returning({ failures: sources.failures });
  return row?.failures ?? 0;
}

/** Gives a claimed source back unread: it is due at once. */
export async function releaseSource(db: Db, id: string): Promise<void> {
  await db.update(sources).set({ nextCheckAt: now }).where(eq(sources.id, id));
}

/** The state of each of `ids`, in no order. */
export async function sourceStates(db: Db, ids: readonly string[]): Promise<SourceState[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(sources)
    .where(inArray(sources.id, [...ids]));
}

/** How many of `ids` were never tried, and how many fail at present. */
export async function countTroubled(
  db: Db,
  ids: readonly string[],
): Promise<{ untried: number; failing: number; lastSuccessAt: Date | null }> {
  const states = await sourceStates(db, ids);
  const successes = states.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
  return {
    untried:
      states.filter((s) => s.lastSuccessAt === null && s.failures === 0).length +
      (ids.length - states.length),
    failing: states.filter((s) => s.failures > 0).length,
    lastSuccessAt: successes.length > 0 ? new Date(Math.max(...successes.map(Number))) : null,
  };
}
