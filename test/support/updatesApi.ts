import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** An update as Telegram sends it. */
export interface PlainUpdate {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

const BATCH = 100;

/**
 * A Bot API on loopback that takes every call, and gives `queue` out to whoever polls, in its order and with its
 * repetitions: a batch that was not confirmed by the offset of the next call comes again, as at Telegram.
 */
export async function startUpdatesApi(queue: readonly PlainUpdate[] = []) {
  let confirmed = 0;
  let batch: readonly PlainUpdate[] = [];
  let messages = 0;
  const calls: { readonly method: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  let finish = () => {};
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });

  const poll = async (offset: number) => {
    const last = batch.at(-1);
    if (last !== undefined && offset === last.update_id + 1) {
      confirmed += batch.length;
      batch = [];
    }
    if (confirmed === queue.length) {
      finish();
      await sleep(500);
    }
    if (batch.length === 0) batch = queue.slice(confirmed, confirmed + BATCH);
    return batch;
  };

  const answer = async (method: string, fields: Record<string, unknown>): Promise<unknown> => {
    if (method === 'getMe') return { id: 1, is_bot: true, first_name: 'Köpir', username: 'kopir_bot' };
    if (method === 'getUpdates') return poll(Number(fields.offset ?? 0));
    calls.push({ method, fields });
    if (!/^(send|edit)Message/.test(method)) return true;
    messages += 1;
    const chat = { id: Number(fields.chat_id), type: 'private', first_name: 'A' };
    return { message_id: messages, date: 1, chat, text: String(fields.text) };
  };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const method = /\/bot[^/]+\/(\w+)/.exec(request.url ?? '')?.[1] ?? '';
    let body = '';
    for await (const chunk of request) body += chunk;
    const result = await answer(method, body === '' ? {} : JSON.parse(body));
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result }));
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    // Whoever was killed in the middle of a call is not waiting for its answer.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Updates of the queue that the poller has confirmed. */
    confirmed: () => confirmed,
    messages: () => messages,
    /** Every call but those that learn who the bot is and poll, oldest first. */
    calls: calls as readonly (typeof calls)[number][],
    /** Resolves when all of the queue is confirmed. */
    done,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
