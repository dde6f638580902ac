import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { freshDatabase } from '../support/database.ts';
import { linesOf, networkFaults, type Scenario } from './blackHole.ts';
import { forgiveLostConnections } from './restarts.ts';

forgiveLostConnections();

const PROMISES = {
  hole: 'a silent database ends the process, and the next one goes on where it was',
  stop: 'SIGTERM ends a process whose database is silent, and the next one goes on',
  storm: 'ended starts, resets and delays of the database are waited out without a storm of connections',
  api: 'a silent, resetting or slow Bot API costs no message that is not recorded',
} satisfies Record<Scenario, string>;

/** How much slower a loaded machine may be. */
const LOADED = 4;

suite('the network fails in a fan-out', { concurrency: true, timeout: 200_000 }, () => {
  for (const [scenario, promise] of Object.entries(PROMISES) as [Scenario, string][]) {
    test(promise, async (t) => {
      const database = await freshDatabase({ max: 3 });
      const options = { scenario, chats: 200, rate: 50, silenceSeconds: 32, faultSeconds: 4, waits: false };
      const lines = linesOf(options, await networkFaults(database, options));
      t.diagnostic(lines.map(([what, figure, unit]) => `${what}: ${figure} ${unit}`).join(', '));
      for (const [what, figure, unit, limit] of lines) {
        if (!limit) continue;
        // Beside other tests everything takes longer; the full form holds seconds to their limits.
        const most = 'most' in limit ? limit.most * (unit === 's' ? LOADED : 1) : 0;
        assert.ok('least' in limit ? figure >= limit.least : figure <= most, what);
      }
    });
  }
});
