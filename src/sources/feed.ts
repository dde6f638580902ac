import type { ReadFailure } from '../app/ports.ts';
import { isChallenge } from './challenge.ts';
import { failure } from './failure.ts';
import { parseKnownFeed, type RawFeed } from './feedItems.ts';
import { balancedItem, closeCdata, PLAIN, repairFeed } from './feedRepair.ts';
import { walkFeed } from './feedWalk.ts';
import { type Item, type ItemContext, type RawItem, readItems } from './items.ts';
import { plainTitle } from './text.ts';
import { afterWarnings, cleanXml, endsWith, rootOf, type Survey, survey } from './xmlText.ts';

/** A document of entries as it was understood: a feed, a sitemap, a list or a channel. */
export interface EntriesDocument {
  readonly kind: 'feed' | 'sitemap' | 'list' | 'telegram';
  readonly title: string;
  /** As the feed declares it, which is often wrong; null when it does not. */
  readonly declaredLanguage: string | null;
  readonly entries: readonly Item[];
  /** True when only the whole items of a malformed document were kept. */
  readonly repaired: boolean;
  /** What is to be read as well: sitemaps of an index, the page before a channel's newest one; else empty. */
  readonly children: readonly string[];
}

const HTML_ROOT =
  /^(?:html|head|body|div|p|script|style|meta|title|center|span|h[1-6]|iframe|noscript|form|table|a|br)$/;
/** Into how many parts the items of a broken feed are divided to find the one that cannot be read. */
const PARTS = 8;

/** Reads RSS 0.9–2.0, RDF, Atom or JSON Feed. Whole items of a broken document are kept. */
export function readFeed(text: string, context: ItemContext): EntriesDocument | ReadFailure {
  const clean = cleanXml(text);
  if (clean === '') return failure('not_feed', 'the document is empty');
  if (/^[{[]/.test(clean))
    return (
      finish(
        attempt(() => parseKnownFeed(withoutReserved(clean))),
        false,
        context,
      ) ?? failure('not_feed', 'JSON, but not a JSON Feed')
    );

  const root = rootOf(clean);
  if (root === null || HTML_ROOT.test(root)) {
    const feed = /^(?:html|head|body)$/.test(root ?? '') ? null : afterWarnings(clean);
    if (feed !== null) {
      const read = readFeed(feed, context);
      // Words that only mention a feed are not an empty one.
      if (read.kind === 'failed' || read.entries.length > 0 || !read.repaired) {
        return read.kind === 'failed' ? read : { ...read, repaired: true };
      }
    }
    if (isChallenge(clean)) return failure('challenge', 'a page of a bot wall instead of a feed');
    return failure('not_feed', root === null ? 'neither XML nor JSON' : 'an HTML page instead of a feed');
  }
  if (root === 'urlset' || root === 'sitemapindex')
    return failure('not_feed', 'a sitemap: its kind is "sitemap"');
  if (root === 'opml') return failure('not_feed', 'an OPML list of feeds');

  const xml = closeCdata(clean);
  const found = survey(xml);
  const isWhole = xml.length === clean.length && found.isPaired && endsWith(root, xml);
  const read = isWhole ? parse(xml, found) : null;
  if (read !== null && read.items.length >= found.items) return finish(read, false, context) ?? NO_FEED;
  const repaired = mended(xml);
  const isBetter = (repaired?.items.length ?? -1) > (read?.items.length ?? -1);
  const feed = isBetter ? repaired : read;
  // A feed that ends before its first whole item is one without entries.
  const isEmpty = feed === null && /^(?:rss|rdf|feed|channel)$/.test(root);
  const empty = isEmpty ? { title: '', language: null, items: [] } : null;
  return finish(feed ?? empty, isBetter || !isWhole, context) ?? NO_FEED;
}

/** The parser takes an object with a key "constructor" for no plain one, and drops the item. */
function withoutReserved(json: string): string {
  if (!/"(?:__proto__|constructor|prototype)"\s*:/.test(json)) return json;
  const isReserved = (key: string) => key === '__proto__' || key === 'constructor' || key === 'prototype';
  return JSON.stringify(JSON.parse(json, (key, value: unknown) => (isReserved(key) ? undefined : value)));
}

const NO_FEED = failure('parse', 'neither a feed nor a part of one');

function finish(feed: RawFeed | null, isRepaired: boolean, context: ItemContext): EntriesDocument | null {
  if (feed === null) return null;
  return {
    kind: 'feed',
    title: plainTitle(feed.title),
    declaredLanguage: feed.language?.trim().toLowerCase() || null,
    entries: readItems(feed.items, context),
    repaired: isRepaired,
    children: [],
  };
}

/** Both parsers; the walk also for what feedsmith leaves out: items where none should stand, and some texts. */
function parse(text: string, { items, isBeyondFeedsmith }: Survey): RawFeed | null {
  const known = attempt(() => parseKnownFeed(text));
  if (known !== null && known.items.length >= items && !isBeyondFeedsmith) return known;
  const walked = attempt(() => walkFeed(text));
  if (known === null || walked === null) return known ?? (walked?.items.length === 0 ? null : walked);
  if (walked.items.length > known.items.length) return { ...known, items: walked.items };
  return walked.items.length === known.items.length
    ? { ...known, items: joined(known.items, walked.items) }
    : known;
}

/** The same items as both parsers saw them: the walk fills what feedsmith left empty. */
function joined(known: readonly RawItem[], walked: readonly RawItem[]): RawItem[] {
  return known.map((item, n) => {
    const more = walked[n] ?? item;
    return {
      ...item,
      links: [...item.links, ...more.links],
      titles: [...(more.isDecoded ? more.titles : []), ...item.titles, ...more.titles],
      texts: more.isDecoded ? more.texts : [...item.texts, ...more.texts],
      dates: [...item.dates, ...more.dates],
    };
  });
}

/** The whole items of a broken document. One that cannot be read even by itself costs no other. */
function mended(text: string): RawFeed | null {
  const feed = repairFeed(text);
  if (feed === null) return null;
  const { head, items, tail } = feed;
  const whole = attempt(() => parseKnownFeed(head + tail));
  const itemsIn = (document: string) => parse(document, survey(document))?.items ?? [];
  const inside = (some: readonly string[]) => {
    const found = itemsIn(head + some.join('') + tail);
    return found.length > 0 || some.length === 0 ? found : itemsIn(PLAIN.head + some.join('') + PLAIN.tail);
  };
  const read = (some: readonly string[]): readonly RawItem[] => {
    const found = inside(some);
    if (found.length >= some.length || some.length === 1) return found;
    const size = Math.ceil(some.length / PARTS);
    return Array.from({ length: PARTS }, (_, n) => some.slice(n * size, (n + 1) * size))
      .filter((part) => part.length > 0)
      .flatMap((part) => read(part));
  };
  const found = read(survey(items.join('')).isPaired ? items : items.map(balancedItem));
  return { title: whole?.title ?? '', language: whole?.language ?? null, items: found };
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
