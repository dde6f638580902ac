import { GrammyError, type NextFunction } from 'grammy';
import { say } from './answer.ts';
import { parseCallback } from './callbacks.ts';
import type { BotContext, BotDeps, Toast } from './context.ts';
import { loggable } from './errors.ts';
import { settingsScreen } from './screens.ts';

/** A press is answered within a second, and the answer has a way to go. */
const PATIENCE_MS = 700;
/** Calls that show the reader nothing. */
const UNSEEN = new Set(['getChatMember', 'getChat', 'sendChatAction']);

/**
 * Answers every press of a button exactly once, whatever becomes of its handler: with the handler's toast,
 * or with nothing when it takes longer than people wait for a button. A refusal that comes after that is
 * said as a message. A press to which nothing at all happened is told so: its button is not ours any more.
 */
export function answerPress(deps: BotDeps) {
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    ctx.toast = null;
    ctx.press = null;
    if (ctx.callbackQuery === undefined) return next();
    ctx.press = parseCallback(ctx.callbackQuery.data ?? '');
    const wasSeen = watch(ctx);
    let early: Promise<void> | null = null;
    const timer = setTimeout(() => {
      early = answerQuery(ctx, null).catch((error: unknown) => deps.onProblem('press', loggable(error)));
    }, PATIENCE_MS);
    try {
      await next();
      if (isStale(ctx) && !wasSeen()) await sayMenu(ctx, deps);
    } finally {
      clearTimeout(timer);
      if (early === null) await answerQuery(ctx, ctx.toast ?? (wasSeen() ? null : nothing(ctx)));
      else await sayLate(ctx, early);
    }
  };
}

const isStale = ({ toast, t }: BotContext): boolean => toast?.text === t.stale;

/** The menu that a stale button promises. */
async function sayMenu(ctx: BotContext, deps: BotDeps): Promise<void> {
  const { text, keyboard } = await settingsScreen(ctx, deps);
  await say(ctx, text, keyboard);
}

const nothing = (ctx: BotContext): Toast => ({ text: ctx.t.courtesy.deadButton, alert: false });

/** Whether the update's handler has done anything that the reader sees, asked later. */
function watch(ctx: BotContext): () => boolean {
  let seen = false;
  ctx.api.config.use((previous, method, payload, signal) => {
    if (!UNSEEN.has(method)) seen = true;
    return previous(method, payload, signal);
  });
  return () => seen;
}

async function sayLate(ctx: BotContext, early: Promise<void>): Promise<void> {
  await early;
  // What is no alert only repeats what the message under the button shows by now.
  if (ctx.toast?.alert === true && ctx.chatId !== undefined) await say(ctx, ctx.toast.text);
}

async function answerQuery(ctx: BotContext, toast: Toast | null): Promise<void> {
  try {
    await ctx.answerCallbackQuery(
      toast === null ? {} : toast.url ? { url: toast.url } : { text: toast.text, show_alert: toast.alert },
    );
  } catch (error) {
    // Too late to be shown; what the button did is done.
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}
