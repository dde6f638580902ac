import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { bootWithout, linesOf } from './boot.ts';
import { forgiveLostConnections } from './restarts.ts';

forgiveLostConnections();

suite('a start before the rest is there', { concurrency: true, timeout: 150_000 }, () => {
  for (const [what, seconds] of [
    ['database', 12],
    ['api', 6],
  ] as const) {
    test(`waits for the ${what === 'api' ? 'Bot API' : 'database'}, not ready, and is ready soon after it`, async (t) => {
      const lines = linesOf(what, await bootWithout(what, seconds));
      t.diagnostic(lines.map(([name, figure, unit]) => `${name}: ${figure} ${unit}`).join(', '));
      for (const [name, figure, , limit] of lines) assert.ok(figure <= limit.most, name);
    });
  }
});
