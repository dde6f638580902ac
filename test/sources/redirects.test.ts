import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusedTarget } from '../../src/sources/http.ts';
import { FEED, failureOf, inTime, NONE, readerFor, serve, sourceAt } from '../support/web.ts';

test('redirects are followed, and the final address resolves relative links', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/moved' }).end();
    else if (request.url === '/moved') response.writeHead(302, { location: '/feeds/new.xml' }).end();
    else response.end(FEED.replace('https://dala.example/1', 'one'));
  });
  const reading = await readerFor([server]).readSource(sourceAt(`${server.origin}/old`), NONE, inTime());
  assert.equal(reading.kind === 'entries' && reading.entries[0]?.url, `${server.origin}/feeds/one`);
});

const REDIRECTS: { name: string; to: string; code: string }[] = [
  { name: 'itself', to: '/again', code: 'too_many_redirects' },
  { name: 'another port of this machine', to: 'http://localhost:9999/', code: 'blocked_address' },
  { name: 'another port', to: 'http://example.com:8443/', code: 'blocked_address' },
  { name: 'a file', to: 'file:///etc/passwd', code: 'blocked_address' },
  { name: 'data', to: 'data:text/xml,<rss/>', code: 'blocked_address' },
  { name: 'another scheme', to: 'gopher://127.0.0.1/', code: 'blocked_address' },
  { name: 'an address with credentials', to: 'http://a:b@example.com/', code: 'blocked_address' },
  { name: 'no address', to: 'http://[', code: 'http_status' },
  { name: 'an address of 10 KB', to: `/${'a'.repeat(10_000)}`, code: 'http_status' },
];
for (const { name, to, code } of REDIRECTS) {
  test(`a redirect to ${name} is not followed: ${code}`, async () => {
    const server = await serve((_, response) => response.writeHead(302, { location: to }).end());
    assert.equal(
      failureOf(await readerFor([server]).readSource(sourceAt(`${server.origin}/again`), NONE, inTime()))
        .code,
      code,
    );
    if (code === 'too_many_redirects') assert.equal(server.requests.length, 1 + 6);
  });
}

test('a hundred redirects, each to another address, end at the fifth', async () => {
  const server = await serve((request, response) => {
    const n = Number(request.url?.slice(1));
    if (n < 100) response.writeHead(302, { location: `/${n + 1}` }).end();
    else response.end(FEED);
  });
  const failed = failureOf(
    await readerFor([server]).readSource(sourceAt(`${server.origin}/0`), NONE, inTime()),
  );
  assert.equal(failed.code, 'too_many_redirects');
  assert.equal(server.requests.length, 1 + 6);
});

test('five redirects are followed', async () => {
  const server = await serve((request, response) => {
    const n = Number(request.url?.slice(1));
    if (n < 5) response.writeHead(307, { location: `/${n + 1}` }).end();
    else response.end(FEED);
  });
  const reading = await readerFor([server]).readSource(sourceAt(`${server.origin}/0`), NONE, inTime());
  assert.equal(reading.kind, 'entries');
});

test('two servers that redirect to each other are left', async () => {
  const origins: string[] = [];
  const servers = await Promise.all(
    [0, 1].map((n) =>
      serve((_, response) => response.writeHead(308, { location: origins[1 - n] ?? '' }).end()),
    ),
  );
  origins.push(...servers.map(({ origin }) => `${origin}/`));
  const reading = await readerFor(servers).readSource(sourceAt(origins[0] ?? ''), NONE, inTime());
  assert.equal(failureOf(reading).code, 'too_many_redirects');
});

test('a redirect from https to http is not followed', () => {
  const allow = new Set<string>();
  assert.match(
    refusedTarget('http://a.example/', 'https://a.example/', allow)?.detail ?? '',
    /https to http/,
  );
  assert.equal(refusedTarget('https://a.example/', 'http://a.example/', allow), null);
  assert.equal(refusedTarget('https://b.example/', 'https://a.example/', allow), null);
});

for (const status of [300, 305, 306, 399]) {
  test(`${status} is no redirect`, async () => {
    const server = await serve((_, response) => response.writeHead(status, { location: '/other' }).end());
    const failed = failureOf(
      await readerFor([server]).readSource(sourceAt(`${server.origin}/`), NONE, inTime()),
    );
    assert.deepEqual([failed.code, failed.status], ['http_status', status]);
  });
}

const MOVES: { name: string; hops: [number, string][]; movedTo: string | null }[] = [
  { name: 'no redirect', hops: [], movedTo: null },
  { name: 'one 301', hops: [[301, '/a']], movedTo: '/a' },
  { name: 'one 308', hops: [[308, '/a']], movedTo: '/a' },
  { name: 'one 302', hops: [[302, '/a']], movedTo: null },
  {
    name: '301 and 308',
    hops: [
      [301, '/a'],
      [308, '/b'],
    ],
    movedTo: '/b',
  },
  {
    name: 'a 307 after a 301',
    hops: [
      [301, '/a'],
      [307, '/b'],
    ],
    movedTo: '/a',
  },
  {
    name: 'a 301 after a 302',
    hops: [
      [302, '/a'],
      [301, '/b'],
    ],
    movedTo: null,
  },
];
for (const { name, hops, movedTo } of MOVES) {
  test(`where a source moved for good is told: ${name}`, async () => {
    const steps = new Map(hops.map((hop, n) => [n === 0 ? '/' : hops[n - 1]?.[1], hop]));
    const server = await serve((request, response) => {
      const [status, location] = steps.get(request.url) ?? [];
      if (status !== undefined) response.writeHead(status, { location }).end();
      else if (request.headers['if-none-match']) response.writeHead(304).end();
      else response.end(FEED);
    });
    const expected = movedTo === null ? null : server.origin + movedTo;
    const reader = readerFor([server]);
    for (const etag of [null, '"1"']) {
      const reading = await reader.readSource(sourceAt(`${server.origin}/`), { ...NONE, etag }, inTime());
      assert.equal(reading.kind, etag === null ? 'entries' : 'unchanged');
      assert.equal('movedTo' in reading && reading.movedTo, expected);
    }
  });
}

test('a redirect to an address in Cyrillic, sent as UTF-8, is understood', async () => {
  const server = await serve((request, response) => {
    if (request.url === '/')
      response.writeHead(302, { location: Buffer.from('/жаңалықтар.xml').toString('latin1') }).end();
    else if (request.url === '/%D0%B6%D0%B0%D2%A3%D0%B0%D0%BB%D1%8B%D2%9B%D1%82%D0%B0%D1%80.xml')
      response.end(FEED);
    else response.writeHead(404).end();
  });
  const reading = await readerFor([server]).readSource(sourceAt(`${server.origin}/`), NONE, inTime());
  assert.equal(reading.kind, 'entries', JSON.stringify(reading));
});
