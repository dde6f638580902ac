import { firstCoveredTo, slotAfterChange } from '../domain/schedule.ts';
import type { ChatRow } from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import { type SubscriptionRow, writeSchedules } from '../store/subscriptions.ts';
import { giveAway } from './giveAway.ts';
import type { Clock } from './ports.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * Writes a locked chat's schedules with their next instants, after now and never on a local date that
 * had its digest. A run that is due already and waits for the planner stays due, but on such a date.
 * A chat that is not active has nothing due.
 *
 * @param rows days, minute and `coveredTo` as they shall be; the zone is taken from the chat
 */
export async function reschedule(
  tx: Db,
  { clock }: { readonly clock: Clock },
  chat: ChatRow,
  rows: readonly SubscriptionRow[],
): Promise<void> {
  const now = await clock.now(tx);
  const moved: SubscriptionRow[] = [];
  const next = (row: SubscriptionRow): SubscriptionRow => {
    const order = { ...row, zone: chat.zone };
    if (chat.status !== 'active') return { ...order, nextDueAt: null };
    const slot = slotAfterChange(order, row.nextDueAt, row.lastLocalDate, now);
    if (slot === null) return order;
    if (row.nextDueAt !== null && row.nextDueAt <= now) moved.push(row);
    // Who moves the first digest nearer does not get less news in it.
    const first = row.lastLocalDate === null ? firstCoveredTo(order, slot) : row.coveredTo;
    const coveredTo = first < row.coveredTo ? first : row.coveredTo;
    return { ...order, nextDueAt: slot.at, coveredTo };
  };
  await writeSchedules(tx, rows.map(next));
  await giveAway(tx, moved, now, 'second of its date');
}

/**
 * Where the news of a revived chat begins: a day back, on the hour so that editions are shared. Who
 * stopped by himself and is back sooner than that gets nothing twice.
 */
export function revivedFrom(coveredTo: Date, was: ChatRow['status'], now: Date): Date {
  const dayAgo = new Date(Math.floor((now.getTime() - DAY_MS) / HOUR_MS) * HOUR_MS);
  return was === 'stopped' && coveredTo > dayAgo ? coveredTo : dayAgo;
}
