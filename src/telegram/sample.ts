import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { GrammyError } from 'grammy';
import type { ChatSettings } from '../app/chats.ts';
import { takeSample, wantsSample } from '../app/sample.ts';
import type { MessageEntity, Part } from '../domain/edition.ts';
import { say, sendParts } from './answer.ts';
import type { BotContext, BotDeps } from './context.ts';
import { loggable } from './errors.ts';
import { MAX_ENTITIES, MAX_TEXT } from './limits.ts';
import { scheduleText, titleOf, titlesOf, usualSchedule } from './phrases.ts';

const WEEK_HOURS = 168;

/**
 * Shows a chat that has just subscribed what will come: the digest it would have got today, marked as a sample.
 * Once in a chat's life, and never after its first digest. It is no delivery and leaves nothing out of the first one.
 *
 * Never throws: the subscription before it is done and confirmed.
 */
export async function showSample(ctx: BotContext, deps: BotDeps): Promise<void> {
  const { settings } = ctx;
  if (settings === null || settings.status !== 'active' || settings.digests.length === 0) return;
  try {
    if (!(await wantsSample(deps.db, settings.chatId))) return;
    const { digests, language, variant } = settings;
    const parts = await deps.news.sample({ digests, language, variant });
    if (parts.length === 0) return await sayWhyNone(ctx, deps, settings);
    if (!(await takeSample(deps.db, settings.chatId))) return;
    const schedule = await scheduleText(ctx, deps, usualSchedule(deps, settings), settings.zone);
    const { sample, sampleOf } = ctx.t.onboarding;
    await sendParts(ctx, underLine(parts, fmt`${FormattedString.bold(sample)} · ${sampleOf(schedule)}`));
  } catch (error) {
    // Who has blocked the bot meanwhile wants no sample.
    if (error instanceof GrammyError && error.error_code === 403) return;
    deps.onProblem('sample', loggable(error));
  }
}

/** Without news of a week there is no sample; why, the reader is told. */
async function sayWhyNone(ctx: BotContext, deps: BotDeps, settings: ChatSettings): Promise<void> {
  const { digests, language, variant, zone } = settings;
  const edition = await deps.news.editionNow({ digests, language, variant, windowHours: WEEK_HOURS });
  if (edition.kind === 'edition') return sendParts(ctx, [edition.first]);
  const { why, lastReadAt } = edition;
  const checked =
    lastReadAt === null ? null : ctx.t.formats.relative(lastReadAt, zone, await deps.clock.now());
  if (why === 'reading') return say(ctx, ctx.t.stillReading);
  if (why === 'failing') return say(ctx, ctx.t.sourcesFailing(checked));
  if (checked === null) return;
  const [first = ''] = digests;
  const titles = digests.length === 1 ? titleOf(ctx, deps, first) : titlesOf(ctx, deps, digests);
  return say(ctx, ctx.t.quietWeek(titles, checked));
}

/** `parts` with `line` above the first one, or before it when it has no room. */
function underLine(parts: readonly Part[], line: FormattedString): Part[] {
  const [first, ...others] = parts;
  const head: Part = { text: line.text, entities: plain(line), keyboard: [] };
  if (first === undefined) return [];
  const shift = line.text.length + 2;
  const hasRoom =
    first.text.length + shift <= MAX_TEXT && first.entities.length + head.entities.length <= MAX_ENTITIES;
  if (!hasRoom) return [head, first, ...others];
  const entities = first.entities.map((entity) => ({ ...entity, offset: entity.offset + shift }));
  const text = `${line.text}\n\n${first.text}`;
  return [{ ...first, text, entities: [...head.entities, ...entities] }, ...others];
}

const plain = (text: FormattedString): MessageEntity[] => text.entities.map((entity) => ({ ...entity }));
