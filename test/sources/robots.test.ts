import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ownPart } from '../../src/sources/robots.ts';
import {
  FEED,
  failureOf,
  inTime,
  NONE,
  pathsOf,
  readerFor,
  serve,
  serveAll,
  sourceAt,
} from '../support/web.ts';

test('robots.txt is asked once, for us by name, and obeyed', async () => {
  const server = await serve(
    (_, response) => response.end(FEED),
    'User-agent: kopir\nDisallow: /closed\n\nUser-agent: *\nDisallow: /',
  );
  const reader = readerFor([server]);
  assert.equal((await reader.readSource(sourceAt(`${server.origin}/open`), NONE, inTime())).kind, 'entries');
  assert.equal(
    failureOf(await reader.readSource(sourceAt(`${server.origin}/closed/x`), NONE, inTime())).code,
    'robots',
  );
  assert.deepEqual(pathsOf(server), ['/robots.txt', '/open']);
});

for (const status of [404, 403, 410, 401]) {
  test(`a robots.txt that answers ${status} allows everything`, async () => {
    const server = await serveAll((request, response) =>
      request.url === '/robots.txt' ? response.writeHead(status).end() : response.end(FEED),
    );
    const reading = await readerFor([server]).readSource(sourceAt(server.origin), NONE, inTime());
    assert.equal(reading.kind, 'entries');
  });
}

test('a server that cannot give its robots.txt is not read, and asked again later', async () => {
  let time = Date.now();
  let isBroken = true;
  const server = await serveAll((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(isBroken ? 503 : 404).end();
    else response.end(FEED);
  });
  const reader = readerFor([server], { now: () => time });
  const address = sourceAt(server.origin);
  assert.equal(failureOf(await reader.readSource(address, NONE, inTime())).code, 'robots');
  isBroken = false;
  assert.equal(failureOf(await reader.readSource(address, NONE, inTime())).code, 'robots');
  time += 61_000;
  assert.equal((await reader.readSource(address, NONE, inTime())).kind, 'entries');
});

test('a robots.txt that never comes holds the source back, within the time of one document', async () => {
  const server = await serveAll((request, response) => {
    if (request.url !== '/robots.txt') response.end(FEED);
  });
  const reader = readerFor([server], { totalMs: 400 });
  const failed = failureOf(await reader.readSource(sourceAt(server.origin), NONE, inTime()));
  assert.deepEqual([failed.code, failed.detail], ['timeout', 'robots.txt: no whole answer in time']);
  assert.deepEqual(pathsOf(server), ['/robots.txt']);
});

test('robots.txt is kept for a day', async () => {
  let time = Date.now();
  const server = await serve((_, response) => response.end(FEED), 'User-agent: *\nDisallow: /closed');
  const reader = readerFor([server], { now: () => time });
  const asked = () => pathsOf(server).filter((path) => path === '/robots.txt').length;
  await reader.readSource(sourceAt(server.origin), NONE, inTime());
  time += 23 * 3_600_000;
  await reader.readSource(sourceAt(server.origin), NONE, inTime());
  assert.equal(asked(), 1);
  time += 2 * 3_600_000;
  await reader.readSource(sourceAt(server.origin), NONE, inTime());
  assert.equal(asked(), 2);
});

test('a Crawl-delay spaces the requests that follow it', async () => {
  // Only the guard knows this address: for the queue it is one of the open internet.
  const spaced: number[] = [];
  const { createHostQueue } = await import('../../src/sources/hosts.ts');
  let time = 0;
  const hosts = createHostQueue({
    fetchAllow: new Set(),
    now: () => time,
    sleep: async (ms) => {
      spaced.push(ms);
      time += ms;
    },
  });
  const { createRobots } = await import('../../src/sources/robots.ts');
  const robots = createRobots({
    userAgent: 'Kopir/1',
    now: () => time,
    onCrawlDelay: (url, seconds) => hosts.setDelay(`${url.hostname}:443`, seconds),
  });
  const file = async () => ({
    ...{
      kind: 'fetched' as const,
      url: 'https://a.example/robots.txt',
      contentType: null,
      etag: null,
      lastModified: null,
    },
    bytes: new TextEncoder().encode('User-agent: *\nCrawl-delay: 7'),
  });
  assert.equal(await robots.refusal('https://a.example/x', file, inTime()), null);
  for (let n = 0; n < 3; n++) {
    const turn = await hosts.enter('a.example:443', inTime());
    if (turn.kind === 'turn') await turn.end();
  }
  assert.deepEqual(spaced, [7000, 7000]);
});

test('of a robots.txt only the groups for us and for everybody are kept', () => {
  const file = [
    ...[
      'User-agent: Googlebot',
      'User-agent: KOPIR/2.0',
      'Disallow: /a # not this',
      'Sitemap: https://x/',
      '',
    ],
    ...[
      'User-agent: Yandex',
      'Crawl-delay: 9',
      'Disallow: /b',
      '',
      'User-Agent : *',
      'Disallow:',
      'Allow: /c*',
    ],
  ].join('\r\n');
  assert.deepEqual(ownPart(file, 'Kopir/1.0 (+x)').split('\n'), [
    ...['User-agent: kopir', 'Disallow: /a ', 'User-agent: *', 'Disallow: ', 'Allow: /c*'],
  ]);
});

const BOMBS: [name: string, file: string][] = [
  // The parser copies each rule for each name: 20,000 × 15,000 of them.
  [
    'of names and rules',
    `${'User-agent: *\nUser-agent: k\n'.repeat(9000)}${'Disallow: /x\n'.repeat(15_000)}`,
  ],
  ['of asterisks', `User-agent: *\n${`Disallow: /${'*a'.repeat(480)}b\n`.repeat(500)}`],
  ['in one line', `User-agent: *\nDisallow: /${'*a'.repeat(250_000)}`],
  ['that goes on', `User-agent: *\nDisallow: /closed\n${'# nothing\n'.repeat(200_000)}`],
];
for (const [name, file] of BOMBS) {
  test(`a robots.txt bomb ${name} costs next to nothing`, async () => {
    const server = await serve((_, response) => response.end(FEED), file);
    const reader = readerFor([server]);
    const memory = process.memoryUsage().rss;
    let longest = 0;
    let last = performance.now();
    const ticking = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    try {
      for (let n = 0; n < 5; n++) {
        const reading = await reader.readSource(
          sourceAt(`${server.origin}/${'a'.repeat(1900)}`),
          NONE,
          inTime(),
        );
        assert.equal(reading.kind, 'entries', JSON.stringify(reading));
      }
    } finally {
      clearInterval(ticking);
    }
    // Without bounds the first takes all memory and the second minutes.
    assert.ok(longest < 5000, `the thread stood still for ${longest} ms`);
    assert.ok(process.memoryUsage().rss - memory < 150 * 1024 * 1024);
  });
}

test('rules before the end of what is read of a long robots.txt hold', async () => {
  const file = `User-agent: *\nDisallow: /closed\n${'# nothing\n'.repeat(200_000)}`;
  const server = await serve((_, response) => response.end(FEED), file);
  const reader = readerFor([server]);
  assert.equal(
    failureOf(await reader.readSource(sourceAt(`${server.origin}/closed`), NONE, inTime())).code,
    'robots',
  );
});
