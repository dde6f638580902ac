import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bot } from 'grammy';
import type { Update } from 'grammy/types';
import type { BotContext } from './context.ts';
import { loggable } from './errors.ts';
import { ALLOWED_UPDATES, type Updates } from './updates.ts';

const MAX_BODY_BYTES = 1024 * 1024;
const HANDLER_SECONDS = 10;
const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** What a webhook checks, and whom it tells. */
export interface WebhookOptions {
  /** Sent by Telegram with each update; anything else gets 401. */
  readonly secret: string;
  readonly onProblem: (error: unknown) => void;
}

/** Tells Telegram to send updates to `url`. Every replica may call it. */
export async function registerWebhook(bot: Bot<BotContext>, url: string, secret: string): Promise<void> {
  await bot.api.setWebhook(url, { secret_token: secret, allowed_updates: [...ALLOWED_UPDATES] });
}

/**
 * A request handler for the webhook's route. Telegram gets 200 when an update was handled, also one that
 * cannot be read: sending it again would not help. It gets 500 when handling failed or took longer than
 * ten seconds, and sends the update again: changes are made once per update all the same.
 */
export function webhookHandler(
  bot: Bot<BotContext>,
  { secret, onProblem }: WebhookOptions,
): Updates & { readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void> } {
  const running = new Set<Promise<unknown>>();
  let isStopping = false;

  const answer = async (request: IncomingMessage): Promise<number> => {
    if (request.method !== 'POST') return 405;
    if (!isSecret(request.headers[SECRET_HEADER], secret)) return 401;
    if (isStopping) return 503;
    const body = await readBody(request);
    if (body === null) return 413;
    const update = parseUpdate(body);
    if (update === null) return 200;
    await bot.init();
    const handling = bot.handleUpdate(update).then(() => 200);
    running.add(handling);
    const done = handling.finally(() => running.delete(handling));
    const tooLong = new AbortController();
    const timeout = sleep(HANDLER_SECONDS * 1000, 500, { signal: tooLong.signal }).catch(() => 500);
    try {
      return await Promise.race([done, timeout]);
    } finally {
      tooLong.abort();
    }
  };

  return {
    async handle(request, response) {
      let status = 500;
      try {
        status = await answer(request);
      } catch (error) {
        onProblem(loggable(error));
      }
      response.writeHead(status, { 'content-length': 0, ...(status === 413 ? { connection: 'close' } : {}) });
      response.end();
    },
    async stop() {
      isStopping = true;
      await Promise.allSettled(running);
    },
  };
}

function isSecret(given: string | string[] | undefined, secret: string): boolean {
  if (typeof given !== 'string') return false;
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The body, null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseUpdate(body: string): Update | null {
  try {
    const update: unknown = JSON.parse(body);
    const isUpdate =
      typeof update === 'object' &&
      update !== null &&
      'update_id' in update &&
      Number.isSafeInteger(update.update_id);
    return isUpdate ? (update as Update) : null;
  } catch {
    return null;
  }
}
