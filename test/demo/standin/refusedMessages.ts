import { button, chats, edit, entity, long, PICTURE, type Refused, send } from './refusing.ts';

/** What is wrong with a message: its chat, its text, its entities, its buttons; in the order of the rules. */
export const REFUSED_MESSAGES: readonly Refused[] = [
  {
    name: 'an unknown method',
    method: 'sendNothing',
    parameters: () => ({}),
    code: 404,
    says: 'Not Found: method not found',
  },
  { name: 'no chat_id', parameters: () => ({ text: 'x' }), says: 'chat_id is empty' },
  { name: 'an unknown chat', parameters: () => send({ chat_id: 999 }), says: 'chat not found' },
  {
    name: 'an unknown username',
    parameters: () => send({ chat_id: '@nobody_here' }),
    says: 'chat not found',
  },
  {
    name: 'a person who never pressed Start',
    parameters: () => send({ chat_id: 102 }),
    code: 403,
    says: "Forbidden: bot can't initiate conversation with a user",
  },
  {
    name: 'a person who blocked the bot',
    parameters: () => send({ chat_id: 103 }),
    code: 403,
    says: 'Forbidden: bot was blocked by the user',
  },
  {
    name: 'a deleted account',
    parameters: () => send({ chat_id: 104 }),
    code: 403,
    says: 'Forbidden: user is deactivated',
  },
  {
    name: 'a deleted group',
    parameters: () => send({ chat_id: chats.deletedGroup }),
    code: 403,
    says: 'Forbidden: the group chat was deleted',
  },
  {
    name: 'a group that kicked the bot',
    parameters: () => send({ chat_id: chats.kickedGroup }),
    code: 403,
    says: 'Forbidden: bot was kicked from the group chat',
  },
  {
    name: 'a supergroup that kicked the bot',
    parameters: () => send({ chat_id: chats.kickedSupergroup }),
    code: 403,
    says: 'Forbidden: bot was kicked from the supergroup chat',
  },
  {
    name: 'a channel that kicked the bot',
    parameters: () => send({ chat_id: chats.kickedChannel }),
    code: 403,
    says: 'Forbidden: bot was kicked from the channel chat',
  },
  {
    name: 'a group without the bot',
    parameters: () => send({ chat_id: chats.leftGroup }),
    code: 403,
    says: 'Forbidden: bot is not a member of the group chat',
  },
  {
    name: 'an upgraded group',
    parameters: () => send({ chat_id: chats.oldGroup }),
    says: 'group chat was upgraded to a supergroup chat',
  },
  {
    name: 'a group where members may not write',
    parameters: () => send({ chat_id: chats.mutedGroup }),
    says: 'not enough rights to send text messages to the chat',
  },
  {
    name: 'a channel without rights',
    parameters: () => send({ chat_id: '@the_channel' }),
    says: 'need administrator rights in the channel chat',
  },
  { name: 'no text', parameters: () => ({ chat_id: 101 }), says: 'message text is empty' },
  { name: 'blank text', parameters: () => send({ text: ' \n ' }), says: 'text must be non-empty' },
  {
    name: 'a text of zero width',
    parameters: () => send({ text: '\u200b\u00a0\ufeff' }),
    says: 'text must be non-empty',
  },
  {
    name: 'a text of 4097 characters',
    parameters: () => send({ text: long(4097) }),
    says: 'message is too long',
  },
  {
    name: 'an edit to 4097 characters',
    method: 'editMessageText',
    parameters: () => edit({ text: long(4097) }),
    says: 'MESSAGE_TOO_LONG',
  },
  {
    name: 'a caption of 1025 characters',
    method: 'sendPhoto',
    parameters: () => ({ chat_id: 101, photo: PICTURE, caption: long(1025) }),
    says: 'message caption is too long',
  },
  {
    name: 'a text of more than 32,768 bytes',
    parameters: () => send({ text: long(16_385) }),
    says: 'text is too long',
  },
  {
    name: 'a lone surrogate',
    parameters: () => send({ text: 'А\ud83d' }),
    says: 'strings must be encoded in UTF-8',
  },
  {
    name: 'an unknown entity type',
    parameters: () => entity({ type: 'huge' }),
    says: "can't parse MessageEntity: Unsupported type specified",
  },
  {
    name: 'an entity without offset',
    parameters: () => send({ entities: [{ type: 'bold', length: 1 }] }),
    says: 'can\'t parse MessageEntity: Can\'t find field "offset"',
  },
  {
    name: 'a length that is no number',
    parameters: () => entity({ length: [] }),
    says: 'can\'t parse MessageEntity: Field "length" must be a Number',
  },
  {
    name: 'a wrong date format',
    parameters: () => entity({ type: 'date_time', unix_time: 5, date_time_format: 'x' }),
    says: "can't parse MessageEntity: Invalid date-time format specified",
  },
  {
    name: 'a negative offset',
    parameters: () => entity({ offset: -1 }),
    says: 'receive an entity with incorrect offset -1',
  },
  {
    name: 'a length beyond 1,000,000',
    parameters: () => entity({ length: 1_000_001 }),
    says: 'receive an entity with incorrect length 1000001',
  },
  {
    name: 'an entity that begins inside an emoji',
    parameters: () => entity({ offset: 2, length: 2 }),
    says: 'entity begins in a middle of a UTF-16 symbol at byte offset 6',
  },
  {
    name: 'an entity that ends inside an emoji',
    parameters: () => entity({ offset: 0, length: 2 }),
    says: 'entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 6',
  },
  {
    name: 'an entity that begins past the end',
    parameters: () => entity({ offset: 9, length: 1 }),
    says: 'entity begins after the end of the text at UTF-16 offset 9',
  },
  {
    name: 'an entity that ends past the end',
    parameters: () => entity({ offset: 3, length: 9 }),
    says: 'entity beginning at UTF-16 offset 3 ends after the end of the text at UTF-16 offset 12',
  },
  {
    name: 'a link without a dot',
    parameters: () => entity({ type: 'text_link', url: 'http://localhost/x' }),
    says: "entity URL 'http://localhost/x' is invalid: Wrong HTTP URL",
  },
  {
    name: 'a link without a host',
    parameters: () => entity({ type: 'text_link', url: 'https:///x' }),
    says: "entity URL 'https:///x' is invalid: URL host is empty",
  },
  {
    name: 'a link with a space in the host',
    parameters: () => entity({ type: 'text_link', url: 'https://a b.kz' }),
    says: "entity URL 'https://a b.kz' is invalid: Disallowed character in URL host",
  },
  {
    name: 'a date of 0',
    parameters: () => entity({ type: 'date_time', unix_time: 0, date_time_format: 'D' }),
    says: 'invalid date specified',
  },
  {
    name: 'a keyboard that is not JSON',
    parameters: () => send({ reply_markup: '{' }),
    says: "can't parse reply keyboard markup JSON object",
  },
  {
    name: 'a keyboard that is a list',
    parameters: () => send({ reply_markup: '[]' }),
    says: 'object expected as reply markup',
  },
  {
    name: 'rows that are no list',
    parameters: () => send({ reply_markup: { inline_keyboard: 5 } }),
    says: 'field "inline_keyboard" must be of type Array',
  },
  {
    name: 'a row that is no list',
    parameters: () => send({ reply_markup: { inline_keyboard: [{ text: 'К' }] } }),
    says: 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  },
  {
    name: 'a button that is no object',
    parameters: () => send({ reply_markup: { inline_keyboard: [['К']] } }),
    says: "can't parse inline keyboard button: InlineKeyboardButton must be an Object",
  },
  {
    name: 'a button without text',
    parameters: () => send({ reply_markup: { inline_keyboard: [[{ callback_data: 'x' }]] } }),
    says: 'can\'t parse inline keyboard button: Can\'t find field "text"',
  },
  {
    name: 'a button without an action',
    parameters: () => send({ reply_markup: button({}) }),
    says: "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  },
  {
    name: 'a button with empty data',
    parameters: () => send({ reply_markup: button({ callback_data: '' }) }),
    says: "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  },
  {
    name: 'a button of an unknown style',
    parameters: () => send({ reply_markup: button({ callback_data: 'x', style: 'pink' }) }),
    says: "can't parse inline keyboard button: invalid button style specified",
  },
  {
    name: 'a button with a bad URL',
    parameters: () => send({ reply_markup: button({ url: 'http://nodot' }) }),
    says: "inline keyboard button URL 'http://nodot' is invalid: Wrong HTTP URL",
  },
  {
    name: 'data of 66 bytes',
    parameters: () => send({ reply_markup: button({ callback_data: long(33) }) }),
    says: 'BUTTON_DATA_INVALID',
  },
  {
    name: 'a keyboard too big',
    parameters: () =>
      send({
        reply_markup: {
          inline_keyboard: Array.from({ length: 40 }, () => [{ text: long(100), callback_data: long(30) }]),
        },
      }),
    says: 'reply markup is too long',
  },
  {
    name: 'a button with two actions',
    parameters: () => send({ reply_markup: button({ callback_data: 'x', url: 'https://site.kz' }) }),
    says: 'BUTTON_TYPE_INVALID',
  },
];
