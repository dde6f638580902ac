import { setTimeout as sleep } from 'node:timers/promises';
import type { ReaderLanguage } from '../domain/article.ts';
import type { Variant } from '../domain/edition.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import { NIGHT } from '../domain/quiet.ts';
import { isZone, maskToDays, minutesToTime } from '../domain/schedule.ts';
import {
  type ChatRow,
  findChat,
  insertChat,
  lockChat,
  moveChat,
  type NewChat,
  updateChat,
} from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import { cancelOpen, countSending } from '../store/deliveries.ts';
import { translateStoryNews } from '../store/follows.ts';
import {
  giveBackNews,
  type SubscriptionRow,
  subscriptionsOf,
  suspendSubscriptions,
} from '../store/subscriptions.ts';
import { giveAway } from './giveAway.ts';
import type { Clock } from './ports.ts';
import { replan } from './replan.ts';
import { reschedule, revivedFrom } from './reschedule.ts';

/** What every change of a chat needs. */
export interface ChatDeps {
  /** May be a transaction (see `once`): everything below takes part in it. */
  readonly db: Db;
  readonly clock: Clock;
  readonly knowledge: Knowledge;
  /** IANA zone of a new chat. */
  readonly defaultZone: string;
}

/** A chat as its reader sees it. */
export interface ChatSettings {
  readonly chatId: number;
  /** Forum topic; null outside forums. */
  readonly threadId: number | null;
  readonly type: 'private' | 'group' | 'channel';
  readonly language: ReaderLanguage;
  /** IANA name. */
  readonly zone: string;
  /** ISO weekdays of the chat's own time; null, together with `at`, = each digest's default. */
  readonly days: readonly number[] | null;
  /** "HH:mm". */
  readonly at: string | null;
  readonly variant: Variant;
  /** "HH:mm"; both null = never silent. */
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly status: 'active' | 'stopped' | 'paused';
  /** Why it is paused; null otherwise. */
  readonly statusReason: string | null;
  /** Ids of the digests subscribed to, in the catalogue's order. */
  readonly digests: readonly string[];
  /** One per digest, in the same order. `ownTime`: /time leaves it alone. */
  readonly schedules: readonly {
    readonly digest: string;
    readonly days: readonly number[];
    readonly at: string;
    readonly ownTime: boolean;
  }[];
  /** When the next digest comes; null when none does. A past instant is on its way. */
  readonly nextDueAt: Date | null;
}

/**
 * Finds the chat, adds it, or revives a stopped or paused one: what /start and an unblock do.
 *
 * A known chat keeps its settings; `threadId` follows the last /start. Nothing is subscribed by itself. A new
 * chat is silent at night.
 */
export async function openChat(
  deps: ChatDeps,
  chat: Pick<NewChat, 'chatId' | 'threadId' | 'type' | 'language'>,
): Promise<{ chat: ChatSettings; created: boolean; revived: boolean }> {
  return deps.db.transaction(async (tx) => {
    const created = await insertChat(tx, { ...chat, zone: deps.defaultZone, ...NIGHT });
    const row = await mustLock(tx, chat.chatId);
    if (row.threadId !== chat.threadId) await updateChat(tx, chat.chatId, { threadId: chat.threadId });
    const revived = await revive(tx, deps.clock, row);
    return { chat: await settingsOf(tx, deps.knowledge, chat.chatId), created, revived };
  });
}

/** The chat's settings; null when it is not known. Digests come in alphabetical order of their ids. */
export async function readChat(db: Db, chatId: number): Promise<ChatSettings | null> {
  const row = await findChat(db, chatId);
  return row ? asSettings(row, await subscriptionsOf(db, chatId)) : null;
}

/** The language that the chat has chosen, by one look at its row; null when it is not known. */
export async function languageOfChat(db: Db, chatId: number): Promise<ReaderLanguage | null> {
  return (await findChat(db, chatId))?.language ?? null;
}

/** Language of everything. What waits already comes in it. @throws Error when the chat is not known */
export async function setLanguage(
  deps: ChatDeps,
  chatId: number,
  language: ReaderLanguage,
): Promise<ChatSettings> {
  return changeChat(deps, chatId, async (tx, chat) => {
    await updateChat(tx, chatId, { language });
    await replan(tx, { ...chat, language });
    await translateStoryNews(tx, chatId, language);
  });
}

/** How much each story says. Digests that wait already follow. @throws Error when the chat is not known */
export async function setVariant(deps: ChatDeps, chatId: number, variant: Variant): Promise<ChatSettings> {
  return changeChat(deps, chatId, async (tx, chat) => {
    await updateChat(tx, chatId, { variant });
    await replan(tx, { ...chat, variant });
  });
}

/**
 * The zone of all the chat's local times. Nothing is sent at once because of it.
 *
 * @throws {RangeError} when `zone` is unknown
 */
export async function setZone(deps: ChatDeps, chatId: number, zone: string): Promise<ChatSettings> {
  if (!isZone(zone)) throw new RangeError(`unknown time zone "${zone}"`);
  return changeChat(deps, chatId, async (tx, chat) => {
    await updateChat(tx, chatId, { zone });
    await reschedule(tx, deps, { ...chat, zone }, await subscriptionsOf(tx, chatId));
  });
}

/** Ends all scheduled digests; settings stay. Then call `settleInFlight`, after the commit. */
export async function stop(deps: ChatDeps, chatId: number): Promise<ChatSettings> {
  return changeChat(deps, chatId, (tx, chat) => silence(tx, deps.clock, chat, 'stopped', null));
}

/** Makes a stopped or paused chat active again. An active one stays as it is. */
export async function resume(deps: ChatDeps, chatId: number): Promise<ChatSettings> {
  return changeChat(deps, chatId, async (tx, chat) => {
    await revive(tx, deps.clock, chat);
  });
}

/**
 * Waits until nothing that is on its way to the chat can still arrive, so that /stop is confirmed only
 * when no message follows the confirmation. Call it after the transaction of `stop` is committed.
 *
 * @returns false when a send still had no outcome after `seconds`
 */
export async function settleInFlight(db: Db, chatId: number, seconds = 2): Promise<boolean> {
  const until = performance.now() + seconds * 1000;
  while ((await countSending(db, chatId)) > 0) {
    if (performance.now() >= until) return false;
    await sleep(50);
  }
  return true;
}

/** Stops writing to a chat that cannot be reached; settings stay. A stopped or unknown chat stays so. */
export async function pauseChat(
  deps: Pick<ChatDeps, 'db' | 'clock'>,
  chatId: number,
  reason: string,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const chat = await lockChat(tx, chatId);
    if (chat?.status === 'active') await silence(tx, deps.clock, chat, 'paused', reason);
  });
}

/** Gives a group that became a supergroup its new id everywhere, merged if the new one is known already. */
export async function migrateChat(
  deps: Pick<ChatDeps, 'db' | 'clock'>,
  from: number,
  to: number,
): Promise<void> {
  if (from === to) return;
  await deps.db.transaction(async (tx) => {
    // Both orders of two simultaneous moves lock the lower id first.
    const first = await lockChat(tx, Math.min(from, to));
    const second = await lockChat(tx, Math.max(from, to));
    if ((from < to ? first : second) === null) return;
    const there = new Set((await subscriptionsOf(tx, to)).map(({ digest }) => digest));
    const doubled = (await subscriptionsOf(tx, from)).filter(({ digest }) => there.has(digest));
    await giveAway(tx, doubled, await deps.clock.now(tx), 'merged');
    await moveChat(tx, from, to);
    const chat = await mustLock(tx, to);
    await updateChat(tx, to, { type: 'group' });
    const subscriptions = await subscriptionsOf(tx, to);
    if (chat.status === 'active') await reschedule(tx, deps, chat, subscriptions);
    // What came along must not wait for a chat that wants nothing.
    else await silence(tx, deps.clock, chat, chat.status, chat.statusReason);
  });
}

/**
 * Locks the chat, lets `work` change it, and reads what came of it, in one transaction.
 *
 * @throws Error when the chat is not known: `openChat` comes first
 */
export async function changeChat(
  deps: ChatDeps,
  chatId: number,
  work: (tx: Db, chat: ChatRow) => Promise<void>,
): Promise<ChatSettings> {
  return deps.db.transaction(async (tx) => {
    await work(tx, await mustLock(tx, chatId));
    return settingsOf(tx, deps.knowledge, chatId);
  });
}

/** Makes a locked chat active again. False when it was. News of at most the last day is caught up with. */
export async function revive(tx: Db, clock: Clock, chat: ChatRow): Promise<boolean> {
  if (chat.status === 'active') return false;
  const now = await clock.now(tx);
  const active = { status: 'active', statusReason: null, statusAt: now } as const;
  await updateChat(tx, chat.chatId, active);
  const subscriptions = (await subscriptionsOf(tx, chat.chatId)).map((row) => ({
    ...row,
    coveredTo: revivedFrom(row.coveredTo, chat.status, now),
  }));
  await reschedule(tx, { clock }, { ...chat, ...active }, subscriptions);
  return true;
}

async function silence(
  tx: Db,
  clock: Clock,
  chat: ChatRow,
  status: 'stopped' | 'paused',
  reason: string | null,
): Promise<void> {
  const now = await clock.now(tx);
  if (chat.status !== status) {
    await updateChat(tx, chat.chatId, { status, statusReason: reason, statusAt: now });
  }
  await giveAway(tx, await subscriptionsOf(tx, chat.chatId), now, status);
  await giveBackNews(tx, await cancelOpen(tx, chat.chatId, reason ?? status));
  await suspendSubscriptions(tx, chat.chatId);
}

async function mustLock(tx: Db, chatId: number): Promise<ChatRow> {
  const chat = await lockChat(tx, chatId);
  if (chat === null) throw new Error('the chat is not known: openChat comes first');
  return chat;
}

async function settingsOf(tx: Db, knowledge: Knowledge, chatId: number): Promise<ChatSettings> {
  const settings = await readChat(tx, chatId);
  if (settings === null) throw new Error('the chat is not known: openChat comes first');
  const order = new Map(knowledge.digests.map(({ id }, index) => [id, index]));
  const place = (id: string) => order.get(id) ?? order.size;
  return {
    ...settings,
    digests: settings.digests.toSorted((a, b) => place(a) - place(b)),
    schedules: settings.schedules.toSorted((a, b) => place(a.digest) - place(b.digest)),
  };
}

function asSettings(chat: ChatRow, subscriptions: readonly SubscriptionRow[]): ChatSettings {
  const time = (minutes: number | null) => (minutes === null ? null : minutesToTime(minutes));
  const due = subscriptions.flatMap(({ nextDueAt }) => (nextDueAt ? [nextDueAt.getTime()] : []));
  return {
    chatId: chat.chatId,
    threadId: chat.threadId,
    type: chat.type,
    language: chat.language,
    zone: chat.zone,
    days: chat.days === null ? null : maskToDays(chat.days),
    at: time(chat.atMin),
    variant: chat.variant,
    quietFrom: time(chat.quietFrom),
    quietTo: time(chat.quietTo),
    status: chat.status,
    statusReason: chat.statusReason,
    digests: subscriptions.map(({ digest }) => digest),
    schedules: subscriptions.map(({ digest, days, atMin, ownTime }) => ({
      digest,
      days: maskToDays(days),
      at: minutesToTime(atMin),
      ownTime,
    })),
    nextDueAt: due.length > 0 ? new Date(Math.min(...due)) : null,
  };
}
