import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliverDue } from '../../src/app/deliver.ts';
import type { Address } from '../../src/app/ports.ts';
import { freshDatabase } from '../support/database.ts';
import { aChat, aDelivery, deliverDeps, fakeMessenger } from '../support/delivery.ts';

const { db } = await freshDatabase();

test('the messenger is told of channels, and of nothing else that it is one', async () => {
  const told = new Map<number, boolean | undefined>();
  const types = ['private', 'group', 'channel'] as const;
  const ids: number[] = [];
  for (const type of types) {
    const chatId = await aChat(db, { type });
    ids.push(chatId);
    await aDelivery(db, { chatId });
  }
  const messenger = fakeMessenger();
  const send: typeof messenger.send = (to: Address, part, options) => {
    told.set(to.chatId, to.isChannel);
    return messenger.send(to, part, options);
  };
  await deliverDue(deliverDeps(db, { messenger: { send } }));
  assert.deepEqual(
    ids.map((id) => told.get(id)),
    [false, false, true],
  );
});
