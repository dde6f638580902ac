import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startStandIn } from '../../src/demo/standin/standin.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { anEdition } from './editions.ts';

const standIn = await startStandIn();
after(() => standIn.close());
const { control, token, apiRoot } = standIn;
const options = { token, apiRoot, zone: 'Asia/Almaty', username: 'kopir_bot', paidBroadcast: false } as const;
/** Patient, for a busy machine. */
const messenger = createMessenger({ ...options, timeoutSeconds: 20 });
const hasty = createMessenger({ ...options, timeoutSeconds: 1 });
const [part] = messenger.render(anEdition());
const user = control.addUser({ name: 'Анна' });
control.start(user);
const send = (chatId = user, silent = false, through = messenger) =>
  through.send({ chatId, threadId: null }, part!, { silent });

test('a part arrives as it was rendered, silently when asked', async () => {
  const outcome = await send(user, true);
  assert.equal(outcome.kind, 'sent');
  const stored = control.transcript(user).at(-1)!;
  assert.equal(stored.text, part!.text);
  assert.equal(stored.silent, true);
  assert.deepEqual(
    stored.keyboard?.map((row) => row.map(({ text }) => text)),
    [['1'], ['За неделю'], ['⚙ Настройки', '↗ Поделиться']],
  );
  assert.deepEqual(control.violations(), []);
});

test('a part that has readers already reaches each further one whole', async () => {
  const other = control.addUser({ name: 'Вера' });
  control.start(other);
  await send();
  const paid = createMessenger({ ...options, paidBroadcast: true });
  for (const one of [messenger, paid]) {
    assert.equal((await one.send({ chatId: other, threadId: null }, part!, { silent: false })).kind, 'sent');
    const [first, second] = [user, other].map((chat) => control.transcript(chat).at(-1)!);
    const { text, entities, keyboard } = second!;
    assert.deepEqual(
      { text, entities, keyboard },
      { text: first!.text, entities: first!.entities, keyboard: first!.keyboard },
    );
  }
  assert.equal(String(control.calls('sendMessage').at(-1)?.parameters.allow_paid_broadcast), 'true');
});

test('a part goes to its forum topic', async () => {
  const group = control.createGroup({
    title: 'Форум',
    creator: user,
    supergroup: true,
    forum: true,
  } as never);
  control.addBot(group);
  const threadId = control.addThread(group, 'Новости');
  await messenger.send({ chatId: group, threadId }, part!, { silent: false });
  assert.equal(control.transcript(group).at(-1)?.threadId, threadId);
});

for (const [language, command, count] of [
  ['ru', /\n\nЕщё 5 новостей: \/digest$/, /\n\nЕщё 5 новостей\.$/],
  ['kk', /\n\nТағы 5 жаңалық: \/digest$/, /\n\nТағы 5 жаңалық\.$/],
] as const) {
  test(`a post in a channel ends with no command, for its readers have none (${language})`, async () => {
    const channel = control.createGroup({ title: 'Новости', creator: user, kind: 'channel' });
    control.promoteBot(channel, user);
    const [cut] = messenger.render(anEdition({ kind: 'scheduled', language, moreCount: 5 }));
    const read = async (chatId: number, isChannel: boolean) => {
      await messenger.send({ chatId, threadId: null, isChannel }, cut!, { silent: false });
      return control.transcript(chatId).at(-1)!;
    };
    const told = await read(user, false);
    assert.match(told.text, command);
    for (let n = 0; n < 2; n++) {
      const post = await read(channel, true);
      assert.match(post.text, count);
      assert.deepEqual(
        post.keyboard?.flat().map(({ text }) => text),
        told.keyboard?.flat().map(({ text }) => text),
      );
    }
  });
}

const faults = [
  [
    { kind: 'tooManyRequests', seconds: 7 },
    { kind: 'rateLimited', retryAfterSeconds: 7 },
  ],
  [{ kind: 'internalError' }, { kind: 'later', reason: 'Internal Server Error' }],
  [{ kind: 'badGateway' }, { kind: 'unknown', reason: 'not JSON' }],
  [{ kind: 'notJson' }, { kind: 'unknown', reason: 'not JSON' }],
  [{ kind: 'hang' }, { kind: 'unknown', reason: 'timeout' }],
  [{ kind: 'dropBefore' }, { kind: 'unknown', reason: 'UND_ERR_SOCKET' }],
  [{ kind: 'dropAfter' }, { kind: 'unknown', reason: 'UND_ERR_SOCKET' }],
  [
    { kind: 'refuse', code: 400, description: 'Bad Request: message is too long' },
    { kind: 'malformed', reason: 'Bad Request: message is too long', errorCode: 400 },
  ],
] as const;
for (const [fault, outcome] of faults) {
  test(`${fault.kind} of the server is "${outcome.kind}", and the call is not repeated`, async () => {
    control.clearCalls();
    control.addFault({ fault, method: 'sendMessage', count: 1 });
    assert.deepEqual(await send(user, false, fault.kind === 'hang' ? hasty : messenger), outcome);
    assert.equal(control.calls('sendMessage').length, 1);
  });
}

test('who has blocked the bot is unreachable, and so is a chat nobody knows', async () => {
  const other = control.addUser({ name: 'Борис' });
  control.start(other);
  control.block(other);
  assert.equal((await send(other)).kind, 'unreachable');
  control.expectRefusal({ description: 'chat not found' });
  assert.equal((await send(123)).kind, 'unreachable');
});

test('a group that became a supergroup tells where it is now', async () => {
  const group = control.createGroup({ title: 'Группа', creator: user });
  control.addBot(group);
  const supergroup = control.migrate(group);
  control.expectRefusal({ description: 'upgraded' });
  assert.deepEqual(await send(group), { kind: 'migrated', toChatId: supergroup });
});

test('a server that is not there gets the message later, a wrong token never', async () => {
  const nowhere = createMessenger({ ...options, apiRoot: 'http://127.0.0.1:9' });
  assert.deepEqual(await nowhere.send({ chatId: user, threadId: null }, part!, { silent: false }), {
    kind: 'later',
    reason: 'ECONNREFUSED',
  });
  const stranger = createMessenger({ ...options, token: '1:wrong' });
  assert.equal(
    (await stranger.send({ chatId: user, threadId: null }, part!, { silent: false })).kind,
    'unauthorized',
  );
});
