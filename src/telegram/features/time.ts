import { Composer } from 'grammy';
import { type ChatSettings, setZone } from '../../app/chats.ts';
import { setDigestTime, setTime } from '../../app/time.ts';
import { wallTime } from '../../locales/formats.ts';
import { say, show, toast } from '../answer.ts';
import { adopt, change, leaveAsItIs, mayChange } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { nextWhen, scheduleText, silentNote, usualSchedule, zoneText } from '../phrases.ts';
import type { Screen } from '../screens.ts';
import { timeScreen, zoneScreen } from '../screens-time.ts';
import { tame } from '../text.ts';
import { onVerb } from '../verbs.ts';
import { parseDaysKey, parseTime } from '../words.ts';
import { type AskedZone, resolveZone, zoneAt } from '../zone.ts';

/** /time and /timezone, typed, by buttons and by a shared location. */
export function timeFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command('time', async (ctx) => {
    if (ctx.match === '') return sayScreen(ctx, await timeScreen(ctx, deps));
    const wanted = parseTime(ctx.match);
    if (wanted === null) return say(ctx, ctx.t.badTime(tame(ctx.match)));
    if (!(await mayChange(ctx))) return;
    const settings = await change(ctx, deps, (tx, chatId) => setTime(tx, chatId, wanted));
    if (settings === null) return;
    adopt(ctx, settings);
    const schedule = await scheduleText(ctx, deps, usualSchedule(deps, settings), settings.zone);
    await say(ctx, `${ctx.t.timeSet(schedule)}\n${await nextLines(ctx, deps, settings)}`);
  });

  composer.command('timezone', async (ctx) => {
    if (ctx.match === '') return sayScreen(ctx, await zoneScreen(ctx, deps));
    const wanted = resolveZone(ctx.match);
    if (wanted === null) return say(ctx, ctx.t.badZone(tame(ctx.match)));
    const lines = await moveTo(ctx, deps, wanted);
    if (lines.length > 0) await say(ctx, lines.join('\n'));
  });

  // In a group a location is talk among its members. Of the coordinates nothing is kept but their zone.
  composer.chatType('private').on('message:location', async (ctx) => {
    const { latitude, longitude } = ctx.message.location;
    const zone = zoneAt(latitude, longitude);
    if (zone === null) return say(ctx, ctx.t.settings.placeUnknown);
    const lines = await moveTo(ctx, deps, { zone, city: null });
    if (lines.length > 0) await say(ctx, [...lines, ctx.t.settings.zoneOfPlace].join('\n'));
  });

  onVerb(composer, 'at', async (ctx, [time = '']) => {
    const wanted = parseTime(time);
    if (wanted !== null) await tap(ctx, deps, (tx, chatId) => setTime(tx, chatId, wanted));
  });

  onVerb(composer, 'days', async (ctx, [set = '']) => {
    const days = parseDaysKey(set);
    if (days === null) return;
    await tap(ctx, deps, (tx, chatId) => {
      return setTime(tx, chatId, { at: usualSchedule(deps, ctx.settings).at, days });
    });
  });

  onVerb(composer, 'own', async (ctx, [digest = '', what = '']) => {
    const schedule = ctx.settings?.schedules.find((one) => one.digest === digest);
    if (schedule === undefined) {
      if (await leaveAsItIs(ctx, deps)) toast(ctx, ctx.t.stale);
      return;
    }
    const days = parseDaysKey(what);
    const time = days === null ? parseTime(what) : { at: schedule.at, days };
    const wanted = what === 'usual' ? null : time;
    if (wanted === null && what !== 'usual') return;
    await tap(ctx, deps, (tx, chatId) => setDigestTime(tx, chatId, digest, wanted), digest);
  });

  onVerb(composer, 'zone', async (ctx, [zone = '']) => {
    const wanted = resolveZone(zone);
    if (wanted === null || !(await mayChange(ctx))) return;
    const settings = await change(ctx, deps, (tx, chatId) => setZone(tx, chatId, wanted.zone));
    if (settings === null) return;
    adopt(ctx, settings);
    const when = await nextWhen(ctx, deps, settings);
    if (when !== null) toast(ctx, ctx.t.nextDigest(when));
    const screen = await zoneScreen(ctx, deps);
    await show(ctx, screen.text, screen.keyboard);
  });

  return composer;
}

/** Sets the zone. What to say of it: nothing when that is not allowed, or was done before. */
async function moveTo(ctx: BotContext, deps: BotDeps, wanted: AskedZone): Promise<string[]> {
  if (!(await mayChange(ctx))) return [];
  const settings = await change(ctx, deps, (tx, chatId) => setZone(tx, chatId, wanted.zone));
  if (settings === null) return [];
  adopt(ctx, settings);
  const now = await deps.clock.now();
  const zone = zoneText(ctx, settings.zone, now, wanted.city?.[ctx.language]);
  const lines = [ctx.t.zoneSet(zone, wallTime(now, settings.zone).time)];
  const when = await nextWhen(ctx, deps, settings);
  return when === null ? lines : [...lines, ctx.t.nextDigest(when)];
}

const sayScreen = (ctx: BotContext, { text, keyboard }: Screen) => say(ctx, text, keyboard);

/** A button of the time screen: changes, names the next delivery, and shows the screen as it is now. */
async function tap(
  ctx: BotContext,
  deps: BotDeps,
  work: Parameters<typeof change<ChatSettings>>[2],
  own: string | null = null,
): Promise<void> {
  if (!(await mayChange(ctx))) return;
  const settings = await change(ctx, deps, work);
  if (settings === null) return;
  adopt(ctx, settings);
  toast(ctx, await nextLines(ctx, deps, settings));
  const { text, keyboard } = await timeScreen(ctx, deps, own);
  await show(ctx, text, keyboard);
}

/** The next delivery, and that it comes in the silent hours. */
async function nextLines(ctx: BotContext, deps: BotDeps, settings: ChatSettings): Promise<string> {
  const note = silentNote(ctx, settings);
  return [await nextLine(ctx, deps, settings), ...(note === null ? [] : [note])].join('\n');
}

/** "Следующий: завтра …", or why there is none. */
async function nextLine(ctx: BotContext, deps: BotDeps, settings: ChatSettings): Promise<string> {
  const when = await nextWhen(ctx, deps, settings);
  if (when !== null) return ctx.t.next(when);
  return settings.status === 'active' ? ctx.t.notSubscribed : ctx.t.stopped;
}
