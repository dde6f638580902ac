import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { account } from './browser.ts';

/** A page as a person uses it, with a thumb and a keyboard. */
export interface Hand {
  readonly page: Page;
  /** Looks at what is shown now. */
  look(name: string): Promise<void>;
  /** Types `text` and waits for an answer that shows `expected`. */
  say(text: string, expected: string | RegExp): Promise<void>;
  /** Presses the last button with this label and waits until the last message of the bot shows `expected`. */
  press(label: string | RegExp, expected: string | RegExp): Promise<void>;
}

/** Matches an element whose text is `label` and nothing else. */
export const exactly = (label: string) => new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
/** The first words of a text: what is enough to know it again. */
export const head = (text: string) => (text.split('\n')[0] ?? '').slice(0, 60);
/** So long a screen moves after it has changed. */
const SETTLE_MS = 500;

/** Who asks more often for long is asked to wait; some haste is forgiven. */
const PACE_MS = 2100;
const HASTE_MS = 15 * PACE_MS;
/** Until when each person's taps are paid for. */
const paid = new Map<string, number>();

/** The hand of whoever looks at `page`; `look` is told the name of every screen. */
export function aHand(page: Page, look: (name: string) => Promise<void>): Hand {
  const others = () => page.locator('.message.other');
  const paced = async () => {
    const [who = ''] = new URL(page.url()).hash.split(':');
    const until = Math.max(performance.now(), paid.get(who) ?? 0) + PACE_MS;
    paid.set(who, until);
    const early = until - performance.now() - HASTE_MS;
    if (early > 0) await page.waitForTimeout(early);
  };
  return {
    page,
    look: async (name) => {
      await page.waitForTimeout(SETTLE_MS);
      await look(name);
    },
    async say(text, expected) {
      await paced();
      const before = await others().count();
      await page.locator('#text').fill(text);
      await page.locator('#send').click();
      await others().nth(before).waitFor();
      await others().filter({ hasText: expected }).last().waitFor();
    },
    async press(label, expected) {
      await paced();
      const hasText = typeof label === 'string' ? exactly(label) : label;
      await page.locator('.keyboard .button', { hasText }).last().click();
      await others().filter({ hasText: expected }).last().waitFor();
    },
  };
}

/** Waits until the sample outlets are read: inline mode, which needs no Start, shows their stories. */
export async function archiveRead(origin: string): Promise<void> {
  const id = account('ru');
  for (let had = -1, attempt = 0; attempt < 120; attempt++) {
    const response = await fetch(`${origin}/demo/api/chats/${id}/inline`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: id, text: `Wabtec${' '.repeat(attempt)}`, offset: '' }),
    });
    const { results } = (await response.json()) as { results: unknown[] };
    if (results.length > 0 && results.length === had) return;
    had = results.length;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  assert.fail('the archive was not read');
}
