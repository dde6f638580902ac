import type { ReaderLanguage } from '../domain/article.ts';
import type { Variant } from '../domain/edition.ts';
import type { Order, Run } from '../domain/schedule.ts';
import type { Db } from './client.ts';
import { lte, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { subscriptions } from './schema.ts';
import { giveBackNews } from './subscriptions.ts';

/** Subscriptions that share it are planned alike: their schedule, zone and the instant they wait since. */
export interface Combination extends Order {
  readonly dueSince: Date;
}

/** A combination with what the rules of time say of it now. */
export interface PlannedRun extends Combination, Run {}

/** An edition that chats wait for and that does not exist. */
export interface MissingEdition {
  /** Sorted `digest@covered_to` in epoch seconds. */
  readonly sections: readonly string[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly windowTo: Date;
}

/** Where a pass over the due subscriptions stands, in the order of its index. */
export interface Cursor {
  /** As PostgreSQL writes it, microseconds included. */
  readonly nextDueAt: string;
  readonly chatId: number;
}

/** Before the first due subscription. */
export const START: Cursor = { nextDueAt: '-infinity', chatId: 0 };

/** What one chunk of chats came to. */
export interface PlannedChunk {
  readonly queued: number;
  /** Digests without a story: nothing is sent. */
  readonly empty: number;
  /** Runs that were too late: their news waits for the next digest. */
  readonly missed: number;
  readonly missing: readonly MissingEdition[];
}

/** A window is told a week back at most, two for an order of one day a week. */
const FLOOR = sql`case when s.days & (s.days - 1) = 0 then interval '14 days' else interval '7 days' end`;
/** From this many chats on the join with `editions` is better hashed than looped. */
const MANY = 500;

/** The distinct combinations that are due at `now`. Few, however many subscriptions there are. */
export async function dueCombinations(db: Db, now: Date): Promise<Combination[]> {
  const rows = await db
    .selectDistinct({
      zone: subscriptions.zone,
      days: subscriptions.days,
      atMin: subscriptions.atMin,
      dueSince: subscriptions.nextDueAt,
    })
    .from(subscriptions)
    .where(lte(subscriptions.nextDueAt, now));
  return rows.flatMap(({ dueSince, ...order }) => (dueSince === null ? [] : [{ ...order, dueSince }]));
}

/** Chats that a transaction holds, with what their editions depend on: PostgreSQL arrays of equal length, as text. */
export interface LockedChats {
  readonly count: number;
  readonly ids: string;
  readonly languages: string;
  readonly variants: string;
}

/**
 * Locks the chats of the next `limit` due subscriptions after `cursor`, skipping chats that someone
 * else holds. Chats are the unit: two planners never hold one half of a chat each. Nobody waits for a
 * lock here, so their order is free: it is the table's.
 *
 * @param except chats that are left for a later tick
 * @returns `next` null when no due subscription lies behind `cursor`
 */
export async function lockDueChats(
  tx: Db,
  now: Date,
  cursor: Cursor,
  limit: number,
  except: readonly number[] = [],
): Promise<{ chats: LockedChats; next: Cursor | null }> {
  type Row = Record<'ids' | 'languages' | 'variants' | 'due' | 'chat_id', string | null> & { count: number };
  const [row] = await tx.execute<Row>(sql`
    with due as materialized (
      select next_due_at, chat_id from subscriptions
       where next_due_at <= ${now.toISOString()}::timestamptz
         and (next_due_at, chat_id) > (${cursor.nextDueAt}::timestamptz, ${cursor.chatId}::bigint)
       order by next_due_at, chat_id limit ${limit}),
    locked as materialized (
      select c.chat_id, c.language, c.variant from chats c
       where c.chat_id = any (array(select distinct chat_id from due))
         and c.chat_id <> all (${idList(except)}::bigint[]) for update of c skip locked),
    held as (select count(*)::int as count, array_agg(chat_id)::text as ids, array_agg(language)::text as languages,
                    array_agg(variant)::text as variants from locked),
    last as (select next_due_at, chat_id from due order by next_due_at desc, chat_id desc limit 1)
    select held.*, last.next_due_at as due, last.chat_id from held left join last on true`);
  if (!row) throw new Error('the lock has no answer');
  const { count, ids, languages, variants, due, chat_id } = row;
  return {
    chats: { count, ids: ids ?? '{}', languages: languages ?? '{}', variants: variants ?? '{}' },
    next: due ? { nextDueAt: due, chatId: Number(chat_id) } : null,
  };
}

/**
 * Plans the due subscriptions of chats that the caller has locked: one delivery per chat, for all of
 * them together. Delivery, next instant and window change together or not at all. Chats whose edition
 * does not exist, and subscriptions without a run, stay due.
 *
 * A run on a local date that had its digest (newer time zone data moves instants) is settled without one, and its
 * news comes with the next. Runs of an instant that the chat has a delivery of already (two chats became one) are
 * counted there, so that every run that fell due is in the `slots` of one row.
 *
 * A separate statement from the lock on purpose: it sees what the lock waited for. Nobody changes a subscription
 * without the lock on its chat, so its row is read once, and updated at the place (`ctid`) where it was read.
 */
export async function planChats(
  tx: Db,
  chats: LockedChats,
  runs: readonly PlannedRun[],
): Promise<PlannedChunk> {
  if (chats.count >= MANY) {
    await tx.execute(
      sql`select set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true),
                 set_config('jit', 'off', true)`,
    );
  }
  const rows = await tx.execute<PlannedChunk & Record<string, unknown>>(sql`
    with v as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb)
          as v(zone text, days smallint, "atMin" smallint, "dueSince" timestamptz, "dueAt" timestamptz,
               "localDate" date, slots int, send boolean, "expiresAt" timestamptz, next timestamptz)),
    held as materialized (
      select * from unnest(${chats.ids}::bigint[], ${chats.languages}::text[], ${chats.variants}::text[])
          as held(chat_id, language, variant)),
    m as (
      select s.ctid as place, s.digest, held.*, v."dueAt", v."localDate", v.slots, v.send, v."expiresAt", v.next,
             floor(date_part('epoch', greatest(s.covered_to, v."dueAt" - ${FLOOR})))::bigint as covered_to,
             coalesce(v."localDate" <= s.last_local_date, false) as repeated
        from subscriptions s join held on held.chat_id = s.chat_id
        join v on v.zone = s.zone and v.days = s.days and v."atMin" = s.at_min and v."dueSince" = s.next_due_at
       where s.chat_id = any (${chats.ids}::bigint[])),
    g as (
      select place, chat_id, language, variant, next, "localDate" as run_date, repeated as run_repeated,
             row_number() over digests = 1 as first,
             array_agg(digest || '@' || covered_to) filter (where not repeated) over chat as sections,
             max("dueAt") over chat as due_at, max("localDate") over chat as local_date, sum(slots) over chat as slots,
             bool_or(send and not repeated) over chat as send, bool_and(repeated) over chat as repeated,
             max("expiresAt") over chat as expires_at
        from m
      window digests as (partition by chat_id order by digest),
             chat as (digests rows between unbounded preceding and unbounded following)),
    found as materialized (
      select place, chat_id, next, run_date, run_repeated, first, due_at, local_date, slots, send, repeated, expires_at,
             e.id as edition_id, cardinality(e.story_ids) = 0 as empty,
             case when e.id is null then g.sections end as sections, g.language, g.variant
        from g left join editions e on g.send and e.kind = 'scheduled' and e.sections = g.sections
             and e.language = g.language and e.variant = g.variant and e.window_to = g.due_at),
    ready as not materialized (
      select *, case when not send then 'expired' when empty then 'cancelled' else 'queued' end as state
        from found where edition_id is not null or not send),
    ins as (
      insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before,
             expires_at, reason, done_at)
      select chat_id, 'digest', 'digest:' || date_part('epoch', due_at)::bigint, edition_id, due_at, local_date, slots,
             state, due_at, expires_at,
             case when repeated then 'second of its date' when state = 'expired' then 'missed' when empty then 'no_stories' end,
             case when state <> 'queued' then clock_timestamp() end
        from ready where first order by chat_id
      on conflict (chat_id, dedupe_key) do update set slots = deliveries.slots + excluded.slots
      returning chat_id, state, xmax = 0 as fresh),
    upd as (
      update subscriptions s
         set next_due_at = ready.next, last_local_date = greatest(s.last_local_date, ready.run_date),
             covered_to = case when ready.send and not ready.run_repeated
                                and ready.chat_id in (select chat_id from ins where fresh)
                               then ready.due_at else s.covered_to end
        from ready where s.ctid = ready.place and s.ctid = any (array(select place from ready)))
    select count(*) filter (where state = 'queued')::int as queued, count(*) filter (where state = 'cancelled')::int as empty,
           count(*) filter (where state = 'expired')::int as missed,
           (select coalesce(json_agg(w), '[]') from (select distinct sections, language, variant, due_at as "windowTo"
              from found where send and edition_id is null) w) as missing
      from ins where fresh`);
  const [row] = rows;
  if (!row) throw new Error('the plan has no answer');
  const missing = row.missing.map((edition) => ({ ...edition, windowTo: new Date(edition.windowTo) }));
  return { queued: row.queued, empty: row.empty, missed: row.missed, missing };
}

/**
 * Ends digests that waited too long, up to `limit`, and gives their news back to the subscriptions.
 * Chats that someone else holds are left for the next tick. A claim whose lease is over counts as waiting: its
 * worker is gone, and nothing of it was sent.
 *
 * @returns how many ended; below `limit` when none is left
 */
export async function expireOverdue(db: Db, now: Date, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    const passed = sql`expires_at <= ${now.toISOString()}::timestamptz`;
    const lapsed = sql`state = 'claimed' and lease_until < (select clock_timestamp())`;
    const overdue = sql`(state = 'queued' or ${lapsed}) and ${passed}`;
    const locked = await tx.execute<{ chat_id: string }>(sql`
      select chat_id from chats where chat_id in (
        (select chat_id from deliveries where state = 'queued' and ${passed} order by expires_at limit ${limit})
        union all (select chat_id from deliveries where ${lapsed} and ${passed} limit ${limit}))
       order by chat_id for update skip locked`);
    const chatIds = locked.map(({ chat_id }) => Number(chat_id));
    if (chatIds.length === 0) return 0;
    const gone = await tx.execute<{ id: string }>(sql`
      update deliveries set state = 'expired', reason = 'too late', done_at = clock_timestamp(),
             worker = null, lease_until = null
       where chat_id = any(${idList(chatIds)}::bigint[]) and ${overdue} returning id`);
    await giveBackNews(
      tx,
      gone.map(({ id }) => Number(id)),
    );
    return gone.length;
  });
}

/**
 * Chats with a digest that is too late and has not ended: someone holds the chat, or claimed the digest and may be
 * sending it. Their next digest is planned afterwards, so that it takes over the news of this one. Usually none.
 */
export async function chatsWithOverdue(db: Db, now: Date): Promise<number[]> {
  const passed = sql`kind = 'digest' and expires_at <= ${now.toISOString()}::timestamptz`;
  const rows = await db.execute<{ chat_id: string }>(sql`
    select chat_id from deliveries where state = 'queued' and ${passed}
    union select chat_id from deliveries where state = 'claimed' and ${passed}`);
  return rows.map(({ chat_id }) => Number(chat_id));
}
