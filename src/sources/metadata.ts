import { findHeadline } from './column.ts';
import type { DomDocument, DomElement } from './dom.ts';
import { nearestTime } from './headline.ts';
import { readLinkedData } from './linkedData.ts';
import { comparable, plainText, plainTitle } from './text.ts';
import { HOUSE, isOutletName, type Outlet, piecesOf, withoutLastPart, withoutOutlet } from './titles.ts';

/** What a page says about itself. */
export interface Metadata {
  readonly title: string;
  /** The title in every form in which the page states it, its outlet's name included. */
  readonly titles: readonly string[];
  /** The heading that says the title. */
  readonly headline: DomElement | null;
  /** Null when only the outlet is named. */
  readonly author: string | null;
  /** As stated, the most trustworthy first. */
  readonly dates: readonly string[];
  /** The summary that is meant for search engines; often the first sentences of the text. */
  readonly description: string;
  /** `<link rel=canonical>`, then `og:url`. */
  readonly addresses: readonly string[];
  /** The `articleBody` of its JSON-LD, else of its longest one; empty when it has none. */
  readonly articleBody: string;
  /** It calls itself a site, not an article, and its address is a site's first page. */
  readonly isFrontPage: boolean;
}

const MAX_AUTHOR_LENGTH = 120;
/** A heading that shares fewer words with the page's title is a section's or a slogan. */
const MIN_SHARED_WORDS = 0.4;
const NO_AUTHOR =
  /^(?:admin(?:istrator)?|user|root|editor|редактор|редакция|guest|author|автор|null|undefined)$/i;
/** A record made for libraries is more careful than one made for networks. */
const TITLE_NAMES = [
  'dc:title',
  'dc.title',
  'dcterms:title',
  'dcterms.title',
  'og:title',
  'twitter:title',
  'parsely-title',
];
const DATE_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'og:published_time',
  'mediator_published_time',
  'parsely-pub-date',
  'publishdate',
  'publish-date',
  'publish_date',
  'pubdate',
  'article.published',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dcterms.date',
  'dc.date',
  'date',
];

/**
 * Reads a page's metadata; must come before anything that changes the document.
 *
 * @param host of the page's address, which names the outlet when the page does not
 */
export function readMetadata(document: DomDocument, host: string): Metadata {
  const metaOf = metaReader(document);
  const stated = (value: string | null | undefined) => plainTitle(value ?? '');
  const first = (names: readonly string[]) => stated(names.map(metaOf).find((value) => value !== null));
  const openGraph = first(TITLE_NAMES);
  const titleElement = stated(document.querySelector('title')?.textContent);
  const headlines = [...document.querySelectorAll('h1')].slice(0, 10);
  const h1s = headlines.map(({ textContent }) => stated(textContent)).filter((text) => text !== '');
  const linked = readLinkedData(
    document,
    [openGraph, titleElement, ...h1s].filter((title) => title !== ''),
  );
  const names = [metaOf('og:site_name'), linked.publisher, metaOf('application-name')];
  const outlet: Outlet = {
    names: names.map((name) => plainText(name ?? '')).filter((name) => name !== ''),
    host,
  };

  const shown = ownHeadline(h1s, [openGraph, titleElement], outlet);
  const element =
    headlines.find(({ textContent }) => stated(textContent) === shown) ??
    findHeadline(
      document.body,
      piecesOf(titleElement).filter((piece) => comparable(piece).length >= 20),
    );
  const h1 = shown || stated(element?.textContent);
  const named = stated(linked.headline);
  // What both the headline and the title say is the title; a word that the title does not know is a logo.
  const isLogo = comparable(h1).length < 10 && !comparable(titleElement).includes(comparable(h1));
  const said = comparable(h1);
  const isWhole = comparable(openGraph).length >= 20 && said.startsWith(comparable(openGraph));
  const isSure = said.length >= 20 && (isWhole || comparable(titleElement).includes(said));
  const isStrange = isLogo || (titleElement !== '' && sharedWords(h1, titleElement) < MIN_SHARED_WORDS);
  const last = isStrange ? [named, titleElement, h1] : [h1, named, titleElement];
  const candidates = [...(isSure ? [h1] : []), openGraph, ...last].filter((text) => text !== '');
  const chosen = candidates.find((text) => !isOutletName(text, outlet)) ?? candidates[0] ?? '';
  const bare = withoutOutlet(chosen, outlet, [h1, named]);
  const title = bare === titleElement && bare !== h1 ? withoutLastPart(bare) : bare;
  const addresses = [
    document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
    metaOf('og:url'),
  ].filter((address) => typeof address === 'string');
  return {
    title: title.replace(/^(?:[\p{So}\p{Sk}\s]|\ufe0f)+/u, '') || title,
    titles: [...new Set([title, ...candidates])],
    headline: element,
    author: authorOf(document, metaOf, linked.author, outlet),
    dates: datesOf(document, metaOf, linked.datePublished, element),
    description: plainText(metaOf('og:description') ?? metaOf('description') ?? ''),
    addresses,
    isFrontPage: metaOf('og:type') === 'website' && addresses.some(isHome),
    articleBody: linked.articleBody,
  };
}

/** Which part of the words of the first text stands in the second: 0–1. */
function sharedWords(text: string, other: string): number {
  const words = (value: string) => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const known = new Set(words(other));
  const all = words(text);
  return all.length === 0 ? 0 : all.filter((word) => known.has(word)).length / all.length;
}

function isHome(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.pathname === '/' && url.search === '';
}

/** Of several `h1` the one that the page's other titles repeat; a logo is no headline. */
function ownHeadline(h1s: readonly string[], titles: readonly string[], outlet: Outlet): string {
  const known = titles.map(comparable);
  const repeated = h1s.find((h1) => {
    const said = comparable(h1);
    return said.length >= 10 && known.some((title) => title.includes(said));
  });
  return repeated ?? h1s.find((h1) => !isOutletName(h1, outlet)) ?? '';
}

function authorOf(
  document: DomDocument,
  metaOf: MetaOf,
  linked: string | null,
  outlet: Outlet,
): string | null {
  const marked = document.querySelector('[itemprop="author"]');
  const stated = [
    linked,
    metaOf('dc:creator') ?? metaOf('dc.creator'),
    metaOf('author'),
    metaOf('article:author'),
    /^(?:written by|by|автор|жазған)$/i.test(metaOf('twitter:label1') ?? '') ? metaOf('twitter:data1') : null,
    metaOf('parsely-author'),
    marked?.querySelector('[itemprop="name"]')?.textContent ??
      marked?.getAttribute('content') ??
      marked?.textContent,
    document.querySelector('a[rel="author"], [rel="author"]')?.textContent,
    document.querySelector(
      'article .author-name, article .byline__name, .article__author, .post-author, .news-author',
    )?.textContent,
  ];
  const names = stated
    .map((name) =>
      plainText(name ?? '').replace(/^(?:by\s+|(?:авторы?|author|written by|текст|мәтін)\s*:?\s+)/i, ''),
    )
    .filter((name) => name !== '' && name.length <= MAX_AUTHOR_LENGTH)
    .filter((name) => !/^(?:https?:|@|www\.)/.test(name) && !NO_AUTHOR.test(name) && !HOUSE.test(name));
  return names.find((name) => !isOutletName(name, outlet)) ?? null;
}

function datesOf(
  document: DomDocument,
  metaOf: MetaOf,
  linked: string | null,
  h1: DomElement | null,
): string[] {
  const microdata = document.querySelector('[itemprop="datePublished"]');
  const [openGraph, ...others] = DATE_NAMES.map(metaOf);
  const stated = [
    openGraph,
    linked,
    microdata?.getAttribute('content') ?? microdata?.getAttribute('datetime') ?? microdata?.textContent,
    ...others,
    document.querySelector('time[pubdate]')?.getAttribute('datetime'),
    nearestTime(document, h1),
  ];
  return stated.filter((value) => typeof value === 'string').filter((value) => value.trim() !== '');
}

type MetaOf = (name: string) => string | null;

/** Looks up `<meta>` by property, name or itemprop in any case; the first that says something counts. */
function metaReader(document: DomDocument): MetaOf {
  const contents = new Map<string, string>();
  for (const meta of document.querySelectorAll('meta[content]')) {
    const content = meta.getAttribute('content') ?? '';
    if (content.trim() === '') continue;
    for (const attribute of ['property', 'name', 'itemprop']) {
      for (const name of (meta.getAttribute(attribute) ?? '').toLowerCase().split(/\s+/)) {
        if (name !== '' && !contents.has(name)) contents.set(name, content);
      }
    }
  }
  return (name) => contents.get(name) ?? null;
}
