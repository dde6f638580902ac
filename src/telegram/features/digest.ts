import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { Composer } from 'grammy';
import type { EditionAnswer } from '../../app/editions.ts';
import { noteShown } from '../../app/follow.ts';
import { aimedFields, button, type Keyboard, say, toast } from '../answer.ts';
import { fixedCallback, packCallback, packWords } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type AskedEdition, editionPager, parseEditionPage, turn, withRows } from '../pages.ts';
import { label, titleOf, titlesOf } from '../phrases.ts';
import { clean, tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { parseAsked, parsePlain } from '../words.ts';
import { sayUnknownTopic } from './subscriptions.ts';

/** Words of a button that searches for them, in characters. */
const MAX_SEARCHED = 40;
const DAY_HOURS = 24;
const WEEK_HOURS = 168;
const MONTH_HOURS = 720;

/** /digest and /topics: what there is now, without changing anything. */
export function digestFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('digest', async (ctx) => {
    const { digests, windowHours, unknown } = parseAsked(ctx.match, deps.knowledge().digests);
    const hours = windowHours ?? DAY_HOURS;
    if (unknown === null) return answer(ctx, deps, digests, hours);
    return sayUnknownTopic(ctx, deps, unknown, (id) => packCallback('dg', hours, id));
  });

  onVerb(composer, 'dg', async (ctx, [hours, ...ids]) => {
    const known = ids.filter((id) => deps.knowledge().digests.some((digest) => digest.id === id));
    const windowHours = [DAY_HOURS, WEEK_HOURS, MONTH_HOURS].find((one) => String(one) === hours);
    if (windowHours === undefined || known.length < ids.length) return toast(ctx, ctx.t.stale);
    return answer(ctx, deps, known, windowHours);
  });

  onVerb(composer, 'pg', async (ctx, args) => {
    const asked = parseEditionPage(args);
    if (asked === null) return toast(ctx, ctx.t.stale);
    const { editionId, index, ...ask } = asked;
    const page = await deps.news.editionPage(editionId, index);
    if (page !== null) return turn(ctx, withRows(page.part, editionPager(editionId, index, page.count, ask)));
    // Gone after two days: the same question gets today's answer, in the place of the old one.
    toast(ctx, ctx.t.pages.renewed);
    const known = ask.digests.filter((id) => deps.knowledge().digests.some((digest) => digest.id === id));
    const windowHours =
      [DAY_HOURS, WEEK_HOURS, MONTH_HOURS].find((one) => one >= ask.windowHours) ?? MONTH_HOURS;
    return answer(ctx, deps, known, windowHours, { inPlace: true });
  });

  composer
    .chatType('private')
    .on('message:text')
    .use(async (ctx, next) => {
      const { text } = ctx.message;
      const asked = text.startsWith('/') ? null : parsePlain(text, deps.knowledge().digests);
      if (asked === null) return next();
      const hours = asked.windowHours ?? (asked.digests.length > 0 ? WEEK_HOURS : DAY_HOURS);
      const words = clean(asked.words, MAX_SEARCHED);
      const search = words === '' ? [] : button(ctx.t.pages.searchFor(tame(words)), packWords(words));
      await answer(ctx, deps, asked.digests, hours, { more: search.length > 0 ? [search] : [] });
    });

  composer.command('topics', async (ctx) => {
    const counts = new Map((await deps.news.topicCounts()).map((count) => [count.id, count]));
    const topics = deps.knowledge().digests.filter(({ id }) => id !== 'all');
    const lines = topics.map((digest) => {
      const { day = 0, week = 0 } = counts.get(digest.id) ?? {};
      return ctx.t.topicLine(label(ctx, digest), day, week);
    });
    const text = fmt`${FormattedString.bold(ctx.t.topicsTitle)}\n${lines.join('\n')}\n\n${ctx.t.topicsPick}`;
    await say(ctx, text, topicButtons(ctx, deps));
  });

  return composer;
}

/** One emoji per topic, six to a row, and the way to subscribe. */
function topicButtons(ctx: BotContext, deps: BotDeps): Keyboard {
  const digests = deps.knowledge().digests.filter(({ id }) => id !== 'all');
  const buttons = digests.flatMap(({ id, emoji }) => button(emoji, packCallback('dg', WEEK_HOURS, id)));
  const rows = Array.from({ length: Math.ceil(buttons.length / 6) }, (_, row) =>
    buttons.slice(row * 6, row * 6 + 6),
  );
  return [...rows, button(ctx.t.buttons.pickTopics, fixedCallback('topics', 'new'))];
}

/**
 * The first page of the edition of `asked`, of the chat's own topics when none is named, or of everything.
 *
 * @param how.inPlace in the message under the pressed button
 * @param how.more rows of buttons above the arrows
 */
async function answer(
  ctx: BotContext,
  deps: BotDeps,
  asked: readonly string[],
  windowHours: number,
  { inPlace = false, more = [] }: { readonly inPlace?: boolean; readonly more?: Keyboard } = {},
): Promise<void> {
  const own = ctx.settings?.digests ?? [];
  const named = asked.length > 0 ? asked : own;
  // Everything holds each topic: beside `all` nothing else is asked for.
  const digests = named.length === 0 || named.includes('all') ? ['all'] : named;
  const variant = ctx.settings?.variant ?? 'full';
  const edition = await deps.news.editionNow({ digests, language: ctx.language, variant, windowHours });
  if (edition.kind === 'empty') return sayEmpty(ctx, deps, { digests, asked, windowHours, edition }, more);
  const { editionId, first, count } = edition;
  const ask: AskedEdition = { digests: asked, windowHours };
  const part = withRows(first, [...more, ...editionPager(editionId, 0, count, ask)]);
  if (inPlace) await turn(ctx, part);
  else await ctx.reply(part.text, aimedFields(ctx, part));
  // /follow 2 means a number of what the chat saw last.
  if (ctx.settings !== null) await noteShown(deps.db, ctx.settings.chatId, editionId);
}

interface EmptyAnswer {
  readonly digests: readonly string[];
  readonly asked: readonly string[];
  readonly windowHours: number;
  readonly edition: Extract<EditionAnswer, { kind: 'empty' }>;
}

async function sayEmpty(
  ctx: BotContext,
  deps: BotDeps,
  { digests, asked, windowHours, edition }: EmptyAnswer,
  more: Keyboard,
) {
  const { t } = ctx;
  const zone = ctx.settings?.zone ?? deps.defaultZone;
  const now = await deps.clock.now();
  const checked = edition.lastReadAt === null ? null : t.formats.relative(edition.lastReadAt, zone, now);
  const titles = digests.length === 1 ? titleOf(ctx, deps, digests[0] ?? '') : titlesOf(ctx, deps, digests);
  const week = button(t.buttons.week, packCallback('dg', WEEK_HOURS, ...asked));
  const month = button(t.buttons.month, packCallback('dg', MONTH_HOURS, ...asked));
  if (edition.why === 'reading') return say(ctx, t.stillReading);
  if (edition.why === 'failing') return say(ctx, t.sourcesFailing(checked));
  if (windowHours >= MONTH_HOURS) return say(ctx, t.quietMonth(titles, windowHours), more);
  if (windowHours >= WEEK_HOURS && checked !== null)
    return say(ctx, t.quietWeek(titles, checked), [month, ...more]);
  const wider = windowHours < WEEK_HOURS && edition.weekCount > 0 ? [...week, ...month] : month;
  return say(ctx, t.empty(titles, windowHours, edition.weekCount), [wider, ...more]);
}
