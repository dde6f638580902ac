import { checkAccess, findChat, hasRights } from '../access.ts';
import { finishText, parseTextParameter } from '../content.ts';
import type { Core, MethodTable } from '../core.ts';
import { messageJson } from '../json.ts';
import { type Button, checkButtons, type Markup, parseMarkup } from '../keyboard.ts';
import { addMessage, announceEdit, removeMessage } from '../messages.ts';
import { booleanOf, integerOf, type Parameters, textOf } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { Chat, Json, Message } from '../world.ts';
import { checkRate, linkPreviewOf } from './sending.ts';

const DELETE_WITHIN_SECONDS = 48 * 3600;
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

interface Place {
  readonly chat: Chat;
  readonly message: Message;
  /** True when it was named by `inline_message_id`: then the answer is `true`. */
  readonly inline: boolean;
}

/** Finds the message that is to be edited; it must be the bot's own. */
function editable(core: Core, parameters: Parameters): Place {
  const inlineId = textOf(parameters, 'inline_message_id');
  if (inlineId !== '') {
    const place = core.world.inlineMessages.get(inlineId);
    const chat = place && core.world.chats.get(place.chatId);
    const message = place && chat?.messages.get(place.messageId);
    if (!chat || !message) throw badRequest('MESSAGE_ID_INVALID');
    return { chat, message, inline: true };
  }
  const messageId = integerOf(parameters, 'message_id');
  const chat = findChat(core.world, parameters);
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  checkAccess(core, chat);
  const message = chat.messages.get(messageId);
  if (!message) throw badRequest('message to edit not found');
  const own = message.fromId === core.world.bot.id && message.service === null;
  if (!own || message.replyKeyboard) throw badRequest("message can't be edited");
  return { chat, message, inline: false };
}

function inlineOnly(markup: Markup): void {
  if (markup.kind === 'reply') throw badRequest('inline keyboard expected');
}

const sameKeyboard = (a: readonly (readonly Button[])[] | null, b: readonly (readonly Button[])[] | null) =>
  JSON.stringify(a) === JSON.stringify(b);

function finish(core: Core, { chat, message, inline }: Place): Json | true {
  message.editDate = core.clock.unix();
  announceEdit(core, message);
  return inline ? true : messageJson(core.world, chat, message);
}

function editMessageText(core: Core, parameters: Parameters): Json | true {
  const parsed = parseTextParameter(parameters);
  const linkPreview = linkPreviewOf(parameters);
  const markup = parseMarkup(textOf(parameters, 'reply_markup'));
  const place = editable(core, parameters);
  const { message } = place;
  if (message.media !== null) throw badRequest('there is no text in the message to edit');
  inlineOnly(markup);
  const { text, entities } = finishText(parsed, 'MESSAGE_TOO_LONG');
  const keyboard = checkButtons(markup);
  const same =
    text === message.text &&
    JSON.stringify(entities) === JSON.stringify(message.entities) &&
    sameKeyboard(keyboard, message.keyboard);
  if (same) throw badRequest(NOT_MODIFIED);
  checkRate(core, place.chat, parameters);
  message.text = text;
  message.entities = entities;
  message.keyboard = keyboard;
  message.linkPreview = linkPreview;
  return finish(core, place);
}

function editMessageReplyMarkup(core: Core, parameters: Parameters): Json | true {
  const markup = parseMarkup(textOf(parameters, 'reply_markup'));
  const place = editable(core, parameters);
  inlineOnly(markup);
  const keyboard = checkButtons(markup);
  if (sameKeyboard(keyboard, place.message.keyboard)) throw badRequest(NOT_MODIFIED);
  checkRate(core, place.chat, parameters);
  place.message.keyboard = keyboard;
  return finish(core, place);
}

function deleteMessage(core: Core, parameters: Parameters): true {
  if (textOf(parameters, 'chat_id') === '') throw badRequest('chat identifier is not specified');
  const messageId = integerOf(parameters, 'message_id');
  if (messageId <= 0) throw badRequest('message identifier is not specified');
  const chat = findChat(core.world, parameters);
  checkAccess(core, chat);
  const message = chat.messages.get(messageId);
  if (!message) throw badRequest('message to delete not found');
  const own = message.fromId === core.world.bot.id;
  const young = core.clock.unix() - message.date < DELETE_WITHIN_SECONDS;
  // Rights of an administrator in a group have no limit of age.
  const allowed = chat.kind === 'private' ? young : hasRights(chat) || (own && young);
  if (!allowed) throw badRequest("message can't be deleted for everyone");
  removeMessage(core, chat, messageId);
  return true;
}

function pinChatMessage(core: Core, parameters: Parameters): true {
  const messageId = integerOf(parameters, 'message_id');
  const chat = findChat(core.world, parameters);
  checkAccess(core, chat);
  const message = chat.messages.get(messageId);
  if (!message) throw badRequest('message to pin not found');
  if (!hasRights(chat)) throw badRequest('not enough rights to manage pinned messages in the chat');
  if (!chat.pinned.includes(messageId)) {
    chat.pinned.push(messageId);
    addMessage(core, chat, {
      fromId: core.world.bot.id,
      silent: booleanOf(parameters, 'disable_notification'),
      service: { pinned_message: messageJson(core.world, chat, message, false) },
    });
  }
  return true;
}

function unpinChatMessage(core: Core, parameters: Parameters): true {
  const chat = findChat(core.world, parameters);
  checkAccess(core, chat);
  if (!hasRights(chat)) throw badRequest('not enough rights to manage pinned messages in the chat');
  const named = integerOf(parameters, 'message_id');
  const messageId = named > 0 ? named : chat.pinned.at(-1);
  const at = messageId === undefined ? -1 : chat.pinned.indexOf(messageId);
  if (at < 0) throw badRequest('message to unpin not found');
  chat.pinned.splice(at, 1);
  core.changed();
  return true;
}

/** Methods that change, remove or pin a message that is there. */
export const editingMethods: MethodTable = {
  editmessagetext: editMessageText,
  editmessagereplymarkup: editMessageReplyMarkup,
  deletemessage: deleteMessage,
  pinchatmessage: pinChatMessage,
  unpinchatmessage: unpinChatMessage,
};
