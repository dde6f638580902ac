import { fmt } from '@grammyjs/parse-mode';
import { Composer, type NextFunction } from 'grammy';
import { readChat } from '../../app/chats.ts';
import { once } from '../../app/once.ts';
import { type Keyboard, message, say } from '../answer.ts';
import { parseChatKey } from '../callbacks.ts';
import { adopt, change, languageOf, open, speak } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { classifyFailure } from '../errors.ts';
import { settingsScreen } from '../screens.ts';
import { aimAt, retype } from '../target.ts';
import { clean } from '../text.ts';

const MAX_TITLE = 64;

/**
 * The ways from a private chat to the settings of a channel, or of a group that should not be disturbed: a
 * post of it forwarded, and the link under its digests. (The third, "/settings @name", is in target.ts.)
 */
export function channelsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const inPrivate = composer.chatType('private');

  inPrivate.command('start', async (ctx, next) => {
    const key = /^ch_(.+)$/.exec(ctx.match.trim())?.[1];
    if (key === undefined) return next();
    const chatId = parseChatKey(key);
    if (chatId !== null && (await aimAt(ctx, deps, chatId)) === 'aimed') return sayScreen(ctx, deps);
    // The link stands under every digest of a channel: whoever only reads it begins as anybody does.
    return startOver(ctx, next);
  });

  inPrivate.on('message:forward_origin', async (ctx, next) => {
    const { forward_origin: origin } = ctx.message;
    const chat = origin.type === 'channel' ? origin.chat : origin.type === 'chat' ? origin.sender_chat : null;
    if (chat === null) return next();
    const title = chat.type === 'private' ? '' : chat.title;
    const aimed = await aimAt(ctx, deps, chat.id, { title, type: chat.type });
    if (aimed === 'aimed') return sayScreen(ctx, deps);
    await say(ctx, ctx.t.groups[aimed], [
      [
        {
          text: ctx.t.groups.buttons.addToChannel,
          url: `https://t.me/${ctx.me.username}?startchannel&admin=post_messages`,
        },
      ],
    ]);
  });

  return composer;
}

function startOver(ctx: BotContext, next: NextFunction): Promise<void> {
  retype(ctx, '/start');
  return next();
}

async function sayScreen(ctx: BotContext, deps: BotDeps): Promise<void> {
  const { text, keyboard } = await settingsScreen(ctx, deps);
  await say(ctx, text, keyboard);
}

/**
 * A channel made the bot its administrator: the channel is known from now on, nothing is posted in it, and
 * the person who did it gets its settings in the private chat. Who never started the bot cannot be written
 * to, and comes by the other ways.
 */
export async function madeAdministrator(ctx: BotContext, deps: BotDeps, title: string): Promise<void> {
  const { from } = ctx;
  if (ctx.settings === null && from !== undefined) {
    ctx.language = (await readChat(deps.db, from.id))?.language ?? languageOf(from.language_code);
  }
  const opened = await change(ctx, deps, (tx) => open(ctx, tx));
  if (opened === null || from === undefined || from.is_bot) return;
  ctx.target = { chatId: opened.chat.chatId, type: 'channel', title: clean(title, MAX_TITLE) };
  adopt(ctx, opened.chat);
  const screen = await settingsScreen(ctx, deps);
  await tellPrivately(ctx, from.id, fmt`${ctx.t.groups.added}\n\n${screen.text}`, screen.keyboard);
}

/**
 * The bot may not post in a channel any more: its digests would be refused day by day. Who took the right away is told
 * at once, in the private chat and in his own language; nothing needs to be kept of him for that.
 */
export async function mayPostNoMore(ctx: BotContext, deps: BotDeps, title: string): Promise<void> {
  const { from, settings } = ctx;
  if (settings === null || settings.status !== 'active' || settings.digests.length === 0) return;
  if (from === undefined || from.is_bot) return;
  if ((await once(deps.db, ctx.update.update_id, async () => true)) === null) return;
  const own = await readChat(deps.db, from.id);
  ctx.target = { chatId: settings.chatId, type: 'channel', title: clean(title, MAX_TITLE) };
  speak(ctx, own?.language ?? languageOf(from.language_code));
  await tellPrivately(ctx, from.id, ctx.t.groups.mayNotPost);
}

/** Who never started the bot, or has blocked it, cannot be written to. */
async function tellPrivately(
  ctx: BotContext,
  person: number,
  words: Parameters<typeof message>[1],
  keyboard: Keyboard = [],
): Promise<void> {
  const { text, other } = message(ctx, words, keyboard);
  try {
    await ctx.api.sendMessage(person, text, other);
  } catch (error) {
    if (classifyFailure(error).kind !== 'unreachable') throw error;
  }
}
