import type { OpenTrouble, Trouble } from '../domain/health.ts';
import type { Db } from './client.ts';
import { isNull, sql } from './drizzle.ts';
import { idList, isOneOf } from './idList.ts';
import { entries, sources, troubles } from './schema.ts';

/** How far back the habits of a source are looked at. */
const HABIT_DAYS = 30;
/** Most entries of a source that are looked at, the newest. */
const HABIT_ENTRIES = 1_000;

/** The troubles that were told and have not ended. */
export async function openTroubles(db: Db): Promise<OpenTrouble[]> {
  return db
    .select({ id: troubles.id, sourceId: troubles.sourceId, what: troubles.what, since: troubles.since })
    .from(troubles)
    .where(isNull(troubles.endedAt));
}

/**
 * Records that troubles are told at `at`. Of two replicas that begin the same one the second gets nothing back: it
 * has nothing to tell.
 */
export async function beginTroubles(tx: Db, begun: readonly Trouble[], at: Date): Promise<Trouble[]> {
  if (begun.length === 0) return [];
  return tx
    .insert(troubles)
    .values(begun.map((trouble) => ({ ...trouble, toldAt: at })))
    .onConflictDoNothing()
    .returning({ sourceId: troubles.sourceId, what: troubles.what, since: troubles.since });
}

/** Ends open troubles at `at`, and returns those that were still open. */
export async function endTroubles(
  tx: Db,
  ended: readonly OpenTrouble[],
  at: Date,
): Promise<readonly OpenTrouble[]> {
  if (ended.length === 0) return [];
  const rows = await tx.execute<{ id: string }>(sql`
    update troubles set ended_at = ${at.toISOString()}::timestamptz
     where id = any(${idList(ended.map(({ id }) => id))}::bigint[]) and ended_at is null returning id`);
  const done = new Set(rows.map(({ id }) => Number(id)));
  return ended.filter(({ id }) => done.has(id));
}

/** How many messages about sources the admins were told in the last `minutes`. */
export async function countTold(db: Db, minutes: number): Promise<number> {
  const since = sql`(select clock_timestamp()) - make_interval(mins => ${minutes})`;
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select told_at from troubles where told_at > ${since}
      union select ended_at from troubles where ended_at > ${since}) told`);
  return row?.n ?? 0;
}

/**
 * When the entries of those of `ids` appeared that listed something new since their habits were computed: epoch
 * seconds of the last month, by source. What a publisher dates later than we saw it counts as seen.
 */
export async function newAppearances(
  db: Db,
  ids: readonly string[],
): Promise<{ readonly id: string; readonly upTo: Date; readonly instants: readonly number[] }[]> {
  if (ids.length === 0) return [];
  const appeared = sql`least(e.published_at, e.first_seen_at)`;
  const rows = await db.execute<{ id: string; up_to: string; instants: number[] | null }>(sql`
    select s.id, s.last_new_at as up_to, habit.instants
      from ${sources} s cross join lateral (
        select array_agg(floor(extract(epoch from appeared))::int order by appeared) as instants from (
          select ${appeared} as appeared from ${entries} e
           where e.source_id = s.id
             and ${appeared} > (select clock_timestamp()) - make_interval(days => ${HABIT_DAYS})
           order by 1 desc limit ${HABIT_ENTRIES}) recent) habit
     where s.id ${isOneOf(ids)} and s.last_new_at is not null
       and (s.gaps_up_to is null or s.gaps_up_to < s.last_new_at)`);
  return rows.map((row) => ({ id: row.id, upTo: new Date(row.up_to), instants: row.instants ?? [] }));
}

/** What is usual for a source, in seconds; `upTo` is the `last_new_at` that it was computed from. */
export interface Habit {
  readonly id: string;
  readonly upTo: Date;
  readonly medianGapSeconds: number | null;
  readonly quietAfterSeconds: number;
}

/** Keeps what is usual for sources. */
export async function saveHabits(db: Db, habits: readonly Habit[]): Promise<void> {
  if (habits.length === 0) return;
  await db.execute(sql`
    update sources s set median_gap_seconds = h."medianGapSeconds", quiet_after_seconds = h."quietAfterSeconds",
           gaps_up_to = greatest(s.gaps_up_to, h."upTo" + interval '1 millisecond')
      from jsonb_to_recordset(${JSON.stringify(habits)}::jsonb)
           as h(id text, "upTo" timestamptz, "medianGapSeconds" int, "quietAfterSeconds" int)
     where s.id = h.id`);
}
