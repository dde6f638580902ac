import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import type { Courtesy } from '../../locales/ru-courtesy.ts';
import { button, say, toast } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import type { BotContext } from '../context.ts';

/** What people send besides text, with the advice that goes with it; null = none. Service messages are not among it. */
const KINDS: Partial<Record<keyof Message, keyof Courtesy['kinds'] | null>> = {
  voice: 'voice',
  audio: 'voice',
  video_note: 'voice',
  photo: 'picture',
  live_photo: 'picture',
  video: 'picture',
  animation: 'picture',
  document: 'picture',
  paid_media: 'picture',
  contact: 'contact',
  venue: 'place',
  location: 'place',
  sticker: null,
  story: null,
  poll: null,
  dice: null,
  game: null,
  checklist: null,
  invoice: null,
  giveaway: null,
};

/** What no other feature took: unknown commands, other kinds of messages, buttons of another version. */
export function straysFeature(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('callback_query:data', (ctx) => toast(ctx, ctx.t.stale));

  composer.on('message:text', async (ctx) => {
    const [, command] = /^\/(\S+)/.exec(ctx.message.text) ?? [];
    const [, address] = command?.split('@') ?? [];
    const isForUs = ctx.chat.type === 'private' || (address !== undefined && isMe(ctx, address));
    if (!isForUs) return;
    await say(ctx, ctx.t.unknownCommand, [button(ctx.t.buttons.settings, fixedCallback('menu', 'new'))]);
  });

  composer.chatType('private').on('message', async (ctx) => {
    const kind = (Object.keys(KINDS) as (keyof Message)[]).find((one) => ctx.message[one] !== undefined);
    if (kind === undefined) return;
    const { notText, kinds } = ctx.t.courtesy;
    const advice = KINDS[kind] ?? null;
    await say(ctx, advice === null ? notText : `${notText}\n${kinds[advice]}`);
  });

  return composer;
}

const isMe = (ctx: BotContext, address: string) => address.toLowerCase() === ctx.me.username.toLowerCase();
