import type { Core, MethodTable } from '../core.ts';
import { booleanOf, integerOf, type Parameters, textOf } from '../parameters.ts';
import { badRequest } from '../refusal.ts';
import type { Query } from '../world.ts';
import { checkIds, parseResults, parseResultsButton } from './inlineResults.ts';

const MAX_ANSWER = 200;
const MAX_OFFSET_BYTES = 64;
const DEFAULT_CACHE_SECONDS = 300;
const MAX_CACHE_SECONDS = 86_400;

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

function answerInlineQuery(core: Core, parameters: Parameters): true {
  const results = parseResults(textOf(parameters, 'results'));
  const query = openQuery(core, textOf(parameters, 'inline_query_id'), 'inline');
  const button = parseResultsButton(parameters);
  checkIds(results);
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
    ...(button === null ? {} : { button }),
  };
  query.answeredAt = core.clock.now();
  core.changed();
  core.events.emit({ kind: 'inlineAnswer', userId: query.userId, queryId: query.id });
  return true;
}

/** Methods that answer what a person asked by button or inline query. */
export const answeringMethods: MethodTable = {
  answercallbackquery: answerCallbackQuery,
  answerinlinequery: answerInlineQuery,
};
