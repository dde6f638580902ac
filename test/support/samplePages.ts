import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ItemContext } from '../../src/sources/items.ts';
import { readPage } from '../../src/sources/page.ts';
import { itemContext } from './itemContext.ts';

/** A page of test/fixtures/pages, with what a reader said of it before any program read it. */
export interface SamplePage {
  readonly name: string;
  readonly html: string;
  /** Why it holds no article; null when it does. */
  readonly refused: string | null;
  readonly title: string;
  /** Paragraphs, headings and rows of the article, one each. */
  readonly lines: readonly string[];
  readonly author: string | null;
  /** ISO 8601, as the page states it. */
  readonly published: string | null;
  readonly canonicalUrl: string;
  /** The kinds of blocks beside the article. */
  readonly furniture: readonly string[];
  /** Phrases of them. */
  readonly noise: readonly string[];
  /** What is known not to be read of this page: a gap that the test leaves open, and the bench counts. */
  readonly unread: readonly ('title' | 'author' | 'published')[];
}

/** All sample pages that are described, by name. */
export function samplePages(): SamplePage[] {
  const folder = new URL('../fixtures/pages/', import.meta.url).pathname;
  return globSync(`${folder}*.json`)
    .sort()
    .map((path) => {
      const [title = '', ...lines] = readFileSync(path.replace(/json$/, 'txt'), 'utf8').trimEnd().split('\n');
      return {
        name: basename(path, '.json'),
        html: readFileSync(path.replace(/json$/, 'html'), 'utf8'),
        title,
        lines,
        ...{ refused: null, author: null, published: null, furniture: [], noise: [], unread: [] },
        ...(JSON.parse(readFileSync(path, 'utf8')) as Pick<SamplePage, 'canonicalUrl'>),
      };
    });
}

/** How a page is read: as a source in Almaty gives it. */
export function sampleContext({ canonicalUrl }: SamplePage): ItemContext {
  return itemContext(canonicalUrl, '2026-11-22T00:00:00Z');
}

/** What was found of a page beside what was to be found; `missing` and `noise` are empty when all is well. */
export function compareSample(page: SamplePage) {
  const reading = readPage(page.html, sampleContext(page));
  if (reading.kind === 'failed') {
    return { code: reading.code, title: '', author: null, published: null, missing: page.lines, noise: [] };
  }
  const read = new Set(reading.text.split('\n'));
  return {
    code: null,
    title: reading.title,
    author: reading.author,
    published: reading.publishedAt?.getTime() ?? null,
    missing: page.lines.filter((line) => !read.has(line)),
    noise: page.noise.filter((phrase) => reading.text.includes(phrase)),
  };
}
