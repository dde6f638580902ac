import { Composer } from 'grammy';
import type { ChatSettings } from '../../app/chats.ts';
import { subscribe, unsubscribe } from '../../app/subscribe.ts';
import { button, type CommandOf, type Keyboard, say, show, toast } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import { adopt, bringHere, change, leaveAsItIs, mayChange } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { nextWhen, titleOf, titlesOf } from '../phrases.ts';
import { showSample } from '../sample.ts';
import { topicsScreen } from '../screens.ts';
import { tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { type Asked, parseAsked } from '../words.ts';

/** /subscribe, /unsubscribe, and the topic picker with its buttons. */
export function subscriptionsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('subscribe', async (ctx) => {
    const asked = await askedOf(ctx, deps, (id) => fixedCallback('yes', id));
    if (asked === null || !(await mayChange(ctx))) return;
    if (asked.length === 0) return pick(ctx, deps, 'new');
    await subscribeTo(ctx, deps, asked, say);
  });

  composer.command('unsubscribe', async (ctx) => {
    const asked = await askedOf(ctx, deps, (id) => fixedCallback('end', id));
    if (asked === null || !(await mayChange(ctx))) return;
    const has = ctx.settings?.digests ?? [];
    if (has.length === 0) {
      if (await leaveAsItIs(ctx, deps)) await say(ctx, ctx.t.notSubscribed);
      return;
    }
    if (asked.length === 0) return say(ctx, ctx.t.pickUnsubscribe, endButtons(ctx, deps));
    await end(ctx, deps, asked, say);
  });

  onVerb(composer, 'topics', async (ctx, [how]) => {
    if (await mayChange(ctx)) await pick(ctx, deps, how === 'edit' ? 'edit' : 'new');
  });

  onVerb(composer, 'sub', async (ctx, [id = '', wanted]) => {
    if (!isDigest(deps, id)) return toast(ctx, ctx.t.stale);
    if (!(await mayChange(ctx))) return;
    const done = await change(ctx, deps, async (tx, chatId) => {
      const moved = wanted === 'on' && (await bringHere(ctx, tx));
      const work = wanted === 'on' ? subscribe : unsubscribe;
      return { moved, settings: await work(tx, chatId, [id]) };
    });
    // Done before, and perhaps not shown: the process may have ended in between.
    if (done === null) return pick(ctx, deps, 'edit');
    adopt(ctx, done.settings);
    const next = await nextLine(ctx, deps, done.settings, ctx.t.noneLeft);
    toast(ctx, done.moved ? `${next} ${ctx.t.groups.movedHere}` : next);
    await pick(ctx, deps, 'edit');
  });

  onVerb(composer, 'done', async (ctx) => {
    if (!(await mayChange(ctx))) return;
    if (ctx.settings !== null && ctx.settings.digests.length > 0)
      return confirm(ctx, deps, ctx.settings, show);
    return show(ctx, ctx.t.notSubscribed);
  });

  onVerb(composer, 'yes', async (ctx, [id = '']) => {
    if (!isDigest(deps, id)) return toast(ctx, ctx.t.stale);
    if (!(await mayChange(ctx))) return;
    await subscribeTo(ctx, deps, [id], show);
  });

  onVerb(composer, 'end', async (ctx, [id = '']) => {
    if (await mayChange(ctx)) await end(ctx, deps, [id], show);
  });

  return composer;
}

const isDigest = (deps: BotDeps, id: string) => deps.knowledge().digests.some((digest) => digest.id === id);

/** The digests that the command names; null when a word was no topic and that has been said. */
async function askedOf(
  ctx: CommandOf,
  deps: BotDeps,
  press: (id: string) => string,
): Promise<readonly string[] | null> {
  const asked = parseAsked(ctx.match, deps.knowledge().digests);
  if (asked.unknown === null) return asked.digests;
  await sayUnknownTopic(ctx, deps, asked.unknown, press);
  return null;
}

/** Says that there is no such topic, with the near ones as buttons, or no such window. */
export async function sayUnknownTopic(
  ctx: BotContext,
  deps: BotDeps,
  { typed, near, isWindow }: NonNullable<Asked['unknown']>,
  press: (id: string) => string | null,
): Promise<void> {
  if (isWindow) return say(ctx, ctx.t.badWindow(tame(typed)));
  const rows = near.map((id) => button(titleOf(ctx, deps, id), press(id)));
  await say(ctx, ctx.t.unknownTopic(tame(typed), near.length > 0), rows);
}

async function pick(ctx: BotContext, deps: BotDeps, how: 'new' | 'edit'): Promise<void> {
  const { text, keyboard } = topicsScreen(ctx, deps);
  await (how === 'edit' ? show : say)(ctx, text, keyboard);
}

/** Subscribes, in the forum topic where it was asked for, and says what comes when. */
async function subscribeTo(
  ctx: BotContext,
  deps: BotDeps,
  asked: readonly string[],
  answer: typeof say,
): Promise<void> {
  const done = await change(ctx, deps, async (tx, chatId) => {
    const moved = await bringHere(ctx, tx);
    return { moved, settings: await subscribe(tx, chatId, asked) };
  });
  if (done !== null) await confirm(ctx, deps, done.settings, answer, done.moved);
}

/** Names all subscriptions and the next delivery, and shows a new subscriber what will come. */
async function confirm(
  ctx: BotContext,
  deps: BotDeps,
  settings: ChatSettings,
  answer: typeof say,
  moved = false,
): Promise<void> {
  adopt(ctx, settings);
  const { t } = ctx;
  const when = await nextWhen(ctx, deps, settings);
  const digests = titlesOf(ctx, deps, settings.digests);
  if (when === null) return answer(ctx, t.stopped);
  const text = t.subscribed(digests, when);
  await answer(ctx, moved ? `${text}\n${t.groups.movedHere}` : text, [
    [
      ...button(t.buttons.digestNow, fixedCallback('dg', 24)),
      ...button(t.buttons.settings, fixedCallback('menu', 'new')),
    ],
  ]);
  await showSample(ctx, deps);
}

function endButtons(ctx: BotContext, deps: BotDeps): Keyboard {
  return (ctx.settings?.digests ?? []).map((id) => button(titleOf(ctx, deps, id), fixedCallback('end', id)));
}

async function end(
  ctx: BotContext,
  deps: BotDeps,
  asked: readonly string[],
  answer: typeof say,
): Promise<void> {
  const had = ctx.settings?.digests ?? [];
  const ended = asked.includes('all') ? had : asked.filter((id) => had.includes(id));
  if (ended.length === 0) {
    if (await leaveAsItIs(ctx, deps))
      await answer(ctx, ctx.t.notAmongSubscriptions(titlesOf(ctx, deps, asked)));
    return;
  }
  const settings = await change(ctx, deps, (tx, chatId) => unsubscribe(tx, chatId, ended));
  if (settings === null) return;
  const text = ctx.t.unsubscribed(titlesOf(ctx, deps, ended), ended.join(' '));
  await answer(ctx, `${text}\n${await nextLine(ctx, deps, settings, ctx.t.unsubscribedLast)}`);
}

/** Names the next delivery, or why there is none: `none` when no subscription is left, else a stop. */
async function nextLine(
  ctx: BotContext,
  deps: BotDeps,
  settings: ChatSettings,
  none: string,
): Promise<string> {
  if (settings.digests.length === 0) return none;
  const when = await nextWhen(ctx, deps, settings);
  return when === null ? ctx.t.stopped : ctx.t.nextDigest(when);
}
