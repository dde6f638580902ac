import type { ItemContext } from '../../src/sources/items.ts';

/** What a reader of documents is told of one that a Russian-language source in Almaty gave at `url`. */
export function itemContext(url: string, now: string): ItemContext {
  return { url, timeZone: 'Asia/Almaty', language: 'ru', now: new Date(now), fetchAllow: new Set() };
}
