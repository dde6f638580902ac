import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { DEMO_ACCOUNTS } from '../../src/demo/standin/standin.ts';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
  existsSync(path),
);
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** How long an answer may take on a machine that is busy with other things. */
const PATIENCE_MS = 60_000;

/** For tests that need a browser: false, or why they are not run. */
export const skip = CHROMIUM
  ? false
  : 'no Chromium here: the chat page was not tried. On Debian: apt-get install chromium';

/** The demo's person who speaks this language. */
export const account = (code: string): number =>
  DEMO_ACCOUNTS.find(({ languageCode }) => languageCode === code)?.id ?? 0;

/** One for all pages, also those opened at the same time. */
let browser: Promise<Browser> | undefined;
const troubles = new Map<Page, string[]>();
after(async () => (await browser)?.close());

/** A page on `hash`; what it logs as an error or asks of another host is gathered for `leave`. */
export async function open(
  origin: string,
  hash: string,
  options: { width?: number; dark?: boolean; sharp?: boolean } = {},
): Promise<Page> {
  browser ??= chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS });
  const page = await (await browser).newPage({
    viewport: { width: options.width ?? 1200, height: 860 },
    colorScheme: options.dark ? 'dark' : 'light',
    deviceScaleFactor: options.sharp ? 2 : 1,
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(PATIENCE_MS);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`threw: ${error.message}`));
  page.on('console', (line) => line.type() === 'error' && wrong.push(`logged: ${line.text()}`));
  page.on('request', (request) => request.url().startsWith(origin) || wrong.push(`asked: ${request.url()}`));
  troubles.set(page, wrong);
  await page.goto(`${origin}/#${hash}`);
  return page;
}

/** Leaves the page, on which nothing may have gone wrong. */
export async function leave(page: Page): Promise<void> {
  const wrong = [...(troubles.get(page) ?? ['unknown page'])];
  await page.close();
  assert.deepEqual(wrong, []);
}

/** Messages of others with that text. */
export const bubbles = (page: Page, text: string | RegExp) =>
  page.locator('.message.other .bubble', { hasText: text });

/** Asks for a digest until the archive is read. */
export async function digest(page: Page, command: string, shows: RegExp): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const answers = await page.locator('.message.other').count();
    await page.locator('#text').fill(command);
    await page.locator('#send').click();
    await page.locator('.message.other').nth(answers).waitFor();
    await page.waitForTimeout(800);
    if ((await bubbles(page, shows).count()) > 0) return;
    await page.waitForTimeout(1500);
  }
  assert.fail(`no digest for ${command}`);
}
