/** Deepest nesting that is parsed; real pages stay below 40, and the cost of a tree grows with its square. */
const MAX_DEPTH = 512;
/** Most elements that are parsed, of 2–3 KB each; a page of news has some thousands, with its comments. */
const MAX_ELEMENTS = 50_000;
/** Most depths of all elements together, for each is looked for from below: so many cost two seconds. */
const MAX_DEPTHS = 3_000_000;

/** What is said of a document that `isTooComplex`. */
export const TOO_COMPLEX = 'more elements than an article has, or nested too deep';

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
/** Readability takes these for blocks, and loses the line ends before them. */
const OLD_INLINE = /^<(\/?)(?:font|u|s|big|strike|tt|nobr|acronym|blink)(?=[\s/>])/i;
const MAX_ROOT_TAG_LENGTH = 5000;
const DROPPED = new Set(['script', 'style']);

/** What a part of a table stands in: when it begins, everything else inside that has ended. */
const ROWS: Readonly<Record<string, ReadonlySet<string>>> = {
  td: new Set(['tr', 'table']),
  th: new Set(['tr', 'table']),
  tr: new Set(['table', 'tbody', 'thead', 'tfoot']),
  tbody: new Set(['table']),
  thead: new Set(['table']),
  tfoot: new Set(['table']),
};
const CELLS = new Set(['td', 'th', 'table', 'caption', 'button', 'object']);
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);
const CLOSES_P = new Set(
  `address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3
   h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul`.split(/\s+/),
);
const FORMATTING = new Set('b big code em font i nobr s small strike strong tt u span'.split(' '));

/**
 * A page with one head and one body, its comments, styles and scripts left out, and the ends written that its
 * author forgot: a cell that is not closed would hold the rest of the page.
 */
export function tidied(html: string): string {
  const attributes = { html: '', head: '', body: '' };
  const head: string[] = [];
  const body: string[] = [];
  let isBody = false;
  const open = openElements();
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
      if (!tag.isEnd) attributes[name] ||= attributesOf(lowerCased(html.slice(tag.start, tag.end)));
      if (name === 'body' ? !tag.isEnd : name === 'head' && tag.isEnd) isBody = true;
      continue;
    }
    if (name === '!') continue;
    const whole = html.slice(tag.start, tag.contentEnd);
    from = tag.contentEnd;
    if (DROPPED.has(name) && !/^<script[^>]*ld\+json/i.test(whole)) continue;
    if (!isBody && !HEAD_ONLY.has(name)) isBody = true;
    const ends = tag.isEnd ? open.end(name) : open.start(tag);
    if (ends === null) continue;
    if (isBody) body.push(ends);
    const opening = lowerCased(html.slice(tag.start, tag.end)).replace(OLD_INLINE, '<$1span');
    (isBody ? body : head).push(opening + html.slice(tag.end, tag.contentEnd));
  }
  take(html.length);
  return `<!doctype html><html${attributes.html}><head>${head.join('')}</head><body${attributes.body}>${body.join('')}</body></html>`;
}

/** Only what is well formed: an open quote would swallow all that comes after. */
function attributesOf(tag: string): string {
  const pairs = tag.matchAll(/\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))?(?=[\s/>])/g);
  return tag.length > MAX_ROOT_TAG_LENGTH ? '' : [...pairs].map(([pair]) => pair).join('');
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

interface OpenElements {
  /** The end tags that must come before the tag; null for an end that has no beginning. */
  start(tag: Tag): string;
  end(name: string): string | null;
}

/** Follows the open elements, as browsers do where end tags are left out. */
function openElements(): OpenElements {
  const open: string[] = [];
  const closeDownTo = (length: number): string => {
    if (length < 0 || length >= open.length) return '';
    const ends = open.splice(length).reverse();
    return ends.map((name) => `</${name}>`).join('');
  };
  const lastOf = (names: ReadonlySet<string>) => open.findLastIndex((name) => names.has(name));
  return {
    start({ name, isEmpty }) {
      let ends = '';
      const rows = ROWS[name];
      if (rows !== undefined) ends = closeDownTo(lastOf(rows) + 1 || -1);
      const cell = lastOf(CELLS);
      const implied =
        name === 'a' || name === 'li'
          ? open.lastIndexOf(name)
          : CLOSES_P.has(name)
            ? open.lastIndexOf('p')
            : -1;
      const list = name === 'li' ? lastOf(LISTS) : -1;
      if (implied > Math.max(cell, list)) ends += closeDownTo(implied);
      if (!isEmpty) open.push(name);
      return ends;
    },
    end(name) {
      const at = open.lastIndexOf(name);
      const wall = ROWS[name] === undefined && name !== 'table' ? lastOf(CELLS) : open.lastIndexOf('table');
      if (at === -1 || (at < wall && name !== 'table')) return name === 'br' ? '' : null;
      // "<b><p>one</b> two</p>": its paragraph goes on.
      if (FORMATTING.has(name) && open.slice(at + 1).some((inner) => CLOSES_P.has(inner))) return null;
      const ends = closeDownTo(at + 1);
      open.pop();
      return ends;
    },
  };
}

/**
 * Counts elements and their nesting as a parser would build it, without building anything: open elements are followed
 * on a stack, with HTML's implied ends, so that a thousand unclosed `<p>` are not a depth.
 *
 * @returns true for a document whose tree would cost too much memory or time
 */
export function isTooComplex(html: string): boolean {
  const open: string[] = [];
  let elements = 0;
  let depths = 0;
  for (const { name, isEnd, isEmpty } of tagsOf(html)) {
    if (isEnd) {
      const at = open.lastIndexOf(name);
      if (at !== -1) open.length = at;
      continue;
    }
    if (!isEmpty) {
      while (IMPLIES_END[name]?.includes(open.at(-1) ?? '')) open.pop();
      if (open.push(name) > MAX_DEPTH) return true;
    }
    elements++;
    depths += open.length;
    if (elements > MAX_ELEMENTS || depths > MAX_DEPTHS) return true;
  }
  return false;
}

/** One tag of a document. */
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
