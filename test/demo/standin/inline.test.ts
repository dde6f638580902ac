import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Update } from 'grammy/types';
import { startStandIn } from '../../../src/demo/standin/standin.ts';
import { call, result } from './call.ts';

let now = Date.parse('2026-11-22T03:10:00Z');
const standIn = await startStandIn({ clock: () => now });
after(() => standIn.close());
const { control } = standIn;
const anna = control.addUser({ id: 101, name: 'Анна' });
const dana = control.addUser({ id: 102, name: 'Дана', languageCode: 'kk' });
control.start(anna);

const article = (more: object = {}) => ({
  type: 'article',
  id: '1',
  title: 'Уран',
  input_message_content: { message_text: 'Казатомпром' },
  ...more,
});
const content = (more: object) => article({ input_message_content: { message_text: 'А👍Б', ...more } });
const url = (address: string) => ({ inline_keyboard: [[{ text: 'Открыть', url: address }]] });
const opens = (start: string) => ({ button: { text: 'Бот', start_parameter: start } });

const REFUSED: { name: string; says: string; results?: object[]; more?: object }[] = [
  { name: 'a result without id', says: 'RESULT_ID_EMPTY', results: [article({ id: '' })] },
  { name: 'an id of 65 bytes', says: 'RESULT_ID_INVALID', results: [article({ id: 'ж'.repeat(33) })] },
  { name: 'two results with one id', says: 'RESULT_ID_DUPLICATE', results: [article(), article()] },
  { name: 'a next_offset of 65 bytes', says: 'NEXT_OFFSET_INVALID', more: { next_offset: 'x'.repeat(65) } },
  { name: 'an empty title', says: 'ARTICLE_TITLE_EMPTY', results: [article({ title: '' })] },
  {
    name: 'an unknown type',
    says: "can't parse inline query result: Inline query result type must be supported",
    results: [article({ type: 'poem' })],
  },
  {
    name: 'an article that would send nothing',
    says: 'can\'t parse inline query result: Can\'t find field "input_message_content"',
    results: [article({ input_message_content: undefined })],
  },
  {
    name: 'a content without text',
    says: 'can\'t parse inline query result: Can\'t find field "message_text"',
    results: [article({ input_message_content: {} })],
  },
  {
    name: 'an empty text',
    says: 'message text is empty',
    results: [article({ input_message_content: { message_text: '' } })],
  },
  {
    name: 'a text of blanks',
    says: 'text must be non-empty',
    results: [article({ input_message_content: { message_text: ' \n ' } })],
  },
  {
    name: 'a text of 4097 letters',
    says: 'MESSAGE_TOO_LONG',
    results: [article({ input_message_content: { message_text: 'я'.repeat(4097) } })],
  },
  {
    name: 'an entity that begins inside an emoji',
    says: 'entity begins in a middle of a UTF-16 symbol at byte offset 6',
    results: [content({ entities: [{ type: 'bold', offset: 2, length: 1 }] })],
  },
  {
    name: 'an entity past the end',
    says: 'entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9',
    results: [content({ entities: [{ type: 'bold', offset: 0, length: 9 }] })],
  },
  {
    name: 'a link to nowhere',
    says: "entity URL 'nowhere' is invalid: Wrong HTTP URL",
    results: [content({ entities: [{ type: 'text_link', offset: 0, length: 1, url: 'nowhere' }] })],
  },
  {
    name: 'preview options that are no object',
    says: 'object expected as link preview options',
    results: [content({ link_preview_options: 'none' })],
  },
  {
    name: 'a button to nowhere',
    says: "inline keyboard button URL 'http://' is invalid: URL host is empty",
    results: [article({ reply_markup: url('http://') })],
  },
  {
    name: 'data of 65 bytes',
    says: 'BUTTON_DATA_INVALID',
    results: [
      article({ reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x'.repeat(65) }]] } }),
    ],
  },
  { name: 'a button without a payload', says: "can't use empty start_parameter", more: opens('') },
  { name: 'a long payload', says: 'too long start_parameter specified', more: opens('x'.repeat(65)) },
  {
    name: 'a payload of other letters',
    says: 'unallowed characters in start_parameter are used',
    more: opens('уран'),
  },
  {
    name: 'a button without an action',
    says: 'inline query results button must have exactly one optional field',
    more: { button: { text: 'Бот' } },
  },
];

for (const { name, says, results = [article()], more = {} } of REFUSED) {
  test(`an inline answer is refused: ${name}`, async () => {
    const inline_query_id = control.inlineQuery(anna, `нет: ${name}`);
    const answer = await call(standIn, 'answerInlineQuery', { inline_query_id, results, ...more });
    assert.equal(answer.body.description, `Bad Request: ${says}`);
    assert.equal(control.inlineAnswer(inline_query_id), null);
    control.expectRefusal({ method: 'answerInlineQuery' });
  });
}

test('a query is answered once, and by the id of an inline query only', async () => {
  const inline_query_id = control.inlineQuery(anna, 'раз');
  await result(standIn, 'answerInlineQuery', { inline_query_id, results: [] });
  for (const id of [inline_query_id, '17']) {
    const answer = await call(standIn, 'answerInlineQuery', { inline_query_id: id, results: [] });
    assert.match(answer.body.description ?? '', /query is too old/);
  }
});

test('a chosen result is a message of the person, by the bot, as Telegram would store it', async () => {
  const queryId = control.inlineQuery(anna, 'уран');
  await result(standIn, 'answerInlineQuery', {
    inline_query_id: queryId,
    results: [
      article({
        input_message_content: {
          message_text: '  <b>Казатомпром</b> &amp; Cameco ',
          parse_mode: 'HTML',
          link_preview_options: { url: 'https://sary.kz/u', prefer_small_media: true },
        },
        reply_markup: url('https://t.me/kopir_bot?start=story_1'),
      }),
    ],
    ...opens('inline'),
  });
  assert.deepEqual(control.inlineAnswer(queryId)?.button, opens('inline').button);
  const messageId = control.chooseResult(anna, queryId, '1');
  const view = control.transcript(anna).at(-1);
  assert.equal(view?.messageId, messageId);
  assert.equal(view?.text, 'Казатомпром & Cameco');
  assert.deepEqual(view?.entities, [{ type: 'bold', offset: 0, length: 11 }]);
  assert.equal(view?.viaBot, true);
  assert.deepEqual(view?.from, { id: anna, name: 'Анна', isBot: false });
  assert.deepEqual(control.press(anna, 'Открыть', { messageId }), {
    kind: 'open',
    url: 'https://t.me/kopir_bot?start=story_1',
  });
  const updates: Update[] = await result(standIn, 'getUpdates');
  const message = updates.findLast((update) => update.message)?.message;
  assert.equal(message?.via_bot?.is_bot, true);
  assert.deepEqual(message?.link_preview_options, { url: 'https://sary.kz/u', prefer_small_media: true });
  assert.throws(() => control.chooseResult(dana, queryId, '1'), /has no result/);
});

test('an answer is kept for its time: for everybody, or for the one who asked when it is personal', async () => {
  const pending = () => control.pendingUpdates();
  const asks = async (user: number, text: string, more: object) => {
    const inline_query_id = control.inlineQuery(user, text);
    await result(standIn, 'answerInlineQuery', { inline_query_id, results: [article()], ...more });
  };
  const comes = (user: number, text: string, offset = '') => {
    const before = pending();
    const id = control.inlineQuery(user, text, { offset });
    return { fromCache: control.inlineAnswer(id) !== null, told: pending() - before };
  };
  await asks(anna, 'общий', { cache_time: 60 });
  await asks(anna, 'личный', { cache_time: 60, is_personal: true });
  await asks(anna, 'свежий', { cache_time: 0 });
  const cached = { fromCache: true, told: 0 };
  const asked = { fromCache: false, told: 1 };
  assert.deepEqual(comes(dana, 'общий'), cached);
  assert.deepEqual(comes(dana, 'общий', '10'), asked, 'another page');
  assert.deepEqual(comes(anna, 'личный'), cached);
  assert.deepEqual(comes(dana, 'личный'), asked);
  assert.deepEqual(comes(anna, 'свежий'), asked);
  now += 61_000;
  assert.deepEqual(comes(anna, 'общий'), asked);
});
