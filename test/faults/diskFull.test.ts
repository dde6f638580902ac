import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fullDisk, linesOf, whyNot } from './diskFull.ts';
import { forgiveLostConnections } from './restarts.ts';

forgiveLostConnections();

const CHATS = 300;
const reason = whyNot();

test('with a full disk nothing is sent that is not recorded, commands are answered, and room mends it', {
  skip: reason ?? false,
  timeout: 150_000,
}, async (t) => {
  const lines = linesOf(CHATS, await fullDisk(CHATS, 8));
  t.diagnostic(lines.map(([name, figure, unit]) => `${name}: ${figure} ${unit}`).join(', '));
  for (const [name, figure, , limit] of lines) {
    if (limit) assert.ok('least' in limit ? figure >= limit.least : figure <= limit.most, name);
  }
});
