import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What became of the requests that came. */
export interface RoundRobinCounts {
  /** Answered with what a replica said. */
  readonly passed: number;
  /** Offered to the next replica, because one refused the connection or said 503: nothing was done there. */
  readonly movedOn: number;
  /** Answered with 502: the replica was gone after it had the request, or there was none. */
  readonly failed: number;
}

/** A replica that may be given requests. */
interface Place {
  readonly origin: string;
  readonly agent: Agent;
  inFlight: number;
  /** Left out until then, in milliseconds of `performance.now()`. */
  awayUntil: number;
}

/** What failed is tried again after so long. */
const LEFT_OUT_MS = 1_000;

type Offered = { readonly kind: 'answered'; readonly status: number } | { readonly kind: 'away' | 'broken' };

/**
 * A proxy on loopback as operators put one before replicas: each request goes to the next of them in turn. One that
 * refuses the connection, or says 503, did nothing: the request goes to the next one. When a connection ends in the middle
 * nobody knows what was done: that is a 502, and who asked asks again. Either is left out for a second.
 */
export async function startRoundRobin() {
  let places: Place[] = [];
  let turn = 0;
  const counts = { passed: 0, movedOn: 0, failed: 0 };
  /** How often each body was handed to a replica that took it. */
  const attempts = new Map<string, number>();

  const remove = (origin: string) => {
    for (const place of places) if (place.origin === origin) place.agent.destroy();
    places = places.filter((place) => place.origin !== origin);
  };

  const offer = ({ origin, agent }: Place, from: IncomingMessage, body: Buffer): Promise<Offered> =>
    new Promise((resolve) => {
      const { method, headers, url } = from;
      const to = ask(`${origin}${url}`, { method, headers, agent }, (answer) => {
        answer.resume();
        const status = answer.statusCode ?? 502;
        answer.once('end', () => resolve(status === 503 ? { kind: 'away' } : { kind: 'answered', status }));
        answer.once('error', () => resolve({ kind: 'broken' }));
      });
      to.once('error', (error: NodeJS.ErrnoException) =>
        resolve({ kind: error.code === 'ECONNREFUSED' ? 'away' : 'broken' }),
      );
      to.end(body);
    });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const text = body.toString();
    for (let left = places.length; left > 0; left -= 1) {
      const place = places[turn++ % places.length];
      if (place === undefined) break;
      if (place.awayUntil > performance.now()) continue;
      place.inFlight += 1;
      const offered = await offer(place, request, body);
      place.inFlight -= 1;
      if (offered.kind !== 'away') attempts.set(text, (attempts.get(text) ?? 0) + 1);
      if (offered.kind === 'answered') {
        counts.passed += 1;
        response.writeHead(offered.status, { 'content-length': 0 }).end();
        return;
      }
      place.awayUntil = performance.now() + LEFT_OUT_MS;
      if (offered.kind === 'broken') break;
      counts.movedOn += 1;
    }
    counts.failed += 1;
    response.writeHead(502, { 'content-length': 0 }).end();
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts: counts as RoundRobinCounts,
    /** Bodies that more than one replica had, or one of them twice: each may have been acted on more than once. */
    repeated: (): readonly string[] => [...attempts].flatMap(([body, n]) => (n > 1 ? [body] : [])),
    /** Requests that a replica has and has not answered. */
    inFlight: (origin: string): number => places.find((place) => place.origin === origin)?.inFlight ?? 0,
    add: (origin: string): void => {
      remove(origin);
      places.push({ origin, agent: new Agent({ keepAlive: true }), inFlight: 0, awayUntil: 0 });
    },
    remove,
    close: (): void => {
      for (const { origin } of places) remove(origin);
      server.close();
      server.closeAllConnections();
    },
  };
}
