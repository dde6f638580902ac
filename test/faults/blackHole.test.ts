import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { linesOf, networkFaults, type Scenario } from './blackHole.ts';
import { forgiveLostConnections } from './restarts.ts';

forgiveLostConnections();

/** Silence of the database takes longer than the short form may: the program `blackHole.ts` has it. */
const PROMISES = {
  storm: 'ended starts, resets and delays of the database are waited out without a storm of connections',
  api: 'a silent, resetting or slow Bot API costs no message that is not recorded',
} satisfies Partial<Record<Scenario, string>>;

suite('the network fails in a fan-out', { concurrency: true, timeout: 200_000 }, () => {
  for (const [scenario, promise] of Object.entries(PROMISES) as [Scenario, string][]) {
    test(promise, async (t) => {
      const database = await freshDatabase({ max: 3 });
      const options = { scenario, chats: 200, rate: 50, silenceSeconds: 32, faultSeconds: 4, waits: false };
      const lines = linesOf(options, await networkFaults(database, options));
      t.diagnostic(lines.map(([what, figure, unit]) => `${what}: ${figure} ${unit}`).join(', '));
      for (const [what, figure, , limit] of lines) {
        if (limit) assert.ok('least' in limit ? figure >= limit.least : figure <= limit.most, what);
      }
    });
  }
});
