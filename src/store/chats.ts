import type { Db } from './client.ts';
import { eq, inArray, sql } from './drizzle.ts';
import { chats, deliveries } from './schema.ts';

/** A chat as it is kept. `days` is a bit mask, times are minutes of the local day. */
export type ChatRow = typeof chats.$inferSelect;
/** What is known of a chat when it is opened. */
export type NewChat = Pick<
  ChatRow,
  'chatId' | 'threadId' | 'type' | 'language' | 'zone' | 'quietFrom' | 'quietTo'
>;
type Changes = Partial<Omit<ChatRow, 'chatId' | 'createdAt'>>;

/** The chat without a lock; null when it is not known. */
export async function findChat(db: Db, chatId: number): Promise<ChatRow | null> {
  const [row] = await db.select().from(chats).where(eq(chats.chatId, chatId));
  return row ?? null;
}

/**
 * Locks the chat until the transaction ends; null when it is not known.
 *
 * Whoever changes a chat, its subscriptions or its deliveries holds this lock; the planner holds it too.
 */
export async function lockChat(tx: Db, chatId: number): Promise<ChatRow | null> {
  const [row] = await tx.select().from(chats).where(eq(chats.chatId, chatId)).for('update');
  return row ?? null;
}

/** Adds an active chat. False when another transaction added it first. */
export async function insertChat(tx: Db, chat: NewChat): Promise<boolean> {
  const rows = await tx.insert(chats).values(chat).onConflictDoNothing().returning({ id: chats.chatId });
  return rows.length > 0;
}

/** Changes a chat that the caller has locked. */
export async function updateChat(tx: Db, chatId: number, changes: Changes): Promise<void> {
  await tx.update(chats).set(changes).where(eq(chats.chatId, chatId));
}

/** Chats that saw no sample and that no digest has reached, whole or in part. */
const unsampled = (chatId: number) => sql`${chats.chatId} = ${chatId} and not ${chats.sampled}
  and not exists (select 1 from ${deliveries} where ${deliveries.chatId} = ${chatId}
                     and ${deliveries.kind} = 'digest' and ${deliveries.messageIds} <> '{}')`;

/** Whether the chat saw neither a sample nor a digest. */
export async function isUnsampled(db: Db, chatId: number): Promise<boolean> {
  const rows = await db.select({ id: chats.chatId }).from(chats).where(unsampled(chatId));
  return rows.length > 0;
}

/** Notes the sample. False when there is nothing to note: of two at the same time one wins. */
export async function markSampled(db: Db, chatId: number): Promise<boolean> {
  const rows = await db
    .update(chats)
    .set({ sampled: true })
    .where(unsampled(chatId))
    .returning({ id: chats.chatId });
  return rows.length > 0;
}

/** Deletes all that is kept about a chat that the caller has locked: deliveries, subscriptions, itself. */
export async function deleteChat(tx: Db, chatId: number): Promise<void> {
  await tx.delete(deliveries).where(eq(deliveries.chatId, chatId));
  await tx.delete(chats).where(eq(chats.chatId, chatId));
}

/** Locks up to `limit` chats that were stopped or paused before `before`, skipping locked ones. */
export async function lockIdleChats(tx: Db, before: Date, limit: number): Promise<number[]> {
  const rows = await tx
    .select({ chatId: chats.chatId })
    .from(chats)
    .where(sql`${chats.status} <> 'active' and ${chats.statusAt} < ${before.toISOString()}`)
    .limit(limit)
    .for('update', { skipLocked: true });
  return rows.map(({ chatId }) => chatId);
}

/** Deletes all that is kept about chats that the caller has locked. */
export async function deleteChats(tx: Db, chatIds: readonly number[]): Promise<void> {
  if (chatIds.length === 0) return;
  await tx.delete(deliveries).where(inArray(deliveries.chatId, [...chatIds]));
  await tx.delete(chats).where(inArray(chats.chatId, [...chatIds]));
}

/**
 * Gives a chat its new id in all tables. Both chats are locked by the caller, who recomputes what is
 * due afterwards.
 *
 * When the new id is known already, the two become one: subscriptions and followed stories are united, and a delivery
 * that both have is cancelled for the old one. The old chat's settings win unless the new one has subscriptions.
 */
export async function moveChat(tx: Db, from: number, to: number): Promise<void> {
  await tx.execute(sql`
    update chats n set language = o.language, zone = o.zone, days = o.days, at_min = o.at_min, variant = o.variant,
           quiet_from = o.quiet_from, quiet_to = o.quiet_to, status = o.status, status_reason = o.status_reason,
           status_at = o.status_at, quiet_told_at = o.quiet_told_at,
           sampled = n.sampled or o.sampled
      from chats o where n.chat_id = ${to} and o.chat_id = ${from}
       and not exists (select 1 from subscriptions where chat_id = ${to})`);
  await tx.execute(sql`
    update subscriptions s set chat_id = n.chat_id, zone = n.zone
      from chats n where n.chat_id = ${to} and s.chat_id = ${from}
       and not exists (select 1 from subscriptions t where t.chat_id = ${to} and t.digest = s.digest)`);
  // Followed by both: what either was told the merged chat was told.
  await tx.execute(sql`
    insert into follows (chat_id, story_id, version, created_at)
    select ${to}, f.story_id, f.version, f.created_at from follows f join chats n on n.chat_id = ${to}
     where f.chat_id = ${from}
    on conflict (chat_id, story_id) do update set version = greatest(follows.version, excluded.version)`);
  await tx.execute(sql`
    update deliveries d
       set dedupe_key = d.dedupe_key || ':from:' || d.chat_id,
           state = case when d.done_at is null then 'cancelled' else d.state end,
           reason = case when d.done_at is null then 'merged' else d.reason end,
           done_at = coalesce(d.done_at, clock_timestamp()),
           worker = null, lease_until = null, sending_at = null
     where d.chat_id = ${from}
       and exists (select 1 from deliveries t where t.chat_id = ${to} and t.dedupe_key = d.dedupe_key)`);
  await tx.execute(sql`update deliveries set chat_id = ${to} where chat_id = ${from}`);
  await tx.execute(sql`
    delete from chats where chat_id = ${from} and exists (select 1 from chats where chat_id = ${to})`);
  await tx.execute(sql`update chats set chat_id = ${to} where chat_id = ${from}`);
}
