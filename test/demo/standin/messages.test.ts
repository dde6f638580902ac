import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type StandIn, startStandIn } from '../../../src/demo/standin/standin.ts';
import { type Answer, call, result } from './call.ts';

let standIn: StandIn;
const anna = 201;
before(async () => {
  standIn = await startStandIn();
  standIn.control.addUser({ id: anna, name: 'Анна' });
  standIn.control.start(anna);
});
after(() => standIn.close());

const button = (text: string) => ({ text, callback_data: 'v1:x' });
const rowsOf = (message: any): { text: string }[][] => message.reply_markup?.inline_keyboard ?? [];

test('a sent message comes back as Telegram stores it', async () => {
  const message = await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: '  Дайджест: site.kz ',
    entities: [{ type: 'bold', offset: 2, length: 9 }],
    disable_notification: true,
    link_preview_options: { is_disabled: true },
  });
  assert.equal(message.text, 'Дайджест: site.kz');
  assert.deepEqual(message.entities, [
    { type: 'bold', offset: 0, length: 9 },
    { type: 'url', offset: 10, length: 7 },
  ]);
  assert.deepEqual(message.chat, { id: anna, first_name: 'Анна', type: 'private' });
  assert.equal(message.from.is_bot, true);
  assert.deepEqual(message.link_preview_options, { is_disabled: true });
  assert.equal(standIn.control.transcript(anna).at(-1)?.silent, true);
});

test('a keyboard is cut to 12 a row and 300 in all, and empty buttons vanish', async () => {
  const rows = Array.from({ length: 30 }, () => Array.from({ length: 11 }, () => button('К')));
  const many = await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: 'x',
    reply_markup: { inline_keyboard: rows },
  });
  assert.equal(rowsOf(many).flat().length, 300);
  const small = await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: 'x',
    reply_markup: {
      inline_keyboard: [Array.from({ length: 13 }, () => button('К')), [button('')], [button('Л')]],
    },
  });
  assert.deepEqual(
    rowsOf(small).map((row) => row.length),
    [12, 1],
  );
});

test('query, urlencoded and multipart parameters count the same, numbers may be text, unknown fields are ignored', async () => {
  const url = `${standIn.apiRoot}/bot${standIn.token}/SENDmessage`;
  const form = new FormData();
  form.set('chat_id', String(anna));
  form.set('text', 'г');
  form.set('reply_markup', JSON.stringify({ inline_keyboard: [[button('К')]] }));
  const answers = await Promise.all([
    fetch(`${url}?chat_id=${anna}&text=${encodeURIComponent('г')}&nothing=1`),
    fetch(url, { method: 'POST', body: new URLSearchParams({ chat_id: String(anna), text: 'г' }) }),
    fetch(url, { method: 'POST', body: form }),
    fetch(`${url}?chat_id=${anna}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ text: 'г', reply_markup: JSON.stringify({ inline_keyboard: [[button('К')]] }) }),
    }),
  ]);
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Answer['body'][];
  assert.deepEqual(
    bodies.map(({ result: message }) => message?.text),
    ['г', 'г', 'г', 'г'],
  );
  assert.deepEqual(
    bodies.map(({ result: message }) => rowsOf(message).length),
    [0, 0, 1, 1],
  );
});

test('an edit without keyboard removes it, and a reply names its message', async () => {
  const { message_id } = await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: 'выбор',
    reply_markup: { inline_keyboard: [[button('К')]] },
  });
  const edited = await result(standIn, 'editMessageText', { chat_id: anna, message_id, text: 'выбрано' });
  assert.equal(edited.reply_markup, undefined);
  assert.equal(typeof edited.edit_date, 'number');
  const reply = await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: 'вот',
    reply_parameters: { message_id },
  });
  assert.equal(reply.reply_to_message.text, 'выбрано');
  const lost = await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: 'вот',
    reply_parameters: { message_id: 9999, allow_sending_without_reply: true },
  });
  assert.equal(lost.reply_to_message, undefined);
});

test('typing shows five seconds, or until the message comes', async () => {
  const { control } = standIn;
  await result(standIn, 'sendChatAction', { chat_id: anna, action: 'typing' });
  assert.equal(control.isTyping(anna), true);
  control.advance(5001);
  assert.equal(control.isTyping(anna), false);
  await result(standIn, 'sendChatAction', { chat_id: anna, action: 'typing' });
  await result(standIn, 'sendMessage', { chat_id: anna, text: 'готово' });
  assert.equal(control.isTyping(anna), false);
});

test('in groups the bot sees commands, replies and its name, and with rights everything', async () => {
  const { control } = standIn;
  const chatId = control.createGroup({ title: 'Группа', creator: anna });
  control.addBot(chatId);
  await result(standIn, 'getUpdates', { offset: -1 }).then(([last]) =>
    result(standIn, 'getUpdates', { offset: last.update_id + 1 }),
  );
  const { message_id } = await result(standIn, 'sendMessage', { chat_id: chatId, text: 'бот' });
  control.say(anna, 'просто разговор', { chatId });
  control.say(anna, '/topics', { chatId });
  control.say(anna, '/topics@other_bot', { chatId });
  control.say(anna, '/topics@kopir_bot', { chatId });
  control.say(anna, 'ответ', { chatId, replyTo: message_id });
  control.promoteBot(chatId);
  control.say(anna, 'и это', { chatId });
  const updates: any[] = await result(standIn, 'getUpdates');
  assert.deepEqual(
    updates.map((update) => update.message?.text ?? Object.keys(update)[1]),
    ['/topics', '/topics@kopir_bot', 'ответ', 'my_chat_member', 'и это'],
  );
  const member = await result(standIn, 'getChatMember', { chat_id: chatId, user_id: anna });
  assert.equal(member.status, 'creator');
  await result(standIn, 'leaveChat', { chat_id: chatId });
  const { body } = await call(standIn, 'sendMessage', { chat_id: chatId, text: 'x' });
  assert.equal(body.description, 'Forbidden: bot is not a member of the group chat');
});

test('a post that is forwarded, and a message in the name of the group, say where they come from', async () => {
  const { control } = standIn;
  const channel = control.createGroup({
    title: 'Канал',
    creator: anna,
    kind: 'channel',
    username: 'public_news',
  });
  const group = control.createGroup({ title: 'Группа', creator: anna, kind: 'supergroup' });
  control.addBot(group);
  await result(standIn, 'getUpdates', { offset: -1 }).then(([last]) =>
    result(standIn, 'getUpdates', { offset: last.update_id + 1 }),
  );
  control.say(anna, 'пост', { forwardedFrom: channel });
  control.say(anna, 'пост', { forwardedFrom: group });
  control.say(anna, '/stop', { chatId: group, anonymous: true });
  const [post, chatPost, anonymous] = await result(standIn, 'getUpdates');
  assert.equal(post.message.forward_origin.type, 'channel');
  assert.equal(post.message.forward_origin.chat.id, channel);
  assert.equal(chatPost.message.forward_origin.sender_chat.id, group);
  assert.deepEqual([anonymous.message.sender_chat.id, anonymous.message.from.id], [group, 1_087_968_824]);
  assert.throws(() => control.say(anna, 'x', { forwardedFrom: anna }), /no channel/);
  const seen = await result(standIn, 'getChat', { chat_id: '@Public_News' });
  assert.deepEqual([seen.id, seen.type, seen.title], [channel, 'channel', 'Канал']);
});

test('a topic of a forum keeps its messages apart', async () => {
  const { control } = standIn;
  const chatId = control.createGroup({ title: 'Форум', creator: anna, forum: true });
  control.addBot(chatId);
  const thread = control.addThread(chatId, 'Уран');
  const message = await result(standIn, 'sendMessage', {
    chat_id: chatId,
    message_thread_id: thread,
    text: 'сюда',
  });
  assert.deepEqual([message.message_thread_id, message.is_topic_message], [thread, true]);
  assert.equal(control.transcript(chatId).at(-1)?.threadId, thread);
});

test('pinning needs no rights in a private chat, shows in it, and can be undone', async () => {
  const { message_id } = await result(standIn, 'sendMessage', { chat_id: anna, text: 'важно' });
  await result(standIn, 'pinChatMessage', { chat_id: anna, message_id });
  assert.deepEqual(standIn.control.pinned(anna), [message_id]);
  await result(standIn, 'unpinChatMessage', { chat_id: anna });
  assert.deepEqual(standIn.control.pinned(anna), []);
});

test('an inline query gets its results, the chosen one is sent, and its message can be edited', async () => {
  const { control } = standIn;
  const queryId = control.inlineQuery(anna, 'уран');
  await result(standIn, 'answerInlineQuery', {
    inline_query_id: queryId,
    cache_time: 999_999,
    results: [
      {
        type: 'article',
        id: 'st1',
        title: 'Уран',
        input_message_content: {
          message_text: 'Казатомпром',
          entities: [{ type: 'bold', offset: 0, length: 11 }],
        },
        reply_markup: { inline_keyboard: [[button('Ещё')]] },
      },
    ],
  });
  assert.equal(control.inlineAnswer(queryId)?.cacheSeconds, 86_400);
  const messageId = control.chooseResult(anna, queryId, 'st1');
  assert.equal(control.transcript(anna).at(-1)?.text, 'Казатомпром');
  const updates: any[] = await result(standIn, 'getUpdates');
  const { inline_message_id } = updates.at(-1).chosen_inline_result;
  const pressed = control.press(anna, 'Ещё', { messageId });
  const after: any[] = await result(standIn, 'getUpdates');
  assert.equal(after.at(-1).callback_query.inline_message_id, inline_message_id);
  assert.equal(await result(standIn, 'editMessageText', { inline_message_id, text: 'Другое' }), true);
  assert.equal(control.transcript(anna).find((view) => view.messageId === messageId)?.text, 'Другое');
  assert.ok(pressed.kind === 'callback');
  await result(standIn, 'answerCallbackQuery', { callback_query_id: pressed.queryId });
});

test('a user sees commands of his language and the narrowest scope, else the default', async () => {
  const { control } = standIn;
  const dana = control.addUser({ name: 'Дана', languageCode: 'kk' });
  const john = control.addUser({ name: 'John', languageCode: 'en' });
  const set = (description: string, more = {}) =>
    result(standIn, 'setMyCommands', { commands: [{ command: 'topics', description }], ...more });
  await set('Темы');
  await set('Тақырыптар', { language_code: 'kk' });
  await set('Только здесь', { scope: { type: 'chat', chat_id: john } });
  await result(standIn, 'setMyName', { name: 'Көпір қазақша', language_code: 'kk' });
  await result(standIn, 'setMyDescription', { description: 'Новости' });
  await result(standIn, 'setMyShortDescription', { short_description: 'Коротко' });
  const seen = (userId: number) => control.card(userId).commands.map(({ description }) => description);
  assert.deepEqual([seen(anna), seen(dana), seen(john)], [['Темы'], ['Тақырыптар'], ['Только здесь']]);
  assert.deepEqual([control.card(dana).name, control.card(anna).name], ['Көпір қазақша', 'Көпір']);
  assert.deepEqual(
    [control.card(dana).description, control.card(dana).shortDescription],
    ['Новости', 'Коротко'],
  );
  assert.deepEqual(await result(standIn, 'getMyName', { language_code: 'kk' }), { name: 'Көпір қазақша' });
  await result(standIn, 'deleteMyCommands', { language_code: 'kk' });
  assert.deepEqual(seen(dana), ['Темы']);
});

test('the ledger counts copies and keeps the order of parts', async () => {
  const { control } = standIn;
  const reader = control.addUser({ name: 'Ерлан' });
  control.start(reader);
  for (const text of ['часть 1', 'часть 2', 'часть 1']) {
    await result(standIn, 'sendMessage', { chat_id: reader, text });
  }
  const own = control.ledger().find(({ chatId }) => chatId === reader);
  assert.deepEqual(own?.order, ['часть 1', 'часть 2']);
  assert.deepEqual(
    [...(own?.copies ?? [])],
    [
      ['часть 1', 2],
      ['часть 2', 1],
    ],
  );
});
