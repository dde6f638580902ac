import { Composer } from 'grammy';
import type { SearchAnswer } from '../../app/search.ts';
import type { EditionStory, Part } from '../../domain/edition.ts';
import { button, type Keyboard, say, toast } from '../answer.ts';
import { packCallback, packWords, parseWords } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { SEARCH_PAGE } from '../limits.ts';
import { partFields } from '../messenger.ts';
import { parseSearchPage, searchPager, turn, withRows } from '../pages.ts';
import { takePeriods } from '../periods.ts';
import { titleOf } from '../phrases.ts';
import { clean, tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { foldTyped, parseAsked, withoutBeside } from '../words.ts';
import { namedCity } from '../zone.ts';

const MAX_WORDS = 200;
const WEEK_HOURS = 168;
const MONTH_HOURS = 720;

/** /search, its suggestions and pages, and plain words in a private chat. */
export function searchFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('search', (ctx) => find(ctx, deps, ctx.match));
  onVerb(composer, 'q', (ctx, [words]) => find(ctx, deps, parseWords(words)));

  onVerb(composer, 'sp', async (ctx, args) => {
    const asked = parseSearchPage(args);
    if (asked === null) return toast(ctx, ctx.t.stale);
    const { page, until } = asked;
    const words = clean(asked.words ?? repliedWords(ctx), MAX_WORDS);
    const asking = words === '' ? null : await foundOn(ctx, deps, words, { page, until });
    if (asking === null || asking.found.stories.length === 0) return toast(ctx, ctx.t.pages.searchGone, true);
    await turn(ctx, pageOf(ctx, deps, asking));
  });

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
  // Whole seconds, as its buttons carry it; upwards, so that what is there is found.
  const until = new Date(Math.ceil((await deps.clock.now()).getTime() / 1000) * 1000);
  const asked = await foundOn(ctx, deps, words, { page: 0, until });
  const { found } = asked;
  if (found.stories.length === 0) {
    const { odd } = takePeriods(foldTyped(words));
    // "час" alone is a word like others.
    if (odd !== null && /[\d ]/.test(odd)) return sayPeriods(ctx, deps, words, odd);
    const rows = found.suggestions
      .map((word) => button(clean(word, 40), packWords(word)))
      .filter((row) => row.length > 0);
    return say(ctx, ctx.t.notFound(tame(words), rows.length > 0), [
      ...rows,
      ...topicRow(ctx, deps, words),
      ...zoneRow(ctx, words),
    ]);
  }
  const part = pageOf(ctx, deps, asked);
  // Its pages find the words there when they are too long for a button.
  const asking = ctx.message?.message_id;
  await ctx.reply(part.text, {
    ...partFields(part),
    ...(asking === undefined
      ? {}
      : { reply_parameters: { message_id: asking, allow_sending_without_reply: true } }),
  });
}

/** A city without news was meant as a time zone, such as under /timezone; no row for other words, nor in groups. */
function zoneRow({ t, chat, language }: BotContext, words: string): Keyboard {
  const asked = chat?.type === 'private' ? namedCity(words) : null;
  if (asked?.city == null) return [];
  return [button(`${t.buttons.timezone}: ${asked.city[language]}`, packCallback('zone', asked.zone))];
}

/** Who asks for the news of three days is told which periods there are, with the nearest ones as buttons. */
function sayPeriods(ctx: BotContext, deps: BotDeps, words: string, odd: string): Promise<void> {
  const { t } = ctx;
  const { digests } = parseAsked(words, deps.knowledge().digests);
  const week = button(t.buttons.week, packCallback('dg', WEEK_HOURS, ...digests));
  const month = button(t.buttons.month, packCallback('dg', MONTH_HOURS, ...digests));
  return say(
    ctx,
    t.badWindow(tame(odd)),
    [[...week, ...month]].filter((row) => row.length > 0),
  );
}

/**
 * What is found for `words`; when that is nothing, what is found without words that only ask, as "покажи про"
 * before "минералы".
 */
async function foundOn(
  ctx: BotContext,
  deps: BotDeps,
  words: string,
  { page, until }: { readonly page: number; readonly until: Date },
): Promise<FoundPage> {
  const at = { offset: page * SEARCH_PAGE, limit: SEARCH_PAGE, until };
  const found = await deps.news.search(words, ctx.language, at);
  const asked: FoundPage = { words, page, until, found };
  if (found.stories.length > 0) return asked;
  const folded = foldTyped(words);
  const bare = withoutBeside(folded).join(' ');
  if (bare === '' || bare === folded) return asked;
  const less = await deps.news.search(bare, ctx.language, at);
  return less.stories.length === 0 ? asked : { words: bare, page, until, found: less };
}

/** The words of the message that the pages answer: those after the command, or all of it. */
function repliedWords(ctx: BotContext): string {
  const answered = ctx.callbackQuery?.message?.reply_to_message;
  if (answered?.from?.is_bot !== false) return '';
  return (answered.text ?? '').replace(/^\/\S+\s*/, '');
}

interface FoundPage {
  readonly words: string;
  /** From 0. */
  readonly page: number;
  readonly until: Date;
  readonly found: SearchAnswer;
}

/** One page of what was found, in one message. */
function pageOf(ctx: BotContext, deps: BotDeps, { words, page, until, found }: FoundPage): Part {
  const { stories, reachable, total, searchedWeeks } = found;
  const pages = Math.ceil(reachable / SEARCH_PAGE);
  const firstStory = page * SEARCH_PAGE + 1;
  const isLast = page === pages - 1;
  const render = (shown: readonly EditionStory[]) =>
    deps.news.render({
      kind: 'search',
      digests: [],
      query: words,
      searchedWeeks,
      language: ctx.language,
      variant: ctx.settings?.variant ?? 'full',
      windowHours: 0,
      windowTo: until,
      stories: shown,
      moreCount: isLast ? total - reachable : 0,
      page: { number: page + 1, of: pages, firstStory, total },
    });
  return withRows(inOneMessage(stories, render), [
    ...topicRow(ctx, deps, words),
    ...searchPager(page, pages, until, words),
  ]);
}

/** The way to the digest of the topic that the words belong to, such as "вольфрам"; no row when they name none. */
function topicRow(ctx: BotContext, deps: BotDeps, words: string): Keyboard {
  const { digests, unknown } = parseAsked(words, deps.knowledge().digests);
  const [id, ...others] = digests;
  if (unknown !== null || id === undefined || others.length > 0) return [];
  return [button(titleOf(ctx, deps, id), packCallback('dg', WEEK_HOURS, id))];
}

/** Stories so long that a message does not hold them lose sentences, the last first, then outlets. */
function inOneMessage(
  stories: readonly EditionStory[],
  render: (shown: readonly EditionStory[]) => readonly Part[],
): Part {
  const most = Math.max(...stories.map(({ sentences }) => sentences.length));
  for (let kept = most; kept >= 0; kept--) {
    const [part, ...others] = render(
      stories.map((story) => ({ ...story, sentences: story.sentences.slice(0, kept) })),
    );
    if (part !== undefined && others.length === 0) return part;
  }
  const bare = ({ outlets, ...story }: EditionStory): EditionStory => ({
    ...story,
    sentences: [],
    differing: [],
    outlets: outlets.slice(0, 1),
  });
  const [part] = render(stories.map(bare));
  if (part === undefined) throw new Error('a search without stories was shown');
  return part;
}
