import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Composer } from 'grammy';
import { once } from '../../app/once.ts';
import {
  blockAddress,
  keepArticle,
  previewRemoval,
  type RemovalPreview,
  readAddress,
  refuseRemoval,
} from '../../app/remove.ts';
import { button, type Keyboard, say, show, toast } from '../answer.ts';
import { fixedCallback, parseStoryKey, storyKey } from '../callbacks.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { linked } from '../render-story.ts';
import { clean } from '../text.ts';
import { onDesk } from '../verbs.ts';

const EXAMPLE = '/remove https://www.zakon.kz/novosti/6512345.html';
const MAX_TITLE = 300;
const MAX_NAME = 64;
const MAX_ADDRESS = 300;

/** /remove: shows the article at an address; its buttons take it down, or block an address that holds none. */
export function removeDesk(desk: Composer<BotContext>, deps: BotDeps): void {
  desk.command('remove', async (ctx) => {
    const { admin } = ctx.t;
    const typed = ctx.match.trim();
    const url = readAddress(typed);
    const seen = await once(deps.db, ctx.update.update_id, async (tx) => {
      if (url !== null) return previewRemoval({ db: tx }, ctx.from?.id ?? 0, url, ctx.language);
      if (typed !== '') await refuseRemoval(tx, ctx.from?.id ?? 0);
      return 'bad' as const;
    });
    if (seen === null) return;
    if (seen === 'bad') {
      const how = fmt`${admin.removeHow}\n\n${FormattedString.code(EXAMPLE)}`;
      return say(ctx, typed === '' ? how : fmt`${admin.removeBad} ${how}`);
    }
    const { text, keyboard } = previewScreen(ctx, deps, seen, await deps.clock.now());
    return say(ctx, text, keyboard);
  });

  onDesk(desk, 'rm', async (ctx, [key]) => {
    const { admin } = ctx.t;
    const id = parseStoryKey(key) ?? 0;
    const done = await once(deps.db, ctx.update.update_id, async (tx) => ({
      removal: await deps.admin.remove(tx, ctx.from?.id ?? 0, id),
    }));
    if (done === null) return;
    const { removal } = done;
    if (removal === null) {
      toast(ctx, admin.removedBefore, true);
      return show(ctx, admin.removedBefore);
    }
    deps.admin.onRemoved(removal.storyIds);
    await show(
      ctx,
      [admin.removed, admin.removedStory[removal.story], admin.recomposed(removal.editions)].join('\n'),
    );
  });

  onDesk(desk, 'block', async (ctx, [key]) => {
    const { admin } = ctx.t;
    const done = await once(deps.db, ctx.update.update_id, async (tx) => ({
      key: await blockAddress(tx, ctx.from?.id ?? 0, parseStoryKey(key) ?? 0),
    }));
    if (done === null) return;
    if (done.key === null) return toast(ctx, ctx.t.stale, true);
    await show(ctx, `${admin.blocked}\n${clean(done.key, MAX_ADDRESS)}`);
  });

  onDesk(desk, 'keep', async (ctx, [key]) => {
    const done = await once(deps.db, ctx.update.update_id, async (tx) => {
      await keepArticle(tx, ctx.from?.id ?? 0, parseStoryKey(key) ?? 0);
      return true;
    });
    if (done) await show(ctx, ctx.t.admin.removeKept);
  });
}

function previewScreen(
  ctx: BotContext,
  deps: BotDeps,
  seen: RemovalPreview,
  now: Date,
): { text: FormattedString; keyboard: Keyboard } {
  const { admin, formats } = ctx.t;
  if (seen.kind !== 'found') {
    const address = clean(seen.key, MAX_ADDRESS);
    if (seen.kind === 'blocked') {
      return { text: lines(admin.alreadyBlocked, address), keyboard: [] };
    }
    const block = button(admin.buttons.block, fixedCallback('adm', 'block', storyKey(seen.actId)));
    const cancel = button(admin.buttons.cancel, fixedCallback('adm', 'keep', '0'));
    return {
      text: lines(admin.removeUnknown(address), admin.blockOffer),
      keyboard: [[...block, ...cancel]],
    };
  }
  const { articleId, url, title, sourceId, publishedAt, headline, others, reached } = seen;
  const source = deps.knowledge().sources.find(({ id }) => id === sourceId);
  const name = clean(source?.name[ctx.language] ?? sourceId, MAX_NAME);
  const when = formats.dateTime(publishedAt, ctx.settings?.zone ?? deps.defaultZone, now);
  const remove = button(admin.buttons.remove, fixedCallback('adm', 'rm', storyKey(articleId)));
  const cancel = button(admin.buttons.cancel, fixedCallback('adm', 'keep', storyKey(articleId)));
  return {
    text: lines(
      FormattedString.bold(admin.removeAsk),
      linked(clean(title, MAX_TITLE), url),
      `${name} · ${when}`,
      ...(headline === null ? [] : [admin.removeStory(clean(headline, MAX_TITLE))]),
      '',
      ...(headline === null ? [] : [admin.removeOthers(others)]),
      admin.removeEffects,
      admin.removeSent(reached),
      admin.removeReprints,
    ),
    keyboard: [[...remove, ...cancel]],
  };
}

const lines = (...all: readonly (string | FormattedString)[]): FormattedString =>
  FormattedString.join([...all], '\n');
