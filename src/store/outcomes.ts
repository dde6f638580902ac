import type { Settlement } from '../domain/delivery.ts';
import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** A send that has an outcome, and the part it was of. */
export interface Settled extends Settlement {
  readonly id: number;
  readonly sentPart: number;
  /** `sendingAt` of that send: a worker may send a part again, and an outcome that is written twice is of the first. */
  readonly sentAt: string;
}

/**
 * Writes the outcomes of `worker`'s sends, in one statement. Repeating it is harmless, also when the first
 * time succeeded unseen and the same worker sends the row again by now.
 *
 * A row that is not in `sending` for that very send any more stays as it is, with one exception: a part that
 * was given up as doubtful and did arrive is noted as arrived, so that it is not sent again.
 * A row that would wait again is cancelled when its chat does not want it any more.
 */
export async function finishSending(db: Db, worker: string, settled: readonly Settled[]): Promise<void> {
  if (settled.length === 0) return;
  await db.execute(sql`
    with seen as materialized (
      select j.*, d.chat_id from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb)
             as j(id bigint, "sentPart" smallint, "sentAt" timestamptz, state text, part smallint, attempts smallint,
                  "unknownCount" smallint, plain boolean, "delaySeconds" float8, "messageId" bigint, reason text,
                  "errorCode" smallint)
        join deliveries d on d.id = j.id),
    outcome as materialized (
      select seen.*, seen.state = 'queued' and c.status is distinct from 'active' as unwanted,
             coalesce(c.status_reason, c.status, 'forgotten') as why
        from seen left join chats c using (chat_id))
    update deliveries d
       set state = case when o.unwanted then 'cancelled' else o.state end,
           part = o.part, attempts = o.attempts, unknown_count = o."unknownCount", plain = o.plain,
           worker = null, lease_until = null, sending_at = null,
           not_before = clock_timestamp() + make_interval(secs => o."delaySeconds"),
           message_ids = case when o."messageId" is null then d.message_ids else d.message_ids || o."messageId" end,
           reason = case when o.unwanted then o.why else o.reason end, error_code = o."errorCode",
           done_at = case when o.unwanted or o.state <> 'queued' then clock_timestamp() end
      from outcome o
     where d.id = o.id
       and (d.state = 'sending' and d.worker = ${worker}::uuid
              and d.sending_at = o."sentAt"
            or o."messageId" is not null and d.part = o."sentPart" and d.unknown_count > 0
               and d.state in ('queued', 'claimed', 'unknown'))`);
}

/** True when PostgreSQL cannot take what it was given (classes 22 and 23), however often it is given again. */
export function isUnwritable(error: unknown): boolean {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 6; at = at.cause, depth++) {
    if ('code' in at && /^2[23]\w{3}$/.test(String(at.code))) return true;
  }
  return false;
}
