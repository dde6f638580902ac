import { Composer } from 'grammy';
import { resume, settleInFlight, stop } from '../../app/chats.ts';
import { forget, settleForgotten } from '../../app/forget.ts';
import { once } from '../../app/once.ts';
import { button, say, show } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import { adopt, change, chatIdOf, mayChange } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { nextWhen } from '../phrases.ts';
import { languageButtons, type Screen, settingsScreen } from '../screens.ts';
import { lengthScreen, quietScreen } from '../screens-reading.ts';
import { ownTimesScreen, timeScreen, zoneScreen } from '../screens-time.ts';
import { onVerb } from '../verbs.ts';

/** /settings and its screens, /stop, /forget. */
export function settingsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('settings', async (ctx) => {
    const { text, keyboard } = await settingsScreen(ctx, deps);
    await say(ctx, text, keyboard);
  });

  onVerb(composer, 'menu', async (ctx, [screen, digest]) => {
    const { text, keyboard } = await menu(ctx, deps, screen, digest);
    await (screen === 'new' ? say : show)(ctx, text, keyboard);
  });

  composer.command('stop', async (ctx) => {
    if (await mayChange(ctx)) await stopChat(ctx, deps, say);
  });

  onVerb(composer, 'run', async (ctx, [wanted]) => {
    if (!(await mayChange(ctx))) return;
    if (wanted !== 'on') return stopChat(ctx, deps, show);
    const settings = await change(ctx, deps, (tx, chatId) => resume(tx, chatId));
    if (settings === null) return;
    adopt(ctx, settings);
    await show(ctx, ctx.t.resumed(await nextWhen(ctx, deps, settings)), [backButton(ctx)]);
  });

  composer.command('forget', async (ctx) => {
    if (!(await mayChange(ctx))) return;
    await say(ctx, ctx.t.forgetAsk, [
      [
        ...button(ctx.t.buttons.delete, fixedCallback('forget', 'yes')),
        ...button(ctx.t.buttons.cancel, fixedCallback('forget', 'no')),
      ],
    ]);
  });

  onVerb(composer, 'forget', async (ctx, [answer]) => {
    if (!(await mayChange(ctx))) return;
    if (answer !== 'yes') return show(ctx, ctx.t.kept);
    const done = await once(deps.db, ctx.update.update_id, (db) => forget(db, chatIdOf(ctx)));
    if (done === null) return;
    await settleForgotten(done);
    await show(ctx, ctx.t.forgetDone);
  });

  return composer;
}

const backButton = ({ t }: BotContext) => button(t.buttons.back, fixedCallback('menu', 'main'));

async function menu(
  ctx: BotContext,
  deps: BotDeps,
  screen: string | undefined,
  digest: string | undefined,
): Promise<Screen> {
  if (screen === 'time') return timeScreen(ctx, deps);
  if (screen === 'zone') return zoneScreen(ctx, deps);
  if (screen === 'length') return lengthScreen(ctx);
  if (screen === 'quiet') return quietScreen(ctx);
  if (screen === 'lang')
    return { text: ctx.t.languageAsk, keyboard: [...languageButtons(ctx, 'menu'), backButton(ctx)] };
  if (screen !== 'own') return settingsScreen(ctx, deps);
  const isSubscribed = digest !== undefined && ctx.settings?.digests.includes(digest);
  return isSubscribed ? timeScreen(ctx, deps, digest) : ownTimesScreen(ctx, deps);
}

/** Confirms only when nothing that was on its way can arrive after the confirmation. */
async function stopChat(ctx: BotContext, deps: BotDeps, answer: typeof say): Promise<void> {
  const settings = await change(ctx, deps, (tx, chatId) => stop(tx, chatId));
  if (settings === null) return;
  adopt(ctx, settings);
  await settleInFlight(deps.db, settings.chatId);
  await answer(ctx, ctx.t.stopped, [
    button(ctx.t.buttons.resume, fixedCallback('run', 'on')),
    backButton(ctx),
  ]);
}
