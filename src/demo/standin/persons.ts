import type { Core } from './core.ts';
import { formatted } from './formatted.ts';
import { chatJson, messageJson, queryMessageJson, userJson } from './json.ts';
import type { Button } from './keyboard.ts';
import { addMessage, addUpdate, announceBotStatus, receive } from './messages.ts';
import {
  type Chat,
  type Json,
  type Message,
  nextSerial,
  privateChat,
  type Query,
  type User,
} from './world.ts';

const MAX_QUERIES = 500;
const DAY_MS = 86_400_000;

/** What pressing a button does in a person's Telegram. */
export type Pressed =
  | { readonly kind: 'callback'; readonly queryId: string }
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'inline'; readonly query: string }
  | { readonly kind: 'nothing' };

/** Where a person writes; missing `chatId` means the private chat with the bot. */
export interface SayOptions {
  readonly chatId?: number;
  readonly threadId?: number;
  /** Id of the message that is answered. */
  readonly replyTo?: number;
  /** The group or channel whose post this is: it is forwarded, in that chat's own name. */
  readonly forwardedFrom?: number;
  /** Written in the name of the group itself, as its anonymous administrators do. */
  readonly anonymous?: boolean;
  /** Sent instead of a text, as the Bot API writes it: `{ location: { latitude, longitude } }`. */
  readonly other?: Json;
}

/** Finds a person who can still do something. @throws {Error} when there is none */
export function personOf(core: Core, userId: number): User {
  const user = core.world.users.get(userId);
  if (!user) throw new Error(`there is no user ${userId}`);
  if (user.deleted) throw new Error(`user ${userId} has deleted the account`);
  return user;
}

/** Finds a chat that `userId` is in. @throws {Error} when there is none */
export function chatOf(core: Core, userId: number, chatId: number): Chat {
  const chat = chatId === userId ? privateChat(core.world, userId) : core.world.chats.get(chatId);
  const isIn =
    chat &&
    (chat.kind === 'private'
      ? chat.id === userId
      : !['left', 'kicked'].includes(chat.members.get(userId) ?? 'left'));
  if (!chat || !isIn) throw new Error(`user ${userId} is not in chat ${chatId}`);
  if (chat.kind !== 'private' && (chat.deleted || chat.migratedTo !== null)) {
    throw new Error(`chat ${chatId} exists no more`);
  }
  return chat;
}

/** In groups a bot without rights sees only what is meant for it: commands, replies to it, its name. */
export function botSees(core: Core, chat: Chat, text: string, replyTo: Message | undefined): boolean {
  if (chat.kind === 'private') return true;
  if (['left', 'kicked'].includes(chat.botStatus)) return false;
  if (chat.kind === 'channel' || ['administrator', 'creator'].includes(chat.botStatus)) return true;
  const name = `@${core.world.bot.username}`.toLowerCase();
  if (text.toLowerCase().includes(name)) return true;
  if (replyTo?.fromId === core.world.bot.id) return true;
  return /^\/[a-z0-9_]+(?![a-z0-9_]*@)/i.test(text);
}

/** Where a forwarded post of a group or channel comes from. */
function originJson(core: Core, chatId: number): Json {
  const chat = core.world.chats.get(chatId);
  if (!chat || chat.kind === 'private') throw new Error(`there is no channel ${chatId}`);
  const origin = chatJson(core.world, chat);
  const date = core.clock.unix();
  return chat.kind === 'channel'
    ? { type: 'channel', chat: origin, message_id: 1, date }
    : { type: 'chat', sender_chat: origin, date };
}

/** A person writes `text`; commands and links in it become entities, as in Telegram. */
export function say(core: Core, userId: number, text: string, options: SayOptions = {}): Message {
  personOf(core, userId);
  const chat = chatOf(core, userId, options.chatId ?? userId);
  if (chat.kind === 'private' && chat.blocked) throw new Error('the bot is blocked: unblock it first');
  if (chat.kind === 'private' && !chat.started) throw new Error('press Start first');
  const stored = options.other === undefined ? formatted(text, []) : { text: '', entities: [] };
  if (stored.text.length > 4096) throw new Error('Telegram sends at most 4096 characters at once');
  const replyTo = options.replyTo === undefined ? undefined : chat.messages.get(options.replyTo);
  const deliver = botSees(core, chat, stored.text, replyTo) ? receive : addMessage;
  return deliver(core, chat, {
    fromId: userId,
    ...(options.other === undefined
      ? { text: stored.text, entities: stored.entities }
      : { service: options.other }),
    threadId: options.threadId ?? null,
    replyTo: replyTo?.id ?? null,
    ...(options.forwardedFrom === undefined
      ? {}
      : { forwardOrigin: originJson(core, options.forwardedFrom) }),
    ...(options.anonymous ? { anonymous: true } : {}),
  });
}

/** A person presses Start, also "Restart" after a block, with what the deep link carried. */
export function start(core: Core, userId: number, payload = ''): Message {
  personOf(core, userId);
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(payload)) {
    throw new Error('a start payload is at most 64 of A-Z a-z 0-9 _ -');
  }
  const chat = privateChat(core.world, userId);
  if (chat.blocked) unblock(core, userId);
  chat.started = true;
  core.events.emit({ kind: 'chat', chatId: chat.id });
  return say(core, userId, payload === '' ? '/start' : `/start ${payload}`);
}

/** A person blocks the bot. */
export function block(core: Core, userId: number): void {
  const chat = privateChat(core.world, personOf(core, userId).id);
  if (chat.blocked) return;
  chat.blocked = true;
  announceBotStatus(core, chat, userId, 'member', 'kicked');
}

/** A person lets the bot in again. */
export function unblock(core: Core, userId: number): void {
  const chat = privateChat(core.world, personOf(core, userId).id);
  if (!chat.blocked) return;
  chat.blocked = false;
  announceBotStatus(core, chat, userId, 'kicked', 'member');
}

/** A person deletes the account; the bot is not told. */
export function deleteAccount(core: Core, userId: number): void {
  personOf(core, userId).deleted = true;
  core.changed();
  core.events.emit({ kind: 'chat', chatId: userId });
}

/** Answered queries of days ago are of no use to anybody. */
function forgetOldQueries({ world, clock }: Core): void {
  if (world.queries.size < MAX_QUERIES) return;
  for (const [id, { answer, askedAt }] of world.queries) {
    if (answer !== null && clock.now() - askedAt > DAY_MS) world.queries.delete(id);
  }
}

/** Notes what a person asks of the bot and waits to be answered. */
export function addQuery(core: Core, query: Omit<Query, 'id' | 'askedAt' | 'answer'>): Query {
  const added = { ...query, id: nextSerial(core.world), askedAt: core.clock.now(), answer: null };
  core.world.queries.set(added.id, added);
  forgetOldQueries(core);
  core.changed();
  return added;
}

function pressCallback(core: Core, user: User, chat: Chat, message: Message, data: string): Pressed {
  const query = addQuery(core, { kind: 'callback', userId: user.id, chatId: chat.id, messageId: message.id });
  const inline = [...core.world.inlineMessages].find(
    ([, place]) => place.chatId === chat.id && place.messageId === message.id,
  );
  addUpdate(core, 'callback_query', chat, {
    id: query.id,
    from: userJson(user),
    ...(inline ? { inline_message_id: inline[0] } : { message: queryMessageJson(core.world, chat, query) }),
    chat_instance: String(Math.abs(chat.id) * 31),
    data,
  });
  return { kind: 'callback', queryId: query.id };
}

/** A person presses a button that is on this message now. */
export function pressButton(
  core: Core,
  userId: number,
  chat: Chat,
  message: Message,
  button: Button,
): Pressed {
  const user = personOf(core, userId);
  if (button.url !== undefined) return { kind: 'open', url: button.url };
  if (button.callback_data !== undefined) {
    return pressCallback(core, user, chat, message, button.callback_data);
  }
  if (button.copy_text !== undefined) return { kind: 'copy', text: button.copy_text.text };
  const query = button.switch_inline_query ?? button.switch_inline_query_current_chat;
  return query === undefined ? { kind: 'nothing' } : { kind: 'inline', query };
}

/** Presses with data that no button has, as a changed client can. `messageId` need not exist. */
export function pressRaw(
  core: Core,
  userId: number,
  chatId: number,
  messageId: number,
  data: string,
): Pressed {
  const user = personOf(core, userId);
  const chat = chatOf(core, userId, chatId);
  const query = addQuery(core, { kind: 'callback', userId, chatId, messageId });
  addUpdate(core, 'callback_query', chat, {
    id: query.id,
    from: userJson(user),
    message: queryMessageJson(core.world, chat, query),
    chat_instance: String(Math.abs(chat.id) * 31),
    data,
  });
  return { kind: 'callback', queryId: query.id };
}

/** A person changes what he wrote before. */
export function editOwn(core: Core, userId: number, chatId: number, messageId: number, text: string): void {
  const chat = chatOf(core, userId, chatId);
  const message = chat.messages.get(messageId);
  if (!message || message.fromId !== userId) throw new Error(`message ${messageId} is not of user ${userId}`);
  const stored = formatted(text, []);
  message.text = stored.text;
  message.entities = stored.entities;
  message.editDate = core.clock.unix();
  core.events.emit({ kind: 'edited', chatId, message });
  addUpdate(core, 'edited_message', chat, {
    ...messageJson(core.world, chat, message),
    chat: chatJson(core.world, chat),
  });
}
