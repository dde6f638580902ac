import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { linesOf, migrators } from './migrators.ts';

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));

test('programs that migrate one database at once all succeed, and a killed one is healed by the next', {
  timeout: 150_000,
}, async (t) => {
  t.diagnostic(`FAULT_SEED=${SEED}`);
  const figures = await migrators(process.env.TEST_DATABASE_URL ?? '', {
    starts: 10,
    databases: 2,
    killed: 2,
    seed: SEED,
  });
  for (const [name, figure, , { least }] of linesOf(2, 2, figures)) assert.ok(figure >= least, name);
});
