import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
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

test('a feed is read with an honest user agent, and its validators are given back', async () => {
  const server = await serve((_, response) =>
    response.writeHead(200, { etag: '"1"', 'last-modified': 'Thu, 06 Nov 2025 16:30:00 GMT' }).end(FEED),
  );
  const reader = readerFor([server]);
  const reading = await reader.readSource(sourceAt(server.origin), NONE, inTime());
  assert.deepEqual(titlesOf(reading), ['Новость']);
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
  const first = await reader.readSource(sourceAt(server.origin), NONE, inTime());
  assert.ok(first.kind === 'entries');
  answer = (response) => response.writeHead(304).end();
  const second = await reader.readSource(sourceAt(server.origin), first.validators, inTime());
  assert.deepEqual(second, { kind: 'unchanged', validators: first.validators, movedTo: null });
  assert.equal(server.requests.at(-1)?.headers['if-none-match'], '"1"');
  answer = (response) => response.writeHead(200, { etag: '"2"' }).end(FEED);
  const third = await reader.readSource(sourceAt(server.origin), first.validators, inTime());
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
  assert.equal((await reader.readSource(sourceAt(server.origin), old, inTime())).kind, 'unchanged');
  time += 25 * 3_600_000;
  assert.equal((await reader.readSource(sourceAt(server.origin), old, inTime())).kind, 'entries');
  assert.equal((await reader.readSource(sourceAt(server.origin), old, inTime())).kind, 'unchanged');
});

test('304 without conditions is a failure', async () => {
  const server = await serve((_, response) => response.writeHead(304).end());
  const failed = failureOf(await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime()));
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
    assert.deepEqual(
      titlesOf(await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime())),
      ['Новость'],
    );
  });
}

for (const encoding of ['gzip, gzip', 'zstd', 'compress', 'x-unknown']) {
  test(`a body in "${encoding}" is refused`, async () => {
    const server = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': encoding }).end(FEED),
    );
    assert.equal(
      failureOf(await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime())).code,
      'unsupported',
    );
  });
}

for (const status of [403, 404, 410, 500, 502]) {
  test(`status ${status} is a failure that names it`, async () => {
    const server = await serve((_, response) => response.writeHead(status).end(FEED));
    const failed = failureOf(await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime()));
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
    failureOf(await reader.readSource(sourceAt(server.origin), NONE, inTime())).retryAfterSeconds,
    120,
  );
  const asked = server.requests.length;
  time += 60_000;
  const second = failureOf(
    await reader.readPage(`${server.origin}/other`, sourceAt(server.origin), inTime()),
  );
  assert.equal(second.retryAfterSeconds, 60);
  assert.equal(server.requests.length, asked);
  time += 61_000;
  await reader.readSource(sourceAt(server.origin), NONE, inTime());
  assert.equal(server.requests.length, asked + 1);
});

test('an aborted reading ends at once', async () => {
  const server = await serve(() => {});
  const reader = readerFor([server]);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  const failed = failureOf(await reader.readSource(sourceAt(server.origin), NONE, stop.signal));
  assert.deepEqual([failed.code, failed.detail], ['timeout', 'the reading was stopped']);
});

test('a server that hangs up or is not there is a network failure', async () => {
  const server = await serve((request) => request.socket.destroy());
  const failed = failureOf(await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime()));
  assert.equal(failed.code, 'network');
  const gone = await serve(() => {});
  // Nobody listens any more where somebody did.
  await gone.stop();
  const refused = failureOf(await readerFor([gone]).readSource(sourceAt(gone.origin), NONE, inTime()));
  assert.equal(refused.code, 'network');
  assert.match(refused.detail, /ECONNREFUSED/);
});

test('allowed addresses are not spaced', async () => {
  const server = await serve((_, response) => response.end(FEED));
  const reader = readerFor([server], { sleep: () => assert.fail('it waited') });
  const readings = Array.from({ length: 10 }, () =>
    reader.readSource(sourceAt(server.origin), NONE, inTime()),
  );
  for (const reading of await Promise.all(readings)) assert.deepEqual(titlesOf(reading), ['Новость']);
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
  const index = sourceAt(`${server.origin}/index.xml`, { kind: 'sitemap' });
  const reading = await readerFor([server]).readSource(index, NONE, inTime());
  assert.ok(reading.kind === 'entries', JSON.stringify(reading));
  assert.deepEqual(
    reading.entries.map(({ url }) => url),
    [`${server.origin}/news`],
  );
  assert.deepEqual(reading.validators, NONE);
});

test('a 304 does not replace our validators by those of a body that we never had', async () => {
  const server = await serve((_, response) => response.writeHead(304, { etag: '"2"' }).end());
  const known = { etag: '"1"', lastModified: null, bodyHash: 'a'.repeat(64) };
  const reading = await readerFor([server]).readSource(sourceAt(server.origin), known, inTime());
  assert.deepEqual(reading, { kind: 'unchanged', validators: known, movedTo: null });
});

for (const [name, answer, words] of [
  ['shorter than it says', 'content-length: 5000\r\n\r\n<rss>', /network|timeout/],
  ['in broken chunks', 'transfer-encoding: chunked\r\n\r\nzz\r\n<rss>', /network/],
  ['without any header', '', /network|not_feed|parse/],
] as const) {
  test(`an answer ${name} is a failure`, async () => {
    const server = await serveBytes((socket) => socket.end(`HTTP/1.1 200 OK\r\n${answer}`));
    const reading = await readerFor([server]).readSource(sourceAt(`${server.origin}/x`), NONE, inTime());
    assert.match(failureOf(reading).code, words);
  });
}

test('what a server says about itself never gets into the reason', async () => {
  const server = await serve((_, response) =>
    response.writeHead(200, { 'content-encoding': 'x'.repeat(5000) }).end(FEED),
  );
  const reading = failureOf(await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime()));
  assert.equal(reading.detail, 'a Content-Encoding that is not read');
});

test('the children of a sitemap index share its time', async () => {
  const server = await serve((request, response) => {
    const at = `http://${request.headers.host}`;
    if (request.url === '/index.xml')
      response.end(
        `<sitemapindex>${[1, 2, 3, 4, 5, 6].map((n) => `<sitemap><loc>${at}/${n}.xml</loc></sitemap>`).join('')}</sitemapindex>`,
      );
  });
  const reader = readerFor([server], { totalMs: 1000 });
  const before = performance.now();
  const index = sourceAt(`${server.origin}/index.xml`, { kind: 'sitemap' });
  assert.equal(failureOf(await reader.readSource(index, NONE, inTime())).code, 'timeout');
  // Apart, the six would take 6 s.
  assert.ok(performance.now() - before < 5000, `${performance.now() - before} ms`);
});
