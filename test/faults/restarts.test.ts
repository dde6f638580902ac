import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { suite, test } from 'node:test';
import { forgiveLostConnections, linesOf, restartsInFanOut } from './restarts.ts';

forgiveLostConnections();

const SEED = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));

suite('the database fails in a fan-out', { concurrency: true, timeout: 200_000 }, () => {
  for (const [kind, promise] of [
    ['restart', 'restarted at once again and again, it costs no message and no process'],
    ['terminate', 'with all its sessions ended again and again, it costs no message and no second copy'],
  ] as const) {
    test(promise, async (t) => {
      const faults = kind === 'restart' ? 3 : 6;
      const options = { chats: 700, kind, faults, rate: 100, seed: SEED, settings: { fsync: 'off' } };
      const lines = linesOf(options, await restartsInFanOut(options));
      const said = lines.map(([what, figure, unit]) => `${what}: ${figure} ${unit}`);
      t.diagnostic(`FAULT_SEED=${SEED} ${said.join(', ')}`);
      for (const [what, figure, , limit] of lines) {
        if (limit) assert.ok('least' in limit ? figure >= limit.least : figure <= limit.most, what);
      }
    });
  }
});
