import { GrammyError } from 'grammy';
import { follows } from '../app/follow.ts';
import type { Part } from '../domain/edition.ts';
import { toast } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { partFields } from './messenger.ts';
import { renderStoryPage } from './render-page.ts';

/**
 * A story's page as this chat sees it; null when there is no such story.
 *
 * @param before the pages that lead back from it, the first one first
 */
async function storyPart(
  ctx: BotContext,
  deps: BotDeps,
  storyId: number,
  before: readonly number[] = [],
): Promise<Part | null> {
  const page = await deps.news.storyPage(storyId, ctx.language);
  if (page === null) return null;
  const followed = ctx.chatId !== undefined && (await follows(deps.db, ctx.chatId, page.id));
  const style = {
    messages: ctx.t,
    variant: 'full',
    zone: ctx.settings?.zone ?? deps.defaultZone,
    now: await deps.clock.now(),
  } as const;
  return renderStoryPage(page, style, { followed, before });
}

/** Opens a story in a message of its own, as an answer to the message with the button. False when it is gone. */
export async function openStory(ctx: BotContext, deps: BotDeps, storyId: number): Promise<boolean> {
  const page = await storyPart(ctx, deps, storyId);
  if (page === null) return false;
  const messageId = ctx.callbackQuery?.message?.message_id;
  await ctx.reply(page.text, {
    ...partFields(page),
    ...(messageId === undefined
      ? {}
      : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }),
  });
  return true;
}

/** Turns the message under the pressed button into a story's page. A story that is gone leaves it as it is, and says so. */
export async function turnToStory(
  ctx: BotContext,
  deps: BotDeps,
  storyId: number,
  before: readonly number[],
): Promise<void> {
  const page = await storyPart(ctx, deps, storyId, before);
  if (page === null) return toast(ctx, ctx.t.storyGone, true);
  try {
    await ctx.editMessageText(page.text, partFields(page));
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (!error.description.includes('message is not modified')) await ctx.reply(page.text, partFields(page));
  }
}
