import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from '../../src/store/drizzle.ts';
import { reserve } from '../../src/store/gate.ts';
import { freshDatabase } from '../support/database.ts';

const { db } = await freshDatabase({ max: 4 });

/** How much later the next send may leave after these reservations, in milliseconds. */
async function spent(reservations: readonly (readonly [count: number, interactive: number])[], rate: number) {
  await db.execute(sql`update send_gate set next_at = '2100-01-01T00:00Z', paused_until = '-infinity'`);
  for (const [count, interactive] of reservations) await reserve(db, count, interactive, rate);
  const [row] = await db.execute<{ ms: number }>(sql`
    select (extract(epoch from next_at - '2100-01-01T00:00Z'::timestamptz) * 1000)::float8 as ms from send_gate`);
  return row!.ms;
}

for (const rate of [1, 30, 1000]) {
  test(`at ${rate} a second, the messages of a second leave room for late ones, and little of the rate`, async () => {
    const oneByOne = await spent(
      Array.from({ length: Math.min(rate, 100) }, () => [1, 0] as const),
      rate,
    );
    const whole = (oneByOne * rate) / Math.min(rate, 100);
    assert.ok(whole >= 1035 && whole <= 1055, `${whole} ms`);
    assert.ok(Math.abs((await spent([[rate, 0]], rate)) - whole) < 1);
  });
}

test('answers to people take from the rate of the bulk', async () => {
  assert.equal(await spent([[4, 2]], 10), await spent([[6, 0]], 10));
});

test('the first of a reservation leaves when those before it have their time', async () => {
  await db.execute(sql`update send_gate set next_at = '-infinity', paused_until = '-infinity'`);
  assert.equal(await reserve(db, 10_000, 0, 100), 0);
  const wait = await reserve(db, 1, 0, 100);
  // 104 s are taken; what the test itself needed in between is gone from them.
  assert.ok(wait <= 104_000 && wait > 60_000, `${wait} ms`);
});
