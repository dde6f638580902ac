import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { GOOD_INTERVAL_MS, readAmong } from '../support/amongHostile.ts';
import { freshDatabase } from '../support/database.ts';
import { startWeb } from '../support/hostileWeb.ts';

test('while ten hostile sources misbehave at once, a good one is read within its interval', async () => {
  const database = await freshDatabase();
  const web = await startWeb('hostile');
  after(() => web.close());
  const unhandled: unknown[] = [];
  const note = (error: unknown) => unhandled.push(error);
  process.on('unhandledRejection', note);
  // The pause leaves the machine to the tests beside this one; `npm run faults -- hostile` is without.
  const { late, outcomes, bad, problems } = await readAmong(database, web, { seconds: 45, pauseSeconds: 5 });
  process.off('unhandledRejection', note);
  // A reading that begins later than one interval after it was due has missed one.
  assert.ok(late.length >= 2, `read ${late.length} times after the first`);
  assert.ok(Math.max(...late) <= GOOD_INTERVAL_MS, late.join(', '));
  assert.ok(bad >= 8, `${bad} of the ten came to an end`);
  for (const what of ['timeout', 'too_large']) assert.ok((outcomes.get(what) ?? 0) > 0, what);
  assert.deepEqual([problems, unhandled], [[], []]);
  const [row] =
    await database.sql`select failures, last_success_at is not null as read from sources where id = 'good'`;
  assert.deepEqual({ ...row }, { failures: 0, read: true });
});
