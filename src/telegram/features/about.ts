import { Composer } from 'grammy';
import { button, say } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { isThanks } from '../plainCommands.ts';

/** /help and /privacy, and thanks in a private chat. */
export function aboutFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('help', (ctx) =>
    say(ctx, ctx.t.help, [button(ctx.t.buttons.settings, fixedCallback('menu', 'new'))]),
  );
  composer.command('privacy', (ctx) => say(ctx, ctx.t.privacy(deps.contact)));
  composer
    .chatType('private')
    .on('message:text')
    .filter(
      (ctx) => isThanks(ctx.message.text),
      (ctx) => say(ctx, ctx.t.courtesy.thanked),
    );
  return composer;
}
