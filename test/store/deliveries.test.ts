import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { pauseChat, resume, stop } from '../../src/app/chats.ts';
import { deliverDue, sweep } from '../../src/app/deliver.ts';
import { type SendOutcome, settle, type UnknownPolicy } from '../../src/domain/delivery.ts';
import { databaseClock } from '../../src/store/clock.ts';
import {
  claimDue,
  release,
  releaseOverdue,
  type Started,
  settleStranded,
  startSending,
} from '../../src/store/deliveries.ts';
import { inArray, sql } from '../../src/store/drizzle.ts';
import { finishSending } from '../../src/store/outcomes.ts';
import { expireOverdue } from '../../src/store/planning.ts';
import { deliveries } from '../../src/store/schema.ts';
import { freshDatabase } from '../support/database.ts';
import {
  aChat,
  aDelivery,
  anEdition,
  aPart,
  deliverDeps,
  fakeMessenger,
  someKnowledge,
} from '../support/delivery.ts';

const { db } = await freshDatabase();
const clock = databaseClock(db);
const chatDeps = { db, clock, knowledge: someKnowledge(), defaultZone: 'Asia/Almaty' };
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.RUNS ?? 12);
console.log(`store/deliveries.test.ts: SEED=${seed} RUNS=${runs}`);

const CHATS = 2;
const PARTS = 2;
const FINAL = ['sent', 'dead', 'unknown', 'expired', 'cancelled'];

/** What can happen to the outbox. Workers are 0 and 1, `pick` chooses among what there is. */
type Command =
  | { do: 'claim' | 'start' | 'giveBack' | 'crash'; worker: number }
  | { do: 'answer'; worker: number; pick: number; kind: SendOutcome['kind'] }
  | { do: 'forward'; seconds: number }
  | { do: 'sweep' | 'expire' }
  | { do: 'stop' | 'resume' | 'pause'; chat: number };

const worker = fc.constantFrom(0, 1);
const pick = fc.nat(9);
const chat = fc.nat(CHATS - 1);
const kinds = fc.constantFrom<SendOutcome['kind']>(
  'sent',
  'sent',
  'sent',
  'later',
  'rateLimited',
  'unknown',
  'refused',
  'malformed',
  'unreachable',
  'unauthorized',
);
const weighed = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });
const one = <const T extends string>(...names: T[]) => fc.constantFrom(...names);
const aCommand: fc.Arbitrary<Command> = fc.oneof(
  weighed(5, fc.record({ do: one('claim'), worker })),
  weighed(6, fc.record({ do: one('start'), worker })),
  weighed(8, fc.record({ do: one('answer'), worker, pick, kind: kinds })),
  weighed(1, fc.record({ do: one('giveBack', 'crash'), worker })),
  weighed(3, fc.record({ do: one('forward'), seconds: fc.constantFrom(2, 95) })),
  weighed(2, fc.record({ do: one('sweep') })),
  weighed(1, fc.record({ do: one('expire') })),
  weighed(1, fc.record({ do: one('stop', 'pause', 'resume', 'resume'), chat })),
);

function outcomeOf(kind: SendOutcome['kind'], messageId: number): SendOutcome {
  if (kind === 'sent') return { kind, messageId };
  if (kind === 'rateLimited') return { kind, retryAfterSeconds: 1 };
  if (kind === 'migrated') return { kind, toChatId: 1 };
  if (kind === 'later' || kind === 'unknown' || kind === 'unauthorized') return { kind, reason: kind };
  return { kind, reason: kind, errorCode: 400 };
}

/** Lets time pass by moving everything that waits into the past. */
async function forward(seconds: number): Promise<void> {
  const back = sql`make_interval(secs => ${seconds})`;
  await db.execute(sql`
    update deliveries set not_before = not_before - ${back}, expires_at = expires_at - ${back},
           lease_until = lease_until - ${back}, sending_at = sending_at - ${back} where done_at is null`);
}

async function play(commands: readonly Command[], policy: UnknownPolicy): Promise<void> {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  const parts = Array.from({ length: PARTS }, (_, n) => aPart(String(n)));
  const editionId = await anEdition(db, { parts });
  const chatIds: number[] = [];
  for (let n = 0; n < CHATS; n++)
    chatIds.push((await aDelivery(db, { chatId: await aChat(db), editionId })).chatId);

  const ids = [randomUUID(), randomUUID()];
  const held: number[][] = [[], []];
  const flying: Started[][] = [[], []];
  /** Copies of each part that Telegram took, or may have taken. */
  const copies = new Map<string, number>();
  const ended = new Map<number, string>();
  let messages = 0;

  const request = (row: Started) => {
    const key = `${row.id}/${row.part}`;
    copies.set(key, (copies.get(key) ?? 0) + 1);
  };
  const take = (who: number, which: number) =>
    flying[who]!.splice(which % Math.max(1, flying[who]!.length), 1)[0];

  for (const command of commands) {
    if (command.do === 'claim') {
      held[command.worker]!.push(...(await claimDue(db, ids[command.worker]!, 3)).map(({ id }) => id));
    } else if (command.do === 'start') {
      const rows = await startSending(db, ids[command.worker]!, held[command.worker]!.splice(0, 2));
      for (const row of rows) assert.ok(!ended.has(row.id), 'what has ended is not sent');
      flying[command.worker]!.push(...rows);
    } else if (command.do === 'answer') {
      const row = take(command.worker, command.pick);
      if (row === undefined) continue;
      const outcome = outcomeOf(command.kind, ++messages);
      if (outcome.kind === 'sent' || outcome.kind === 'unknown') request(row);
      const chatId = row.chatId;
      if (outcome.kind === 'unreachable') await pauseChat(chatDeps, chatId, 'blocked');
      const settled = settle({ ...row, parts: PARTS, expired: false }, outcome, policy);
      await finishSending(db, ids[command.worker]!, [
        { ...settled, id: row.id, sentPart: row.part, sentAt: row.sendingAt },
      ]);
    } else if (command.do === 'giveBack') {
      await release(db, ids[command.worker]!, held[command.worker]!.splice(0));
    } else if (command.do === 'crash') {
      held[command.worker] = [];
      // The worst case: Telegram took all of them, and nobody will ever know.
      for (const row of flying[command.worker]!.splice(0)) request(row);
      ids[command.worker] = randomUUID();
    } else if (command.do === 'forward') {
      await forward(command.seconds);
    } else if (command.do === 'sweep') {
      await settleStranded(db, policy, 90);
      await releaseOverdue(db);
    } else if (command.do === 'expire') {
      await expireOverdue(db, await clock.now(), 100);
    } else if (command.do === 'stop') {
      await stop(chatDeps, chatIds[command.chat]!);
    } else if (command.do === 'resume') {
      await resume(chatDeps, chatIds[command.chat]!);
    } else if (command.do === 'pause') {
      await pauseChat(chatDeps, chatIds[command.chat]!, 'blocked');
    }
    for (const row of await db.select().from(deliveries)) {
      const before = ended.get(row.id);
      // A late answer says that the part arrived after all: the next one goes out, or is not wanted any more.
      if (before !== undefined && before !== row.state) {
        assert.deepEqual(
          [before, ['sent', 'queued', 'cancelled'].includes(row.state) ? true : row.state],
          ['unknown', true],
          'an end is an end',
        );
      }
      if (FINAL.includes(row.state)) ended.set(row.id, row.state);
      else ended.delete(row.id);
      assert.equal(row.messageIds.length, row.part + (row.state === 'sent' ? 1 : 0));
    }
  }

  for (const row of flying.flat()) request(row);
  // All workers are gone, time passes, a healthy one comes: everything has an end.
  await forward(95);
  await settleStranded(db, policy, 90);
  const messenger = fakeMessenger();
  for (let n = 0; n < PARTS + 2; n++) {
    await forward(40);
    await db.execute(
      sql`update deliveries set state = 'queued', worker = null, lease_until = null where state = 'claimed'`,
    );
    await db.execute(sql`update send_gate set next_at = now(), paused_until = '-infinity'`);
    await db.execute(sql`update deliveries set not_before = now() - interval '1 s' where state = 'queued'`);
    await deliverDue(deliverDeps(db, { messenger, unknownOutcome: policy }));
  }
  const later = messenger.sent.map(({ chatId, text }) => [chatId, text] as const);
  await expireOverdue(db, new Date(Date.now() + 86_400_000), 100);
  for (const row of await db.select().from(deliveries)) {
    assert.ok(FINAL.includes(row.state), `${row.state} is an end`);
    for (let part = 0; part < PARTS; part++) {
      const healthy = later.filter(([to, text]) => to === row.chatId && text === String(part)).length;
      const total = (copies.get(`${row.id}/${part}`) ?? 0) + healthy;
      assert.ok(total <= (policy === 'resend' ? 2 : 1), `part ${part} went out ${total} times`);
      if (row.state === 'sent') assert.ok(total >= 1, `part ${part} of a sent delivery never went out`);
    }
  }
  const going = inArray(deliveries.state, ['queued', 'claimed', 'sending']);
  assert.equal(await db.$count(deliveries, going), 0);
}

test('a claim that comes too late to be given back leaves the message that is on its way alone', async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  const editionId = await anEdition(db, { parts: [aPart('0')] });
  const worker = randomUUID();
  await aDelivery(db, { chatId: await aChat(db), editionId });
  const [claim] = await claimDue(db, worker, 1);
  assert.equal((await startSending(db, worker, [claim!.id])).length, 1);
  await release(db, worker, [claim!.id]);
  const [row] = await db.select().from(deliveries);
  assert.deepEqual([row?.state, row?.worker], ['sending', worker]);
});

test('only its own worker starts a send, and only within its lease', async () => {
  await db.execute(sql`truncate chats, follows, subscriptions, deliveries, editions`);
  const { id } = await aDelivery(db);
  const [mine, other] = [randomUUID(), randomUUID()];
  assert.deepEqual(
    (await claimDue(db, mine, 10)).map((claimed) => claimed.id),
    [id],
  );
  assert.deepEqual(await claimDue(db, other, 10), []);
  assert.deepEqual(await startSending(db, other, [id]), []);
  await db.execute(sql`update deliveries set lease_until = now() - interval '1 ms'`);
  assert.deepEqual(await startSending(db, mine, [id]), []);
  const { released } = await sweep({ db, unknownOutcome: 'resend' });
  assert.equal(released, 1);
  await claimDue(db, other, 10);
  assert.equal((await startSending(db, other, [id])).length, 1);
  assert.equal((await db.select().from(deliveries))[0]?.state, 'sending');
});

test('property: whatever happens, each delivery ends once and no part goes out too often', async () => {
  const history = fc.array(aCommand, { minLength: 30, maxLength: 90, size: 'max' });
  const policies = fc.constantFrom<UnknownPolicy>('resend', 'resend', 'drop');
  await fc.assert(fc.asyncProperty(history, policies, play), { seed, numRuns: runs });
});
