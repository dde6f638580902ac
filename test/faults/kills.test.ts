import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Moment } from '../../src/app/moments.ts';
import { freshDatabase } from '../support/database.ts';
import { dueChats, judge, openDeliveries } from '../support/fanOut.ts';
import { type FaultMix, seeded } from '../support/faultMix.ts';
import { fleet } from '../support/fleet.ts';
import { killsInFanOut } from '../support/killLoop.ts';
import { startLoadStandin } from '../support/loadStandin.ts';
import { linesOf, type Scenario, scenario } from './kills.ts';

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
/** Much longer than a run takes, also beside other work. */
const SECONDS = 180;
const CHATS = 450;
/** Faults so frequent that a few hundred chats meet each of them. */
const DENSE: FaultMix = {
  blocked: 0.02,
  limited: 0.005,
  broken: 0.02,
  resetAfter: 0.015,
  resetBefore: 0.01,
  hung: 0.005,
};

/** A fan-out of the scenario in its short form: nobody waits for leases, and for a request that hangs a few seconds only. */
async function short(name: Scenario, run: 'program' | 'sender', tell: (words: string) => void) {
  const database = await freshDatabase({ max: 4 });
  const its = scenario(name, run === 'program' ? 2 : 3);
  const mix = Object.keys(its.mix).length > 0 ? DENSE : {};
  // A busy machine may need seconds for an answer: what is not meant to hang is not given up.
  const httpSeconds = mix === DENSE ? 8 : 60;
  const options = { ...its, mix, chats: CHATS, rate: 150, seed: SEED, run, httpSeconds, waits: false };
  const figures = await killsInFanOut(database, options);
  const lines = linesOf(name, figures, options);
  tell(`FAULT_SEED=${SEED} ${lines.map(([what, figure, unit]) => `${what}: ${figure} ${unit}`).join(', ')}`);
  for (const problem of figures.problems) tell(problem);
  for (const [what, figure, , limit] of lines) {
    if (limit) assert.ok('least' in limit ? figure >= limit.least : figure <= limit.most, what);
  }
  return figures;
}

describe('of what is killed in a fan-out nothing is lost, and only what was in flight comes twice', {
  concurrency: 2,
}, () => {
  test('without a kill and a fault each chat gets its digest once', {
    timeout: SECONDS * 1000,
  }, async (t) => {
    const { states, doubled } = await short('plain', 'sender', t.diagnostic.bind(t));
    assert.deepEqual({ states, doubled }, { states: { sent: CHATS }, doubled: 0 });
  });

  for (const run of ['sender', 'program'] as const) {
    test(`with kills of the ${run}`, { timeout: SECONDS * 1000 }, async (t) => {
      const { killed, missing, states } = await short('kills', run, t.diagnostic.bind(t));
      assert.ok(killed > 0);
      assert.deepEqual({ missing, states }, { missing: 0, states: { sent: CHATS } });
    });
  }

  for (const name of ['faults', 'drop'] as const) {
    test(`with kills and faults, scenario "${name}"`, { timeout: SECONDS * 1000 }, async (t) => {
      const { killed, unanswered, states } = await short(name, 'sender', t.diagnostic.bind(t));
      assert.ok(killed > 0 && unanswered > 0 && (states.dead ?? 0) > 0, 'there was something to mend');
      if (name === 'drop') assert.ok((states.unknown ?? 0) >= unanswered);
    });
  }
});

/** In this order a process dies at each of them in the same fan-out; at which passing, first and last possible. */
const POINTS: readonly [point: Moment['point'], first: number, last: number][] = [
  ['planned', 1, 1],
  ['claimed', 1, 1],
  ['sending', 2, 5],
  ['posted', 10, 40],
  ['answered', 10, 40],
];
/** Long enough to die between a request and its answer. */
const LATENCY_MS = 60;

describe('a process that dies at a named moment leaves exactly what it began in doubt', {
  concurrency: true,
}, () => {
  for (const [index, policy] of (['resend', 'drop'] as const).entries()) {
    test(`with UNKNOWN_OUTCOME=${policy}`, { timeout: SECONDS * 1000 }, async (t) => {
      t.diagnostic(`FAULT_SEED=${SEED}`);
      const random = seeded(SEED + index);
      const database = await freshDatabase({ max: 4 });
      const { sql } = database;
      const standin = await startLoadStandin(LATENCY_MS, 0);
      t.after(() => standin.close());
      const processes = fleet({
        database,
        origin: standin.origin,
        rate: 200,
        policy,
        run: 'sender',
        httpSeconds: 60,
      });
      t.after(() => processes.close());
      await dueChats(database, CHATS);

      const inDoubt = new Set<number>();
      const arrivedInDoubt = new Set<number>();
      for (const [point, first, last] of POINTS) {
        const nth = first + Math.floor(random() * (last - first + 1));
        const { child, gone } = processes.start({ point, nth });
        await gone;
        assert.equal(
          child.signalCode,
          'SIGKILL',
          `${point} was not passed: ${processes.problems.join('; ')}`,
        );
        // What is still on its way to the database or the Bot API arrives.
        await sleep(300);
        const rows = await sql<{ chatId: string; state: string }[]>`
          select chat_id::text as "chatId", state from deliveries where worker is not null and unknown_count = 0`;
        const sending = rows.filter(({ state }) => state === 'sending').map(({ chatId }) => Number(chatId));
        const fresh = sending.filter((chatId) => !inDoubt.has(chatId));
        const arrived = fresh.filter((chatId) => standin.copies.has(chatId));
        if (point === 'planned') assert.deepEqual([...rows], [], 'a plan is kept whole or not at all');
        if (point === 'claimed') assert.ok(rows.length > 0 && sending.length === 0, 'claimed, nothing begun');
        if (point === 'sending') assert.ok(arrived.length < fresh.length, 'committed and not sent');
        if (point === 'posted' || point === 'answered') assert.ok(arrived.length > 0, 'arrived, not written');
        await sql`update deliveries set lease_until = now() where state = 'claimed'`;
        for (const chatId of fresh) inDoubt.add(chatId);
        for (const chatId of arrived) arrivedInDoubt.add(chatId);
      }

      await sql`update deliveries set sending_at = sending_at - interval '1 hour' where state = 'sending'`;
      processes.start();
      while ((await openDeliveries(database)) > 0) await sleep(100);
      const verdict = await judge(database, standin.copies);
      assert.deepEqual(processes.problems, []);
      assert.deepEqual([verdict.planned, verdict.unrecorded, verdict.falselySent], [CHATS, 0, 0]);
      if (policy === 'resend') {
        assert.deepEqual(verdict.states, { sent: CHATS });
        const twice = [...standin.copies].filter(([, copies]) => copies === 2).map(([chatId]) => chatId);
        assert.deepEqual(twice.sort(), [...arrivedInDoubt].sort(), 'a second copy of what had arrived');
        assert.equal(verdict.mostCopies, 2);
      } else {
        assert.deepEqual(verdict.states, { sent: CHATS - inDoubt.size, unknown: inDoubt.size });
        assert.deepEqual([verdict.mostCopies, verdict.missing], [1, inDoubt.size - arrivedInDoubt.size]);
      }
    });
  }
});
