import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { aDigestPart } from './delivery.ts';
import { FAULT_MIX, type Fault, faultPlan } from './faultMix.ts';
import { type Ledger, startLoadStandin } from './loadStandin.ts';

/** Its clock stands still until it is put forward. */
async function standin(perSecond: number, faults?: (chatId: number, nth: number) => Fault | null) {
  let now = 1_000;
  const options = { clock: () => now, ...(faults && { faults }) };
  const { close, copies, met, origin } = await startLoadStandin(1, perSecond, options);
  after(close);
  const messenger = createMessenger({
    token: '1:load',
    apiRoot: origin,
    paidBroadcast: false,
    timeoutSeconds: 1,
    zone: 'Asia/Almaty',
    username: 'kopir_bot',
  });
  return {
    send: (chatId: number) => messenger.send({ chatId, threadId: null }, aDigestPart(1), { silent: false }),
    forward: (milliseconds: number) => {
      now += milliseconds;
    },
    copies,
    met,
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

test('each fault of the stand-in for load takes the message or not, and is met as what it is', async () => {
  const chats: Record<Fault, number> = {
    blocked: 1,
    broken: 2,
    resetAfter: 3,
    resetBefore: 4,
    hung: 5,
    limited: 6,
  };
  const byChat = new Map(Object.entries(chats).map(([fault, chat]) => [chat, fault as Fault]));
  const first = (chat: number, nth: number) => (nth === 1 ? (byChat.get(chat) ?? null) : null);
  const { send, forward, copies, met } = await standin(0, first);
  const outcomes = [];
  for (const chat of Object.values(chats)) outcomes.push((await send(chat)).kind);
  assert.deepEqual(outcomes, ['unreachable', 'later', 'unknown', 'unknown', 'unknown', 'rateLimited']);
  assert.deepEqual([...copies.keys()], [chats.resetAfter, chats.hung]);
  assert.equal((await send(chats.broken)).kind, 'rateLimited', 'a pause is for everybody');
  forward(1_001);
  for (const chat of Object.values(chats)) assert.equal((await send(chat)).kind, 'sent');
  assert.deepEqual(Object.fromEntries(copies), { 1: 1, 2: 1, 3: 2, 4: 1, 5: 2, 6: 1 });
  assert.equal(met.size, 6);
});

test('a plan of faults follows from its seed and has the shares of its mix', () => {
  const requests = 200_000;
  const drawn = (seed: number) =>
    Array.from({ length: requests }, (_, n) => faultPlan(seed, FAULT_MIX)(1_000_000 + (n >> 1), 1 + (n % 2)));
  const faults = drawn(7);
  assert.deepEqual(drawn(7), faults);
  assert.notDeepEqual(drawn(8), faults);
  for (const [fault, share] of Object.entries(FAULT_MIX)) {
    const n = faults.filter((met) => met === fault).length;
    // Six standard deviations.
    assert.ok(Math.abs(n - requests * share) < 6 * Math.sqrt(requests * share), `${fault}: ${n}`);
  }
});

test('people who ask while it sends are counted by how long they wait, and are no chats of the fan-out', async () => {
  const { close, origin, ledger, askers } = await startLoadStandin(1, 0, { asksPerSecond: 20 });
  after(close);
  const call = async (method: string, body: object) => {
    const answer = await fetch(`${origin}/bot1:load/${method}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { result: { message: { chat: { id: number } } }[] }).result;
  };
  const [update] = await call('getUpdates', {});
  assert.ok(update);
  await call('sendMessage', { chat_id: update.message.chat.id, text: 'Көмек' });
  assert.equal(ledger().requests, 1);
  assert.equal(ledger().chats, 0);
  const { asked, answered, p95Ms } = askers();
  assert.ok(asked >= 1);
  assert.equal(answered, 1);
  assert.ok(p95Ms > 0);
});
