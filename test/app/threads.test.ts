import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readChat } from '../../src/app/chats.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { leaveThread } from '../../src/app/threads.ts';
import type { SendOutcome } from '../../src/domain/delivery.ts';
import { eq } from '../../src/store/drizzle.ts';
import { deliveries } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aDelivery, anEdition, aPart, deliverDeps } from '../support/delivery.ts';

const { db } = await freshDatabase();
const GONE = { kind: 'threadGone', reason: 'Bad Request: message thread not found', errorCode: 400 } as const;
const rowOf = async (id: number) => (await db.select().from(deliveries).where(eq(deliveries.id, id)))[0];

/** Sends; every topic in `deleted` is refused as Telegram does. */
function forum(deleted: ReadonlySet<number | null>) {
  const sent: (number | null)[] = [];
  return {
    sent,
    send: async ({ threadId }: { threadId: number | null }): Promise<SendOutcome> => {
      sent.push(threadId);
      return deleted.has(threadId) ? GONE : { kind: 'sent', messageId: sent.length };
    },
  };
}

test('a digest whose forum topic was deleted goes to General, once, and so do those that follow', async () => {
  const chatId = await aChat(db, { type: 'group', threadId: 77 });
  const editionId = await anEdition(db, { parts: [aPart('1'), aPart('2')] });
  const { id } = await aDelivery(db, { chatId, editionId });
  const messenger = forum(new Set([77]));
  const alerts: string[] = [];
  const deps = deliverDeps(db, { messenger, onAlert: ({ reason }) => alerts.push(reason) });
  const until = performance.now() + 20_000;
  while ((await rowOf(id))?.state !== 'sent' && performance.now() < until) await deliverDue(deps);
  assert.deepEqual(messenger.sent, [77, null, null]);
  assert.deepEqual(alerts, [GONE.reason], 'an operator may read of it');
  const chat = await readChat(db, chatId);
  assert.deepEqual([chat?.threadId, chat?.status], [null, 'active'], 'the chat is not dead');
  const next = await aDelivery(db, { chatId });
  await deliverDue(deps);
  assert.equal((await rowOf(next.id))?.state, 'sent');
  assert.deepEqual(messenger.sent.slice(3), [null]);
});

test('a chat without a topic to which such words are said loses that digest and nothing else', async () => {
  const chatId = await aChat(db, { type: 'group' });
  const { id } = await aDelivery(db, { chatId });
  const messenger = forum(new Set([null]));
  await deliverDue(deliverDeps(db, { messenger }));
  assert.deepEqual(messenger.sent, [null]);
  assert.deepEqual([(await rowOf(id))?.state, (await rowOf(id))?.reason], ['dead', GONE.reason]);
  assert.equal((await readChat(db, chatId))?.status, 'active');
});

test('a topic that an administrator chose meanwhile is not taken away', async () => {
  const chatId = await aChat(db, { type: 'group', threadId: 5 });
  await leaveThread({ db }, chatId, 4);
  assert.equal((await readChat(db, chatId))?.threadId, 5);
  await leaveThread({ db }, chatId, 5);
  assert.equal((await readChat(db, chatId))?.threadId, null);
  await leaveThread({ db }, 404, 5);
});
