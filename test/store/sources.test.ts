import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countWaiting, quarantinedOf } from '../../src/store/entries.ts';
import { addSources, claimSources, sourceStates } from '../../src/store/sources.ts';
import { newAppearances } from '../../src/store/troubles.ts';
import { freshDatabase } from '../support/database.ts';

/** More than a statement may have parameters. */
const MANY = 66_000;

test('there may be more sources than a statement has parameters', async () => {
  const { db } = await freshDatabase();
  const ids = Array.from({ length: MANY }, (_, n) => `source_${n}`);
  await addSources(db, ids);
  await addSources(db, ids);
  assert.equal((await claimSources(db, ids, 3)).length, 3);
  assert.deepEqual(await newAppearances(db, ids), []);
  assert.equal(await countWaiting(db, ids), 0);
  assert.deepEqual([...(await quarantinedOf(db, ids))], []);
  const states = await sourceStates(db, ids);
  assert.equal(states.length, MANY);
  assert.equal(states.filter(({ lastTriedAt }) => lastTriedAt !== null).length, 3);
});
