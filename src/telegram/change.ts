import { GrammyError } from 'grammy';
import { type ChatDeps, type ChatSettings, openChat, readChat } from '../app/chats.ts';
import { once } from '../app/once.ts';
import { setThread } from '../app/threads.ts';
import type { ReaderLanguage } from '../domain/article.ts';
import { refuse } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { messagesFor } from './render-story.ts';

/** Id of the chat that is acted on. @throws Error for an update without a chat, which no feature asks for */
export function chatIdOf(ctx: BotContext): number {
  if (ctx.target !== null) return ctx.target.chatId;
  if (ctx.chatId === undefined) throw new Error('an update without a chat');
  return ctx.chatId;
}

/** What the bot calls the chat: everything that is neither private nor a channel is a group. */
function chatTypeOf(ctx: BotContext): 'private' | 'group' | 'channel' {
  if (ctx.target !== null) return ctx.target.type;
  const type = ctx.chat?.type;
  return type === 'private' || type === 'channel' ? type : 'group';
}

/** Language of a chat that is not known, from what Telegram says of the person. */
export const languageOf = (code: string | undefined): ReaderLanguage =>
  code?.startsWith('kk') ? 'kk' : 'ru';

/** Lets the rest of the update speak the language of `settings`. */
export function adopt(ctx: BotContext, settings: ChatSettings): void {
  ctx.settings = settings;
  speak(ctx, settings.language);
}

/** Lets the rest of the update speak `language`, in the words for the chat that is acted on. */
export function speak(ctx: BotContext, language: ReaderLanguage): void {
  const t = messagesFor(language);
  ctx.language = language;
  ctx.t = ctx.target === null ? t : { ...t, ...t.groups.elsewhere };
}

/**
 * Changes something about the chat, once per update however often it comes: all of `work` is one
 * transaction with the update's id. A chat that is not known is added first, subscribed to nothing.
 *
 * @returns what `work` returned; null when the update was handled before: then there is nothing to say
 */
export async function change<T>(
  ctx: BotContext,
  deps: BotDeps,
  work: (tx: ChatDeps, chatId: number) => Promise<T>,
): Promise<T | null> {
  const chatId = chatIdOf(ctx);
  const done = await once(deps.db, ctx.update.update_id, async (db) => {
    const tx = chatDeps(deps, db);
    if ((await readChat(db, chatId)) === null) await open(ctx, tx);
    return work(tx, chatId);
  });
  if (done === null) answerRepetition(ctx);
  return done;
}

/**
 * A press that comes again was done, even if whoever did it could not say so any more: its button is not out of use,
 * as one is to whose press nothing happens.
 */
function answerRepetition(ctx: BotContext): void {
  if (ctx.callbackQuery !== undefined) ctx.toast ??= { text: '', alert: false };
}

/**
 * Notes an update that finds nothing to change, so that it changes nothing either when it comes again and
 * there is something by then.
 *
 * @returns false when the update was handled before: then there is nothing to say
 */
export async function leaveAsItIs(ctx: BotContext, deps: BotDeps): Promise<boolean> {
  const isNew = (await once(deps.db, ctx.update.update_id, async () => true)) !== null;
  if (!isNew) answerRepetition(ctx);
  return isNew;
}

/** Finds, adds or revives the chat of this update. Its digests come to `threadId` from now on. */
export function open(ctx: BotContext, tx: ChatDeps, threadId = threadOf(ctx)): ReturnType<typeof openChat> {
  return openChat(tx, {
    chatId: chatIdOf(ctx),
    threadId,
    type: chatTypeOf(ctx),
    language: ctx.settings?.language ?? ctx.language,
  });
}

/**
 * Lets the digests come to the forum topic in which they were asked for, by a command or a button. A message
 * that Telegram shows no more says nothing of its topic: they stay where they were.
 *
 * @returns whether they came elsewhere before
 */
export async function bringHere(ctx: BotContext, tx: ChatDeps): Promise<boolean> {
  const { msg, target, settings } = ctx;
  if (target !== null || msg === undefined || msg.date === 0) return false;
  const threadId = threadOf(ctx);
  const before = (await readChat(tx.db, chatIdOf(ctx)))?.threadId ?? null;
  if (before === threadId) return false;
  await setThread(tx, chatIdOf(ctx), threadId);
  return settings !== null && settings.digests.length > 0;
}

/** The forum topic in which the update happened; null for General, outside forums, and for another chat's. */
function threadOf({ msg, target }: BotContext): number | null {
  return target === null && msg?.is_topic_message ? (msg.message_thread_id ?? null) : null;
}

/** The dependencies of the use cases that change chats. */
export function chatDeps({ clock, knowledge, defaultZone, db }: BotDeps, tx: ChatDeps['db'] = db): ChatDeps {
  return { db: tx, clock, knowledge: knowledge(), defaultZone };
}

/**
 * Whether the person may change the chat's settings: in a group only its administrators. Everybody else
 * is told so.
 */
export async function mayChange(ctx: BotContext): Promise<boolean> {
  if (await isInCharge(ctx)) return true;
  await refuse(ctx, ctx.t.notAdmin);
  return false;
}

/** True in a private chat, and for administrators of a group, also those who write as the group itself. */
export async function isInCharge(ctx: BotContext): Promise<boolean> {
  // Whoever was let at another chat is in charge of it (see target.ts).
  if (ctx.target !== null || chatTypeOf(ctx) === 'private') return true;
  if (ctx.callbackQuery === undefined && ctx.senderChat !== undefined && ctx.senderChat.id === ctx.chatId) {
    return true;
  }
  if (ctx.from === undefined) return false;
  return ADMINISTRATORS.has((await statusIn(ctx, chatIdOf(ctx), ctx.from.id)) ?? '');
}

/** Statuses of those who may change a group's or channel's settings. */
export const ADMINISTRATORS: ReadonlySet<string> = new Set(['creator', 'administrator']);

/**
 * What a person is in a chat now; null when Telegram does not say, as to a bot that is not in it. Asked anew
 * each time: who was an administrator a minute ago may be none.
 */
export async function statusIn(
  ctx: BotContext,
  chatId: number | string,
  userId: number,
): Promise<string | null> {
  try {
    return (await ctx.api.getChatMember(chatId, userId)).status;
  } catch (error) {
    if (error instanceof GrammyError && [400, 403].includes(error.error_code)) return null;
    throw error;
  }
}
