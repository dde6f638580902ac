import { Api, type ApiClientOptions } from 'grammy';
import type { InlineKeyboardButton, MessageEntity } from 'grammy/types';
import { Agent, request } from 'undici';
import type { Messenger } from '../app/ports.ts';
import type { Part } from '../domain/edition.ts';
import { classifyFailure } from './errors.ts';
import { type RenderOptions, renderEdition } from './render.ts';

/** How the Bot API is reached. */
export interface ApiOptions {
  readonly token: string;
  /** Address of the Bot API server, without a slash at its end. */
  readonly apiRoot: string;
  /** After this a call counts as lost; default 60. */
  readonly timeoutSeconds?: number | undefined;
}

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

/**
 * The messenger of scheduled deliveries. It has connections of its own, so that answers to people do
 * not wait behind a broadcast, and it never repeats a call: whether that is safe is the caller's to say.
 */
export function createMessenger(options: MessengerOptions): Messenger {
  const api = new Api(options.token, clientOptions(options));
  return {
    render: (edition) => renderEdition(edition, options),
    async send({ chatId, threadId }, part, { silent }) {
      try {
        const message = await api.sendMessage(chatId, part.text, {
          ...partFields(part),
          ...(threadId === null ? {} : { message_thread_id: threadId }),
          ...(silent ? { disable_notification: true } : {}),
          ...(options.paidBroadcast ? { allow_paid_broadcast: true } : {}),
        });
        // An answer that names no message was written by somebody else than Telegram.
        const { message_id: messageId } = message;
        if (!Number.isSafeInteger(messageId)) return { kind: 'unknown', reason: 'no message id' };
        return { kind: 'sent', messageId };
      } catch (error) {
        return classifyFailure(error);
      }
    },
  };
}
