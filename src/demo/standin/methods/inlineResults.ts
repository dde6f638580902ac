import { finishText, parseText } from '../content.ts';
import { checkButtons, parseMarkup } from '../keyboard.ts';
import { objectOf, type Parameters } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { Json } from '../world.ts';

const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const MAX_START_PARAMETER = 64;
const TYPES = new Set(
  'article photo gif mpeg4_gif video audio voice document location venue contact game sticker'.split(' '),
);
/** Fields by which contents other than a text are known. */
const OTHER_CONTENTS = ['latitude', 'phone_number', 'provider_token', 'payload'];

const cannotParse = (why: string) => badRequest(`can't parse inline query result: ${why}`);
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const jsonOf = (value: unknown) => (value === undefined ? '' : JSON.stringify(value));

function stringField(object: Json, field: string): string {
  const value = object[field];
  if (value === undefined) throw cannotParse(`Can't find field "${field}"`);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw cannotParse(`Field "${field}" must be of type String`);
  }
  return String(value);
}

function optionalString(object: Json, field: string): string {
  return object[field] === undefined ? '' : stringField(object, field);
}

/** The text that choosing the result will send, checked and as it will be stored. */
function checkText(content: Json): Json {
  const text = stringField(content, 'message_text');
  if (text === '') throw badRequest('message text is empty');
  const options = content.link_preview_options;
  if (options !== undefined && !isObject(options)) {
    throw badRequest('object expected as link preview options');
  }
  const parsed = parseText(text, optionalString(content, 'parse_mode'), jsonOf(content.entities));
  const stored = finishText(parsed, 'MESSAGE_TOO_LONG');
  return {
    message_text: stored.text,
    entities: stored.entities,
    ...(options === undefined ? {} : { link_preview_options: options }),
  };
}

/** What choosing the result will send besides its buttons; undefined when the result itself is it. */
function checkContent(result: Json): Json | undefined {
  const content = result.input_message_content;
  if (content === undefined) {
    if (result.type === 'article') throw cannotParse('Can\'t find field "input_message_content"');
    return undefined;
  }
  if (!isObject(content)) throw cannotParse('Field "input_message_content" must be of type Object');
  const isOther = OTHER_CONTENTS.some((field) => content[field] !== undefined);
  return content.message_text === undefined && isOther ? content : checkText(content);
}

function parseResult(value: unknown): Json {
  if (!isObject(value)) throw cannotParse('Inline query result must be an object');
  const type = stringField(value, 'type');
  if (!TYPES.has(type)) throw cannotParse('Inline query result type must be supported');
  const id = stringField(value, 'id');
  const title = type === 'article' ? stringField(value, 'title') : optionalString(value, 'title');
  const shown = [title, optionalString(value, 'description')];
  if (!shown.every((text) => text.isWellFormed())) throw badRequest('strings must be encoded in UTF-8');
  if (type === 'article' && title === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  const content = checkContent(value);
  const rows = checkButtons(parseMarkup(jsonOf(value.reply_markup)));
  const { reply_markup: _markup, ...rest } = value;
  return {
    ...rest,
    id,
    ...(content === undefined ? {} : { input_message_content: content }),
    ...(rows === null ? {} : { reply_markup: { inline_keyboard: rows } }),
  };
}

/**
 * The results of an inline answer, checked as Telegram checks a message of its own, and as a chosen one
 * will be sent: texts and entities trimmed, buttons cut.
 *
 * @param json the parameter as it came; '' means none
 * @throws {Refusal} in Telegram's words
 */
export function parseResults(json: string): Json[] {
  if (json === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw badRequest("can't parse JSON encoded inline query results");
  }
  if (!Array.isArray(value)) throw badRequest('expected an Array of inline query results');
  if (value.length > MAX_RESULTS) throw badRequest('too many inline query results specified');
  return value.map(parseResult);
}

/** Every result has an id of its own of at most 64 bytes. @throws {Refusal} in the words of Telegram's servers */
export function checkIds(results: readonly Json[]): void {
  const ids = results.map(({ id }) => String(id));
  if (ids.includes('')) throw badRequest('RESULT_ID_EMPTY');
  if (ids.some((id) => Buffer.byteLength(id) > MAX_ID_BYTES)) throw badRequest('RESULT_ID_INVALID');
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
}

/**
 * The button above the results, null when there is none.
 *
 * @throws {Refusal} when it does not open the bot with a payload that a link could carry, or a Web App
 */
export function parseResultsButton(parameters: Parameters): Json | null {
  const button = objectOf(parameters, 'button', 'inline query results button');
  if (button === null) return null;
  const { text, start_parameter: start, web_app: app } = button;
  if (typeof text !== 'string') throw badRequest('can\'t parse inline query results button: no field "text"');
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  if ((start === undefined) === (app === undefined)) {
    throw badRequest('inline query results button must have exactly one optional field');
  }
  if (start === undefined) return button;
  if (typeof start !== 'string' || start === '') throw badRequest("can't use empty start_parameter");
  if (start.length > MAX_START_PARAMETER) throw badRequest('too long start_parameter specified');
  if (!/^[A-Za-z0-9_-]+$/.test(start)) throw badRequest('unallowed characters in start_parameter are used');
  return button;
}
