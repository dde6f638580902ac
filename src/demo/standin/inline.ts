import type { Core } from './core.ts';
import { formatted } from './formatted.ts';
import { userJson } from './json.ts';
import { addMessage, addUpdate, receive } from './messages.ts';
import { addQuery, botSees, chatOf, personOf } from './persons.ts';
import { type Json, type Message, nextSerial, type Query } from './world.ts';

/**
 * What Telegram still holds for these words: the bot's answer to anybody, or to the same person where it
 * was personal. Null when the bot has to be asked.
 */
function cachedAnswer({ world, clock }: Core, userId: number, text: string, offset: string): Json | null {
  const holds = ({ kind, typed, answer, answeredAt, userId: asker }: Query) =>
    kind === 'inline' &&
    answer !== null &&
    typed?.text === text &&
    typed.offset === offset &&
    (asker === userId || answer.personal !== true) &&
    clock.now() - (answeredAt ?? 0) < Number(answer.cacheSeconds) * 1000;
  return [...world.queries.values()].findLast(holds)?.answer ?? null;
}

/** A person types `@bot text` in a chat of `chatType`. @returns the query's id */
export function inlineQuery(
  core: Core,
  userId: number,
  text: string,
  offset = '',
  chatType = 'private',
): string {
  const user = personOf(core, userId);
  const cached = cachedAnswer(core, userId, text, offset);
  const typed = { text, offset };
  const query = addQuery(core, { kind: 'inline', userId, chatId: null, messageId: null, typed });
  if (cached !== null) {
    // An answer of the cache lasts no longer for being shown again: it has no instant of its own.
    query.answer = cached;
    core.events.emit({ kind: 'inlineAnswer', userId, queryId: query.id });
    return query.id;
  }
  addUpdate(core, 'inline_query', null, {
    id: query.id,
    from: userJson(user),
    query: text,
    offset,
    chat_type: chatType,
  });
  return query.id;
}

/** What a chosen result sends; its title where it brings no text. */
function draftOf(result: Json): Pick<Message, 'text' | 'entities' | 'linkPreview'> {
  const content = (result.input_message_content ?? {}) as Json;
  if (typeof content.message_text !== 'string') {
    return { ...formatted(String(result.title ?? ' '), []), linkPreview: null };
  }
  return {
    text: content.message_text,
    entities: content.entities as Message['entities'],
    linkPreview: (content.link_preview_options as Json | undefined) ?? null,
  };
}

/** A person sends one of the results that an inline query brought, into `chatId`. */
export function chooseResult(
  core: Core,
  userId: number,
  queryId: string,
  resultId: string,
  chatId: number,
): Message {
  const user = personOf(core, userId);
  const query = core.world.queries.get(queryId);
  const results = (query?.answer?.results ?? []) as readonly Json[];
  const result = results.find(({ id }) => id === resultId);
  if (!query || query.userId !== userId || !result) {
    throw new Error(`inline query ${queryId} has no result "${resultId}"`);
  }
  const chat = chatOf(core, userId, chatId);
  const rows = (result.reply_markup as { inline_keyboard?: Message['keyboard'] } | undefined)
    ?.inline_keyboard;
  const draft = { fromId: userId, ...draftOf(result), keyboard: rows ?? null, viaBot: true };
  const seen =
    chat.kind === 'private' ? chat.started && !chat.blocked : botSees(core, chat, '/via', undefined);
  const message = seen ? receive(core, chat, draft) : addMessage(core, chat, draft);
  const inlineId = rows ? `inline${nextSerial(core.world)}` : null;
  if (inlineId !== null) {
    core.world.inlineMessages.set(inlineId, { chatId: chat.id, messageId: message.id });
  }
  addUpdate(core, 'chosen_inline_result', null, {
    result_id: resultId,
    from: userJson(user),
    query: query.typed?.text ?? '',
    ...(inlineId === null ? {} : { inline_message_id: inlineId }),
  });
  return message;
}
