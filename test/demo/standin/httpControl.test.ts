import assert from 'node:assert/strict';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Update } from 'grammy/types';
import type { MessageView } from '../../../src/demo/standin/reads.ts';
import { DEMO_ACCOUNTS, DEMO_GROUPS, type StandIn, startStandIn } from '../../../src/demo/standin/standin.ts';
import { result } from './call.ts';

let standIn: StandIn;
const [aigerim, sergey] = DEMO_ACCOUNTS.map(({ id }) => id) as [number, number];
const group = DEMO_GROUPS[0]?.id ?? 0;
before(async () => {
  standIn = await startStandIn({ accounts: DEMO_ACCOUNTS, groups: DEMO_GROUPS });
});
after(() => standIn.close());

const get = async (path: string) => {
  const response = await fetch(`${standIn.apiRoot}/demo/api/${path}`);
  return { status: response.status, body: (await response.json()) as any };
};
const post = async (path: string, body: unknown, type = 'application/json') => {
  const response = await fetch(`${standIn.apiRoot}/demo/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as any };
};

test('the ready accounts are a Kazakh and a Russian reader who share a group, a forum and a channel', async () => {
  const { body } = await get('accounts');
  assert.deepEqual(
    body.map((account: any) => [account.name, account.languageCode, account.chats.length]),
    [
      ['Айгерім', 'kk', 4],
      ['Сергей', 'ru', 4],
    ],
  );
  assert.deepEqual(body[1].chats.slice(0, 2), [
    { chatId: sergey, type: 'private', title: 'Көпір', member: 'member', started: false, blocked: false },
    {
      chatId: group,
      type: 'group',
      title: 'Аналитика C5+1',
      member: 'creator',
      started: false,
      blocked: false,
    },
  ]);
  assert.equal(body[0].chats[1].member, 'member');
  const [, , forum, channel] = body[1].chats;
  assert.deepEqual(
    forum.threads.map(({ name }: { readonly name: string }) => name),
    ['Новости', 'Құжаттар'],
  );
  assert.deepEqual([channel.type, channel.member], ['channel', 'member']);
});

test('a conversation over the page: start, read, press, answer', async () => {
  assert.deepEqual((await post(`chats/${aigerim}/say`, { account: aigerim, text: 'сәлем' })).body, {
    ok: false,
    error: 'press Start first',
  });
  assert.deepEqual((await post(`chats/${aigerim}/start`, { account: aigerim, payload: 'uranium' })).body, {
    ok: true,
  });
  const { message_id } = await result(standIn, 'sendMessage', {
    chat_id: aigerim,
    text: 'Сәлем! Тақырып таңдаңыз',
    entities: [{ type: 'bold', offset: 0, length: 6 }],
    reply_markup: { inline_keyboard: [[{ text: 'Уран', callback_data: 'v1:sub:uranium:on' }]] },
  });
  await result(standIn, 'sendChatAction', { chat_id: aigerim, action: 'typing' });
  const { body } = await get(`chats/${aigerim}?account=${aigerim}`);
  assert.deepEqual([body.typing, body.started, body.blocked], [true, true, false]);
  assert.deepEqual(
    body.messages.map((message: MessageView) => [message.from.name, message.from.isBot, message.text]),
    [
      ['Айгерім', false, '/start uranium'],
      ['Көпір', true, 'Сәлем! Тақырып таңдаңыз'],
    ],
  );
  assert.deepEqual(body.messages[0].entities, [{ type: 'bot_command', offset: 0, length: 6 }]);
  assert.deepEqual(body.messages[1].keyboard, [[{ text: 'Уран', callback_data: 'v1:sub:uranium:on' }]]);
  const press = { account: aigerim, messageId: message_id, row: 0, column: 0 };
  const pressed = await post(`chats/${aigerim}/press`, press);
  assert.equal(pressed.body.ok, true);
  const missing = await post(`chats/${aigerim}/press`, { ...press, column: 5 });
  assert.deepEqual([missing.status, missing.body.ok], [400, false]);
  await result(standIn, 'answerCallbackQuery', { callback_query_id: pressed.body.queryId });
});

test('Start in a group adds the bot, and once it is there writes the command with its name', async () => {
  assert.equal((await post(`chats/${group}/start`, { account: sergey })).body.ok, true);
  const added = (await get(`chats/${group}?account=${sergey}`)).body;
  assert.deepEqual(
    added.messages.map((message: MessageView) => message.service ?? message.text),
    ['В группе теперь Көпір'],
  );
  assert.equal((await post(`chats/${group}/start`, { account: sergey })).body.ok, true);
  const { body } = await get(`chats/${group}?account=${sergey}`);
  assert.deepEqual(
    body.messages.map((message: MessageView) => message.service ?? message.text),
    ['В группе теперь Көпір', '/start@kopir_bot'],
  );
  assert.equal(body.started, true);
  const kazakh = (await get(`chats/${group}?account=${aigerim}`)).body;
  assert.equal(kazakh.messages[0].service, 'Топқа Көпір қосылды');
});

test('the bot card is in the language of the account', async () => {
  await result(standIn, 'setMyDescription', { description: 'Новости', language_code: '' });
  await result(standIn, 'setMyDescription', { description: 'Жаңалықтар', language_code: 'kk' });
  await result(standIn, 'setMyCommands', { commands: [{ command: 'topics', description: 'Темы' }] });
  const card = (await get(`bot?account=${aigerim}`)).body;
  assert.deepEqual(card, {
    name: 'Көпір',
    username: 'kopir_bot',
    description: 'Жаңалықтар',
    shortDescription: '',
    commands: [{ command: 'topics', description: 'Темы' }],
  });
});

/** Reads server-sent events of an account until `wanted` of them came. */
async function events(
  account: number,
  wanted: number,
  during: () => Promise<void>,
): Promise<[string, any][]> {
  const hangUp = new AbortController();
  const url = `${standIn.apiRoot}/demo/api/events?account=${account}`;
  const response = await fetch(url, { signal: hangUp.signal });
  assert.match(response.headers.get('content-type') ?? '', /^text\/event-stream/);
  await during();
  let text = '';
  const parsed = () =>
    [...text.matchAll(/^event: (\w+)\ndata: (.*)\n\n/gm)].map(([, name = '', data = '']): [string, any] => [
      name,
      JSON.parse(data),
    ]);
  for await (const chunk of response.body!) {
    text += Buffer.from(chunk).toString('utf8');
    if (parsed().length >= wanted) break;
  }
  hangUp.abort();
  return parsed();
}

test('the page hears of messages, edits, deletions, answers, typing, commands and blocks, of its own chats only', async () => {
  const { control } = standIn;
  control.start(sergey);
  const seen = await events(sergey, 8, async () => {
    control.say(aigerim, 'не для Сергея');
    const { message_id } = await result(standIn, 'sendMessage', {
      chat_id: sergey,
      text: 'раз',
      reply_markup: { inline_keyboard: [[{ text: 'К', callback_data: 'v1:x' }]] },
    });
    const pressed = control.press(sergey, 'К');
    assert.ok(pressed.kind === 'callback');
    const answer = { callback_query_id: pressed.queryId, text: 'Готово', show_alert: true };
    await result(standIn, 'answerCallbackQuery', answer);
    await result(standIn, 'editMessageText', { chat_id: sergey, message_id, text: 'два' });
    await result(standIn, 'sendChatAction', { chat_id: sergey, action: 'typing' });
    await result(standIn, 'deleteMessage', { chat_id: sergey, message_id });
    await result(standIn, 'setMyCommands', { commands: [] });
    await post(`chats/${sergey}/block`, { account: sergey });
    await post(`chats/${sergey}/unblock`, { account: sergey });
  });
  assert.deepEqual(
    seen.map(([name]) => name),
    ['message', 'callbackAnswer', 'edited', 'typing', 'deleted', 'commands', 'chat', 'chat'],
  );
  assert.ok(seen.every(([, data]) => data.chatId === undefined || data.chatId === sergey));
  assert.equal(seen[0]?.[1].message.text, 'раз');
  assert.equal(seen[1]?.[1].text, 'Готово');
  assert.equal(seen[1]?.[1].alert, true);
  assert.deepEqual([seen[6]?.[1].blocked, seen[7]?.[1].blocked], [true, false]);
});

/** A GET with any Host header, which fetch would not send. */
function getAs(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${standIn.apiRoot}/demo/api/accounts`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end();
  });
}

test('only a loopback Host is served', async () => {
  const hosts = ['127.0.0.1:8080', 'localhost', '[::1]:8080', 'evil.example', '127.0.0.1.evil.example'];
  assert.deepEqual(await Promise.all(hosts.map(getAs)), [200, 200, 200, 403, 403]);
});

test('what the page asks wrongly is refused', async () => {
  const asks = [
    await post(`chats/${sergey}/say`, { account: sergey, text: 'x' }, 'text/plain'),
    await post(`chats/${sergey}/say`, []),
    await post(`chats/${sergey}/dance`, { account: sergey }),
    await post(`chats/${sergey}/say`, { account: 5, text: 'x' }),
    await post(`chats/${aigerim}/say`, { account: sergey, text: 'x' }),
    await get('nothing'),
    await get('events?account=5'),
    await get(`chats/${aigerim}?account=${sergey}`),
  ];
  assert.deepEqual(
    asks.map(({ status }) => status),
    [415, 400, 404, 404, 400, 404, 404, 400],
  );
  assert.ok(asks.every(({ body }) => body.ok === false && typeof body.error === 'string'));
});

test('the routes can be mounted on another server, which keeps its other paths', async (t) => {
  const server = createServer((incoming, response) => {
    void standIn.handle(incoming, response).then((served) => {
      if (!served) response.end('page');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  assert.equal(((await (await fetch(`${root}/demo/api/accounts`)).json()) as any[]).length, 2);
  assert.equal(await (await fetch(`${root}/`)).text(), 'page');
});

test('an inline query over the page: results of the bot, one of them chosen, its message by the bot', async () => {
  const before = standIn.control.pendingUpdates();
  const asking = post(`chats/${sergey}/inline`, { account: sergey, text: 'уран' });
  await standIn.control.until(() => standIn.control.pendingUpdates() > before);
  const [update]: Update[] = await result(standIn, 'getUpdates', { offset: -1 });
  const asked = update?.inline_query;
  assert.deepEqual([asked?.from.id, asked?.query, asked?.chat_type], [sergey, 'уран', 'sender']);
  const article = {
    type: 'article',
    id: 'a',
    title: 'Уран',
    input_message_content: { message_text: 'Казатомпром' },
  };
  await result(standIn, 'answerInlineQuery', {
    inline_query_id: asked?.id,
    results: [article],
    next_offset: '1',
    button: { text: 'Бот', start_parameter: 'x' },
  });
  const { body } = await asking;
  assert.deepEqual(
    [body.results, body.nextOffset, body.button.start_parameter],
    [[{ id: 'a', title: 'Уран', description: '' }], '1', 'x'],
  );
  const chosen = { account: sergey, queryId: body.queryId, resultId: 'a' };
  assert.deepEqual((await post(`chats/${sergey}/choose`, chosen)).body, { ok: true });
  const { messages } = (await get(`chats/${sergey}?account=${sergey}`)).body;
  assert.deepEqual([messages.at(-1).text, messages.at(-1).viaBot], ['Казатомпром', true]);
  assert.equal((await post(`chats/${sergey}/choose`, { ...chosen, resultId: 'b' })).body.ok, false);
});

test('a place is sent as a location, and shown as one; what is no place is refused', async () => {
  await post(`chats/${aigerim}/start`, { account: aigerim });
  const sent = await post(`chats/${aigerim}/place`, { account: aigerim, latitude: 43.65, longitude: -51.17 });
  assert.deepEqual([sent.status, sent.body.ok], [200, true]);
  const updates = (await result(standIn, 'getUpdates')) as Update[];
  assert.deepEqual(updates.at(-1)?.message?.location, { latitude: 43.65, longitude: -51.17 });
  const shown = (await get(`chats/${aigerim}?account=${aigerim}`)).body.messages.at(-1);
  assert.deepEqual([shown.text, shown.service], ['📍 43.65, -51.17', undefined]);
  for (const [latitude, longitude] of [
    [90.5, 0],
    [0, 181],
    ['43', '51'],
    [null, 0],
  ]) {
    const refused = await post(`chats/${aigerim}/place`, { account: aigerim, latitude, longitude });
    assert.equal(refused.status, 400, `${latitude} ${longitude}`);
  }
});
