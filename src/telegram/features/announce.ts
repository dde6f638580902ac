import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Composer } from 'grammy';
import {
  type AnnouncementView,
  confirmAnnouncement,
  draftAnnouncement,
  dropAnnouncement,
  readAnnouncement,
  refuseAnnouncement,
  settleDropped,
} from '../../app/announce.ts';
import { once } from '../../app/once.ts';
import { parseAnnouncement } from '../announcementText.ts';
import { button, type Keyboard, say, sendParts, show, toast } from '../answer.ts';
import { fixedCallback } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { onDesk } from '../verbs.ts';

const EXAMPLE = [
  '/announce Завтра с 9 до 10 часов бот не отвечает.',
  '---',
  'Ертең сағат 9 бен 10 аралығында бот жауап бермейді.',
].join('\n');

/** /announce: a draft in both languages, shown as it will look; its buttons send it, stop it, tell how it goes. */
export function announceDesk(desk: Composer<BotContext>, deps: BotDeps): void {
  desk.command('announce', async (ctx) => {
    const parsed = parseAnnouncement(ctx.msg.text, ctx.msg.entities ?? []);
    if (parsed.kind !== 'parts') {
      const isNew = await once(deps.db, ctx.update.update_id, async (tx) => {
        if (parsed.kind === 'mistake') await refuseAnnouncement(tx, ctx.from?.id ?? 0);
        return true;
      });
      if (isNew) await say(ctx, howTo(ctx, parsed.kind === 'mistake' ? parsed.mistake : null));
      return;
    }
    const id = await once(deps.db, ctx.update.update_id, (tx) =>
      draftAnnouncement(tx, ctx.from?.id ?? 0, parsed.parts),
    );
    const view = id === null ? null : await readAnnouncement(deps.db, id);
    if (view === null) return;
    await sendParts(ctx, [parsed.parts.ru, parsed.parts.kk]);
    const { text, keyboard } = draftScreen(ctx, deps, view, parsed.looksKazakh);
    await say(ctx, text, keyboard);
  });

  onDesk(desk, 'send', async (ctx, [arg]) => {
    const id = parseId(arg);
    const done = await once(deps.db, ctx.update.update_id, (db) =>
      confirmAnnouncement({ db, clock: deps.clock }, ctx.from?.id ?? 0, id),
    );
    if (done === false) toast(ctx, ctx.t.admin.draftStale, true);
    else if (done) deps.admin.onAnnounced();
    await showProgress(ctx, deps, id);
  });

  onDesk(desk, 'drop', async (ctx, [arg]) => {
    const id = parseId(arg);
    const done = await once(deps.db, ctx.update.update_id, (tx) =>
      dropAnnouncement(tx, ctx.from?.id ?? 0, id),
    );
    if (done === false) toast(ctx, ctx.t.admin.draftStale, true);
    else if (done) {
      await settleDropped(deps.db, id);
      toast(ctx, ctx.t.admin.dropped);
    }
    await showProgress(ctx, deps, id);
  });

  onDesk(desk, 'how', (ctx, [arg]) => showProgress(ctx, deps, parseId(arg)));
}

/** 0, which no announcement has, for what is no id. */
const parseId = (arg: string | undefined): number => (/^[1-9]\d{0,14}$/.test(arg ?? '') ? Number(arg) : 0);

function howTo(
  { t }: BotContext,
  mistake: keyof BotContext['t']['admin']['announceMistakes'] | null,
): FormattedString {
  const { admin } = t;
  const how = fmt`${admin.announceHow}\n\n${FormattedString.pre(EXAMPLE, '')}`;
  return mistake === null ? how : fmt`${admin.announceMistakes[mistake]}\n\n${how}`;
}

function draftScreen(
  { t }: BotContext,
  { admin: { sendRate } }: BotDeps,
  { id, recipients: { ru, kk }, due }: AnnouncementView,
  looksKazakh: boolean,
): { text: string; keyboard: Keyboard } {
  const { admin } = t;
  const n = ru + kk;
  const lines = [
    admin.draft(id),
    ...(n === 0
      ? [admin.noRecipients]
      : [admin.recipients(n, ru, kk), admin.takes(admin.duration((n + due) / sendRate), sendRate)]),
    ...(looksKazakh ? [] : [admin.noKazakhLetters]),
  ];
  const cancel = button(admin.buttons.cancel, fixedCallback('adm', 'drop', id));
  const send = button(admin.buttons.send(n), fixedCallback('adm', 'send', id));
  return { text: lines.join('\n'), keyboard: n === 0 ? [cancel] : [[...send, ...cancel]] };
}

async function showProgress(ctx: BotContext, deps: BotDeps, id: number): Promise<void> {
  const { admin } = ctx.t;
  const view = await readAnnouncement(deps.db, id);
  if (view === null) return toast(ctx, admin.announcementGone, true);
  const { state, ended, left } = view;
  const counts = (['sent', 'dead', 'unknown', 'expired', 'cancelled'] as const)
    .filter((key) => key === 'sent' || (ended[key] ?? 0) > 0)
    .map((key) => [admin.states[key], ended[key] ?? 0] as const);
  const wasSent = state !== 'draft' && (state !== 'dropped' || Object.keys(ended).length > 0);
  const lines = [
    admin.progress(id, admin.announceStates[state]),
    ...(wasSent ? [admin.pairs([...counts, ...(left > 0 ? [[admin.left, left] as const] : [])])] : []),
    ...(left > 0
      ? [admin.remaining(admin.duration((left + Math.max(0, view.due - left)) / deps.admin.sendRate))]
      : []),
  ];
  const how = button(admin.buttons.progress, fixedCallback('adm', 'how', id));
  const stop = button(admin.buttons.stop, fixedCallback('adm', 'drop', id));
  await show(ctx, lines.join('\n'), state === 'queuing' || state === 'queued' ? [how, stop] : []);
}
