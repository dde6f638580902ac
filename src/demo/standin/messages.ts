import type { Core } from './core.ts';
import { chatJson, messageJson, userJson } from './json.ts';
import type { Chat, Json, Message } from './world.ts';

/** What a new message needs; the rest has defaults. */
export type Draft = Pick<Message, 'fromId'> & Partial<Omit<Message, 'id' | 'chatId' | 'date' | 'fromId'>>;

/** Stores a new message in `chat` and tells the page. */
export function addMessage(core: Core, chat: Chat, draft: Draft): Message {
  const small = chat.kind === 'private' || chat.kind === 'group';
  const id = small ? core.nextMessageId() : chat.nextMessageId++;
  const message: Message = {
    id,
    chatId: chat.id,
    date: core.clock.unix(),
    editDate: null,
    text: null,
    entities: [],
    media: null,
    keyboard: null,
    replyKeyboard: false,
    silent: false,
    threadId: null,
    replyTo: null,
    service: null,
    linkPreview: null,
    viaBot: false,
    ...draft,
  };
  chat.messages.set(id, message);
  if (draft.fromId === core.world.bot.id) chat.typingUntil = 0;
  core.changed();
  core.events.emit({ kind: 'message', chatId: chat.id, message });
  return message;
}

/** Tells the page that `message` is another now. */
export function announceEdit(core: Core, message: Message): void {
  core.changed();
  core.events.emit({ kind: 'edited', chatId: message.chatId, message });
}

/** Takes a message away. */
export function removeMessage(core: Core, chat: Chat, messageId: number): void {
  chat.messages.delete(messageId);
  const pin = chat.pinned.indexOf(messageId);
  if (pin >= 0) chat.pinned.splice(pin, 1);
  core.changed();
  core.events.emit({ kind: 'deleted', chatId: chat.id, messageId });
}

/** Queues an update for the bot. */
export function addUpdate(core: Core, type: string, chat: Chat | null, payload: Json): void {
  core.updates.add(type, chat?.id ?? null, payload);
  core.changed();
}

/** Stores what a person wrote, or what happened in a group, and tells the bot. */
export function receive(core: Core, chat: Chat, draft: Draft): Message {
  const message = addMessage(core, chat, draft);
  addUpdate(
    core,
    chat.kind === 'channel' ? 'channel_post' : 'message',
    chat,
    messageJson(core.world, chat, message),
  );
  return message;
}

function memberJson(core: Core, status: string): Json {
  const { bot } = core.world;
  const user = { id: bot.id, is_bot: true, first_name: bot.names.get('') ?? '', username: bot.username };
  return { status, user, ...(status === 'kicked' ? { until_date: 0 } : {}) };
}

/** Tells the bot that its place in `chat` has changed. */
export function announceBotStatus(core: Core, chat: Chat, byUserId: number, was: string, is: string): void {
  const user = core.world.users.get(byUserId);
  addUpdate(core, 'my_chat_member', chat, {
    chat: chatJson(core.world, chat),
    from: user ? userJson(user) : { id: byUserId, is_bot: false, first_name: '' },
    date: core.clock.unix(),
    old_chat_member: memberJson(core, was),
    new_chat_member: memberJson(core, is),
  });
  core.events.emit({ kind: 'chat', chatId: chat.id });
}
