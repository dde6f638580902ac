import { plainLine } from '../domain/language/text.ts';

/** Telegram removes these from a text, which would move every entity behind them. */
const REMOVED = /[\u0333\u033f\u030a]/g;
/** Longest address we show; longer ones are trackers' and some clients cut them. */
const MAX_URL = 2048;
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/;

/**
 * Foreign text as one line that Telegram stores exactly as it is, so that offsets into it stay true.
 *
 * @param max most UTF-16 units
 */
export function clean(text: string, max?: number): string {
  return plainLine(text.replace(REMOVED, ''), max).replace(REMOVED, '');
}

/** An http(s) address that Telegram takes in a link, or null when the words must stand without one. */
export function linkable(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null;
  if (parsed.username !== '' || parsed.password !== '') return null;
  if (!HOST.test(parsed.hostname) || parsed.href.length > MAX_URL) return null;
  return parsed.href;
}

/**
 * A reader's words as our answer repeats them: at most 32 characters, and nothing that Telegram would
 * turn into a link, a mention, a tag or a command; "…" when nothing is left of them.
 */
export function tame(words: string): string {
  const tamed = clean(words.slice(0, 400))
    .replace(/\p{L}[\w+.-]*:\/\//gu, '')
    .replace(/(^|[^\p{L}\p{N}])[@#$/]+(?=[\p{L}\p{N}_])/gu, '$1')
    // A dot between letters makes an address ("site.kz", "a@b.kz").
    .replace(/(?<=[\p{L}\p{N}])[.@](?=\p{L})/gu, ' ')
    .replace(/[«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim();
  return clean(tamed, 32) || '…';
}
