import { Composer } from 'grammy';
import { button, say, sendParts } from '../answer.ts';
import { packWords, parseWords } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { clean, tame } from '../text.ts';
import { onVerb } from '../verbs.ts';

const MAX_WORDS = 200;

/** /search, its suggestions, and plain words in a private chat. */
export function searchFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('search', (ctx) => find(ctx, deps, ctx.match));
  onVerb(composer, 'q', (ctx, [words]) => find(ctx, deps, parseWords(words)));
  composer
    .chatType('private')
    .on('message:text')
    .filter(
      (ctx) => !ctx.message.text.startsWith('/'),
      (ctx) => find(ctx, deps, ctx.message.text),
    );
  return composer;
}

async function find(ctx: BotContext, deps: BotDeps, typed: string): Promise<void> {
  const words = clean(typed, MAX_WORDS);
  if (words === '') return say(ctx, ctx.t.searchHow);
  const { stories, total, suggestions, searchedWeeks } = await deps.news.search(words, ctx.language);
  if (stories.length === 0) {
    const rows = suggestions
      .map((word) => button(clean(word, 40), packWords(word)))
      .filter((row) => row.length > 0);
    return say(ctx, ctx.t.notFound(tame(words), rows.length > 0), rows);
  }
  const parts = deps.news.render({
    kind: 'search',
    digests: [],
    query: words,
    searchedWeeks,
    language: ctx.language,
    variant: ctx.settings?.variant ?? 'full',
    windowHours: 0,
    windowTo: await deps.clock.now(),
    stories,
    moreCount: Math.max(0, total - stories.length),
  });
  await sendParts(ctx, parts);
}
