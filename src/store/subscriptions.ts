import type { Db } from './client.ts';
import { and, asc, eq, inArray, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { subscriptions } from './schema.ts';

/** A standing order as it is kept. `days` is a bit mask; `lastLocalDate` an ISO calendar date. */
export type SubscriptionRow = typeof subscriptions.$inferSelect;
/** A standing order before it is kept. */
export type NewSubscription = Omit<SubscriptionRow, 'createdAt'>;

/** A subscription's schedule and what is planned of it. */
export type Schedule = Pick<
  SubscriptionRow,
  'chatId' | 'digest' | 'zone' | 'days' | 'atMin' | 'ownTime' | 'nextDueAt' | 'coveredTo'
>;

/** The subscriptions of a chat, by digest id. */
export async function subscriptionsOf(db: Db, chatId: number): Promise<SubscriptionRow[]> {
  return db
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.chatId, chatId))
    .orderBy(asc(subscriptions.digest));
}

/** Adds subscriptions; those that exist stay as they are. The chat is locked by the caller. */
export async function addSubscriptions(tx: Db, rows: readonly NewSubscription[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(subscriptions)
    .values([...rows])
    .onConflictDoNothing();
}

/** Ends the subscriptions of a chat to `digests`. The chat is locked by the caller. */
export async function endSubscriptions(tx: Db, chatId: number, digests: readonly string[]): Promise<void> {
  if (digests.length === 0) return;
  await tx
    .delete(subscriptions)
    .where(and(eq(subscriptions.chatId, chatId), inArray(subscriptions.digest, [...digests])));
}

/** Writes schedules back, in one statement. The chats are locked by the caller. */
export async function writeSchedules(tx: Db, rows: readonly Schedule[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update subscriptions s
       set zone = j.zone, days = j.days, at_min = j."atMin", own_time = j."ownTime",
           next_due_at = j."nextDueAt", covered_to = j."coveredTo"
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
           as j("chatId" bigint, digest text, zone text, days smallint, "atMin" smallint, "ownTime" boolean,
                "nextDueAt" timestamptz, "coveredTo" timestamptz)
     where s.chat_id = j."chatId" and s.digest = j.digest`);
}

/** Takes everything of a chat off the planner's list. The chat is locked by the caller. */
export async function suspendSubscriptions(tx: Db, chatId: number): Promise<void> {
  await tx.update(subscriptions).set({ nextDueAt: null }).where(eq(subscriptions.chatId, chatId));
}

/**
 * Gives the news of deliveries that nothing was sent of back to their subscriptions, so that the next
 * digest carries it. A subscription that has been planned further since keeps what it has. The chats
 * are locked by the caller.
 */
export async function giveBackNews(tx: Db, deliveryIds: readonly number[]): Promise<void> {
  if (deliveryIds.length === 0) return;
  await tx.execute(sql`
    with back as (
      select d.chat_id, split_part(section, '@', 1) as digest, e.window_to,
             to_timestamp(split_part(section, '@', 2)::bigint) as covered_to
        from deliveries d join editions e on e.id = d.edition_id cross join unnest(e.sections) section
       where d.id = any(${idList(deliveryIds)}::bigint[]) and d.kind = 'digest' and d.message_ids = '{}')
    update subscriptions s set covered_to = back.covered_to
      from back where s.chat_id = back.chat_id and s.digest = back.digest and s.covered_to = back.window_to`);
}

/**
 * Makes subscriptions due at `dueAt` again, as if that run had not been planned. The chat is locked.
 *
 * @param localDate of the run, an ISO calendar date
 */
export async function resumePlanning(
  tx: Db,
  chatId: number,
  digests: readonly string[],
  dueAt: Date,
  localDate: string,
): Promise<void> {
  await tx
    .update(subscriptions)
    .set({ nextDueAt: dueAt, lastLocalDate: sql`${localDate}::date - 1` })
    .where(and(eq(subscriptions.chatId, chatId), inArray(subscriptions.digest, [...digests])));
}
