import { search } from '../../src/app/search.ts';
import { loadKnowledge } from '../../src/digests.ts';
import type { Sentence } from '../../src/domain/article.ts';
import { readText } from '../../src/domain/language/read.ts';
import { foldForSearch } from '../../src/domain/language/text.ts';
import { searchDocument } from '../../src/domain/searchIndex.ts';
import { compileKnowledge } from '../../src/domain/understand.ts';
import { connect } from '../../src/store/client.ts';
import { evalArticles } from '../eval/articles.ts';
import { randomFrom } from '../eval/scores.ts';
import { ownServer } from '../support/ownServer.ts';

/**
 * `node test/bench/search.ts [articles]`: how long a reader waits for /search, over 100,000 articles mixed from the
 * sentences of the development set, on the embedded server with its shipped settings. Common and rare words, names
 * in four spellings, several words, and misspellings that find nothing and fall back to trigrams.
 */
const COUNT = Number(process.argv[2] ?? 100_000);
const LIMIT_MS = 30;
const ROUNDS = 5;
const QUERIES = [
  ...[
    'Токаев',
    'Тоқаевтың',
    'Tokayev',
    'Toqaev',
    'США',
    'АҚШ',
    'Казахстан',
    'соглашение',
    'келісім',
    'минералы',
  ],
  ...[
    'уран',
    'вольфрам',
    'локомотивтер',
    'Wabtec',
    'Boeing',
    'посол',
    'елшілік',
    'виза',
    'university',
    'санкции',
  ],
  ...['Трамп Токаев', 'уран США', 'маңызды минералдар', 'critical minerals deal', 'Wabtec локомотив келісім'],
  ...['ст', 'млрд', 'президент сказал', 'сауда айналымы', 'Средний коридор'],
];
const MISSPELT = [
  'Вабтэк локамотив',
  'Токайев',
  'волфрам',
  'саглашение',
  'миниралы',
  'университед',
  'Стафтт',
];

const server = await ownServer();
const connection = connect(server.url, { max: 4, name: 'kopir-bench' });
try {
  const loaded = loadKnowledge('digests');
  if (loaded.kind === 'invalid') throw new Error(loaded.mistakes.join('\n'));
  const u = await compileKnowledge(loaded.knowledge);
  await fill();
  const deps = { db: connection.db, understanding: () => u };
  await report('search', QUERIES);
  await report('search, misspelt', MISSPELT);

  async function report(name: string, queries: readonly string[]): Promise<void> {
    const waits: number[] = [];
    const slowest = new Map<string, number>();
    for (let round = 0; round <= ROUNDS; round += 1)
      for (const query of queries) {
        const started = performance.now();
        await search(deps, query, 'ru', { offset: 0, limit: 5, until: new Date() });
        const wait = performance.now() - started;
        if (round === 0) continue; // caches are cold, as they are once a day
        waits.push(wait);
        slowest.set(query, Math.max(slowest.get(query) ?? 0, wait));
      }
    waits.sort((a, b) => a - b);
    const at = (share: number) => (waits[Math.floor(waits.length * share)] ?? Number.NaN).toFixed(1);
    const [query, wait = 0] = [...slowest].sort((a, b) => b[1] - a[1])[0] ?? [];
    const ratio = (Number(at(0.95)) / LIMIT_MS).toFixed(2);
    console.log(
      `${name} p95 of ${waits.length} over ${COUNT} articles: ${at(0.95)} ms (limit: ${LIMIT_MS}) ${ratio}`,
    );
    console.log(`${name} p50: ${at(0.5)} ms; slowest «${query}»: ${wait.toFixed(1)} ms`);
  }

  async function fill(): Promise<void> {
    const texts = [...evalArticles('tuned'), ...evalArticles('frozen')]
      .filter(({ language }) => language !== 'other')
      .map(({ title, text }) => readText({ title, text }, u.gazetteer, u.identifier));
    const titles = texts.flatMap(({ sentences }) => sentences.filter(({ position }) => position === 'title'));
    const bodies = texts.flatMap(({ sentences }) => sentences.filter(({ position }) => position !== 'title'));
    const random = randomFrom(1);
    const one = (from: readonly Sentence[]) => from[Math.floor(random() * from.length)] as Sentence;
    await connection.sql`insert into sources (id) values ('bench')`;
    // Two articles a story, spread over two years.
    await connection.sql`
      insert into stories (substance, topics, relevance, first_published_at, last_published_at)
      select '', '{}', 1, at, at from generate_series(1, ${COUNT / 2}::int) as n, lateral (select now() - n * interval '21 minutes' as at)`;
    const told = {
      headline: one(titles).text,
      sentences: [one(bodies).text, one(bodies).text, one(bodies).text],
    };
    await connection.sql`
      insert into summaries (story_id, language, version, method, story, sentence_articles)
      select id, 'ru', 1, 'extractive', ${JSON.stringify(told)}::text::jsonb, '[]' from stories`;
    for (let from = 0; from < COUNT; from += 1000) {
      const rows = Array.from({ length: Math.min(1000, COUNT - from) }, (_, index) => {
        const title = one(titles);
        const sentences = [title, ...Array.from({ length: 7 }, () => one(bodies))];
        const read = { ...(texts[0] as (typeof texts)[number]), title: title.text, sentences };
        const folded = foldForSearch(title.text);
        const body = sentences.map(({ text }) => text).join('\n');
        return {
          n: from + index,
          title: title.text,
          folded,
          body,
          features: { body },
          document: searchDocument(read, new Date(Date.now() - (from + index) * 600_000)),
        };
      });
      await connection.sql`
        insert into articles (source_id, url_key, url, title, title_folded, text, text_hash, language, published_at,
          date_stated, relevance, relevant, why, topics, entities, figures, features, search, story_id)
        select 'bench', n, 'https://example.org/' || n, title, folded, body, n, 'ru', now() - n * interval '10 minutes',
          true, 1, true, '{}', '{}', '{}', '[]', features, document::tsvector, 1 + n / 2
        from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as rows (n int, title text, folded text, body text, features jsonb, document text)`;
    }
    await connection.sql`vacuum analyze articles`;
  }
} finally {
  await connection.close();
  await server.close();
}
