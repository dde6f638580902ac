import type { Entity } from './entity.ts';
import { parseEntities } from './entity.ts';
import { type Formatted, formatted } from './formatted.ts';
import { parseHtml } from './html.ts';
import { type Parameters, textOf } from './parameters.ts';
import { badRequest } from './refusal.ts';

/** A text whose entities were parsed, and not yet checked against it. */
export interface ParsedText {
  readonly text: string;
  readonly entities: readonly Entity[];
}

const MAX_SOURCE_BYTES = 32_768;
const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;

/** Telegram counts characters, not UTF-16 units, of which there are never fewer. */
const exceeds = (text: string, max: number) => text.length > max && [...text].length > max;

/**
 * First stage: the text is not too big and its entities, or its HTML, parse.
 *
 * @throws {Refusal} `text is too long`, `can't parse entities: …`, `can't parse MessageEntity: …`
 */
export function parseText(text: string, parseMode: string, entities: string): ParsedText {
  if (Buffer.byteLength(text) > MAX_SOURCE_BYTES) throw badRequest('text is too long');
  const mode = parseMode.trim().toLowerCase();
  if (mode === '' || mode === 'none') return { text, entities: parseEntities(entities) };
  if (mode === 'html') return parseHtml(text);
  // Markdown is not modelled: refused rather than taken for plain text.
  throw badRequest('unsupported parse_mode');
}

/** First stage of a call with a `text`. */
export function parseTextParameter(parameters: Parameters): ParsedText {
  const text = textOf(parameters, 'text');
  if (text === '') throw badRequest('message text is empty');
  return parseText(text, textOf(parameters, 'parse_mode'), textOf(parameters, 'entities'));
}

/** First stage of a call with a `caption`, which may be missing. */
export function parseCaption(parameters: Parameters): ParsedText {
  return parseText(
    textOf(parameters, 'caption'),
    textOf(parameters, 'parse_mode'),
    textOf(parameters, 'caption_entities'),
  );
}

/**
 * Second stage: what is stored.
 *
 * @param tooLong Telegram's words when it exceeds 4096 characters, which differ between send and edit
 */
export function finishText(parsed: ParsedText, tooLong: string): Formatted {
  const stored = formatted(parsed.text, parsed.entities);
  if (exceeds(stored.text, MAX_TEXT)) throw badRequest(tooLong);
  return stored;
}

/** Second stage of a caption; an empty one is none. */
export function finishCaption(parsed: ParsedText): Formatted {
  const stored = formatted(parsed.text, parsed.entities, true);
  if (exceeds(stored.text, MAX_CAPTION)) throw badRequest('message caption is too long');
  return stored;
}
