import { Readability } from '@mozilla/readability';
import type { ReadFailure } from '../app/ports.ts';
import { isChallengeText } from './challenge.ts';
import { publishedAt } from './dates.ts';
import { type DomDocument, type DomElement, parsePage } from './dom.ts';
import { failure } from './failure.ts';
import { stripFurniture, stripTeaserLists, withoutBoilerplate } from './furniture.ts';
import type { ItemContext } from './items.ts';
import { canonicalUrl, resolveLink } from './links.ts';
import { readMetadata } from './metadata.ts';
import { type Block, blocksOf, blocksOfHtml } from './text.ts';

/** A page as it was understood. */
export interface PageDocument {
  readonly kind: 'page';
  readonly canonicalUrl: string;
  readonly title: string;
  /** One paragraph per line. */
  readonly text: string;
  readonly author: string | null;
  readonly publishedAt: Date | null;
  /** Links of the article's text, absolute, without doubles. */
  readonly links: readonly string[];
}

/** Readability's default of 500 returns the sidebar instead of the short articles that are usual in Kazakhstan. */
const CHAR_THRESHOLD = 150;
const MIN_TEXT_LENGTH = 150;
const MAX_LINKS = 100;
/** When JSON-LD is trusted more than the page: an extraction shorter than this, and much shorter than it. */
const SHORT_TEXT_LENGTH = 600;
const MIN_BODY_LENGTH = 200;

/**
 * Finds the article of a page.
 *
 * Fails with `no_text` when less than 150 characters are left: a teaser is then better than what was found.
 */
export function readPage(html: string, context: ItemContext): PageDocument | ReadFailure {
  if (!/<[a-z!]/i.test(html)) return failure('not_html', 'no markup');
  const document = parsePage(html);
  if (document === null) return failure('parse', 'nested more than 512 elements deep');
  const whole = blocksOf(document.body).map(({ text }) => text);
  if (isChallengeText([document.querySelector('title')?.textContent ?? '', ...whole].join(' '))) {
    return failure('challenge', 'a page of a bot wall or of a server in trouble');
  }

  const metadata = readMetadata(document);
  let article = extract(document, metadata.title, 'tagsAndClasses', context);
  if (article.text.length < MIN_TEXT_LENGTH) {
    // A class such as "social-page" on the article's own frame took everything away.
    const again = parsePage(html);
    if (again !== null) article = longer(article, extract(again, metadata.title, 'tags', context));
  }
  const text = withLinkedData(article.text, metadata.articleBody, metadata.title);
  if (text.length < MIN_TEXT_LENGTH) return failure('no_text', `${text.length} characters of text`);
  return {
    kind: 'page',
    canonicalUrl: canonicalUrl(metadata.addresses, context.url, context.fetchAllow),
    title: metadata.title,
    text,
    author: metadata.author,
    publishedAt: publishedAt(metadata.date, context),
    links: article.links,
  };
}

interface Article {
  readonly text: string;
  readonly links: readonly string[];
}

function extract(
  document: DomDocument,
  title: string,
  by: 'tags' | 'tagsAndClasses',
  context: ItemContext,
): Article {
  stripFurniture(document.body, by);
  if (by === 'tagsAndClasses') stripTeaserLists(document.body);
  const options = { charThreshold: CHAR_THRESHOLD, serializer: (element: unknown) => element as DomElement };
  const content = new Readability<DomElement>(document as never, options as never).parse()?.content;
  if (!content) return { text: '', links: [] };
  const hrefs = [...content.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'));
  const links = hrefs.map((href) => resolveLink(href, context.url, context.fetchAllow));
  return {
    text: joined(withoutBoilerplate(blocksOf(content), title)),
    links: [...new Set(links.filter((link) => link !== null))].slice(0, MAX_LINKS),
  };
}

function longer(a: Article, b: Article): Article {
  return b.text.length > a.text.length ? b : a;
}

/** Pages that scripts build carry their text in JSON-LD only. */
function withLinkedData(text: string, articleBody: string, title: string): string {
  if (text.length >= SHORT_TEXT_LENGTH || articleBody.length <= MIN_BODY_LENGTH) return text;
  const blocks = articleBody.split(/\n+/).flatMap((paragraph) => blocksOfHtml(paragraph));
  const body = joined(withoutBoilerplate(blocks, title));
  return body.length > text.length * 1.5 ? body : text;
}

function joined(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => text).join('\n');
}
