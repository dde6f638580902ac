import type { DomDocument } from './dom.ts';
import { comparable } from './text.ts';

/** What a page's JSON-LD says of its article; what it does not say is empty or null. */
export interface LinkedData {
  readonly articleBody: string;
  readonly headline: string | null;
  readonly author: string | null;
  readonly datePublished: string | null;
  readonly publisher: string | null;
}

interface ArticleNode extends LinkedData {
  readonly isArticle: boolean;
}

type Fields = ReadonlyMap<string, unknown>;

const MAX_DEPTH = 20;
const MAX_NODES = 20_000;
const ARTICLE = /Article|NewsItem|BlogPosting|Report|Posting|Interview|PressRelease/i;
const PAGE = /WebPage|ItemPage/;
const PUBLISHER = /Organization|WebSite/;

/**
 * Collects what the page's JSON-LD says, wherever in its graph; a block that is no JSON says nothing.
 *
 * @param titles of the page, by which its own article is told from others that are listed
 */
export function readLinkedData(document: DomDocument, titles: readonly string[]): LinkedData {
  const nodes: ArticleNode[] = [];
  const publishers: string[] = [];
  for (const script of document.querySelectorAll('script[type*="ld+json" i]')) {
    const byId = new Map<string, Fields>();
    const all = nodesOf(parsed(script.textContent ?? ''));
    for (const fields of all) {
      const id = textOf(fields, '@id');
      if (id !== null && fields.size > 1) byId.set(id, fields);
    }
    for (const fields of all) {
      const type = String(fields.get('@type') ?? '');
      const node = articleOf(fields, ARTICLE.test(type), byId);
      if (node.isArticle || node.articleBody !== '' || PAGE.test(type)) nodes.push(node);
      else if (PUBLISHER.test(type)) publishers.push(textOf(fields, 'name') ?? '');
    }
  }
  const known = titles.map(comparable);
  const isOwn = ({ headline }: ArticleNode) => headline !== null && known.includes(comparable(headline));
  const rank = (node: ArticleNode) => (isOwn(node) ? 2 : 0) + (node.isArticle ? 1 : 0);
  const ranked = nodes.toSorted((a, b) => rank(b) - rank(a));
  const own = ranked[0] !== undefined && isOwn(ranked[0]) ? ranked[0].articleBody : '';
  const longest = nodes.map(({ articleBody }) => articleBody).toSorted((a, b) => b.length - a.length)[0];
  const firstOf = (name: 'headline' | 'author' | 'datePublished' | 'publisher') =>
    ranked.map((node) => node[name]).find((value) => value !== null) ?? null;
  return {
    articleBody: own.length > 200 ? own : (longest ?? ''),
    headline: firstOf('headline'),
    author: firstOf('author'),
    datePublished: firstOf('datePublished'),
    publisher: firstOf('publisher') ?? publishers.find((name) => name !== '') ?? null,
  };
}

/** Many sites write line ends into JSON's strings, or wrap the whole in a comment. */
function parsed(raw: string): unknown {
  const text = raw
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*;?$/, '')
    .trim();
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(withEscapedControls(text));
    } catch {
      return null; // it is one source of several
    }
  }
}

function withEscapedControls(text: string): string {
  return text
    .replace(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"/g, (string) =>
      string.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`),
    )
    .replace(/,(?=\s*[}\]])/g, '')
    .replace(/;$/, '');
}

/** Every object of the graph, its outer ones first. */
function nodesOf(root: unknown): Fields[] {
  const found: Fields[] = [];
  const collect = (node: unknown, depth: number) => {
    if (typeof node !== 'object' || node === null || depth > MAX_DEPTH || found.length > MAX_NODES) return;
    const fields = new Map<string, unknown>(Object.entries(node));
    if (!Array.isArray(node)) found.push(fields);
    for (const value of fields.values()) collect(value, depth + 1);
  };
  collect(root, 0);
  return found;
}

function articleOf(fields: Fields, isArticle: boolean, byId: ReadonlyMap<string, Fields>): ArticleNode {
  return {
    isArticle,
    articleBody: textOf(fields, 'articleBody') ?? '',
    headline: textOf(fields, 'headline') ?? (isArticle ? textOf(fields, 'name') : null),
    author: namesOf(fields.get('author') ?? fields.get('creator'), byId, true),
    datePublished: textOf(fields, 'datePublished') ?? textOf(fields, 'dateCreated'),
    publisher: namesOf(fields.get('publisher'), byId),
  };
}

/** The names of persons or organisations, which may be given as text, as nodes or as references to nodes. */
function namesOf(value: unknown, byId: ReadonlyMap<string, Fields>, onlyPersons = false): string | null {
  const all: unknown[] = Array.isArray(value) ? value.slice(0, 5) : [value];
  const names = all.map((one) => {
    if (typeof one === 'string') return one;
    if (typeof one !== 'object' || one === null) return null;
    const fields = new Map<string, unknown>(Object.entries(one));
    const node = nameIn(fields) === null ? byId.get(textOf(fields, '@id') ?? '') : fields;
    if (node === undefined || (onlyPersons && PUBLISHER.test(String(node.get('@type') ?? '')))) return null;
    return nameIn(node);
  });
  const stated = names.filter((name) => name?.trim());
  return stated.length === 0 ? null : stated.join(', ');
}

function nameIn(fields: Fields): string | null {
  const name = fields.get('name');
  const first: unknown = Array.isArray(name) ? name[0] : name;
  return typeof first === 'string' && first.trim() !== '' ? first : null;
}

/** A value as text; of several the first. */
function textOf(fields: Fields, name: string): string | null {
  const value = fields.get(name);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first.trim() !== '' ? first : null;
}
