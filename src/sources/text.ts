import { plainLine } from '../domain/language/text.ts';
import { createFragmentParser, type DomElement, type DomNode, isElement } from './dom.ts';

/** One paragraph of a document. */
export interface Block {
  readonly text: string;
  /** How many of its characters are text of links to other pages. */
  readonly linkLength: number;
  /** Inside a heading element. */
  readonly isHeading: boolean;
}

/** Ends a line as `<br>` does; as a blank it passes through programs that take line breaks away. */
export const LINE_MARK = '\u2029';
const MAX_TITLE_LENGTH = 300;
const TEXT_NODE = 3;
/** Stands for U+FFFD where that would be dropped; no text of the world has this sign. */
const LOST = '\u2bd1';
const BLOCK = new Set(
  `address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figure footer form
   h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul`.split(
    /\s+/,
  ),
);
const HEADING = /^h[1-6]$/;
const CELL = /^t[dh]$/;
/** What is no text of an article wherever it stands. */
const SILENT = new Set(
  `audio button canvas datalist figcaption frame iframe head input map math noframes noscript object script
   select style svg template textarea title video`.split(/\s+/),
);

/**
 * Reads an element's text as its reader sees it: block elements and `<br>` end a paragraph, blanks collapse.
 * Empty paragraphs are left out.
 */
export function blocksOf(root: DomNode): Block[] {
  const blocks: Block[] = [];
  let text = '';
  let linkLength = 0;
  const end = (isHeading: boolean) => {
    const line = plainText(text);
    if (line !== '') blocks.push({ text: line, linkLength: Math.min(linkLength, line.length), isHeading });
    text = '';
    linkLength = 0;
  };
  const walk = (node: DomNode, isLink: boolean, isHeading: boolean) => {
    if (node.nodeType === TEXT_NODE) {
      for (const [index, piece] of (node.textContent ?? '').split(LINE_MARK).entries()) {
        if (index > 0) end(isHeading);
        text += piece;
        if (isLink) linkLength += plainText(piece).length;
      }
      return;
    }
    // Readability makes elements whose names are in capitals.
    const name = isElement(node) ? node.localName.toLowerCase() : '';
    if (SILENT.has(name)) return;
    const isBlock = BLOCK.has(name);
    if (isBlock) end(isHeading);
    if (CELL.test(name)) text += ' ';
    const inHeading = isHeading || HEADING.test(name);
    const leadsOn = name === 'a' && isElement(node) && !/^(?:#|$)/.test(node.getAttribute('href') ?? '');
    for (const child of node.childNodes) walk(child, isLink || leadsOn, inHeading);
    if (isBlock) end(inHeading);
  };
  walk(root, false, false);
  end(false);
  return blocks;
}

const parseFragment = createFragmentParser();

/** The paragraphs of a piece of HTML; markup that is nested too deep is cut out as it stands. */
export function blocksOfHtml(html: string, clean?: (root: DomElement) => void): Block[] {
  const root = parseFragment(html);
  if (root === null) {
    const text = plainText(html.replace(/<[^<>]*>/g, ' '));
    return text === '' ? [] : [{ text, linkLength: 0, isHeading: false }];
  }
  clean?.(root);
  return blocksOf(root);
}

/** Decodes the entities of a text that has no markup. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return parseFragment(text.replaceAll('<', '&lt;'))?.textContent ?? text;
}

/**
 * A title as one line of plain text of at most 300 characters. Markup goes, and entities are decoded once more
 * when the XML's own decoding left some: feeds that escape twice are many, those that do it thrice have no case.
 */
export function plainTitle(raw: string): string {
  const bare = withoutTags(raw.slice(0, 20_000));
  const decoded = /&(?:[a-z][a-z0-9]*|#\d+|#x[0-9a-f]+);/i.test(bare)
    ? withoutTags(decodeEntities(bare))
    : bare;
  if (!decoded.includes('\ufffd')) return plainLine(decoded, MAX_TITLE_LENGTH);
  return plainLine(decoded.replaceAll('\ufffd', LOST), MAX_TITLE_LENGTH).replaceAll(LOST, '\ufffd');
}

/** What `plainText` may have to change: anything but plain letters, digits, usual marks and single spaces. */
const NOT_PLAIN = /[^ -~\u0400-\u052f«»„“”‘’–—…№₸€]| {2}/;

/**
 * One line without controls, bidi marks, broken surrogates and runs of blanks. U+FFFD stays: how much of a text is
 * lost is judged by whoever would keep it, and a word with a silent hole is worse than one that shows it.
 */
export function plainText(text: string): string {
  if (!NOT_PLAIN.test(text)) return text.trim();
  return text
    .replace(/[\s\u00a0\u0085]+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** A text's letters and digits in lower case: what stays the same when only its typography differs. */
export function comparable(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function withoutTags(text: string): string {
  return text
    .replace(/<br\s*\/?>|<\/?(?:p|div)(?:\s[^<>]*)?>/gi, ' ')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]*)?\/?>|<!--[\s\S]*?-->/gi, '');
}
