import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { type StandIn, startStandIn } from '../../../src/demo/standin/standin.ts';
import { type Answer, call, result } from './call.ts';

let standIn: StandIn;
/** Chats by what is the matter with them. */
const chats = {
  open: 101,
  neverStarted: 102,
  blocked: 103,
  deleted: 104,
  group: 0,
  adminGroup: 0,
  deletedGroup: 0,
  kickedGroup: 0,
  kickedSupergroup: 0,
  leftGroup: 0,
  oldGroup: 0,
  newGroup: 0,
  mutedGroup: 0,
  channel: 0,
  kickedChannel: 0,
};
const ids = { message: 0, withKeyboard: 0, withReplyKeyboard: 0, photo: 0, persons: 0, groupMessage: 0 };
const queries = { open: '', answered: '', old: '', inline: '' };
const PICTURE = 'https://site.kz/picture.png';

before(async () => {
  standIn = await startStandIn();
  const { control } = standIn;
  for (const id of [101, 102, 103, 104]) control.addUser({ id, name: `Читатель ${id}` });
  ids.persons = control.start(101);
  control.start(103);
  control.block(103);
  control.start(104);
  control.deleteAccount(104);
  const group = (title: string, more = {}) => control.createGroup({ title, creator: 101, ...more });
  chats.group = group('Группа');
  chats.adminGroup = group('С правами');
  chats.deletedGroup = group('Удалённая');
  chats.kickedGroup = group('Выгнан');
  chats.kickedSupergroup = group('Выгнан тоже', { kind: 'supergroup' });
  chats.leftGroup = group('Не был');
  chats.oldGroup = group('Старая');
  chats.mutedGroup = group('Молчаливая');
  chats.channel = group('Канал', { kind: 'channel', username: 'the_channel' });
  chats.kickedChannel = group('Канал без бота', { kind: 'channel' });
  for (const [name, id] of Object.entries(chats)) {
    if (/group|channel/i.test(name) && id !== 0 && id !== chats.leftGroup) control.addBot(id);
  }
  control.promoteBot(chats.adminGroup);
  control.deleteGroup(chats.deletedGroup);
  for (const id of [chats.kickedGroup, chats.kickedSupergroup, chats.kickedChannel]) control.kickBot(id);
  chats.newGroup = control.migrate(chats.oldGroup);
  control.setMembersMayWrite(chats.mutedGroup, false);

  const send = async (method: string, more: object) =>
    (await result(standIn, method, { chat_id: 101, ...more })).message_id as number;
  const keyboard = (text: string, data: string) => ({ inline_keyboard: [[{ text, callback_data: data }]] });
  ids.message = await send('sendMessage', { text: 'просто' });
  ids.withKeyboard = await send('sendMessage', { text: 'с кнопкой', reply_markup: keyboard('Да', 'v1:yes') });
  ids.withReplyKeyboard = await send('sendMessage', {
    text: 'с клавиатурой',
    reply_markup: { keyboard: [[{ text: 'Меню' }]] },
  });
  ids.photo = await send('sendPhoto', { photo: PICTURE });
  ids.groupMessage = control.say(101, '/digest', { chatId: chats.group });

  const press = () => {
    const pressed = control.press(101, 'Да');
    assert.equal(pressed.kind, 'callback');
    return pressed.kind === 'callback' ? pressed.queryId : '';
  };
  queries.old = press();
  control.advance(61_000);
  queries.answered = press();
  await result(standIn, 'answerCallbackQuery', { callback_query_id: queries.answered });
  queries.open = press();
  queries.inline = control.inlineQuery(101, 'уран');
});
after(() => standIn.close());

const long = (count: number) => 'я'.repeat(count);
const button = (more: object) => ({ inline_keyboard: [[{ text: 'К', ...more }]] });
const article = (more: object = {}) => ({
  type: 'article',
  id: '1',
  title: 'Т',
  input_message_content: { message_text: 'т' },
  ...more,
});
const send = (more: object) => ({ chat_id: 101, text: 'А👍Б', ...more });
const entity = (more: object) => send({ entities: [{ type: 'bold', offset: 0, length: 1, ...more }] });
const edit = (more: object) => ({ chat_id: 101, message_id: ids.message, text: 'новый', ...more });

interface Refused {
  readonly name: string;
  readonly method?: string;
  readonly parameters: () => object;
  readonly code?: number;
  readonly says: string | (() => string);
}

/** Every 400 and 403 of the methods, in the order of the rules. `method` is sendMessage where not said. */
const REFUSALS: readonly Refused[] = [
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
  {
    name: 'an edit of an unknown message',
    method: 'editMessageText',
    parameters: () => edit({ message_id: 99_999 }),
    says: 'message to edit not found',
  },
  {
    name: "an edit of a person's message",
    method: 'editMessageText',
    parameters: () => edit({ message_id: ids.persons }),
    says: "message can't be edited",
  },
  {
    name: 'an edit of a message with a reply keyboard',
    method: 'editMessageText',
    parameters: () => edit({ message_id: ids.withReplyKeyboard }),
    says: "message can't be edited",
  },
  {
    name: 'an edit of the text of a photo',
    method: 'editMessageText',
    parameters: () => edit({ message_id: ids.photo }),
    says: 'there is no text in the message to edit',
  },
  {
    name: 'an edit to the same',
    method: 'editMessageText',
    parameters: () => edit({ text: ' просто ' }),
    says: 'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  },
  {
    name: 'an edit of the keyboard to the same',
    method: 'editMessageReplyMarkup',
    parameters: () => ({
      chat_id: 101,
      message_id: ids.withKeyboard,
      reply_markup: { inline_keyboard: [[{ text: 'Да', callback_data: 'v1:yes' }]] },
    }),
    says: 'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  },
  {
    name: 'an edit with a reply keyboard',
    method: 'editMessageText',
    parameters: () => edit({ reply_markup: { keyboard: [[{ text: 'К' }]] } }),
    says: 'inline keyboard expected',
  },
  {
    name: 'an edit without message_id',
    method: 'editMessageText',
    parameters: () => ({ chat_id: 101, text: 'x' }),
    says: 'message identifier is not specified',
  },
  {
    name: 'a deletion without message_id',
    method: 'deleteMessage',
    parameters: () => ({ chat_id: 101 }),
    says: 'message identifier is not specified',
  },
  {
    name: 'a deletion without chat_id',
    method: 'deleteMessage',
    parameters: () => ({ message_id: 5 }),
    says: 'chat identifier is not specified',
  },
  {
    name: 'a reply to a missing message',
    parameters: () => send({ reply_parameters: { message_id: 99_999 } }),
    says: 'message to be replied not found',
  },
  {
    name: 'an unknown forum topic',
    parameters: () => send({ chat_id: chats.group, message_thread_id: 77 }),
    says: 'message thread not found',
  },
  {
    name: 'a deletion of an unknown message',
    method: 'deleteMessage',
    parameters: () => ({ chat_id: 101, message_id: 99_999 }),
    says: 'message to delete not found',
  },
  {
    name: "a deletion of a person's message in a group without rights",
    method: 'deleteMessage',
    parameters: () => ({ chat_id: chats.group, message_id: ids.groupMessage }),
    says: "message can't be deleted for everyone",
  },
  {
    name: 'a pin of an unknown message',
    method: 'pinChatMessage',
    parameters: () => ({ chat_id: 101, message_id: 99_999 }),
    says: 'message to pin not found',
  },
  {
    name: 'a pin without rights',
    method: 'pinChatMessage',
    parameters: () => ({ chat_id: chats.group, message_id: ids.groupMessage }),
    says: 'not enough rights to manage pinned messages in the chat',
  },
  ...(['answered', 'old'] as const).map((which) => ({
    name: `an answer to a query that is ${which}`,
    method: 'answerCallbackQuery',
    parameters: () => ({ callback_query_id: queries[which] }),
    says: 'query is too old and response timeout expired or query ID is invalid',
  })),
  {
    name: 'an answer to an unknown query',
    method: 'answerCallbackQuery',
    parameters: () => ({ callback_query_id: '17' }),
    says: 'query is too old and response timeout expired or query ID is invalid',
  },
  {
    name: 'a callback answer of 201 characters',
    method: 'answerCallbackQuery',
    parameters: () => ({ callback_query_id: queries.open, text: long(201) }),
    says: 'MESSAGE_TOO_LONG',
  },
  {
    name: '51 inline results',
    method: 'answerInlineQuery',
    parameters: () => ({
      inline_query_id: queries.inline,
      results: Array.from({ length: 51 }, (_, index) => article({ id: String(index) })),
    }),
    says: 'too many inline query results specified',
  },
  {
    name: 'two inline results with one id',
    method: 'answerInlineQuery',
    parameters: () => ({ inline_query_id: queries.inline, results: [article(), article()] }),
    says: 'RESULT_ID_DUPLICATE',
  },
  {
    name: 'an inline result without id',
    method: 'answerInlineQuery',
    parameters: () => ({ inline_query_id: queries.inline, results: [article({ id: undefined })] }),
    says: 'can\'t parse inline query result: Can\'t find field "id"',
  },
  {
    name: 'a command without description',
    method: 'setMyCommands',
    parameters: () => ({ commands: [{ command: 'a' }] }),
    says: 'can\'t parse BotCommand: Can\'t find field "description"',
  },
  {
    name: 'an empty command',
    method: 'setMyCommands',
    parameters: () => ({ commands: [{ command: '/', description: 'x' }] }),
    says: 'command must be non-empty',
  },
  {
    name: 'a command of 33 letters',
    method: 'setMyCommands',
    parameters: () => ({ commands: [{ command: 'a'.repeat(33), description: 'x' }] }),
    says: 'command length must not exceed 32',
  },
  {
    name: 'an empty description of a command',
    method: 'setMyCommands',
    parameters: () => ({ commands: [{ command: 'a', description: ' ' }] }),
    says: 'command description must be non-empty',
  },
  {
    name: 'a description of 257 letters',
    method: 'setMyCommands',
    parameters: () => ({ commands: [{ command: 'a', description: long(257) }] }),
    says: 'command description length must not exceed 256',
  },
  {
    name: 'a language that is no code',
    method: 'setMyCommands',
    parameters: () => ({ commands: [], language_code: 'kaz' }),
    says: 'invalid language code specified',
  },
  {
    name: 'a Cyrillic command',
    method: 'setMyCommands',
    parameters: () => ({ commands: [{ command: 'темы', description: 'x' }] }),
    says: 'BOT_COMMAND_INVALID',
  },
  {
    name: 'no photo',
    method: 'sendPhoto',
    parameters: () => ({ chat_id: 101 }),
    says: 'there is no photo in the request',
  },
  {
    name: 'no document',
    method: 'sendDocument',
    parameters: () => ({ chat_id: 101 }),
    says: 'there is no document in the request',
  },
  {
    name: 'an unknown file id',
    method: 'sendDocument',
    parameters: () => ({ chat_id: 101, document: 'file17' }),
    says: 'wrong file identifier/HTTP URL specified',
  },
  {
    name: 'a member without id',
    method: 'getChatMember',
    parameters: () => ({ chat_id: chats.group }),
    says: 'invalid user_id specified',
  },
  {
    name: 'a member nobody knows',
    method: 'getChatMember',
    parameters: () => ({ chat_id: chats.group, user_id: 4242 }),
    says: 'member not found',
  },
  {
    name: 'a reader of a channel that the bot does not administer',
    method: 'getChatMember',
    parameters: () => ({ chat_id: chats.channel, user_id: 101 }),
    says: 'member list is inaccessible',
  },
  {
    name: 'an unknown chat by its name',
    method: 'getChat',
    parameters: () => ({ chat_id: '@nobody_here' }),
    says: 'chat not found',
  },
  {
    name: 'a chat that threw the bot out',
    method: 'getChat',
    parameters: () => ({ chat_id: chats.kickedChannel }),
    code: 403,
    says: 'Forbidden: bot was kicked from the channel chat',
  },
  {
    name: 'a press answered by a place elsewhere',
    method: 'answerCallbackQuery',
    parameters: () => ({ callback_query_id: queries.open, url: 'https://site.kz/' }),
    says: 'URL_INVALID',
  },
  {
    name: 'leaving a private chat',
    method: 'leaveChat',
    parameters: () => ({ chat_id: 101 }),
    says: "can't leave private chats",
  },
  {
    name: 'an unknown action',
    method: 'sendChatAction',
    parameters: () => ({ chat_id: 101, action: 'dancing' }),
    says: 'wrong parameter action in request',
  },
  {
    name: 'a webhook that is no URL',
    method: 'setWebhook',
    parameters: () => ({ url: 'there' }),
    says: 'invalid webhook URL specified',
  },
  {
    name: 'a secret of 257 letters',
    method: 'setWebhook',
    parameters: () => ({ url: 'https://site.kz/hook', secret_token: 'a'.repeat(257) }),
    says: 'secret token is too long',
  },
  {
    name: 'a secret with a space',
    method: 'setWebhook',
    parameters: () => ({ url: 'https://site.kz/hook', secret_token: 'a b' }),
    says: 'secret token contains unallowed characters',
  },
];

for (const { name, method = 'sendMessage', parameters, code = 400, says } of REFUSALS) {
  test(`${method} refuses ${name}`, async () => {
    const answer = await call(standIn, method, parameters());
    const words = typeof says === 'string' ? says : says();
    assert.equal(answer.body.description, code === 400 ? `Bad Request: ${words}` : words);
    assert.equal(answer.status, code);
    assert.deepEqual([answer.body.ok, answer.body.error_code], [false, code]);
  });
}

test('an upgraded group names its new id', async () => {
  const { body } = await call(standIn, 'sendMessage', send({ chat_id: chats.oldGroup }));
  assert.deepEqual(body.parameters, { migrate_to_chat_id: chats.newGroup });
  await result(standIn, 'sendMessage', send({ chat_id: chats.newGroup }));
});

test('a message older than 48 hours cannot be deleted, and can be edited', async () => {
  const { message_id } = await result(standIn, 'sendMessage', send({ text: 'давно' }));
  standIn.control.advance(48 * 3600 * 1000);
  const { body } = await call(standIn, 'deleteMessage', { chat_id: 101, message_id });
  assert.equal(body.description, "Bad Request: message can't be deleted for everyone");
  await result(standIn, 'editMessageText', { chat_id: 101, message_id, text: 'и всё же' });
});

test('a photo that is no picture fails, and one that is passes', async () => {
  const upload = async (bytes: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    form.set('chat_id', '101');
    form.set('photo', 'attach://part');
    form.set('part', new Blob([bytes]), 'x.png');
    const url = `${standIn.apiRoot}/bot${standIn.token}/sendPhoto`;
    const response = await fetch(url, { method: 'POST', body: form });
    return (await response.json()) as Answer['body'];
  };
  const bad = await upload(new TextEncoder().encode('not a picture'));
  assert.equal(bad.description, 'Bad Request: IMAGE_PROCESS_FAILED');
  const good = await upload(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]));
  assert.equal(good.result.photo[0].file_size, 9);
});

/** What is refused before a method is looked at. */
const PATHS: readonly { readonly path: () => string; readonly code: number; readonly says: string }[] = [
  { path: () => '/', code: 404, says: 'Not Found' },
  { path: () => `/bot${standIn.token}`, code: 404, says: 'Not Found' },
  { path: () => '/bot/getMe', code: 401, says: 'Unauthorized: invalid token specified' },
  { path: () => '/botabc/getMe', code: 401, says: 'Unauthorized: invalid token specified' },
  { path: () => '/bot12345:AAA-other_token/getMe', code: 401, says: 'Unauthorized' },
  { path: () => '/bot12345:AAA/sendNothing', code: 401, says: 'Unauthorized' },
];

test('path and token are checked before everything else', async () => {
  for (const { path, code, says } of PATHS) {
    const response = await fetch(standIn.apiRoot + path());
    const body = (await response.json()) as Answer['body'];
    assert.deepEqual([response.status, body.description], [code, says], path());
  }
});

test('a path that is no URL is not found, and ends nothing', async () => {
  const code = await new Promise((resolve, reject) => {
    const { hostname, port } = new URL(standIn.apiRoot);
    const asked = request({ hostname, port, path: '//[' }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
  assert.equal(code, 404);
  assert.equal((await result(standIn, 'getMe')).is_bot, true);
});

test('bytes that are not UTF-8 are refused in every kind of body, a real U+FFFD is not', async () => {
  const url = `${standIn.apiRoot}/bot${standIn.token}/sendMessage`;
  const post = async (type: string, body: Buffer | string) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
    return ((await response.json()) as Answer['body']).description ?? 'ok';
  };
  const bad = Buffer.concat([
    Buffer.from('{"chat_id":101,"text":"a'),
    Buffer.from([0xff]),
    Buffer.from('"}'),
  ]);
  const refused = 'Bad Request: strings must be encoded in UTF-8';
  assert.equal(await post('application/json', bad), refused);
  assert.equal(await post('application/x-www-form-urlencoded', 'chat_id=101&text=a%ff'), refused);
  assert.equal(await post('application/json', '{"chat_id":101,"text":"a\ufffd"}'), 'ok');
  assert.equal(await post('application/x-www-form-urlencoded', 'chat_id=101&text=a%EF%BF%BD'), 'ok');
});

/** Calls with two mistakes: the one that Telegram finds first is named. */
const ORDER: readonly { readonly name: string; readonly parameters: () => object; readonly says: string }[] =
  [
    {
      name: 'text before chat',
      parameters: () => ({ chat_id: 999, text: '' }),
      says: 'message text is empty',
    },
    {
      name: 'entities before chat',
      parameters: () => ({ ...entity({ type: 'huge' }), chat_id: 999 }),
      says: "can't parse MessageEntity: Unsupported type specified",
    },
    {
      name: 'keyboard shape before chat',
      parameters: () => send({ chat_id: 999, reply_markup: '[]' }),
      says: 'object expected as reply markup',
    },
    {
      name: 'chat before reply',
      parameters: () => send({ chat_id: 999, reply_parameters: { message_id: 9 } }),
      says: 'chat not found',
    },
    {
      name: 'reply before text content',
      parameters: () => send({ text: ' ', reply_parameters: { message_id: 99_999 } }),
      says: 'message to be replied not found',
    },
    {
      name: 'text content before button content',
      parameters: () => send({ text: long(4097), reply_markup: button({ url: 'http://nodot' }) }),
      says: 'message is too long',
    },
    {
      name: 'button URL before data size',
      parameters: () =>
        send({
          reply_markup: {
            inline_keyboard: [
              [
                { text: 'К', callback_data: long(33) },
                { text: 'К', url: 'http://nodot' },
              ],
            ],
          },
        }),
      says: "inline keyboard button URL 'http://nodot' is invalid: Wrong HTTP URL",
    },
  ];

for (const { name, parameters, says } of ORDER) {
  test(`of two mistakes the first in Telegram's order is named: ${name}`, async () => {
    const { body } = await call(standIn, 'sendMessage', parameters());
    assert.equal(body.description, `Bad Request: ${says}`);
  });
}

test('violations name every refusal nobody asked for, and every unanswered callback', async () => {
  const { control } = standIn;
  control.clearCalls();
  await call(standIn, 'sendMessage', { chat_id: 999, text: 'x' });
  await call(standIn, 'sendMessage', { chat_id: 101, text: '' });
  await call(standIn, 'sendNothing');
  const hanging = control.unansweredCallbacks().length;
  assert.ok(hanging > 0);
  assert.equal(control.violations().length, 3 + hanging);
  assert.match(control.violations()[0] ?? '', /sendMessage to 999: 400 Bad Request: chat not found/);
  control.expectRefusal({ method: 'sendMessage', description: 'chat not found' });
  control.expectRefusal({ description: /text is empty$/ });
  assert.equal(control.violations().length, 1 + hanging);
});
