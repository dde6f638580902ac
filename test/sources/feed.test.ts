import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type EntriesDocument, readFeed } from '../../src/sources/feed.ts';
import type { ItemContext } from '../../src/sources/items.ts';
import { itemContext } from '../support/itemContext.ts';
import { BROKEN, item, LINKS, REFUSED, rss, TITLES } from './feedCases.ts';

const context = itemContext('https://dala.example/rss/kk.xml', '2025-11-10T00:00:00Z');
const AT = new Date('2025-11-06T16:30:00Z');
const fixture = (name: string) => readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url), 'utf8');

function feed(text: string, more: Partial<ItemContext> = {}): EntriesDocument {
  const reading = readFeed(text, { ...context, ...more });
  if (reading.kind === 'failed') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading;
}
const titles = (text: string) => feed(text).entries.map(({ title }) => title);
function refusal(text: string): string {
  const reading = readFeed(text, context);
  return reading.kind === 'failed' ? reading.code : reading.kind;
}

test('WordPress: the full text is taken, captions and its tail are not', () => {
  const { entries, title, declaredLanguage } = feed(fixture('wordpress.xml'));
  assert.equal(title, 'Steppe Herald');
  assert.equal(declaredLanguage, 'en-us');
  assert.deepEqual(entries[0], {
    guid: 'https://steppe-herald.example/?p=90812',
    url: 'https://steppe-herald.example/2025/11/astana-plant-locomotives/?utm_source=rss&utm_medium=feed',
    title: 'Astana plant to build 300 locomotives – what changes for the railway',
    text: 'The national railway company signed for 300 freight locomotives & their service.\nAssembly stays in Astana,\nwhere the plant has worked since 2009.\n300 machines\n15 years of service',
    publishedAt: AT,
  });
  assert.equal(entries[1]?.text, 'Short.');
});

test('an agency: blanks before the prolog, entities, bare ampersands, relative links, Kazakh dates', () => {
  const { entries } = feed(`\ufeff${fixture('agency.xml')}`, { language: 'kk' });
  assert.deepEqual(entries, [
    {
      guid: 'https://dala.example/kk/news/1001',
      url: 'https://dala.example/kk/news/1001?a=1&b=2',
      title: 'Тоқаев «C5+1» саммитіне қатысты — Вашингтон келісімдері',
      text: 'Мемлекет басшысы саммитке қатысты.\nКездесуде бес ел өкілдері болды.',
      publishedAt: AT,
    },
    {
      guid: 'https://dala.example/kk/news/1002',
      url: 'https://dala.example/kk/news/1002',
      title: 'AT&T пен Қазтелеком келісімге қол қойды',
      text: 'Келісім бес жылға жасалды.',
      publishedAt: new Date('2025-11-06T15:00:00Z'),
    },
  ]);
});

test('Atom: XHTML content, a relative alternate link, ids that are addresses', () => {
  const { entries } = feed(fixture('atom.xml'), { language: 'en' });
  assert.deepEqual(entries, [
    {
      guid: 'tag:embassy.example,2025:visa',
      url: 'https://embassy.example/news/2025/visa',
      title: 'Visa interviews resume & fees stay',
      text: 'Interviews resume on Monday at both posts of the mission.\nThe fees stay as they are.',
      publishedAt: AT,
    },
    {
      guid: 'https://embassy.example/news/2025/only-id',
      url: 'https://embassy.example/news/2025/only-id',
      title: 'Only an id',
      text: 'Plain words, a < b.',
      publishedAt: new Date('2025-11-04T19:00:00Z'),
    },
  ]);
});

test('RDF: dates and titles of Dublin Core', () => {
  const { entries } = feed(fixture('rdf.xml'));
  assert.deepEqual(
    entries.map(({ url, title, text, publishedAt }) => [url, title, text, publishedAt]),
    [
      ['https://old.example/1', 'Делегация прибыла в Астану', 'Делегация прибыла.', AT],
      ['https://old.example/2', 'Второе сообщение', 'Текст второго.', null],
    ],
  );
});

test('JSON Feed: text, addresses and an item that says nothing', () => {
  const { entries } = feed(fixture('feed.json'));
  assert.deepEqual(
    entries.map(({ url, title, text, publishedAt }) => [url, title, text, publishedAt]),
    [
      ['https://kursor.example/1', 'Рынок «зелёных» облигаций', 'Первый абзац.\nВторой абзац.', AT],
      ['https://kursor.example/2', '', 'Без заголовка, но с текстом.', null],
      [null, '', '', null],
    ],
  );
});

for (const { name, raw, title } of TITLES) {
  test(`a title with ${name}`, () => {
    const [entry] = feed(
      rss(`<item><title>${raw}</title><link>https://dala.example/1</link></item>`),
    ).entries;
    assert.equal(entry?.title, title);
  });
}

test('a title of a megabyte is cut to 300 characters', () => {
  const [entry] = feed(
    rss(`<item><title>${'слово '.repeat(170_000)}</title><link>https://dala.example/1</link></item>`),
  ).entries;
  assert.ok(entry && entry.title.length <= 300 && entry.title.startsWith('слово слово'));
});

for (const { name, inside, url } of LINKS) {
  test(`the address of an entry with ${name}`, () => {
    assert.equal(feed(rss(`<item><title>x</title>${inside}</item>`)).entries[0]?.url, url);
  });
}

for (const { name, text, titles: expected, repaired } of BROKEN) {
  test(`a feed ${name} keeps its whole items`, () => {
    assert.deepEqual(titles(text), expected);
    assert.equal(feed(text).repaired, repaired);
  });
}

test('a mismatched tag in one item costs that item at most', () => {
  const found = titles(rss(`${item(1)}<item><title>Плохая<b></title><x><y></x></y></item>${item(3)}`));
  assert.ok(found.includes('Новость 1') && found.includes('Новость 3'), String(found));
});

for (const { name, text, code } of REFUSED) {
  test(`${name} is no feed: ${code}`, () => assert.equal(refusal(text), code));
}

test('a feed without items is a success', () => {
  assert.deepEqual(feed(rss('')).entries, []);
  assert.deepEqual(feed('<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>').entries, []);
});

test('an entry that stands twice is one, and a guid that all entries share is none', () => {
  assert.equal(feed(rss(item(1) + item(1) + item(2))).entries.length, 2);
  const shared = (n: number) =>
    `<item><title>Новость ${n}</title><link>https://dala.example/${n}</link><guid isPermaLink="false">0</guid></item>`;
  assert.deepEqual(
    feed(rss(shared(1) + shared(2) + shared(3))).entries.map(({ guid }) => guid),
    ['0', 'https://dala.example/2', 'https://dala.example/3'],
  );
});

test('entities that a document defines are not expanded, and nothing is loaded', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ха"><!ENTITY b "${'&a;'.repeat(50)}"><!ENTITY c "${'&b;'.repeat(50)}"><!ENTITY d "${'&c;'.repeat(50)}"><!ENTITY x SYSTEM "file:///etc/passwd">]>`;
  const [entry] = feed(
    `${laughs}<rss><channel><item><title>Смех &d;</title><description>&x;</description><link>https://dala.example/1</link></item></channel></rss>`,
  ).entries;
  assert.ok(entry && entry.title.length < 20 && !entry.text.includes('root:'), JSON.stringify(entry));
});

test('of ten thousand entries the newest five hundred are read, in their order', () => {
  const start = Date.parse('2025-10-01T00:00:00Z');
  const many = Array.from({ length: 10_000 }, (_, n) =>
    item(
      n,
      `<pubDate>${new Date(start + n * 60_000).toUTCString()}</pubDate><description>${'Текст новости. '.repeat(20)}</description>`,
    ),
  );
  const before = performance.now();
  const { entries } = feed(rss(many.join('')));
  assert.equal(entries.length, 500);
  assert.equal(entries[0]?.title, 'Новость 9500');
  assert.ok(performance.now() - before < 4000);
});

for (const [name, text] of [
  ['fifty thousand nested tags', `<rss><channel>${item(1)}${'<a>'.repeat(50_000)}`],
  ['twenty thousand open CDATA', `<rss><channel>${item(1)}<item><title>${'<![CDATA['.repeat(20_000)}`],
  [
    'a million character references',
    rss(`${item(1)}<item><title>${'&#65;'.repeat(1_000_000)}</title></item>`),
  ],
  ['a million opening brackets', `<rss><channel>${item(1)}${'<'.repeat(1_000_000)}`],
  [
    'an unfinished doctype',
    `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(50_000)}<rss><channel>${item(1)}</channel></rss>`,
  ],
  ['half a million comments', `<rss><channel>${item(1)}${'<!-- x -->'.repeat(500_000)}`],
] as const) {
  test(`${name} end in time`, () => {
    const before = performance.now();
    readFeed(text, context);
    const milliseconds = performance.now() - before;
    assert.ok(milliseconds < 3000, `${milliseconds} ms`);
  });
}

test('no mutation of a feed throws, and what is read is a feed or a failure', () => {
  const files = ['wordpress.xml', 'agency.xml', 'atom.xml', 'rdf.xml', 'feed.json'].map(fixture);
  let feeds = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat(80),
      fc.constantFrom('', '<', '>', '&', ']]>', '<![CDATA[', '\0', '"', '</item>', '<item>', '<!--'),
      (text, at, length, put) => {
        const from = at % text.length;
        const reading = readFeed(text.slice(0, from) + put + text.slice(from + length), context);
        assert.match(reading.kind, /^(?:feed|failed)$/);
        if (reading.kind === 'feed') feeds++;
      },
    ),
    { numRuns: 300, verbose: 1 },
  );
  assert.ok(feeds > 100, `${feeds} of 300 could still be read`);
});
