import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { analyzeLines } from '../../src/cli/analyzeLines.ts';
import type { Analysis, ReaderLanguage } from '../../src/domain/article.ts';
import { stripAttribution } from '../../src/domain/attribution.ts';
import { splitSentences } from '../../src/domain/language/sentences.ts';
import { foldCase } from '../../src/domain/language/text.ts';
import { understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

/** A long article as an outlet prints it, written before its author had seen any rule, with what it should give. */
interface Blind {
  readonly id: string;
  readonly language: 'ru' | 'kk' | 'en';
  readonly title: string;
  readonly publishedAt: string;
  readonly source: string;
  /** Equal for articles of one event. */
  readonly story: string;
  readonly topics: readonly string[];
  readonly otherTopics: readonly string[];
  /** As "value unit". */
  readonly figures: readonly string[];
  /** Words of the summary in the article's language; nothing is asked of an English one. */
  readonly summaryHas: readonly string[];
  readonly summaryLacks: readonly string[];
  /** Line by line. */
  readonly text: readonly string[];
}

interface Answer {
  readonly id: string;
  readonly language: string;
  readonly relevant: boolean;
  readonly story: string;
  readonly summary: Record<ReaderLanguage, string | null>;
}

const FOLDER = new URL('../fixtures/blind/', import.meta.url);
const ARTICLES = readdirSync(FOLDER).map(
  (file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Blind,
);

const analyses = new Map<string, Analysis>();
const answers = new Map<string, Answer>();
before(async () => {
  const u = await shippedUnderstanding();
  const lines: string[] = [];
  for (const { id, title, publishedAt, source, text } of ARTICLES) {
    analyses.set(id, understand({ title, text: text.join('\n'), publishedAt: new Date(publishedAt) }, u));
    lines.push(JSON.stringify({ id, title, text: text.join('\n'), publishedAt, source }));
  }
  for (const line of analyzeLines(lines.join('\n'), u, 2026)) {
    const answer = JSON.parse(line) as Answer;
    answers.set(answer.id, answer);
  }
});

const bare = (text: string) =>
  ` ${
    foldCase(text)
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;

test('eight long articles and more are read, of every language', () => {
  assert.ok(ARTICLES.length >= 8);
  assert.deepEqual([...new Set(ARTICLES.map(({ language }) => language))].sort(), ['en', 'kk', 'ru']);
  assert.ok(ARTICLES.filter(({ text }) => text.join(' ').split(/\s+/).length >= 400).length >= 4);
});

for (const article of ARTICLES)
  describe(`the unseen article ${article.id}`, () => {
    const { id, language } = article;
    const analysis = () => analyses.get(id) ?? assert.fail('it was not read');
    const summary = (reader: ReaderLanguage) => answers.get(id)?.summary[reader] ?? null;

    test('is in its language, and about both countries', () => {
      assert.equal(analysis().language, language);
      assert.ok(analysis().relevance.relevant, analysis().relevance.why.join('; '));
    });

    test('has its topics and no strange ones', () => {
      const { topics } = analysis();
      for (const topic of article.topics) assert.ok(topics.includes(topic), `no ${topic} in ${topics}`);
      for (const topic of article.otherTopics) assert.ok(!topics.includes(topic), `${topic} in ${topics}`);
    });

    test('keeps the values and units of its figures', () => {
      const found = analysis().figures.map(({ value, unit }) => `${value} ${unit}`);
      for (const figure of article.figures) assert.ok(found.includes(figure), `no ${figure} in ${found}`);
    });

    test('has a card for readers of the other language', () => {
      for (const reader of ['ru', 'kk'] as const)
        if (reader !== language)
          assert.match(summary(reader) ?? '', reader === 'ru' ? /^Тем[аы]:/ : /^Тақырып/);
    });

    if (language === 'en') return;
    test('is summed up in whole sentences of its own, without questions, hosts or attributions', () => {
      const told = summary(language);
      assert.ok(told !== null, 'it has a summary');
      assert.ok(told.length >= 180 && told.length <= 420, `${told.length} characters`);
      const source = bare(article.text.join(' '));
      const sentences = splitSentences(told, language);
      assert.ok(sentences.length >= 2 && sentences.length <= 3, told);
      for (const sentence of sentences) {
        assert.ok(source.includes(bare(sentence)), `«${sentence}» is not in the text`);
        assert.match(sentence, /^["«“„(]*[\p{Lu}\p{N}$].*[.!](?:["»”])?$/u);
        assert.equal(stripAttribution(sentence, language), sentence, 'no attribution is left');
        assert.doesNotMatch(sentence, /\?|…|^[–—-]/);
        assert.notEqual(bare(sentence), bare(article.title), 'the headline is not said again');
      }
      for (const words of article.summaryHas) assert.ok(told.includes(words), `no «${words}» in: ${told}`);
      for (const words of article.summaryLacks) assert.ok(!told.includes(words), `«${words}» in: ${told}`);
    });
  });

test('articles of one event share a story across languages, and no others do', () => {
  for (const one of ARTICLES)
    for (const other of ARTICLES) {
      const together = answers.get(one.id)?.story === answers.get(other.id)?.story;
      assert.equal(together, one.story === other.story, `${one.id} and ${other.id}`);
    }
});
