import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { PageReading, SourceReading } from '../../src/app/ports.ts';
import type { Source } from '../../src/domain/knowledge.ts';
import { aDataDir } from '../support/program.ts';
import { FEED, inTime, NONE, readerFor, serve, sourceAt, titlesOf } from '../support/web.ts';

const SECRET = 'nobody-may-read-this';
const secretFile = join(aDataDir(), 'secret');
writeFileSync(secretFile, SECRET);

/** What documents want to have loaded. */
const bait = await serve((_, response) => response.end(SECRET));
let answer: { body: string | Buffer; type: string } = { body: '', type: '' };
const server = await serve((request, response) => {
  if (request.url === '/good') response.end(FEED);
  else response.writeHead(200, { 'content-type': answer.type }).end(answer.body);
});
const reader = readerFor([server, bait]);

/** Reads `body` as a source; what follows is read, too, and nothing that it names was loaded. */
async function readAs(
  kind: Source['kind'],
  body: string | Buffer,
  type = 'text/xml',
): Promise<SourceReading> {
  answer = { body, type };
  const selectors = { item: 'div', link: 'a', title: 'a' };
  const source = sourceAt(`${server.origin}/x`, kind === 'list' ? { kind, selectors } : { kind });
  const before = process.memoryUsage().heapUsed;
  const reading = await reader.readSource(source, NONE, inTime());
  assert.ok(process.memoryUsage().heapUsed - before < 200 * 1024 * 1024);
  await isWell();
  return reading;
}

async function readPage(body: string): Promise<PageReading> {
  answer = { body, type: 'text/html; charset=utf-8' };
  const reading = await reader.readPage(`${server.origin}/page`, sourceAt(server.origin), inTime());
  await isWell();
  return reading;
}

async function isWell(): Promise<void> {
  const reading = await reader.readSource(sourceAt(`${server.origin}/good`), NONE, inTime());
  assert.deepEqual(titlesOf(reading), ['Новость']);
  assert.equal(bait.connections, 0, 'nothing that a document names was loaded');
  for (const key of ['polluted', 'title', 'item', 'url']) assert.equal(key in {}, false, key);
}

const rss = (items: string, before = '') =>
  `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
const item = (title: string, n = 1) =>
  `<item><title>${title}</title><link>https://dala.example/${n}</link></item>`;
const entries = (reading: SourceReading) => (reading.kind === 'entries' ? reading.entries : []);
const laughs = Array.from({ length: 12 }, (_, n) =>
  n === 0 ? '<!ENTITY a0 "ha">' : `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`,
).join('');

const ENTITIES: [name: string, document: string][] = [
  ['a billion laughs', rss(item('&a11;'), `<!DOCTYPE rss [${laughs}]>`)],
  [
    'a quadratic entity',
    rss(item('&q;'.repeat(50_000)), `<!DOCTYPE rss [<!ENTITY q "${'q'.repeat(100_000)}">]>`),
  ],
  [
    'an entity that is a file',
    rss(item('x &f;'), `<!DOCTYPE rss [<!ENTITY f SYSTEM "${pathToFileURL(secretFile).href}">]>`),
  ],
  ['an entity on the network', rss(item('x &n;'), `<!DOCTYPE rss [<!ENTITY n SYSTEM "${bait.origin}/e">]>`)],
  ['a DTD on the network', rss(item('x'), `<!DOCTYPE rss SYSTEM "${bait.origin}/d.dtd">`)],
  ['a parameter entity', rss(item('x'), `<!DOCTYPE rss [<!ENTITY % p SYSTEM "${bait.origin}/p.dtd"> %p;]>`)],
  [
    'an inclusion',
    rss(`<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${bait.origin}/i"/>${item('x')}`),
  ],
  ['a stylesheet', rss(item('x'), `<?xml-stylesheet type="text/xsl" href="${bait.origin}/s.xsl"?>`)],
  ['an entity that stands for itself', rss(item('&s;'), '<!DOCTYPE rss [<!ENTITY s "&s;">]>')],
];
for (const [name, document] of ENTITIES) {
  test(`${name} is refused or left as it stands`, async () => {
    for (const kind of ['feed', 'sitemap'] as const) {
      for (const { title, text } of entries(await readAs(kind, document))) {
        assert.ok(title.length <= 300);
        assert.doesNotMatch(`${title} ${text}`, /nobody-may|(?:ha){20}|q{400}/);
      }
    }
  });
}

const deep = (tag: string, count: number) => `<${tag}>`.repeat(count) + `</${tag}>`.repeat(count);
const NESTED: [name: string, kind: Source['kind'], document: string][] = [
  ['100,000 nested tags in a feed', 'feed', rss(`<item>${deep('a', 100_000)}</item>`)],
  ['100,000 nested items', 'feed', rss('<item>'.repeat(100_000))],
  [
    '100,000 nested tags in a text',
    'feed',
    rss(`<item><title>x</title><description><![CDATA[${deep('div', 100_000)}]]></description></item>`),
  ],
  ['100,000 nested tags in a sitemap', 'sitemap', `<urlset>${deep('url', 100_000)}</urlset>`],
  ['100,000 nested tags in a list', 'list', `<html><body>${deep('div', 100_000)}</body></html>`],
  ['100,000 unclosed tags in a list', 'list', `<html><body>${'<div><a href=x>'.repeat(100_000)}`],
  [
    '100,000 nested arrays in JSON',
    'feed',
    `{"version":"https://jsonfeed.org/version/1","items":${'['.repeat(100_000)}`,
  ],
  ['20,000 open CDATA', 'feed', rss(`<item>${'<![CDATA['.repeat(20_000)}`)],
  ['100,000 open comments', 'feed', rss('<!--'.repeat(100_000))],
  [
    'one tag with 100,000 attributes',
    'feed',
    rss(`<item ${Array.from({ length: 100_000 }, (_, n) => `a${n}="x"`).join(' ')}/>`),
  ],
  ['4.5 MB of character references', 'feed', rss(item('&#65;'.repeat(900_000)))],
  ['4.5 MB of open brackets', 'feed', '<'.repeat(4_500_000)],
  ['4.5 MB of blanks in a tag', 'feed', `<rss${' '.repeat(4_500_000)}>`],
];
for (const [name, kind, document] of NESTED) {
  test(`${name} end within the time of a worker, and the main thread goes on`, async () => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 5);
    const reading = await readAs(kind, document, kind === 'list' ? 'text/html' : 'text/xml');
    clearInterval(ticking);
    assert.ok(ticks > 0);
    for (const { title, text } of entries(reading))
      assert.ok(title.length <= 300 && text.length <= 5_000_000);
  });
}

for (const [name, body] of [
  ['20,000 nested blocks', deep('div', 20_000)],
  ['100,000 links', '<a href="/a">слово</a> '.repeat(80_000)],
  ['100,000 unclosed tags', '<b><i>'.repeat(100_000)],
  ['a megabyte of one word', `<p>${'а'.repeat(900_000)}</p>`],
] as const) {
  test(`a page of ${name} ends within the time of a worker`, async () => {
    const reading = await readPage(`<html><body><h1>x</h1><article>${body}</article></body></html>`);
    assert.ok(reading.kind === 'failed' || reading.page.title.length <= 300);
  });
}

test('of 50,000 items the newest 500 are taken', async () => {
  const at = Date.UTC(2026, 0, 1);
  const items = Array.from(
    { length: 50_000 },
    (_, n) =>
      `<item><title>${n}</title><link>https://a.example/${n}</link><pubDate>${new Date(at + n * 1000).toUTCString()}</pubDate></item>`,
  );
  const body = rss(items.join(''));
  assert.ok(body.length < 10_000_000);
  const reading = await readAs('feed', body);
  // As one document it is above the limit of a feed; a shorter form of it is not.
  assert.equal(reading.kind === 'failed' && reading.code, 'too_large');
  const short = Array.from(
    { length: 50_000 },
    (_, n) => `<item><title>${n}</title><link>https://a.example/${n}</link></item>`,
  );
  const taken = entries(await readAs('feed', rss(short.join('').replaceAll('https://a.example', '/'))));
  assert.ok(taken.length === 0 || taken.length === 500, String(taken.length));
  assert.equal(entries(await readAs('feed', rss(items.slice(0, 10_000).join('')))).length, 500);
});

test('invalid UTF-8, NUL, broken surrogates and directions do not get into a title', async () => {
  const bad = Buffer.concat([
    Buffer.from(rss('').replace('</channel></rss>', '<item><title>Новость ')),
    Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x00, 0xed, 0xa0, 0x80]),
    Buffer.from(
      ' \u202edlo\u202c &#x202e;&#0;&#xD800; конец</title><link>https://a.example/1</link></item></channel></rss>',
    ),
  ]);
  for (const { title } of entries(await readAs('feed', bad))) {
    assert.ok(title.isWellFormed());
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    assert.doesNotMatch(title, /[\u0000-\u001f\u202a-\u202e\u2066-\u2069]/);
  }
  const utf16 = Buffer.from(`\ufeff${FEED}`, 'utf16le').subarray(0, -1);
  assert.notEqual((await readAs('feed', utf16)).kind, 'unchanged');
});

test('names of prototypes as elements and as keys touch nothing, and the entries are kept', async () => {
  const evil =
    '<__proto__><polluted>1</polluted></__proto__><constructor><prototype>x</prototype></constructor>';
  assert.deepEqual(
    titlesOf(
      await readAs(
        'feed',
        rss(`${evil}<item>${evil}<title>Новость</title><link>https://a.example/1</link></item>`),
      ),
    ),
    ['Новость'],
  );
  const json = `{"version":"https://jsonfeed.org/version/1.1","title":"x","__proto__":{"polluted":1},"items":[
    {"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"id":"1","url":"https://a.example/1","title":"Новость","content_text":"x"}]}`;
  assert.deepEqual(titlesOf(await readAs('feed', json, 'application/feed+json')), ['Новость']);
  const text = 'Стороны обсудили торговлю и договорились о встрече в Алматы. '.repeat(6);
  const page = await readPage(`<html><head><script type="application/ld+json">
    {"@type":"NewsArticle","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"headline":"Встреча","articleBody":"${text}"}
    </script></head><body><h1>Встреча</h1><article><p>${text}</p></article></body></html>`);
  assert.ok(page.kind === 'page' && page.page.text.includes('договорились'));
});

test('a title of a megabyte is cut, and one of mark-up alone is empty', async () => {
  const [long, bare] = entries(
    await readAs(
      'feed',
      rss(
        item('слово '.repeat(100_000), 1) +
          item('&lt;b&gt;&lt;/b&gt;<![CDATA[<i></i>]]>', 2).replace(
            '</title>',
            '</title><description>Есть текст</description>',
          ),
      ),
    ),
  );
  assert.ok(long !== undefined && long.title.length <= 300 && long.title.startsWith('слово слово'));
  assert.ok(bare === undefined || bare.title === '', bare?.title);
});

test('links that are no addresses of pages are dropped', async () => {
  const links = [
    ...[
      'javascript:alert(1)',
      'data:text/html,x',
      'tg://resolve?domain=x',
      'file:///etc/passwd',
      'ftp://a.example/',
    ],
    ...[
      'https://user:pass@a.example/',
      'http://localhost/',
      'http://a.example:8080/',
      `https://a.example/${'a'.repeat(10_000)}`,
    ],
    ...['vbscript:x', 'http://[', 'mailto:a@a.example', 'blob:https://a.example/1', 'java\nscript:alert(1)'],
  ];
  const items = links.map((url) => `<item><title>t</title><link>${url}</link></item>`).join('');
  assert.deepEqual(
    entries(await readAs('feed', rss(items + item('Новость')))).map(({ title }) => title),
    ['Новость'],
  );
});

test('dates that are none are not guessed', async () => {
  const dates = [
    'Thu, 01 Jan 1970 00:00:00 GMT',
    '2099-01-01T00:00:00Z',
    '31.02.2026 10:00',
    '2026-11-06 24:61',
    'вчера утром',
  ];
  const items = dates
    .map((date, n) => item('x', n).replace('</item>', `<pubDate>${date}</pubDate></item>`))
    .join('');
  const read = entries(await readAs('feed', rss(items)));
  assert.equal(read.length, dates.length);
  const horizon = Date.now() + 86_400_000;
  for (const { publishedAt, url } of read)
    assert.ok(
      publishedAt === null || (publishedAt.getFullYear() > 2024 && publishedAt.getTime() < horizon),
      `${url} ${publishedAt}`,
    );
});
