import { dueRun } from '../domain/schedule.ts';
import type { Db } from '../store/client.ts';
import { noteGivenAway } from '../store/deliveries.ts';
import type { SubscriptionRow } from '../store/subscriptions.ts';

/** Why runs that fell due get no digest: their chat or topic ended, the chat became one with another that
 * has the same, or their date had its digest. */
export type GivenAway = 'stopped' | 'paused' | 'topics' | 'merged' | 'second of its date';

/**
 * Records the runs of `rows` that have come, wait for the planner, and will not be planned any more, one cancelled
 * delivery for each order. So every run that fell due is in the `slots` of one delivery, whatever its reader did in
 * the seconds before the planner came. The chat is locked.
 *
 * @param rows as they were before the change
 */
export async function giveAway(
  tx: Db,
  rows: readonly SubscriptionRow[],
  now: Date,
  reason: GivenAway,
): Promise<void> {
  const given = rows.flatMap((row) => {
    const { chatId, digest, nextDueAt } = row;
    return nextDueAt !== null && nextDueAt <= now ? [{ chatId, digest, ...latest(row, nextDueAt, now) }] : [];
  });
  await noteGivenAway(tx, given, reason);
}

function latest(row: SubscriptionRow, dueSince: Date, now: Date) {
  try {
    const { dueAt, localDate, slots } = dueRun(row, dueSince, now);
    return { dueAt, localDate, slots };
  } catch {
    // A zone that newer data dropped must not keep its reader from stopping.
    return { dueAt: dueSince, localDate: dueSince.toISOString().slice(0, 10), slots: 1 };
  }
}
