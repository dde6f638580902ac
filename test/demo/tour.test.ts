import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEMO_ACCOUNTS } from '../../src/demo/standin/standin.ts';
import { aDataDir, startProgram } from '../support/program.ts';
import { open, skip } from './browser.ts';
import { aHand, archiveRead } from './hand.ts';
import { wholeDemo } from './screens.ts';

const WIDTH = 390;
/** What is wider than the phone, or cut off on a button that is not a headline. */
const AMISS = `(() => {
  const over = (node) => node.scrollWidth - node.clientWidth;
  const wide = [document.documentElement, document.querySelector('#messages')].filter((node) => over(node) > 0);
  const cut = [...document.querySelectorAll('.keyboard .button')].filter((node) => over(node) > 0);
  return [...wide.map((node) => node.id || 'page'), ...cut.map((node) => node.textContent)].filter((text) => !text.startsWith('→ '));
})()`;

test('every screen fits a phone, in private chats, a group, a forum and a channel, in Russian and in Kazakh', {
  // Nobody may ask more quickly than thirty times a minute, so it takes some two minutes.
  skip: process.env.TOUR === 'full' ? skip : 'the whole walk: TOUR=full node --test test/demo/tour.test.ts',
}, async (t) => {
  const ADMIN_IDS = DEMO_ACCOUNTS.map(({ id }) => id).join(',');
  const { origin, output } = await startProgram({ DATA_DIR: aDataDir(), PORT: '0', ADMIN_IDS });
  await archiveRead(origin);
  const seen = new Set<string>();
  const amiss: string[] = [];
  await wholeDemo(
    async (hash, language) => {
      const page = await open(origin, hash, { width: WIDTH });
      return aHand(page, async (name) => {
        seen.add(`${language} ${name}`);
        for (const what of await page.evaluate<string[]>(AMISS)) amiss.push(`${language} ${name}: ${what}`);
      });
    },
    { admins: true },
  );
  t.diagnostic(`${seen.size} screens`);
  assert.deepEqual([...new Set(amiss)], []);
  for (const language of ['ru', 'kk']) {
    assert.ok([...seen].filter((name) => name.startsWith(language)).length >= 40, [...seen].join(', '));
  }
  // That PostgreSQL does not answer for 5 s is a machine that is busy with other things.
  const errors = output()
    .split('\n')
    .filter((line) => /"level":"?(?:error|50|60)/.test(line) && !line.includes('PostgreSQL does not answer'));
  assert.deepEqual(errors, []);
});
