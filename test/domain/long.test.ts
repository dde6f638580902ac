import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { analyzeLines } from '../../src/cli/analyzeLines.ts';
import type { Analysis, ReaderLanguage } from '../../src/domain/article.ts';
import { stripAttribution } from '../../src/domain/attribution.ts';
import { splitSentences } from '../../src/domain/language/sentences.ts';
import { foldCase } from '../../src/domain/language/text.ts';
import { understand } from '../../src/domain/understand.ts';
import { readPage } from '../../src/sources/page.ts';
import { shippedUnderstanding } from './understanding.ts';

/** A long article as a site publishes it, a page or its text, and what a reader should get of it. */
interface Long {
  readonly file: string;
  readonly language: ReaderLanguage;
  readonly interview: boolean;
  readonly relevant: boolean;
  readonly topics: readonly string[];
  /** As "value unit". */
  readonly figures: readonly string[];
  readonly summaryHas: readonly string[];
  readonly summaryLacks: readonly string[];
}

const FOLDER = new URL('../fixtures/long/', import.meta.url);
const ARTICLES = JSON.parse(readFileSync(new URL('expected.json', FOLDER), 'utf8')) as Long[];
const PUBLISHED = '2026-02-20T05:00:00Z';

/** Title and text; a page is read as it would be when fetched. */
function open({ file, language }: Long): { title: string; text: string } {
  const raw = readFileSync(new URL(file, FOLDER), 'utf8');
  if (!file.endsWith('.html')) {
    const [title = '', ...lines] = raw.trim().split('\n');
    return { title, text: lines.join('\n') };
  }
  const page = readPage(raw, {
    url: `https://dala.example/${language}/article`,
    timeZone: 'Asia/Almaty',
    language,
    now: new Date(PUBLISHED),
    fetchAllow: new Set(),
  });
  if (page.kind !== 'page') assert.fail(`${page.code}: ${page.detail}`);
  return { title: page.title, text: page.text };
}

const bare = (text: string) =>
  ` ${
    foldCase(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;

const analyses = new Map<string, Analysis>();
const summaries = new Map<string, string | null>();
before(async () => {
  const u = await shippedUnderstanding();
  const lines = ARTICLES.map((article) => {
    const draft = open(article);
    analyses.set(article.file, understand({ ...draft, publishedAt: new Date(PUBLISHED) }, u));
    return JSON.stringify({ id: article.file, ...draft, publishedAt: PUBLISHED });
  });
  for (const line of analyzeLines(lines.join('\n'), u, 2026)) {
    const { id, language, summary } = JSON.parse(line) as {
      id: string;
      language: ReaderLanguage;
      summary: Record<ReaderLanguage, string | null>;
    };
    summaries.set(id, summary[language]);
  }
});

test('they are long, and of every kind', () => {
  for (const article of ARTICLES)
    assert.ok(open(article).text.split(/\s+/).length >= 450, `${article.file} is short`);
  assert.ok(ARTICLES.some(({ relevant }) => !relevant));
});

for (const article of ARTICLES)
  describe(`the long text ${article.file}`, () => {
    const analysis = () => analyses.get(article.file) ?? assert.fail('it was not read');

    test('is known for what it is', () => {
      const { language, relevance, read, topics, figures } = analysis();
      assert.equal(language, article.language);
      assert.equal(read.interview, article.interview);
      assert.equal(relevance.relevant, article.relevant, relevance.why.join('; '));
      for (const topic of article.topics) assert.ok(topics.includes(topic), `no ${topic} in ${topics}`);
      if (!article.relevant) assert.deepEqual(topics, []);
      const found = figures.map(({ value, unit }) => `${value} ${unit}`);
      for (const figure of article.figures) assert.ok(found.includes(figure), `no ${figure} in ${found}`);
    });

    test('is told by whole sentences of its own that say what matters', () => {
      const told = summaries.get(article.file) ?? assert.fail('it has no summary');
      assert.ok(told.length >= 180 && told.length <= 420, `${told.length} characters`);
      const source = bare(open(article).text);
      const sentences = splitSentences(told, article.language);
      assert.ok(sentences.length >= 2 && sentences.length <= 3, told);
      for (const sentence of sentences) {
        assert.ok(source.includes(bare(sentence)), `«${sentence}» is not in the text`);
        assert.match(sentence, /^["«“„(]*[\p{Lu}\p{N}$].*[.!](?:["»”])?$/u);
        assert.equal(stripAttribution(sentence, article.language), sentence, 'no attribution is left');
        assert.doesNotMatch(sentence, /\?|…|^[–—-]/);
        assert.doesNotMatch(
          sentence,
          /^(?:Это|Он|Она|Они|Но|Поэтому|Речь|Первый –|Бұл|Ол|Олар|Бірақ|Мұнда|Сондықтан|Осы)(?!\p{L})/u,
        );
      }
      for (const words of article.summaryHas) assert.ok(told.includes(words), `no «${words}» in: ${told}`);
      for (const words of article.summaryLacks) assert.ok(!told.includes(words), `«${words}» in: ${told}`);
    });
  });
