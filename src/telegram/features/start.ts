import { Composer } from 'grammy';
import { setLanguage } from '../../app/chats.ts';
import { ALL } from '../../app/subscribe.ts';
import { button, type CommandOf, say, show, toast } from '../answer.ts';
import { fixedCallback, packCallback, parseStoryPayload } from '../callbacks.ts';
import { adopt, change, isInCharge, mayChange, open } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { nextWhen, scheduleText, titleOf, titlesOf, usualSchedule } from '../phrases.ts';
import { languageButtons, settingsScreen, welcomeScreen } from '../screens.ts';
import { openStory } from '../storyPage.ts';
import { tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { parseLanguage } from '../words.ts';

/** /start with or without a topic or story of a link, and the language: /language and its buttons. */
export function startFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command('start', (ctx) => start(ctx, deps));
  composer.command('language', async (ctx) => {
    if (ctx.match === '') return say(ctx, ctx.t.languageAsk, languageButtons(ctx, 'ask'));
    const language = parseLanguage(ctx.match);
    if (language === null) return say(ctx, ctx.t.badLanguage(tame(ctx.match)), languageButtons(ctx, 'ask'));
    if (!(await mayChange(ctx))) return;
    if (await speak(ctx, deps, language)) await say(ctx, ctx.t.languageSet);
  });
  onVerb(composer, 'lang', async (ctx, [code = '', screen, id]) => {
    const language = parseLanguage(code);
    if (language === null || !(await mayChange(ctx)) || !(await speak(ctx, deps, language))) return;
    toast(ctx, ctx.t.languageSet);
    if (screen === 'start') {
      const { text, keyboard } = welcomeScreen(ctx);
      return show(ctx, text, keyboard);
    }
    if (screen === 'topic' && isDigest(deps, id)) return askTopic(ctx, deps, id, show);
    if (screen === 'menu') {
      const { text, keyboard } = await settingsScreen(ctx, deps);
      return show(ctx, text, keyboard);
    }
    return show(ctx, ctx.t.languageSet);
  });
  return composer;
}

/** Sets the language; false when this update was handled before. */
async function speak(ctx: BotContext, deps: BotDeps, language: 'ru' | 'kk'): Promise<boolean> {
  const settings = await change(ctx, deps, (tx, chatId) => setLanguage(tx, chatId, language));
  if (settings === null) return false;
  adopt(ctx, settings);
  return true;
}

const isDigest = (deps: BotDeps, id: string | undefined): id is string =>
  deps.knowledge().digests.some((digest) => digest.id === id);

async function start(ctx: CommandOf, deps: BotDeps): Promise<void> {
  const before = ctx.settings;
  // In a group everybody may read the welcome, but only administrators may bring digests back.
  if (await isInCharge(ctx)) {
    const opened = await change(ctx, deps, (tx) => open(ctx, tx));
    if (opened === null) return;
    adopt(ctx, opened.chat);
  }
  const payload = ctx.match.trim().toLowerCase();
  const storyId = parseStoryPayload(payload);
  if (storyId !== undefined) {
    await openShared(ctx, deps, storyId);
    // Who came for one story learns after it what else there is.
    if (before !== null) return;
  } else if (isDigest(deps, payload) && !ctx.settings?.digests.includes(payload)) {
    return askTopic(ctx, deps, payload, say);
  }
  await welcome(ctx, deps, before !== null && before.threadId !== ctx.settings?.threadId);
}

/** What the bot is to a chat without subscriptions; to others what they get and when. */
async function welcome(ctx: BotContext, deps: BotDeps, hasMoved = false): Promise<void> {
  const { settings } = ctx;
  const when = settings === null ? null : await nextWhen(ctx, deps, settings);
  if (settings === null || when === null) {
    const { text, keyboard } = welcomeScreen(ctx);
    return say(ctx, text, keyboard);
  }
  const back = ctx.t.welcomeBack(titlesOf(ctx, deps, settings.digests), when);
  await say(ctx, hasMoved ? `${back}\n${ctx.t.groups.movedHere}` : back, [
    [
      ...button(ctx.t.buttons.pickTopics, fixedCallback('topics', 'new')),
      ...button(ctx.t.buttons.settings, fixedCallback('menu', 'new')),
    ],
  ]);
}

/** A shared link names a story: its page, or that it is gone and where the news is. */
async function openShared(ctx: BotContext, deps: BotDeps, id: number | null): Promise<void> {
  if (id !== null && (await openStory(ctx, deps, id))) return;
  const { buttons, storyGone } = ctx.t;
  await say(ctx, storyGone, [
    [
      ...button(buttons.digestNow, fixedCallback('dg', 24)),
      ...button(buttons.pickTopics, fixedCallback('topics', 'new')),
    ],
  ]);
}

/** A shared link names a topic: it is described, and subscribed to only by the button. */
async function askTopic(ctx: BotContext, deps: BotDeps, id: string, answer: typeof say): Promise<void> {
  const { t, settings, language } = ctx;
  const description =
    deps.knowledge().digests.find((digest) => digest.id === id)?.description[language] ?? '';
  const zone = settings?.zone ?? deps.defaultZone;
  const schedule = await scheduleText(ctx, deps, usualSchedule(deps, settings, id), zone);
  const lines = [
    t.confirmTopic(titleOf(ctx, deps, id), description, schedule),
    ...whatBecomesOfOthers(ctx, deps, id),
  ];
  await answer(ctx, lines.join('\n'), [
    button(t.buttons.subscribe, fixedCallback('yes', id)),
    [
      ...button(t.buttons.digestNow, packCallback('dg', 168, id)),
      ...button(t.buttons.otherTopics, fixedCallback('topics', 'new')),
    ],
    [
      ...button(t.buttons.russian, fixedCallback('lang', 'ru', 'topic', id)),
      ...button(t.buttons.kazakh, fixedCallback('lang', 'kk', 'topic', id)),
    ],
  ]);
}

/** What a subscription to `id` does to those that the chat has: they stay, but for all topics and single ones. */
function whatBecomesOfOthers(ctx: BotContext, deps: BotDeps, id: string): string[] {
  const { onboarding } = ctx.t;
  const has = ctx.settings?.digests ?? [];
  if (has.length === 0 || has.includes(id)) return [];
  if (has.includes(ALL)) return [onboarding.endsAll];
  const titles = titlesOf(ctx, deps, has);
  return [id === ALL ? onboarding.endsTopics(titles) : onboarding.keepsTopics(titles)];
}
