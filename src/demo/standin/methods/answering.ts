import { finishText, parseText } from '../content.ts';
import type { Core, MethodTable } from '../core.ts';
import { checkButtons, parseMarkup } from '../keyboard.ts';
import { booleanOf, integerOf, type Parameters, textOf } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { Json, Query } from '../world.ts';

const MAX_ANSWER = 200;
const MAX_RESULTS = 50;
const MAX_ID_BYTES = 64;
const MAX_OFFSET_BYTES = 64;
const DEFAULT_CACHE_SECONDS = 300;
const MAX_CACHE_SECONDS = 86_400;
const TYPES = new Set(
  'article photo gif mpeg4_gif video audio voice document location venue contact game sticker'.split(' '),
);

/** Finds a query that can still be answered. Telegram does not say which of the reasons it was. */
function openQuery(core: Core, id: string, kind: Query['kind']): Query {
  const query = core.world.queries.get(id);
  const lasts = core.queryLifetimeSeconds * 1000;
  if (!query || query.kind !== kind || query.answer !== null || core.clock.now() - query.askedAt > lasts) {
    throw badRequest('query is too old and response timeout expired or query ID is invalid');
  }
  return query;
}

function answerCallbackQuery(core: Core, parameters: Parameters): true {
  const text = textOf(parameters, 'text');
  if (!text.isWellFormed()) throw badRequest('strings must be encoded in UTF-8');
  const query = openQuery(core, textOf(parameters, 'callback_query_id'), 'callback');
  if ([...text].length > MAX_ANSWER) throw badRequest('MESSAGE_TOO_LONG');
  const alert = booleanOf(parameters, 'show_alert');
  const url = textOf(parameters, 'url');
  // A button opens the bot itself, never another place.
  const own = `https://t.me/${core.world.bot.username}?start=`;
  if (url !== '' && !(url.startsWith(own) && /^[\w-]{1,64}$/.test(url.slice(own.length)))) {
    throw badRequest('URL_INVALID');
  }
  query.answer = { text, alert, url };
  core.changed();
  core.events.emit({
    kind: 'callbackAnswer',
    chatId: query.chatId ?? query.userId,
    userId: query.userId,
    messageId: query.messageId ?? 0,
    text,
    alert,
    url,
  });
  return true;
}

const cannotParse = (why: string) => badRequest(`can't parse inline query result: ${why}`);

function stringField(object: Json, field: string): string {
  const value = object[field];
  if (value === undefined) throw cannotParse(`Can't find field "${field}"`);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw cannotParse(`Field "${field}" must be of type String`);
  }
  return String(value);
}

/** Checks the text that choosing a result would send, and its buttons. */
function checkContent(result: Json): void {
  const content = result.input_message_content;
  if (typeof content === 'object' && content !== null) {
    const { message_text: text, parse_mode: mode, entities } = content as Json;
    if (typeof text === 'string') {
      if (text === '') throw badRequest('message text is empty');
      const parsed = parseText(
        text,
        String(mode ?? ''),
        entities === undefined ? '' : JSON.stringify(entities),
      );
      finishText(parsed, 'MESSAGE_TOO_LONG');
    }
  } else if (result.type === 'article') {
    throw cannotParse('Can\'t find field "input_message_content"');
  }
  checkButtons(parseMarkup(result.reply_markup === undefined ? '' : JSON.stringify(result.reply_markup)));
}

function parseResult(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw cannotParse('Inline query result must be an object');
  }
  const result = value as Json;
  const type = stringField(result, 'type');
  if (!TYPES.has(type)) throw cannotParse('Inline query result type must be supported');
  const id = stringField(result, 'id');
  if (type === 'article' && stringField(result, 'title') === '') throw badRequest('ARTICLE_TITLE_EMPTY');
  checkContent(result);
  return { ...result, id };
}

function parseResults(json: string): Json[] {
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

function answerInlineQuery(core: Core, parameters: Parameters): true {
  const results = parseResults(textOf(parameters, 'results'));
  const query = openQuery(core, textOf(parameters, 'inline_query_id'), 'inline');
  const ids = results.map(({ id }) => String(id));
  if (ids.some((id) => id === '' || Buffer.byteLength(id) > MAX_ID_BYTES)) {
    throw badRequest('RESULT_ID_INVALID');
  }
  if (new Set(ids).size < ids.length) throw badRequest('RESULT_ID_DUPLICATE');
  const nextOffset = textOf(parameters, 'next_offset');
  if (Buffer.byteLength(nextOffset) > MAX_OFFSET_BYTES) throw badRequest('NEXT_OFFSET_INVALID');
  query.answer = {
    results,
    nextOffset,
    cacheSeconds: integerOf(parameters, 'cache_time', {
      missing: DEFAULT_CACHE_SECONDS,
      min: 0,
      max: MAX_CACHE_SECONDS,
    }),
    personal: booleanOf(parameters, 'is_personal'),
  };
  core.changed();
  core.events.emit({ kind: 'inlineAnswer', userId: query.userId, queryId: query.id });
  return true;
}

/** Methods that answer what a person asked by button or inline query. */
export const answeringMethods: MethodTable = {
  answercallbackquery: answerCallbackQuery,
  answerinlinequery: answerInlineQuery,
};
