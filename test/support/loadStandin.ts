import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

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

/**
 * A bare stand-in of the Bot API for load: it takes every `sendMessage`, answers after `latencyMs` with the
 * message, and counts copies per chat. `GET /ledger` says what it saw.
 *
 * @param perSecond most messages in any second, more are refused as Telegram does, with a pause; 0 = no limit
 * @param clock milliseconds
 */
export async function startLoadStandin(
  latencyMs: number,
  perSecond: number,
  clock = () => performance.now(),
) {
  const copies = new Map<number, number>();
  const admitted: number[] = [];
  const pause = { watchedFrom: 0, until: 0 };
  let [requests, refused, late, head] = [0, 0, 0, 0];
  const secondsToWait = (now: number): number => {
    if (now < pause.until) return Math.ceil((pause.until - now) / 1000);
    while ((admitted[head] ?? now) <= now - 1000) head += 1;
    return perSecond > 0 && admitted.length - head >= perSecond ? 1 : 0;
  };
  const ledger = (): Ledger => {
    const doubled = [...copies.values()].filter((n) => n > 1).length;
    return { requests, refused, late, chats: copies.size, doubled };
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    if (request.url === '/ledger') {
      response.end(JSON.stringify(ledger()));
      return;
    }
    const now = clock();
    const chunks: Buffer[] = [];
    requests += 1;
    if (now > pause.watchedFrom && now < pause.until) late += 1;
    for await (const chunk of request) chunks.push(chunk);
    response.setHeader('content-type', 'application/json');
    const wait = secondsToWait(now);
    if (wait > 0) {
      const description = `Too Many Requests: retry after ${wait}`;
      const parameters = { retry_after: wait };
      refused += 1;
      response.writeHead(429).end(JSON.stringify({ ok: false, error_code: 429, description, parameters }));
      const left = clock();
      if (left >= pause.until) pause.watchedFrom = left + 100;
      pause.until = Math.max(pause.until, left + wait * 1000);
      return;
    }
    if (perSecond > 0) admitted.push(now);
    const { chat_id: id, text, entities } = JSON.parse(Buffer.concat(chunks).toString());
    copies.set(id, (copies.get(id) ?? 0) + 1);
    const chat = { id, type: 'private', first_name: 'Айгүл' };
    const result = { message_id: requests, date: Math.floor(Date.now() / 1000), chat, text, entities };
    setTimeout(() => response.end(JSON.stringify({ ok: true, result })), latencyMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

if (import.meta.main) {
  const { origin } = await startLoadStandin(Number(process.argv[2]), Number(process.argv[3]));
  process.send?.({ origin });
}
