import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPage } from '../../src/sources/page.ts';
import { compareSample, sampleContext, samplePages } from '../support/samplePages.ts';

const LEAST_PAGES = 40;
const LEAST_BYTES = 20_000;
const LEAST_FURNITURE = 4;
const pages = samplePages();

test('the sample pages are as many, as large and as full of furniture as was meant', () => {
  assert.ok(pages.length >= LEAST_PAGES, `${pages.length} pages`);
  for (const { name, html, furniture, refused } of pages) {
    assert.ok(furniture.length >= LEAST_FURNITURE, name);
    if (refused === null) assert.ok(Buffer.byteLength(html) >= LEAST_BYTES, name);
  }
});

for (const page of pages) {
  const { name, title, author, published, refused, unread } = page;
  if (refused !== null) {
    test(`${name} is refused as ${refused}`, () => {
      const reading = readPage(page.html, sampleContext(page));
      assert.equal(reading.kind === 'failed' ? reading.code : reading.text, refused);
    });
    continue;
  }
  test(`${name}: every line of the article, none of the furniture, and what the page says of itself`, () => {
    const expected = { title, author, published: published === null ? null : Date.parse(published) };
    const found = compareSample(page);
    const gaps = Object.fromEntries(unread.map((what) => [what, found[what]]));
    assert.deepEqual(found, { code: null, ...expected, ...gaps, missing: [], noise: [] });
    for (const what of unread) assert.notEqual(found[what], expected[what], `${what} is read: close the gap`);
  });
}
