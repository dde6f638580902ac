import type { DomDocument } from './dom.ts';
import { plainText, plainTitle } from './text.ts';

/** What a page says about itself. */
export interface Metadata {
  readonly title: string;
  readonly author: string | null;
  /** As stated. */
  readonly date: string | null;
  /** `<link rel=canonical>`, then `og:url`. */
  readonly addresses: readonly string[];
  /** The longest `articleBody` of its JSON-LD; empty when it has none. */
  readonly articleBody: string;
}

interface LinkedData {
  articleBody: string;
  datePublished: string | null;
  headline: string | null;
  author: string | null;
}

const MAX_AUTHOR_LENGTH = 120;
const MAX_GRAPH_DEPTH = 20;

/** Reads a page's metadata; must come before anything that changes the document. */
export function readMetadata(document: DomDocument): Metadata {
  const linked = readLinkedData(document);
  const title = [
    metaOf(document, 'og:title'),
    document.querySelector('h1')?.textContent,
    linked.headline,
    document.querySelector('title')?.textContent,
  ];
  const author = plainText(
    linked.author ?? metaOf(document, 'author') ?? metaOf(document, 'article:author') ?? '',
  );
  const isName = author !== '' && author.length <= MAX_AUTHOR_LENGTH && !/^https?:/.test(author);
  return {
    title: title.map((value) => plainTitle(value ?? '')).find((value) => value !== '') ?? '',
    author: isName ? author : null,
    date: dateOf(document, linked),
    addresses: [
      document.querySelector('link[rel="canonical"]')?.getAttribute('href'),
      metaOf(document, 'og:url'),
    ].filter((address) => typeof address === 'string'),
    articleBody: linked.articleBody,
  };
}

function dateOf(document: DomDocument, linked: LinkedData): string | null {
  const microdata = document.querySelector('[itemprop="datePublished"]');
  const stated = [
    metaOf(document, 'article:published_time'),
    linked.datePublished,
    microdata?.getAttribute('content') ?? microdata?.getAttribute('datetime') ?? microdata?.textContent,
    metaOf(document, 'og:article:published_time'),
    document.querySelector('time[pubdate]')?.getAttribute('datetime'),
    document.querySelector('article time[datetime], main time[datetime]')?.getAttribute('datetime'),
  ];
  return stated.find((value) => value?.trim()) ?? null;
}

function metaOf(document: DomDocument, name: string): string | null {
  for (const attribute of ['property', 'name', 'itemprop']) {
    const content = document.querySelector(`meta[${attribute}="${name}"]`)?.getAttribute('content');
    if (content?.trim()) return content;
  }
  return null;
}

/** Collects what the page's JSON-LD says; a block that is no JSON says nothing. */
function readLinkedData(document: DomDocument): LinkedData {
  const found: LinkedData = { articleBody: '', datePublished: null, headline: null, author: null };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      collect(JSON.parse((script.textContent ?? '').trim()), found, 0);
    } catch {
      // Many sites write broken JSON-LD; it is one source of several.
    }
  }
  return found;
}

function collect(node: unknown, found: LinkedData, depth: number): void {
  if (typeof node !== 'object' || node === null || depth > MAX_GRAPH_DEPTH) return;
  const fields = new Map<string, unknown>(Object.entries(node));
  const textOf = (name: string) => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : null;
  };
  const body = textOf('articleBody') ?? '';
  const isArticle =
    body !== '' || /Article|NewsItem|BlogPosting|WebPage/.test(String(fields.get('@type') ?? ''));
  if (body.length > found.articleBody.length) found.articleBody = body;
  if (isArticle) {
    found.datePublished ??= textOf('datePublished');
    found.headline ??= textOf('headline');
    found.author ??= nameOf(fields.get('author'));
  }
  for (const value of fields.values()) collect(value, found, depth + 1);
}

function nameOf(author: unknown): string | null {
  const first: unknown = Array.isArray(author) ? author[0] : author;
  if (typeof first === 'string') return first;
  if (typeof first !== 'object' || first === null) return null;
  const name = new Map<string, unknown>(Object.entries(first)).get('name');
  return typeof name === 'string' ? name : null;
}
