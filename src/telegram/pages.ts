import type { Part } from '../domain/edition.ts';
import { aimedFields, button, edit, type Keyboard } from './answer.ts';
import { packCallback, packTyped, parseStoryKey, parseTyped, storyKey } from './callbacks.ts';
import type { BotContext } from './context.ts';

/** Pages of one answer are counted in three digits. */
const PAGE = /^\d{1,3}$/;
/** The year 9999: what PostgreSQL takes, too. */
const MOST_SECONDS = 253_402_300_799;

/** A page's number from 0 as buttons carry it; null when it is none. */
export const parsePage = (arg: string | undefined): number | null =>
  arg !== undefined && PAGE.test(arg) ? Number(arg) : null;

/**
 * The row that turns pages: back, where one is, and on; only directions that there are, and nothing at all for
 * a single page. What turns is the last row, where a thumb is.
 *
 * @param page from 0
 * @param dataOf callback data that shows a page; null leaves its button out
 */
function pagerRow(page: number, count: number, dataOf: (page: number) => string | null): Keyboard {
  if (count < 2) return [];
  const row = [
    ...(page > 0 ? button('←', dataOf(page - 1)) : []),
    ...button(`${page + 1}/${count}`, dataOf(page)),
    ...(page < count - 1 ? button('→', dataOf(page + 1)) : []),
  ];
  return row.length === 0 ? [] : [row];
}

/** `part` with more rows of buttons under its own. */
export const withRows = (part: Part, rows: Keyboard): Part => ({
  ...part,
  keyboard: [...part.keyboard, ...(rows as Part['keyboard'])],
});

/** Turns the message under the pressed button to `part`, or says it anew when that cannot be. */
export const turn = (ctx: BotContext, part: Part): Promise<void> =>
  edit(ctx, part.text, aimedFields(ctx, part));

/** What an edition was asked by: enough to make it anew. */
export interface AskedEdition {
  readonly digests: readonly string[];
  readonly windowHours: number;
}

/** The row of an edition's page. Digests that do not fit into a button are left out: then the chat's own are shown. */
export function editionPager(
  editionId: number,
  page: number,
  count: number,
  { digests, windowHours }: AskedEdition,
): Keyboard {
  const dataOf = (to: number) =>
    packCallback('pg', storyKey(editionId), to, windowHours, ...digests) ??
    packCallback('pg', storyKey(editionId), to, windowHours);
  return pagerRow(page, count, dataOf);
}

/** What a button of `editionPager` asks for; null for anything else. */
export function parseEditionPage([id, page, hours, ...digests]: readonly string[]) {
  const editionId = parseStoryKey(id);
  const index = parsePage(page);
  const windowHours = parsePage(hours);
  return editionId === null || index === null || windowHours === null
    ? null
    : { editionId, index, windowHours, digests };
}

/** The row of a search's page. Words that do not fit into a button are found in the message that was answered. */
export function searchPager(page: number, count: number, until: Date, words: string): Keyboard {
  const second = Math.floor(until.getTime() / 1000).toString(36);
  const typed = packTyped(words);
  const dataOf = (to: number) =>
    (typed === null ? null : packCallback('sp', to, second, typed)) ?? packCallback('sp', to, second);
  return pagerRow(page, count, dataOf);
}

/** What a button of `searchPager` asks for; `words` null when they did not fit. Null for anything else. */
export function parseSearchPage([page, second, typed]: readonly string[]) {
  const index = parsePage(page);
  const seconds = parseStoryKey(second);
  if (index === null || seconds === null || seconds > MOST_SECONDS) return null;
  return { page: index, until: new Date(seconds * 1000), words: typed ? parseTyped(typed) : null };
}
