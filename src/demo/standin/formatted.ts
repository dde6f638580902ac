import type { Entity } from './entity.ts';
import { findEntities } from './found.ts';
import { checkLink } from './link.ts';
import { endOf, fixNesting, limitEntities, mergeFound } from './nesting.ts';
import { badRequest } from './refusal.ts';

/** A text with its entities, as the server stores it. */
export interface Formatted {
  readonly text: string;
  readonly entities: readonly Entity[];
}

const MAX_BOUND = 1_000_000;
/** Carries data of its own, so that it may cover white space. */
const HIDDEN = new Set(['text_link', 'text_mention', 'custom_emoji']);
/** Removed without a trace: line and paragraph separators, bidi embedding, and combining lines. */
const REMOVED = /\r|[\u2028-\u202e]|\u0333|\u033f|\u030a/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced here
const CONTROL = /[\x00-\x09\x0b\x0c\x0e-\x1f]/;
/** Characters that show nothing: a text of these alone is empty. */
const INVISIBLE =
  /^[\s\u00a0\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f\u2800\u3000\ufeff\ufffc\u{e0000}-\u{e007f}]*$/u;

function checkBounds(entity: Entity): void {
  for (const field of ['offset', 'length'] as const) {
    const value = entity[field];
    if (value < 0 || value > MAX_BOUND)
      throw badRequest(`receive an entity with incorrect ${field} ${value}`);
  }
}

/** Checks what an entity carries, and stores its URL as Telegram would. */
function checkData(entity: Entity): Entity {
  if (entity.unix_time !== undefined && entity.unix_time <= 0) throw badRequest('invalid date specified');
  if (entity.url === undefined) return entity;
  const link = checkLink(entity.url);
  if (link.kind === 'wrong') throw badRequest(`entity URL '${entity.url}' is invalid: ${link.why}`);
  return { ...entity, url: link.url };
}

/** Whether a border at `at` lies within the text and not inside a character. */
function isBorder(text: string, at: number): boolean {
  const inPair = (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return at <= text.length && !(at > 0 && inPair);
}

/** Most texts need no cleaning; looking for what would is much quicker than the walk of `clean`. */
function isClean(text: string, entities: readonly Entity[]): boolean {
  if (REMOVED.test(text) || CONTROL.test(text)) return false;
  return entities.every((entity) => isBorder(text, entity.offset) && isBorder(text, endOf(entity)));
}

/**
 * Replaces control characters, removes invisible ones, and moves the entities along.
 *
 * @param entities sorted and properly nested
 * @throws {Refusal} when a border lies outside the text or inside a character
 */
function clean(text: string, entities: readonly Entity[]): Formatted {
  if (isClean(text, entities)) return { text, entities };
  const open: { entity: Entity; skippedBefore: number }[] = [];
  const moved: Entity[] = [];
  let next = 0;
  let units = 0;
  let bytes = 0;
  let skipped = 0;
  let result = '';

  const settle = () => {
    for (let top = open.at(-1); top && units >= endOf(top.entity); top = open.at(-1)) {
      const { entity, skippedBefore } = top;
      if (units !== endOf(entity)) {
        throw badRequest(
          `entity beginning at UTF-16 offset ${entity.offset} ends in a middle of a UTF-16 symbol at byte offset ${bytes}`,
        );
      }
      moved.push({
        ...entity,
        offset: entity.offset - skippedBefore,
        length: entity.length - (skipped - skippedBefore),
      });
      open.pop();
    }
    for (let entity = entities[next]; entity && units >= entity.offset; entity = entities[next]) {
      if (units !== entity.offset) {
        throw badRequest(`entity begins in a middle of a UTF-16 symbol at byte offset ${bytes}`);
      }
      open.push({ entity, skippedBefore: skipped });
      next += 1;
    }
  };

  for (const character of text) {
    settle();
    units += character.length;
    bytes += Buffer.byteLength(character);
    if (REMOVED.test(character)) skipped += 1;
    else result += CONTROL.test(character) ? ' ' : character;
  }
  settle();

  const beyond = entities[next];
  if (beyond) {
    throw badRequest(`entity begins after the end of the text at UTF-16 offset ${beyond.offset}`);
  }
  const unended = open.at(-1)?.entity;
  if (unended) {
    throw badRequest(
      `entity beginning at UTF-16 offset ${unended.offset} ends after the end of the text at UTF-16 offset ${endOf(unended)}`,
    );
  }
  return { text: result, entities: moved };
}

const isBlank = (character: string | undefined) => character === ' ' || character === '\n';

/** Moves an entity's beginning past white space; null when nothing else is in it. */
function withoutLeadingBlanks(text: string, entity: Entity): Entity | null {
  if (HIDDEN.has(entity.type)) return entity.length > 0 ? entity : null;
  let { offset, length } = entity;
  while (length > 0 && isBlank(text[offset])) {
    offset += 1;
    length -= 1;
  }
  return length > 0 ? { ...entity, offset, length } : null;
}

/** Cuts white space off both ends of the text; in front only as far as the first entity. */
function trim({ text, entities }: Formatted): Formatted {
  const end = text.replace(/[ \n]+$/, '').length;
  const inside = entities
    .filter(({ offset }) => offset < end)
    .map((entity) => ({ ...entity, length: Math.min(endOf(entity), end) - entity.offset }));
  const first = Math.min(end, ...inside.map(({ offset }) => offset));
  let begin = 0;
  while (begin < first && isBlank(text[begin])) begin += 1;
  return {
    text: text.slice(begin, end),
    entities: inside.map((entity) => ({ ...entity, offset: entity.offset - begin })),
  };
}

/**
 * Makes of a text and its entities what Telegram stores: cleaned, trimmed, properly nested, with commands
 * and links found, at most 100 entities.
 *
 * @param allowEmpty true for captions; then an empty text is returned instead of refused
 * @throws {Refusal} for wrong borders, links, dates, characters, and a text that shows nothing
 */
export function formatted(text: string, entities: readonly Entity[], allowEmpty = false): Formatted {
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const checked = entities.map(checkData);
  checked.forEach(checkBounds);
  const cleaned = clean(text, fixNesting(checked.filter(({ length }) => length > 0)));
  const visible = cleaned.entities
    .map((entity) => withoutLeadingBlanks(cleaned.text, entity))
    .filter((entity) => entity !== null);
  const stored = trim({ text: cleaned.text, entities: fixNesting(visible) });
  if (INVISIBLE.test(stored.text)) {
    if (allowEmpty) return { text: '', entities: [] };
    throw badRequest('text must be non-empty');
  }
  const all = mergeFound(stored.entities, findEntities(stored.text))
    .map((entity) => withoutLeadingBlanks(stored.text, entity))
    .filter((entity) => entity !== null);
  return { text: stored.text, entities: limitEntities(fixNesting(all)) };
}
