import type { Composer } from 'grammy';
import type { Verb } from './callbacks.ts';
import type { BotContext } from './context.ts';

/** Handles the buttons of one verb. Arguments are what the button carries: check them, anyone may send any. */
export function onVerb(
  composer: Composer<BotContext>,
  verb: Verb,
  handle: (ctx: BotContext, args: readonly string[]) => Promise<unknown>,
): void {
  composer.filter(
    (ctx) => ctx.press?.verb === verb,
    async (ctx) => {
      await handle(ctx, ctx.press?.args ?? []);
    },
  );
}
