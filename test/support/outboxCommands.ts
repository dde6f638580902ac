import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { migrateChat, pauseChat, setLanguage, stop } from '../../src/app/chats.ts';
import { sweep } from '../../src/app/deliver.ts';
import { forget } from '../../src/app/forget.ts';
import { subscribe, unsubscribe } from '../../src/app/subscribe.ts';
import { claimDue, release, startSending } from '../../src/store/deliveries.ts';
import { agree, type Flying, type Real } from './outboxAgree.ts';
import type { Bench, Worker } from './outboxBench.ts';
import * as model from './outboxModel.ts';
import * as sends from './outboxSends.ts';

/** Chats that a history begins with. */
export const CHATS = [-101, -102, -103];

export type Command = fc.AsyncCommand<model.Model, Real>;

/** A command that both sides carry out, after which they must agree. */
function command(
  name: string,
  check: (m: model.Model) => boolean,
  run: (m: model.Model, real: Real) => Promise<unknown>,
): Command {
  return {
    check,
    run: async (m, real) => agree(m, real, (await run(m, real)) === true),
    toString: () => name,
  };
}

const copyOf = ({ id, part }: model.Row) => `${id}/${part}`;
const count = (real: Real, row: model.Row, by: number) =>
  real.copies.set(copyOf(row), (real.copies.get(copyOf(row)) ?? 0) + by);
const always = () => true;

export const claim = (w: number, limit: number) =>
  command(`claim(${w}, ${limit})`, always, async (m, { bench, workers }) => {
    const { real } = workers[w]!;
    const ids = (await claimDue(bench.db, real.id, limit)).map(({ id }) => id);
    assert.deepEqual(ids, sends.claim(m, real.id, limit));
    real.held = [...real.held.filter((id) => !ids.includes(id)), ...ids];
  });

export const begin = (w: number, n: number) =>
  command(`begin(${w}, ${n})`, always, async (m, { bench, workers }) => {
    const worker = workers[w]!;
    const ids = worker.real.held.splice(0, n);
    const rows = await startSending(bench.db, worker.real.id, ids);
    const begun = rows.map(({ id }) => id);
    await release(
      bench.db,
      worker.real.id,
      ids.filter((id) => !begun.includes(id)),
    );
    const expected = sends.start(m, worker.real.id, ids);
    assert.deepEqual(begun.toSorted(), expected.map(({ id }) => id).toSorted());
    worker.real.committed.push(...rows.map((row) => ({ row, began: m.now })));
    worker.committed.push(...begun.map((id) => expected.find((row) => row.id === id)!));
  });

export const post = (w: number, pick: number) =>
  command(`post(${w}, ${pick})`, always, async (m, real) => {
    const worker = real.workers[w]!;
    if (worker.committed.length === 0) return;
    const at = pick % worker.committed.length;
    const [row] = worker.committed.splice(at, 1);
    const [{ row: started, began }] = worker.real.committed.splice(at, 1) as [Worker['committed'][number]];
    const flight = { row: row!, worker: worker.real.id };
    const isStale = m.now - began > 2 * model.SECOND && sends.rowOf(m, flight) === undefined;
    const isHeld = worker.refused || m.now < worker.pausedTo;
    if (!isStale && isHeld) sends.release(m, worker.real.id, [row!.id], ['claimed', 'sending']);
    const request = await worker.real.ship(started, began);
    assert.equal(request !== null, !isStale && !isHeld, 'a request leaves just when it may');
    if (request === null) return;
    assert.equal(request.text, `${row!.due / 1000}/${row!.part}/${row!.language}`);
    assert.deepEqual([request.chatId, request.plain], [row!.chat, row!.plain]);
    count(real, row!, 1);
    worker.flying.push({ flight, request });
  });

const KINDS = [
  'sent',
  'sent',
  'sent',
  'sent',
  'later',
  'rateLimited',
  'unknown',
  'unknown',
  'refused',
  'malformed',
  'unreachable',
  'migrated',
  'unauthorized',
] as const;
function anAnswer(kind: (typeof KINDS)[number], real: Real, target: number): sends.Answer {
  if (kind === 'sent') return { kind, messageId: ++real.messages };
  if (kind === 'rateLimited') return { kind, retryAfterSeconds: 10 };
  // Into a chat that is known, or into a new one.
  if (kind === 'migrated') return { kind, toChatId: CHATS[target] ?? -1000 - ++real.moves };
  if (kind === 'later' || kind === 'unknown' || kind === 'unauthorized') return { kind, reason: kind };
  return { kind, reason: kind, errorCode: 400 };
}

export const answer = (w: number, pick: number, kind: (typeof KINDS)[number], target: number) =>
  command(`answer(${w}, ${pick}, ${kind}, ${target})`, always, async (m, real) => {
    const worker = real.workers[w]!;
    if (worker.flying.length === 0) return;
    const [{ flight, request }] = worker.flying.splice(pick % worker.flying.length, 1) as [Flying];
    const outcome = anAnswer(kind, real, target);
    const alerts = worker.real.alerts.length;
    await request.answer(outcome);
    const alert = sends.answer(m, flight, outcome);
    if (kind === 'rateLimited') worker.pausedTo = Math.max(worker.pausedTo, m.now + 10 * model.SECOND + 1);
    if (kind === 'unauthorized') worker.refused = true;
    // What was certainly not sent is no copy.
    if (kind !== 'sent' && kind !== 'unknown') count(real, flight.row, -1);
    if (alert !== null) assert.equal(worker.real.alerts.length - alerts, alert ? 1 : 0, 'alerts');
    return kind === 'sent';
  });

export const aWorker = (bench: Bench, policy: model.Model['policy']): Real['workers'][number] => ({
  real: bench.worker(randomUUID(), policy),
  committed: [],
  flying: [],
  refused: false,
  pausedTo: 0,
});

export const crash = (w: number) =>
  command(`crash(${w})`, always, async (m, { bench, workers }) => {
    // What was on its way stays a possible copy, and nobody will ever answer for it.
    workers[w] = aWorker(bench, m.policy);
  });

const giveBack = (w: number) =>
  command(`giveBack(${w})`, always, async (m, { bench, workers }) => {
    const { real } = workers[w]!;
    const ids = real.held.splice(0);
    await release(bench.db, real.id, ids);
    sends.release(m, real.id, ids, ['claimed']);
  });

export const tick = () =>
  command('tick', always, async (m, { bench }) => {
    model.plan(m);
    assert.deepEqual((await bench.plan()).failures, []);
  });

export const clean = () =>
  command('sweep', always, async (m, { bench }) => {
    const alerts: number[] = [];
    const onAlert = ({ deliveryId }: { deliveryId: number }) => alerts.push(deliveryId);
    await sweep({ db: bench.db, unknownOutcome: m.policy, onAlert });
    assert.deepEqual(alerts.toSorted(), sends.sweep(m).toSorted());
  });

export async function moveTo(m: model.Model, bench: Bench, at: number): Promise<void> {
  m.now = at;
  await bench.setTime(at);
}
export const forward = (seconds: number) =>
  command(`forward(${seconds})`, always, (m, { bench }) => moveTo(m, bench, m.now + seconds * model.SECOND));
const nextDigest = () =>
  command('nextDigest', always, (m, { bench }) =>
    moveTo(m, bench, model.slotBefore(m.now) + model.DAY + 5 * model.SECOND),
  );

const chatCommand = (
  name: string,
  chat: number,
  needs: 'known' | 'any',
  run: (m: model.Model, id: number, bench: Bench) => Promise<unknown>,
) => {
  // A chat that moved is found under its new id, one that was forgotten under its old.
  const idOf = (m: model.Model) => [...new Set([...m.chats.keys(), ...CHATS])][chat] ?? CHATS[0]!;
  return command(
    `${name}(${chat})`,
    (m) => needs === 'any' || m.chats.has(idOf(m)),
    async (m, { bench }) => {
      await run(m, idOf(m), bench);
    },
  );
};

const halt = (chat: number) =>
  chatCommand('stop', chat, 'known', (m, id, { chatDeps }) => {
    model.stop(m, id);
    return stop(chatDeps, id);
  });
const block = (chat: number) =>
  chatCommand('block', chat, 'any', (m, id, { chatDeps }) => {
    model.pause(m, id, 'blocked');
    return pauseChat(chatDeps, id, 'blocked');
  });
export const open = (chat: number) =>
  chatCommand('open', chat, 'any', (m, id, bench) => {
    model.open(m, id);
    return bench.open(id);
  });
const erase = (chat: number) =>
  chatCommand('forget', chat, 'any', (m, id, { db }) => {
    model.forget(m, id);
    return forget(db, id);
  });
const speak = (chat: number, language: 'ru' | 'kk') =>
  chatCommand(`speak ${language}`, chat, 'known', (m, id, { chatDeps }) => {
    model.change(m, id, { language });
    return setLanguage(chatDeps, id, language);
  });
export const want = (chat: number, digests: readonly string[]) =>
  chatCommand(`want ${digests.join()}`, chat, 'known', (m, id, { chatDeps }) => {
    model.change(m, id, { add: digests });
    return subscribe(chatDeps, id, digests);
  });
const unwant = (chat: number, digests: readonly string[]) =>
  chatCommand(`end ${digests.join()}`, chat, 'known', (m, id, { chatDeps }) => {
    model.change(m, id, { end: digests });
    return unsubscribe(chatDeps, id, digests);
  });
const move = (chat: number, target: number) =>
  chatCommand(`move to ${target}`, chat, 'any', (m, id, { chatDeps }) => {
    const to = CHATS[target] ?? -2000 - m.chats.size;
    model.migrate(m, id, to);
    return migrateChat(chatDeps, id, to);
  });

const worker = fc.nat(2);
const pick = fc.nat(9);
const chat = fc.nat(3);
const digests = fc.constantFrom(['uranium'], ['trade'], ['uranium', 'trade']);
const target = fc.nat(5);
const often = <T>(times: number, arbitrary: fc.Arbitrary<T>) =>
  Array.from({ length: times }, () => arbitrary);

/** All that can happen to the outbox; sending, which needs several steps, the most often. */
export const COMMANDS: fc.Arbitrary<Command>[] = [
  ...often(
    5,
    fc.tuple(worker, fc.integer({ min: 1, max: 4 })).map((args) => claim(...args)),
  ),
  ...often(
    6,
    fc.tuple(worker, fc.integer({ min: 1, max: 3 })).map((args) => begin(...args)),
  ),
  ...often(
    8,
    fc.tuple(worker, pick).map((args) => post(...args)),
  ),
  ...often(
    12,
    fc.tuple(worker, pick, fc.constantFrom(...KINDS), target).map((args) => answer(...args)),
  ),
  worker.map(crash),
  worker.map(giveBack),
  ...often(2, fc.constant(null).map(tick)),
  ...often(2, fc.constant(null).map(clean)),
  ...often(5, fc.constantFrom(1, 3, 3, 31, 95, 400, 7 * 3600).map(forward)),
  fc.constant(null).map(nextDigest),
  chat.map(halt),
  chat.map(block),
  ...often(2, chat.map(open)),
  chat.map(erase),
  ...often(
    2,
    fc.tuple(chat, fc.constantFrom('ru' as const, 'kk' as const)).map((args) => speak(...args)),
  ),
  ...often(
    2,
    fc.tuple(chat, digests).map((args) => want(...args)),
  ),
  fc.tuple(chat, digests).map((args) => unwant(...args)),
  fc.tuple(chat, target).map((args) => move(...args)),
];
