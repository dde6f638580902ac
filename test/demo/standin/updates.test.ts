import assert from 'node:assert/strict';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { type StandIn, type StandInOptions, startStandIn } from '../../../src/demo/standin/standin.ts';
import { call, result } from './call.ts';

const anna = 301;

/** A stand-in with one person who has pressed Start; her `/start` is confirmed. */
async function open(t: TestContext, options: StandInOptions = {}): Promise<StandIn> {
  const standIn = await startStandIn(options);
  t.after(() => standIn.close());
  standIn.control.addUser({ id: anna, name: 'Анна' });
  standIn.control.start(anna);
  const updates = await result(standIn, 'getUpdates');
  await result(standIn, 'getUpdates', { offset: updates[0].update_id + 1 });
  return standIn;
}

const textsOf = (updates: any[]) => updates.map(({ message }) => message.text);

test('updates come again until an offset confirms them, and a negative one counts from the end', async (t) => {
  const standIn = await open(t);
  for (const text of ['1', '2', '3', '4']) standIn.control.say(anna, text);
  const all = await result(standIn, 'getUpdates');
  assert.deepEqual(textsOf(all), ['1', '2', '3', '4']);
  assert.deepEqual(
    textsOf(await result(standIn, 'getUpdates', { limit: 0 })),
    ['1'],
    'limit is clamped to 1',
  );
  assert.deepEqual(textsOf(await result(standIn, 'getUpdates', { offset: all[1].update_id })), [
    '2',
    '3',
    '4',
  ]);
  assert.deepEqual(textsOf(await result(standIn, 'getUpdates', { offset: -2 })), ['3', '4']);
  assert.deepEqual(textsOf(await result(standIn, 'getUpdates')), ['3', '4'], 'what was before is forgotten');
  const ids = all.map((update: { update_id: number }) => update.update_id);
  assert.deepEqual(
    ids,
    ids.toSorted((a: number, b: number) => a - b),
  );
});

test('a long poll waits, gives what comes at once together, and ends empty after its time', async (t) => {
  const standIn = await open(t);
  const waiting = result(standIn, 'getUpdates', { timeout: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  standIn.control.say(anna, 'а');
  standIn.control.say(anna, 'б');
  const updates = await waiting;
  assert.deepEqual(textsOf(updates), ['а', 'б']);
  const began = Date.now();
  const none = await result(standIn, 'getUpdates', { offset: updates[1].update_id + 1, timeout: 1 });
  assert.deepEqual(none, []);
  assert.ok(Date.now() - began >= 900);
});

test('a poll whose bot hung up is no rival of the next one', async (t) => {
  const standIn = await open(t);
  const hangUp = new AbortController();
  const url = `${standIn.apiRoot}/bot${standIn.token}/getUpdates?timeout=30`;
  const gone = assert.rejects(fetch(url, { signal: hangUp.signal }));
  await new Promise((resolve) => setTimeout(resolve, 50));
  hangUp.abort();
  await gone;
  await standIn.control.until(() => standIn.control.calls('getUpdates').length >= 3);
  standIn.control.say(anna, 'а');
  assert.deepEqual(textsOf(await result(standIn, 'getUpdates', { timeout: 5 })), ['а']);
});

test('another getUpdates, setWebhook, and a set webhook each end polling with 409 in their own words', async (t) => {
  const standIn = await open(t);
  const first = call(standIn, 'getUpdates', { timeout: 20 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = call(standIn, 'getUpdates', { timeout: 20 });
  assert.deepEqual((await first).body, {
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const hook = { url: 'https://site.kz/hook' };
  const set = await call(standIn, 'setWebhook', hook);
  assert.deepEqual(set.body, { ok: true, result: true, description: 'Webhook was set' });
  assert.equal((await second).body.description, 'Conflict: terminated by setWebhook request');
  assert.equal(
    (await call(standIn, 'getUpdates')).body.description,
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  );
  const again = await call(standIn, 'setWebhook', hook);
  assert.equal(again.body.description, 'Too Many Requests: retry after 1');
  assert.equal(again.headers.get('retry-after'), '1');
  assert.deepEqual(again.body.parameters, { retry_after: 1 });
  standIn.control.advance(1000);
  assert.equal((await call(standIn, 'setWebhook', hook)).body.description, 'Webhook is already set');
  assert.equal((await call(standIn, 'deleteWebhook')).body.description, 'Webhook was deleted');
  assert.deepEqual(await result(standIn, 'getUpdates'), []);
});

test('allowed_updates are remembered and count when an update is created', async (t) => {
  const standIn = await open(t);
  const { control } = standIn;
  await result(standIn, 'getUpdates', { allowed_updates: ['my_chat_member'] });
  control.say(anna, 'никому');
  control.block(anna);
  await result(standIn, 'getUpdates', { allowed_updates: [] });
  control.unblock(anna);
  control.say(anna, 'снова');
  const updates: any[] = await result(standIn, 'getUpdates');
  assert.deepEqual(
    updates.map(({ my_chat_member: change, message }) => change?.new_chat_member.status ?? message.text),
    ['kicked', 'member', 'снова'],
  );
});

test('a callback lives 150 s, an inline query 30 s, a message 24 h', async (t) => {
  const standIn = await open(t);
  const { control } = standIn;
  await result(standIn, 'sendMessage', {
    chat_id: anna,
    text: 'x',
    reply_markup: { inline_keyboard: [[{ text: 'К', callback_data: 'v1:x' }]] },
  });
  control.say(anna, 'текст');
  control.press(anna, 'К');
  control.inlineQuery(anna, 'уран');
  const kinds = async () => {
    const updates: any[] = await result(standIn, 'getUpdates');
    return updates.map((update) => Object.keys(update)[1]);
  };
  assert.deepEqual(await kinds(), ['message', 'callback_query', 'inline_query']);
  control.advance(30_001);
  assert.deepEqual(await kinds(), ['message', 'callback_query']);
  control.advance(120_001);
  assert.deepEqual(await kinds(), ['message']);
  control.advance(86_400_000);
  assert.deepEqual(await kinds(), []);
});

test('a callback on a deleted message carries an inaccessible one, with data no button has', async (t) => {
  const standIn = await open(t);
  const pressed = standIn.control.pressRaw(anna, 'v0:old', { messageId: 4242 });
  const [{ callback_query }] = await result(standIn, 'getUpdates');
  assert.deepEqual([callback_query.message.date, callback_query.message.message_id], [0, 4242]);
  assert.equal(callback_query.data, 'v0:old');
  assert.ok(pressed.kind === 'callback');
  await result(standIn, 'answerCallbackQuery', { callback_query_id: pressed.queryId, text: 'Устарело' });
  assert.equal(standIn.control.callbackAnswer(pressed.queryId)?.text, 'Устарело');
});

/** A webhook of a bot that answers as `answers` say, then 200. */
async function hook(t: TestContext, answers: readonly { status: number; retryAfter?: number }[]) {
  const seen: { update: any; secret: unknown; at: number }[] = [];
  const read = async (request: IncomingMessage) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    return JSON.parse(body);
  };
  const server = createServer((request, response) => {
    void read(request).then((update) => {
      const answer = answers[seen.length] ?? { status: 200 };
      const secret = request.headers['x-telegram-bot-api-secret-token'];
      seen.push({ update, secret, at: Date.now() });
      if (answer.retryAfter !== undefined) response.setHeader('retry-after', answer.retryAfter);
      response.writeHead(answer.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

test('a failed post is repeated at once, then later, keeps the order of its chat, and shows in getWebhookInfo', async (t) => {
  const standIn = await open(t);
  const { control } = standIn;
  const boris = control.addUser({ name: 'Борис' });
  const { seen, url } = await hook(t, [{ status: 500 }, { status: 503, retryAfter: 0 }]);
  await result(standIn, 'setWebhook', { url, secret_token: 's-1' });
  control.say(anna, '1');
  control.say(anna, '2');
  await control.until(() => control.pendingUpdates() === 0);
  const first = seen[0]?.update;
  assert.deepEqual(
    seen.map(({ update }) => update.message.text),
    ['1', '1', '1', '2'],
  );
  assert.deepEqual(seen[2]?.update, first);
  assert.ok(seen.every(({ secret }) => secret === 's-1'));
  const info = await result(standIn, 'getWebhookInfo');
  assert.equal(info.last_error_message, 'Wrong response from the webhook: 503 Service Unavailable');
  assert.deepEqual([info.url, info.pending_update_count], [url, 0]);
  control.start(boris);
  await control.until(() => control.pendingUpdates() === 0);
  assert.equal(seen.at(-1)?.update.message.chat.id, boris);
});

test('a chat whose update fails does not hold up another chat', async (t) => {
  const standIn = await open(t);
  const { control } = standIn;
  const boris = control.addUser({ name: 'Борис' });
  const { seen, url } = await hook(t, [{ status: 500, retryAfter: 30 }]);
  await result(standIn, 'setWebhook', { url });
  control.say(anna, 'ждёт');
  await control.until(() => seen.length === 1);
  control.start(boris);
  await control.until(() => seen.length === 2);
  assert.equal(seen[1]?.update.message.text, '/start');
  assert.equal(control.pendingUpdates(), 1);
});
