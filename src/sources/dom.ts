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
  innerHTML: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  contains(other: DomNode): boolean;
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

/**
 * Parses a page, whatever its shape: without `<html>`, without `<body>`, with text before both.
 *
 * @returns null when it is nested more than 512 deep
 */
export function parsePage(html: string): DomDocument | null {
  if (isTooDeep(html)) return null;
  const start = html.search(/<html[\s>]/i);
  const page = start === -1 ? html : html.slice(start);
  const hasBody = /<body[\s>]/i.test(page);
  let whole = page;
  if (!hasBody) {
    const headEnd = page.search(/<\/head\s*>/i);
    const open = page.replace(/<\/?html[^>]*>/gi, '');
    whole =
      headEnd === -1
        ? `<html><head></head><body>${open}</body></html>`
        : `<html>${open.replace(/<\/head\s*>/i, '</head><body>')}</body></html>`;
  } else if (start === -1) {
    whole = `<html>${page}</html>`;
  }
  const { document } = parseHTML(`<!doctype html>${whole}`) as unknown as { document: DomDocument };
  return document;
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
  const tag = /<(?:!--|(\/?)([a-zA-Z][^\s/>]*))/g;
  for (let match = tag.exec(html); match !== null; match = tag.exec(html)) {
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf('-->', tag.lastIndex);
      if (end === -1) return false;
      tag.lastIndex = end + 3;
    } else if (match[1] === '/') {
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
    } else {
      tag.lastIndex = endOfTag(html, tag.lastIndex);
      if (VOID.has(name) || html[tag.lastIndex - 2] === '/') continue;
      if (RAW_TEXT.has(name)) {
        tag.lastIndex = endOfRawText(html, name, tag.lastIndex);
        continue;
      }
      while (IMPLIES_END[name]?.includes(open.at(-1) ?? '')) open.pop();
      if (open.push(name) > MAX_DEPTH) return true;
    }
  }
  return false;
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
