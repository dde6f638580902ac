import { XMLParser } from 'fast-xml-parser';
import type { ReadFailure } from '../app/ports.ts';
import { readDate } from './dates.ts';
import { failure } from './failure.ts';
import type { EntriesDocument } from './feed.ts';
import { type ItemContext, type RawItem, readItems } from './items.ts';
import { resolveLink } from './links.ts';
import { cleanXml } from './xmlText.ts';

const MAX_CHILDREN = 3;
const WINDOW_MS = 72 * 3_600_000;

const parser = new XMLParser({
  removeNSPrefix: true,
  htmlEntities: true,
  processEntities: true,
  ignoreAttributes: true,
  parseTagValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  transformTagName: (name) => name.toLowerCase(),
  isArray: (name) => name === 'url' || name === 'sitemap',
});

type Tree = { readonly [name: string]: unknown };

/**
 * Reads a sitemap's addresses of the last 72 hours, or an index's newest children. Addresses without a date are
 * left out: most of them are years old.
 */
export function readSitemap(text: string, context: ItemContext): EntriesDocument | ReadFailure {
  const clean = cleanXml(text);
  const whole = parse(clean);
  const cut = whole === null ? upToLastEnd(clean) : null;
  const root = whole ?? (cut === null ? null : parse(cut));
  if (root === null) return failure('parse', 'not a sitemap in XML');
  const set = treeOf(root.urlset);
  const index = treeOf(root.sitemapindex);
  if (root.urlset === undefined && root.sitemapindex === undefined) {
    return failure('not_feed', 'neither a urlset nor a sitemapindex');
  }
  const recent = listOf(set.url).filter((url) => isRecent(treeOf(url), context));
  return {
    kind: 'sitemap',
    title: '',
    declaredLanguage: null,
    entries: readItems(recent.map(itemOf), context),
    repaired: whole === null,
    children: newestChildren(listOf(index.sitemap), context),
  };
}

function parse(text: string): Tree | null {
  try {
    return treeOf(parser.parse(text));
  } catch {
    return null;
  }
}

/** A sitemap that ends in the middle of an address, without that address; null when none is whole. */
function upToLastEnd(text: string): string | null {
  const end = [...text.matchAll(/<\/(?:[\w.-]+:)?(?:url|sitemap)\s*>/gi)].at(-1);
  const root = /<((?:[\w.-]+:)?(?:urlset|sitemapindex))[\s>]/i.exec(text)?.[1];
  return end === undefined || root === undefined
    ? null
    : `${text.slice(0, end.index + end[0].length)}</${root}>`;
}

/** The three with the newest `lastmod`; of an index without dates the last ones, where sites add. */
function newestChildren(children: readonly unknown[], context: ItemContext): string[] {
  const dated = children.map((child, order) => {
    const at = readDate(textOf(treeOf(child), 'lastmod'), context)?.at.getTime() ?? 0;
    return { url: resolveLink(textOf(treeOf(child), 'loc'), context.url, context.fetchAllow), at, order };
  });
  dated.sort((a, b) => b.at - a.at || b.order - a.order);
  return dated.flatMap(({ url }) => url ?? []).slice(0, MAX_CHILDREN);
}

function isRecent(url: Tree, context: ItemContext): boolean {
  const stated = readDate(statedDate(url), context);
  return stated !== null && Math.abs(context.now.getTime() - stated.at.getTime()) <= WINDOW_MS;
}

function itemOf(node: unknown): RawItem {
  const url = treeOf(node);
  const news = treeOf(url.news);
  return {
    links: [textOf(url, 'loc')],
    guid: null,
    titles: [textOf(news, 'title')],
    texts: [],
    dates: [statedDate(url)],
  };
}

function statedDate(url: Tree): string {
  return textOf(treeOf(url.news), 'publication_date') || textOf(url, 'lastmod');
}

function textOf(tree: Tree, name: string): string {
  const value = Array.isArray(tree[name]) ? tree[name][0] : tree[name];
  return typeof value === 'string' ? value.trim() : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function treeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}
