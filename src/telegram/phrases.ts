import type { ChatSettings } from '../app/chats.ts';
import type { Digest } from '../domain/knowledge.ts';
import { isWithin, NIGHT } from '../domain/quiet.ts';
import { minutesToTime, timeToMinutes } from '../domain/schedule.ts';
import { utcOffset } from '../locales/formats.ts';
import type { BotContext, BotDeps } from './context.ts';

/** "⚛️ Уран и атомная отрасль", the id when the digest is not among the editors' any more. */
export function titleOf(ctx: BotContext, deps: BotDeps, id: string): string {
  const digest = deps.knowledge().digests.find((one) => one.id === id);
  return digest === undefined ? id : label(ctx, digest);
}

/** A digest as buttons and lines name it. */
export const label = (ctx: BotContext, { emoji, title }: Digest): string => `${emoji} ${title[ctx.language]}`;

/** "⚛️ Уран и атомная отрасль, 🚆 Транспорт и логистика", in the catalogue's order, unknown ids last. */
export function titlesOf(ctx: BotContext, deps: BotDeps, ids: readonly string[]): string {
  const order = new Map(deps.knowledge().digests.map(({ id }, index) => [id, index]));
  const place = (id: string) => order.get(id) ?? order.size;
  return ids
    .toSorted((a, b) => place(a) - place(b))
    .map((id) => titleOf(ctx, deps, id))
    .join(', ');
}

/** When the chat's next digest comes, in its own words; null when none does. */
export async function nextWhen(
  ctx: BotContext,
  { clock }: BotDeps,
  { nextDueAt, zone }: ChatSettings,
): Promise<string | null> {
  return nextDueAt === null ? null : ctx.t.formats.when(nextDueAt, zone, await clock.now());
}

/** "08:30 (Астана)": an hour of the chat's clock. */
export function hour(ctx: BotContext, at: string, zone: string, now: Date): string {
  return `${at} (${ctx.t.formats.zoneName(zone, now)})`;
}

/** The days and hour at which the chat's digests come unless a digest has its own. */
export function usualSchedule(
  deps: BotDeps,
  settings: ChatSettings | null,
  digest = 'all',
): { days: readonly number[]; at: string } {
  if (settings !== null && settings.days !== null && settings.at !== null) {
    return { days: settings.days, at: settings.at };
  }
  const subscribed = settings?.schedules.find(({ ownTime }) => !ownTime);
  if (subscribed !== undefined && digest === 'all') return subscribed;
  const digests = deps.knowledge().digests;
  const known = digests.find(({ id }) => id === digest) ?? digests[0];
  return known?.schedule ?? { days: [1, 2, 3, 4, 5], at: '08:30' };
}

/** "по будням, 08:30 (Астана)". */
export async function scheduleText(
  ctx: BotContext,
  { clock }: BotDeps,
  { days, at }: { readonly days: readonly number[]; readonly at: string },
  zone: string,
): Promise<string> {
  return ctx.t.formats.schedule(days, hour(ctx, at, zone, await clock.now()));
}

/** "Астана, UTC+5"; the offset once when the zone has no city of ours. */
export function zoneText(ctx: BotContext, zone: string, now: Date, city?: string): string {
  const name = city ?? ctx.t.formats.zoneName(zone, now);
  const offset = utcOffset(zone, now);
  return name === offset ? name : `${name}, ${offset}`;
}

/** "22:00–07:00": the silent hours, those of a new chat when it is not known; null = never silent. */
export function quietSpan(settings: ChatSettings | null): string | null {
  if (settings === null) return `${minutesToTime(NIGHT.quietFrom)}–${minutesToTime(NIGHT.quietTo)}`;
  const { quietFrom, quietTo } = settings;
  return quietFrom === null || quietTo === null ? null : `${quietFrom}–${quietTo}`;
}

/** "Дайджест приходит в тихие часы, …" when digests of the chat come without sound; null when all of them ring. */
export function silentNote(ctx: BotContext, settings: ChatSettings): string | null {
  const [from, to] = [settings.quietFrom, settings.quietTo].map((at) => timeToMinutes(at ?? ''));
  if (from == null || to == null) return null;
  const hours = [...new Set(settings.schedules.map(({ at }) => at))].sort();
  const silent = hours.filter((at) => isWithin(timeToMinutes(at) ?? 0, from, to));
  return silent.length === 0 ? null : ctx.t.settings.silentDigest(silent.join(', '));
}
