import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import type { StandIn } from '../../../src/demo/standin/standin.ts';
import { type Answer, call, result } from './call.ts';
import { REFUSED_CALLS } from './refusedCalls.ts';
import { REFUSED_MESSAGES } from './refusedMessages.ts';
import { button, chats, entity, long, send, startRefusing } from './refusing.ts';

let standIn: StandIn;
before(async () => {
  standIn = await startRefusing();
});
after(() => standIn.close());

/** Every 400 and 403 of the methods. */
const REFUSALS = [...REFUSED_MESSAGES, ...REFUSED_CALLS];
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
