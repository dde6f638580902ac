import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFeed } from '../../src/sources/feed.ts';
import type { Item, ItemContext } from '../../src/sources/items.ts';
import { itemContext } from '../support/itemContext.ts';

const context = itemContext('https://dala.example/rss/kk.xml', '2025-11-10T00:00:00Z');
function itemsOf(items: string, more: Partial<ItemContext> = {}): readonly Item[] {
  const reading = readFeed(`<rss version="2.0"><channel>${items}</channel></rss>`, { ...context, ...more });
  if (reading.kind === 'failed') assert.fail(`${reading.code}: ${reading.detail}`);
  return reading.entries;
}

test('of fifty thousand entries the newest five hundred are read', () => {
  const start = Date.parse('2025-10-01T00:00:00Z');
  const many = Array.from({ length: 50_000 }, (_, n) => {
    const at = new Date(start + n * 60_000).toISOString();
    return `<item><title>${n}</title><guid>${n}</guid><pubDate>${at}</pubDate></item>`;
  });
  const read = itemsOf(many.join(''));
  assert.deepEqual([read.length, read[0]?.title, read.at(-1)?.title], [500, '49500', '49999']);
});

test('of ten thousand entries without dates the first five hundred are read', () => {
  const many = Array.from({ length: 10_000 }, (_, n) => `<item><title>${n}</title><guid>${n}</guid></item>`);
  const read = itemsOf(many.join(''));
  assert.deepEqual([read.length, read[0]?.title, read.at(-1)?.title], [500, '0', '499']);
});

test('an entry without a date, a link or an id stops no other', () => {
  const read = itemsOf(
    '<item><title>Без ссылки</title></item><item/><item><title>Вторая</title><link>https://dala.example/2</link></item>',
  );
  assert.deepEqual(
    read.map(({ title, url, guid, publishedAt }) => [title, url, guid, publishedAt]),
    [
      ['Без ссылки', null, null, null],
      ['', null, null, null],
      ['Вторая', 'https://dala.example/2', 'https://dala.example/2', null],
    ],
  );
});

const LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'tg://resolve?domain=x',
  'mailto:a@dala.example',
  'file:///etc/passwd',
  'ftp://dala.example/1',
  'https://user:pass@dala.example/1',
  'https://user@dala.example/1',
  'http://localhost/1',
  'http://127.1/1',
  'http://2130706433/1',
  'http://0x7f.1/1',
  'http://[::1]/1',
  'http://[::ffff:127.0.0.1]/1',
  'http://169.254.169.254/latest/meta-data',
  'http://10.0.0.1/1',
  'http://router.local/1',
  'https://dala.example:8443/1',
  '//user:pass@dala.example/1',
  'http://',
  `https://dala.example/${'a'.repeat(10_000)}`,
];
for (const link of LINKS) {
  test(`"${link.slice(0, 50)}" is no address of an entry`, () => {
    const [item] = itemsOf(`<item><title>x</title><link>${link.replaceAll('&', '&amp;')}</link></item>`);
    assert.equal(item?.url, null);
  });
}

test('an entry with a bad address and a good one has the good one', () => {
  const [item] = itemsOf(
    '<item><title>x</title><link>javascript:void(0)</link><guid>https://dala.example/1</guid></item>',
  );
  assert.equal(item?.url, 'https://dala.example/1');
});

const TITLES: [string, string][] = [
  ['США &#xD800; и &#56832; Казахстан', 'США \ufffd и \ufffd Казахстан'],
  ['Пере&#173;говоры', 'Переговоры'],
  ['&#x202E;США&#x202C; и &#x2066;Казахстан&#x2069;', 'США и Казахстан'],
  ['Рост\0 на&#8; 5&#xA0;%', 'Рост на 5 %'],
  ['<![CDATA[<img src=x onerror=alert(1)>Новость]]>', 'Новость'],
  ['&lt;script&gt;alert(1)&lt;/script&gt;', 'alert(1)'],
  ['Строка\n  и   ещё\tодна', 'Строка и ещё одна'],
];
for (const [raw, title] of TITLES) {
  test(`the title ${JSON.stringify(raw)} is plain text`, () => {
    const [item] = itemsOf(`<item><title>${raw}</title></item>`);
    assert.equal(item?.title, title);
    assert.ok(item?.title.isWellFormed());
  });
}

test('several formats of dates in one feed are read each by itself', () => {
  const dates = [
    'Thu, 06 Nov 2025 21:30:00 +0500',
    '06.11.2025 21:30',
    '6 қараша 2025 ж. 21:30',
    '1762446600',
    '31.02.2025',
    '06.11.2025 24:61',
    'Thu, 01 Jan 1970 00:00:00 GMT',
    '2099-01-01T00:00:00Z',
    '',
  ];
  const read = itemsOf(
    dates.map((date, n) => `<item><guid>${n}</guid><pubDate>${date}</pubDate></item>`).join(''),
  );
  const at = '2025-11-06T16:30:00.000Z';
  assert.deepEqual(
    read.map(({ publishedAt }) => publishedAt?.toISOString() ?? null),
    [at, at, at, at, null, null, null, null, null],
  );
});

const ZONES: [string, string, string][] = [
  ['Asia/Almaty', 'Thu, 06 Nov 2025 21:30:00', '2025-11-06T16:30:00.000Z'],
  ['Asia/Baku', '2025-11-06 21:30:00', '2025-11-06T17:30:00.000Z'],
  ['America/New_York', '2025-11-06 21:30:00', '2025-11-07T02:30:00.000Z'],
  ['America/New_York', '2025-07-06 21:30:00', '2025-07-07T01:30:00.000Z'],
  ['America/New_York', 'Thu, 06 Nov 2025 21:30:00 +0500', '2025-11-06T16:30:00.000Z'],
];
for (const [timeZone, date, at] of ZONES) {
  test(`"${date}" of a source in ${timeZone} is ${at}, wherever we run`, () => {
    const [item] = itemsOf(`<item><title>x</title><pubDate>${date}</pubDate></item>`, { timeZone });
    assert.equal(item?.publishedAt?.toISOString(), at);
  });
}

for (const name of ['__proto__', 'constructor', 'prototype', 'x:__proto__']) {
  test(`an element or attribute called ${name} touches no prototype and costs no entry`, () => {
    const read = itemsOf(
      `<item ${name}="y"><${name}><polluted>yes</polluted></${name}><title>Новость</title></item><${name}/>`,
    );
    assert.deepEqual(
      read.map(({ title }) => title),
      ['Новость'],
    );
    assert.equal((Object.prototype as { polluted?: unknown }).polluted, undefined);
  });
}
