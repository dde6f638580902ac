import { headsFurniture } from './boilerplate.ts';
import { firstParagraph, isolateColumn, proseLength } from './column.ts';
import type { DomElement } from './dom.ts';
import { furnitureName } from './furnitureNames.ts';
import { removeInserts } from './inserts.ts';
import { comparable, LINE_MARK } from './text.ts';

const SILENT = 'script, style, noscript, template';
const TAGS = [
  'nav, footer, aside, form, iframe, button, dialog, [aria-hidden="true"], [role="navigation"], [role="dialog"]',
  'amp-accordion, amp-youtube, amp-video, amp-carousel, amp-list, amp-iframe, amp-sidebar, amp-consent, amp-user-notification, amp-ad, amp-sticky-ad, amp-embed, amp-social-share',
].join(', ');
const UNLIKELY =
  /comment|related|shar|social|hidden|promo|banner|footer|header|menu|sidebar|community|extra|remark|rss|sponsor|pager|popup|media|meta|tags|widget|contact|com-|scroll|cover/i;
/** What readers write below an article is none of it, however long. */
const DISCUSSION = /(?:^|\s)(?:comments|comments-(?:area|list)|comment-list|disqus_thread)(?:\s|$)/i;
/** With more paragraphs than this an element is held to be text that has an unlucky class. */
const MAX_PARAGRAPHS = 6;
/** What is shorter can go without asking whether it is the article. */
const MIN_DOMINANT_LENGTH = 100;
/** A list of teasers has a link for so many characters of its text. */
const CHARACTERS_PER_LINK = 400;
const MIN_TEASERS = 4;
const MIN_TEASER_TITLE = 15;
const MAX_TEASER_LENGTH = 400;
/** A date or a counter on the line of a teaser's link. */
const MAX_BESIDE_TEASER = 25;
const MAX_FRAMES = 40;
const MIN_SPAN_PARAGRAPH = 60;
const MAX_LINKS_SIDE_BY_SIDE = 300;
const PICTURED = /slide|galler|photo|foto|image|img|pic|fig|media|video/i;
const FRAMES = 'main, [role="main"], [itemprop="articleBody"]';
/** Where the words of an article stand on most sites. A list in here may be a part of what is told. */
const PROSE =
  /(?:^|\s)(?:[a-z]+-)?(?:article|entry|post|story|news|single|detail)[-_]*(?:inner|main)?[-_]*(?:body|content|text)(?:\s|$)/i;

/** How much is taken out of a page before its article is looked for. */
export type Stripping = 'nothing' | 'tags' | 'tagsAndClasses';

/** What surely belongs to the article, by the page's own words. */
export interface Marks {
  readonly headline: DomElement | null;
  /** The first letters of its description; empty when they do not stand in the page. */
  readonly lead: string;
}

/** Takes menus, forms, sharing buttons and reading tips out of a page before its article is looked for. */
export function stripFurniture(body: DomElement, by: Stripping, { headline, lead }: Marks): void {
  for (const element of [...body.querySelectorAll(SILENT)]) element.remove();
  removeNotes(body);
  for (const figure of [...body.querySelectorAll('figure')]) {
    const isPullQuote = /pull-?quote/i.test(figure.className);
    if (isPullQuote || figure.querySelector('p, table, pre, blockquote, ul, ol') === null) figure.remove();
  }
  breakSpans(body);
  for (const lineEnd of body.querySelectorAll('br')) lineEnd.after(LINE_MARK);
  removeLinkHeaps(body);
  reveal(body, unlinkedLength(body));
  if (by === 'nothing') return;
  if (by === 'tagsAndClasses') isolateColumn(body, headline, isNamedFurniture);
  const textLength = unlinkedLength(body);
  const frames = framesOf(body, headline);
  const holdsArticle = (element: DomElement) =>
    frames.some((frame) => element.contains(frame)) ||
    (lead !== '' && comparable(element.textContent ?? '').includes(lead));
  const remove = (element: DomElement, isNamedSo: boolean) => {
    if (element === body || !body.contains(element) || holdsArticle(element)) return;
    const isText = count(element.querySelectorAll('p')) > MAX_PARAGRAPHS && !isNamedSo;
    const isDiscussion = DISCUSSION.test(`${element.getAttribute('class')} ${element.getAttribute('id')}`);
    if (isDiscussion || !(isText || isDominant(element, textLength, isNamedSo))) element.remove();
  };
  const first = firstParagraph(body, headline);
  // Ids of headings are made of their words, which Readability takes for names.
  for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) heading.removeAttribute('id');
  for (const element of [...body.querySelectorAll(TAGS)]) {
    remove(element, element.localName !== 'form' && !element.hasAttribute('aria-hidden'));
  }
  if (by === 'tags') return;
  for (const element of [...body.querySelectorAll('[class], [id]')]) {
    const name = furnitureName(element);
    if (name === 'weak' && first !== null && element.contains(first)) continue;
    if (name === 'strong' || (name === 'weak' && !isRowOfText(body, element, textLength)))
      remove(element, true);
  }
  removeTitledBoxes(body, remove);
  removeInserts(body);
  forgetUnlikelyNames(body);
}

function isNamedFurniture(element: DomElement): boolean {
  return /^(?:aside|nav|footer|form)$/.test(element.localName) || furnitureName(element) === 'strong';
}

/** The slides of a story are called slides, and are all that it says. */
function isRowOfText(body: DomElement, element: DomElement, textLength: number): boolean {
  const [name] = (element.getAttribute('class') ?? '')
    .split(/\s+/)
    .filter((word) => /^[a-z][\w-]*$/i.test(word));
  if (name === undefined || !PICTURED.test(name)) return false;
  const row = [...body.querySelectorAll(`.${name}`)];
  if (row.length < 3) return false;
  return row.reduce((sum, one) => sum + unlinkedLength(one), 0) > textLength * 0.4;
}

/** A box whose first words say "other news" or "comments" goes as a whole, what it tells as well. */
function removeTitledBoxes(
  body: DomElement,
  remove: (element: DomElement, isNamedSo: boolean) => void,
): void {
  for (const heading of [...body.querySelectorAll('h2, h3, h4, h5, h6, div, p, td, th, span, b, strong')]) {
    if (count(heading.children) > 2 || !headsFurniture((heading.textContent ?? '').trim())) continue;
    let box = heading;
    while (box.parentElement !== null && lengthOf(box) === lengthOf(heading)) box = box.parentElement;
    const firstWords = (box.textContent ?? '').trim().slice(0, lengthOf(heading));
    const isMost = proseLength(box) * 2 > proseLength(body);
    if (isMost || comparable(firstWords) !== comparable(heading.textContent ?? '')) continue;
    remove(box, true);
  }
}

/** Readability leaves out what is called a comment, whatever it holds: not the frames of most of the text. */
function forgetUnlikelyNames(body: DomElement): void {
  const whole = unlinkedLength(body);
  let frame: DomElement | undefined = body;
  while (frame !== undefined) {
    if (UNLIKELY.test(`${frame.className} ${frame.getAttribute('id')}`)) {
      frame.removeAttribute('class');
      frame.removeAttribute('id');
    }
    frame = [...frame.children].find((child) => unlinkedLength(child) > whole / 2);
  }
}

/** Marks of footnotes are no words of a sentence, and what they lead to is no part of the text. */
function removeNotes(body: DomElement): void {
  const marks = [...body.querySelectorAll('sup a[href^="#"]')];
  const targets = new Set(marks.map((mark) => mark.getAttribute('href')?.slice(1) ?? ''));
  for (const mark of marks) mark.remove();
  if (targets.size === 0) return;
  for (const note of [...body.querySelectorAll('li[id], p[id], div[id]')]) {
    if (targets.has(note.getAttribute('id') ?? '') && !note.querySelector('h1')) note.remove();
  }
}

/** Editors' programs write paragraphs as spans that a style sheet sets below each other. */
function breakSpans(body: DomElement): void {
  for (const span of [...body.querySelectorAll('div > span')]) {
    const text = (span.textContent ?? '').trim();
    if (text.length < MIN_SPAN_PARAGRAPH || !/[.!?…:;]["»”)]*$/.test(text)) continue;
    if (/\n\s*$/.test(span.nextSibling?.textContent ?? '')) span.outerHTML = `<p>${span.innerHTML}</p>`;
  }
}

/** Hundreds of links side by side are an index or an attack, and Readability weighs each of them many times. */
function removeLinkHeaps(body: DomElement): void {
  const heaps = new Map<DomElement, DomElement[]>();
  for (const link of body.querySelectorAll('a')) {
    const parent = link.parentElement;
    if (parent === null) continue;
    const heap = heaps.get(parent);
    if (heap === undefined) heaps.set(parent, [link]);
    else heap.push(link);
  }
  for (const heap of heaps.values()) {
    if (heap.length > MAX_LINKS_SIDE_BY_SIDE) for (const link of heap) link.remove();
  }
}

/** Pages saved while a dialog was open, or before their scripts ran, hide the very frame of their article. */
function reveal(body: DomElement, textLength: number): void {
  const hidden = '[aria-hidden="true"], [hidden], [style*="display"], [style*="visibility"]';
  for (const element of [body, ...body.querySelectorAll(hidden)]) {
    if (element !== body && !isDominant(element, textLength, false)) continue;
    for (const name of ['aria-hidden', 'hidden', 'style']) element.removeAttribute(name);
  }
}

/**
 * True when an element holds more than half of a page's unlinked text: the form around an ASP.NET page. What is
 * named as furniture must moreover not look like a list of teasers.
 */
function isDominant(element: DomElement, textLength: number, isNamedSo: boolean): boolean {
  if ((element.textContent ?? '').length < MIN_DOMINANT_LENGTH) return false;
  const length = unlinkedLength(element);
  if (length <= textLength / 2 || length < MIN_DOMINANT_LENGTH) return false;
  return !isNamedSo || count(element.querySelectorAll('a')) * CHARACTERS_PER_LINK < length;
}

function unlinkedLength(element: DomElement): number {
  let length = lengthOf(element);
  for (const link of element.querySelectorAll('a')) length -= lengthOf(link);
  return length;
}

function lengthOf(element: DomElement): number {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim().length;
}

/** What holds one of these is the article's frame, whatever it is called. Cards of other articles are none. */
function framesOf(body: DomElement, headline: DomElement | null): DomElement[] {
  const title = headline ?? body.querySelector('h1');
  const articles = [...body.querySelectorAll('article')];
  const main = articles.filter(
    (article) =>
      articles.length === 1 ||
      (title !== null && article.contains(title)) ||
      count(article.querySelectorAll('p')) > MAX_PARAGRAPHS,
  );
  const frames = [title, ...main, ...body.querySelectorAll(FRAMES)];
  return frames.filter((frame) => frame !== null).slice(0, MAX_FRAMES);
}

/**
 * Takes out lists of other articles: many siblings of one kind that each begin with a link. Beside a flash of one
 * paragraph they would be the longest text of the page.
 *
 * A list that tells more than it links stays when it stands among an article's own words, or leads to other
 * sites: "ten places to see" is an article.
 *
 * @param host of the page, to which its other articles belong
 */
export function stripTeaserLists(body: DomElement, host: string): void {
  for (const list of [...body.querySelectorAll('div, ul, ol, section')]) {
    const items = [...list.children];
    const [first] = items;
    if (
      items.length < MIN_TEASERS ||
      first === undefined ||
      !/^(?:div|li|article|section|a)$/.test(first.localName)
    ) {
      continue;
    }
    const alike = items.filter(
      (item) => item.localName === first.localName && item.className === first.className,
    );
    if (alike.length < items.length * 0.8) continue;
    if (alike.filter(isTeaser).length < alike.length * 0.8 || list.querySelector('h1') !== null) continue;
    if (unlinkedLength(list) < lengthOf(list) * 0.4 || !(isProse(list) || leadsAway(list, host)))
      list.remove();
  }
}

function isTeaser(item: DomElement): boolean {
  const link = item.localName === 'a' ? item : item.querySelector('a[href]');
  if (link?.getAttribute('href')?.startsWith('#')) return false;
  const title = link?.textContent?.trim() ?? '';
  const text = item.textContent?.trim() ?? '';
  const start = text.indexOf(title);
  // "<a>name</a>: what it is" is a list that tells something.
  const beside = [...(link?.parentElement?.childNodes ?? [])].filter(({ nodeType }) => nodeType === 3);
  const line = beside.map((node) => (node.textContent ?? '').trim()).join('');
  if (link !== item && line.length > MAX_BESIDE_TEASER) return false;
  return title.length >= MIN_TEASER_TITLE && start !== -1 && start <= 25 && text.length <= MAX_TEASER_LENGTH;
}

function isProse(list: DomElement): boolean {
  for (let element: DomElement | null = list; element !== null; element = element.parentElement) {
    if (element.localName === 'body') return false;
    if (element.getAttribute('itemprop') === 'articleBody') return true;
    if (PROSE.test(element.getAttribute('class') ?? '')) return true;
  }
  return false;
}

function leadsAway(list: DomElement, host: string): boolean {
  if (host === '' || host.endsWith('.invalid')) return false;
  const siteOf = (name: string) => name.split('.').slice(-2).join('.');
  const hosts = [...list.querySelectorAll('a[href]')].map(
    (link) => URL.parse(link.getAttribute('href') ?? '')?.hostname ?? '',
  );
  return hosts.filter((name) => name !== '' && siteOf(name) !== siteOf(host)).length > hosts.length / 2;
}

function count(elements: Iterable<unknown>): number {
  return [...elements].length;
}
