import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fault } from './faultMix.ts';

/** What a stand-in for load saw of the deliveries sent to it. */
export interface Ledger {
  readonly requests: number;
  readonly refused: number;
  /** Requests that came more than 100 ms after a 429 had left and before its pause was over. */
  readonly late: number;
  /** Chats that got at least one message, and those that got more. */
  readonly chats: number;
  readonly doubled: number;
}

export interface LoadOptions {
  /** Milliseconds. */
  readonly clock?: () => number;
  /** Which fault the `nth` request of a chat meets, from 1; refusals within a pause do not count. */
  readonly faults?: (chatId: number, nth: number) => Fault | null;
  /** Told of each `sendMessage` when it is complete. `path` is the request's, such as "/bot1:token/sendMessage". */
  readonly onRequest?: (path: string) => void;
}

/**
 * A bare stand-in of the Bot API for load: it takes every `sendMessage`, answers after `latencyMs` with the
 * message, and counts copies per chat. A message counts when its request is complete, whether or not its
 * sender hears of it. `GET /ledger` says what it saw.
 *
 * @param perSecond most messages in any second, more are refused as Telegram does, with a pause; 0 = no limit
 */
export async function startLoadStandin(latencyMs: number, perSecond: number, options: LoadOptions = {}) {
  const { clock = () => performance.now(), faults, onRequest } = options;
  const copies = new Map<number, number>();
  const asked = new Map<number, number>();
  const met = new Map<Fault, number>();
  const admitted: number[] = [];
  const pause = { watchedFrom: 0, until: 0 };
  let [requests, refused, late, head] = [0, 0, 0, 0];
  const secondsToWait = (now: number): number => {
    if (now < pause.until) return Math.ceil((pause.until - now) / 1000);
    while ((admitted[head] ?? now) <= now - 1000) head += 1;
    return perSecond > 0 && admitted.length - head >= perSecond ? 1 : 0;
  };
  const nextFault = (id: number): Fault | null => {
    if (!faults) return null;
    const nth = (asked.get(id) ?? 0) + 1;
    asked.set(id, nth);
    const fault = faults(id, nth);
    if (fault) met.set(fault, (met.get(fault) ?? 0) + 1);
    return fault;
  };
  const ledger = (): Ledger => {
    const doubled = [...copies.values()].filter((n) => n > 1).length;
    return { requests, refused, late, chats: copies.size, doubled };
  };
  const refuse = (response: ServerResponse, code: number, description: string, parameters?: object) =>
    response.writeHead(code).end(JSON.stringify({ ok: false, error_code: code, description, parameters }));

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const now = clock();
    const chunks: Buffer[] = [];
    requests += 1;
    if (now > pause.watchedFrom && now < pause.until) late += 1;
    for await (const chunk of request) chunks.push(chunk);
    const { chat_id: id, text, entities } = JSON.parse(Buffer.concat(chunks).toString());
    onRequest?.(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    let wait = secondsToWait(now);
    const fault = wait > 0 ? null : nextFault(id);
    if (fault === 'limited') wait = 1;
    if (wait > 0) {
      refused += 1;
      refuse(response, 429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
      const left = clock();
      if (left >= pause.until) pause.watchedFrom = left + 100;
      pause.until = Math.max(pause.until, left + wait * 1000);
      return;
    }
    if (perSecond > 0) admitted.push(now);
    if (fault === 'blocked') {
      refuse(response, 403, 'Forbidden: bot was blocked by the user');
      return;
    }
    if (fault === 'broken') {
      refuse(response, 500, 'Internal Server Error');
      return;
    }
    if (fault !== 'resetBefore') copies.set(id, (copies.get(id) ?? 0) + 1);
    if (fault === 'hung') return;
    const chat = { id, type: 'private', first_name: 'Айгүл' };
    const result = { message_id: requests, date: Math.floor(Date.now() / 1000), chat, text, entities };
    setTimeout(() => {
      if (fault === null) response.end(JSON.stringify({ ok: true, result }));
      else request.socket.resetAndDestroy();
    }, latencyMs);
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const { url = '' } = request;
    if (url.endsWith('/sendMessage')) {
      // A sender may be killed in the middle of its request: that is no message.
      await take(request, response).catch(() => request.socket.destroy());
    } else if (url === '/ledger') {
      response.end(JSON.stringify(ledger()));
    } else {
      request.resume();
      answerTheRest(url, response);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    /** Copies per chat. */
    copies: copies as ReadonlyMap<number, number>,
    /** How often each fault was met. */
    met: met as ReadonlyMap<Fault, number>,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const ME = { id: 1, is_bot: true, first_name: 'Көпір', username: 'kopir_bot' };
/** Nobody writes to the bot. */
const POLL_MS = 25_000;

/** What a whole program asks beside `sendMessage`. */
function answerTheRest(url: string, response: ServerResponse): void {
  const polls = url.endsWith('/getUpdates');
  const result = polls ? [] : url.endsWith('/getMe') ? ME : true;
  const answer = () => response.end(JSON.stringify({ ok: true, result }));
  response.setHeader('content-type', 'application/json');
  if (polls) setTimeout(answer, POLL_MS).unref();
  else answer();
}

if (import.meta.main) {
  const { origin } = await startLoadStandin(Number(process.argv[2]), Number(process.argv[3]));
  process.send?.({ origin });
}
