import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setLanguage, stop } from '../../src/app/chats.ts';
import { deliverDue, startSender, sweep } from '../../src/app/deliver.ts';
import { outcomeWriter } from '../../src/app/outcomes.ts';
import { unsubscribe } from '../../src/app/subscribe.ts';
import { type SendOutcome, settle } from '../../src/domain/delivery.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { claimDue, type Started, startSending, stillSending } from '../../src/store/deliveries.ts';
import { eq, sql } from '../../src/store/drizzle.ts';
import { pauseGate } from '../../src/store/gate.ts';
import { finishSending, type Settled } from '../../src/store/outcomes.ts';
import { deliveries } from '../../src/store/schema.ts';
import { asAdministrator, freshDatabase } from '../support/database.ts';
import {
  aChat,
  aDelivery,
  anEdition,
  aSubscription,
  deliverDeps,
  fakeMessenger,
  someKnowledge,
} from '../support/delivery.ts';

const database = await freshDatabase();
const { db } = database;
const chatDeps = { db, clock: databaseClock(db), knowledge: someKnowledge(), defaultZone: 'Asia/Almaty' };

beforeEach(async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  await db.execute(sql`update send_gate set next_at = now(), paused_until = '-infinity'`);
});

const theRow = async (id: number) => (await db.select().from(deliveries).where(eq(deliveries.id, id)))[0]!;

async function begun(worker: string, id: number): Promise<Started> {
  await claimDue(db, worker, 100);
  const [row] = await startSending(db, worker, [id]);
  assert.ok(row);
  return row;
}

function outcomeOf(row: Started, outcome: SendOutcome): Settled {
  const settled = settle({ ...row, parts: 1, expired: false }, outcome, 'resend');
  return { ...settled, id: row.id, sentPart: row.part, sentAt: row.sendingAt };
}

test('an outcome whose first writing succeeded unseen does not touch the next send when it is written again', async () => {
  const { id } = await aDelivery(db);
  const worker = randomUUID();
  const first = await begun(worker, id);
  const later = outcomeOf(first, { kind: 'rateLimited', retryAfterSeconds: 1 });
  await finishSending(db, worker, [later]);
  const second = await begun(worker, id);
  await finishSending(db, worker, [later]);
  assert.equal((await theRow(id)).state, 'sending');
  assert.equal(await stillSending(db, worker, first), false, 'the first start of the row is over');
  assert.equal(await stillSending(db, worker, second), true);
  await finishSending(db, worker, [outcomeOf(second, { kind: 'sent', messageId: 7 })]);
  assert.deepEqual([(await theRow(id)).state, (await theRow(id)).messageIds], ['sent', [7]]);
});

test('an outcome that the database cannot take does not keep the others from being written', async () => {
  const worker = randomUUID();
  const editionId = await anEdition(db);
  const rows: Started[] = [];
  for (let n = 0; n < 9; n++) rows.push(await begun(worker, (await aDelivery(db, { editionId })).id));
  const errors: unknown[] = [];
  const writer = outcomeWriter(db, worker, (error) => errors.push(error));
  const written = await Promise.all(
    rows.map((row, n) => {
      const outcome = outcomeOf(row, { kind: 'sent', messageId: n + 1 });
      return writer.write(n === 4 ? { ...outcome, reason: 'half a \ud83d' } : outcome);
    }),
  );
  assert.deepEqual(
    written,
    rows.map((_, n) => n !== 4),
  );
  assert.ok(errors.length > 0 && errors.length <= 8, `${errors.length} statements failed`);
  assert.equal(await db.$count(deliveries, eq(deliveries.state, 'sent')), 8);
  assert.equal((await theRow(rows[4]!.id)).state, 'sending', 'it is settled by its age');
});

test('what a dead worker left is settled while a long pause is on', async (t) => {
  const sendingAt = new Date(Date.now() - 91_000);
  const left = { state: 'sending', worker: randomUUID(), sendingAt } as const;
  const { id } = await aDelivery(db, { ...left, notBefore: new Date(Date.now() + 60_000) });
  const waiting = await aDelivery(db);
  await pauseGate(db, 600, 'rate limited');
  const deps = deliverDeps(db);
  const sender = startSender(deps);
  t.after(() => sender.stop());
  const settled = async (state: string) => {
    for (let n = 0; n < 140 && (await theRow(id)).state === 'sending'; n++) await sleep(50);
    assert.equal((await theRow(id)).state, state);
  };
  await settled('queued');
  await db.update(deliveries).set(left).where(eq(deliveries.id, id));
  await settled('unknown');
  assert.equal((await theRow(waiting.id)).state, 'queued');
  assert.deepEqual(deps.errors, []);
});

for (const { what, values } of [
  { what: 'may have arrived', values: { unknownCount: 1 } },
  { what: 'arrived in part', values: { part: 1, messageIds: [5] } },
]) {
  test(`a digest that ${what} is not exchanged for one in another language, but ends with its last topic`, async () => {
    const chatId = await aChat(db);
    await aSubscription(db, { chatId });
    const editionId = await anEdition(db, { sections: ['uranium@1'] });
    const { id } = await aDelivery(db, { chatId, editionId, ...values });
    await setLanguage(chatDeps, chatId, 'kk');
    assert.deepEqual([(await theRow(id)).state, (await theRow(id)).editionId], ['queued', editionId]);
    await unsubscribe(chatDeps, chatId, ['uranium']);
    assert.deepEqual([(await theRow(id)).state, (await theRow(id)).reason], ['cancelled', 'topics']);
  });
}

test('a chat that is stopped gets nothing planned by a change of language', async () => {
  const chatId = await aChat(db);
  await aSubscription(db, { chatId });
  await stop(chatDeps, chatId);
  // Given back by a sender after the chat was stopped.
  const { id } = await aDelivery(db, { chatId, editionId: await anEdition(db, { sections: ['uranium@1'] }) });
  const { nextDueAt } = await setLanguage(chatDeps, chatId, 'kk');
  assert.equal(nextDueAt, null);
  assert.equal((await theRow(id)).state, 'queued');
});

for (const { policy, unknownCount, state } of [
  { policy: 'resend', unknownCount: 0, state: 'queued' },
  { policy: 'resend', unknownCount: 1, state: 'unknown' },
  { policy: 'drop', unknownCount: 0, state: 'unknown' },
] as const) {
  test(`a row left in sending becomes ${state} under ${policy} after ${unknownCount} doubts`, async () => {
    const sendingAt = new Date(Date.now() - 91_000);
    const held = { state: 'sending', worker: randomUUID(), sendingAt, unknownCount } as const;
    const { id } = await aDelivery(db, held);
    const fresh = await aDelivery(db, { ...held, sendingAt: new Date(Date.now() - 80_000) });
    await sweep({ db, unknownOutcome: policy });
    assert.equal((await theRow(id)).state, state);
    assert.equal((await theRow(fresh.id)).state, 'sending');
  });
}

test('what one dead worker left in doubt does not go out again all at once', async () => {
  const held = { state: 'sending', worker: randomUUID(), sendingAt: new Date(Date.now() - 91_000) } as const;
  const rows = await Promise.all(Array.from({ length: 10 }, () => aDelivery(db, held)));
  await sweep({ db, unknownOutcome: 'resend' });
  const times = await Promise.all(rows.map(async ({ id }) => (await theRow(id)).notBefore.getTime()));
  times.sort((a, b) => a - b);
  for (const [n, time] of times.entries()) {
    if (n > 0) assert.ok(time - times[n - 1]! >= 900, `${times}`);
  }
  assert.ok(times.at(-1)! < Date.now() + 11_000, 'nor much later');
});

test('an answer that comes after the row was given up as doubtful still counts: no second copy', async () => {
  const { id } = await aDelivery(db);
  const messenger = fakeMessenger(async () => {
    await db.execute(sql`update deliveries set sending_at = now() - interval '2 minutes'`);
    await sweep({ db, unknownOutcome: 'resend' });
    return { kind: 'sent', messageId: 8 };
  });
  await deliverDue(deliverDeps(db, { messenger }));
  assert.equal(messenger.sent.length, 1);
  const row = await theRow(id);
  assert.deepEqual([row.state, row.messageIds], ['sent', [8]]);
});

test('an outcome that cannot be written is written later, and nothing is sent again', async () => {
  const { id } = await aDelivery(db);
  const messenger = fakeMessenger(async () => {
    await asAdministrator(database, 'alter table deliveries rename to deliveries_away');
    setTimeout(() => asAdministrator(database, 'alter table deliveries_away rename to deliveries'), 400);
    return { kind: 'sent', messageId: 4 };
  });
  const deps = deliverDeps(db, { messenger });
  const sender = startSender(deps);
  await sleep(1500);
  await sender.stop();
  assert.ok(deps.errors.length > 0, 'the write failed first');
  assert.equal(messenger.sent.length, 1);
  assert.equal((await theRow(id)).state, 'sent');
});
