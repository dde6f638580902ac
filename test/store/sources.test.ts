import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countWaiting, quarantinedOf } from '../../src/store/entries.ts';
import { addSources, claimSources, sourceStates } from '../../src/store/sources.ts';
import { newAppearances } from '../../src/store/troubles.ts';
import { freshDatabase } from '../support/database.ts';

/** More than a statement may have parameters. */
const MANY = 66_000;

test('there may be more sources than a statement has parameters', async () => {
  const { db, sql } = await freshDatabase();
  const ids = Array.from({ length: MANY }, (_, n) => `source_${n}`);
  const [first = '', second = ''] = ids;
  await addSources(db, [first, second]);
  assert.equal((await claimSources(db, ids, 1)).length, 1);
  assert.deepEqual(await newAppearances(db, ids), []);
  assert.equal(await countWaiting(db, ids), 0);
  assert.deepEqual([...(await quarantinedOf(db, ids))], []);
  assert.equal((await sourceStates(db, ids)).length, 2);
  await addSources(db, ids);
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from sources`;
  assert.equal(row?.n, MANY);
});
