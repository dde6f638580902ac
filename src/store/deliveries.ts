import type { UnknownPolicy } from '../domain/delivery.ts';
import type { Db } from './client.ts';
import { and, asc, eq, inArray, lte, sql } from './drizzle.ts';
import { idList } from './idList.ts';
import { deliveries, editions } from './schema.ts';

/** PostgreSQL's time. In a subquery because a bare volatile function keeps an index from being used. */
const now = sql`(select clock_timestamp())`;

/** How long a claim holds. */
export const LEASE_SECONDS = 30;
/** What one dead worker left in doubt is sent again over so many seconds. */
const APART_SECONDS = 10;

/** A delivery that one worker has taken and nobody else may send before its lease is over. */
export interface Claimed {
  readonly id: number;
  readonly editionId: number;
}

/** A delivery whose `sending` is committed: it must now be sent, or taken back by `unstart`. */
export interface Started {
  readonly id: number;
  readonly chatId: number;
  readonly editionId: number;
  readonly part: number;
  readonly attempts: number;
  readonly unknownCount: number;
  readonly plain: boolean;
  readonly threadId: number | null;
  readonly isChannel: boolean;
  readonly zone: string;
  /** Minutes of the local day; null = never silent. */
  readonly quietFrom: number | null;
  readonly quietTo: number | null;
  readonly expiresAt: Date;
  /** How often editions were withdrawn until then: who remembers them from before reads them anew. */
  readonly withdrawals: number;
  /** PostgreSQL's time of the commit. */
  readonly startedAt: Date;
  /** The same as PostgreSQL writes it, to the microsecond: it tells this send from any other of the row. */
  readonly sendingAt: string;
}

/**
 * Claims up to `limit` deliveries whose time has come for `worker`, the longest waiting first.
 *
 * Safe in any number of replicas: a row that another one is claiming is skipped, not waited for.
 * Nothing may be sent on a claim alone: see `startSending`.
 */
export async function claimDue(db: Db, worker: string, limit: number): Promise<Claimed[]> {
  const due = db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.state, 'queued'),
        lte(deliveries.notBefore, now),
        sql`${deliveries.expiresAt} > ${now}`,
      ),
    )
    .orderBy(asc(deliveries.notBefore), asc(deliveries.id))
    .limit(limit)
    .for('update', { skipLocked: true });
  const rows = await db.execute<{ id: string; edition_id: string; since: number }>(sql`
    with due as materialized (${due})
    update deliveries d
       set state = 'claimed', worker = ${worker}::uuid, lease_until = ${now} + make_interval(secs => ${LEASE_SECONDS})
      from due where d.id = due.id
    returning d.id, d.edition_id, extract(epoch from d.not_before)::float8 as since`);
  return rows
    .map((row) => ({ id: Number(row.id), editionId: Number(row.edition_id), since: row.since }))
    .sort((a, b) => a.since - b.since || a.id - b.id);
}

/**
 * Commits `sending` for those of `ids` that `worker` still holds, whose chat is active, while no pause
 * is on. Only what is returned may be sent. A claimed row whose chat is not active any more ends here.
 */
export async function startSending(db: Db, worker: string, ids: readonly number[]): Promise<Started[]> {
  const rows = await db.execute<Record<keyof Started | 'state', string | null>>(sql`
    with held as (
      select x.id, c.status = 'active' as active, coalesce(c.status_reason, c.status, 'forgotten') as why,
             c.thread_id, c.type, c.zone, c.quiet_from, c.quiet_to
        from deliveries x left join chats c using (chat_id) where x.id = any(${idList(ids)}::bigint[]))
    update deliveries d
       set state = case when held.active then 'sending' else 'cancelled' end,
           worker = case when held.active then d.worker end, lease_until = null,
           sending_at = case when held.active then clock_timestamp() end,
           done_at = case when held.active is not true then clock_timestamp() end,
           reason = case when held.active then d.reason else held.why end
      from held
     where d.id = held.id and d.state = 'claimed' and d.worker = ${worker}::uuid and d.lease_until > ${now}
       and exists (select 1 from send_gate where paused_until <= ${now})
    returning d.state, d.id, d.chat_id as "chatId", d.edition_id as "editionId", d.part, d.attempts,
              d.unknown_count as "unknownCount", d.plain::text as plain, d.expires_at as "expiresAt",
              d.sending_at as "startedAt", d.sending_at::text as "sendingAt", held.thread_id as "threadId",
              (held.type = 'channel')::text as "isChannel", held.zone, held.quiet_from as "quietFrom", held.quiet_to as "quietTo", (select withdrawals from send_gate) as withdrawals`);
  return rows.filter((row) => row.state === 'sending').map(started);
}

function started(row: Record<keyof Started, string | null>): Started {
  const number = (value: string | null) => (value === null ? null : Number(value));
  return {
    id: Number(row.id),
    chatId: Number(row.chatId),
    editionId: Number(row.editionId),
    part: Number(row.part),
    attempts: Number(row.attempts),
    unknownCount: Number(row.unknownCount),
    plain: row.plain === 'true',
    threadId: number(row.threadId),
    isChannel: row.isChannel === 'true',
    zone: row.zone ?? 'UTC',
    quietFrom: number(row.quietFrom),
    quietTo: number(row.quietTo),
    withdrawals: Number(row.withdrawals),
    expiresAt: new Date(row.expiresAt ?? 0),
    startedAt: new Date(row.startedAt ?? 0),
    sendingAt: row.sendingAt ?? '',
  };
}

/**
 * True while the row is in `sending` for just this start of `worker`: asked again after a stall, before the
 * request. The worker itself may have started it anew meanwhile.
 */
export async function stillSending(
  db: Db,
  worker: string,
  { id, sendingAt }: Pick<Started, 'id' | 'sendingAt'>,
): Promise<boolean> {
  const rows = await db
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.id, id),
        eq(deliveries.state, 'sending'),
        eq(deliveries.worker, worker),
        sql`${deliveries.sendingAt} = ${sendingAt}::timestamptz`,
      ),
    );
  return rows.length > 0;
}

/** Gives claims back. A row that is in `sending` by now stays: its message may be on its way. */
export async function release(db: Db, worker: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update deliveries set state = 'queued', worker = null, lease_until = null
     where id = any(${idList(ids)}::bigint[]) and state = 'claimed' and worker = ${worker}::uuid`);
}

/** Gives back claims and rows in `sending` of which the caller is certain that no request was made. */
export async function releaseUnsent(db: Db, worker: string, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db.execute(sql`
    update deliveries set state = 'queued', worker = null, lease_until = null, sending_at = null
     where id = any(${idList(ids)}::bigint[]) and state in ('claimed', 'sending') and worker = ${worker}::uuid`);
}

/** Gives back the claims of workers whose lease is over. Nothing of them was sent. Returns how many. */
export async function releaseOverdue(db: Db): Promise<number> {
  const rows = await db.execute(sql`
    update deliveries set state = 'queued', worker = null, lease_until = null
     where id in (select id from deliveries where state = 'claimed' and lease_until < ${now} for update skip locked)
    returning id`);
  return rows.length;
}

/**
 * Settles rows that have been in `sending` for more than `seconds`: their worker is gone, and nobody
 * knows whether the message arrived. Once in doubt they are queued again under `resend`, some seconds apart, so
 * that the next failure does not meet all of them at once; else final.
 *
 * @returns ids that are `unknown` for good: an operator should look
 */
export async function settleStranded(db: Db, policy: UnknownPolicy, seconds: number): Promise<number[]> {
  const rows = await db.execute<{ id: string; state: string }>(sql`
    update deliveries d
       set state = case when again then 'queued' else 'unknown' end, unknown_count = d.unknown_count + 1,
           attempts = d.attempts + 1, worker = null, sending_at = null, reason = 'worker gone',
           not_before = case when again then ${now} + make_interval(secs => d.id % ${APART_SECONDS}::int) else d.not_before end,
           done_at = case when not again then clock_timestamp() end
      from (select id, ${policy === 'resend'}::boolean and unknown_count = 0 and expires_at > ${now} as again
              from deliveries where state = 'sending' and sending_at < ${now} - make_interval(secs => ${seconds})
               for update skip locked) stranded
     where d.id = stranded.id
    returning d.id, d.state`);
  return rows.filter(({ state }) => state === 'unknown').map(({ id }) => Number(id));
}

/** Cancels what a locked chat has waiting, whatever its kind. Returns the cancelled ids. */
export async function cancelOpen(tx: Db, chatId: number, reason: string): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    update deliveries set state = 'cancelled', reason = ${reason}, done_at = clock_timestamp(), worker = null,
           lease_until = null
     where chat_id = ${chatId} and state in ('queued', 'claimed') returning id`);
  return rows.map(({ id }) => Number(id));
}

/** Runs of one order that no digest settles. `localDate` is an ISO calendar date, of the latest of them. */
export interface GivenAwayRuns {
  readonly chatId: number;
  readonly digest: string;
  readonly dueAt: Date;
  readonly localDate: string;
  readonly slots: number;
}

/** Keeps runs that fell due and get no digest as cancelled deliveries. The chats are locked by the caller. */
export async function noteGivenAway(tx: Db, given: readonly GivenAwayRuns[], reason: string): Promise<void> {
  if (given.length === 0) return;
  await tx.execute(sql`
    insert into deliveries (chat_id, kind, dedupe_key, due_at, local_date, slots, state, not_before, expires_at, reason, done_at)
    select "chatId", 'digest', 'given:' || digest || ':' || extract(epoch from "dueAt")::bigint, "dueAt", "localDate", slots,
           'cancelled', "dueAt", "dueAt", ${reason}, clock_timestamp()
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
           as j("chatId" bigint, digest text, "dueAt" timestamptz, "localDate" date, slots int)
    on conflict (chat_id, dedupe_key) do update set slots = deliveries.slots + excluded.slots`);
}

/** How many requests of a chat may be on their way at this moment. */
export async function countSending(db: Db, chatId: number): Promise<number> {
  return db.$count(deliveries, and(eq(deliveries.chatId, chatId), eq(deliveries.state, 'sending')));
}

/** A digest that waits, with the sections of its edition. */
export interface WaitingDigest {
  readonly id: number;
  readonly dueAt: Date;
  /** ISO calendar date. */
  readonly localDate: string;
  readonly sections: readonly string[];
  readonly windowTo: Date;
  /** Subscription runs that it settles. */
  readonly slots: number;
  /** True when certainly no part of it was sent. */
  readonly untouched: boolean;
}

/** The digests of a locked chat that wait to be sent, or to be sent on. */
export async function waitingDigests(tx: Db, chatId: number): Promise<WaitingDigest[]> {
  return tx
    .select({
      id: deliveries.id,
      dueAt: deliveries.dueAt,
      localDate: deliveries.localDate,
      sections: editions.sections,
      windowTo: editions.windowTo,
      slots: deliveries.slots,
      untouched: sql<boolean>`${deliveries.messageIds} = '{}' and ${deliveries.unknownCount} = 0`,
    })
    .from(deliveries)
    .innerJoin(editions, eq(editions.id, deliveries.editionId))
    .where(
      and(
        eq(deliveries.chatId, chatId),
        eq(deliveries.kind, 'digest'),
        inArray(deliveries.state, ['queued', 'claimed']),
      ),
    )
    .for('update', { of: deliveries });
}

/** Lets a waiting delivery of a locked chat carry another edition. A worker that holds it loses its claim. */
export async function repoint(tx: Db, id: number, editionId: number): Promise<void> {
  await tx
    .update(deliveries)
    .set({ editionId, state: 'queued', worker: null, leaseUntil: null })
    .where(eq(deliveries.id, id));
}

/** Takes a plan back of which nothing was sent: the planner makes it again. The chat is locked. */
export async function unplan(tx: Db, id: number): Promise<void> {
  await tx.delete(deliveries).where(eq(deliveries.id, id));
}

/** Cancels one waiting delivery of a locked chat. */
export async function cancelOne(tx: Db, id: number, reason: string): Promise<void> {
  await tx
    .update(deliveries)
    .set({
      state: 'cancelled',
      reason,
      doneAt: sql`clock_timestamp()`,
      worker: null,
      leaseUntil: null,
    })
    .where(eq(deliveries.id, id));
}
