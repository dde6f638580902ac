import type { Button } from './keyboard.ts';
import type { Chat, Json, Message, Query, User, World } from './world.ts';
import { inLanguage } from './world.ts';

/** A person as the Bot API's User. */
export function userJson(user: User): Json {
  return {
    id: user.id,
    is_bot: false,
    first_name: user.name,
    ...(user.username === null ? {} : { username: user.username }),
    language_code: user.languageCode,
  };
}

/** The bot as a User in messages; getMe says more. */
export function botJson(world: World): Json {
  return {
    id: world.bot.id,
    is_bot: true,
    first_name: inLanguage(world.bot.names, '') || world.bot.username,
    username: world.bot.username,
  };
}

/** Someone by id: the bot, a known person, or a person nobody knows. */
export function senderJson(world: World, id: number): Json {
  if (id === world.bot.id) return botJson(world);
  const user = world.users.get(id);
  return user ? userJson(user) : { id, is_bot: false, first_name: '' };
}

/** A chat as the Bot API's Chat. */
export function chatJson(world: World, chat: Chat): Json {
  if (chat.kind === 'private') {
    const user = world.users.get(chat.id);
    return {
      id: chat.id,
      first_name: user?.name ?? '',
      ...(user?.username ? { username: user.username } : {}),
      type: 'private',
    };
  }
  return {
    id: chat.id,
    title: chat.title,
    ...(chat.username === null ? {} : { username: chat.username }),
    type: chat.kind,
    ...(chat.forum ? { is_forum: true } : {}),
  };
}

/** An inline keyboard as the Bot API writes it. */
function keyboardJson(rows: readonly (readonly Button[])[]): Json {
  return { inline_keyboard: rows };
}

function mediaJson({ media, text, entities }: Message): Json {
  const words = text === null || text === '' ? {} : textFields(text, entities, 'caption', 'caption_entities');
  if (media === null) return text === null ? {} : textFields(text, entities, 'text', 'entities');
  const file = { file_id: media.fileId, file_unique_id: `u${media.fileId}`, file_size: media.size };
  return media.kind === 'photo'
    ? { photo: [{ ...file, width: 640, height: 480 }], ...words }
    : { document: { ...file, ...(media.fileName === null ? {} : { file_name: media.fileName }) }, ...words };
}

function textFields(text: string, entities: Message['entities'], name: string, entitiesName: string): Json {
  return { [name]: text, ...(entities.length > 0 ? { [entitiesName]: entities } : {}) };
}

/** Who stands for all anonymous administrators, in every group. */
const ANONYMOUS = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' };

/** A stored message as the Bot API's Message; the one it replies to is inside, but not that one's. */
export function messageJson(world: World, chat: Chat, message: Message, withReply = true): Json {
  const repliedTo = withReply && message.replyTo !== null ? chat.messages.get(message.replyTo) : undefined;
  const sender =
    chat.kind === 'channel'
      ? { sender_chat: chatJson(world, chat) }
      : message.anonymous
        ? { sender_chat: chatJson(world, chat), from: ANONYMOUS }
        : { from: senderJson(world, message.fromId) };
  return {
    message_id: message.id,
    ...(message.threadId === null ? {} : { message_thread_id: message.threadId, is_topic_message: true }),
    ...sender,
    chat: chatJson(world, chat),
    date: message.date,
    ...(message.editDate === null ? {} : { edit_date: message.editDate }),
    ...(repliedTo ? { reply_to_message: messageJson(world, chat, repliedTo, false) } : {}),
    ...(message.forwardOrigin === undefined ? {} : { forward_origin: message.forwardOrigin }),
    ...(message.viaBot ? { via_bot: botJson(world) } : {}),
    ...mediaJson(message),
    ...(message.linkPreview === null ? {} : { link_preview_options: message.linkPreview }),
    ...(message.service ?? {}),
    ...(message.keyboard === null ? {} : { reply_markup: keyboardJson(message.keyboard) }),
  };
}

/** The message of a callback query: a deleted one is inaccessible, with date 0. */
export function queryMessageJson(world: World, chat: Chat, query: Query): Json {
  const message = query.messageId === null ? undefined : chat.messages.get(query.messageId);
  return message
    ? messageJson(world, chat, message)
    : { chat: chatJson(world, chat), message_id: query.messageId ?? 0, date: 0 };
}
