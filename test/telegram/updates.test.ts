import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { Bot } from 'grammy';
import { startStandIn } from '../../src/demo/standin/standin.ts';
import { ru } from '../../src/locales/ru.ts';
import type { BotContext } from '../../src/telegram/context.ts';
import { profileHash, syncProfile } from '../../src/telegram/profile.ts';
import { pollUpdates } from '../../src/telegram/updates.ts';
import { registerWebhook, webhookHandler } from '../../src/telegram/webhook.ts';

const standIn = await startStandIn();
after(() => standIn.close());
const { control, token, apiRoot } = standIn;

/** A bot that repeats what it is told, and fails at "boom". */
function echo(api: { token?: string; apiRoot?: string } = {}): Bot<BotContext> {
  const bot = new Bot<BotContext>(api.token ?? token, { client: { apiRoot: api.apiRoot ?? apiRoot } });
  bot.on('message:text', async (ctx) => {
    if (ctx.message.text === 'boom') throw new Error('boom');
    await ctx.reply(`echo ${ctx.message.text}`);
  });
  bot.catch(() => undefined);
  return bot;
}

const listeners = (seen: string[]) => ({
  onConflict: (seconds: number) => seen.push(`conflict ${seconds}`),
  onFatal: () => seen.push('fatal'),
  onProblem: (error: unknown) => seen.push(`problem ${error}`),
  onStart: () => seen.push('start'),
});

test('a second poller pauses the first, which polls again afterwards', async () => {
  const user = control.addUser({ name: 'Анна' });
  const seen: string[] = [];
  const updates = pollUpdates(echo(), { ...listeners(seen), pauseSeconds: 0.2 });
  await control.until(() => control.calls('deleteWebhook').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const other = new Bot(token, { client: { apiRoot } });
  await other.api.getUpdates({ timeout: 0 });
  await control.until(() => control.calls('deleteWebhook').length > 1);
  control.start(user);
  assert.equal((await control.waitForMessage(user)).text, 'echo /start');
  assert.deepEqual(seen, ['start', 'conflict 0.2', 'start']);
  await updates.stop();
  assert.equal(control.pendingUpdates(), 0, 'what was handled is confirmed');
});

test('a wrong token is fatal, and a stop in a pause is quick', async () => {
  const seen: string[] = [];
  const wrong = pollUpdates(echo({ token: '7:wrong' }), listeners(seen));
  await control.until(() => control.calls('getMe').length >= 0 && seen.length > 0).catch(() => undefined);
  await waitFor(() => seen.length > 0);
  assert.deepEqual(seen, ['fatal']);
  await wrong.stop();

  const paused: string[] = [];
  control.addFault({
    fault: { kind: 'refuse', code: 409, description: 'Conflict' },
    method: 'getUpdates',
    count: 1,
  });
  const updates = pollUpdates(echo(), { ...listeners(paused), pauseSeconds: 60 });
  await waitFor(() => paused.includes('conflict 60'));
  const began = performance.now();
  await updates.stop();
  assert.ok(performance.now() - began < 1000);
});

async function served(bot: Bot<BotContext>) {
  const problems: unknown[] = [];
  const webhook = webhookHandler(bot, { secret: 'a-secret_1', onProblem: (error) => problems.push(error) });
  const server = createServer((request, response) => void webhook.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, webhook, problems };
}

test('the webhook serves updates with the secret only', async () => {
  const user = control.addUser({ name: 'Борис' });
  const bot = echo();
  const { url, webhook, problems } = await served(bot);
  await registerWebhook(bot, url, 'a-secret_1');
  control.start(user);
  assert.equal((await control.waitForMessage(user)).text, 'echo /start');
  await bot.api.deleteWebhook();

  const post = async (body: string, headers: Record<string, string>) =>
    (await fetch(url, { method: 'POST', body, headers })).status;
  const secret = { 'x-telegram-bot-api-secret-token': 'a-secret_1' };
  const calls = control.calls('sendMessage').length;
  const update = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: user, type: 'private' },
      from: { id: user, is_bot: false, first_name: 'Б' },
      text: 'hi',
    },
  });
  assert.equal(await post(update, {}), 401);
  assert.equal(await post(update, { 'x-telegram-bot-api-secret-token': 'a-secret_2' }), 401);
  assert.equal(await post(update, { 'x-telegram-bot-api-secret-token': 'a' }), 401);
  assert.equal((await fetch(url)).status, 405);
  assert.equal(control.calls('sendMessage').length, calls, 'nothing of that was handled');
  for (const body of ['{', 'null', '[]', '{"update_id":"x"}'])
    assert.equal(await post(body, secret), 200, body);
  assert.equal(await post('x'.repeat(1024 * 1024 + 1), secret), 413);
  assert.equal(await post(update.replace('"hi"', '"boom"'), secret), 500, 'Telegram sends it again');
  assert.equal(problems.length, 1);
  assert.equal(await post(update, secret), 200);
  assert.equal(control.calls('sendMessage').length, calls + 1);
  await webhook.stop();
  assert.equal(await post(update, secret), 503);
});

test('the profile is set in three languages, and only when it changed', async () => {
  const bot = new Bot(token, { client: { apiRoot } });
  await bot.init();
  let kept: string | null = null;
  const hash = {
    read: async () => kept,
    write: async (value: string) => {
      kept = value;
    },
  };
  control.addFault({ fault: { kind: 'tooManyRequests', seconds: 3600 }, method: 'setMyName', count: 1 });
  assert.equal(await syncProfile(bot.api, bot.botInfo.id, hash), 'partly');
  assert.equal(kept, null);
  assert.equal(await syncProfile(bot.api, bot.botInfo.id, hash), 'set');
  assert.equal(kept, profileHash(bot.botInfo.id));
  const calls = control.calls().length;
  assert.equal(await syncProfile(bot.api, bot.botInfo.id, hash), 'unchanged');
  assert.equal(control.calls().length, calls);

  const cards = ['ru', 'kk', 'en'].map((languageCode) =>
    control.card(control.addUser({ name: 'A', languageCode })),
  );
  assert.deepEqual(
    cards.map(({ name }) => name),
    ['Köpir: Казахстан и США', 'Köpir: Қазақстан мен АҚШ', 'Köpir: Казахстан и США'],
  );
  assert.deepEqual(
    cards.map(({ commands }) => commands.length),
    Array(3).fill(Object.keys(ru.profile.commands).length),
  );
  assert.equal(
    cards[1]?.commands.find(({ command }) => command === 'digest')?.description,
    'Шолуды дәл қазір алу',
  );
  assert.deepEqual(control.violations(), []);
});

async function waitFor(look: () => boolean): Promise<void> {
  for (let tries = 0; tries < 200 && !look(); tries++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(look(), 'it did not happen within 4 s');
}
