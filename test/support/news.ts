import type { NewsDeps, Problem } from '../../src/app/news.ts';
import type { PageReading, Reader, SourceReading } from '../../src/app/ports.ts';
import { loadKnowledge } from '../../src/digests.ts';
import type { Entry } from '../../src/domain/article.ts';
import type { Knowledge, Source } from '../../src/domain/knowledge.ts';
import { compileKnowledge, type Understanding } from '../../src/domain/understand.ts';
import type { Db } from '../../src/store/client.ts';
import { createExtractiveSummarizer } from '../../src/summarizer/extractive.ts';

/** The shipped words of editors, with `sources` in place of the real ones. */
export async function understandingWith(sources: readonly Source[]): Promise<Understanding> {
  return compileKnowledge({ ...shippedKnowledge(), sources });
}

function shippedKnowledge(): Knowledge {
  const loaded = loadKnowledge('digests');
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  return loaded.knowledge;
}

/** A source of tests; name what matters. */
export function aSource(change: Partial<Source> = {}): Source {
  return {
    id: 'test_ru',
    name: { ru: 'Проба', kk: 'Сынама' },
    url: 'http://127.0.0.1:1/feed',
    kind: 'feed',
    language: 'ru',
    timeZone: 'Asia/Almaty',
    publisher: 'private',
    everyMinutes: 15,
    enabled: true,
    licence: '',
    ...change,
  };
}

/** An entry of tests; name what matters. */
export function anEntry(change: Partial<Entry> & { readonly url: string }): Entry {
  return { guid: change.url, title: 'Заголовок', text: '', publishedAt: new Date(), ...change };
}

/** A reader that knows its answers: sources by id, pages by address. What it does not know fails. */
export function fakeReader(
  sources: Record<string, SourceReading | (() => SourceReading)>,
  pages: Record<string, PageReading | { title: string; text: string }> = {},
): Reader & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    readSource: async ({ id }) => {
      const reading = sources[id] ?? { kind: 'failed', code: 'network', detail: 'unknown to the test' };
      return typeof reading === 'function' ? reading() : reading;
    },
    readPage: async (url) => {
      asked.push(url);
      const page = pages[url] ?? { kind: 'failed', code: 'http_status', detail: '404', status: 404 };
      return 'kind' in page
        ? page
        : { kind: 'page', page: { canonicalUrl: url, author: null, publishedAt: null, ...page } };
    },
    close: async () => {},
  };
}

/** `readSource` answer with these entries. */
export function reading(entries: readonly Entry[]): SourceReading {
  return {
    kind: 'entries',
    entries,
    validators: { etag: null, lastModified: null, bodyHash: null },
    repaired: false,
  };
}

/** Dependencies of the news use cases; unexpected problems are gathered, so that a test can demand none. */
export function newsDeps(
  db: Db,
  reader: Reader,
  understanding: Understanding,
): NewsDeps & { readonly problems: Problem[] } {
  const problems: Problem[] = [];
  return {
    db,
    reader,
    summarizer: createExtractiveSummarizer(),
    understanding: () => understanding,
    onProblem: (problem) => problems.push(problem),
    problems,
  };
}
