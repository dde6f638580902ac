import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { wrongClock } from './clocks.ts';

// Both mostly wait.
suite('a machine whose clock is wrong', { concurrency: 2 }, () => {
  for (const hours of [-2, 2]) {
    test(`with a clock ${hours} h off nothing comes early, late or twice, and the start says so`, async () => {
      const { sent, late, ...found } = await wrongClock(await freshDatabase(), hours, 40);
      assert.deepEqual(found, { early: 0, misjudged: 0, leftToOthers: 0, doubled: 0, warned: true });
      // Late by seconds is the machine's business here; what counts is that all of it comes.
      assert.equal(sent, 52, `${late} late`);
    });
  }
});
