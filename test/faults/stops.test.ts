import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { stopped } from './stops.ts';

const database = await freshDatabase();

for (const moment of ['claimed', 'sending'] as const) {
  const skip = process.platform === 'linux' ? false : 'reads the state of a process from /proc';
  test(`a sender that stood still after "${moment}" sends nothing of what others sent meanwhile`, {
    skip,
  }, async () => {
    const {
      held,
      seconds: _,
      ...found
    } = await stopped(database, { moment, nth: 1, chats: 60, waits: false });
    assert.ok(held[moment] > 0, `it held ${JSON.stringify(held)}`);
    assert.deepEqual(found, { stale: 0, missing: 0, doubled: 0, unsent: 0 });
  });
}
