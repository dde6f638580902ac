import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntriesDocument } from '../../src/sources/feed.ts';
import { readList, readTelegram } from '../../src/sources/list.ts';
import { readSitemap } from '../../src/sources/sitemap.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://akorda.example/ru/events', '2025-11-07T00:00:00Z');
function entries(reading: ReturnType<typeof readList>): EntriesDocument {
  if (reading.kind === 'failed') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading;
}
const codeOf = (reading: ReturnType<typeof readList>) =>
  reading.kind === 'failed' ? reading.code : reading.kind;

const selectors = { item: '.card', link: 'h3 a', title: 'h3 a', date: 'h5' };
const card = (n: number, date: string) =>
  `<div class="card"><h5>${date}</h5><h3><a href="/ru/news-${n}">Встреча &laquo;${n}&raquo;</a></h3></div>`;

test('a list is read by its selectors', () => {
  const html = `<html><head><title>События</title></head><body>${card(1, '6 ноября 2025 года, 21:30')}${card(2, '5 ноября 2025 года')}<div class="card">реклама</div></body></html>`;
  assert.deepEqual(entries(readList(html, selectors, context)).entries, [
    {
      guid: 'https://akorda.example/ru/news-1',
      url: 'https://akorda.example/ru/news-1',
      title: 'Встреча «1»',
      text: '',
      publishedAt: new Date('2025-11-06T16:30:00Z'),
    },
    {
      guid: 'https://akorda.example/ru/news-2',
      url: 'https://akorda.example/ru/news-2',
      title: 'Встреча «2»',
      text: '',
      publishedAt: new Date('2025-11-05T07:00:00Z'),
    },
  ]);
});

test('an item may be its own link', () => {
  const html = '<html><body><a class="card" href="/a"><b>Заголовок новости</b></a></body></html>';
  assert.equal(
    entries(readList(html, { item: '.card', link: 'a', title: 'b' }, context)).entries[0]?.url,
    'https://akorda.example/a',
  );
});

test('a list without items, selectors or sense is a failure, never no news', () => {
  const html = '<html><body><p>Ничего</p></body></html>';
  assert.equal(codeOf(readList(html, selectors, context)), 'selectors_empty');
  assert.equal(codeOf(readList(html, null, context)), 'selectors_empty');
  assert.equal(codeOf(readList(html, { ...selectors, item: '>>>[' }, context)), 'selectors_empty');
  assert.equal(codeOf(readList('<title>Just a moment...</title><p>x</p>', selectors, context)), 'challenge');
});

const post = (n: number, text: string) =>
  `<div class="tgme_widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap" data-post="aqorda_resmi/${n}"><div class="tgme_widget_message_text js-message_text" dir="auto">${text}</div><a class="tgme_widget_message_date" href="https://t.me/aqorda_resmi/${n}"><time datetime="2025-11-06T16:30:00+00:00">21:30</time></a></div></div>`;

test('the newest twenty posts of a channel are read, their first paragraph as headline', () => {
  const html = `<html><body>${Array.from({ length: 25 }, (_, n) => post(n, `<b>Хабар ${n} &lt;маңызды&gt;</b><br><br>Мемлекет басшысы <i>келісімге</i> қол қойды.`)).join('')}</body></html>`;
  const { entries: posts } = entries(readTelegram(html, context));
  assert.equal(posts.length, 20);
  assert.deepEqual(posts[19], {
    guid: 'aqorda_resmi/24',
    url: 'https://t.me/aqorda_resmi/24',
    title: 'Хабар 24 <маңызды>',
    text: 'Мемлекет басшысы келісімге қол қойды.',
    publishedAt: new Date('2025-11-06T16:30:00Z'),
  });
});

test('a post of one paragraph is headline and text; a channel without preview is a failure', () => {
  const [only] = entries(
    readTelegram(`<html><body>${post(1, 'Бір ғана сөйлем.')}</body></html>`, context),
  ).entries;
  assert.deepEqual([only?.title, only?.text], ['Бір ғана сөйлем.', 'Бір ғана сөйлем.']);
  assert.equal(
    codeOf(readTelegram('<html><body><div class="tgme_page">x</div></body></html>', context)),
    'selectors_empty',
  );
});

const url = (n: number, rest: string) =>
  `<url><loc>https://zakon.example/${n}?a=1&amp;b=2</loc>${rest}</url>`;

test('of a sitemap the addresses of the last three days are read', () => {
  const text = `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${[
    url(1, '<lastmod>2025-11-06T21:30:00+05:00</lastmod>'),
    url(
      2,
      '<news:news><news:publication_date>2025-11-06T21:30:00+05:00</news:publication_date><news:title>Қазақстан &amp; АҚШ</news:title></news:news>',
    ),
    url(3, '<lastmod>2025-10-01</lastmod>'),
    url(4, ''),
  ].join('')}</urlset>`;
  const read = entries(readSitemap(text, context));
  assert.deepEqual(
    read.entries.map(({ url: address, title, publishedAt }) => [address, title, publishedAt]),
    [
      ['https://zakon.example/1?a=1&b=2', '', new Date('2025-11-06T16:30:00Z')],
      ['https://zakon.example/2?a=1&b=2', 'Қазақстан & АҚШ', new Date('2025-11-06T16:30:00Z')],
    ],
  );
});

test('of an index the three newest children are to be read, without dates the last ones', () => {
  const child = (n: number, lastmod: string) =>
    `<sitemap><loc>https://zakon.example/${n}.xml</loc>${lastmod}</sitemap>`;
  const index = (children: string) =>
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${children}</sitemapindex>`;
  const dated = index([5, 3, 4, 1, 2].map((n) => child(n, `<lastmod>2025-11-0${n}</lastmod>`)).join(''));
  const numbers = (text: string) =>
    entries(readSitemap(text, context)).children.map((address) => Number(/(\d+)\.xml/.exec(address)?.[1]));
  assert.deepEqual(numbers(dated), [5, 4, 3]);
  assert.deepEqual(numbers(index([1, 2, 3, 4].map((n) => child(n, '')).join(''))), [4, 3, 2]);
});

test('what is no sitemap is refused', () => {
  assert.equal(codeOf(readSitemap('<rss><channel/></rss>', context)), 'not_feed');
  assert.equal(codeOf(readSitemap('<urlset><url>', context)), 'sitemap');
  assert.equal(codeOf(readSitemap('words', context)), 'not_feed');
});

test('a sitemap that ends in the middle of an address keeps those before it', () => {
  const at = '<lastmod>2025-11-06T21:30:00+05:00</lastmod>';
  const read = entries(
    readSitemap(
      `<?xml version="1.0"?><urlset>${url(1, at)}${url(2, at)}<url><loc>https://zak</loc><lastmo`,
      context,
    ),
  );
  assert.deepEqual([read.entries.length, read.repaired], [2, true]);
  assert.equal(codeOf(readSitemap('<urlset><url><loc', context)), 'parse');
});

test('of a sitemap with more addresses the newest five hundred are read', () => {
  const start = Date.parse('2025-11-05T00:00:00Z');
  const many = Array.from({ length: 2000 }, (_, n) =>
    url(n, `<lastmod>${new Date(start + n * 60_000).toISOString()}</lastmod>`),
  );
  const { entries: read } = entries(readSitemap(`<urlset>${many.join('')}</urlset>`, context));
  assert.deepEqual([read.length, read[0]?.url], [500, 'https://zakon.example/1500?a=1&b=2']);
});

test('images and other languages of an address are not its own', () => {
  const [only] = entries(
    readSitemap(
      '<urlset xmlns:image="i" xmlns:xhtml="x"><url><loc>/news/1</loc><image:image><image:loc>https://zakon.example/1.jpg</image:loc><image:title>Фото</image:title></image:image><xhtml:link rel="alternate" href="https://zakon.example/kk/1"/><lastmod>06.11.2025 21:30</lastmod></url></urlset>',
      context,
    ),
  ).entries;
  assert.deepEqual(
    [only?.url, only?.title, only?.publishedAt?.toISOString()],
    ['https://akorda.example/news/1', '', '2025-11-06T16:30:00.000Z'],
  );
});

const channel = { ...context, url: 'https://t.me/s/aqorda_resmi?before=90' };
const posts = (from: number, date: string) =>
  Array.from({ length: 20 }, (_, n) =>
    post(from + n, 'Хабар.').replace('2025-11-06T16:30:00+00:00', date),
  ).join('');
test('the page before is named while every post of this one is of the last day', () => {
  const fresh = entries(
    readTelegram(`<html><body>${posts(41, '2025-11-06T16:30:00+00:00')}</body></html>`, channel),
  );
  assert.deepEqual(fresh.children, ['https://t.me/s/aqorda_resmi?before=41']);
  const old = entries(
    readTelegram(`<html><body>${posts(41, '2025-11-05T16:30:00+00:00')}</body></html>`, channel),
  );
  assert.deepEqual(old.children, []);
  const first = entries(readTelegram(`<html><body>${post(1, 'Хабар.')}</body></html>`, channel));
  assert.deepEqual(first.children, []);
});
