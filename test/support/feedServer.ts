/**
 * Many feeds in a process of its own: `node test/support/feedServer.ts <feeds> <entries> <seed>`, started with an IPC
 * channel. Says `FeedsReady` when all are made; a message makes each feed another document with the same entries, and
 * is answered. Ends with its channel.
 *
 * Four shapes of feeds in turn: RSS with `content:encoded`, RSS with escaped descriptions, Atom, and RSS of an outlet
 * without paragraphs. Every fortieth entry is the one of the feed before it, at the same address with tracking. Pages
 * are forbidden by robots.txt: what the feeds carry is all that may be read.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { type FeedText, feedText, languageOf } from './feedTexts.ts';
import { between, randomFrom } from './random.ts';

export interface FeedsReady {
  /** "127.0.0.1:40123", for FETCH_ALLOW. */
  readonly host: string;
  readonly bytes: number;
  readonly entries: number;
  /** Distinct articles: the rest are entries of a neighbour again. */
  readonly addresses: number;
  /** Characters of text per entry, on average. */
  readonly letters: number;
}

interface Item extends FeedText {
  readonly path: string;
  readonly publishedAt: Date;
}

/** Each so many entries one is the neighbour's. */
const SHARED_EVERY = 40;
/** Of a hundred entries so many are teasers, the others whole texts. */
const TEASERS = 55;
const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const [FEEDS = 0, ENTRIES = 0, SEED = 1] = process.argv.slice(2).map(Number);
const random = randomFrom(SEED);
const startedAt = Date.now();
const items = Array.from({ length: FEEDS }, (_, feed) =>
  Array.from({ length: ENTRIES }, (_, n): Item => {
    const length = random() * 100 < TEASERS ? between(random, 200, 560) : between(random, 640, 2000);
    return {
      ...feedText(random, languageOf(feed), length),
      path: `/f${feed}/news/${n}-${between(random, 1000, 9999)}`,
      publishedAt: new Date(startedAt - n * 600_000 - feed * 1000),
    };
  }),
);
for (const [feed, own] of items.entries())
  for (let n = SHARED_EVERY - 1; n < ENTRIES; n += SHARED_EVERY) {
    const neighbour = items[(feed + 10) % FEEDS]?.[n - 1];
    if (neighbour !== undefined && (feed + 10) % FEEDS !== feed)
      own[n] = { ...neighbour, path: `${neighbour.path}?utm_source=feed${feed}` };
  }

let edition = 0;
const server = createServer((request, response) => {
  const feed = items[Number(/^\/feed\/(\d+)$/.exec(request.url ?? '')?.[1] ?? -1)];
  if (request.url === '/robots.txt') return void response.end('User-agent: *\nAllow: /feed/\nDisallow: /\n');
  if (feed === undefined) return void response.writeHead(404).end();
  const body = bodies.get(feed) ?? Buffer.alloc(0);
  const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
  response.writeHead(200, { 'content-type': 'application/xml; charset=utf-8', etag }).end(body);
});
await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
const address = server.address();
const host = `127.0.0.1:${address && typeof address === 'object' ? address.port : 0}`;
let bodies = write();
const all = items.flat();
process.send?.({
  host,
  bytes: [...bodies.values()].reduce((sum, { length }) => sum + length, 0),
  entries: all.length,
  addresses: new Set(all.map(({ path }) => path.replace(/\?.*/, ''))).size,
  letters: all.reduce((sum, { text }) => sum + text.length, 0) / all.length,
} satisfies FeedsReady);
process.on('message', () => {
  edition++;
  bodies = write();
  process.send?.(edition);
});
process.on('disconnect', () => server.close(() => process.exit(0)));

function write(): Map<readonly Item[], Buffer> {
  return new Map(items.map((feed, n) => [feed, Buffer.from(document(feed, n))]));
}

function document(feed: readonly Item[], n: number): string {
  if (n % 4 === 2) {
    const entries = feed.map(
      ({ title, path, publishedAt, text }) =>
        `<entry><title>${escaped(title)}</title><link href="${link(path)}"/><id>tag:feed${n},2026:${escaped(path)}</id>` +
        `<updated>${publishedAt.toISOString()}</updated><content type="html">${escaped(html(text))}</content></entry>`,
    );
    return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Feed ${n}</title><subtitle>${edition}</subtitle>${entries.join('\n')}</feed>`;
  }
  const entries = feed.map(({ title, path, publishedAt, text }) => {
    const said =
      n % 4 === 0
        ? `<description>${escaped(text.slice(0, 150))}…</description><content:encoded><![CDATA[${html(text)}]]></content:encoded>`
        : `<description>${escaped(n % 4 === 1 ? html(text) : text)}</description>`;
    const date = publishedAt.toUTCString().replace('GMT', '+0000');
    return `<item><title>${escaped(title)}</title><link>${link(path)}</link><guid isPermaLink="false">${n}:${escaped(path)}</guid><pubDate>${date}</pubDate><category>news</category>${said}</item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Feed ${n}</title><description>${edition}</description>${entries.join('\n')}</channel></rss>`;
}

function link(path: string): string {
  return escaped(`http://${host}${path}`);
}

function html(text: string): string {
  return text
    .split('\n')
    .map((line) => `<p>${escaped(line)}</p>`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => XML[mark] ?? mark);
}
