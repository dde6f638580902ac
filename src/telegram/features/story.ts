import { Composer } from 'grammy';
import { toast } from '../answer.ts';
import { parseKeys, parseStoryKey } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { openStory, turnToStory } from '../storyPage.ts';
import { onVerb } from '../verbs.ts';

/** A story's page: the numbered buttons under an edition open one, its own buttons turn it into others and back. */
export function storyFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  onVerb(composer, 'st', async (ctx, [key]) => {
    const id = parseStoryKey(key);
    if (id === null || !(await openStory(ctx, deps, id))) toast(ctx, ctx.t.storyGone, true);
  });

  onVerb(composer, 'to', async (ctx, [key, before]) => {
    const id = parseStoryKey(key);
    if (id === null) return toast(ctx, ctx.t.storyGone, true);
    await turnToStory(ctx, deps, id, parseKeys(before));
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
