import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHostQueue, type Entered, type HostTurns } from '../../src/sources/hosts.ts';
import { memoryTurns } from '../../src/sources/memoryTurns.ts';

const never = new AbortController().signal;

/** A queue on a clock that only sleeping moves. */
function queueAt(fetchAllow: string[] = [], turns?: HostTurns) {
  let time = 1_000_000;
  const now = () => time;
  const hosts = createHostQueue({
    fetchAllow: new Set(fetchAllow),
    now,
    sleep: async (ms) => {
      time += ms;
    },
    turns: turns ?? memoryTurns(now),
  });
  return { hosts, now, pass: (ms: number) => (time += ms) };
}

async function end(entered: Entered | Promise<Entered>): Promise<void> {
  const turn = await entered;
  if (turn.kind !== 'turn') assert.fail('paused');
  await turn.end();
}

test('a host is entered by one at a time, two seconds after the last one left', async () => {
  const { hosts, now, pass } = queueAt();
  const entered: number[] = [];
  let inside = 0;
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      const turn = await hosts.enter('a:443', never);
      assert.equal(++inside, 1);
      entered.push(now());
      await Promise.resolve();
      pass(300);
      inside--;
      await end(turn);
    }),
  );
  const gaps = entered.slice(1).map((at, index) => at - (entered[index] ?? 0));
  assert.deepEqual(gaps, [2300, 2300, 2300, 2300]);
});

test('hosts do not wait for each other', async () => {
  const { hosts, now } = queueAt();
  const before = now();
  await hosts.enter('a:443', never);
  await hosts.enter('b:443', never);
  await hosts.enter('a:80', never);
  assert.equal(now(), before);
});

test('a crawl delay is honoured, between two and thirty seconds, and can be taken back', async () => {
  for (const [asked, got] of [
    [10, 10_000],
    [0.1, 2000],
    [500, 30_000],
    [null, 2000],
  ] as const) {
    const { hosts, now } = queueAt();
    await hosts.setDelay('a:443', 20);
    await hosts.setDelay('a:443', asked);
    await end(hosts.enter('a:443', never));
    const before = now();
    await hosts.enter('a:443', never);
    assert.equal(now() - before, got);
  }
});

test('an allowed address takes eight at a time, unspaced, whatever its robots.txt wants', async () => {
  const { hosts, now } = queueAt(['127.0.0.1:9000']);
  await hosts.setDelay('127.0.0.1:9000', 20);
  const before = now();
  const turns: Entered[] = [];
  for (let n = 0; n < 8; n++) turns.push(await hosts.enter('127.0.0.1:9000', never));
  let ninth = false;
  const waiting = hosts.enter('127.0.0.1:9000', never).then(() => {
    ninth = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(ninth, false);
  await end(turns[0]!);
  await waiting;
  assert.equal(now(), before);
});

test('who gives up waiting leaves the place to the next, and nobody overtakes', async () => {
  const { hosts } = queueAt();
  const first = await hosts.enter('a:443', never);
  const stop = new AbortController();
  const order: string[] = [];
  const impatient = hosts.enter('a:443', stop.signal);
  const patient = hosts.enter('a:443', never).then((turn) => {
    order.push('patient');
    return turn;
  });
  stop.abort(new Error('enough'));
  await assert.rejects(impatient, /enough/);
  const ending = end(first);
  const late = hosts.enter('a:443', never).then(() => order.push('late'));
  await ending;
  await end(patient);
  await late;
  assert.deepEqual(order, ['patient', 'late']);
});

test('who gives up while he waits for the time leaves the place, too', async () => {
  const stop = new AbortController();
  const now = () => 1_000_000;
  const hosts = createHostQueue({
    fetchAllow: new Set(),
    now,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  });
  await end(hosts.enter('a:443', never));
  const waiting = hosts.enter('a:443', stop.signal);
  const behind = assert.rejects(hosts.enter('a:443', AbortSignal.timeout(50)), { name: 'AbortError' });
  stop.abort(new Error('enough'));
  await assert.rejects(waiting, { name: 'AbortError' });
  await behind;
});

test('a pause is known until it is over, and a shorter one does not end it', async () => {
  const { hosts, pass } = queueAt(['b:80']);
  for (const host of ['a:443', 'b:80']) {
    assert.equal(await hosts.pause(host, 5), 5);
    await hosts.pause(host, 1);
    assert.deepEqual(await hosts.enter(host, never), { kind: 'paused', ms: 5000 });
    await end(hosts.enter('c:443', never));
    pass(5000);
    assert.equal((await hosts.enter(host, never)).kind, 'turn');
  }
});

test('a host that refuses without a time is left alone for longer and longer, until it answers', async () => {
  const { hosts, pass } = queueAt(['b:80']);
  const pauses: (number | null)[] = [];
  const refused = async () => {
    const turn = await hosts.enter('a:443', never);
    const seconds = (await hosts.pause('a:443', null)) ?? 0;
    await end(turn);
    pass(seconds * 1000);
    return seconds;
  };
  for (let n = 0; n < 13; n++) pauses.push(await refused());
  assert.deepEqual(pauses.slice(0, 4), [60, 120, 240, 480]);
  assert.equal(pauses.at(-1), 86_400);
  await end(hosts.enter('a:443', never));
  assert.equal(await refused(), 60);
  assert.equal(await hosts.pause('b:80', null), null, 'an allowed address is not spaced');
});

test('turns that are out of reach fail the asker and leave the place free', async () => {
  let isBroken = true;
  const sound = memoryTurns(() => 0);
  const turns: HostTurns = {
    ...sound,
    claim: (host) => (isBroken ? Promise.reject(new Error('no database')) : sound.claim(host)),
    giveBack: () => Promise.reject(new Error('no database')),
  };
  const { hosts } = queueAt([], turns);
  await assert.rejects(hosts.enter('a:443', never), /no database/);
  isBroken = false;
  await end(hosts.enter('a:443', never));
});

test('a turn that is never given back ends by itself', async () => {
  let time = 0;
  const turns = memoryTurns(() => time);
  const lost = await turns.claim('a:443');
  assert.deepEqual(await turns.claim('a:443'), { kind: 'wait', ms: 30_000 });
  time = 30_000;
  const next = await turns.claim('a:443');
  assert.equal(next.kind, 'turn');
  // The lost one comes back: it ends nobody else's turn.
  await turns.giveBack('a:443', lost.kind === 'turn' ? lost.id : '');
  assert.equal((await turns.claim('a:443')).kind, 'wait');
});
