import { Composer } from 'grammy';
import { setLanguage } from '../../app/chats.ts';
import { button, type CommandOf, say, show, toast } from '../answer.ts';
import { fixedCallback, packCallback } from '../callbacks.ts';
import { adopt, change, isInCharge, mayChange, open } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { nextWhen, scheduleText, titleOf, titlesOf, usualSchedule } from '../phrases.ts';
import { languageButtons, settingsScreen, welcomeScreen } from '../screens.ts';
import { tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { parseLanguage } from '../words.ts';

/** /start with or without a topic's id, and the language: /language and its buttons. */
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
  onVerb(composer, 'lang', async (ctx, [code = '', screen]) => {
    const language = parseLanguage(code);
    if (language === null || !(await mayChange(ctx)) || !(await speak(ctx, deps, language))) return;
    toast(ctx, ctx.t.languageSet);
    if (screen === 'start') {
      const { text, keyboard } = welcomeScreen(ctx);
      return show(ctx, text, keyboard);
    }
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

async function start(ctx: CommandOf, deps: BotDeps): Promise<void> {
  // In a group everybody may read the welcome, but only administrators may bring digests back.
  if (await isInCharge(ctx)) {
    const opened = await change(ctx, deps, (tx) => open(ctx, tx));
    if (opened === null) return;
    adopt(ctx, opened.chat);
  }
  const topic = deps.knowledge().digests.find(({ id }) => id === ctx.match.trim());
  if (topic !== undefined && !ctx.settings?.digests.includes(topic.id)) return askTopic(ctx, deps, topic.id);
  const settings = ctx.settings;
  const when = settings === null ? null : await nextWhen(ctx, deps, settings);
  if (settings === null || when === null) {
    const { text, keyboard } = welcomeScreen(ctx);
    return say(ctx, text, keyboard);
  }
  await say(ctx, ctx.t.welcomeBack(titlesOf(ctx, deps, settings.digests), when), [
    [
      ...button(ctx.t.buttons.pickTopics, fixedCallback('topics', 'new')),
      ...button(ctx.t.buttons.settings, fixedCallback('menu', 'new')),
    ],
  ]);
}

/** A shared link names a topic: it is described, and subscribed to only by the button. */
async function askTopic(ctx: BotContext, deps: BotDeps, id: string): Promise<void> {
  const { t, settings, language } = ctx;
  const description =
    deps.knowledge().digests.find((digest) => digest.id === id)?.description[language] ?? '';
  const zone = settings?.zone ?? deps.defaultZone;
  const schedule = await scheduleText(ctx, deps, usualSchedule(deps, settings, id), zone);
  await say(ctx, t.confirmTopic(titleOf(ctx, deps, id), description, schedule), [
    button(t.buttons.subscribe, fixedCallback('yes', id)),
    [
      ...button(t.buttons.digestNow, packCallback('dg', 168, id)),
      ...button(t.buttons.otherTopics, fixedCallback('topics', 'new')),
    ],
    ...languageButtons(ctx, 'start'),
  ]);
}
