import type { Entity } from './entity.ts';
import { checkLink } from './link.ts';
import { sortEntities } from './nesting.ts';
import { badRequest } from './refusal.ts';

/** Tags and the entity each makes; null where attributes decide. */
const TAGS: Readonly<Record<string, string | null>> = {
  a: null,
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  u: 'underline',
  ins: 'underline',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  'tg-emoji': null,
  'tg-time': null,
  pre: 'pre',
  code: 'code',
  blockquote: null,
};
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const REFERENCE = /^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/i;

interface OpenTag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly offset: number;
}

const cannotParse = (why: string) => badRequest(`can't parse entities: ${why}`);
const isSpace = (character: string | undefined) => character !== undefined && /\s/.test(character);

/** Reads the character reference at `at`; null when it is plain text. */
function reference(html: string, at: number): { readonly text: string; readonly length: number } | null {
  const match = REFERENCE.exec(html.slice(at, at + 12));
  if (!match) return null;
  const [whole, hex, decimal, name] = match;
  if (name !== undefined) {
    const text = NAMED[name];
    return text === undefined ? null : { text, length: whole.length };
  }
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  if (code === 0 || code >= 0x10ffff || whole.length > 10) return null;
  return { text: String.fromCodePoint(code), length: whole.length };
}

/** A cursor over the source that knows byte offsets, in which the messages count. */
function cursor(html: string) {
  return { at: 0, bytes: (index: number) => Buffer.byteLength(html.slice(0, index)) };
}
type Cursor = ReturnType<typeof cursor>;

function skipSpaces(html: string, here: Cursor): void {
  while (isSpace(html[here.at])) here.at += 1;
}

/** Reads a value after `=`: a quoted string, or a name of letters, digits, dots and hyphens. */
function attributeValue(html: string, here: Cursor): string {
  const quote = html[here.at];
  const begin = here.at;
  if (quote !== '"' && quote !== "'") {
    while (/[a-z0-9.-]/i.test(html[here.at] ?? '')) here.at += 1;
    const ended = here.at >= html.length || isSpace(html[here.at]) || html[here.at] === '>';
    if (!ended) throw cannotParse(`Unexpected end of name token at byte offset ${here.bytes(begin)}`);
    return html.slice(begin, here.at).toLowerCase();
  }
  here.at += 1;
  let value = '';
  while (here.at < html.length && html[here.at] !== quote) {
    const decoded = reference(html, here.at);
    value += decoded?.text ?? html[here.at];
    here.at += decoded?.length ?? 1;
  }
  here.at += 1;
  return value;
}

function attributes(html: string, here: Cursor, tag: string, offset: number): Map<string, string> {
  const found = new Map<string, string>();
  while (html[here.at] !== '>') {
    skipSpaces(html, here);
    if (html[here.at] === '>') break;
    const begin = here.at;
    while (here.at < html.length && !isSpace(html[here.at]) && !/[=>]/.test(html[here.at] ?? ''))
      here.at += 1;
    const name = html.slice(begin, here.at).toLowerCase();
    if (name === '') throw cannotParse(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`);
    skipSpaces(html, here);
    // An attribute without a value, as in <blockquote expandable>, is allowed there only.
    if (html[here.at] !== '=') {
      if (tag !== 'blockquote') {
        throw cannotParse(
          `Expected equal sign in declaration of an attribute of the tag "${tag}" at byte offset ${offset}`,
        );
      }
      found.set(name, '');
      continue;
    }
    here.at += 1;
    skipSpaces(html, here);
    if (here.at >= html.length) throw cannotParse(`Unclosed start tag "${tag}" at byte offset ${offset}`);
    found.set(name, attributeValue(html, here));
    if (here.at >= html.length) throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
  }
  return found;
}

function startTag(html: string, here: Cursor, textLength: number): OpenTag {
  const begin = here.at;
  const offset = here.bytes(begin);
  here.at += 1;
  while (here.at < html.length && !isSpace(html[here.at]) && html[here.at] !== '>') here.at += 1;
  if (here.at >= html.length) throw cannotParse(`Unclosed start tag at byte offset ${offset}`);
  const name = html.slice(begin + 1, here.at).toLowerCase();
  if (!Object.hasOwn(TAGS, name)) {
    throw cannotParse(`Unsupported start tag "${name}" at byte offset ${offset}`);
  }
  const found = attributes(html, here, name, offset);
  if (name === 'span' && found.get('class') !== 'tg-spoiler') {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
  }
  here.at += 1;
  return { name, attributes: found, offset: textLength };
}

function endTag(html: string, here: Cursor, open: OpenTag[]): OpenTag {
  const begin = here.at;
  const offset = here.bytes(begin);
  const top = open.at(-1);
  if (!top) throw cannotParse(`Unexpected end tag at byte offset ${offset}`);
  here.at += 2;
  const nameBegin = here.at;
  while (here.at < html.length && !isSpace(html[here.at]) && html[here.at] !== '>') here.at += 1;
  const name = html.slice(nameBegin, here.at).toLowerCase();
  skipSpaces(html, here);
  if (html[here.at] !== '>') throw cannotParse(`Unclosed end tag at byte offset ${offset}`);
  if (name !== '' && name !== top.name) {
    throw cannotParse(
      `Unmatched end tag at byte offset ${offset}, expected "</${top.name}>", found "</${name}>"`,
    );
  }
  here.at += 1;
  open.pop();
  return top;
}

/** The entity of a closed tag over `words`; null when it makes none, such as a link with a bad URL. */
function entityOf(tag: OpenTag, words: string): Entity | null {
  const bare = { offset: tag.offset, length: words.length };
  const given = (name: string) => tag.attributes.get(name) ?? '';
  switch (tag.name) {
    case 'a': {
      const url = given('href') || words;
      const user = /^tg:\/\/user\?id=(\d+)$/i.exec(url)?.[1];
      if (user !== undefined) return { ...bare, type: 'text_mention', user: { id: Number(user) } };
      const link = checkLink(url);
      return link.kind === 'link' ? { ...bare, type: 'text_link', url: link.url } : null;
    }
    case 'tg-emoji': {
      const id = given('emoji-id');
      if (!/^[1-9]\d*$/.test(id)) throw cannotParse('Invalid custom emoji identifier specified');
      return { ...bare, type: 'custom_emoji', custom_emoji_id: id };
    }
    case 'tg-time': {
      const unix = Number(given('unix'));
      if (!Number.isInteger(unix) || unix <= 0) throw cannotParse('Invalid date specified');
      return { ...bare, type: 'date_time', unix_time: unix, date_time_format: given('format') };
    }
    case 'blockquote':
      return { ...bare, type: tag.attributes.has('expandable') ? 'expandable_blockquote' : 'blockquote' };
    case 'code': {
      const language = /^language-(.+)$/.exec(given('class'))?.[1];
      return language === undefined ? { ...bare, type: 'code' } : { ...bare, type: 'code', language };
    }
    default:
      return { ...bare, type: TAGS[tag.name] ?? 'bold' };
  }
}

/** `<pre><code class="language-x">` is one entity; a language elsewhere means nothing. */
function joinCode(entities: readonly Entity[]): Entity[] {
  const covers = (a: Entity, b: Entity) => a.offset === b.offset && a.length === b.length;
  const within = (type: string, one: Entity) => entities.find((two) => two.type === type && covers(one, two));
  return entities.flatMap((entity) => {
    const { language, ...bare } = entity;
    if (entity.type === 'code') return within('pre', entity) && language !== undefined ? [] : [bare];
    const inner = entity.type === 'pre' ? within('code', entity)?.language : undefined;
    return inner === undefined ? [entity] : [{ ...entity, language: inner }];
  });
}

/**
 * Parses `parse_mode: HTML` as Telegram does. Our bot never sends it; others can be measured with it.
 *
 * @throws {Refusal} `can't parse entities: …`, with offsets in bytes of the source
 */
export function parseHtml(html: string): { text: string; entities: Entity[] } {
  const here = cursor(html);
  const open: OpenTag[] = [];
  const entities: Entity[] = [];
  let text = '';
  while (here.at < html.length) {
    const character = html[here.at];
    const decoded = character === '&' ? reference(html, here.at) : null;
    if (decoded) {
      text += decoded.text;
      here.at += decoded.length;
    } else if (character !== '<') {
      text += character;
      here.at += 1;
    } else if (html[here.at + 1] === '/') {
      const tag = endTag(html, here, open);
      const words = text.slice(tag.offset);
      const entity = words === '' ? null : entityOf(tag, words);
      if (entity) entities.push(entity);
    } else {
      open.push(startTag(html, here, text.length));
    }
  }
  const unclosed = open.at(-1);
  if (unclosed) throw cannotParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: sortEntities(joinCode(entities)) };
}
