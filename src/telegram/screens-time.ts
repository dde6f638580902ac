import { wallTime, weekday } from '../locales/formats.ts';
import { button } from './answer.ts';
import { fixedCallback, packCallback } from './callbacks.ts';
import type { BotContext, BotDeps } from './context.ts';
import { scheduleText, titleOf, usualSchedule, zoneText } from './phrases.ts';
import { rowsOf, type Screen } from './screens.ts';
import { DAY_SETS, type DaySet } from './words.ts';

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
/** Seven ticked days in a row are cut off on a phone. */
const DAYS_PER_ROW = 4;
const ALL_DAYS = DAY_SETS.daily;
/** A date of an ISO weekday: the first of January 2024 was a Monday. */
const aDay = (day: number) => new Date(Date.UTC(2024, 0, day));
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
/** Three of them would cut «Лос-Анджелес» off on a phone. */
const ZONES_PER_ROW = 2;

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
  const chosen = current.days.join('');
  const set = (name: DaySet) =>
    button(tick(t.buttons[name], DAY_SETS[name].join('') === chosen), data('days', name));
  // Each day carries the days that there are with or without it; the last one stays.
  const days = ALL_DAYS.map((day) => {
    const others = current.days.filter((one) => one !== day);
    const wanted = current.days.includes(day) ? others : [...others, day].sort();
    const label = tick(weekday(ctx.language, aDay(day), 'UTC'), current.days.includes(day));
    return button(label, data('days', `d${(wanted.length === 0 ? current.days : wanted).join('')}`));
  });
  const schedule = await scheduleText(ctx, deps, current, zone);
  const hasSeveral = own === null && (settings?.digests.length ?? 0) > 1;
  return {
    text: t.timeAsk(own === null ? schedule : t.scheduleOf(titleOf(ctx, deps, own), schedule)),
    keyboard: [
      ...rowsOf(hours, HOURS_PER_ROW).map((row) => row.flat()),
      [...set('daily'), ...set('weekdays')],
      set('weekly'),
      ...rowsOf(days, DAYS_PER_ROW).map((row) => row.flat()),
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
  // Sent into the private chat, a location is that chat's.
  const isPrivate = ctx.chat?.type === 'private' && ctx.target === null;
  const buttons = ZONES.map((one) => {
    const name = ctx.t.formats.zoneName(one, now);
    return button(one === zone ? ctx.t.buttons.chosen(name) : name, packCallback('zone', one));
  });
  return {
    text: [
      ctx.t.zoneAsk(zoneText(ctx, zone, now), wallTime(now, zone).time),
      ...(isPrivate ? [ctx.t.settings.zoneByPlace] : []),
    ].join('\n'),
    keyboard: [
      ...rowsOf(buttons, ZONES_PER_ROW).map((row) => row.flat()),
      button(ctx.t.buttons.back, fixedCallback('menu', 'main')),
    ],
  };
}
