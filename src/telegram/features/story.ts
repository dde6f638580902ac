import { Composer } from 'grammy';
import { toast } from '../answer.ts';
import { parseStoryKey } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { partFields } from '../messenger.ts';
import { renderStoryPage } from '../render-page.ts';
import { onVerb } from '../verbs.ts';

/** The numbered buttons under an edition: each opens its story in a message of its own. */
export function storyFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  onVerb(composer, 'st', async (ctx, [key]) => {
    const id = parseStoryKey(key);
    const story = id === null ? null : await deps.news.storyPage(id, ctx.language);
    if (story === null) return toast(ctx, ctx.t.storyGone, true);
    const page = renderStoryPage(story, {
      messages: ctx.t,
      variant: 'full',
      zone: ctx.settings?.zone ?? deps.defaultZone,
      now: await deps.clock.now(),
    });
    const messageId = ctx.callbackQuery?.message?.message_id;
    await ctx.reply(page.text, {
      ...partFields(page),
      ...(messageId === undefined
        ? {}
        : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }),
    });
  });

  // The edition stays where it was, so the way back is to take the story's message away.
  onVerb(composer, 'close', async (ctx) => {
    try {
      await ctx.deleteMessage();
    } catch {
      // Older than 48 hours, or gone: without buttons it is at least no dead end.
      await ctx.editMessageReplyMarkup().catch(() => undefined);
    }
  });

  return composer;
}
