import type { ReadFailure } from '../app/ports.ts';
import { isChallenge } from './challenge.ts';
import { failure } from './failure.ts';
import { parseKnownFeed, type RawFeed } from './feedItems.ts';
import { walkFeed } from './feedWalk.ts';
import { type Item, type ItemContext, readItems } from './items.ts';
import { plainTitle } from './text.ts';

/** A document of entries as it was understood: a feed, a sitemap, a list or a channel. */
export interface EntriesDocument {
  readonly kind: 'feed' | 'sitemap' | 'list' | 'telegram';
  readonly title: string;
  /** As the feed declares it, which is often wrong; null when it does not. */
  readonly declaredLanguage: string | null;
  readonly entries: readonly Item[];
  /** True when only the whole items of a malformed document were kept. */
  readonly repaired: boolean;
  /** Sitemaps of an index that are to be read as well; empty for everything else. */
  readonly children: readonly string[];
}

const RESERVED_TAG = /<\/?(?:[\w.-]+:)?(?:__proto__|constructor|prototype)(?=[\s/>])[^>]*>/gi;
const RESERVED_ATTRIBUTE = /\s(?:__proto__|constructor|prototype)\s*=\s*(?:"[^"<]*"|'[^'<]*')/gi;
/** Nothing a DTD defines is used, so that its entities can neither grow nor reach out. */
const DOCTYPE = /<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/i;
const HTML_ROOT =
  /^(?:html|head|body|div|p|script|style|meta|title|center|span|h[1-6]|iframe|noscript|form|table|a|br)$/;
const ITEM_END = /<\/(?:[\w.-]+:)?(?:item|entry)\s*>/gi;

/** Reads RSS 0.9–2.0, RDF, Atom or JSON Feed. Whole items of a broken document are kept. */
export function readFeed(text: string, context: ItemContext): EntriesDocument | ReadFailure {
  const clean = cleanXml(text);
  if (clean === '') return failure('not_feed', 'the document is empty');
  if (/^[{[]/.test(clean))
    return (
      finish(
        attempt(() => parseKnownFeed(clean)),
        false,
        context,
      ) ?? failure('not_feed', 'JSON, but not a JSON Feed')
    );

  const root = rootOf(clean);
  if (root === null || HTML_ROOT.test(root)) {
    if (isChallenge(clean)) return failure('challenge', 'a page of a bot wall instead of a feed');
    return failure('not_feed', root === null ? 'neither XML nor JSON' : 'an HTML page instead of a feed');
  }
  if (root === 'urlset' || root === 'sitemapindex')
    return failure('not_feed', 'a sitemap: its kind is "sitemap"');
  if (root === 'opml') return failure('not_feed', 'an OPML list of feeds');

  const read = endsWith(root, clean) ? parse(clean) : null;
  return (
    finish(read, false, context) ??
    finish(repaired(clean), true, context) ??
    failure('parse', 'neither a feed nor a part of one')
  );
}

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

/** Both parsers; the walk also when feedsmith saw a feed but none of its items. */
function parse(text: string): RawFeed | null {
  const known = attempt(() => parseKnownFeed(text));
  if (known !== null && (known.items.length > 0 || !hasItems(text))) return known;
  const walked = attempt(() => walkFeed(text));
  if (walked !== null && walked.items.length > 0) return walked;
  return known;
}

/** What stands before the last whole item, else every whole item by itself. */
function repaired(text: string): RawFeed | null {
  const ends = [...text.matchAll(ITEM_END)];
  const last = ends.at(-1);
  const rootTag = text.match(/<(?![?!])([^\s/>]+)[^>]*>/);
  if (rootTag?.[1] === undefined) return null;
  if (last === undefined) {
    // A feed that ends before its first item has none that is whole.
    return hasItems(text) || /<channel[\s>]|<feed[\s>]/i.test(text)
      ? { title: '', language: null, items: [] }
      : null;
  }
  const kept = text.slice(0, last.index + last[0].length);
  const channel = /<((?:[\w.-]+:)?channel)[\s>](?![\s\S]*<\/(?:[\w.-]+:)?channel\s*>)/i.exec(kept)?.[1];
  const closed = `${kept}${channel === undefined ? '' : `</${channel}>`}</${rootTag[1]}>`;
  const cut = parse(closed);
  if (cut !== null && cut.items.length > 0) return cut;

  const single = [...kept.matchAll(/<((?:[\w.-]+:)?(?:item|entry))(?:\s[^>]*)?>[\s\S]*?<\/\1\s*>/gi)];
  const items = single.flatMap(([item]) => parse(`${rootTag[0]}${item}</${rootTag[1]}>`)?.items ?? []);
  return items.length === 0 ? null : { title: '', language: null, items };
}

/** The text without what makes parsers refuse a whole document: BOM, control characters, DTD, reserved names. */
export function cleanXml(text: string): string {
  return (
    text
      .replace(/^[\ufeff\s\0]+/, '')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
      .replace(DOCTYPE, (doctype) => (/^<!DOCTYPE\s+html/i.test(doctype) ? '<html>' : ''))
      .replace(RESERVED_TAG, '')
      .replace(RESERVED_ATTRIBUTE, '')
      .trim()
  );
}

/** Local name of the first element, in lower case; null when the text does not begin like XML. */
function rootOf(text: string): string | null {
  const rest = text.replace(/^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)+/, '');
  return /^<(?:[\w.-]+:)?([a-z][\w.-]*)/i.exec(rest)?.[1]?.toLowerCase() ?? null;
}

/** True when the document ends with its root's end tag; comments and counters after it are no truncation. */
function endsWith(root: string, text: string): boolean {
  let end = text.lastIndexOf('>') + 1;
  while (text.endsWith('-->', end)) {
    const comment = text.lastIndexOf('<!--', end - 3);
    if (comment === -1) return false;
    end = text.lastIndexOf('>', comment) + 1;
  }
  const tag = text.slice(text.lastIndexOf('<', end - 1), end).toLowerCase();
  if (/^<[^!?/].*\/>$/s.test(tag)) return !text.slice(0, end).includes('<', text.search(/<[^!?]/) + 1);
  return /^<\/(?:[\w.-]+:)?([\w.-]+)\s*>$/.exec(tag)?.[1] === root;
}

function hasItems(text: string): boolean {
  return /<(?:[\w.-]+:)?(?:item|entry)[\s>]/i.test(text);
}

function attempt<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
