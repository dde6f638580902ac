import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { faultSeed } from '../support/random.ts';
import { updates } from './updates.ts';

for (const way of ['webhook', 'polling'] as const) {
  test(`updates by ${way} that come five times and in any order take effect once, also over kills`, async (t) => {
    const { url } = await freshDatabase();
    const seed = faultSeed();
    t.diagnostic(`seed ${seed}`);
    const found = await updates(url, { way, updates: 150, chats: 30, kills: 2, seed });
    assert.equal(found.kills, 2);
    assert.equal(found.lost, 0);
    assert.deepEqual(found.differences, []);
    assert.deepEqual(found.errors, []);
  });
}
