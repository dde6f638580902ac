import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { deliverDue, startSender } from '../../src/app/deliver.ts';
import type { SendOutcome } from '../../src/domain/delivery.ts';
import { claimDue, startSending } from '../../src/store/deliveries.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { pausedUntil, pauseGate } from '../../src/store/gate.ts';
import { chats, deliveries, subscriptions } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import {
  aChat,
  aDelivery,
  anEdition,
  aPart,
  aSubscription,
  deliverDeps,
  fakeMessenger,
} from '../support/delivery.ts';

const { db } = await freshDatabase({ max: 20 });

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  await db.execute(sql`update send_gate set next_at = now(), paused_until = '-infinity'`);
});

const theRow = async (id: number) => (await db.select().from(deliveries).where(eq(deliveries.id, id)))[0]!;
const soon = () => ({ notBefore: new Date(Date.now() - 1000) });

const outcomes: {
  outcome: SendOutcome;
  state: string;
  reason?: string | null;
  chat?: string;
  alerts?: number;
  check?: Partial<typeof deliveries.$inferSelect>;
}[] = [
  { outcome: { kind: 'sent', messageId: 5 }, state: 'sent', check: { messageIds: [5], attempts: 1 } },
  { outcome: { kind: 'later', reason: 'ECONNREFUSED' }, state: 'queued', check: { attempts: 1 } },
  { outcome: { kind: 'unknown', reason: 'ECONNRESET' }, state: 'queued', check: { unknownCount: 1 } },
  { outcome: { kind: 'refused', reason: 'no rights', errorCode: 400 }, state: 'dead', alerts: 1 },
  {
    outcome: { kind: 'malformed', reason: 'too long', errorCode: 400 },
    state: 'queued',
    alerts: 1,
    check: { plain: true },
  },
  { outcome: { kind: 'unreachable', reason: 'blocked', errorCode: 403 }, state: 'dead', chat: 'paused' },
  { outcome: { kind: 'rateLimited', retryAfterSeconds: 9 }, state: 'queued', check: { attempts: 0 } },
  { outcome: { kind: 'unauthorized', reason: '401' }, state: 'queued', check: { attempts: 0 } },
];
for (const { outcome, state, chat = 'active', alerts = 0, check = {} } of outcomes) {
  test(`a send that is ${outcome.kind} leaves the row ${state} and the chat ${chat}`, async () => {
    const { id, chatId } = await aDelivery(db);
    await aSubscription(db, { chatId });
    const seen: unknown[] = [];
    const messenger = fakeMessenger(() => outcome);
    const stop = new AbortController();
    const deps = deliverDeps(db, {
      messenger: {
        send: async (...args) => {
          stop.abort();
          return messenger.send(...args);
        },
      },
      onAlert: (alert) => seen.push(alert),
    });
    await deliverDue(deps, stop.signal);
    assert.deepEqual(deps.errors, []);
    assert.equal(messenger.sent.length, 1);
    const row = await theRow(id);
    assert.equal(row.state, state);
    if (outcome.kind !== 'sent' && 'reason' in outcome) assert.equal(row.reason, outcome.reason);
    for (const [key, value] of Object.entries(check)) {
      assert.deepEqual(row[key as keyof typeof row], value, key);
    }
    assert.equal(seen.length, alerts);
    const [after] = await db.select().from(chats);
    assert.equal(after?.status, chat);
    const [subscription] = await db.select().from(subscriptions);
    assert.equal(subscription?.nextDueAt === null, chat === 'paused');
  });
}

test('parts go one after another, a second apart, and only the first one rings', async () => {
  const editionId = await anEdition(db, { parts: [aPart('1'), aPart('2'), aPart('3')] });
  const { id } = await aDelivery(db, { editionId });
  const messenger = fakeMessenger();
  const sender = startSender(deliverDeps(db, { messenger }));
  for (let n = 0; n < 60 && (await theRow(id)).state !== 'sent'; n++) await sleep(100);
  await sender.stop();
  assert.deepEqual(
    messenger.sent.map(({ text, silent }) => [text, silent]),
    [
      ['1', false],
      ['2', true],
      ['3', true],
    ],
  );
  assert.ok(messenger.sent[1]!.at - messenger.sent[0]!.at >= 1000);
  assert.ok(messenger.sent[2]!.at - messenger.sent[1]!.at >= 1000);
  assert.deepEqual((await theRow(id)).messageIds, [1, 2, 3]);
});

test('inside quiet hours nothing rings; a forum topic is kept', async () => {
  const chatId = await aChat(db, { quietFrom: 0, quietTo: 0, threadId: 77 });
  await aDelivery(db, { chatId });
  const messenger = fakeMessenger();
  await deliverDue(deliverDeps(db, { messenger }));
  assert.deepEqual(
    messenger.sent.map(({ silent, threadId }) => [silent, threadId]),
    [[true, 77]],
  );
});

test('a part that Telegram refused as malformed goes out once more as plain text', async () => {
  const part = { text: 'Көпір', entities: [{ type: 'bold', offset: 0, length: 5 }], keyboard: [] };
  const { id } = await aDelivery(db, { editionId: await anEdition(db, { parts: [part] }) });
  const entities: number[] = [];
  const messenger = {
    send: async (_to: unknown, sent: typeof part): Promise<SendOutcome> => {
      entities.push(sent.entities.length);
      return entities.length === 1
        ? { kind: 'malformed', reason: 'entities', errorCode: 400 }
        : { kind: 'sent', messageId: 9 };
    },
  };
  await deliverDue(deliverDeps(db, { messenger: messenger as never }));
  assert.deepEqual(entities, [1, 0]);
  assert.equal((await theRow(id)).state, 'sent');
});

test('a send in doubt is repeated once; in doubt twice it is unknown, with an alert', async () => {
  const { id } = await aDelivery(db);
  const messenger = fakeMessenger(() => ({ kind: 'unknown', reason: 'ECONNRESET' }));
  const alerts: unknown[] = [];
  const deps = deliverDeps(db, { messenger, onAlert: (alert) => alerts.push(alert) });
  for (let n = 0; n < 3; n++) {
    await db.update(deliveries).set(soon()).where(eq(deliveries.state, 'queued'));
    await deliverDue(deps);
  }
  assert.equal(messenger.sent.length, 2);
  assert.equal((await theRow(id)).state, 'unknown');
  assert.deepEqual(alerts, [{ deliveryId: id, state: 'unknown', reason: 'ECONNRESET' }]);
});

test('under the policy drop a send in doubt is not repeated', async () => {
  const { id } = await aDelivery(db);
  const messenger = fakeMessenger(() => ({ kind: 'unknown', reason: 'ECONNRESET' }));
  await deliverDue(deliverDeps(db, { messenger, unknownOutcome: 'drop' }));
  assert.equal((await theRow(id)).state, 'unknown');
});

test('a group that moved gets its message under the new id, and keeps its subscriptions', async () => {
  const chatId = await aChat(db, { chatId: -55, type: 'group' });
  await aSubscription(db, { chatId });
  const { id } = await aDelivery(db, { chatId });
  const messenger = fakeMessenger((to) =>
    to === -55 ? { kind: 'migrated', toChatId: -100_55 } : { kind: 'sent', messageId: 3 },
  );
  await deliverDue(deliverDeps(db, { messenger }));
  assert.deepEqual(
    messenger.sent.map((message) => message.chatId),
    [-55, -100_55],
  );
  const row = await theRow(id);
  assert.deepEqual([row.state, row.chatId], ['sent', -100_55]);
  assert.deepEqual(
    (await db.select().from(subscriptions)).map((subscription) => subscription.chatId),
    [-100_55],
  );
});

test('two senders: every row is sent once', async () => {
  const editionId = await anEdition(db);
  for (let n = 0; n < 60; n++) await aDelivery(db, { editionId });
  const messenger = fakeMessenger(async (_to, n) => {
    await sleep(5);
    return { kind: 'sent', messageId: n };
  });
  await Promise.all([1, 2, 3].map(() => deliverDue(deliverDeps(db, { messenger }))));
  assert.equal(messenger.sent.length, 60);
  assert.equal(new Set(messenger.sent.map(({ chatId }) => chatId)).size, 60);
  assert.equal(await db.$count(deliveries, eq(deliveries.state, 'sent')), 60);
});

test('after a 429 nothing leaves before its pause is over, whichever replica sends', async () => {
  const editionId = await anEdition(db);
  for (let n = 0; n < 20; n++) await aDelivery(db, { editionId });
  let limitedAt = 0;
  const messenger = fakeMessenger((_to, n) => {
    if (n !== 5) return { kind: 'sent', messageId: n };
    limitedAt = performance.now();
    return { kind: 'rateLimited', retryAfterSeconds: 1 };
  });
  const senders = [1, 2].map(() => startSender(deliverDeps(db, { messenger, sendRate: 100 })));
  for (let n = 0; n < 60 && (await db.$count(deliveries, eq(deliveries.state, 'sent'))) < 20; n++) {
    await sleep(100);
  }
  await Promise.all(senders.map((sender) => sender.stop()));
  assert.equal(messenger.sent.length, 21);
  const inside = messenger.sent.filter(({ at }) => at > limitedAt + 100 && at < limitedAt + 1000);
  assert.deepEqual(inside, []);
  assert.equal(await db.$count(deliveries, eq(deliveries.state, 'sent')), 20);
});

test('a long pause is not spent with claims in hand', async () => {
  const { id } = await aDelivery(db);
  await pauseGate(db, 60, 'rate limited');
  assert.ok(await pausedUntil(db));
  const messenger = fakeMessenger();
  const sender = startSender(deliverDeps(db, { messenger }));
  await sleep(300);
  assert.equal((await theRow(id)).state, 'queued');
  await sender.stop(1);
  assert.equal(messenger.sent.length, 0);
});

test('the rate holds over all senders', async () => {
  const editionId = await anEdition(db);
  for (let n = 0; n < 40; n++) await aDelivery(db, { editionId });
  const messenger = fakeMessenger();
  const began = performance.now();
  await Promise.all([1, 2].map(() => deliverDue(deliverDeps(db, { messenger, sendRate: 50 }))));
  const seconds = (performance.now() - began) / 1000;
  assert.equal(messenger.sent.length, 40);
  assert.ok(seconds >= 39 / 50, `${seconds} s`);
});

test('a refused token ends the sender and leaves the rows queued', async () => {
  const editionId = await anEdition(db);
  for (let n = 0; n < 30; n++) await aDelivery(db, { editionId });
  const messenger = fakeMessenger(() => ({ kind: 'unauthorized', reason: '401 Unauthorized' }));
  const sender = startSender(deliverDeps(db, { messenger, sendRate: 30 }));
  assert.equal(await sender.ended, 'unauthorized');
  assert.ok(messenger.sent.length < 5);
  assert.equal(await db.$count(deliveries, eq(deliveries.state, 'queued')), 30);
});

for (const status of ['stopped', 'paused'] as const) {
  test(`a claimed row of a chat that is ${status} meanwhile is not sent`, async () => {
    const { id, chatId } = await aDelivery(db);
    const worker = randomUUID();
    await claimDue(db, worker, 1);
    await db.update(chats).set({ status, statusReason: 'blocked' }).where(eq(chats.chatId, chatId));
    assert.deepEqual(await startSending(db, worker, [id]), []);
    assert.deepEqual([(await theRow(id)).state, (await theRow(id)).reason], ['cancelled', 'blocked']);
  });
}

test('a stopped sender gives its claims back and waits for what is on its way', async () => {
  const editionId = await anEdition(db);
  for (let n = 0; n < 20; n++) await aDelivery(db, { editionId });
  const messenger = fakeMessenger(async (_to, n) => {
    await sleep(200);
    return { kind: 'sent', messageId: n };
  });
  const sender = startSender(deliverDeps(db, { messenger, sendRate: 30 }));
  while (messenger.sent.length === 0) await sleep(5);
  await sender.stop();
  const states = (await db.select({ state: deliveries.state }).from(deliveries)).map(({ state }) => state);
  assert.equal(states.filter((state) => state === 'sent').length, messenger.sent.length);
  assert.equal(states.filter((state) => state === 'queued').length, 20 - messenger.sent.length);
});

test('requests that hang leave the rest of the sender to the others', async () => {
  const hanging = 120;
  const editionId = await anEdition(db, { parts: [aPart('text')] });
  for (let n = 0; n < 400; n++) await aDelivery(db, { editionId, ...soon() });
  const stop = new AbortController();
  const asked: number[] = [];
  const freed = Promise.withResolvers<SendOutcome>();
  const deps = deliverDeps(db, {
    sendRate: 100_000,
    messenger: {
      send: async ({ chatId }) => {
        asked.push(chatId);
        if (asked.length <= hanging) return await freed.promise;
        return { kind: 'sent', messageId: asked.length };
      },
    },
  });
  const sending = deliverDue(deps, stop.signal);
  const deadline = performance.now() + 20_000;
  while (asked.length < 400 && performance.now() < deadline) await sleep(20);
  assert.equal(asked.length, 400, 'eight places are enough for all the others');
  freed.resolve({ kind: 'sent', messageId: 1_000 });
  await sending;
  assert.deepEqual(deps.errors, []);
  assert.equal(new Set(asked).size, 400);
});
