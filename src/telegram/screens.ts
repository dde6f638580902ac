import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { ChatSettings } from '../app/chats.ts';
import { button, type Keyboard } from './answer.ts';
import { fixedCallback } from './callbacks.ts';
import type { BotContext, BotDeps } from './context.ts';
import {
  label,
  nextWhen,
  quietSpan,
  scheduleText,
  titleOf,
  titlesOf,
  usualSchedule,
  zoneText,
} from './phrases.ts';

/** A text with its buttons. */
export interface Screen {
  readonly text: string | FormattedString;
  readonly keyboard: Keyboard;
}

/** A text whose first line is its heading, in bold as all headings are. */
export function headed(text: string): FormattedString {
  const [heading = '', ...lines] = text.split('\n');
  return fmt`${FormattedString.bold(heading)}${['', ...lines].join('\n')}`;
}

/** Rows of at most `size` buttons. */
export const rowsOf = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, row) =>
    items.slice(row * size, (row + 1) * size),
  );

/** The two languages, each by its own name. `screen` is what follows the choice. */
export const languageButtons = (ctx: BotContext, screen: 'start' | 'menu' | 'ask'): Keyboard => [
  [
    ...button(ctx.t.buttons.russian, fixedCallback('lang', 'ru', screen)),
    ...button(ctx.t.buttons.kazakh, fixedCallback('lang', 'kk', screen)),
  ],
];

/** What /start says to a chat without subscriptions. */
export function welcomeScreen(ctx: BotContext): Screen {
  const { t } = ctx;
  return {
    text: ctx.chat?.type === 'private' ? t.welcome : t.welcomeGroup,
    keyboard: [
      ...languageButtons(ctx, 'start'),
      button(t.buttons.pickTopics, fixedCallback('topics', 'new')),
    ],
  };
}

/** Every digest with a tick before those that the chat has; each button carries the state it wants. */
export function topicsScreen(ctx: BotContext, deps: BotDeps): Screen {
  const has = new Set(ctx.settings?.digests);
  const rows = deps.knowledge().digests.map((digest) => {
    const title = label(ctx, digest);
    const data = fixedCallback('sub', digest.id, has.has(digest.id) ? 'off' : 'on');
    return button(has.has(digest.id) ? ctx.t.buttons.chosen(title) : title, data);
  });
  const done = button(ctx.t.buttons.done, fixedCallback('done'));
  // A chat that has chosen nothing yet is at its first steps: there is nowhere to go back to.
  const back = has.size === 0 ? [] : button(ctx.t.buttons.back, fixedCallback('menu', 'main'));
  return { text: ctx.t.pickTopics, keyboard: [...rows, [...back, ...done]] };
}

/** All settings with buttons to change them. */
export async function settingsScreen(ctx: BotContext, deps: BotDeps): Promise<Screen> {
  const { t, settings } = ctx;
  const now = await deps.clock.now();
  const zone = settings?.zone ?? deps.defaultZone;
  const isStopped = settings !== null && settings.status !== 'active';
  const text = t.settings.overview({
    digests:
      settings === null || settings.digests.length === 0 ? null : titlesOf(ctx, deps, settings.digests),
    schedule: await schedulesText(ctx, deps, settings),
    zone: zoneText(ctx, zone, now),
    length: t.settings.lengths[settings?.variant ?? 'full'],
    quiet: quietSpan(settings),
    stopped: isStopped,
    next: settings === null ? null : await nextWhen(ctx, deps, settings),
  });
  const run = isStopped
    ? button(t.buttons.resume, fixedCallback('run', 'on'))
    : button(t.buttons.stop, fixedCallback('run', 'off'));
  return {
    text: headed(text),
    keyboard: [
      [
        ...button(t.buttons.topics, fixedCallback('topics', 'edit')),
        ...button(t.buttons.time, fixedCallback('menu', 'time')),
      ],
      [
        ...button(t.buttons.timezone, fixedCallback('menu', 'zone')),
        ...button(t.buttons.language, fixedCallback('menu', 'lang')),
      ],
      [
        ...button(t.settings.length, fixedCallback('menu', 'length')),
        ...button(t.settings.quiet, fixedCallback('menu', 'quiet')),
      ],
      ...(settings === null ? [] : [run]),
    ],
  };
}

/** The usual schedule, then one line per digest that has its own; null without subscriptions and own time. */
async function schedulesText(
  ctx: BotContext,
  deps: BotDeps,
  settings: ChatSettings | null,
): Promise<string | null> {
  if (settings === null || (settings.digests.length === 0 && settings.at === null)) return null;
  const usual = await scheduleText(ctx, deps, usualSchedule(deps, settings), settings.zone);
  const own = settings.schedules.filter(({ ownTime }) => ownTime);
  const lines = await Promise.all(
    own.map(async (schedule) =>
      ctx.t.scheduleOf(
        titleOf(ctx, deps, schedule.digest),
        await scheduleText(ctx, deps, schedule, settings.zone),
      ),
    ),
  );
  return [usual, ...lines].join('\n');
}
