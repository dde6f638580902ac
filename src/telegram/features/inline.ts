import { setTimeout as sleep } from 'node:timers/promises';
import type { Filter } from 'grammy';
import { Composer, GrammyError } from 'grammy';
import { languageOfChat } from '../../app/chats.ts';
import type { EditionStory } from '../../domain/edition.ts';
import { parseStoryPayload } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { loggable } from '../errors.ts';
import { renderResult } from '../render-inline.ts';
import { messagesFor } from '../render-story.ts';
import { clean } from '../text.ts';

type InlineContext = Filter<BotContext, 'inline_query'>;

/** Stories of one page; the list asks for the next one when it is scrolled. */
const PAGE = 10;
/** Further pages: whoever scrolls on wants other words. */
const MOST_STORIES = 50;
/** How far back the newest stories reach: further when there are few. */
const WINDOW_HOURS = [72, 168, 720];
/** Telegram keeps an answer so long for the same person and words. News is no older than that. */
const CACHE_SECONDS = 60;
/** Telegram gives up after ten seconds; whoever waits is told before. */
const PATIENCE_MS = 7000;
/** A list that was opened so long ago is not continued. */
const LIST_SECONDS = 86_400;
const MAX_WORDS = 200;
/** The payload of the button above an empty list: /start knows no such topic and says what the bot is. */
const START = 'inline';

/** Which part of a list is asked for, and as of when: pages of one instant are pages of the same list. */
interface Place {
  readonly skip: number;
  readonly at: Date;
}

interface Found {
  readonly stories: readonly EditionStory[];
  /** Where the next page begins; '' when this is the last one. */
  readonly nextOffset: string;
}

const NOTHING: Found = { stories: [], nextOffset: '' };

/** The bot's name and words, typed in any chat: stories to share, in the asker's language. */
export function inlineFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.on('inline_query', (ctx) => answer(ctx, deps));
  return composer;
}

/** Answers in any case: a list that stays empty without a word looks broken. */
async function answer(ctx: InlineContext, deps: BotDeps): Promise<void> {
  try {
    const { found, now } = await inTime(find(ctx, deps));
    const { username } = ctx.me;
    const style = { messages: ctx.t, variant: 'full', zone: deps.defaultZone, now } as const;
    const results = found.stories.map((story) => renderResult(story, style, username));
    const isEmpty = results.length === 0 && ctx.inlineQuery.offset === '';
    await ctx.answerInlineQuery(results, {
      cache_time: CACHE_SECONDS,
      // The same words bring another person news in another language.
      is_personal: true,
      next_offset: found.nextOffset,
      ...(isEmpty ? { button: { text: ctx.t.inline.nothing, start_parameter: START } } : {}),
    });
  } catch (error) {
    if (isTooLate(error)) return;
    deps.onProblem('inline', loggable(error));
    await ctx
      .answerInlineQuery([], {
        cache_time: 0,
        is_personal: true,
        button: { text: ctx.t.inline.failed, start_parameter: START },
      })
      .catch((second: unknown) => {
        if (!isTooLate(second)) throw second;
      });
  }
}

/** The person typed on or went away: nobody waits for this answer any more. */
const isTooLate = (error: unknown) =>
  error instanceof GrammyError && error.description.includes('query is too old');

/** @throws Error when `found` takes longer than anybody waits */
async function inTime<T>(found: Promise<T>): Promise<T> {
  const done = new AbortController();
  const tooLong = sleep(PATIENCE_MS, null, { signal: done.signal }).then(() => {
    throw new Error('an inline query took too long');
  });
  try {
    return await Promise.race([found, tooLong]);
  } finally {
    done.abort();
    await tooLong.catch(() => undefined);
  }
}

async function find(ctx: InlineContext, deps: BotDeps): Promise<{ found: Found; now: Date }> {
  // A private chat has the id of its person.
  const [language, now] = await Promise.all([
    languageOfChat(deps.db, ctx.inlineQuery.from.id),
    deps.clock.now(),
  ]);
  if (language !== null) {
    ctx.language = language;
    ctx.t = messagesFor(language);
  }
  const { query, offset } = ctx.inlineQuery;
  const place = offset === '' ? { skip: 0, at: wholeSecond(now) } : parseOffset(offset, now);
  return { found: place === null ? NOTHING : await findAt(ctx, deps, query, place), now };
}

/** The page at `place` of what was typed. */
async function findAt(ctx: InlineContext, deps: BotDeps, query: string, place: Place): Promise<Found> {
  const words = clean(query, MAX_WORDS);
  const id = parseStoryPayload(words);
  if (id !== undefined) return one(ctx, deps, id, place);
  return words === '' ? newest(ctx, deps, place) : searched(ctx, deps, words, place);
}

/** As an offset keeps it. */
const wholeSecond = (at: Date) => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** Exactly the story that is shared by its own button. */
async function one(ctx: InlineContext, deps: BotDeps, id: number | null, { skip }: Place): Promise<Found> {
  const story = id === null || skip > 0 ? null : await deps.news.storyPage(id, ctx.language);
  return story === null ? NOTHING : { stories: [story], nextOffset: '' };
}

async function newest(ctx: InlineContext, deps: BotDeps, { skip, at }: Place): Promise<Found> {
  for (const windowHours of WINDOW_HOURS) {
    const { stories, total } = await deps.news.newest({
      digests: ['all'],
      language: ctx.language,
      windowHours,
      to: at,
      offset: skip,
      limit: PAGE,
    });
    if (total < PAGE && windowHours !== WINDOW_HOURS.at(-1)) continue;
    return page(stories, total, { skip, at });
  }
  return NOTHING;
}

async function searched(ctx: InlineContext, deps: BotDeps, words: string, place: Place): Promise<Found> {
  const { stories, reachable } = await deps.news.search(words, ctx.language, {
    offset: place.skip,
    limit: PAGE,
    until: place.at,
  });
  return page(stories, reachable, place);
}

function page(stories: readonly EditionStory[], total: number, { skip, at }: Place): Found {
  const next = skip + PAGE;
  const isLast = stories.length === 0 || next >= Math.min(total, MOST_STORIES);
  return { stories, nextOffset: isLast ? '' : `${next}.${Math.floor(at.getTime() / 1000).toString(36)}` };
}

/** Reads what `page` wrote; null for anything else, and for a list of another day. */
function parseOffset(offset: string, now: Date): Place | null {
  const [, skip, seconds] = /^(\d{1,2})\.([0-9a-z]{1,8})$/.exec(offset) ?? [];
  if (skip === undefined || seconds === undefined) return null;
  const at = new Date(Number.parseInt(seconds, 36) * 1000);
  const age = (now.getTime() - at.getTime()) / 1000;
  return Number(skip) < MOST_STORIES && age >= 0 && age < LIST_SECONDS ? { skip: Number(skip), at } : null;
}
