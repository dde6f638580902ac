import { Composer } from 'grammy';
import { readJournal } from '../../app/overview.ts';
import { say, show } from '../answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { journalScreen, overviewScreen, sourcesScreen } from '../desk.ts';
import { onDesk } from '../verbs.ts';
import { announceDesk } from './announce.ts';
import { removeDesk } from './remove.ts';

/** Whether the update is an admin's, in his private chat: to everybody else the desk is not there. */
const isAdmin =
  ({ admin }: BotDeps) =>
  (ctx: BotContext): boolean =>
    ctx.chat?.type === 'private' &&
    ctx.from !== undefined &&
    ctx.from.id === ctx.chat.id &&
    admin.ids.includes(ctx.from.id);

/** /admin with what its buttons show, and the other commands of admins. */
export function adminFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const desk = composer.filter(isAdmin(deps));

  desk.command('admin', async (ctx) => {
    const { text, keyboard } = overviewScreen(ctx, deps, await deps.admin.overview(), await deps.clock.now());
    await say(ctx, text, keyboard);
  });

  onDesk(desk, 'ov', async (ctx) => {
    const { text, keyboard } = overviewScreen(ctx, deps, await deps.admin.overview(), await deps.clock.now());
    await show(ctx, text, keyboard);
  });

  onDesk(desk, 'src', async (ctx, [page]) => {
    const wanted = /^\d{1,3}$/.test(page ?? '') ? Number(page) : 0;
    const { text, keyboard } = sourcesScreen(
      ctx,
      deps,
      await deps.admin.overview(),
      await deps.clock.now(),
      wanted,
    );
    await show(ctx, text, keyboard);
  });

  onDesk(desk, 'log', async (ctx) => {
    const { text, keyboard } = journalScreen(ctx, deps, await readJournal(deps.db), await deps.clock.now());
    await show(ctx, text, keyboard);
  });

  announceDesk(desk, deps);
  removeDesk(desk, deps);
  return composer;
}
