import { checkAccess, findChat, hasRights } from '../access.ts';
import type { Core, MethodTable } from '../core.ts';
import { chatJson, senderJson } from '../json.ts';
import { addMessage, announceBotStatus } from '../messages.ts';
import { integerOf, type Parameters, textOf } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { Json } from '../world.ts';

const TYPING_MS = 5000;
const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** Of no use to us; the Bot API always says it. */
const GIFTS = {
  unlimited_gifts: false,
  limited_gifts: false,
  unique_gifts: false,
  premium_subscription: false,
  gifts_from_channels: false,
};

/** Rights that an administrator's entry names; the stand-in's administrators have them all. */
const RIGHTS = [
  'can_be_edited',
  'can_manage_chat',
  'can_change_info',
  'can_delete_messages',
  'can_invite_users',
  'can_restrict_members',
  'can_pin_messages',
  'can_promote_members',
  'can_manage_video_chats',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
];

/** What anybody may see of a public group or channel, a bot sees without being in it. */
function getChat(core: Core, parameters: Parameters): Json {
  const chat = findChat(core.world, parameters);
  const isPublic = chat.kind !== 'private' && chat.username !== null && chat.botStatus === 'left';
  if (!isPublic || chat.deleted) checkAccess(core, chat);
  return {
    ...chatJson(core.world, chat),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: GIFTS,
  };
}

function getChatMember(core: Core, parameters: Parameters): Json {
  const chat = findChat(core.world, parameters);
  checkAccess(core, chat);
  const userId = integerOf(parameters, 'user_id');
  if (userId <= 0) throw badRequest('invalid user_id specified');
  // Who reads a channel, only its administrators are told.
  if (chat.kind === 'channel' && !hasRights(chat)) throw badRequest('member list is inaccessible');
  const isBot = userId === core.world.bot.id;
  if (!isBot && !core.world.users.has(userId)) throw badRequest('member not found');
  const status =
    chat.kind === 'private'
      ? isBot || userId === chat.id
        ? 'member'
        : 'left'
      : isBot
        ? chat.botStatus
        : (chat.members.get(userId) ?? 'left');
  const administrator = status === 'administrator' || status === 'creator';
  return {
    user: senderJson(core.world, userId),
    status,
    ...(administrator ? { is_anonymous: false } : {}),
    ...(status === 'administrator' ? Object.fromEntries(RIGHTS.map((right) => [right, true])) : {}),
    ...(status === 'kicked' ? { until_date: 0 } : {}),
    ...(status === 'restricted' ? { is_member: true, can_send_messages: false, until_date: 0 } : {}),
  };
}

function leaveChat(core: Core, parameters: Parameters): true {
  const chat = findChat(core.world, parameters);
  if (chat.kind === 'private') throw badRequest("can't leave private chats");
  checkAccess(core, chat);
  const was = chat.botStatus;
  addMessage(core, chat, {
    fromId: core.world.bot.id,
    service: { left_chat_member: senderJson(core.world, core.world.bot.id) },
  });
  chat.botStatus = 'left';
  announceBotStatus(core, chat, core.world.bot.id, was, 'left');
  return true;
}

function sendChatAction(core: Core, parameters: Parameters): true {
  const action = textOf(parameters, 'action').trim().toLowerCase();
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request');
  const chat = findChat(core.world, parameters);
  checkAccess(core, chat);
  chat.typingUntil = core.clock.now() + TYPING_MS;
  core.events.emit({ kind: 'typing', chatId: chat.id });
  return true;
}

/** Methods about who is in a chat, and about being seen there. */
export const membershipMethods: MethodTable = {
  getchat: getChat,
  getchatmember: getChatMember,
  leavechat: leaveChat,
  sendchataction: sendChatAction,
};
