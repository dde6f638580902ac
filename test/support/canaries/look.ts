import { isUnmistakable, MARKS, nothingTold, type Told } from './marks.ts';

/**
 * Where a text was found. `reply` is a call of the Bot API, `request` one of a model; `news` are tables of what was
 * published, `table` all others.
 */
export type Place = 'output' | 'page' | 'reply' | 'request' | 'table' | 'news';

/** All that must not be found, as far as it is known. */
export interface Canaries {
  /** A secret and what it is, such as "BOT_TOKEN". */
  readonly secrets: Map<string, string>;
  readonly told: Told;
}

/** One thing that was found. */
export interface Finding {
  readonly what: string;
  readonly place: Place;
  /** A table, an address, the arguments of a program. */
  readonly where: string;
  /** The text around it. */
  readonly excerpt: string;
}

/** Nothing is known yet. */
export const noCanaries = (): Canaries => ({ secrets: new Map(), told: nothingTold() });

/** Shorter secrets are in every text; the program's log cannot hide them either. */
export const SHORTEST_SECRET = 6;
const AROUND = 60;

/** Where published news may hold a word that somebody also said. */
const NEWS_TABLES = new Set([
  ...['sources', 'entries', 'articles', 'stories', 'story_versions', 'summaries', 'retellings'],
  ...['model_answers', 'editions'],
]);

/** The kind of place that a table is. An admin's announcement is kept and published word for word. */
export const placeOf = (table: string): Place =>
  NEWS_TABLES.has(table) || table === 'announcements' ? 'news' : 'table';

/**
 * Everything in `text` that must not be in such a place:
 *
 * - secrets, names, phone numbers and coordinates: nowhere;
 * - ids of chats: not in what a program writes and shows. Tables and calls of the Bot API need them;
 * - what somebody said: not in what a program writes, shows, keeps or asks a model. News may hold the same word, so
 *   there it counts only when it is unmistakable; and so in a reply, when it goes to a chat in which it was not said
 *   (a search names the words that it looked for, a refused topic or city is repeated to who typed it).
 *
 * @param chat whom a reply goes to; null when to nobody
 */
export function look(
  { secrets, told }: Canaries,
  place: Place,
  where: string,
  text: string,
  chat: number | null = null,
): Finding[] {
  const found: Finding[] = [];
  const add = (what: string, at: number) => {
    const excerpt = text.slice(Math.max(0, at - AROUND), at + AROUND);
    found.push({ what, place, where, excerpt });
  };
  const find = (what: string, value: string) => {
    const at = text.indexOf(value);
    if (at >= 0) add(what, at);
  };
  for (const [secret, what] of secrets) if (secret.length >= SHORTEST_SECRET) find(what, secret);
  for (const [what, value] of Object.entries(MARKS)) find(what, value);
  for (const degrees of told.places) find('coordinates', degrees);
  if (place === 'output' || place === 'page')
    for (const { 0: digits, index } of text.matchAll(/-?(?<![\w.])\d{7,16}(?![\w.])/g))
      if (told.chatIds.has(Number(digits)) || told.chatIds.has(-Number(digits))) add('chat id', index);
  for (const [words, chats] of told.words) {
    const isAnyones = place === 'reply' || place === 'news';
    if (isAnyones && (!isUnmistakable(words) || (place === 'reply' && (chat === null || chats.has(chat)))))
      continue;
    find('words', words);
  }
  return found;
}
