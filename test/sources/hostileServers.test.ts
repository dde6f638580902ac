import assert from 'node:assert/strict';
import type { RequestListener, ServerResponse } from 'node:http';
import type net from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, createGzip, deflateSync, gzipSync } from 'node:zlib';
import type { ReadFailure } from '../../src/app/ports.ts';
import {
  FEED,
  failureOf,
  inTime,
  NONE,
  readerFor,
  serve,
  serveBytes,
  sourceAt,
  titlesOf,
} from '../support/web.ts';

/** Short, so that what never ends by itself ends soon; a whole document has 20 s. */
const TOTAL_MS = 1500;
const zeros = Buffer.alloc(60 * 1024 * 1024, 0x20);

/** Says `chunk` again and again until nobody listens. */
function endlessly(to: ServerResponse | net.Socket, chunk: string | Buffer): void {
  const more = () => {
    while (!to.destroyed && to.write(chunk)) {
      // Until the buffer is full.
    }
  };
  to.on('drain', more);
  more();
}

/** Says a little at a time, for ever. */
function dripping(to: ServerResponse | net.Socket, what: string): void {
  const drip = setInterval(() => to.write(what), 20);
  to.on('close', () => clearInterval(drip));
}

type Codes = readonly ReadFailure['code'][];
const ANSWERS: [name: string, codes: Codes, answer: RequestListener][] = [
  ['a slow drip', ['timeout'], (_, response) => dripping(response.writeHead(200), ' ')],
  ['a server that accepts and says nothing', ['timeout'], () => {}],
  ['headers and then nothing', ['timeout'], (_, response) => response.writeHead(200).flushHeaders()],
  ['an endless body', ['too_large'], (_, response) => endlessly(response.writeHead(200), ' '.repeat(65_536))],
  [
    'an endless feed',
    ['too_large'],
    (_, response) => endlessly(response.writeHead(200), '<item><title>x</title></item>'.repeat(1000)),
  ],
  ['a gzip bomb', ['too_large'], encoded('gzip', gzipSync(zeros))],
  ['a brotli bomb', ['too_large'], encoded('br', brotliCompressSync(zeros))],
  ['a deflate bomb', ['too_large'], encoded('deflate', deflateSync(zeros))],
  [
    'a gzip stream without end',
    ['too_large'],
    (_, response) => {
      const gzip = createGzip();
      response.writeHead(200, { 'content-encoding': 'gzip' });
      gzip.pipe(response);
      response.on('close', () => gzip.destroy());
      const block = Buffer.alloc(1024 * 1024);
      const more = () => !gzip.destroyed && gzip.write(block, more);
      more();
    },
  ],
  ['a nested gzip bomb', ['unsupported'], encoded('gzip, gzip', gzipSync(gzipSync(zeros)))],
  ['a gzip bomb within brotli', ['unsupported'], encoded('gzip, br', brotliCompressSync(gzipSync(zeros)))],
  ['a gzip within a gzip that is not told of', ['not_feed'], encoded('gzip', gzipSync(gzipSync(zeros)))],
  ['text that is called gzip', ['network'], encoded('gzip', Buffer.from(FEED))],
  [
    'a Content-Length of 50 MB',
    ['too_large'],
    (_, response) => response.writeHead(200, { 'content-length': 5e7 }).write(' '),
  ],
  ['a connection that is reset', ['network'], (request) => request.socket.resetAndDestroy()],
  [
    'a connection that is reset in the middle of the body',
    ['network'],
    (request, response) => {
      response.writeHead(200, { 'content-length': FEED.length }).write(FEED.slice(0, 80));
      setTimeout(() => request.socket.resetAndDestroy(), 50);
    },
  ],
  ['304 that nobody asked for', ['http_status'], (_, response) => response.writeHead(304).end()],
  ['no content', ['http_status'], (_, response) => response.writeHead(204).end()],
  ['a part of the content', ['http_status'], (_, response) => response.writeHead(206).end(FEED)],
  ['a status of another century', ['http_status'], (_, response) => response.writeHead(599).end(FEED)],
  ['an empty body', ['not_feed', 'parse'], (_, response) => response.end()],
  [
    'HTML with status 200 and an XML type',
    ['not_feed'],
    (_, response) =>
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(
          `<!DOCTYPE html><html><head><title>Новости</title></head><body>${'<p>Не лента.</p>'.repeat(100)}</body></html>`,
        ),
  ],
  [
    'a bot wall with status 200',
    ['challenge'],
    (_, response) =>
      response.end(
        '<html><title>Just a moment...</title><p>Enable JavaScript and cookies to continue</p></html>',
      ),
  ],
  [
    'an error page with status 200',
    ['challenge'],
    (_, response) =>
      response.end('<html><body><h1>We are experiencing Technical Difficulties</h1></body></html>'),
  ],
];

function encoded(encoding: string, body: Buffer): RequestListener {
  return (_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(body);
}

const good = await serve((_, response) => response.end(FEED));

/** Reads what is hostile, and then something good with the same reader. */
async function codeOf(origin: { origin: string; port: number }, totalMs = TOTAL_MS): Promise<string> {
  const reader = readerFor([origin as never, good], { totalMs });
  const failed = failureOf(await reader.readSource(sourceAt(`${origin.origin}/feed`), NONE, inTime()));
  // The good one has all the time of a busy machine.
  const calm = readerFor([good]);
  assert.deepEqual(titlesOf(await calm.readSource(sourceAt(good.origin), NONE, inTime())), ['Новость']);
  assert.ok(failed.detail.length <= 300);
  return failed.code;
}

for (const [name, codes, answer] of ANSWERS) {
  test(`${name}: ${codes.join(' or ')}`, async () => {
    const hostile = await serve(answer);
    // What is told from its bytes is not hurried.
    const isTimed = codes.includes('timeout');
    const code = await codeOf(hostile, isTimed ? TOTAL_MS : undefined);
    assert.ok((codes as readonly string[]).includes(code), code);
    if (isTimed) await untilClosed(hostile);
  });
}

/** A connection that was given up is closed, not left to the server. */
async function untilClosed({ open }: { open(): number }): Promise<void> {
  for (let n = 0; n < 500 && open() > 0; n++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(open(), 0);
}

const BYTES: [name: string, codes: Codes, answer: (socket: net.Socket) => void][] = [
  [
    'headers that drip',
    ['timeout', 'network'],
    (socket) =>
      dripping(
        socket.on('data', () => {}),
        'HTTP',
      ),
  ],
  [
    'one header line that drips',
    ['timeout', 'network'],
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-a: ');
      dripping(socket, 'a');
    },
  ],
  [
    'headers without end',
    ['network'],
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      endlessly(socket, 'x-a: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(1000));
    },
  ],
  [
    'one header of a megabyte',
    ['network'],
    (socket) => socket.end(`HTTP/1.1 200 OK\r\nx-a: ${'a'.repeat(1_000_000)}\r\n\r\n${FEED}`),
  ],
  [
    'interim answers without end',
    ['timeout', 'network'],
    (socket) => endlessly(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(100)),
  ],
  ['no HTTP', ['network'], (socket) => socket.end('220 mail.example ESMTP\r\n')],
  ['an answer of HTTP/0.9', ['network'], (socket) => socket.end(FEED)],
  [
    'a body that ends before its length',
    ['network'],
    (socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n${FEED}`),
  ],
  [
    'two lengths that differ',
    ['network'],
    (socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 500\r\n\r\n${FEED}`),
  ],
  [
    'chunks without end, one byte each',
    ['timeout', 'too_large'],
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      endlessly(socket, '1\r\n \r\n'.repeat(100));
    },
  ],
  [
    'a chunk of 4 GB',
    ['timeout', 'network', 'too_large'],
    (socket) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nffffffff\r\n');
      endlessly(socket, ' '.repeat(65_536));
    },
  ],
];
for (const [name, codes, answer] of BYTES) {
  test(`${name}: ${codes.join(' or ')}`, async () => {
    const hostile = await serveBytes(answer);
    const code = await codeOf(hostile, TOTAL_MS);
    assert.ok((codes as readonly string[]).includes(code), code);
    await untilClosed(hostile);
  });
}

test('of half a gzip whole entries are kept, and it is asked for again without conditions', async () => {
  const items = Array.from(
    { length: 2000 },
    (_, n) => `<item><title>№ ${n} ${Math.random()}</title><link>https://a.example/${n}</link></item>`,
  );
  const body = gzipSync(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`);
  const server = await serve((_, response) =>
    response
      .writeHead(200, { 'content-encoding': 'gzip', etag: '"whole"' })
      .end(body.subarray(0, body.length / 2)),
  );
  const reading = await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime());
  assert.ok(reading.kind === 'entries', JSON.stringify(reading));
  assert.ok(reading.repaired && reading.entries.length >= 100);
  assert.equal(reading.validators.etag, null);
});

test('what follows the stated length of a body is not read', async () => {
  const server = await serveBytes((socket) =>
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${Buffer.byteLength(FEED)}\r\n\r\n${FEED}<trailing>`),
  );
  const reading = await readerFor([server]).readSource(sourceAt(`${server.origin}/feed`), NONE, inTime());
  assert.deepEqual(titlesOf(reading), ['Новость']);
});

test('ten hostile servers at once do not keep a good one from being read', async () => {
  const hostile = await Promise.all(ANSWERS.slice(0, 10).map(([, , answer]) => serve(answer)));
  const reader = readerFor([...hostile, good], { totalMs: 5000 });
  const bad = hostile.map(({ origin }) => reader.readSource(sourceAt(origin), NONE, inTime()));
  const rounds: string[][] = [];
  for (let n = 0; n < 5; n++)
    rounds.push(titlesOf(await readerFor([good]).readSource(sourceAt(good.origin), NONE, inTime())));
  assert.deepEqual(rounds, Array(5).fill(['Новость']));
  for (const reading of await Promise.all(bad)) assert.equal(reading.kind, 'failed');
});
