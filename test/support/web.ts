import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { after } from 'node:test';
import type { ReadFailure, SourceReading, Validators } from '../../src/app/ports.ts';
import type { Source } from '../../src/domain/knowledge.ts';
import { createReader, type DocumentReader, type ReaderOptions } from '../../src/sources/reader.ts';
import { aSource } from './news.ts';

/** Nothing is known of a source: its first reading. */
export const NONE: Validators = { etag: null, lastModified: null, bodyHash: null };
/** A feed of one entry, "Новость". */
export const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Новость</title><link>https://dala.example/1</link></item></channel></rss>';

/** A server on loopback and what it was asked. */
export interface Running {
  readonly origin: string;
  readonly port: number;
  readonly requests: IncomingMessage[];
  connections: number;
  /** Connections that are open now. */
  open(): number;
  /** From then on nobody listens there. */
  stop(): Promise<void>;
}

const servers: (Server | net.Server)[] = [];
const sockets = new Set<net.Socket>();
const readers: DocumentReader[] = [];
after(async () => {
  await Promise.all(readers.map((reader) => reader.close()));
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
});

/** Starts a server; robots.txt is missing unless `robots` is given. Closed after the test file. */
export async function serve(listener: RequestListener, robots: string | null = null): Promise<Running> {
  return serveAll((request, response) => {
    if (request.url === '/robots.txt' && robots === null) response.writeHead(404).end();
    else if (request.url === '/robots.txt') response.end(robots);
    else listener(request, response);
  });
}

/** The same with a listener that answers robots.txt, too. */
export async function serveAll(listener: RequestListener): Promise<Running> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    listener(request, response);
  });
  return Object.assign(await listen(server), { requests });
}

/**
 * A server whose answers are bytes, right or wrong: `answer` is given the socket of each request for anything but
 * robots.txt, which is missing.
 */
export async function serveBytes(answer: (socket: net.Socket, path: string) => void): Promise<Running> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const path = /^GET (\S+)/.exec(data.toString('latin1'))?.[1] ?? '';
      if (path === '/robots.txt')
        socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      else if (path !== '') answer(socket, path);
    });
  });
  return Object.assign(await listen(server), { requests: [] });
}

async function listen(server: Server | net.Server): Promise<Omit<Running, 'requests'>> {
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  const own = new Set<net.Socket>();
  const running = { origin: '', port: 0, connections: 0, stop, open: () => own.size };
  server.on('connection', (socket: net.Socket) => {
    running.connections++;
    for (const set of [sockets, own]) {
      set.add(socket);
      socket.on('close', () => set.delete(socket));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  running.port = (server.address() as AddressInfo).port;
  running.origin = `http://127.0.0.1:${running.port}`;
  return running;
}

/** A reader that may read from `allowed`; closed after the test file. */
export function readerFor(allowed: readonly Running[], more: Partial<ReaderOptions> = {}): DocumentReader {
  const fetchAllow = allowed.map(({ port }) => `127.0.0.1:${port}`);
  const reader = createReader({ contact: 'https://kopir.example', version: '9.9', fetchAllow, ...more });
  readers.push(reader);
  return reader;
}

/** A source at `url` whose id is its address. */
export function sourceAt(url: string, more: Partial<Source> = {}): Source {
  return aSource({ id: url, url, ...more });
}

/** The titles of the entries that a reading brought. */
export function titlesOf(reading: SourceReading): string[] {
  if (reading.kind !== 'entries') assert.fail(JSON.stringify(reading));
  return reading.entries.map(({ title }) => title);
}

/** A reading that failed, and the test fails when it did not. */
export function failureOf(reading: { kind: string }): ReadFailure {
  assert.equal(reading.kind, 'failed', JSON.stringify(reading).slice(0, 500));
  return reading as ReadFailure;
}

/** The paths that a server was asked for. */
export const pathsOf = ({ requests }: Running): (string | undefined)[] => requests.map(({ url }) => url);
/** For a reading that ends by itself, on a busy machine, too. */
export const inTime = (): AbortSignal => AbortSignal.timeout(90_000);
