import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHostQueue } from '../../src/sources/hosts.ts';

const never = new AbortController().signal;

/** A queue on a clock that only sleeping moves. */
function queueAt(fetchAllow: string[] = []) {
  let time = 1_000_000;
  const hosts = createHostQueue({
    fetchAllow: new Set(fetchAllow),
    now: () => time,
    sleep: async (ms) => {
      time += ms;
    },
  });
  return { hosts, now: () => time, pass: (ms: number) => (time += ms) };
}

test('a host is entered by one at a time, two seconds after the last one left', async () => {
  const { hosts, now, pass } = queueAt();
  const entered: number[] = [];
  let inside = 0;
  await Promise.all(
    Array.from({ length: 5 }, async () => {
      await hosts.enter('a:443', never);
      assert.equal(++inside, 1);
      entered.push(now());
      await Promise.resolve();
      pass(300);
      inside--;
      hosts.leave('a:443');
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

test('a crawl delay is honoured, between two and thirty seconds', async () => {
  for (const [asked, got] of [
    [10, 10_000],
    [0.1, 2000],
    [500, 30_000],
  ] as const) {
    const { hosts, now } = queueAt();
    hosts.setDelay('a:443', asked);
    await hosts.enter('a:443', never);
    hosts.leave('a:443');
    const before = now();
    await hosts.enter('a:443', never);
    assert.equal(now() - before, got);
  }
});

test('an allowed address takes eight at a time, unspaced', async () => {
  const { hosts, now } = queueAt(['127.0.0.1:9000']);
  const before = now();
  for (let n = 0; n < 8; n++) await hosts.enter('127.0.0.1:9000', never);
  let ninth = false;
  const waiting = hosts.enter('127.0.0.1:9000', never).then(() => {
    ninth = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(ninth, false);
  hosts.leave('127.0.0.1:9000');
  await waiting;
  assert.equal(now(), before);
});

test('who gives up waiting leaves the place to the next', async () => {
  const { hosts } = queueAt();
  await hosts.enter('a:443', never);
  const stop = new AbortController();
  const impatient = hosts.enter('a:443', stop.signal);
  const patient = hosts.enter('a:443', never);
  stop.abort(new Error('enough'));
  await assert.rejects(impatient, /enough/);
  hosts.leave('a:443');
  await patient;
});

test('a pause is known until it is over', () => {
  const { hosts, now, pass } = queueAt();
  hosts.pause('a:443', new Date(now() + 5000));
  assert.equal(hosts.pausedUntil('a:443')?.getTime(), now() + 5000);
  assert.equal(hosts.pausedUntil('b:443'), null);
  pass(5000);
  assert.equal(hosts.pausedUntil('a:443'), null);
});
