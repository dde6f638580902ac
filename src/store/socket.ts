import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** Longest time to wait for a server to take a connection. */
const CONNECT_MS = 5_000;
/** A socket is looked at this often. */
const LOOK_MS = 1_000;
/** So many connections are opened at once, and after them one in this time: no fault becomes a storm. */
const BURST = 20;
const SPACING_MS = 100;

/** Where the driver wants to connect to; the hosts of a list are tried in turn. */
interface Target {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** A Unix socket; then hosts and ports do not matter. */
  readonly path: string | false | undefined;
}

/** Opens a socket whenever the driver asks for one. */
export type OpenSocket = (target: Target) => Promise<Duplex>;

/**
 * Opens the sockets of a pool, in the place of the driver.
 *
 * postgres.js 3.4 leaves three things open that a bad network needs. A query on a socket that has fallen
 * silent never ends: here the socket is destroyed, and the driver rejects what waits on it. A server that
 * ends a connection during its start makes the driver connect again at once, thousands of times in a
 * second (porsager/postgres#1193, #1214): here that end is an error, and connections are spaced. And a
 * refused connection must not reach the driver before it wrote its first message (see `refused`).
 *
 * @param silenceSeconds silence on an open socket that ends it, longer than any statement and any idle
 *   connection may last; 0 = none does
 * @returns opens sockets for one pool after another, and tells each of them when a connection that had
 *   been made ended without its doing
 */
export function socketOpener(silenceSeconds: number): (onLost: () => void) => OpenSocket {
  let turn = 0;
  let paidUntil = 0;
  return (onLost) =>
    async ({ host, port, path }) => {
      const now = performance.now();
      paidUntil = Math.max(paidUntil, now) + SPACING_MS;
      const wait = paidUntil - now - BURST * SPACING_MS;
      if (wait > 0) await sleep(wait);
      const place = { host: host[turn % host.length] ?? '', port: port[turn % port.length] ?? 0 };
      turn += 1;
      const socket = Object.assign(path ? connect(path) : connect(place), place);
      const failure = await whenConnected(socket);
      if (failure) return refused(failure);
      watch(socket, silenceSeconds, onLost);
      return socket;
    };
}

/** Null once the socket is connected, else why it is not. */
function whenConnected(socket: Socket): Promise<Error | null> {
  return new Promise((done) => {
    const timer = setTimeout(() => {
      socket.destroy();
      done(failing('CONNECT_TIMEOUT', 'PostgreSQL took no connection'));
    }, CONNECT_MS);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.off('error', done);
      done(null);
    });
    socket.once('error', done);
    socket.once('close', () => clearTimeout(timer));
  });
}

/**
 * A connection that fails with `failure` as soon as the driver writes to it. The driver keeps what it
 * could not write, and would later send it before the start of another connection.
 */
function refused(failure: Error): Duplex {
  return new Duplex({ read() {}, write: (_bytes, _encoding, done) => done(failure) });
}

/** Ends a socket that is silent or that the server ended. Looks at counters, because under TLS listeners are taken away. */
function watch(socket: Socket, silenceSeconds: number, onLost: () => void): void {
  let read = socket.bytesRead;
  let looks = 0;
  let over = false;
  const end = () => {
    clearInterval(timer);
    if (over) return;
    over = true;
    if (socket.bytesRead > 0 && !socket.writableEnded) onLost();
  };
  // Counted in looks, not by the clock: a process that stood still has not listened.
  const timer = setInterval(() => {
    if (socket.destroyed) return end();
    looks = socket.bytesRead === read ? looks + 1 : 0;
    read = socket.bytesRead;
    if (silenceSeconds > 0 && looks * LOOK_MS >= silenceSeconds * 1000) {
      socket.destroy(failing('CONNECTION_SILENT', `PostgreSQL was silent for ${silenceSeconds} s`));
    }
  }, LOOK_MS).unref();
  socket.once('end', () => {
    if (!socket.writableEnded)
      socket.destroy(failing('CONNECTION_CLOSED', 'PostgreSQL ended the connection'));
  });
  socket.once('close', end);
}

function failing(code: string, words: string): Error {
  return Object.assign(new Error(words), { code });
}
