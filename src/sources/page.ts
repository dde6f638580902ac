import { Readability } from '@mozilla/readability';
import type { ReadFailure } from '../app/ports.ts';
import { type Headlines, withoutBoilerplate } from './boilerplate.ts';
import { isChallengeText } from './challenge.ts';
import { findHeadline } from './column.ts';
import { publishedAt } from './dates.ts';
import { type DomDocument, type DomElement, parsePage } from './dom.ts';
import { failure } from './failure.ts';
import { type Stripping, stripFurniture, stripTeaserLists } from './furniture.ts';
import { readByline, signatureOf } from './headline.ts';
import type { ItemContext } from './items.ts';
import { canonicalUrl, resolveLink } from './links.ts';
import { TOO_COMPLEX } from './markup.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { type Block, blocksOf, blocksOfHtml, comparable, decodeEntities } from './text.ts';

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
const MAX_NOTE_LENGTH = 60;
/** A page of more characters is not read again for a better article: its time is limited. */
const MAX_LENGTH_READ_AGAIN = 700_000;
/** When JSON-LD is trusted more than the page: an extraction shorter than this, and much shorter than it. */
const SHORT_TEXT_LENGTH = 600;
const MIN_BODY_LENGTH = 200;
/** So many letters of a page's description are looked for in its text. */
const LEAD_LENGTH = 40;
/** Two texts that share less than this are not the same article. */
const MIN_OVERLAP = 0.5;

/**
 * Finds the article of a page.
 *
 * Fails with `no_text` when less than 150 characters are left: a teaser is then better than what was found.
 */
export function readPage(html: string, context: ItemContext): PageDocument | ReadFailure {
  if (!/<[a-z!]/i.test(html)) return failure('not_html', 'no markup');
  const document = parsePage(html);
  if (document === null) return failure('parse', TOO_COMPLEX);
  const blocks = blocksOf(document.body);
  const whole = blocks.map(({ text }) => text);
  const host = new URL(context.url).hostname;
  const metadata = readMetadata(document, host);
  const said = [document.querySelector('title')?.textContent ?? '', ...whole].join(' ');
  if (metadata.articleBody.length <= MIN_BODY_LENGTH && isChallengeText(said)) {
    return failure('challenge', 'a page of a bot wall or of a server in trouble');
  }
  const byline = readByline(blocks, metadata, context);
  const stated = metadata.author ?? byline.author;
  const headlines = { titles: metadata.titles, author: stated };
  const article = findArticle(html, document, metadata, headlines, context);
  const { text, author } =
    stated === null ? signed(article.text, whole) : { text: article.text, author: stated };
  if (metadata.isFrontPage && metadata.dates.length === 0 && text.length < SHORT_TEXT_LENGTH)
    return failure('no_text', 'the first page of a site');
  if (text.length < MIN_TEXT_LENGTH) return failure('no_text', `${text.length} characters of text`);
  const date = metadata.dates.map((date) => publishedAt(date, context)).find((at) => at !== null);
  return {
    kind: 'page',
    canonicalUrl: canonicalUrl(metadata.addresses, context.url, context.fetchAllow),
    title: metadata.title,
    text,
    author,
    publishedAt: date ?? byline.publishedAt,
    links: article.links,
  };
}

/** Who signs below the text, in its last line or in the next lines of the page. */
function signed(text: string, whole: readonly string[]): { text: string; author: string | null } {
  const lines = text.split('\n');
  const last = lines.at(-1) ?? '';
  for (const rest of [1, 2]) {
    // A name may have a place or a role in the line below it.
    const isNote = rest === 1 || (last.length <= MAX_NOTE_LENGTH && !/[.!?…]["»”]*$/.test(last));
    const author = isNote && lines.length > rest + 1 ? signatureOf(lines.at(-rest) ?? '') : null;
    // Names below each other are a list.
    const isList = signatureOf(lines.at(-rest - 1) ?? '') !== null;
    if (author !== null && !isList) return { text: lines.slice(0, -rest).join('\n'), author };
  }
  const below = whole.slice(whole.lastIndexOf(last) + 1).slice(0, 2);
  const next = whole.includes(last)
    ? below.map((line) => signatureOf(line, true)).find((name) => name !== null)
    : null;
  return { text, author: next ?? null };
}

interface Article {
  readonly text: string;
  readonly links: readonly string[];
}

/**
 * Extracts the article, first from a page without its furniture. When what was found lacks the words that the
 * page itself says are its article's, the furniture was the article's own frame, and less is taken away.
 */
function findArticle(
  html: string,
  document: DomDocument,
  metadata: Metadata,
  headlines: Headlines,
  context: ItemContext,
): Article {
  const body = bodyOf(metadata.articleBody, headlines);
  const lead = comparable(metadata.description).slice(0, LEAD_LENGTH);
  const stands = lead.length === LEAD_LENGTH && comparable(document.body.textContent ?? '').includes(lead);
  const lacks = ({ text }: Article) =>
    text.length < MIN_TEXT_LENGTH ||
    (body.length > MIN_BODY_LENGTH && overlap(body, text) < MIN_OVERLAP) ||
    (stands && !comparable(text).includes(lead));

  const mark = stands ? lead : '';
  let article = extract(document, 'tagsAndClasses', headlines, mark, context);
  for (const stripping of ['tags', 'nothing'] as const) {
    const isCostly = html.length > MAX_LENGTH_READ_AGAIN && article.text.length >= MIN_TEXT_LENGTH;
    if (isCostly || !lacks(article)) break;
    const again = parsePage(html);
    if (again === null) break;
    if (stands) forgetNames(again.body, lead);
    const other = extract(again, stripping, headlines, mark, context);
    if (isBetter(other, article, body, lacks)) article = other;
  }
  return { ...article, text: withLinkedData(article.text, body) };
}

/** Takes the classes off what frames the lead: an unlucky name weighs against them with Readability as well. */
function forgetNames(body: DomElement, lead: string): void {
  const holds = (element: DomElement) => comparable(element.textContent ?? '').includes(lead);
  for (
    let frame: DomElement | undefined = body;
    frame !== undefined;
    frame = [...frame.children].find(holds)
  ) {
    frame.removeAttribute('class');
    frame.removeAttribute('id');
  }
}

/** More text alone is no gain: it may be the furniture. */
function isBetter(
  other: Article,
  article: Article,
  body: string,
  lacks: (article: Article) => boolean,
): boolean {
  if (article.text.length < MIN_TEXT_LENGTH) return other.text.length > article.text.length;
  if (body.length > MIN_BODY_LENGTH) return overlap(body, other.text) > overlap(body, article.text) + 0.1;
  const isOnlyPartOf = article.text.length < other.text.length * 0.6;
  return !lacks(other) && (isOnlyPartOf || overlap(article.text, other.text) < MIN_OVERLAP);
}

function extract(
  document: DomDocument,
  by: Stripping,
  headlines: Headlines,
  lead: string,
  context: ItemContext,
): Article {
  const headline = findHeadline(document.body, headlines.titles);
  stripFurniture(document.body, by, { headline, lead });
  if (by === 'tagsAndClasses') stripTeaserLists(document.body, new URL(context.url).hostname);
  const content = contentOf(document);
  if (content === null) return { text: '', links: [] };
  const hrefs = [...content.querySelectorAll('a[href]')].map((link) => link.getAttribute('href'));
  const links = hrefs.map((href) => resolveLink(href, context.url, context.fetchAllow));
  return {
    text: joined(withoutBoilerplate(blocksOf(content), headlines)),
    links: [...new Set(links.filter((link) => link !== null))].slice(0, MAX_LINKS),
  };
}

function contentOf(document: DomDocument): DomElement | null {
  const options = { charThreshold: CHAR_THRESHOLD, serializer: (element: unknown) => element as DomElement };
  try {
    return new Readability<DomElement>(document as never, options as never).parse()?.content ?? null;
  } catch {
    // A document that it cannot walk has no article in its eyes; JSON-LD may still have one.
    return null;
  }
}

/** How much of the first text's words, four in a row, stands in the second: 0–1. */
function overlap(of: string, text: string): number {
  const words = (value: string) => value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const rows = (list: readonly string[]) =>
    list.slice(0, -3).map((_, at) => list.slice(at, at + 4).join(' '));
  const wanted = rows(words(of));
  if (wanted.length === 0) return 0;
  const present = new Set(rows(words(text)));
  return wanted.filter((row) => present.has(row)).length / wanted.length;
}

/** The text of JSON-LD, which some write as HTML and some escape twice. */
function bodyOf(articleBody: string, headlines: Headlines): string {
  if (articleBody.length <= MIN_BODY_LENGTH) return '';
  const html = /&lt;\/?[a-z]/i.test(articleBody) ? decodeEntities(articleBody) : articleBody;
  const pieces = /<(?:p|div|br|li|h[1-6])[\s/>]/i.test(html) ? [html] : html.split(/\n+/);
  return joined(
    withoutBoilerplate(
      pieces.flatMap((piece) => blocksOfHtml(piece)),
      headlines,
    ),
  );
}

/** Pages that scripts build carry their text in JSON-LD only. */
function withLinkedData(text: string, body: string): string {
  if (body.length <= MIN_BODY_LENGTH) return text;
  if (text.length < SHORT_TEXT_LENGTH && body.length > text.length * 1.5) return body;
  return body.length >= SHORT_TEXT_LENGTH && overlap(body, text) < MIN_OVERLAP / 2 ? body : text;
}

function joined(blocks: readonly Block[]): string {
  return blocks.map(({ text }) => text).join('\n');
}
