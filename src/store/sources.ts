import type { Db } from './client.ts';
import { and, asc, eq, getTableColumns, lte, sql } from './drizzle.ts';
import { isOneOf } from './idList.ts';
import { sources } from './schema.ts';

/** How long a claim holds: a reading ends well before; after a crash the source is read again then. */
const CLAIM_MINUTES = 10;
/** Longest pause after failures, in minutes. */
const LONGEST_PAUSE_MINUTES = 24 * 60;
/** A source that failed for so long is tried once a day. */
const PAUSED_AFTER_DAYS = 14;

/** PostgreSQL's time; in a subquery because a bare volatile function keeps an index from being used. */
const now = sql`(select clock_timestamp())`;

/** All that is kept about a source; what each column means stands in schema.ts. */
export type SourceState = typeof sources.$inferSelect;

/** Makes sure that every source has a row; known ones keep their state. */
export async function addSources(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    insert into ${sources} (id) select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) on conflict do nothing`);
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
      .where(and(sql`${sources.id} ${isOneOf(ids)}`, whenever ? undefined : lte(sources.nextCheckAt, now)))
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
    .returning(getTableColumns(sources));
}

/**
 * Begins anew with the sources whose address or way of reading changed since they were read last: an editor
 * acted. What was kept of the old address (validators, failures, a pause) says nothing about the new one.
 *
 * Call it when the editors' files were loaded; known unchanged sources keep their state.
 */
export async function renewSources(
  db: Db,
  definitions: readonly { readonly id: string; readonly definition: string }[],
): Promise<void> {
  if (definitions.length === 0) return;
  const given = sql`jsonb_to_recordset(${JSON.stringify(definitions)}::jsonb) as d(id text, definition text)`;
  await db.execute(sql`
    update sources s
       set definition = d.definition, etag = null, last_modified = null, body_hash = null, failures = 0,
           failing_since = null, last_code = null, last_status = null, last_error = null, paused_at = null,
           moved_to = null, last_new_at = null, added_at = clock_timestamp(), median_gap_seconds = null,
           quiet_after_seconds = null, gaps_up_to = null, next_check_at = least(s.next_check_at, clock_timestamp())
      from ${given} where s.id = d.id and s.definition <> d.definition`);
  await db.execute(sql`
    update sources s set definition = d.definition from ${given} where s.id = d.id and s.definition is null`);
}

/** A reading that worked, as it is recorded. */
export interface RecordedSuccess {
  readonly validators: {
    readonly etag: string | null;
    readonly lastModified: string | null;
    readonly bodyHash: string | null;
  };
  readonly everyMinutes: number;
  /** Entries that were not known before. */
  readonly newEntries: number;
  /** Where a lasting redirect led. */
  readonly movedTo?: string | null | undefined;
}

/** Records a reading that worked: whatever failed before is over. */
export async function recordSuccess(
  db: Db,
  id: string,
  { validators, everyMinutes, newEntries, movedTo }: RecordedSuccess,
): Promise<void> {
  const { etag, lastModified, bodyHash } = validators;
  await db
    .update(sources)
    .set({
      etag,
      lastModified,
      bodyHash,
      failures: 0,
      failingSince: null,
      lastError: null,
      lastCode: null,
      lastStatus: null,
      pausedAt: null,
      movedTo: movedTo ?? null,
      lastSuccessAt: now,
      nextCheckAt: sql`${now} + make_interval(mins => ${everyMinutes})`,
      ...(newEntries > 0 ? { lastNewAt: now } : {}),
    })
    .where(eq(sources.id, id));
}

/** A failure as it is recorded. */
export interface RecordedFailure {
  /** Stable, such as `network`. */
  readonly code: string;
  /** For editors; at most 500 characters are kept. */
  readonly detail: string;
  /** HTTP status when there was one; 410 pauses the source at once. */
  readonly status?: number | undefined;
  /** What the server asked for; counts when it is longer than our own pause. */
  readonly retryAfterSeconds?: number | undefined;
}

/**
 * Records a failure: the next try comes after `everyMinutes` × 2ⁿ with a tenth of jitter, at most after a day. A
 * source that is gone (410), or failed for 14 days, is paused: one try a day, until one succeeds or an editor
 * changes its address.
 *
 * @returns failures in a row
 */
export async function recordFailure(
  db: Db,
  id: string,
  { code, detail, status, retryAfterSeconds = 0 }: RecordedFailure,
  everyMinutes: number,
): Promise<number> {
  // What a replica of an older version recorded as a success left these behind.
  const since = sql`case when ${sources.failures} > 0 then ${sources.failingSince} end`;
  const paused = sql`case when ${sources.failures} > 0 then ${sources.pausedAt} end`;
  const isPaused = sql`(${status === 410}::boolean or ${paused} is not null
    or ${since} <= ${now} - make_interval(days => ${PAUSED_AFTER_DAYS}))`;
  const [row] = await db
    .update(sources)
    .set({
      failures: sql`${sources.failures} + 1`,
      failingSince: sql`coalesce(${since}, ${now})`,
      lastError: `${code}: ${detail}`.slice(0, 500),
      lastCode: code,
      lastStatus: status ?? null,
      pausedAt: sql`case when ${isPaused} then coalesce(${paused}, ${now}) end`,
      nextCheckAt: sql`${now} + greatest(
        make_interval(secs => 60 * least(${LONGEST_PAUSE_MINUTES}::float8, case when ${isPaused} then ${LONGEST_PAUSE_MINUTES}::float8
          else ${everyMinutes}::float8 * 2 ^ least(${sources.failures}, 20) * (1 + random() / 10) end)),
        make_interval(secs => ${retryAfterSeconds}::float8))`,
    })
    .where(eq(sources.id, id))
    .returning({ failures: sources.failures });
  return row?.failures ?? 0;
}

/** Gives a claimed source back unread: it is due at once. */
export async function releaseSource(db: Db, id: string): Promise<void> {
  await db.update(sources).set({ nextCheckAt: now }).where(eq(sources.id, id));
}

/**
 * Gives a claimed source back because its host had no turn for us: no failure, but after a day of it somebody should
 * know. It is due after `afterSeconds`.
 */
export async function postponeSource(db: Db, id: string, afterSeconds: number): Promise<void> {
  await db
    .update(sources)
    .set({
      nextCheckAt: sql`${now} + make_interval(secs => ${afterSeconds}::float8)`,
      lastCode: sql`case when ${sources.failures} = 0 then 'busy' else ${sources.lastCode} end`,
    })
    .where(eq(sources.id, id));
}

/** The state of each of `ids`, in no order. */
export async function sourceStates(db: Db, ids: readonly string[]): Promise<SourceState[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(sources)
    .where(sql`${sources.id} ${isOneOf(ids)}`);
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
