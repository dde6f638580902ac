import type { ChatSettings } from '../app/chats.ts';
import { utcOffset, wallTime } from '../locales/formats.ts';
import { button, type Keyboard } from './answer.ts';
import { fixedCallback, packCallback } from './callbacks.ts';
import type { BotContext, BotDeps } from './context.ts';
import { label, nextWhen, scheduleText, titleOf, titlesOf, usualSchedule } from './phrases.ts';
import { DAY_SETS, type DaySet } from './words.ts';

/** A text with its buttons. */
export interface Screen {
  readonly text: string;
  readonly keyboard: Keyboard;
}

const HOURS = [
  '07:00',
  '07:30',
  '08:00',
  '08:30',
  '09:00',
  '10:00',
  '12:00',
  '13:00',
  '18:00',
  '19:00',
  '20:00',
  '21:00',
];
const HOURS_PER_ROW = 4;
const ZONES = [
  'Asia/Almaty',
  'Europe/Moscow',
  'Europe/Istanbul',
  'Europe/Berlin',
  'Europe/London',
  'Asia/Dubai',
  'America/New_York',
  'America/Chicago',
  'America/Los_Angeles',
  'Asia/Seoul',
  'Asia/Shanghai',
  'Asia/Tashkent',
];
const ZONES_PER_ROW = 3;

const rowsOf = <T>(items: readonly T[], size: number): T[][] =>
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
  return { text: ctx.t.pickTopics, keyboard: [...rows, button(ctx.t.buttons.done, fixedCallback('done'))] };
}

/** All settings with buttons to change them. */
export async function settingsScreen(ctx: BotContext, deps: BotDeps): Promise<Screen> {
  const { t, settings } = ctx;
  const now = await deps.clock.now();
  const zone = settings?.zone ?? deps.defaultZone;
  const isStopped = settings !== null && settings.status !== 'active';
  const text = t.settings({
    digests:
      settings === null || settings.digests.length === 0 ? null : titlesOf(ctx, deps, settings.digests),
    schedule: await schedulesText(ctx, deps, settings),
    zone: zoneText(ctx, zone, now),
    stopped: isStopped,
    next: settings === null ? null : await nextWhen(ctx, deps, settings),
  });
  const run = isStopped
    ? button(t.buttons.resume, fixedCallback('run', 'on'))
    : button(t.buttons.stop, fixedCallback('run', 'off'));
  return {
    text,
    keyboard: [
      [
        ...button(t.buttons.topics, fixedCallback('topics', 'edit')),
        ...button(t.buttons.time, fixedCallback('menu', 'time')),
      ],
      [
        ...button(t.buttons.timezone, fixedCallback('menu', 'zone')),
        ...button(t.buttons.language, fixedCallback('menu', 'lang')),
      ],
      ...(settings === null ? [] : [run]),
    ],
  };
}

/** "Астана, UTC+5"; the offset once when the zone has no city of ours. */
export function zoneText(ctx: BotContext, zone: string, now: Date, city?: string): string {
  const name = city ?? ctx.t.formats.zoneName(zone, now);
  const offset = utcOffset(zone, now);
  return name === offset ? name : `${name}, ${offset}`;
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

/** A time of the week to tap: hours, days, and the way back. `own` is a digest with an hour of its own. */
export async function timeScreen(ctx: BotContext, deps: BotDeps, own: string | null = null): Promise<Screen> {
  const { t, settings } = ctx;
  const of = settings?.schedules.find(({ digest }) => digest === own);
  const current = of ?? usualSchedule(deps, settings);
  const zone = settings?.zone ?? deps.defaultZone;
  const data = (verb: 'at' | 'days', value: string) =>
    own === null ? fixedCallback(verb, value) : packCallback('own', own, value);
  const tick = (text: string, isChosen: boolean) => (isChosen ? t.buttons.chosen(text) : text);
  const hours = HOURS.map((at) => button(tick(at, at === current.at), data('at', at.replace(':', ''))));
  const days = (Object.keys(DAY_SETS) as DaySet[]).map((set) =>
    button(tick(t.buttons[set], DAY_SETS[set].join('') === current.days.join('')), data('days', set)),
  );
  const schedule = await scheduleText(ctx, deps, current, zone);
  const hasSeveral = own === null && (settings?.digests.length ?? 0) > 1;
  return {
    text: t.timeAsk(own === null ? schedule : t.scheduleOf(titleOf(ctx, deps, own), schedule)),
    keyboard: [
      ...rowsOf(hours, HOURS_PER_ROW).map((row) => row.flat()),
      ...days,
      ...(hasSeveral ? [button(t.buttons.ownTime, fixedCallback('menu', 'own'))] : []),
      ...(of?.ownTime ? [button(t.buttons.usualTime, packCallback('own', of.digest, 'usual'))] : []),
      button(t.buttons.back, fixedCallback('menu', own === null ? 'main' : 'own')),
    ],
  };
}

/** The chat's digests with their hours, each to be given one of its own. */
export async function ownTimesScreen(ctx: BotContext, deps: BotDeps): Promise<Screen> {
  const schedules = ctx.settings?.schedules ?? [];
  return {
    text: ctx.t.ownTimeAsk,
    keyboard: [
      ...schedules.map(({ digest, at }) =>
        button(`${at} · ${titleOf(ctx, deps, digest)}`, packCallback('menu', 'own', digest)),
      ),
      button(ctx.t.buttons.back, fixedCallback('menu', 'time')),
    ],
  };
}

/** The chat's zone and cities to tap. */
export async function zoneScreen(ctx: BotContext, deps: BotDeps): Promise<Screen> {
  const now = await deps.clock.now();
  const zone = ctx.settings?.zone ?? deps.defaultZone;
  const buttons = ZONES.map((one) => {
    const name = ctx.t.formats.zoneName(one, now);
    return button(one === zone ? ctx.t.buttons.chosen(name) : name, packCallback('zone', one));
  });
  return {
    text: ctx.t.zoneAsk(zoneText(ctx, zone, now), wallTime(now, zone).time),
    keyboard: [
      ...rowsOf(buttons, ZONES_PER_ROW).map((row) => row.flat()),
      button(ctx.t.buttons.back, fixedCallback('menu', 'main')),
    ],
  };
}
