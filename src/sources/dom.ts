import { parseHTML } from 'linkedom';
import { isTooComplex, tidied } from './markup.ts';

/** The little of the DOM that is used here; TypeScript's own would bring in all of a browser's globals. */
export interface DomNode {
  readonly nodeType: number;
  readonly textContent: string | null;
  readonly childNodes: Iterable<DomNode>;
}

/** An element as linkedom has it: what we use of it. */
export interface DomElement extends DomNode {
  readonly localName: string;
  readonly className: string;
  readonly children: Iterable<DomElement>;
  readonly parentElement: DomElement | null;
  readonly nextSibling: DomNode | null;
  innerHTML: string;
  outerHTML: string;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
  contains(other: DomNode): boolean;
  removeAttribute(name: string): void;
  after(text: string): void;
  remove(): void;
}

/** A document as linkedom has it: what we use of it. */
export interface DomDocument extends DomElement {
  readonly body: DomElement;
  createElement(name: string): DomElement;
}

/**
 * Parses a page, whatever its shape: without `<html>`, without `<body>`, with text before both, with either
 * twice, in capitals, or first named in a comment for an old browser. Comments, styles and scripts other than
 * JSON-LD are left out.
 *
 * @returns null when it has too many elements or is nested too deep
 */
export function parsePage(html: string): DomDocument | null {
  if (isTooComplex(html)) return null;
  const { document } = parseHTML(tidied(html)) as unknown as { document: DomDocument };
  return document;
}

/** Makes elements for pieces of HTML, such as the text of a feed's entry. */
export function createFragmentParser(): (html: string) => DomElement | null {
  const { document } = parseHTML('<!doctype html><html><body></body></html>') as unknown as {
    document: DomDocument;
  };
  return (html) => {
    if (isTooComplex(html)) return null;
    const holder = document.createElement('div');
    holder.innerHTML = html;
    return holder;
  };
}

/** True for an element, of whatever name. */
export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === 1;
}
