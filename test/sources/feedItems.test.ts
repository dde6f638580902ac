import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeed } from '../../src/sources/feed.ts';
import type { Item, ItemContext } from '../../src/sources/items.ts';

const context: ItemContext = {
  url: 'https://dala.example/rss/kk.xml',
  timeZone: 'Asia/Almaty',
  language: 'ru',
  now: new Date('2025-11-10T00:00:00Z'),
  fetchAllow: new Set(),
};
const NAMESPACES =
  'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:atom="http://www.w3.org/2005/Atom"';

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
