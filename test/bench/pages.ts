/**
 * How well and how fast articles are found on the sample pages of test/fixtures/pages: `node test/bench/pages.ts`.
 * Each page is read ten times in one process, the first time uncounted. Prints `name: figure unit (limit: figure)`
 * and exits 1 when a figure is beyond its limit.
 */
import { readPage } from '../../src/sources/page.ts';
import { report } from '../support/figures.ts';
import { compareSample, sampleContext, samplePages } from '../support/samplePages.ts';

const ROUNDS = 10;
/** What acceptance allows a page. */
const MOST_P95_MS = 400;

const pages = samplePages();
const articles = pages.filter(({ refused }) => refused === null);
const found = articles.map((page) => ({ page, ...compareSample(page) }));
const sum = (count: (one: (typeof found)[number]) => number) =>
  found.reduce((total, one) => total + count(one), 0);
const none = { most: 0 };

report('pages with an article', articles.length, 'pages');
report('pages to be refused', pages.length - articles.length, 'pages');
const lines = sum(({ page }) => page.lines.length);
report(
  `missing of ${lines} lines`,
  sum(({ missing }) => missing.length),
  'lines',
  none,
);
const noise = sum(({ page }) => page.noise.length);
report(
  `found of ${noise} phrases of furniture`,
  sum(({ noise }) => noise.length),
  'phrases',
  none,
);
const wrong = (isWrong: (one: (typeof found)[number]) => boolean) => found.filter(isWrong).length;
report(
  'wrong titles',
  wrong(({ page, title }) => title !== page.title),
  'pages',
  none,
);
report(
  'wrong authors',
  wrong(({ page, author }) => author !== page.author),
  'pages',
  { most: articles.filter(({ unread }) => unread.includes('author')).length },
);
report(
  'wrong dates',
  wrong(({ page, published }) => published !== (page.published === null ? null : Date.parse(page.published))),
  'pages',
  none,
);

const millis: number[] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const page of pages) {
    const started = performance.now();
    readPage(page.html, sampleContext(page));
    if (round > 0) millis.push(performance.now() - started);
  }
}
millis.sort((a, b) => a - b);
report('a page, mean', millis.reduce((a, b) => a + b, 0) / millis.length, 'ms');
report('a page, p95', millis[Math.floor(millis.length * 0.95)] ?? Number.NaN, 'ms', { most: MOST_P95_MS });
