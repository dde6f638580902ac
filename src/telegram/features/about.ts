import { Composer } from 'grammy';
import { button, say } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';

/** /help and /privacy. */
export function aboutFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('help', (ctx) =>
    say(ctx, ctx.t.help, [button(ctx.t.buttons.settings, fixedCallback('menu', 'new'))]),
  );
  composer.command('privacy', (ctx) => say(ctx, ctx.t.privacy(deps.contact)));
  return composer;
}
