import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Askers, createAskers } from './askers.ts';
import type { Fault } from './faultMix.ts';

/** What a stand-in for load saw. */
export interface Ledger {
  /** Every `sendMessage`, answers to people too. */
  readonly requests: number;
  readonly refused: number;
  /** Deliveries that came more than 100 ms after a 429 had left and before its pause was over. */
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
  /** How many people a second ask the bot for /help. */
  readonly asksPerSecond?: number;
}

/**
 * A bare stand-in of the Bot API for load: it takes every `sendMessage`, answers after `latencyMs` with the
 * message, and counts copies per chat. A message counts when its request is complete, whether or not its
 * sender hears of it. `GET /ledger` says what it saw,
 * `GET /askers` how long those waited who asked for /help meanwhile.
 *
 * @param perSecond most messages in any second, more are refused as Telegram does, with a pause; 0 = no limit
 */
export async function startLoadStandin(latencyMs: number, perSecond: number, options: LoadOptions = {}) {
  const { clock = () => performance.now(), faults, onRequest, asksPerSecond = 0 } = options;
  const askers = createAskers(asksPerSecond);
  const copies = new Map<number, number>();
  const asked = new Map<number, number>();
  const met = new Map<Fault, number>();
  const admitted: number[] = [];
  let pausedUntil = 0;
  /** When deliveries should be silent: from 100 ms after the first 429 to one of them, as long as they were told. */
  const silence = { from: 0, until: 0 };
  let [requests, refused, late, head] = [0, 0, 0, 0];
  const secondsToWait = (now: number): number => {
    if (now < pausedUntil) return Math.ceil((pausedUntil - now) / 1000);
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
    const isLate = now > silence.from && now < silence.until;
    for await (const chunk of request) chunks.push(chunk);
    const { chat_id: id, text, entities } = JSON.parse(Buffer.concat(chunks).toString());
    const isReply = askers.has(id);
    if (isLate && !isReply) late += 1;
    onRequest?.(request.url ?? '');
    response.setHeader('content-type', 'application/json');
    let wait = secondsToWait(now);
    const fault = wait > 0 ? null : nextFault(id);
    if (fault === 'limited') wait = 1;
    if (wait > 0) {
      refused += 1;
      refuse(response, 429, `Too Many Requests: retry after ${wait}`, { retry_after: wait });
      const left = clock();
      if (left >= pausedUntil) pausedUntil = left + wait * 1000;
      if (isReply) return;
      if (left >= silence.until) silence.from = left + 100;
      silence.until = Math.max(silence.until, left + wait * 1000);
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
    if (isReply) askers.answered(id);
    else if (fault !== 'resetBefore') copies.set(id, (copies.get(id) ?? 0) + 1);
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
    } else if (url === '/askers') {
      response.end(JSON.stringify(askers.report()));
    } else {
      request.resume();
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, result: await resultOf(url, askers) }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ledger,
    askers: askers.report,
    /** Copies per chat. */
    copies: copies as ReadonlyMap<number, number>,
    /** How often each fault was met. */
    met: met as ReadonlyMap<Fault, number>,
    close: () =>
      new Promise<void>((resolve) => {
        askers.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const ME = { id: 1, is_bot: true, first_name: 'Көпір', username: 'kopir_bot' };

/** What a whole program asks beside `sendMessage`. */
async function resultOf(url: string, askers: Askers): Promise<unknown> {
  if (url.endsWith('/getUpdates')) return askers.poll();
  return url.endsWith('/getMe') ? ME : true;
}

if (import.meta.main) {
  const [latencyMs, perSecond, asksPerSecond = 0] = process.argv.slice(2).map(Number);
  const { origin } = await startLoadStandin(latencyMs ?? 0, perSecond ?? 0, { asksPerSecond });
  process.send?.({ origin });
}
