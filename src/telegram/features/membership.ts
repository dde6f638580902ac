import { Composer } from 'grammy';
import type { ChatMember } from 'grammy/types';
import { migrateChat, pauseChat, readChat, resume } from '../../app/chats.ts';
import { once } from '../../app/once.ts';
import { say } from '../answer.ts';
import { adopt, change, chatDeps, chatIdOf, open } from '../change.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { welcomeScreen } from '../screens.ts';
import { OUTSIDE, setUpPayload, startLink } from '../target.ts';
import { madeAdministrator, mayPostNoMore } from './channels.ts';

/** Blocks, unblocks, groups that take the bot in or throw it out, and groups that get another id. */
export function membershipFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('my_chat_member', async (ctx) => {
    const { old_chat_member: before, new_chat_member: after, chat } = ctx.myChatMember;
    const isOut = OUTSIDE.has(after.status);
    if (isOut) {
      await once(deps.db, ctx.update.update_id, async (db) => {
        await pauseChat(
          { db, clock: deps.clock },
          chat.id,
          chat.type === 'private' ? 'blocked' : after.status,
        );
      });
    } else if (chat.type === 'channel') {
      const isNew = after.status === 'administrator' && before.status !== 'administrator';
      if (isNew) await madeAdministrator(ctx, deps, chat.title);
      else if (mayPost(before) && !mayPost(after)) await mayPostNoMore(ctx, deps, chat.title);
    } else if (OUTSIDE.has(before.status)) {
      await (chat.type === 'private' ? unblocked : joined)(ctx, deps);
    }
  });

  composer.on(':migrate_to_chat_id', (ctx) => move(ctx, deps, ctx.chat.id, ctx.msg.migrate_to_chat_id));
  composer.on(':migrate_from_chat_id', (ctx) => move(ctx, deps, ctx.msg.migrate_from_chat_id, ctx.chat.id));

  return composer;
}

/** Whether such a member may post in a channel. */
const mayPost = (member: ChatMember) =>
  member.status === 'administrator' && member.can_post_messages !== false;

/** An unblock brings back what the block has paused; who had stopped by himself stays stopped. */
async function unblocked(ctx: BotContext, deps: BotDeps): Promise<void> {
  await once(deps.db, ctx.update.update_id, async (db) => {
    const known = await readChat(db, chatIdOf(ctx));
    if (known?.status === 'paused') await resume(chatDeps(deps, db), known.chatId);
  });
}

async function joined(ctx: BotContext, deps: BotDeps): Promise<void> {
  // Who comes back goes on in the forum topic where it was.
  const opened = await change(ctx, deps, (tx) => open(ctx, tx, ctx.settings?.threadId ?? null));
  if (opened === null) return;
  adopt(ctx, opened.chat);
  const { text, keyboard } = welcomeScreen(ctx);
  const { setUpPrivately } = ctx.t.groups.buttons;
  const url = startLink(ctx, setUpPayload(opened.chat.chatId));
  await say(ctx, text, [...keyboard, [{ text: setUpPrivately, url }]]);
}

async function move(ctx: BotContext, deps: BotDeps, from: number, to: number): Promise<void> {
  await once(deps.db, ctx.update.update_id, (db) => migrateChat({ db, clock: deps.clock }, from, to));
}
