import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { anOrder, type Order } from '../support/orders.ts';
import { randomFrom } from '../support/random.ts';
import { startUpdatesApi } from '../support/updatesApi.ts';
import { setStage } from './stage.ts';

const stage = await setStage();
const api = await startUpdatesApi();
const me = { id: 1, is_bot: true, first_name: 'Köpir', username: 'kopir_bot' };
const bot = createBot(stage.deps, { token: '1:test', apiRoot: api.origin, me: me as never });
test.after(() => api.close());

const CHAT = 3_000_001;
let nextId = 1;
/** An update of the chat, of the kind whose JSON matches. */
function anUpdate(kind: RegExp): Order['update'] {
  const random = randomFrom(nextId);
  for (;;) {
    const { update } = anOrder(random, nextId, CHAT);
    if (!kind.test(JSON.stringify(update))) continue;
    nextId += 1;
    return update;
  }
}
const handle = (update: Order['update']) => bot.handleUpdate(update as never);

/** What finds nothing to change, what makes something to change, and what is true afterwards, also of a repetition. */
const CASES: { early: string; first: RegExp; later: RegExp[]; holds: [string, string[]] }[] = [
  {
    early: 'an unblock of a chat that was never blocked',
    first: /old_chat_member":\{"status":"kicked"/,
    later: [/\/start/, /\/subscribe trade/, /old_chat_member":\{"status":"member"/],
    holds: ['paused', ['trade']],
  },
  {
    early: 'an /unsubscribe of a chat without subscriptions',
    first: /\/unsubscribe trade/,
    later: [/\/start/, /\/subscribe trade/],
    holds: ['active', ['trade']],
  },
  {
    early: 'a button that ends a topic which is not subscribed to',
    first: /v1:end:trade/,
    later: [/\/start/, /\/subscribe trade/],
    holds: ['active', ['trade']],
  },
];
for (const { early, first, later, holds } of CASES) {
  test(`${early} has no effect when it comes again later`, async () => {
    await stage.deps.db.execute(`delete from chats`);
    const update = anUpdate(first);
    await handle(update);
    for (const kind of later) await handle(anUpdate(kind));
    await handle(update);
    const chat = await readChat(stage.deps.db, CHAT);
    assert.deepEqual([chat?.status, chat?.digests], holds);
    assert.deepEqual(stage.problems, []);
  });
}

test('a press that was done and not answered is answered when it comes again, and its topics are shown as they are', async () => {
  await stage.deps.db.execute(`delete from chats`);
  await handle(anUpdate(/\/start/));
  const press = anUpdate(/"data":"v1:sub:trade:on"/);
  await handle(press);
  const before = api.calls.length;
  await handle(press);
  const [edit, answer, ...more] = api.calls.slice(before);
  assert.equal(edit?.method, 'editMessageText');
  assert.match(JSON.stringify(edit.fields.reply_markup), /v1:sub:trade:off/);
  assert.equal(answer?.method, 'answerCallbackQuery');
  assert.equal(answer.fields.text ?? '', '', 'its button is not out of use');
  assert.deepEqual(more, []);
});
