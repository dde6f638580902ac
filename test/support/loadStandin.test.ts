import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { aDigestPart } from './delivery.ts';
import { type Ledger, startLoadStandin } from './loadStandin.ts';

/** Its clock stands still until it is put forward. */
async function standin(perSecond: number) {
  let now = 1_000;
  const { server, origin } = await startLoadStandin(1, perSecond, () => now);
  after(() => {
    server.close();
    server.closeAllConnections();
  });
  const messenger = createMessenger({
    token: '1:load',
    apiRoot: origin,
    paidBroadcast: false,
    zone: 'Asia/Almaty',
    username: 'kopir_bot',
  });
  return {
    send: (chatId: number) => messenger.send({ chatId, threadId: null }, aDigestPart(1), { silent: false }),
    forward: (milliseconds: number) => {
      now += milliseconds;
    },
    ledger: async () => (await (await fetch(`${origin}/ledger`)).json()) as Ledger,
  };
}

test('the stand-in for load answers with the message and counts copies per chat', async () => {
  const { send, ledger } = await standin(0);
  const outcomes = [await send(1), await send(2), await send(2)];
  assert.deepEqual(
    outcomes.map(({ kind }) => kind),
    ['sent', 'sent', 'sent'],
  );
  assert.deepEqual(await ledger(), { requests: 3, refused: 0, late: 0, chats: 2, doubled: 1 });
});

test('beyond its rate the stand-in for load refuses as Telegram does, and counts who does not wait', async () => {
  const { send, forward, ledger } = await standin(2);
  await send(1);
  forward(500);
  await send(2);
  forward(499);
  assert.deepEqual(await send(3), { kind: 'rateLimited', retryAfterSeconds: 1 });
  forward(100);
  assert.deepEqual(await send(3), { kind: 'rateLimited', retryAfterSeconds: 1 });
  assert.deepEqual(await ledger(), { requests: 4, refused: 2, late: 0, chats: 2, doubled: 0 });
  forward(1);
  assert.equal((await send(3)).kind, 'rateLimited');
  assert.equal((await ledger()).late, 1);
  forward(1_000);
  assert.equal((await send(3)).kind, 'sent');
  assert.deepEqual(await ledger(), { requests: 6, refused: 3, late: 1, chats: 3, doubled: 0 });
});

test('without a pause the stand-in for load takes its rate in every second', async () => {
  const { send, forward } = await standin(2);
  for (let chat = 0; chat < 6; chat++) {
    assert.equal((await send(chat)).kind, 'sent');
    forward(500);
  }
});
