import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createHostQueue, type HostTurns } from '../../src/sources/hosts.ts';
import { connect } from '../../src/store/client.ts';
import { databaseTurns } from '../../src/store/hosts.ts';
import { forgetHosts } from '../../src/store/retention.ts';
import { freshDatabase } from '../support/database.ts';

const database = await freshDatabase({ max: 4 });
const { db, sql } = database;
// Typed as what the reader asks for: the two folders do not know each other.
const turns: HostTurns = databaseTurns(db);
const never = new AbortController().signal;
const queue = () =>
  createHostQueue({
    fetchAllow: new Set(['127.0.0.1:9000']),
    now: Date.now,
    sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    turns: databaseTurns(db),
  });

beforeEach(() => sql`truncate hosts`);

/** Claims until there is a turn; the row of a new host is made on the way. */
async function turnOf(host: string): Promise<string> {
  for (let n = 0; n < 3; n++) {
    const claim = await turns.claim(host);
    if (claim.kind === 'turn') return claim.id;
  }
  assert.fail('no turn');
}

test('of any number of askers one has the turn of a host', async () => {
  await turns.claim('a:443');
  const claims = await Promise.all(Array.from({ length: 20 }, () => turns.claim('a:443')));
  assert.equal(claims.filter(({ kind }) => kind === 'turn').length, 1);
  for (const claim of claims) if (claim.kind === 'wait') assert.ok(claim.ms >= 20 && claim.ms <= 500);
  assert.equal(typeof (await turnOf('b:443')), 'string', 'another host does not wait');
});

test('the next turn comes two seconds after the last one ended, or after the delay of robots.txt', async () => {
  for (const [delay, least, most] of [
    [2, 1000, 2000],
    [15, 14_000, 15_000],
  ] as const) {
    await turns.setDelay('a:443', delay);
    await sql`update hosts set next_at = now() - interval '1 minute'`;
    await turns.giveBack('a:443', await turnOf('a:443'));
    const claim = await turns.claim('a:443');
    assert.ok(claim.kind === 'wait' && claim.ms > least && claim.ms <= most, JSON.stringify(claim));
  }
});

test('queues of several replicas ask one host one at a time and spaced, by the clock of PostgreSQL', async () => {
  const queues = [queue(), queue(), queue()];
  const times: { from: number; to: number }[] = [];
  await Promise.all(
    queues.map(async (hosts) => {
      const entered = await hosts.enter('a:443', never);
      const from = performance.now();
      await sleep(50);
      times.push({ from, to: performance.now() });
      if (entered.kind === 'turn') await entered.end();
    }),
  );
  times.sort((a, b) => a.from - b.from);
  assert.equal(times.length, 3);
  for (const [n, { from }] of times.entries()) {
    const before = times[n - 1];
    // Two clocks that tick differently, and a turn that begins a little before we look at ours.
    if (before !== undefined) assert.ok(from - before.to >= 1900, `${from - before.to} ms apart`);
  }
});

test('waiting for a turn holds no connection', async () => {
  const own = connect(database.url, { max: 1, name: 'kopir-one' });
  try {
    const one = databaseTurns(own.db);
    await turnOf('a:443');
    const hosts = createHostQueue({
      fetchAllow: new Set(),
      now: Date.now,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
      turns: one,
    });
    const stop = new AbortController();
    const waiting = Array.from({ length: 4 }, () =>
      assert.rejects(hosts.enter('a:443', stop.signal), { name: 'AbortError' }),
    );
    await hosts.enter('b:443', stop.signal);
    assert.equal((await own.sql`select 1 as n`)[0]?.n, 1);
    stop.abort();
    await Promise.all(waiting);
  } finally {
    await own.close(1);
  }
});

test('the turn of a process that died ends after half a minute, and the dead one ends nobody else its turn', async () => {
  const lost = await turnOf('a:443');
  const [row] = await sql`select extract(epoch from next_at - clock_timestamp())::float8 as s from hosts`;
  assert.ok(row?.s > 20 && row?.s <= 30);
  await sql`update hosts set next_at = now() - interval '1 second'`;
  const next = await turnOf('a:443');
  assert.notEqual(next, lost);
  await turns.giveBack('a:443', lost);
  assert.equal((await turns.claim('a:443')).kind, 'wait');
  assert.equal((await sql`select turn from hosts`)[0]?.turn, next);
});

test('what Retry-After asks for outlives the process and is not shortened', async () => {
  await turns.pause('a:443', 3600);
  assert.ok((await turns.pause('a:443', 5)) > 3500);
  const restarted = queue();
  const entered = await restarted.enter('a:443', never);
  assert.ok(entered.kind === 'paused' && entered.ms > 3_500_000 && entered.ms <= 3_600_000);
  // An allowed address keeps no turns, but it may ask to be left alone.
  await restarted.pause('127.0.0.1:9000', 60);
  assert.equal((await queue().enter('127.0.0.1:9000', never)).kind, 'paused');
  assert.equal(await turns.pausedFor('b:443'), 0);
});

test('a host that refuses without a time is left alone for longer and longer, until it answers', async () => {
  const pauses: number[] = [];
  const refused = async () => {
    await sql`update hosts set next_at = '-infinity', paused_until = '-infinity'`;
    const id = await turnOf('a:443');
    const seconds = await turns.pause('a:443', null);
    await turns.giveBack('a:443', id);
    return Math.round(seconds);
  };
  for (let n = 0; n < 13; n++) pauses.push(await refused());
  assert.deepEqual(pauses.slice(0, 3), [60, 120, 240]);
  assert.equal(pauses.at(-1), 86_400);
  await sql`update hosts set next_at = '-infinity', paused_until = '-infinity'`;
  await turns.giveBack('a:443', await turnOf('a:443'));
  assert.equal(await refused(), 60);
});

test('a host that is not asked any more is forgotten, unless it wants to be left alone', async () => {
  await sql`insert into hosts (host, next_at, paused_until) values
    ('old', now() - interval '2 days', null), ('paused', now() - interval '2 days', now() + interval '1 hour'),
    ('new', now(), null)`;
  assert.equal(await forgetHosts(db, new Date(Date.now() - 86_400_000), 100), 1);
  assert.deepEqual(
    (await sql`select host from hosts order by host`).map(({ host }) => host),
    ['new', 'paused'],
  );
});
