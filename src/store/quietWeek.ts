import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { editions } from './schema.ts';

/** Chats that get the same message on a quiet week. */
export interface QuietChats {
  readonly language: ReaderLanguage;
  /** When the empty digest was due that ends the week. */
  readonly dueAt: Date;
  /** Its ISO calendar date, where the chats are. */
  readonly localDate: string;
  readonly expiresAt: Date;
  readonly chatIds: readonly number[];
}

/** Days of the week that is told of, the day of the digest included. */
const WEEK_DAYS = 7;

/**
 * The digests for which a story became ready, or changed, in the six days before `now`: nobody who has one of them had
 * an empty week. `all` is among them as soon as there is any story.
 */
export async function loudDigests(db: Db, now: Date): Promise<string[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const isRecent = (column: 'ready_at' | 'updated_at') =>
    sql`${sql.identifier(column)} > ${at} - interval '6 days' and ${sql.identifier(column)} <= ${at}`;
  const rows = await db.execute<{ digest: string }>(sql`
    select distinct unnest(topics || 'all'::text) as digest from stories
     where merged_into is null and last_published_at > ${at} - interval '7 days'
       and (${isRecent('ready_at')} or ${isRecent('updated_at')})`);
  return rows.map(({ digest }) => digest);
}

/**
 * Those of `chatIds` whose digests of the last seven days were all empty, the one of this instant the last of them.
 * They are active and have had their present topics, none of them in `loud`, and at least one digest for all that time,
 * none of it came too late, and no week since their last digest with stories was told quiet. The caller has locked the
 * chats.
 *
 * @param chatIds PostgreSQL array, as text
 */
export async function quietChats(
  tx: Db,
  chatIds: string,
  loud: readonly string[],
  now: Date,
): Promise<QuietChats[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const candidates = await tx.execute<{ chat_ids: string | null }>(sql`
    select array_agg(chat_id)::text as chat_ids from (
      select c.chat_id from chats c join subscriptions s on s.chat_id = c.chat_id
       where c.chat_id = any(${chatIds}::bigint[]) and s.chat_id = any(${chatIds}::bigint[])
         and c.status = 'active' and c.status_at <= ${at} - interval '7 days'
         and (c.quiet_told_at is null or c.quiet_told_at <= ${at} - interval '6 days')
       group by c.chat_id
      having max(s.created_at) <= ${at} - interval '7 days'
         and not bool_or(s.digest in (select jsonb_array_elements_text(${JSON.stringify(loud)}::jsonb)))) quiet`);
  const ids = candidates[0]?.chat_ids ?? null;
  if (ids === null) return [];
  const rows = await tx.execute<{
    language: ReaderLanguage;
    due_at: string;
    local_date: string;
    expires_at: string;
    chat_ids: string;
  }>(sql`
    select c.language, week.due_at, week.local_date::text as local_date, week.expires_at,
           array_agg(c.chat_id)::text as chat_ids
      from chats c
      -- Aggregates: whatever the statistics say, each chat is looked up by the index of its deliveries.
      cross join lateral (
        select max(due_at) as due_at, max(local_date) as local_date, max(expires_at) as expires_at,
               max(slots) filter (where of_week) as slots, bool_and(empty) filter (where of_week) as empty,
               bool_or(state = 'sent' and done_at > c.quiet_told_at) as heard_since
          from (
            select d.due_at, d.local_date, d.expires_at, d.slots, d.state, d.done_at,
                   d.state = 'cancelled' and d.reason = 'no_stories' as empty,
                   d.local_date > max(d.local_date) over () - ${WEEK_DAYS}::int as of_week
              from deliveries d
             where d.chat_id = c.chat_id and d.kind = 'digest'
               and d.dedupe_key between 'digest:' || extract(epoch from least(${at} - interval '9 days', c.quiet_told_at))::bigint
                                    and 'digest:9999999999') known) week
      cross join lateral (
        select count(*) as n, bool_and(coalesce(s.last_local_date = week.local_date, false)) as settled
          from subscriptions s where s.chat_id = c.chat_id) topics
     where c.chat_id = any(${ids}::bigint[]) and week.empty and week.expires_at > ${at} and week.due_at <= ${at}
       and topics.settled and week.slots <= topics.n and (c.quiet_told_at is null or week.heard_since)
     group by c.language, week.due_at, week.local_date, week.expires_at`);
  return rows.map(({ language, due_at, local_date, expires_at, chat_ids }) => ({
    language,
    dueAt: new Date(due_at),
    localDate: local_date,
    expiresAt: new Date(expires_at),
    chatIds: chat_ids.slice(1, -1).split(',').map(Number),
  }));
}

/**
 * Queues the message for chats that the caller has locked, and notes that they were told. Its rendering is shared by
 * all chats that come to it, in any tick and replica.
 */
export async function queueQuietWeek(
  tx: Db,
  { language, dueAt, localDate, expiresAt, chatIds }: QuietChats,
  parts: readonly Part[],
  now: Date,
): Promise<void> {
  const dedupeKey = `quiet-week:${localDate}`;
  const [edition] = await tx
    .insert(editions)
    .values({
      kind: 'notice',
      sections: [dedupeKey],
      language,
      variant: 'full',
      windowTo: dueAt,
      parts: [...parts],
      storyIds: [],
    })
    .onConflictDoUpdate({
      target: [editions.kind, editions.sections, editions.language, editions.variant, editions.windowTo],
      // What exists stays: it may be on its way.
      set: { kind: 'notice' },
    })
    .returning({ id: editions.id });
  if (!edition) throw new Error('a notice was not stored');
  await tx.execute(sql`
    insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before, expires_at)
    select chat_id, 'notice', ${dedupeKey}, ${edition.id}::bigint, ${dueAt.toISOString()}::timestamptz, ${localDate}::date, 0,
           'queued', ${dueAt.toISOString()}::timestamptz, ${expiresAt.toISOString()}::timestamptz
      from unnest(${idList(chatIds)}::bigint[]) as told(chat_id)
    on conflict (chat_id, dedupe_key) do nothing`);
  await tx.execute(sql`
    update chats set quiet_told_at = ${now.toISOString()}::timestamptz where chat_id = any(${idList(chatIds)}::bigint[])`);
}

/**
 * Takes back the message of a locked chat that waits to be sent: its words, or the topics that they are of, are not the
 * chat's any more. It counts as not told.
 */
export async function withdrawQuietWeek(tx: Db, chatId: number): Promise<void> {
  await tx.execute(sql`
    with gone as (
      update deliveries set state = 'cancelled', reason = 'changed', done_at = clock_timestamp(), worker = null,
             lease_until = null
       where chat_id = ${chatId} and kind = 'notice' and dedupe_key like 'quiet-week:%' and state in ('queued', 'claimed')
      returning id)
    update chats set quiet_told_at = null where chat_id = ${chatId} and exists (select 1 from gone)`);
}

/** For how many seconds between two instants most sources could not be read, as far as that was noticed. */
export async function outageSeconds(db: Db, from: Date, to: Date): Promise<number> {
  const [row] = await db.execute<{ seconds: number }>(sql`
    select coalesce(sum(extract(epoch from least(coalesce(ended_at, ${to.toISOString()}), ${to.toISOString()}::timestamptz)
                                         - greatest(since, ${from.toISOString()}::timestamptz))), 0)::float8 as seconds
      from troubles
     where what = 'outage' and since < ${to.toISOString()}::timestamptz
       and coalesce(ended_at, ${to.toISOString()}::timestamptz) > ${from.toISOString()}::timestamptz`);
  return row?.seconds ?? 0;
}
