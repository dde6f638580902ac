import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

const ME = { id: 1, is_bot: true, first_name: 'Көпір', username: 'kopir_bot' };
const POLL_MS = 2_000;

/** A Bot API that knows its bot and nothing else, on a port of its own that is closed until `open`. Counts its calls. */
export function startWatchedApi(port: number) {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    request.resume();
    const method = request.url?.split('/').at(-1);
    const result = method === 'getUpdates' ? [] : method === 'getMe' ? ME : true;
    const answer = () => response.end(JSON.stringify({ ok: true, result }));
    response.setHeader('content-type', 'application/json');
    if (method === 'getUpdates') setTimeout(answer, POLL_MS).unref();
    else answer();
  });
  return {
    calls: () => calls,
    open: () => new Promise<void>((done) => server.listen(port, '127.0.0.1', done)),
    close: () =>
      new Promise<void>((done) => {
        if (!server.listening) return done();
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createTcpServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
