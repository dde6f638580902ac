import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { faultSeed } from '../support/random.ts';
import { ticks } from './ticks.ts';

const { url } = await freshDatabase({ as: 'administrator' });

test('five planners at once over days with a change of clocks give each due slot one delivery', async (t) => {
  const seed = faultSeed();
  t.diagnostic(`seed ${seed}`);
  const found = await ticks(url, { replicas: 5, ticks: 40, chats: 60, seed, from: '2026-10-23' });
  assert.deepEqual(found.errors, []);
  assert.deepEqual(found.differences, []);
  assert.equal(found.slots, found.runs, 'every run that fell due is in the slots of one delivery');
  assert.ok(found.deliveries > 40, `${found.deliveries} deliveries`);
});
