import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { createArchive } from '../../src/demo/archive/archive.ts';

const server = createServer((request, response) => {
  void archive.handle(request, response).then((served) => served || response.writeHead(404).end());
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
after(() => server.close());
const address = server.address();
const origin = `http://127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
const now = new Date('2026-11-22T06:00:00Z');
const archive = createArchive(origin, now);

test('the archive tells at least 12 events in all three languages, and at least 15 near misses', () => {
  const real = archive.articles.filter(({ nearMiss }) => nearMiss === null);
  const events = Map.groupBy(real, ({ event }) => event);
  const inAll = [...events.values()].filter(
    (a) => new Set(a.map(({ outlet }) => outlet.language)).size === 3,
  );
  assert.ok(real.length >= 40, String(real.length));
  assert.ok(events.size >= 12, String(events.size));
  assert.ok(inAll.length >= 12, String(inAll.length));
  assert.ok(archive.articles.length - real.length >= 15);
});

test('articles have addresses of their own and dates relative to the archive', () => {
  assert.equal(new Set(archive.articles.map(({ url }) => url)).size, archive.articles.length);
  for (const { publishedAt, hoursAgo } of archive.articles) {
    assert.equal(publishedAt.getTime(), now.getTime() - hoursAgo * 3_600_000);
  }
});

for (const source of archive.sources) {
  test(`${source.id} serves its feed and every page in it`, async () => {
    const feed = await fetch(source.url);
    assert.equal(feed.status, 200);
    const own = archive.articles.filter(({ outlet }) => source.id === `sample_${outlet.id}`);
    const charset = /charset=([\w-]+)/.exec(feed.headers.get('content-type') ?? '')?.[1];
    const text = new TextDecoder(charset).decode(await feed.arrayBuffer());
    for (const article of own) {
      assert.ok(text.includes(article.url), article.url);
      const page = await fetch(article.url);
      assert.equal(page.status, 200);
      const html = new TextDecoder(charset).decode(await page.arrayBuffer());
      const last = article.paragraphs.at(-1) ?? '';
      assert.ok(
        html.includes(last.slice(0, 30).replaceAll('"', '&quot;')) || charset === 'windows-1251',
        article.url,
      );
    }
  });
}

test('an unknown page is 404, and other paths are left to others', async () => {
  assert.equal((await fetch(`${origin}/archive/dala/2026/11/22/nothing`)).status, 404);
  assert.equal((await fetch(`${origin}/healthz`)).status, 404);
});

test('no Cyrillic word of the archive holds a Latin look-alike', () => {
  const mixed = archive.articles.flatMap(({ title, paragraphs }) =>
    [title, ...paragraphs].flatMap(
      (text) =>
        text.match(/\p{Script=Cyrillic}+[a-z]+\p{Script=Cyrillic}*|[a-z]+\p{Script=Cyrillic}+/giu) ?? [],
    ),
  );
  assert.deepEqual(mixed, []);
});
