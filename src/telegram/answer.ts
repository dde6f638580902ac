import { isDeepStrictEqual } from 'node:util';
import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { type CommandContext, GrammyError } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import type { Button, Part } from '../domain/edition.ts';
import { cut } from '../locales/formats.ts';
import { aimCallback, fixedCallback, parseCallback } from './callbacks.ts';
import type { BotContext } from './context.ts';
import { MAX_TOAST } from './limits.ts';
import { partFields } from './messenger.ts';

/** A command with its arguments in `ctx.match`. */
export type CommandOf = CommandContext<BotContext>;

/** Rows of buttons. */
export type Keyboard = InlineKeyboardButton[][];

/** One button with callback data; without data there is no button. */
export function button(text: string, data: string | null): InlineKeyboardButton[] {
  return data === null ? [] : [{ text, callback_data: data }];
}

const isFormatted = (text: string | FormattedString): text is FormattedString => typeof text !== 'string';

function fields(text: string | FormattedString, keyboard: Keyboard) {
  return {
    ...(isFormatted(text) && text.entities.length > 0 ? { entities: text.entities } : {}),
    ...(keyboard.length > 0 ? { reply_markup: { inline_keyboard: keyboard } } : {}),
    link_preview_options: { is_disabled: true },
  };
}

/**
 * A message as it is sent. While another chat is set up (see target.ts) it names that chat in its first line,
 * and its buttons act on that chat; no such message is without a way on.
 */
export function message(ctx: BotContext, text: string | FormattedString, keyboard: Keyboard = []) {
  const { target, t } = ctx;
  if (target === null) return { text: text.toString(), other: fields(text, keyboard) };
  const rows = keyboard.length > 0 ? keyboard : [button(t.buttons.settings, fixedCallback('menu', 'main'))];
  const headed = fmt`${FormattedString.bold(t.groups.head(target.type, target.title))}\n\n${text}`;
  const aimed = rows.map((row) => row.flatMap((one) => aim(one, target.chatId)));
  return {
    text: headed.text,
    other: fields(
      headed,
      aimed.filter((row) => row.length > 0),
    ),
  };
}

function aim(one: InlineKeyboardButton, chatId: number): InlineKeyboardButton[] {
  return 'callback_data' in one ? button(one.text, aimCallback(one.callback_data, chatId)) : [one];
}

/** What a message has beside its text. */
type TextFields = ReturnType<typeof partFields> | ReturnType<typeof fields>;

/** Answers with a new message. */
export async function say(
  ctx: BotContext,
  text: string | FormattedString,
  keyboard: Keyboard = [],
): Promise<void> {
  const said = message(ctx, text, keyboard);
  await ctx.reply(said.text, said.other);
}

/**
 * Turns the message under the pressed button into `text`; says it anew when there is no button or that
 * message cannot be edited any more. Nothing new to show is fine.
 */
export async function show(
  ctx: BotContext,
  text: string | FormattedString,
  keyboard: Keyboard = [],
): Promise<void> {
  const shown = message(ctx, text, keyboard);
  await edit(ctx, shown.text, shown.other);
}

/** `show` for a text whose fields are known already. */
export async function edit(ctx: BotContext, text: string, other: TextFields): Promise<void> {
  if (ctx.callbackQuery === undefined) {
    await ctx.reply(text, other);
    return;
  }
  if (isShown(ctx, text, other)) {
    // Done, although there is nothing to see: no button that is out of use.
    ctx.toast ??= { text: '', alert: false };
    return;
  }
  try {
    await ctx.editMessageText(text, other);
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (!error.description.includes('message is not modified')) await ctx.reply(text, other);
  }
}

/** Whether the pressed button's message says this already, as far as the press brought it along. */
function isShown({ msg }: BotContext, text: string, other: TextFields): boolean {
  const keyboardOf = (from?: { inline_keyboard: unknown }) => from?.inline_keyboard ?? [];
  const has = (one: object) => (msg?.entities ?? []).some((entity) => isDeepStrictEqual(entity, one));
  return (
    msg?.text === text &&
    (other.entities ?? []).every(has) &&
    isDeepStrictEqual(keyboardOf(msg.reply_markup), keyboardOf(other.reply_markup))
  );
}

/** Sends the messages of an edition in their order; only the first one rings. */
export async function sendParts(ctx: BotContext, parts: readonly Part[]): Promise<void> {
  for (const [index, part] of parts.entries()) {
    await ctx.reply(part.text, {
      ...aimedFields(ctx, part),
      ...(index > 0 ? { disable_notification: true } : {}),
    });
  }
}

/** The fields of a part of an edition; while another chat is set up its buttons lead to that chat. */
export function aimedFields(ctx: BotContext, part: Part): ReturnType<typeof partFields> {
  return partFields({ ...part, keyboard: part.keyboard.map((row) => row.map((one) => aimPart(ctx, one))) });
}

/** Under a digest of another chat its settings are that chat's; a story is read, and followed, by the person. */
function aimPart({ target }: BotContext, one: Button): Button {
  if (target === null || !('callback_data' in one) || parseCallback(one.callback_data)?.verb === 'st')
    return one;
  return { ...one, callback_data: aimCallback(one.callback_data, target.chatId) ?? one.callback_data };
}

/** What the answer to the button will say. */
export function toast(ctx: BotContext, text: string, alert = false): void {
  ctx.toast = { text: cut(text, MAX_TOAST), alert };
}

/** Says a refusal where the reader looks: over the button that was pressed, else as a message. */
export async function refuse(ctx: BotContext, text: string): Promise<void> {
  if (ctx.callbackQuery === undefined) await say(ctx, text);
  else toast(ctx, text, true);
}
