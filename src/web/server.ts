import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Answers a request and says so, or leaves it to the next handler. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/** The web server, listening. */
export interface WebServer {
  readonly port: number;
  /** Adds a handler behind those there are. */
  add(handler: Handler): void;
  /** Takes no new requests, and ends within `graceSeconds`. */
  close(graceSeconds: number): Promise<void>;
}

/** The address cannot be served: HOST and PORT and what to do, in words for an operator. */
export class AddressProblem extends Error {
  override readonly name = 'AddressProblem';
}

/**
 * Serves handlers in their order; what none of them answers is a 404, what throws is a 500.
 *
 * @throws AddressProblem naming HOST and PORT when the address is taken or not ours
 */
export function startWeb(options: {
  readonly host: string;
  readonly port: number;
  readonly onError: (error: unknown) => void;
}): Promise<WebServer> {
  const handlers: Handler[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      for (const handler of handlers) if (await handler(request, response)) return;
      sendText(response, 404, 'Not found\n');
    } catch (error) {
      options.onError(error);
      if (response.headersSent) response.destroy();
      else sendText(response, 500, 'Internal error\n');
    }
  };
  const server = createServer((request, response) => void answer(request, response));
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  // Longer than proxies keep an idle connection (60 s, most of them): else one is closed under a request.
  server.keepAliveTimeout = 75_000;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? `port ${options.port} is taken: set another PORT, or stop what listens there`
          : error.message;
      reject(new AddressProblem(`Cannot listen on ${options.host}:${options.port}: ${reason}`));
    });
    server.listen(options.port, options.host, () => {
      const address = server.address();
      resolve({
        port: address && typeof address === 'object' ? address.port : options.port,
        add: (handler) => void handlers.push(handler),
        close: (graceSeconds) =>
          new Promise((done) => {
            server.close(() => done());
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), graceSeconds * 1000).unref();
          }),
      });
    });
  });
}

/** Answers with plain text. */
export function sendText(
  response: ServerResponse,
  status: number,
  body: string,
  type = 'text/plain; charset=utf-8',
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}
