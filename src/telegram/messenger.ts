import type { ApiClientOptions } from 'grammy';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { Agent, request } from 'undici';
import type { Messenger } from '../app/ports.ts';
import type { SendOutcome } from '../domain/delivery.ts';
import type { Part } from '../domain/edition.ts';
import { classifyAnswer, classifyFailure } from './errors.ts';
import { type RenderOptions, renderEdition } from './render.ts';

/** How the Bot API is reached. */
export interface ApiOptions {
  readonly token: string;
  /** Address of the Bot API server, without a slash at its end. */
  readonly apiRoot: string;
  /** After this a call counts as lost; default 60. */
  readonly timeoutSeconds?: number | undefined;
}

/** How messages are rendered and sent. */
export interface MessengerOptions extends ApiOptions, RenderOptions {
  /** Sends with `allow_paid_broadcast`: faster than 30 a second, for Stars. */
  readonly paidBroadcast: boolean;
}

/** Idle connections are closed before a server closes them, so that its closing is not taken for a lost message. */
const IDLE_MS = 10_000;

/** What grammY asks of fetch. */
interface Call {
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * grammY's options for `options`; every user has connections of its own.
 *
 * Calls go through undici: grammY's own client needs half as much processor time again for a message.
 */
export function clientOptions({ apiRoot, timeoutSeconds = 60 }: ApiOptions): ApiClientOptions {
  const dispatcher = new Agent({ keepAliveTimeout: IDLE_MS });
  const call = async (url: string, { method, headers, body, signal }: Call) => {
    const answer = await request(url, { method, headers, body, signal, dispatcher });
    return { json: () => answer.body.json() };
  };
  // Of fetch and its answer grammY uses no more than this.
  return { apiRoot, timeoutSeconds, fetch: call as unknown as NonNullable<ApiClientOptions['fetch']> };
}

/** A part's entities, keyboard and the other fields of every call that sends it. */
export function partFields({ entities, keyboard }: Part) {
  return {
    entities: entities as unknown as MessageEntity[],
    link_preview_options: { is_disabled: true },
    ...(keyboard.length === 0
      ? {}
      : { reply_markup: { inline_keyboard: keyboard.map((row): InlineKeyboardButton[] => [...row]) } }),
  };
}

/** What the Bot API says to a call that sends a message. */
interface Answer {
  readonly ok?: unknown;
  readonly result?: { readonly message_id?: unknown } | null;
  readonly error_code?: unknown;
  readonly description?: unknown;
  readonly parameters?: { readonly retry_after?: unknown; readonly migrate_to_chat_id?: unknown } | null;
}

/**
 * The messenger of scheduled deliveries. It has connections of its own, so that answers to people do
 * not wait behind a broadcast, and it never repeats a call: whether that is safe is the caller's to say.
 *
 * It calls without grammY, which would encode an edition anew for each of its readers.
 */
export function createMessenger(options: MessengerOptions): Messenger {
  const { token, apiRoot, timeoutSeconds = 60 } = options;
  const dispatcher = new Agent({ keepAliveTimeout: IDLE_MS });
  const url = `${apiRoot}/bot${token}/sendMessage`;
  const headers = { 'content-type': 'application/json' };
  const bodyOf = bodies();
  const asPost = posts();
  return {
    render: (edition) => renderEdition(edition, options),
    async send({ chatId, threadId, isChannel = false }, part, { silent }) {
      const body = bodyOf(isChannel ? asPost(part) : part, {
        chat_id: chatId,
        ...(threadId === null ? {} : { message_thread_id: threadId }),
        ...(silent ? { disable_notification: true } : {}),
        ...(options.paidBroadcast ? { allow_paid_broadcast: true } : {}),
      });
      const signal = AbortSignal.timeout(timeoutSeconds * 1000);
      try {
        const response = await request(url, { method: 'POST', headers, body, signal, dispatcher });
        return outcomeOf((await response.body.json()) as Answer | null);
      } catch (error) {
        return classifyFailure(error);
      }
    },
  };
}

/** Bodies of calls: the fields of a part are encoded once and put after those of each reader. */
function bodies(): (part: Part, reader: Readonly<Record<string, unknown>>) => Buffer {
  const encoded = new WeakMap<Part, Buffer>();
  return (part, reader) => {
    let fields = encoded.get(part);
    if (fields === undefined) {
      fields = Buffer.from(JSON.stringify({ text: part.text, ...partFields(part) }).slice(1));
      encoded.set(part, fields);
    }
    return Buffer.concat([Buffer.from(`${JSON.stringify(reader).slice(0, -1)},`), fields]);
  };
}

/** "Ещё 5 новостей: /digest", the end of an edition that was cut. */
const LAST_COMMAND = /: \/digest$/;

/** Parts as channels get them: a command at the end does nothing there, so that only the count is said. */
function posts(): (part: Part) => Part {
  const made = new WeakMap<Part, Part>();
  return (part) => {
    if (!LAST_COMMAND.test(part.text)) return part;
    const post = made.get(part) ?? { ...part, text: `${part.text.replace(LAST_COMMAND, '')}.` };
    made.set(part, post);
    return post;
  };
}

function outcomeOf(answer: Answer | null): SendOutcome {
  if (answer?.ok !== true) {
    const { error_code: code, description, parameters } = answer ?? {};
    return classifyAnswer({
      code: typeof code === 'number' ? code : Number.NaN,
      description,
      retryAfterSeconds: parameters?.retry_after,
      migrateToChatId: parameters?.migrate_to_chat_id,
    });
  }
  // An answer that names no message was written by somebody else than Telegram.
  const messageId = answer.result?.message_id;
  if (!Number.isSafeInteger(messageId)) return { kind: 'unknown', reason: 'no message id' };
  return { kind: 'sent', messageId: messageId as number };
}
