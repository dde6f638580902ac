import type { NextFunction } from 'grammy';
import { createAllowance, type Verdict } from './allowance.ts';
import { say, toast } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';

/** Short, because the words may find something as soon as the person types more slowly. */
const INLINE_CACHE_SECONDS = 5;

/**
 * Lets each person ask so often that nobody else waits: beyond that a message gets one polite notice and then
 * silence, a button a toast each time, an inline query no results. What happens to a chat (blocks, moves) is
 * never held up. Typing in inline mode asks at each letter and has an account of its own.
 *
 * @param learn finds the chat's language, asked only where something is said
 */
export function courtesy(deps: BotDeps, learn: (ctx: BotContext) => Promise<void>) {
  const now = deps.monotonic ?? (() => performance.now());
  const asking = createAllowance(now);
  const typing = createAllowance(now);
  return async (ctx: BotContext, next: NextFunction): Promise<void> => {
    // A story that was sent into our own chat by inline mode: it is not asked about.
    if (ctx.message?.via_bot?.id === ctx.me.id) return;
    const person = personOf(ctx);
    if (person === null) return next();
    if (ctx.inlineQuery !== undefined) {
      if (typing.ask(person, ctx.update.update_id) === 'pass') return next();
      await ctx.answerInlineQuery([], { cache_time: INLINE_CACHE_SECONDS, is_personal: true });
      return;
    }
    if (ctx.callbackQuery !== undefined && ctx.chatId === undefined) {
      // Under a message that was sent by inline mode: there is no chat to answer in.
      return toast(ctx, ctx.t.courtesy.deadButton);
    }
    if (!isAsking(ctx)) return next();
    const verdict = asking.ask(person, ctx.update.update_id);
    if (verdict === 'pass') return next();
    await holdUp(ctx, verdict, learn);
  };
}

async function holdUp(
  ctx: BotContext,
  verdict: Exclude<Verdict, 'pass'>,
  learn: (ctx: BotContext) => Promise<void>,
): Promise<void> {
  if (ctx.callbackQuery === undefined && verdict === 'silence') return;
  await learn(ctx);
  if (ctx.callbackQuery === undefined) await say(ctx, ctx.t.courtesy.tooMany);
  else toast(ctx, ctx.t.courtesy.tooMany);
}

/** Who writes as a channel or as the group itself is a person too. */
const personOf = (ctx: BotContext): number | null =>
  (ctx.callbackQuery === undefined ? ctx.message?.sender_chat?.id : undefined) ?? ctx.from?.id ?? null;

/** Buttons, everything in a private chat, and what is meant for the bot in a group: its talk is not ours. */
function isAsking(ctx: BotContext): boolean {
  if (ctx.callbackQuery !== undefined) return true;
  if (ctx.message === undefined || ctx.message.migrate_to_chat_id || ctx.message.migrate_from_chat_id) {
    return false;
  }
  if (ctx.chat?.type === 'private') return true;
  const [, address] = /^\/\w+(@\w+)?/.exec(ctx.message.text ?? '') ?? [];
  const isCommand = ctx.message.text?.startsWith('/') === true;
  return (
    isCommand && (address === undefined || address.slice(1).toLowerCase() === ctx.me.username.toLowerCase())
  );
}
