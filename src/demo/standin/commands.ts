import { objectOf, type Parameters } from './parameters.ts';
import { badRequest } from './refusal.ts';
import type { BotCommand, Chat, User, World } from './world.ts';

/** Where a list of commands is shown. */
export interface CommandScope {
  readonly type: string;
  readonly chatId: number | null;
  readonly userId: number | null;
}

/** Scopes, and which ids each needs. */
const SCOPES: Readonly<Record<string, { readonly chat: boolean; readonly user: boolean }>> = {
  default: { chat: false, user: false },
  all_private_chats: { chat: false, user: false },
  all_group_chats: { chat: false, user: false },
  all_chat_administrators: { chat: false, user: false },
  chat: { chat: true, user: false },
  chat_administrators: { chat: true, user: false },
  chat_member: { chat: true, user: true },
};

/** Reads `scope`; missing means `default`. @throws {Refusal} for a type that does not exist */
export function parseScope(parameters: Parameters): CommandScope {
  const given = objectOf(parameters, 'scope', 'BotCommandScope');
  if (given === null) return { type: 'default', chatId: null, userId: null };
  const type = String(given.type ?? '');
  const needs = SCOPES[type];
  if (!needs) throw badRequest("can't parse BotCommandScope: Unsupported type specified");
  if (needs.chat && given.chat_id === undefined) throw badRequest('chat_id is empty');
  if (needs.user && given.user_id === undefined) throw badRequest('invalid user_id specified');
  return {
    type,
    chatId: needs.chat ? Number(given.chat_id) : null,
    userId: needs.user ? Number(given.user_id) : null,
  };
}

/** The key under which a list is kept. */
export function commandKey({ type, chatId, userId }: CommandScope, language: string): string {
  return [type, chatId ?? '', userId ?? '', language].join(' ');
}

/** The commands that `user` sees in `chat`: the narrowest scope wins, and in it his language. */
export function visibleCommands(world: World, user: User, chat: Chat): readonly BotCommand[] {
  const status = chat.kind === 'private' ? 'member' : chat.members.get(user.id);
  const isAdministrator = status === 'creator' || status === 'administrator';
  const scope = (type: string, chatId: number | null = null, userId: number | null = null) => ({
    type,
    chatId,
    userId,
  });
  const narrowestFirst =
    chat.kind === 'private'
      ? [scope('chat', chat.id), scope('all_private_chats'), scope('default')]
      : [
          scope('chat_member', chat.id, user.id),
          ...(isAdministrator ? [scope('chat_administrators', chat.id)] : []),
          scope('chat', chat.id),
          ...(isAdministrator ? [scope('all_chat_administrators')] : []),
          scope('all_group_chats'),
          scope('default'),
        ];
  for (const one of narrowestFirst) {
    for (const language of [user.languageCode, '']) {
      const commands = world.bot.commands.get(commandKey(one, language));
      if (commands) return commands;
    }
  }
  return [];
}
