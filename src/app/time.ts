import { daysToMask, orderOf, timeToMinutes, WEEKDAYS } from '../domain/schedule.ts';
import { updateChat } from '../store/chats.ts';
import { type SubscriptionRow, subscriptionsOf } from '../store/subscriptions.ts';
import { type ChatDeps, type ChatSettings, changeChat } from './chats.ts';
import { reschedule } from './reschedule.ts';

/** A time of the week as a reader says it. */
export interface WantedTime {
  /** "HH:mm". */
  readonly at: string;
  /** ISO weekdays; null = the days there are now (Monday to Friday when the chat has none of its own). */
  readonly days: readonly number[] | null;
}

/**
 * One hour for all the chat's digests, but those that have their own. The first one comes after now,
 * and not on a day that had its digest.
 *
 * @throws {RangeError} when `at` is not a time of day or a day is not 1–7
 */
export async function setTime(deps: ChatDeps, chatId: number, wanted: WantedTime): Promise<ChatSettings> {
  const atMin = minutesOf(wanted.at);
  const asked = wanted.days === null ? null : daysToMask(wanted.days);
  return changeChat(deps, chatId, async (tx, chat) => {
    const days = asked ?? chat.days ?? daysToMask(WEEKDAYS);
    await updateChat(tx, chatId, { days, atMin });
    const rows = await subscriptionsOf(tx, chatId);
    const changed = rows.map((row) => (row.ownTime ? row : { ...row, days, atMin }));
    await reschedule(tx, deps, chat, changed);
  });
}

/**
 * An own hour for one of the chat's digests; null = the chat's, or the digest's default. A digest that
 * the chat is not subscribed to changes nothing.
 *
 * @throws {RangeError} when `at` is not a time of day or a day is not 1–7
 */
export async function setDigestTime(
  deps: ChatDeps,
  chatId: number,
  digest: string,
  wanted: WantedTime | null,
): Promise<ChatSettings> {
  const atMin = wanted === null ? null : minutesOf(wanted.at);
  const asked = wanted?.days ? daysToMask(wanted.days) : null;
  return changeChat(deps, chatId, async (tx, chat) => {
    const rows = (await subscriptionsOf(tx, chatId)).filter((row) => row.digest === digest);
    const change = (row: SubscriptionRow): SubscriptionRow => {
      if (atMin !== null) return { ...row, days: asked ?? row.days, atMin, ownTime: true };
      return { ...row, ...usualTime(deps, chat, digest), ownTime: false };
    };
    await reschedule(tx, deps, chat, rows.map(change));
  });
}

/**
 * Silent hours, "HH:mm" to "HH:mm", perhaps over midnight; null = never silent.
 *
 * @throws {RangeError} when one of them is not a time of day
 */
export async function setQuiet(
  deps: ChatDeps,
  chatId: number,
  quiet: { readonly from: string; readonly to: string } | null,
): Promise<ChatSettings> {
  const quietFrom = quiet === null ? null : minutesOf(quiet.from);
  const quietTo = quiet === null ? null : minutesOf(quiet.to);
  return changeChat(deps, chatId, (tx) => updateChat(tx, chatId, { quietFrom, quietTo }));
}

/** Days and minute of a digest without an own time: the chat's, else those of its definition. */
export function usualTime(
  { knowledge }: Pick<ChatDeps, 'knowledge'>,
  chat: { readonly days: number | null; readonly atMin: number | null; readonly zone: string },
  digest: string,
): { days: number; atMin: number } {
  if (chat.days !== null && chat.atMin !== null) return { days: chat.days, atMin: chat.atMin };
  const definition = knowledge.digests.find(({ id }) => id === digest);
  if (!definition) throw new RangeError(`no digest "${digest}"`);
  const { days, atMin } = orderOf(definition.schedule, chat.zone);
  return { days, atMin };
}

function minutesOf(at: string): number {
  const minutes = timeToMinutes(at);
  if (minutes === null) throw new RangeError(`"${at}" is not a time of day`);
  return minutes;
}
