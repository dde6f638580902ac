import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeed } from '../../src/sources/feed.ts';
import type { Item } from '../../src/sources/items.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://dala.example/rss/kk.xml', '2025-11-10T00:00:00Z');
const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:yandex="http://news.yandex.ru" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"';

/** The only item of an RSS feed. */
function itemOf(inside: string): Item {
  const reading = readFeed(
    `<rss version="2.0" ${NAMESPACES}><channel><item>${inside}</item></channel></rss>`,
    context,
  );
  if (reading.kind === 'failed') assert.fail(`${reading.code}: ${reading.detail}`);
  assert.equal(reading.entries.length, 1);
  return reading.entries[0] as Item;
}

const DATES: [string, string | null][] = [
  [
    '<pubDate>Thu, 06 Nov 2025 21:30:00 +0500</pubDate><dc:date>2025-11-01</dc:date>',
    '2025-11-06T16:30:00.000Z',
  ],
  ['<dc:date>2025-11-06T21:30+05:00</dc:date>', '2025-11-06T16:30:00.000Z'],
  ['<dcterms:issued>2025-11-06T21:30+05:00</dcterms:issued>', '2025-11-06T16:30:00.000Z'],
  ['<dcterms:modified>2025-11-06T21:30+05:00</dcterms:modified>', '2025-11-06T16:30:00.000Z'],
  ['<atom:updated>2025-11-06T16:30:00Z</atom:updated>', '2025-11-06T16:30:00.000Z'],
  ['<pubDate>скоро</pubDate><dc:date>2025-11-06T21:30+05:00</dc:date>', '2025-11-06T16:30:00.000Z'],
  ['<pubDate/><dc:date>06.11.2025 21:30</dc:date>', '2025-11-06T16:30:00.000Z'],
  ['<pubDate>скоро</pubDate>', null],
];
for (const [inside, at] of DATES) {
  test(`the date of ${inside} is ${at ?? 'unknown'}`, () => {
    assert.equal(itemOf(`<title>x</title>${inside}`).publishedAt?.toISOString() ?? null, at);
  });
}

const TEXTS: [string, string, string][] = [
  [
    'the longest of description and content',
    '<description>Коротко.</description><content:encoded><![CDATA[<p>Первый абзац.</p><p>Второй.</p>]]></content:encoded>',
    'Первый абзац.\nВторой.',
  ],
  [
    "Yandex's full text",
    '<description>Коротко.</description><yandex:full-text>Вся статья целиком, со второго слова до последнего.</yandex:full-text>',
    'Вся статья целиком, со второго слова до последнего.',
  ],
  [
    "Yandex's full text in CDATA",
    '<yandex:full-text><![CDATA[<p>Первый абзац.</p><p>Второй.</p>]]></yandex:full-text>',
    'Первый абзац.\nВторой.',
  ],
  [
    'a body in XHTML',
    '<description>Коротко.</description><xhtml:body><p>Первый <b>абзац</b>.</p><p>Второй.</p></xhtml:body>',
    'Первый абзац.\nВторой.',
  ],
  [
    'markup that was escaped twice',
    '<description>&amp;lt;p&amp;gt;Первый абзац.&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;Второй &amp;amp;amp; третий.&amp;lt;/p&amp;gt;</description>',
    'Первый абзац.\nВторой & третий.',
  ],
  ['words in angle brackets', '<description>если x &amp;lt;y&amp;gt; z</description>', 'если x <y> z'],
  [
    'plain paragraphs',
    '<description>Первый абзац,\nстрока.\n \nВторой &amp;amp; третий.</description>',
    'Первый абзац, строка.\nВторой & третий.',
  ],
  ["Dublin Core's description", '<dc:description>Описание.</dc:description>', 'Описание.'],
  [
    'WordPress without its tail',
    '<description>&lt;p&gt;Новость.&lt;/p&gt;&lt;p&gt;The post &lt;a href="/"&gt;Новость&lt;/a&gt; appeared first on &lt;a href="/"&gt;Сайт&lt;/a&gt;.&lt;/p&gt;</description>',
    'Новость.',
  ],
];
for (const [name, inside, text] of TEXTS) {
  test(`the text of an item is ${name}`, () => assert.equal(itemOf(inside).text, text));
}

test('a text of megabytes is cut, and its neighbours are read', () => {
  const { text } = itemOf(`<description>${'&lt;b&gt;слово&lt;/b&gt; '.repeat(100_000)}</description>`);
  assert.ok(text.startsWith('слово слово') && text.length < 300_000, `${text.length}`);
});

const GUIDS: [string, string | null, string | null][] = [
  ['<guid isPermaLink="true">/kk/7</guid>', 'https://dala.example/kk/7', '/kk/7'],
  ['<guid isPermaLink="false">kk-7</guid><link>7</link>', 'https://dala.example/rss/7', 'kk-7'],
  ['<guid>kk-7</guid>', null, 'kk-7'],
  ['<link>/kk/7</link>', 'https://dala.example/kk/7', 'https://dala.example/kk/7'],
  ['<link>/7?a=1&amp;amp;b=2</link>', 'https://dala.example/7?a=1&b=2', 'https://dala.example/7?a=1&b=2'],
  ['<link>www.dala.example/7</link>', 'http://www.dala.example/7', 'http://www.dala.example/7'],
  ['<link>&lt;a href="https://dala.example/7"&gt;7&lt;/a&gt;</link>', null, null],
  ['<link>//dala.example/7</link>', 'https://dala.example/7', 'https://dala.example/7'],
  ['<link>https://dala.example/\n7</link>', 'https://dala.example/7', 'https://dala.example/7'],
  [
    '<atom:link rel="alternate" type="application/json" href="/7.json"/><atom:link rel="alternate" type="text/html" href="/7"/>',
    'https://dala.example/7',
    'https://dala.example/7',
  ],
  ['<atom:link rel="alternate" href="/kk/7"/>', 'https://dala.example/kk/7', 'https://dala.example/kk/7'],
];
for (const [inside, url, guid] of GUIDS) {
  test(`${inside} leads to ${url ?? 'nowhere'}`, () => {
    const item = itemOf(`<title>x</title>${inside}`);
    assert.deepEqual([item.url, item.guid], [url, guid]);
  });
}

const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"';
const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const DOCUMENTS: [string, string, (string | null)[]][] = [
  [
    'RDF whose only address is rdf:about, and whose date is RSS',
    `<rdf:RDF ${RDF}><channel/><item rdf:about="https://dala.example/kk/7"><title>Хабар</title><pubDate>06.11.2025 21:30</pubDate></item></rdf:RDF>`,
    ['Хабар', 'https://dala.example/kk/7', '', '2025-11-06T16:30:00.000Z'],
  ],
  [
    'the base of a channel and of an item',
    '<rss version="2.0"><channel xml:base="https://kz.example/a/"><item xml:base="b/"><title>x</title><link>c</link></item></channel></rss>',
    ['x', 'https://kz.example/a/b/c', '', null],
  ],
  [
    'the bases of an Atom feed',
    `<feed ${ATOM} xml:base="https://kz.example/a/"><entry xml:base="b/"><title>x</title><link href="c"/></entry></feed>`,
    ['x', 'https://kz.example/a/b/c', '', null],
  ],
  [
    'Atom 0.3 with texts in base64',
    `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="base64">${Buffer.from('Жаңалық').toString('base64')}</title><link href="/7"/><issued>2025-11-06T21:30+05:00</issued><content mode="base64" type="text/html">${Buffer.from('<p>Бір.</p><p>Екі.</p>').toString('base64')}</content></entry></feed>`,
    ['Жаңалық', 'https://dala.example/7', 'Бір.\nЕкі.', '2025-11-06T16:30:00.000Z'],
  ],
  [
    'Atom with prefixed XHTML, an enclosure first and a date of change only',
    `<feed ${ATOM} xmlns:h="http://www.w3.org/1999/xhtml"><entry><title type="xhtml"><h:div>Жаңа <h:b>хабар</h:b></h:div></title><link rel="enclosure" href="/7.mp3"/><link rel="self" href="/7.atom"/><link rel="alternate" href="/7"/><updated>2025-11-06T16:30:00Z</updated><content type="xhtml"><h:div><h:p>Бір.</h:p><h:p>Екі.</h:p></h:div></content></entry></feed>`,
    ['Жаңа хабар', 'https://dala.example/7', 'Бір.\nЕкі.', '2025-11-06T16:30:00.000Z'],
  ],
  [
    'JSON Feed with a number for an id',
    '{"version":"https://jsonfeed.org/version/1","title":"x","items":[{"id":7,"url":"https://dala.example/7","title":"Хабар","content_html":"<p>Бір.</p><p>Екі.</p>","date_published":"2025-11-06T21:30:00+05:00"}]}',
    ['Хабар', 'https://dala.example/7', 'Бір.\nЕкі.', '2025-11-06T16:30:00.000Z'],
  ],
  [
    'an Atom link around its address, behind an enclosure',
    `<feed ${ATOM}><entry><title>x</title><link rel="enclosure">https://dala.example/7.mp3</link><link rel="alternate">https://dala.example/7</link></entry></feed>`,
    ['x', 'https://dala.example/7', '', null],
  ],
  [
    'quotes left at the numbers of windows-1252',
    '<rss version="2.0"><channel><item><title>\x93Don\x92t\x94 &#150; &#x85;</title></item></channel></rss>',
    ['“Don’t” – …', null, '', null],
  ],
  [
    'an older channel definition',
    '<CHANNEL HREF="https://dala.example/"><ITEM HREF="https://dala.example/7"><TITLE>Хабар</TITLE></ITEM></CHANNEL>',
    ['Хабар', 'https://dala.example/7', '', null],
  ],
];
for (const [name, text, expected] of DOCUMENTS) {
  test(`${name}: read`, () => {
    const reading = readFeed(text, context);
    if (reading.kind === 'failed') assert.fail(`${reading.code}: ${reading.detail}`);
    const [entry] = reading.entries;
    assert.deepEqual(
      [entry?.title, entry?.url, entry?.text, entry?.publishedAt?.toISOString() ?? null],
      expected,
    );
  });
}

test('what stands behind the first guid of several alike is no entry of its own', () => {
  const twice = (title: string) =>
    `<item><title>${title}</title><link>https://dala.example/7</link><guid isPermaLink="false">7</guid></item>`;
  const reading = readFeed(
    `<rss><channel>${twice('Хабар')}${twice('Хабар (жаңартылды)')}</channel></rss>`,
    context,
  );
  assert.deepEqual(reading.kind === 'feed' && reading.entries.map(({ title }) => title), ['Хабар']);
});
