import { parseHTML } from 'linkedom';

/** The little of the DOM that is used here; TypeScript's own would bring in all of a browser's globals. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  readonly className: string;
  readonly children: Iterable<DomElement>;
  readonly parentElement: DomElement | null;
  innerHTML: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  contains(other: DomNode): boolean;
  removeAttribute(name: string): void;
  remove(): void;
}

export interface DomDocument extends DomElement {
  readonly body: DomElement;
  createElement(name: string): DomElement;
}

/** Deepest nesting that is parsed; real pages stay below 40, and the cost of a tree grows with its square. */
const MAX_DEPTH = 512;

const VOID = new Set(
  'area base basefont br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
);
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'noembed', 'noframes', 'plaintext']);
/** Elements that end an open one of the same group without an end tag, as HTML's grammar has it. */
const IMPLIES_END: Readonly<Record<string, readonly string[]>> = {
  p: ['p'],
  li: ['li'],
  dt: ['dt', 'dd'],
  dd: ['dt', 'dd'],
  tr: ['tr', 'td', 'th'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  option: ['option'],
};

/** What may stand in a page's head; anything else begins its body. */
const HEAD_ONLY = new Set('base basefont bgsound link meta noscript script style template title'.split(' '));
const DROPPED = new Set(['script', 'style']);

/**
 * Parses a page, whatever its shape: without `<html>`, without `<body>`, with text before both, with either
 * twice, in capitals, or first named in a comment for an old browser. Comments, styles and scripts other than
 * JSON-LD are left out.
 *
 * @returns null when it is nested more than 512 deep
 */
export function parsePage(html: string): DomDocument | null {
  if (isTooDeep(html)) return null;
  const { document } = parseHTML(tidied(html)) as unknown as { document: DomDocument };
  return document;
}

/** The page with one head and one body: a second `<html>` would hide what is inside it from the parser. */
function tidied(html: string): string {
  const attributes = { html: '', head: '', body: '' };
  const head: string[] = [];
  const body: string[] = [];
  let isBody = false;
  let from = 0;
  const take = (until: number) => {
    const piece = html.slice(from, until);
    if (!isBody && /\S/.test(piece)) isBody = true;
    (isBody ? body : head).push(piece);
  };
  for (const tag of tagsOf(html)) {
    take(tag.start);
    from = tag.end;
    const { name } = tag;
    if (name === 'html' || name === 'head' || name === 'body') {
      if (!tag.isEnd)
        attributes[name] ||= lowerCased(html.slice(tag.start, tag.end)).slice(name.length + 1, -1);
      if (name === 'body' ? !tag.isEnd : name === 'head' && tag.isEnd) isBody = true;
      continue;
    }
    if (name === '!') continue;
    const whole = html.slice(tag.start, tag.contentEnd);
    from = tag.contentEnd;
    if (DROPPED.has(name) && !/^<script[^>]*ld\+json/i.test(whole)) continue;
    if (!isBody && !HEAD_ONLY.has(name)) isBody = true;
    const opening = tag.isEnd ? '' : lowerCased(html.slice(tag.start, tag.end));
    (isBody ? body : head).push(opening === '' ? whole : opening + html.slice(tag.end, tag.contentEnd));
  }
  take(html.length);
  return `<!doctype html><html${attributes.html}><head>${head.join('')}</head><body${attributes.body}>${body.join('')}</body></html>`;
}

/** Names of attributes in small letters, in which they are looked for. */
function lowerCased(tag: string): string {
  if (!/\s[a-z:-]*[A-Z]/.test(tag)) return tag;
  return tag.replace(
    /(\s)([^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?/g,
    (_, blank: string, name: string, value: string | undefined) =>
      `${blank}${name.toLowerCase()}${value ?? ''}`,
  );
}

/** Makes elements for pieces of HTML, such as the text of a feed's entry. */
export function createFragmentParser(): (html: string) => DomElement | null {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
    document: DomDocument;
  };
  return (html) => {
    if (isTooDeep(html)) return null;
    const holder = document.createElement('div');
    holder.innerHTML = html;
    return holder;
  };
}

/** True for an element, of whatever name. */
export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}

/**
 * Counts the nesting as a parser would build it, without building anything: open elements are followed on a
 * stack, with HTML's implied ends, so that a thousand unclosed `<p>` are not a depth.
 */
export function isTooDeep(html: string): boolean {
  const open: string[] = [];
  for (const { name, isEnd, isEmpty } of tagsOf(html)) {
    if (isEnd) {
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
    } else if (!isEmpty) {
      while (IMPLIES_END[name]?.includes(open.at(-1) ?? '')) open.pop();
      if (open.push(name) > MAX_DEPTH) return true;
    }
  }
  return false;
}

interface Tag {
  /** In small letters; `!` for a comment, a doctype or a processing instruction. */
  readonly name: string;
  readonly isEnd: boolean;
  /** Holds no elements: a comment, a void or self-closed element, one with raw text. */
  readonly isEmpty: boolean;
  readonly start: number;
  readonly end: number;
  /** After the end tag of an element with raw text, otherwise `end`. */
  readonly contentEnd: number;
}

/** The tags of a document in their order; what looks like one inside a comment or a script is none. */
function* tagsOf(html: string): Generator<Tag> {
  const opening = /<(?:[!?]|(\/?)([a-zA-Z][^\s/>]*))/g;
  for (let match = opening.exec(html); match !== null; match = opening.exec(html)) {
    const start = match.index;
    const name = match[2]?.toLowerCase() ?? '!';
    const isEnd = match[1] === '/';
    const end = name === '!' ? endOfComment(html, start) : endOfTag(html, opening.lastIndex);
    const isRaw = !isEnd && RAW_TEXT.has(name);
    const contentEnd = isRaw ? endOfRawText(html, name, end) : end;
    opening.lastIndex = contentEnd;
    const isEmpty = name === '!' || isRaw || VOID.has(name) || html[end - 2] === '/';
    yield { name, isEnd, isEmpty, start, end, contentEnd };
  }
}

/**
 * A comment may be as short as `<!-->`; one that is never closed hides the rest. A doctype or a processing
 * instruction ends at its first `>`.
 */
function endOfComment(html: string, start: number): number {
  const closing = html.startsWith('<!--', start) ? '-->' : '>';
  const end = html.indexOf(closing, start + 2);
  return end === -1 ? html.length : end + closing.length;
}

/** The index after the `>` of the tag, which may stand inside quoted attribute values before. */
function endOfTag(html: string, from: number): number {
  const delimiter = /["'>]/g;
  delimiter.lastIndex = from;
  for (let match = delimiter.exec(html); match !== null; match = delimiter.exec(html)) {
    if (match[0] === '>') return delimiter.lastIndex;
    const before = html[match.index - 1];
    if (before !== '=' && before !== ' ') continue; // a stray quote is part of a name
    const end = html.indexOf(match[0], delimiter.lastIndex);
    if (end === -1) return html.length;
    delimiter.lastIndex = end + 1;
  }
  return html.length;
}

function endOfRawText(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
  end.lastIndex = from;
  return end.exec(html) === null ? html.length : endOfTag(html, end.lastIndex);
}
