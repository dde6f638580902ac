import { XMLParser } from 'fast-xml-parser';
import { addressOf, joinedBase, type RawFeed } from './feedItems.ts';
import type { RawItem } from './items.ts';
import { decodeEntities } from './text.ts';

/** Elements whose inside is kept as it stands, markup and CDATA included. */
const VERBATIM = 'title description content encoded summary subtitle full-text fulltext body tagline'.split(
  ' ',
);

const parser = new XMLParser({
  removeNSPrefix: true,
  processEntities: false,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  transformTagName: (name) => name.toLowerCase(),
  stopNodes: VERBATIM.map((name) => `..${name}` as const),
});

type Tree = { readonly [name: string]: unknown };

/**
 * Finds items and entries wherever they stand, whatever their prefix: for feeds that are XML but that no
 * format describes.
 *
 * @throws Error when the text is not even XML
 */
export function walkFeed(text: string): RawFeed {
  const items: Tree[] = [];
  let channel: Tree | null = null;
  const visit = (node: unknown, depth: number) => {
    if (typeof node !== 'object' || node === null || depth > 50) return;
    if (Array.isArray(node)) {
      for (const child of node) visit(child, depth + 1);
      return;
    }
    for (const [name, child] of Object.entries(node)) {
      if (name === 'item' || name === 'entry') items.push(...listOf(child).map(treeOf));
      else {
        if (name === 'channel' || name === 'feed') channel ??= treeOf(listOf(child)[0]);
        visit(child, depth + 1);
      }
    }
  };
  const document = parser.parse(text);
  visit(document, 0);
  const base = attributeOf(treeOf(document.feed ?? document.rss ?? document.rdf), 'base');
  return {
    title: textOf(channel ?? {}, 'title') ?? '',
    language: textOf(channel ?? {}, 'language') ?? null,
    items: items.map((item) => itemOf(item, base)),
  };
}

function itemOf(item: Tree, outerBase: string | undefined): RawItem {
  const guid = textOf(item, 'guid') ?? textOf(item, 'id') ?? attributeOf(item, 'about');
  const isPermaLink = attributeOf(treeOf(listOf(item.guid)[0]), 'ispermalink')?.toLowerCase();
  const links = listOf(item.link).map((link) => {
    const tree = treeOf(link);
    return { href: attributeOf(tree, 'href') ?? ownText(link), rel: attributeOf(tree, 'rel') ?? 'alternate' };
  });
  const others = links.filter(({ rel }) => !/^(?:enclosure|edit|replies|hub)/i.test(rel));
  const pages = links.filter(({ rel }) => rel === 'alternate');
  return {
    links: [
      ...[...pages, ...others].map(({ href }) => href),
      attributeOf(item, 'href'),
      isPermaLink === 'true' ? guid : isPermaLink === 'false' ? undefined : addressOf(guid),
    ],
    guid,
    titles: allTexts(item, 'title'),
    texts: ['full-text', 'fulltext', 'encoded', 'content', 'body', 'description', 'summary'].flatMap((name) =>
      allTexts(item, name).map((value) => ({ value, isHtml: true })),
    ),
    dates: ['pubdate', 'published', 'issued', 'date', 'created', 'updated', 'modified'].flatMap((name) =>
      allTexts(item, name),
    ),
    isDecoded: [...listOf(item.title), ...listOf(item.content)].some(isBase64),
    base: joinedBase(outerBase, attributeOf(item, 'base')),
  };
}

function textOf(tree: Tree, name: string): string | undefined {
  return allTexts(tree, name).find((text) => text !== '');
}

function allTexts(tree: Tree, name: string): string[] {
  return listOf(tree[name]).map(ownText);
}

function ownText(node: unknown): string {
  const raw = typeof node === 'object' && node !== null ? (node as Tree)['#text'] : node;
  const text = typeof raw === 'string' ? decodeXml(raw).trim() : '';
  return isBase64(node) ? Buffer.from(text, 'base64').toString('utf8') : text;
}

/** Atom 0.3 let texts be written so. */
function isBase64(node: unknown): boolean {
  return attributeOf(treeOf(node), 'mode')?.toLowerCase() === 'base64';
}

/** CDATA as it stands, everything else with its entities decoded once. */
function decodeXml(raw: string): string {
  return raw
    .split(/(<!\[CDATA\[[\s\S]*?(?:\]\]>|$))/)
    .map((piece) =>
      piece.startsWith('<![CDATA[') ? piece.slice(9).replace(/\]\]>$/, '') : decodePiece(piece),
    )
    .join('');
}

/** Real child elements (XHTML) stay markup, so that only what was escaped is decoded. */
function decodePiece(piece: string): string {
  return /<[a-z]/i.test(piece) ? piece : decodeEntities(piece);
}

function attributeOf(tree: Tree, name: string): string | undefined {
  for (const [key, value] of Object.entries(tree)) {
    if (key.toLowerCase() === `@${name}` && typeof value === 'string') return decodeEntities(value);
  }
  return undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function treeOf(value: unknown): Tree {
  return typeof value === 'object' && value !== null ? (value as Tree) : {};
}
