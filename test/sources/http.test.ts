import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { ReadFailure, SourceReading, Validators } from '../../src/app/ports.ts';
import type { Source } from '../../src/domain/knowledge.ts';
import { createReader, type DocumentReader, type ReaderOptions } from '../../src/sources/reader.ts';

const NONE: Validators = { etag: null, lastModified: null, bodyHash: null };
const FEED =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Новость</title><link>https://dala.example/1</link></item></channel></rss>';
const signal = () => AbortSignal.timeout(30_000);

interface Running {
  readonly origin: string;
  readonly port: number;
  readonly requests: IncomingMessage[];
  connections: number;
}
const open: { server: Server; reader?: DocumentReader }[] = [];
const readers: DocumentReader[] = [];
after(async () => {
  await Promise.all(readers.map((reader) => reader.close()));
  for (const { server } of open) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on loopback; robots.txt is missing unless the listener answers it. */
async function serve(listener: RequestListener, robots: string | null = null): Promise<Running> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    if (request.url === '/robots.txt' && robots === null) response.writeHead(404).end();
    else if (request.url === '/robots.txt') response.end(robots);
    else listener(request, response);
  });
  const running = { origin: '', port: 0, requests, connections: 0 };
  server.on('connection', () => running.connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server });
  running.port = (server.address() as AddressInfo).port;
  running.origin = `http://127.0.0.1:${running.port}`;
  return running;
}

function readerFor(allowed: readonly Running[], more: Partial<ReaderOptions> = {}): DocumentReader {
  const fetchAllow = allowed.map(({ port }) => `127.0.0.1:${port}`);
  const reader = createReader({ contact: 'https://kopir.example', version: '9.9', fetchAllow, ...more });
  readers.push(reader);
  return reader;
}

function source(url: string, more: Partial<Source> = {}): Source {
  return {
    id: url,
    name: { ru: 'x', kk: 'x' },
    url,
    kind: 'feed',
    language: 'ru',
    timeZone: 'Asia/Almaty',
    publisher: 'private',
    everyMinutes: 15,
    enabled: true,
    licence: '',
    ...more,
  };
}

function entriesOf(reading: SourceReading): string[] {
  if (reading.kind !== 'entries') assert.fail(JSON.stringify(reading));
  return reading.entries.map(({ title }) => title);
}
function failureOf(reading: { kind: string }): ReadFailure {
  assert.equal(reading.kind, 'failed', JSON.stringify(reading));
  return reading as ReadFailure;
}
const pathsOf = ({ requests }: Running) => requests.map(({ url }) => url);

test('a feed is read with an honest user agent, and its validators are given back', async () => {
  const server = await serve((_, response) =>
    response.writeHead(200, { etag: '"1"', 'last-modified': 'Thu, 06 Nov 2025 16:30:00 GMT' }).end(FEED),
  );
  const reader = readerFor([server]);
  const reading = await reader.readSource(source(server.origin), NONE, signal());
  assert.deepEqual(entriesOf(reading), ['Новость']);
  const headers = server.requests.at(-1)?.headers;
  assert.equal(headers?.['user-agent'], 'Kopir/9.9 (+https://kopir.example)');
  assert.equal(headers?.['accept-encoding'], 'gzip, deflate, br');
  assert.equal(headers?.['if-none-match'], undefined);
  assert.ok(
    reading.kind === 'entries' &&
      reading.validators.etag === '"1"' &&
      reading.validators.bodyHash?.length === 64,
  );
});

test('the next reading is conditional, and 304 or the same body is no news', async () => {
  let answer: (response: ServerResponse) => void = (response) =>
    response.writeHead(200, { etag: '"1"' }).end(FEED);
  const server = await serve((_, response) => answer(response));
  const reader = readerFor([server]);
  const first = await reader.readSource(source(server.origin), NONE, signal());
  assert.ok(first.kind === 'entries');
  answer = (response) => response.writeHead(304).end();
  const second = await reader.readSource(source(server.origin), first.validators, signal());
  assert.deepEqual(second, { kind: 'unchanged', validators: first.validators, movedTo: null });
  assert.equal(server.requests.at(-1)?.headers['if-none-match'], '"1"');
  answer = (response) => response.writeHead(200, { etag: '"2"' }).end(FEED);
  const third = await reader.readSource(source(server.origin), first.validators, signal());
  assert.deepEqual(third, {
    kind: 'unchanged',
    validators: { ...first.validators, etag: '"2"' },
    movedTo: null,
  });
});

test('once a day a source is read without conditions', async () => {
  let time = Date.now();
  const server = await serve((request, response) =>
    response.writeHead(request.headers['if-none-match'] ? 304 : 200).end(FEED),
  );
  const reader = readerFor([server], { now: () => time });
  const old = { ...NONE, etag: '"1"' };
  assert.equal((await reader.readSource(source(server.origin), old, signal())).kind, 'unchanged');
  time += 25 * 3_600_000;
  assert.equal((await reader.readSource(source(server.origin), old, signal())).kind, 'entries');
  assert.equal((await reader.readSource(source(server.origin), old, signal())).kind, 'unchanged');
});

test('304 without conditions is a failure', async () => {
  const server = await serve((_, response) => response.writeHead(304).end());
  const failed = failureOf(await readerFor([server]).readSource(source(server.origin), NONE, signal()));
  assert.equal(failed.code, 'http_status');
  assert.equal(failed.status, 304);
});

for (const [encoding, encode] of [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const) {
  test(`a body in ${encoding} is read`, async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(encode(FEED)),
    );
    assert.deepEqual(entriesOf(await readerFor([server]).readSource(source(server.origin), NONE, signal())), [
      'Новость',
    ]);
  });
}

for (const encoding of ['gzip, gzip', 'zstd', 'compress', 'x-unknown']) {
  test(`a body in "${encoding}" is refused`, async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(FEED),
    );
    assert.equal(
      failureOf(await readerFor([server]).readSource(source(server.origin), NONE, signal())).code,
      'unsupported',
    );
  });
}

for (const status of [403, 404, 410, 500, 502]) {
  test(`status ${status} is a failure that names it`, async () => {
    const server = await serve((_, response) => response.writeHead(status).end(FEED));
    const failed = failureOf(await readerFor([server]).readSource(source(server.origin), NONE, signal()));
    assert.deepEqual(
      [failed.code, failed.status, failed.retryAfterSeconds],
      ['http_status', status, undefined],
    );
  });
}

test('Retry-After is passed on, and the whole host is left alone until then', async () => {
  let time = Date.now();
  const server = await serve((_, response) => response.writeHead(429, { 'retry-after': '120' }).end());
  const reader = readerFor([server], { now: () => time });
  assert.equal(
    failureOf(await reader.readSource(source(server.origin), NONE, signal())).retryAfterSeconds,
    120,
  );
  const asked = server.requests.length;
  time += 60_000;
  const second = failureOf(await reader.readPage(`${server.origin}/other`, source(server.origin), signal()));
  assert.equal(second.retryAfterSeconds, 60);
  assert.equal(server.requests.length, asked);
  time += 61_000;
  await reader.readSource(source(server.origin), NONE, signal());
  assert.equal(server.requests.length, asked + 1);
});

test('a body is cut at the decoded size, whatever goes over the wire', async () => {
  const bomb = gzipSync(Buffer.alloc(60 * 1024 * 1024, 0x20));
  const server = await serve((request, response) => {
    if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    else if (request.url === '/stated') response.writeHead(200, { 'content-length': 50_000_000 }).write(' ');
    else {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write(' '.repeat(65_536))) {
          // Until the buffer is full.
        }
      };
      response.on('drain', more);
      more();
    }
  });
  const reader = readerFor([server]);
  for (const path of ['/bomb', '/stated', '/endless']) {
    const before = performance.now();
    assert.equal(
      failureOf(await reader.readSource(source(server.origin + path), NONE, signal())).code,
      'too_large',
      path,
    );
    assert.ok(performance.now() - before < 5000, path);
  }
});

test('a slow drip and a silent server end with the total deadline', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/silent') return;
    response.writeHead(200);
    const drip = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(drip));
  });
  const reader = readerFor([server], { totalMs: 400 });
  for (const path of ['/drip', '/silent']) {
    const before = performance.now();
    assert.equal(
      failureOf(await reader.readSource(source(server.origin + path), NONE, signal())).code,
      'timeout',
    );
    assert.ok(performance.now() - before < 3000);
  }
});

test('an aborted reading ends at once', async () => {
  const server = await serve(() => {});
  const reader = readerFor([server]);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const failed = failureOf(await reader.readSource(source(server.origin), NONE, stop.signal));
  assert.deepEqual([failed.code, failed.detail], ['timeout', 'the reading was stopped']);
});

test('a server that hangs up or is not there is a network failure', async () => {
  const server = await serve((request) => request.socket.destroy());
  const failed = failureOf(await readerFor([server]).readSource(source(server.origin), NONE, signal()));
  assert.equal(failed.code, 'network');
  const gone = await serve(() => {});
  const nobody = open.at(-1)?.server;
  await new Promise((resolve) => nobody?.close(resolve));
  const refused = failureOf(await readerFor([gone]).readSource(source(gone.origin), NONE, signal()));
  assert.equal(refused.code, 'network');
  assert.match(refused.detail, /ECONNREFUSED/);
});

test('redirects are followed, and the final address resolves relative links', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/moved' }).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/feeds/new.xml' }).end();
    else response.end(FEED.replace('https://dala.example/1', 'one'));
  });
  const reading = await readerFor([server]).readSource(source(`${server.origin}/old`), NONE, signal());
  assert.equal(reading.kind === 'entries' && reading.entries[0]?.url, `${server.origin}/feeds/one`);
});

const canary = await serve((_, response) => response.end(FEED));
const REDIRECTS: { name: string; to: string; code: string }[] = [
  { name: 'itself', to: '/again', code: 'too_many_redirects' },
  { name: 'the metadata service', to: 'http://169.254.169.254/latest/meta-data', code: 'blocked_address' },
  { name: 'a private address', to: 'http://10.0.0.1/', code: 'blocked_address' },
  { name: 'another port of this machine', to: `http://localhost:${canary.port}/`, code: 'blocked_address' },
  { name: 'a file', to: 'file:///etc/passwd', code: 'blocked_address' },
  { name: 'another scheme', to: 'gopher://127.0.0.1/', code: 'blocked_address' },
  { name: 'an address with credentials', to: 'http://a:b@example.com/', code: 'blocked_address' },
  { name: 'no address', to: 'http://[', code: 'http_status' },
];
for (const { name, to, code } of REDIRECTS) {
  test(`a redirect to ${name} is not followed: ${code}`, async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: to }).end());
    assert.equal(
      failureOf(await readerFor([server]).readSource(source(`${server.origin}/again`), NONE, signal())).code,
      code,
    );
    if (code === 'too_many_redirects') assert.equal(server.requests.length, 1 + 6);
  });
}

const LITERALS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f.1',
  '0x7f000001',
  '0177.0.0.1',
  '017700000001',
  '127.0.0.1.',
  '0',
  '0.0.0.0',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[::127.0.0.1]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '①②⑦.⓪.⓪.①',
  'localhost',
  'LOCALHOST',
  'a.localhost',
  'localhost.',
  'printer.local',
  'db.internal',
];
for (const host of LITERALS) {
  test(`${host} is not connected to`, async () => {
    const { port } = canary;
    // The port is allowed, so that it is the address that is judged.
    const reader = readerFor([], { ports: [String(port), '80'] });
    for (const url of [`http://${host}:${port}/`, `http://${host}/`]) {
      const failed = failureOf(await reader.readSource(source(url), NONE, signal()));
      assert.equal(failed.code, 'blocked_address', `${url}: ${failed.detail}`);
    }
  });
}

const LIARS: { name: string; found: LookupAddress[] }[] = [
  { name: 'a loopback address', found: [{ address: '127.0.0.1', family: 4 }] },
  { name: 'an IPv4-mapped loopback address', found: [{ address: '::ffff:127.0.0.1', family: 6 }] },
  { name: 'a private address', found: [{ address: '192.168.1.1', family: 4 }] },
  { name: 'nothing', found: [] },
];
for (const { name, found } of LIARS) {
  test(`a name that resolves to ${name} is not connected to`, async () => {
    const resolve = ((_: string, __: object, done: (error: null, all: LookupAddress[]) => void) =>
      done(null, found)) as never;
    const reader = readerFor([], { resolve });
    const failed = failureOf(await reader.readSource(source('http://news.example/'), NONE, signal()));
    assert.equal(failed.code, 'blocked_address');
  });
}

test('the canary was never connected to', () => {
  assert.ok(canary.port > 0);
  assert.equal(canary.connections, 0);
});

test('ports other than 80 and 443 are refused unless allowed', async () => {
  const failed = failureOf(
    await readerFor([]).readSource(source('http://example.com:8080/'), NONE, signal()),
  );
  assert.equal(failed.code, 'blocked_address');
});

test('robots.txt is asked once, for us by name, and obeyed', async () => {
  const server = await serve(
    (_, response) => response.end(FEED),
    'User-agent: kopir\nDisallow: /closed\n\nUser-agent: *\nDisallow: /',
  );
  const reader = readerFor([server]);
  assert.equal((await reader.readSource(source(`${server.origin}/open`), NONE, signal())).kind, 'entries');
  assert.equal(
    failureOf(await reader.readSource(source(`${server.origin}/closed/x`), NONE, signal())).code,
    'robots',
  );
  assert.deepEqual(pathsOf(server), ['/robots.txt', '/open']);
});

test('a server that cannot give its robots.txt is not read, and asked again later', async () => {
  let time = Date.now();
  let isBroken = true;
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(isBroken ? 503 : 404).end();
    else response.end(FEED);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server });
  const { port } = server.address() as AddressInfo;
  const reader = createReader({
    contact: null,
    version: '1',
    fetchAllow: [`127.0.0.1:${port}`],
    now: () => time,
  });
  readers.push(reader);
  const address = source(`http://127.0.0.1:${port}/`);
  assert.equal(failureOf(await reader.readSource(address, NONE, signal())).code, 'robots');
  isBroken = false;
  assert.equal(failureOf(await reader.readSource(address, NONE, signal())).code, 'robots');
  time += 61_000;
  assert.equal((await reader.readSource(address, NONE, signal())).kind, 'entries');
});

test('allowed addresses are not spaced', async () => {
  const server = await serve((_, response) => response.end(FEED));
  const reader = readerFor([server], { sleep: () => assert.fail('it waited') });
  const readings = Array.from({ length: 10 }, () => reader.readSource(source(server.origin), NONE, signal()));
  for (const reading of await Promise.all(readings)) assert.deepEqual(entriesOf(reading), ['Новость']);
});

test('a socket that stands at a private address is closed although its name seemed public', async (t) => {
  // Only the remote address of the socket tells: the look-up is bypassed, as a lying system resolver would.
  const { guardedAgent } = await import('../../src/sources/guard.ts');
  const { fetchOnce } = await import('../../src/sources/http.ts');
  const connect = net.connect;
  t.mock.method(net, 'connect', (options: net.NetConnectOpts) =>
    connect({ ...options, host: '127.0.0.1', port: canary.port } as never),
  );
  const agent = guardedAgent({ fetchAllow: new Set(), ports: ['80'] });
  const answer = await fetchOnce(
    agent,
    { url: 'http://93.184.216.34/', maxBytes: 1000, userAgent: 'x', validators: null },
    signal(),
  );
  assert.equal(failureOf(answer).code, 'blocked_address');
  assert.equal(canary.requests.length, 0);
  await agent.destroy();
});

test('a sitemap index is followed to its children, and one that fails stops no other', async () => {
  const today = new Date().toISOString();
  const server = await serve((request, response) => {
    const at = `http://${request.headers.host}`;
    if (request.url === '/index.xml')
      response.end(
        `<sitemapindex><sitemap><loc>${at}/1.xml</loc></sitemap><sitemap><loc>${at}/2.xml</loc></sitemap></sitemapindex>`,
      );
    else if (request.url === '/2.xml')
      response.end(`<urlset><url><loc>${at}/news</loc><lastmod>${today}</lastmod></url></urlset>`);
    else response.writeHead(500).end();
  });
  const index = source(`${server.origin}/index.xml`, { kind: 'sitemap' });
  const reading = await readerFor([server]).readSource(index, NONE, signal());
  assert.ok(reading.kind === 'entries', JSON.stringify(reading));
  assert.deepEqual(
    reading.entries.map(({ url }) => url),
    [`${server.origin}/news`],
  );
  assert.deepEqual(reading.validators, NONE);
});
