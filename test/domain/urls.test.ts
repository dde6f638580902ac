import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { urlKey } from '../../src/domain/urls.ts';

const SAME = [
  'https://www.example.kz/news/42?b=2&a=1',
  'http://example.kz/news/42?a=1&b=2',
  'https://m.example.kz/news/42/?a=1&b=2',
  'https://example.kz/news/42?a=1&b=2#comments',
  'https://example.kz/news/42/amp/?a=1&b=2',
  'https://example.kz/news/42/index.html?a=1&b=2',
  'https://EXAMPLE.kz:443/news/42?a=1&b=2&utm_source=tg&utm_medium=x&fbclid=1&gclid=2&yclid=3&ysclid=4',
  'https://example.kz/news/42?UTM_Source=tg&a=1&utm_MEDIUM=x&b=2&FBCLID=1',
  'https://example.kz/news/42?utm_source&b=2&a=1',
  'https://example.kz./news//42/?a=1&b=2',
  ' https://example.kz/news/7/../42?a=1&b=2\n',
  'https://example.kz/news/42?a=1&b=2&_openstat=1&openstat=2&erid=3&from=main&rss=1&mc_cid=1&mc_eid=2&_ga=3&igshid=4',
];
for (const url of SAME) {
  test(`${url} is news 42 of example.kz`, () => assert.equal(urlKey(url), 'example.kz/news/42?a=1&b=2'));
}

const PAIRS: [string, string][] = [
  ['https://t.me/s/aqorda_resmi/15', 'https://t.me/aqorda_resmi/15'],
  ['https://қазақ.kz/жаңалық', `https://xn--80aa2cja7s.kz/${encodeURIComponent('жаңалық')}`],
  ['https://example.kz/%d0%b0', 'https://example.kz/%D0%B0'],
  ['https://example.kz', 'http://www.example.kz/'],
];
for (const [a, b] of PAIRS) {
  test(`${a} and ${b} are one address`, () => {
    const other = b.includes('xn--') ? b.replace(/xn--[^.]+\.kz/, new URL(a).hostname) : b;
    assert.equal(urlKey(a), urlKey(other));
  });
}

const DIFFERENT: [string, string][] = [
  ['https://example.kz/?p=1', 'https://example.kz/?p=2'],
  ['https://example.kz/a', 'https://kaz.example.kz/a'],
  ['http://127.0.0.1:8001/a', 'http://127.0.0.1:8002/a'],
  ['https://m.kz/a', 'https://kz/a'],
];
for (const [a, b] of DIFFERENT) {
  test(`${a} and ${b} are two addresses`, () => assert.notEqual(urlKey(a), urlKey(b)));
}

test('a key is its own key, and nothing makes it throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.string()),
      (url) => {
        const key = urlKey(url);
        if (URL.canParse(url) && /^https?:/.test(url)) assert.equal(urlKey(`https://${key}`), key);
      },
    ),
    { verbose: 1 },
  );
});
