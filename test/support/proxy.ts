import { createConnection, createServer, type Socket } from 'node:net';

/** What a proxy does with its connections. */
export type ProxyMode =
  | { readonly kind: 'pass' }
  /** Every byte arrives `milliseconds` later, in order. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Nothing arrives and nothing is closed; what was held arrives when the mode ends, as after a lost route. */
  | { readonly kind: 'blackHole' }
  /** Connections there are, and new ones at once, are reset. */
  | { readonly kind: 'reset' }
  /** New connections are ended after the client's first bytes, without an answer; others go on. */
  | { readonly kind: 'fin' };

/** What a direction of a connection has to hand on: bytes, the end, or a reset. */
type Piece = Buffer | 'end' | 'reset';

/**
 * Resets a connection. One that is just being ended cannot be (EINVAL), and a Node (24.21) that tried would keep it
 * open and never come to its own end.
 */
function reset(socket: Socket): void {
  if (socket.writableEnded && !socket.writableFinished) socket.destroy();
  else socket.resetAndDestroy();
}

/** A TCP proxy on loopback in front of `targetPort`, whose faults a test switches at run time. */
export async function startProxy(targetPort: number) {
  const sockets = new Set<Socket>();
  const lanes = new Set<() => void>();
  let mode: ProxyMode = { kind: 'pass' };
  let connects = 0;

  /** Carries what `from` says to `to`; one queue keeps the order whatever the modes were meanwhile. */
  const lane = (from: Socket, to: Socket) => {
    const held: { piece: Piece; at: number }[] = [];
    let timer: NodeJS.Timeout | undefined;
    const drain = () => {
      clearTimeout(timer);
      if (mode.kind === 'blackHole') return;
      for (let next = held[0]; next !== undefined; next = held[0]) {
        const wait = next.at - performance.now();
        if (wait > 0) {
          timer = setTimeout(drain, Math.ceil(wait));
          return;
        }
        held.shift();
        if (next.piece === 'end') to.end();
        else if (next.piece === 'reset') reset(to);
        else if (!to.destroyed) to.write(next.piece);
      }
    };
    const take = (piece: Piece) => {
      held.push({ piece, at: performance.now() + (mode.kind === 'delay' ? mode.milliseconds : 0) });
      drain();
    };
    lanes.add(drain);
    sockets.add(from);
    from.on('data', take);
    from.on('end', () => take('end'));
    from.on('error', () => take('reset'));
    from.on('close', () => sockets.delete(from));
    to.on('close', () => {
      clearTimeout(timer);
      lanes.delete(drain);
    });
  };

  const server = createServer({ allowHalfOpen: true }, (client) => {
    connects += 1;
    if (mode.kind === 'reset') return reset(client);
    if (mode.kind === 'fin') {
      sockets.add(client);
      client.on('error', () => {});
      client.on('close', () => sockets.delete(client));
      client.once('data', () => client.end());
      client.on('end', () => client.end());
      return;
    }
    const target = createConnection({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true });
    lane(client, target);
    lane(target, client);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) reset(socket);
  };
  return {
    port: address && typeof address === 'object' ? address.port : 0,
    /** Connections that were made so far, also those that were refused. */
    connects: () => connects,
    /** Resets every connection there is; new ones do as the mode says. */
    cut,
    /** Switches the mode, also of the connections there are. */
    become: (next: ProxyMode) => {
      mode = next;
      if (mode.kind === 'reset') cut();
      for (const drain of lanes) drain();
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        cut();
      }),
  };
}
