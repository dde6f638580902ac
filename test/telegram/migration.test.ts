import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Update } from 'grammy/types';
import { openChat } from '../../src/app/chats.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { follow } from '../../src/app/follow.ts';
import { subscribe } from '../../src/app/subscribe.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { eq } from '../../src/store/drizzle.ts';
import { chats, deliveries, follows, subscriptions } from '../../src/store/schema.ts';
import { createBot } from '../../src/telegram/bot.ts';
import { createMessenger } from '../../src/telegram/messenger.ts';
import { result } from '../demo/standin/call.ts';
import { aDelivery, anEdition, aPart, deliverDeps } from '../support/delivery.ts';
import { aToldStory } from '../support/toldStories.ts';
import { setStage } from './stage.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`telegram/migration.test.ts: SEED=${seed}`);

const stage = await setStage();
const { control, standIn, deps } = stage;
const { db } = deps;
const api = { token: standIn.token, apiRoot: standIn.apiRoot };
const bot = createBot(deps, api);
await bot.init();
const messenger = createMessenger({
  ...api,
  zone: 'Asia/Almaty',
  username: 'kopir_bot',
  paidBroadcast: false,
});
const admin = control.addUser({ name: 'Анна' });

/** The updates that wait for the bot; each is given out once. */
async function updates(): Promise<Update[]> {
  const waiting: Update[] = await result(standIn, 'getUpdates');
  const last = waiting.at(-1)?.update_id;
  if (last !== undefined) await result(standIn, 'getUpdates', { offset: last + 1 });
  return waiting;
}

/** `to`, `from`: the service messages of the old and the new chat. `speak`: an administrator writes in the new one. */
type Act = 'deliver' | 'to' | 'from' | 'speak';

/** A group with a subscription, a followed story and a delivery that waits becomes a supergroup. */
async function move(acts: readonly Act[]): Promise<void> {
  const group = control.createGroup({ title: 'Группа', creator: admin });
  control.addBot(group, admin);
  await updates();
  const chatDeps = { db, clock: deps.clock, knowledge: deps.knowledge(), defaultZone: 'Asia/Almaty' };
  await openChat(chatDeps, { chatId: group, threadId: null, type: 'group', language: 'kk' });
  await subscribe(chatDeps, group, ['trade']);
  const storyId = await aToldStory(db);
  await follow({ db }, group, storyId);
  const editionId = await anEdition(db, { parts: [aPart('Саудадағы жаңалық')] });
  const { id } = await aDelivery(db, { chatId: group, editionId });

  const supergroup = control.migrate(group);
  control.say(admin, '/subscribe@kopir_bot energy', { chatId: supergroup });
  const [to, from, speak] = await updates();
  const given: Readonly<Record<Exclude<Act, 'deliver'>, Update | undefined>> = { to, from, speak };
  assert.ok(to?.message?.migrate_to_chat_id === supergroup && from?.message?.migrate_from_chat_id === group);
  const sender = deliverDeps(db, { messenger, clock: databaseClock(db) });
  for (const act of acts) {
    const update = act === 'deliver' ? undefined : given[act];
    if (update === undefined) await deliverDue(sender);
    else await bot.handleUpdate(structuredClone(update));
  }
  const until = performance.now() + 20_000;
  const delivery = async () => (await db.select().from(deliveries).where(eq(deliveries.id, id)))[0];
  while ((await delivery())?.state !== 'sent' && performance.now() < until) await deliverDue(sender);

  assert.deepEqual(sender.errors, []);
  assert.deepEqual([(await delivery())?.state, (await delivery())?.chatId], ['sent', supergroup]);
  const copies = control.ledger().find(({ chatId }) => chatId === supergroup)?.copies;
  assert.equal(copies?.get('Саудадағы жаңалық'), 1, 'the digest that waited came once');
  assert.deepEqual(await db.select().from(chats).where(eq(chats.chatId, group)), []);
  const topics = await db.select().from(subscriptions).where(eq(subscriptions.chatId, supergroup));
  const digests = topics.map(({ digest }) => digest).sort();
  assert.deepEqual(digests, acts.includes('speak') ? ['energy', 'trade'] : ['trade']);
  const followed = await db.select().from(follows).where(eq(follows.chatId, supergroup));
  assert.deepEqual(
    followed.map((row) => row.storyId),
    [storyId],
  );
}

const ORDERS: readonly (readonly Act[])[] = [
  ['to', 'from', 'deliver'],
  ['from', 'to', 'deliver'],
  ['deliver', 'to', 'from'],
  ['deliver', 'from', 'to'],
  ['to', 'deliver', 'from'],
  ['from', 'deliver', 'to'],
  ['speak', 'to', 'from', 'deliver'],
  ['speak', 'deliver', 'from', 'to'],
];
for (const acts of ORDERS) {
  test(`a group that moves takes everything along and misses no digest: ${acts.join(', ')}`, () =>
    move(acts));
}

test('property: in whatever order a move is seen, and however often', async () => {
  const act = fc.constantFrom<Act>('deliver', 'to', 'from');
  // Who speaks later than the move subscribes in the chat that waits for its digest: that is planned anew then.
  const speak = fc.constantFrom<readonly Act[]>([], ['speak'], ['speak', 'speak']);
  const acts = fc.tuple(speak, fc.array(act, { minLength: 1, maxLength: 8 })).map((parts) => parts.flat());
  await fc.assert(fc.asyncProperty(acts, move), {
    seed,
    numRuns: Number(process.env.RUNS ?? 12),
    endOnFailure: true,
  });
});

test('nothing was refused but sends to the old chats', () => {
  const old = /400 Bad Request: group chat was upgraded to a supergroup chat/;
  assert.deepEqual(
    control.violations().filter((violation) => !old.test(violation)),
    [],
  );
  assert.deepEqual(stage.problems, []);
});
