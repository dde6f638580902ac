import { FormattedString } from '@grammyjs/parse-mode';
import type { KeptAct, Overview, SourceHealth } from '../app/overview.ts';
import { button, type Keyboard } from './answer.ts';
import { fixedCallback } from './callbacks.ts';
import type { BotContext, BotDeps } from './context.ts';
import { MAX_TEXT } from './limits.ts';
import { clean } from './text.ts';

/** The admins' screens: texts with their buttons. */
export interface DeskScreen {
  readonly text: FormattedString;
  readonly keyboard: Keyboard;
}

/** Troubles that /admin names; of more it says how many there are. */
const MOST_TROUBLES = 12;
const SOURCES_PER_PAGE = 12;
const MAX_NAME = 64;
/** Longest part of an address that the journal shows. */
const MAX_SUBJECT = 120;
/** A pause of the sender that is over before it is read is not told of. */
const LEAST_LATE_SECONDS = 60;

const STATES = ['sent', 'dead', 'unknown', 'expired', 'cancelled'] as const;
const KINDS = ['digest', 'story', 'announcement', 'notice'] as const;

/** How the installation stands, in one message. */
export function overviewScreen(ctx: BotContext, deps: BotDeps, seen: Overview, now: Date): DeskScreen {
  const { admin } = ctx.t;
  const when = wording(ctx, deps, now);
  const uptime = admin.duration(Math.max(0, (Date.now() - deps.admin.startedAt.getTime()) / 1000));
  const text = join(
    FormattedString.bold(admin.title(when(seen.at))),
    section(admin.chats, chatLines(ctx, seen)),
    section(admin.deliveries, deliveryLines(ctx, deps, seen)),
    section(admin.sources, sourceLines(ctx, seen, when)),
    section(admin.work, [
      admin.pairs([
        [admin.entriesWaiting, seen.entriesWaiting],
        [admin.untold, seen.untold],
        [admin.retellings, seen.retellings],
        [admin.quarantined, seen.quarantined],
      ]),
    ]),
    new FormattedString(admin.program(deps.admin.version, uptime)),
  );
  return {
    text,
    keyboard: [
      button(admin.buttons.refresh, fixedCallback('adm', 'ov')),
      [
        ...button(admin.buttons.sources, fixedCallback('adm', 'src', 0)),
        ...button(admin.buttons.journal, fixedCallback('adm', 'log')),
      ],
    ],
  };
}

function chatLines(ctx: BotContext, { chats }: Overview): string[] {
  const { admin } = ctx.t;
  return [
    admin.pairs([
      [admin.active, chats.active],
      [admin.subscribed, chats.subscribed],
      [admin.stopped, chats.stopped],
      [admin.paused, chats.paused],
    ]),
    admin.pairs([
      [admin.russian, chats.byLanguage.ru],
      [admin.kazakh, chats.byLanguage.kk],
    ]),
    admin.pairs([
      [admin.types.private, chats.byType.private],
      [admin.types.group, chats.byType.group],
      [admin.types.channel, chats.byType.channel],
    ]),
    admin.pairs([[admin.fresh, chats.fresh]]),
  ];
}

function deliveryLines(ctx: BotContext, deps: BotDeps, seen: Overview): string[] {
  const { admin } = ctx.t;
  const count = (wanted: { kind?: string; state?: string }) =>
    seen.ended
      .filter(({ kind, state }) => (wanted.kind ?? kind) === kind && (wanted.state ?? state) === state)
      .reduce((sum, { n }) => sum + n, 0);
  const kinds = KINDS.map((kind) => [admin.kinds[kind], count({ kind, state: 'sent' })] as const);
  const late =
    seen.oldestSeconds >= LEAST_LATE_SECONDS ? [admin.oldest(admin.duration(seen.oldestSeconds))] : [];
  return [
    seen.ended.length === 0
      ? admin.nothingEnded
      : admin.pairs(STATES.map((state) => [admin.states[state], count({ state })])),
    // What is of one kind only needs no second line.
    ...(kinds.filter(([, n]) => n > 0).length > 1 ? [admin.pairs(kinds.filter(([, n]) => n > 0))] : []),
    [admin.waiting(seen.waiting), ...late, admin.rate(deps.admin.sendRate)].join(' · '),
    ...(seen.pauseSeconds > 0 ? [admin.pause(seen.pauseSeconds)] : []),
  ];
}

function sourceLines(ctx: BotContext, seen: Overview, when: (at: Date) => string): string[] {
  const { admin, notices } = ctx.t;
  const troubled = seen.sources.filter(({ trouble }) => trouble !== null);
  const named = troubled.slice(0, MOST_TROUBLES).map((health) => `• ${troubleLine(ctx, health, when)}`);
  return [
    admin.sourcesOk(seen.sources.length - troubled.length, seen.sources.length),
    ...(seen.outageSince === null ? [] : [admin.outage(when(seen.outageSince))]),
    ...named,
    ...(troubled.length > MOST_TROUBLES ? [`• ${notices.andMore(troubled.length - MOST_TROUBLES)}`] : []),
    admin.lastRead(seen.lastReadAt === null ? null : when(seen.lastReadAt)),
  ];
}

function troubleLine(ctx: BotContext, { source, trouble }: SourceHealth, when: (at: Date) => string): string {
  const { admin } = ctx.t;
  const name = clean(source.name[ctx.language], MAX_NAME);
  if (trouble === null) return name;
  const what = has(admin.troubles, trouble.what) ? admin.troubles[trouble.what] : trouble.what;
  return `${name}: ${what} · ${admin.since(when(trouble.since))}`;
}

/** Every source that is read, by pages. @param page from 0; one that is not there is the last one */
export function sourcesScreen(
  ctx: BotContext,
  deps: BotDeps,
  seen: Overview,
  now: Date,
  page: number,
): DeskScreen {
  const { admin } = ctx.t;
  const when = wording(ctx, deps, now);
  const pages = Math.max(1, Math.ceil(seen.sources.length / SOURCES_PER_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = seen.sources.slice(at * SOURCES_PER_PAGE, (at + 1) * SOURCES_PER_PAGE);
  const lines = shown.map((health) => {
    const { state, trouble } = health;
    const mark = trouble !== null ? '⚠' : state?.failures ? '…' : '✓';
    const read =
      state?.lastSuccessAt == null ? admin.sourceNever : admin.sourceRead(when(state.lastSuccessAt));
    const failures = state?.failures ? [admin.sourceFailures(state.failures)] : [];
    return [`${mark} ${troubleLine(ctx, health, when)}`, read, ...failures].join(' · ');
  });
  const head = pages > 1 ? `${admin.sources} · ${admin.page(at + 1, pages)}` : admin.sources;
  const turn = (label: string, to: number) =>
    to >= 0 && to < pages ? button(label, fixedCallback('adm', 'src', to)) : [];
  const turns = [...turn(admin.buttons.earlier, at - 1), ...turn(admin.buttons.later, at + 1)];
  return {
    text: join(FormattedString.bold(head), new FormattedString(lines.join('\n'))),
    keyboard: [...(turns.length > 0 ? [turns] : []), back(ctx)],
  };
}

/** What admins did last. */
export function journalScreen(
  ctx: BotContext,
  deps: BotDeps,
  acts: readonly KeptAct[],
  now: Date,
): DeskScreen {
  const { admin } = ctx.t;
  const when = wording(ctx, deps, now);
  const lines = acts.map(({ at, adminId, action, subject, outcome }) => {
    const what = has(admin.actions, action) ? admin.actions[action] : action;
    const came = has(admin.outcomes, outcome) ? admin.outcomes[outcome] : outcome;
    const object = subject === '' ? [] : [clean(subject, MAX_SUBJECT)];
    return [when(at), String(adminId), what, ...object, came].join(' · ');
  });
  return {
    text: join(
      FormattedString.bold(admin.journal),
      new FormattedString(lines.length === 0 ? admin.journalEmpty : lines.join('\n').slice(0, MAX_TEXT / 2)),
    ),
    keyboard: [back(ctx)],
  };
}

const back = (ctx: BotContext) => button(ctx.t.admin.buttons.back, fixedCallback('adm', 'ov'));

/** Instants in the admin's zone. */
const wording =
  (ctx: BotContext, { defaultZone }: BotDeps, now: Date) =>
  (at: Date) =>
    ctx.t.formats.dateTime(at, ctx.settings?.zone ?? defaultZone, now);

const section = (title: string, lines: readonly string[]): FormattedString =>
  FormattedString.join([FormattedString.bold(title), ...lines], '\n');

const join = (...blocks: readonly FormattedString[]): FormattedString =>
  FormattedString.join([...blocks], '\n\n');

const has = <T extends object>(words: T, key: string): key is string & keyof T => Object.hasOwn(words, key);
