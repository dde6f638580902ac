import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Bot, InlineKeyboard, webhookCallback } from 'grammy';
import { type StandIn, startStandIn } from '../../../src/demo/standin/standin.ts';

let standIn: StandIn;
before(async () => {
  standIn = await startStandIn();
});
after(() => standIn.close());

/** A bot that knows just enough: /start shows a button, the button edits the message and answers. */
function tinyBot(): Bot {
  const bot = new Bot(standIn.token, { client: { apiRoot: standIn.apiRoot, timeoutSeconds: 60 } });
  bot.command('start', (ctx) =>
    ctx.reply(`Здравствуйте! ${ctx.match}`.trim(), {
      reply_markup: new InlineKeyboard().text('Қазақша', 'v1:lang:kk'),
    }),
  );
  bot.callbackQuery('v1:lang:kk', async (ctx) => {
    await ctx.editMessageText('Сәлем!');
    await ctx.answerCallbackQuery({ text: 'Дайын', show_alert: true });
  });
  return bot;
}

test('a grammY bot goes from Start over a button to an edit and an answer, by polling', async () => {
  const { control } = standIn;
  const anna = control.addUser({ name: 'Анна', languageCode: 'ru' });
  const bot = tinyBot();
  const running = bot.start({ allowed_updates: ['message', 'callback_query', 'my_chat_member'] });

  control.start(anna, 'uranium');
  const welcome = await control.waitForMessage(anna);
  assert.equal(welcome.text, 'Здравствуйте! uranium');

  const pressed = control.press(anna, 'Қазақша');
  const answer = await control.waitForAnswer(pressed);
  assert.deepEqual(answer, { text: 'Дайын', alert: true, url: '' });
  const edited = control.transcript(anna).find(({ messageId }) => messageId === welcome.messageId);
  assert.equal(edited?.text, 'Сәлем!');
  assert.equal(edited?.keyboard, null, 'an edit without reply_markup takes the keyboard away');
  assert.throws(() => control.press(anna, 'Қазақша'), /no button «Қазақша»/);

  assert.deepEqual(control.violations(), []);
  await bot.stop();
  await running;
  assert.equal(control.pendingUpdates(), 0, 'stopping confirms what was handled');
});

test('a second grammY poller ends the first with 409', async () => {
  const first = tinyBot();
  const ended = assert.rejects(first.start(), /409: Conflict: terminated by other getUpdates request/);
  await standIn.control.until(() => standIn.control.calls('deleteWebhook').length > 0);
  await new Promise((resolve) => setTimeout(resolve, 50));
  const second = tinyBot();
  const running = second.start();
  await ended;
  await second.stop();
  await running;
});

test('a grammY bot behind a webhook gets its updates with the secret and in order', async (t) => {
  const { control } = standIn;
  const boris = control.addUser({ name: 'Борис' });
  const bot = tinyBot();
  const server = createServer(webhookCallback(bot, 'http', { secretToken: 'a-secret_1' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  await bot.init();
  await bot.api.setWebhook(`http://127.0.0.1:${port}/hook`, { secret_token: 'a-secret_1' });
  control.start(boris);
  const welcome = await control.waitForMessage(boris);
  assert.equal(welcome.text, 'Здравствуйте!');
  control.press(boris, 'Қазақша');
  await control.until(() => control.unansweredCallbacks().length === 0 && control.pendingUpdates() === 0);
  await bot.api.deleteWebhook();
  assert.deepEqual(control.violations(), []);
});
