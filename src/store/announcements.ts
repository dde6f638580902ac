import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { and, asc, eq, inArray, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { announcements, chats, deliveries, editions } from './schema.ts';

/** What was not sent by then is not sent any more, in hours since the confirmation. */
const EXPIRES_HOURS = 24;

/** An announcement as it is kept. */
export type Announcement = typeof announcements.$inferSelect;

/** One message in each language. */
export type AnnouncedParts = Readonly<Record<ReaderLanguage, Part>>;

const keyOf = (id: number) => `announce:${id}`;

/** Keeps a draft and, as editions, the messages it will be sent as. @returns its id */
export async function addDraft(tx: Db, parts: AnnouncedParts): Promise<number> {
  const [row] = await tx
    .insert(announcements)
    .values({ texts: { ru: parts.ru.text, kk: parts.kk.text }, state: 'draft' })
    .returning({ id: announcements.id });
  if (!row) throw new Error('an announcement was not stored');
  await tx.insert(editions).values(
    (['ru', 'kk'] as const).map((language) => ({
      kind: 'announcement' as const,
      sections: [keyOf(row.id)],
      language,
      variant: 'full' as const,
      windowTo: sql`clock_timestamp()`,
      parts: [parts[language]],
      storyIds: [],
    })),
  );
  return row.id;
}

/** An announcement; null when there is none of that id. */
export async function findAnnouncement(db: Db, id: number): Promise<Announcement | null> {
  const [row] = await db.select().from(announcements).where(eq(announcements.id, id));
  return row ?? null;
}

/** The same, locked until the transaction ends. */
export async function lockAnnouncement(tx: Db, id: number): Promise<Announcement | null> {
  const [row] = await tx.select().from(announcements).where(eq(announcements.id, id)).for('update');
  return row ?? null;
}

/** Confirms a locked draft: from now on deliveries of it are made. */
export async function beginQueuing(tx: Db, id: number): Promise<void> {
  await tx
    .update(announcements)
    .set({ state: 'queuing', confirmedAt: sql`clock_timestamp()` })
    .where(eq(announcements.id, id));
}

/** Ends a locked announcement: nothing more of it is queued. */
export async function endQueuing(tx: Db, id: number, state: 'queued' | 'dropped'): Promise<void> {
  await tx
    .update(announcements)
    .set({ state, ...(state === 'dropped' ? { confirmedAt: null } : {}) })
    .where(eq(announcements.id, id));
}

/** Ids of the announcements of which deliveries are still to be made, the oldest first. */
export async function queuingAnnouncements(db: Db): Promise<number[]> {
  const rows = await db
    .select({ id: announcements.id })
    .from(announcements)
    .where(eq(announcements.state, 'queuing'))
    .orderBy(asc(announcements.id));
  return rows.map(({ id }) => id);
}

/** How many active chats there are by language. */
export async function countRecipients(db: Db): Promise<Record<ReaderLanguage, number>> {
  const [row] = await db.execute<Record<ReaderLanguage, number>>(sql`
    select (count(*) filter (where language = 'ru'))::int as ru, (count(*) filter (where language = 'kk'))::int as kk
      from ${chats} where status = 'active'`);
  return { ru: row?.ru ?? 0, kk: row?.kk ?? 0 };
}

/** How many deliveries are due and wait, counted up to `most`. */
export async function countDue(db: Db, most: number): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from ${deliveries}
     where state = 'queued' and not_before <= (select clock_timestamp()) limit ${most}) due`);
  return row?.n ?? 0;
}

/** What queuing some chats came to. */
export interface QueuedSlice {
  readonly chats: number;
  /** True when no active chat is without its delivery. */
  readonly done: boolean;
}

/**
 * Gives up to `limit` more chats their delivery of a locked announcement, each in its language: those that are active
 * now and were there when it was confirmed. A day after the confirmation it is a delivery that expired.
 *
 * Chats that somebody holds are passed over; once the end of the chats is reached, those and the ones that got a new
 * id meanwhile are looked for.
 */
export async function queueSlice(
  tx: Db,
  { id, plannedTo, confirmedAt }: Pick<Announcement, 'id' | 'plannedTo'> & { readonly confirmedAt: Date },
  limit: number,
): Promise<QueuedSlice> {
  const wanted = sql`c.status = 'active' and c.created_at <= ${confirmedAt.toISOString()}::timestamptz`;
  const missing = sql`not exists (
    select 1 from deliveries d where d.chat_id = c.chat_id and d.dedupe_key = ${keyOf(id)})`;
  const onward = plannedTo === null ? sql`true` : sql`c.chat_id > ${plannedTo}`;
  const first = await insertFor(tx, id, confirmedAt, sql`${wanted} and ${onward}`, limit);
  if (first.last !== null) {
    await tx.update(announcements).set({ plannedTo: first.last }).where(eq(announcements.id, id));
  }
  if (first.taken >= limit) return { chats: first.taken, done: false };
  const rest = await insertFor(tx, id, confirmedAt, sql`${wanted} and ${missing}`, limit - first.taken);
  const [left] = await tx.execute(sql`select 1 from chats c where ${wanted} and ${missing} limit 1`);
  return { chats: first.taken + rest.taken, done: left === undefined };
}

async function insertFor(
  tx: Db,
  id: number,
  confirmedAt: Date,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<{ taken: number; last: number | null }> {
  const [row] = await tx.execute<{ taken: number; last: string | null }>(sql`
    with slice as materialized (
      select c.chat_id, c.language from chats c where ${which} order by c.chat_id limit ${limit}
         for update skip locked),
    t as materialized (
      select now, expires_at, now >= expires_at as late
        from (select clock_timestamp() as now,
                     ${confirmedAt.toISOString()}::timestamptz + make_interval(hours => ${EXPIRES_HOURS}::int) as expires_at) x),
    ins as (
      insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before,
                              expires_at, reason, done_at)
      select s.chat_id, 'announcement', ${keyOf(id)}, e.id, t.now, (t.now at time zone 'UTC')::date, 0,
             case when t.late then 'expired' else 'queued' end, t.now, t.expires_at,
             case when t.late then 'too late' end, case when t.late then t.now end
        from slice s cross join t
        join editions e on e.kind = 'announcement' and e.sections = array[${keyOf(id)}] and e.language = s.language
      on conflict (chat_id, dedupe_key) do nothing)
    select count(*)::int as taken, max(chat_id) as last from slice`);
  return { taken: row?.taken ?? 0, last: row?.last == null ? null : Number(row.last) };
}

/** How far an announcement is. */
export interface AnnouncementCount {
  /** Deliveries by state. */
  readonly states: Readonly<Record<string, number>>;
  /** Active chats that have none yet. */
  readonly ahead: number;
}

/** Counts the deliveries of an announcement, through an index of such deliveries only. */
export async function countAnnounced(db: Db, announcement: Announcement): Promise<AnnouncementCount> {
  const ids = await editionIds(db, announcement.id);
  const rows = await db
    .select({ state: deliveries.state, n: sql<number>`count(*)::int` })
    .from(deliveries)
    .where(and(eq(deliveries.kind, 'announcement'), inArray(deliveries.editionId, [...ids, -1])))
    .groupBy(deliveries.state);
  const { state, plannedTo, confirmedAt } = announcement;
  const ahead =
    state !== 'queuing' || confirmedAt === null
      ? 0
      : await db.$count(
          chats,
          sql`${chats.status} = 'active' and ${chats.createdAt} <= ${confirmedAt.toISOString()}::timestamptz
              and ${plannedTo === null ? sql`true` : sql`${chats.chatId} > ${plannedTo}`}`,
        );
  return { states: Object.fromEntries(rows.map((row) => [row.state, row.n])), ahead };
}

/** Cancels what is queued or claimed of an announcement, but for rows that someone holds at this moment. */
export async function cancelAnnounced(db: Db, id: number): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries set state = 'cancelled', reason = 'withdrawn', done_at = clock_timestamp(), worker = null,
           lease_until = null
     where id in (select id from deliveries
                   where kind = 'announcement' and edition_id = any(${idList(await editionIds(db, id))}::bigint[])
                     and state in ('queued', 'claimed') for update skip locked)
    returning id`);
  return rows.length;
}

/** How many of an announcement may still reach a chat: queued, claimed or on their way. */
export async function countOpen(db: Db, id: number): Promise<number> {
  return db.$count(
    deliveries,
    and(
      eq(deliveries.kind, 'announcement'),
      inArray(deliveries.editionId, [...(await editionIds(db, id)), -1]),
      inArray(deliveries.state, ['queued', 'claimed', 'sending']),
    ),
  );
}

async function editionIds(db: Db, id: number): Promise<number[]> {
  const rows = await db
    .select({ id: editions.id })
    .from(editions)
    .where(and(eq(editions.kind, 'announcement'), eq(editions.sections, [keyOf(id)])));
  return rows.map((row) => row.id);
}
