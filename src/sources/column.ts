import type { DomElement } from './dom.ts';
import { comparable } from './text.ts';

const HEAD_NAME =
  /(?:^|[\s_-])(?:head|header|heading|hero|cover|intro|headline|title|top|masthead)(?:$|[\s_-])/i;
const COLUMN_NAME = /col|grid|cell|side|block|(?:^|\s)[a-z]{1,3}[-_]?\d/i;
/** Sentences of fewer characters than this are a summary, not yet an article. */
const MIN_PROSE = 150;
/** A neighbour with so many times the prose of the headline's own frame is the article, and that frame its head. */
const MUCH_MORE = 2;
/** The same for one that begins with a heading, as the next article would. */
const FAR_MORE = 6;
const MIN_PARAGRAPH = 60;
const MIN_LEAD = 100;
const MAX_LABEL = 60;
const SENTENCE = /[.!?…:;]["'»”’)\]]*$/;
const HEADING = /^h[1-6]$/;
const BLOCKS_INSIDE = 'p, div, li, td, blockquote, section, article, pre, dd, table, br';
const INLINE = new Set(
  'a abbr b bdi bdo big br cite code data dfn em font i img kbd mark nobr q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** How elements are called that hold the words of an article. */
const BODY_NAME =
  /(?:^|[\s_-])(?:article|entry|post|story|news|single|detail|full|main|page)?[-_]*(?:body|content|text|txt)(?:$|[\s_-])/i;

/**
 * Takes away what stands beside the column of a page's headline: other columns, other articles that follow, bars
 * above and below. The column is the smallest frame that holds the headline and its article; when a neighbour
 * tells much more and has no heading of its own, the frame was only the article's head, and grows.
 *
 * Nothing happens when the headline is not found.
 *
 * @param isFurniture true for an element whose name says that it is none of the article
 */
export function isolateColumn(
  body: DomElement,
  headline: DomElement | null,
  isFurniture: (element: DomElement) => boolean,
): void {
  if (headline === null || !body.contains(headline)) return;
  const column = columnOf(body, headline, isFurniture);
  for (let inner: DomElement | null = column; inner !== null && inner !== body; inner = inner.parentElement) {
    for (const sibling of [...(inner.parentElement?.children ?? [])]) {
      if (sibling !== inner) sibling.remove();
    }
  }
}

function columnOf(
  body: DomElement,
  headline: DomElement,
  isFurniture: (element: DomElement) => boolean,
): DomElement {
  let column = headline;
  for (
    let frame: DomElement = headline;
    frame !== body && frame.parentElement !== null;
    frame = frame.parentElement
  ) {
    const own = proseLength(frame);
    const parent: DomElement = frame.parentElement;
    const following = followers(frame).filter((element) => !isFurniture(element));
    if (own < MIN_PROSE) column = parent;
    else if (following.some((element) => continues(frame, own, following, element))) column = parent;
  }
  return column;
}

function followers(element: DomElement): DomElement[] {
  const all = [...(element.parentElement?.children ?? [])];
  return all.slice(all.indexOf(element) + 1);
}

function continues(
  frame: DomElement,
  own: number,
  following: readonly DomElement[],
  element: DomElement,
): boolean {
  const told = proseLength(element);
  // The next cell of a row is another column.
  if (told < MIN_PROSE / 2 || /^t[dh]$/.test(element.localName)) return false;
  if (BODY_NAME.test(element.getAttribute('class') ?? '')) return true;
  // A head has no paragraphs; what follows it and has some is the body.
  const paragraphs = [...element.querySelectorAll('p')].filter((paragraph) => proseLength(paragraph) > 0);
  const isFirstText = frame.querySelector('p') === null && paragraphs.length >= 2;
  if (isFirstText && !startsWithHeading(element)) return true;
  if (startsWithHeading(element)) {
    const all = following.reduce((sum, other) => sum + proseLength(other), 0);
    return isHead(frame) || (told >= own * FAR_MORE && told >= all * 0.7);
  }
  if (/^(?:p|blockquote|pre|font|span|b|strong)$/.test(element.localName) || isAlike(frame, element))
    return true;
  const alike = following.filter((other) => isAlike(other, element));
  return alike.reduce((sum, other) => sum + proseLength(other), 0) >= own * MUCH_MORE;
}

/** The head of an article, which may hold a long summary. */
function isHead({ localName, className }: DomElement): boolean {
  return /^(?:header|hgroup)$/.test(localName) || HEAD_NAME.test(className);
}

function isAlike(a: DomElement, b: DomElement): boolean {
  if (a === b) return true;
  if (a.localName !== b.localName || a.className === '') return false;
  // "part-1" and "part-2" are one article; "col1" and "col2" are two columns.
  const bare = (name: string) => (COLUMN_NAME.test(name) ? name : name.replace(/\d+/g, ''));
  return bare(a.className) === bare(b.className);
}

/** A heading in front of other words begins something of its own. */
function startsWithHeading(element: DomElement): boolean {
  if (HEADING.test(element.localName)) return true;
  if (/^(?:b|strong)$/.test(element.localName) && isLabel(element)) return true;
  for (const child of element.children) {
    const text = (child.textContent ?? '').trim();
    if (text === '') continue;
    return startsWithHeading(child);
  }
  return false;
}

/** A short line in bold that stands alone heads a box. */
function isLabel(element: DomElement): boolean {
  const text = (element.textContent ?? '').trim();
  const line = (element.parentElement?.textContent ?? '').trim();
  return text.length <= MAX_LABEL && line === text && !SENTENCE.test(text);
}

/** How many characters of an element are sentences that are no links. */
export function proseLength(element: DomElement): number {
  let length = 0;
  const add = (text: string) => {
    const line = text.replace(/\s+/g, ' ').trim();
    if (line.length >= MIN_PARAGRAPH && SENTENCE.test(line)) length += line.length;
  };
  const walk = (node: DomElement) => {
    let line = '';
    for (const child of node.childNodes) {
      const inner = child as DomElement;
      if (child.nodeType === 3) line += child.textContent ?? '';
      else if (child.nodeType !== 1 || inner.localName === 'a') continue;
      else if (inner.localName === 'br') {
        add(line);
        line = '';
      } else if (INLINE.has(inner.localName) && inner.querySelector(BLOCKS_INSIDE) === null) {
        line += child.textContent ?? '';
      } else {
        add(line);
        line = '';
        walk(inner);
      }
    }
    add(line);
  };
  walk(element);
  return length;
}

/**
 * The element that says the page's title: a heading, else whatever says nothing but it.
 *
 * @param titles in every form in which the page states it
 */
export function findHeadline(body: DomElement, titles: readonly string[]): DomElement | null {
  const known = new Set(titles.map(comparable).filter((title) => title.length >= 10));
  if (known.size === 0) return null;
  const says = (element: DomElement) => {
    const text = element.textContent ?? '';
    return text.length <= 500 && known.has(comparable(text));
  };
  const headings = [...body.querySelectorAll('h1, h2')].filter(
    (element) => says(element) && !isLinked(element),
  );
  if (headings[0] !== undefined) return headings.find(({ localName }) => localName === 'h1') ?? headings[0];
  const others = [...body.querySelectorAll('h3, [itemprop="headline"], div, p, td, span, b, strong, font')];
  return others.find((element) => says(element) && !isLinked(element)) ?? null;
}

function isLinked(element: DomElement): boolean {
  if (element.querySelector('a') !== null && element.localName !== 'h1') return true;
  for (let outer: DomElement | null = element; outer !== null; outer = outer.parentElement) {
    if (/^(?:a|nav|aside|footer)$/.test(outer.localName)) return true;
  }
  return false;
}

/** The first paragraph of some length after the headline: whatever its frame is called, it is the lead. */
export function firstParagraph(body: DomElement, headline: DomElement | null): DomElement | null {
  if (headline === null) return null;
  let isAfter = false;
  for (const element of body.querySelectorAll('*')) {
    if (element === headline) isAfter = true;
    if (!isAfter || !/^(?:p|div|section|td|span)$/.test(element.localName)) continue;
    const isLeaf = element.localName === 'p' || element.querySelector(BLOCKS_INSIDE) === null;
    if (isLeaf && proseLength(element) >= MIN_LEAD) return element.localName === 'p' ? element : null;
  }
  return null;
}
