import { GrammyError, type NextFunction } from 'grammy';
import { readChat } from '../app/chats.ts';
import { refuse } from './answer.ts';
import { chatKey, parseStoryKey, storyPayload } from './callbacks.ts';
import { ADMINISTRATORS, adopt, speak, statusIn } from './change.ts';
import type { BotContext, BotDeps } from './context.ts';
import { clean, tame } from './text.ts';

/** Commands that act on another chat when its @name stands behind them: "/settings @mychannel". */
const NAMED =
  /^(\/(?:settings|time|timezone|language|subscribe|unsubscribe|stop|forget|quiet|length)(?:@\w+)?)\s+@(\w{4,32})(?:\s+|$)/i;
const MAX_TITLE = 64;

/**
 * Lets an update act on another chat than the one it comes from: a button of a private chat that names a
 * group or channel, or a command with its @name. Who administers that chat is asked each time, for data of
 * buttons may be forged, and administrators are dismissed.
 */
export function aimAtTarget(deps: BotDeps) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    const target = ctx.press?.target ?? null;
    const named = ctx.chat?.type === 'private' ? NAMED.exec(ctx.message?.text ?? '') : null;
    if (target !== null && ctx.chat?.type !== 'private') {
      // Another chat's settings are nothing for the members of this one.
      ctx.press = null;
    } else if (target !== null) {
      const aimed = await aimAt(ctx, deps, target, shownAbove(ctx, target));
      if (aimed !== 'aimed') return refuse(ctx, ctx.t.groups[aimed]);
    } else if (named !== null) {
      const [whole, command = '', name = ''] = named;
      const aimed = await aimAt(ctx, deps, `@${name}`);
      const { groups } = ctx.t;
      if (aimed !== 'aimed')
        return refuse(ctx, aimed === 'notInside' ? groups.unknownName(tame(name)) : groups[aimed]);
      retype(ctx, `${command} ${ctx.message?.text?.slice(whole.length) ?? ''}`.trim());
    }
    await next();
  };
}

/**
 * Turns the rest of the update to `chat`, an id or an @name, when the bot is in it and the person
 * administers it now: settings, language and words are that chat's then.
 *
 * @param seen its title, and its type, as the update shows them; what is missing Telegram is asked for
 * @returns else why not
 */
export async function aimAt(
  ctx: BotContext,
  deps: BotDeps,
  chat: number | string,
  seen: Seen | null = null,
): Promise<'aimed' | 'notInside' | 'notTheirAdmin'> {
  if (ctx.from === undefined) return 'notTheirAdmin';
  const kept = typeof chat === 'number' ? await readChat(deps.db, chat) : null;
  const type = seen?.type ?? kept?.type;
  const known = typeof chat === 'number' && type ? { id: chat, type, title: seen?.title ?? '' } : null;
  const [found, person, bot] = await Promise.all([
    seen !== null && known !== null ? known : chatOf(ctx, chat).then((asked) => asked ?? known),
    statusIn(ctx, chat, ctx.from.id),
    statusIn(ctx, chat, ctx.me.id),
  ]);
  return found === null ? 'notInside' : turnTo(ctx, deps, found, { person, bot });
}

/** What an update shows of a chat. */
interface Seen {
  readonly title: string;
  readonly type?: string;
}

async function turnTo(
  ctx: BotContext,
  deps: BotDeps,
  found: { readonly id: number; readonly type: string; readonly title: string },
  { person, bot }: { readonly person: string | null; readonly bot: string | null },
): Promise<'aimed' | 'notInside' | 'notTheirAdmin'> {
  if (found.type === 'private') return 'notInside';
  const type = found.type === 'channel' ? 'channel' : 'group';
  const isInside = type === 'channel' ? ADMINISTRATORS.has(bot ?? '') : !OUTSIDE.has(bot ?? 'left');
  if (!isInside) return 'notInside';
  if (!ADMINISTRATORS.has(person ?? '')) return 'notTheirAdmin';
  ctx.target = { chatId: found.id, type, title: clean(found.title, MAX_TITLE) };
  const settings = await readChat(deps.db, found.id);
  ctx.settings = settings;
  if (settings === null) speak(ctx, ctx.language);
  else adopt(ctx, settings);
  return 'aimed';
}

/**
 * The title in the first line of our own message under the pressed button; null when the message does not
 * name `target`, as with forged data or under a digest.
 */
function shownAbove({ msg }: BotContext, target: number): Seen | null {
  const [line] = msg?.entities ?? [];
  const key = `@${chatKey(target)}`;
  const isAimed = msg?.reply_markup?.inline_keyboard
    .flat()
    .some((one) => 'callback_data' in one && one.callback_data.endsWith(key));
  if (!isAimed || line?.type !== 'bold' || line.offset !== 0) return null;
  const title = /«(.*)»/.exec(msg?.text?.slice(0, line.length) ?? '')?.[1];
  return title === undefined ? null : { title };
}

/** Statuses of a bot that is not in the chat. */
export const OUTSIDE: ReadonlySet<string> = new Set(['left', 'kicked']);

async function chatOf(ctx: BotContext, chat: number | string) {
  try {
    const found = await ctx.api.getChat(chat);
    return found.type === 'private' ? { id: found.id, type: found.type, title: '' } : found;
  } catch (error) {
    if (error instanceof GrammyError && [400, 403, 404].includes(error.error_code)) return null;
    throw error;
  }
}

/** The address at which the private chat with the bot begins with `payload`. */
export const startLink = (ctx: BotContext, payload: string): string =>
  `https://t.me/${ctx.me.username}?start=${payload}`;

/** What a link to the settings of a group or channel carries; strangers who follow it get the usual start. */
export const setUpPayload = (chatId: number): string => `ch_${chatKey(chatId)}`;

/**
 * A press in a channel leads to the private chat, and no feature sees it: whatever one says would be a post
 * for all readers of the channel. It stands on nothing that could be slow or fail.
 */
export async function leadToPrivate(ctx: BotContext, next: NextFunction): Promise<void> {
  if (ctx.callbackQuery === undefined || ctx.chat?.type !== 'channel') return next();
  const { verb, args: [key] = [] } = ctx.press ?? {};
  const story = verb === 'st' ? parseStoryKey(key) : null;
  const payload = story === null ? setUpPayload(ctx.chatId ?? 0) : storyPayload(story);
  ctx.toast = { text: '', alert: false, url: startLink(ctx, payload) };
}

/** Lets the features read `text` instead of what was typed; it begins with the same command. */
export function retype(ctx: BotContext, text: string): void {
  if (ctx.message !== undefined) ctx.message.text = text;
}
