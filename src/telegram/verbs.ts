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

/** Handles the admins' buttons `adm:<what>:…`. Another `what` is left to whoever answers stale buttons. */
export function onDesk(
  composer: Composer<BotContext>,
  what: string,
  handle: (ctx: BotContext, args: readonly string[]) => Promise<unknown>,
): void {
  composer.filter(
    ({ press }) => press?.verb === 'adm' && press.args[0] === what,
    async (ctx) => {
      await handle(ctx, ctx.press?.args.slice(1) ?? []);
    },
  );
}
