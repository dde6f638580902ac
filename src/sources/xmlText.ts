const RESERVED_TAG = /<\/?(?:[\w.-]+:)?(?:__proto__|constructor|prototype)(?=[\s/>])[^>]*>/gi;
const RESERVED_ATTRIBUTE = /\s(?:__proto__|constructor|prototype)\s*=\s*(?:"[^"<]*"|'[^'<]*')/gi;
/** Blanks, declarations, instructions and comments: all that may stand before the first element. */
const PROLOG = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)+/;
const DOCTYPE = /^<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/i;
/** Quotes and dashes of windows-1252 that a careless converter left at their old numbers, among the controls. */
const WINDOWS = new TextDecoder('windows-1252');
/** How far into a document its first element is looked for behind what a broken server put before it. */
const MAX_LEADING = 20_000;

/** The text without what makes parsers refuse a whole document: BOM, control characters, DTD, reserved names. */
export function cleanXml(text: string): string {
  return withoutDoctype(text.replace(/^[\ufeff\s\0]+/, '').replace(CONTROL, visible))
    .replace(RESERVED_TAG, '')
    .replace(RESERVED_ATTRIBUTE, '')
    .trim();
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x80-\x9f\ufffe\uffff]/g;
function visible(control: string): string {
  return control < '\x80' || control > '\x9f' ? '' : WINDOWS.decode(Uint8Array.of(control.charCodeAt(0)));
}

/** Nothing a DTD defines is used, so that its entities can neither grow nor reach out. */
function withoutDoctype(text: string): string {
  const prolog = PROLOG.exec(text)?.[0] ?? '';
  const rest = text.slice(prolog.length);
  const doctype = DOCTYPE.exec(rest)?.[0];
  if (doctype === undefined) return text;
  const root = /^<!DOCTYPE\s+html/i.test(doctype) ? '<html>' : '';
  return prolog + root + rest.slice(doctype.length);
}

/** Local name of the first element, in lower case; null when the text does not begin like XML. */
export function rootOf(text: string): string | null {
  const rest = text.replace(PROLOG, '');
  return /^<(?:[\w.-]+:)?([a-z][\w.-]*)/i.exec(rest)?.[1]?.toLowerCase() ?? null;
}

/** The feed behind the warnings that a server printed before it; null when there is none. */
export function afterWarnings(text: string): string | null {
  const at = text.slice(0, MAX_LEADING).search(/<\?xml\s|<(?:rss|(?:\w+:)?RDF|feed)[\s>]/i);
  return at > 0 ? text.slice(at) : null;
}

/** True when the document ends with its root's end tag; comments and counters after it are no truncation. */
export function endsWith(root: string, text: string): boolean {
  let end = text.lastIndexOf('>') + 1;
  while (text.endsWith('-->', end)) {
    const comment = text.lastIndexOf('<!--', end - 3);
    if (comment === -1) return false;
    end = text.lastIndexOf('>', comment) + 1;
  }
  const tag = text.slice(text.lastIndexOf('<', end - 1), end).toLowerCase();
  if (/^<[^!?/].*\/>$/s.test(tag)) return !text.slice(0, end).includes('<', text.search(/<[^!?]/) + 1);
  return /^<\/(?:[\w.-]+:)?([\w.-]+)\s*>$/.exec(tag)?.[1] === root;
}

/** A piece of markup and where it stands. */
export interface Token {
  readonly kind: 'open' | 'close' | 'empty' | 'verbatim';
  /** As written, in lower case; empty for `verbatim`: CDATA, comments and instructions. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Every tag. A lost quote makes words of one tag only, since no value holds a bracket. */
const TAGS =
  /<(?:!\[CDATA\[|!--|\?|(\/?)([a-z_\xa1-\ufffd][\w.:\xa1-\ufffd-]*)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*)>)/gi;
/** Those of items only, in a fraction of the time. */
export const ITEM_TAGS =
  /<(?:!\[CDATA\[|!--|\?|(\/?)((?:[\w.-]+:)?(?:item|entry))(?=[\s/>])((?:"[^"<]*"|'[^'<]*'|[^<>"'])*)>)/gi;
const VERBATIM_ENDS: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->', '<?': '?>' };

/** The tags of a text in their order. What has no end, or is no tag, is passed over as words. */
export function* tokensOf(text: string, tags: RegExp = TAGS): Generator<Token> {
  const pattern = new RegExp(tags);
  /** Where the next end of a kind stands, so that a thousand open ones are not searched a thousand times. */
  const ends = new Map<string, number>();
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const [tag, slash, name, rest = ''] = match;
    const start = match.index;
    if (name !== undefined) {
      const kind = slash === '/' ? 'close' : rest.endsWith('/') ? 'empty' : 'open';
      yield { kind, name: name.toLowerCase(), start, end: pattern.lastIndex };
      continue;
    }
    const stop = VERBATIM_ENDS[tag.toUpperCase()] ?? '>';
    let end = ends.get(stop) ?? 0;
    if (end !== -1 && end < pattern.lastIndex) end = text.indexOf(stop, pattern.lastIndex);
    ends.set(stop, end);
    if (end === -1) continue;
    pattern.lastIndex = end + stop.length;
    yield { kind: 'verbatim', name: '', start, end: pattern.lastIndex };
  }
}

/** What the tags of a feed tell before it is parsed. */
export interface Survey {
  /** Every tag has its partner, in the right order, and every bracket belongs to a tag. */
  readonly isPaired: boolean;
  /** Items and entries that begin. */
  readonly items: number;
  /** Something stands in it that feedsmith does not deliver. */
  readonly isBeyondFeedsmith: boolean;
}

/** Reads all tags of a feed once. */
export function survey(text: string): Survey {
  const open: string[] = [];
  let isPaired = true;
  let items = 0;
  let isBeyondFeedsmith = false;
  let isRdf = false;
  let at = 0;
  for (const token of tokensOf(text)) {
    if (text.indexOf('<', at) !== token.start) isPaired = false;
    at = token.end;
    if (token.kind === 'verbatim') continue;
    if (token.kind === 'close') {
      if (open.pop() !== token.name) isPaired = false;
      continue;
    }
    if (token.kind === 'open') open.push(token.name);
    const local = localName(token.name);
    if (local === 'item' || local === 'entry') items++;
    else if (local === 'rdf') isRdf = true;
    else isBeyondFeedsmith ||= isBeyond(text, token, local) || (isRdf && RSS_ONLY.test(token.name));
  }
  isPaired &&= open.length === 0 && !text.includes('<', at);
  return { isPaired, items, isBeyondFeedsmith };
}

/** What feedsmith knows in RSS but not in RDF. */
const RSS_ONLY = /^(?:pubdate|guid|[\w.-]+:link)$/;

/** An article in Yandex's or XHTML's words, base64, and an address inside Atom's link. */
function isBeyond(text: string, { name, start, end, kind }: Token, local: string): boolean {
  const hasAttributes = end - start > name.length + 2;
  switch (local) {
    case 'full-text':
    case 'fulltext':
      return true;
    case 'body':
      return hasAttributes || name !== local;
    case 'title':
    case 'content':
      return hasAttributes && /\smode\s*=\s*["']base64/i.test(text.slice(start, end));
    case 'link':
      return hasAttributes && kind === 'open' && /^\s*[^\s<]/.test(text.slice(end, end + 50));
    default:
      return false;
  }
}

/** The name of an element without its prefix. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}
