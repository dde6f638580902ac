import { Composer } from 'grammy';
import { button, say, toast } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { settingsScreen } from '../screens.ts';

/** What no other feature took: unknown commands, other kinds of messages, buttons of another version. */
export function straysFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('callback_query:data', async (ctx) => {
    toast(ctx, ctx.t.stale);
    const { text, keyboard } = await settingsScreen(ctx, deps);
    await say(ctx, text, keyboard);
  });

  composer.on('message:text', async (ctx) => {
    const [, command] = /^\/(\S+)/.exec(ctx.message.text) ?? [];
    const [, address] = command?.split('@') ?? [];
    const isForUs = address === undefined ? ctx.chat.type === 'private' : isMe(ctx, address);
    if (!isForUs) return;
    await say(ctx, ctx.t.unknownCommand, [button(ctx.t.buttons.settings, fixedCallback('menu', 'new'))]);
  });

  composer
    .chatType('private')
    .on([
      'message:media',
      'message:file',
      'message:contact',
      'message:location',
      'message:poll',
      'message:dice',
    ])
    .use((ctx) => say(ctx, ctx.t.notText));

  return composer;
}

const isMe = (ctx: BotContext, address: string) => address.toLowerCase() === ctx.me.username.toLowerCase();
