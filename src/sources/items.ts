import { believed, type DateContext, readDate } from './dates.ts';
import { MAX_ITEMS } from './limits.ts';
import { resolveLink } from './links.ts';
import { blocksOfHtml, decodeEntities, plainText, plainTitle } from './text.ts';

/** What a document says of one of its entries, before anything is believed. */
export interface RawItem {
  /** Addresses in the order in which they are tried. */
  readonly links: readonly (string | null | undefined)[];
  readonly guid: string | null | undefined;
  /** The first that is not empty is taken. */
  readonly titles: readonly (string | null | undefined)[];
  /** The longest is taken. */
  readonly texts: readonly { readonly value: string | null | undefined; readonly isHtml: boolean }[];
  /** The first that can be read is taken. */
  readonly dates: readonly (string | null | undefined)[];
  /** True when titles and texts were stated in base64, which another parser left as it stood. */
  readonly isDecoded?: boolean;
  /** What relative links start from, itself perhaps relative to the document. */
  readonly base?: string | undefined;
}

/** An entry of a feed, sitemap, list or channel. */
export interface Item {
  /** The publisher's id, else the link, else null. */
  readonly guid: string | null;
  /** Null when the document states no address of the open internet for it. */
  readonly url: string | null;
  readonly title: string;
  /** One paragraph per line. */
  readonly text: string;
  readonly publishedAt: Date | null;
}

/** What items are read with. */
export interface ItemContext extends DateContext {
  /** Final address of the document. */
  readonly url: string;
  readonly fetchAllow: ReadonlySet<string>;
}

const TAG = /<[a-z!/]/i;
/** Markup that was escaped twice. Other words in angle brackets are words. */
const ESCAPED_TAG = /&lt;\/?(?:a|b|br|div|em|h[1-6]|i|img|li|p|span|strong|ul)(?:\s|\/?&gt;)/i;
const MAX_GUID_LENGTH = 500;
/** Ten times the longest article; what is longer would cost its neighbours the time of the whole feed. */
const MAX_TEXT_LENGTH = 300_000;
const WORDPRESS_TAIL =
  /^(?:The post .{1,400} appeared first on .{1,200}|(?:Сообщение|Запись) .{1,400} (?:появил(?:ось|ись|ась) сначала на|впервые появил(?:ось|ись|ась)) .{1,200})$/su;

/**
 * Turns raw items into entries, the newest 500. An item that cannot be read is left out and stops no other;
 * one that stands twice is taken once.
 */
export function readItems(raw: readonly RawItem[], context: ItemContext): Item[] {
  const dated = raw.map((item, order) => ({ item, order, at: dateOf(item, context) }));
  if (dated.length > MAX_ITEMS) {
    // Undated ones are held to be new: sources that state no dates list the newest first.
    const age = ({ at }: { at: Date | null }) => at?.getTime() ?? context.now.getTime();
    dated.sort((a, b) => age(b) - age(a) || a.order - b.order);
    dated.length = MAX_ITEMS;
    dated.sort((a, b) => a.order - b.order);
  }
  const items: Item[] = [];
  for (const { item, at } of dated) {
    try {
      items.push(readItem(item, at, context));
    } catch {
      // Its neighbours are read all the same; a document without a single item is a failure of its own.
    }
  }
  return withoutDoubles(items);
}

function dateOf({ dates }: RawItem, context: ItemContext): Date | null {
  try {
    for (const date of dates) {
      const stated = date ? readDate(date, context) : null;
      if (stated !== null) return believed(stated, context);
    }
    return null;
  } catch {
    return null;
  }
}

function readItem(raw: RawItem, at: Date | null, context: ItemContext): Item {
  const base = (raw.base === undefined ? null : URL.parse(raw.base, context.url)?.href) ?? context.url;
  const url = raw.links
    .map((link) => resolveLink(addressIn(link), base, context.fetchAllow))
    .find((link) => link !== null);
  const guid = plainText(raw.guid ?? '').slice(0, MAX_GUID_LENGTH);
  const title = raw.titles.map((value) => plainTitle(value ?? '')).find((value) => value !== '');
  return {
    guid: guid === '' ? (url ?? null) : guid,
    url: url ?? null,
    title: title ?? '',
    text: textOf(raw.texts),
    publishedAt: at,
  };
}

/** An address as publishers mean it: escaped once too often, without its scheme; markup is none. */
function addressIn(link: string | null | undefined): string | null {
  const address = link?.trim().replaceAll('&amp;', '&') ?? '';
  if (address.includes('<')) return null;
  return /^www\.[^\s/]+\.[^\s/]/i.test(address) ? `http://${address}` : address;
}

function textOf(texts: RawItem['texts']): string {
  let longest = '';
  for (const { value, isHtml } of texts) {
    if (!value || value.length <= longest.length) continue;
    const lines = paragraphs(value.slice(0, MAX_TEXT_LENGTH), isHtml);
    if (WORDPRESS_TAIL.test(lines.at(-1) ?? '')) lines.pop();
    const text = lines.join('\n');
    if (text.length > longest.length) longest = text;
  }
  return longest;
}

function paragraphs(value: string, isHtml: boolean): string[] {
  const html = !TAG.test(value) && ESCAPED_TAG.test(value) ? decodeEntities(value) : value;
  if (TAG.test(html)) return blocksOfHtml(html).map(({ text }) => text);
  // Without a tag a blank line is the end of a paragraph.
  const parts = html.split(/\n\s*\n/);
  const isEscaped = isHtml || /&[a-z#0-9]+;/i.test(html);
  return parts.flatMap((part) =>
    isEscaped ? blocksOfHtml(part).map(({ text }) => text) : plainText(part) || [],
  );
}

/**
 * The same id with the same address or title is the same entry. Ids that a feed gives to everything (its own
 * address, "0") say nothing: then the address is the id.
 */
function withoutDoubles(items: readonly Item[]): Item[] {
  const byGuid = new Map<string, Item>();
  const kept: Item[] = [];
  for (const item of items) {
    const twin = item.guid === null ? undefined : byGuid.get(item.guid);
    if (twin === undefined) {
      if (item.guid !== null) byGuid.set(item.guid, item);
      kept.push(item);
    } else if (item.url !== twin.url && item.title !== twin.title) {
      if (item.url === null || byGuid.has(item.url)) continue;
      byGuid.set(item.url, item);
      kept.push({ ...item, guid: item.url });
    }
  }
  return kept;
}
