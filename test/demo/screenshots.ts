import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DEMO_ACCOUNTS } from '../../src/demo/standin/standin.ts';
import { aDataDir, startProgram } from '../support/program.ts';
import { open } from './browser.ts';
import { aHand, archiveRead } from './hand.ts';
import { wholeDemo } from './screens.ts';

/** Every screen in both languages at phone width, into the folder that is given: to be looked at one by one. */
const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node test/demo/screenshots.ts <folder>');
mkdirSync(folder, { recursive: true });

test('screenshots', async () => {
  const ADMIN_IDS = DEMO_ACCOUNTS.map(({ id }) => id).join(',');
  const { origin } = await startProgram({ DATA_DIR: aDataDir(), PORT: '0', ADMIN_IDS });
  await archiveRead(origin);
  let n = 0;
  await wholeDemo(
    async (hash, language) => {
      const page = await open(origin, hash, { width: 390, sharp: true });
      return aHand(page, async (name) => {
        n += 1;
        const file = `${language}-${String(n).padStart(2, '0')}-${name}.png`;
        await page.screenshot({ path: join(folder, file) });
      });
    },
    { admins: true },
  );
});
