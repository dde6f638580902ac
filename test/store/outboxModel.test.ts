import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { agree, type Real } from '../support/outboxAgree.ts';
import { openBench } from '../support/outboxBench.ts';
import * as commands from '../support/outboxCommands.ts';
import * as model from '../support/outboxModel.ts';

/*
 * Random histories of the outbox, against a plain model of its rules. The long form is
 * `MODEL_RUNS=10000 node --test --test-global-setup=test/support/server.ts test/store/outboxModel.test.ts`;
 * a failure is repeated with its MODEL_SEED, and its shrunk history with MODEL_PATH and MODEL_REPLAY as printed.
 */
const bench = await openBench();
const seed = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);
const numRuns = Number(process.env.MODEL_RUNS ?? 30);
const { MODEL_PATH, MODEL_REPLAY } = process.env;
const replay = { ...(MODEL_REPLAY === undefined ? {} : { replayPath: MODEL_REPLAY }) };
const repeat = { seed, numRuns, ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }) };

// At once: a run that is ended from outside tells it too.
console.log(`store/outboxModel.test.ts: MODEL_SEED=${seed} MODEL_RUNS=${numRuns}`);

const EVENING = Date.parse('2026-11-24T12:00:00Z');
const WORKERS = 3;

/** Three chats whose first digest is planned and waits. */
async function begin(policy: model.Model['policy']): Promise<{ m: model.Model; real: Real }> {
  await bench.clear();
  const m: model.Model = {
    ...{ now: EVENING, policy, pausedTo: 0, rows: [], chats: new Map(), editions: new Map() },
  };
  const workers = Array.from({ length: WORKERS }, () => commands.aWorker(bench, policy));
  const real: Real = { bench, workers, copies: new Map(), ended: new Map(), messages: 0, moves: 0 };
  await commands.moveTo(m, bench, EVENING);
  for (const [n] of commands.CHATS.entries()) {
    await commands.open(n).run(m, real);
    await commands.want(n, n === 0 ? ['trade'] : ['uranium', 'trade']).run(m, real);
  }
  await commands.moveTo(m, bench, model.slotBefore(m.now) + model.DAY + 5 * model.SECOND);
  await commands.tick().run(m, real);
  return { m, real };
}

/** All workers are gone; time passes, and a healthy one comes. */
async function drain(m: model.Model, real: Real): Promise<void> {
  for (let w = 0; w < WORKERS; w++) await commands.crash(w).run(m, real);
  for (let round = 0; m.rows.some(({ state }) => ['queued', 'claimed', 'sending'].includes(state)); round++) {
    assert.ok(round < 50, 'everything has an end');
    await commands.forward(400).run(m, real);
    await commands.clean().run(m, real);
    await commands.tick().run(m, real);
    await commands.claim(0, 100).run(m, real);
    await commands.begin(0, 100).run(m, real);
    for (let n = 0; n < 100 && real.workers[0]!.committed.length > 0; n++)
      await commands.post(0, 0).run(m, real);
    while (real.workers[0]!.flying.length > 0) await commands.answer(0, 0, 'sent', 0).run(m, real);
  }
}

test('property: whatever happens, the outbox is as its rules say, each delivery ends once, and no part goes out too often', async () => {
  const history = fc.commands(commands.COMMANDS, { maxCommands: 70, size: 'max', ...replay });
  const policies = fc.constantFrom<model.Model['policy']>('resend', 'resend', 'drop');
  await fc.assert(
    fc.asyncProperty(history, policies, async (some, policy) => {
      const { m, real } = await begin(policy);
      await fc.asyncModelRun(() => ({ model: m, real }), some);
      await drain(m, real);
      await agree(m, real);
      for (const row of m.rows) {
        for (let part = 0; part < row.parts; part++) {
          const copies = real.copies.get(`${row.id}/${part}`) ?? 0;
          const most = policy === 'resend' ? 2 : 1;
          assert.ok(copies <= most, `part ${part} of ${row.id} may have arrived ${copies} times`);
          if (row.state === 'sent' || part < row.part)
            assert.ok(copies >= 1, `part ${part} of ${row.id} never left`);
        }
        assert.equal(row.messages.length, row.part + (row.state === 'sent' ? 1 : 0));
      }
    }),
    repeat,
  );
});
