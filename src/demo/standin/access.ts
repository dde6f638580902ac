import type { Core } from './core.ts';
import { type Parameters, textOf } from './parameters.ts';
import { badRequest, forbidden } from './refusal.ts';
import type { Chat, GroupChat, World } from './world.ts';

/** The chat that `chat_id` names: a number or @username. @throws {Refusal} when there is none */
export function findChat(world: World, parameters: Parameters, name = 'chat_id'): Chat {
  const given = textOf(parameters, name).trim();
  if (given === '') throw badRequest('chat_id is empty');
  if (given.startsWith('@')) {
    const username = given.slice(1).toLowerCase();
    for (const chat of world.chats.values()) {
      if (chat.kind !== 'private' && chat.username?.toLowerCase() === username) return chat;
    }
    throw badRequest('chat not found');
  }
  const chat = /^-?\d+$/.test(given) ? world.chats.get(Number(given)) : undefined;
  if (!chat) throw badRequest('chat not found');
  return chat;
}

/** The id in `chat_id`, or null: for the log, the faults and the meter, before anything is checked. */
export function namedChatId(world: World, parameters: Parameters): number | null {
  try {
    return findChat(world, parameters).id;
  } catch {
    const given = textOf(parameters, 'chat_id').trim();
    return /^-?\d+$/.test(given) ? Number(given) : null;
  }
}

function checkGroup(chat: GroupChat): void {
  if (chat.migratedTo !== null) {
    throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.migratedTo });
  }
  if (chat.deleted) throw forbidden('the group chat was deleted');
  const place = chat.kind === 'group' ? 'group' : chat.kind;
  if (chat.botStatus === 'kicked') throw forbidden(`bot was kicked from the ${place} chat`);
  if (chat.botStatus === 'left') throw forbidden(`bot is not a member of the ${place} chat`);
}

/** Checks that the bot can see `chat`. @throws {Refusal} in the words for the reason */
export function checkAccess(core: Core, chat: Chat): void {
  if (chat.kind !== 'private') {
    checkGroup(chat);
    return;
  }
  if (core.world.users.get(chat.id)?.deleted) throw forbidden('user is deactivated');
  if (chat.blocked) throw forbidden('bot was blocked by the user');
  if (!chat.started) throw forbidden("bot can't initiate conversation with a user");
}

const isAdministrator = (chat: GroupChat) =>
  chat.botStatus === 'administrator' || chat.botStatus === 'creator';

/** Checks that the bot may also write to `chat`. @throws {Refusal} when its rights are too few */
export function checkWrite(core: Core, chat: Chat): void {
  checkAccess(core, chat);
  if (chat.kind === 'private' || isAdministrator(chat)) return;
  if (chat.kind === 'channel') throw badRequest('need administrator rights in the channel chat');
  if (!chat.membersMayWrite || chat.botStatus === 'restricted') {
    throw badRequest('not enough rights to send text messages to the chat');
  }
}

/** Whether the bot may pin, and delete what others wrote. */
export function hasRights(chat: Chat): boolean {
  return chat.kind === 'private' || isAdministrator(chat);
}
