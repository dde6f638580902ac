import { Composer } from 'grammy';
import type { Message } from 'grammy/types';
import {
  type FollowAnswer,
  follow,
  followList,
  lastShown,
  MOST_FOLLOWS,
  unfollow,
} from '../../app/follow.ts';
import type { Button } from '../../domain/edition.ts';
import { button, type CommandOf, type Keyboard, say, show, toast } from '../answer.ts';
import { fixedCallback, parseCallback, parseKeys, parseStoryKey, storyKey } from '../callbacks.ts';
import { change, chatIdOf, mayChange } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { BUTTONS_PER_ROW } from '../limits.ts';
import { storyNewsButtons } from '../render-follow.ts';
import { headed } from '../screens.ts';
import { turnToStory } from '../storyPage.ts';
import { clean, tame } from '../text.ts';
import { onVerb } from '../verbs.ts';

const MAX_HEADLINE = 200;

/** Following stories: /follow and /unfollow with the number of an edition, the list, and the buttons. */
export function followFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('follow', (ctx) => command(ctx, deps, 'on'));
  composer.command('unfollow', (ctx) => command(ctx, deps, 'off'));

  onVerb(composer, 'fol', async (ctx, [key, wanted, place, before]) => {
    const id = parseStoryKey(key);
    if (id === null || (wanted !== 'on' && wanted !== 'off')) return toast(ctx, ctx.t.stale, true);
    if (!(await mayChange(ctx))) return;
    const answer = await set(ctx, deps, id, wanted);
    if (answer === null) return;
    if (answer.kind === 'gone') return toast(ctx, ctx.t.storyGone, true);
    if (answer.kind === 'full') return toast(ctx, ctx.t.story.full(MOST_FOLLOWS), true);
    toast(ctx, wanted === 'on' ? ctx.t.story.followingToast : ctx.t.story.endedToast);
    if (place === 'page') return turnToStory(ctx, deps, id, parseKeys(before));
    if (place === 'list') return sayList(ctx, deps, show);
    await turnButton(ctx, id, wanted);
  });

  return composer;
}

type Wanted = 'on' | 'off';
/** `ended` and `not` answer an end: it was followed, or it was not. */
type Answer = FollowAnswer | { readonly kind: 'ended' | 'not'; readonly storyId: number };

/** Follows a story or ends it, once per update; null when the update was handled before. */
function set(ctx: BotContext, deps: BotDeps, id: number, wanted: Wanted): Promise<Answer | null> {
  return change(ctx, deps, async (tx, chatId): Promise<Answer> => {
    if (wanted === 'on') return follow(tx, chatId, id);
    return { kind: (await unfollow(tx, chatId, id)) ? 'ended' : 'not', storyId: id };
  });
}

async function command(ctx: CommandOf, deps: BotDeps, wanted: Wanted): Promise<void> {
  const { story: words } = ctx.t;
  const replied = ctx.msg.reply_to_message;
  const shown = replied?.from?.id === ctx.me.id ? storiesUnder(replied) : new Map<string, number>();
  const typed = ctx.match.trim();
  const only = typed === '' ? shown.get('') : undefined;
  if (typed === '' && only === undefined) return sayList(ctx, deps, say);
  const isHere = shown.size > 0;
  const last = isHere ? [] : await lastShown(deps.db, chatIdOf(ctx));
  const number = /^(?:№|#|n)?\s*(\d{1,3})\.?$/i.exec(typed)?.[1];
  const at = number === undefined ? Number.NaN : Number(number);
  const id = only ?? (isHere ? shown.get(String(at)) : last[at - 1]);
  if (id === undefined) {
    const q = tame(typed);
    return say(
      ctx,
      isHere ? words.noNumberHere(q) : last.length === 0 ? words.noEdition : words.noNumber(q, last.length),
    );
  }
  if (!(await mayChange(ctx))) return;
  const answer = await set(ctx, deps, id, wanted);
  if (answer === null) return;
  if (answer.kind === 'gone') return say(ctx, ctx.t.storyGone);
  if (answer.kind === 'full') return say(ctx, words.full(MOST_FOLLOWS));
  const headline = clean(
    (await deps.news.storyPage(answer.storyId, ctx.language))?.headline ?? '…',
    MAX_HEADLINE,
  );
  const says = {
    followed: words.following,
    already: words.already,
    ended: words.ended,
    not: words.notFollowed,
  }[answer.kind];
  const isStopped = ctx.settings !== null && ctx.settings.status !== 'active';
  const text = wanted === 'on' && isStopped ? `${says(headline)}\n${ctx.t.stopped}` : says(headline);
  await say(ctx, text, rowsOf(storyNewsButtons(answer.storyId, ctx.language, wanted === 'on')));
}

/** Rows of buttons as calls take them. */
const rowsOf = (rows: readonly (readonly Button[])[]): Keyboard => rows.map((row) => [...row]);

/** Lets the message keep its words; its button offers the other state from now on. */
async function turnButton(ctx: BotContext, id: number, wanted: Wanted): Promise<void> {
  const keyboard = rowsOf(storyNewsButtons(id, ctx.language, wanted === 'on'));
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: { inline_keyboard: keyboard } });
  } catch {
    // Pressed twice, or the message is gone: what the button did is done and said.
  }
}

/**
 * The stories that the buttons of a message of ours open, by their numbers; under '' the one that the message is
 * about, when it has a button to follow it.
 */
function storiesUnder(message: Pick<Message, 'reply_markup'>): Map<string, number> {
  const found = new Map<string, number>();
  for (const one of message.reply_markup?.inline_keyboard.flat() ?? []) {
    const press = 'callback_data' in one ? parseCallback(one.callback_data) : null;
    const id = parseStoryKey(press?.args[0]);
    if (id === null) continue;
    if (press?.verb === 'st' && /^\d+$/.test(one.text)) found.set(one.text, id);
    if (press?.verb === 'fol' && press.args[2] !== 'list') found.set('', id);
  }
  return found;
}

/** What the chat follows, each with a button that opens it and one that ends it. */
async function sayList(ctx: BotContext, deps: BotDeps, answer: typeof say): Promise<void> {
  const { story: words } = ctx.t;
  const { stories, total } = await followList(deps.db, chatIdOf(ctx), ctx.language);
  if (stories.length === 0) return answer(ctx, words.none);
  const lines = stories.map(({ headline }, index) => `${index + 1}. ${clean(headline, MAX_HEADLINE)}`);
  const opens = stories.map(({ storyId }, index) =>
    button(String(index + 1), fixedCallback('st', storyKey(storyId))),
  );
  const ends = stories.map(({ storyId }, index) =>
    button(words.buttons.end(index + 1), fixedCallback('fol', storyKey(storyId), 'off', 'list')),
  );
  const rows = (buttons: Keyboard, size: number) =>
    Array.from({ length: Math.ceil(buttons.length / size) }, (_, row) =>
      buttons.slice(row * size, (row + 1) * size).flat(),
    );
  const text = [
    words.list(total),
    '',
    ...lines,
    '',
    ...(total > stories.length ? [words.listShown(stories.length)] : []),
    words.listHow,
  ].join('\n');
  await answer(ctx, headed(text), [...rows(opens, BUTTONS_PER_ROW), ...rows(ends, BUTTONS_PER_ROW / 2)]);
}
