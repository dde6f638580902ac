import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { foldCase, normalize } from '../../src/domain/language/text.ts';
import { summarizeExtractive } from '../../src/domain/summary.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { evalArticles } from '../eval/articles.ts';
import { shippedUnderstanding } from './understanding.ts';

interface Told {
  readonly id: string;
  readonly language: ReaderLanguage;
  readonly article: string;
  readonly sentences: readonly string[];
}

let all: Told[];
before(async () => {
  const u: Understanding = await shippedUnderstanding();
  all = evalArticles('tuned').flatMap(({ id, title, text, published, source, language }) => {
    if (language !== 'ru' && language !== 'kk') return [];
    const publishedAt = published === null ? undefined : new Date(published);
    const { read } = understand({ title, text, publishedAt, outletNames: source ? [source] : [] }, u);
    const told = summarizeExtractive([{ articleId: 1, read, title }], language, {
      besideHeadline: title !== '',
    });
    const sentences = told?.sentences.map((sentence) => sentence.text) ?? [];
    return [{ id, language, article: text, sentences }];
  });
});

/** Letters and digits only. Brackets are left out: a long sentence may lose what stands in them. */
const bare = (text: string) =>
  foldCase(normalize(text))
    .replace(/\([^()]*\)/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Openers that mean something said before; written here anew, so that the rules are not checked by themselves. */
const DANGLING: Readonly<Record<ReaderLanguage, RegExp>> = {
  ru: /^[«"]?(?:это(?:т|го|му|й)?|эта|эти|этих|он|она|оно|они|его|её|ее|их|там|тогда|поэтому|также|но|однако|кроме того|при этом|по (?:его|её|их) словам)(?!\p{L})/iu,
  kk: /^[«"]?(?:бұл|осы|ол|олар|оның|олардың|оған|оларға|сол|сондықтан|сондай-ақ|сонымен қатар|бірақ|алайда|аталған|мұндай|бұдан|одан)(?!\p{L})/iu,
};
const STAMP = /^[\d\s.,:–—-]+$|^\d{1,2}[:.]\d{2}/u;

describe('of the tuned articles', () => {
  test('nearly every one is told', () => {
    assert.ok(all.length >= 180);
    const silent = all.filter(({ sentences }) => sentences.length === 0).map(({ id }) => id);
    assert.ok(silent.length <= all.length * 0.02, silent.join(' '));
  });
  test('every sentence stands in the article, whole', () => {
    for (const { id, article, sentences } of all) {
      const words = ` ${bare(article)} `;
      for (const sentence of sentences)
        assert.ok(words.includes(` ${bare(sentence)} `), `${id}: ${sentence}`);
    }
  });
  test('sentences stand in the order of the article', () => {
    for (const { id, article, sentences } of all) {
      const words = bare(article);
      const places = sentences.map((sentence) => words.indexOf(bare(sentence)));
      assert.deepEqual(
        places,
        [...places].sort((a, b) => a - b),
        id,
      );
    }
  });
  test('no summary opens with a word that points back', () => {
    for (const { id, language, sentences } of all)
      assert.doesNotMatch(sentences[0] ?? '', DANGLING[language], id);
  });
  test('what points back stands right behind what it points at', () => {
    let seen = 0;
    for (const { id, language, article, sentences } of all)
      for (const [place, sentence] of sentences.entries()) {
        if (place === 0 || !DANGLING[language].test(sentence)) continue;
        seen++;
        const words = bare(article);
        const between = words.slice(
          words.indexOf(bare(sentences[place - 1] ?? '')) + bare(sentences[place - 1] ?? '').length,
          words.indexOf(bare(sentence)),
        );
        // An attribution that was taken off may stand between.
        assert.ok(between.trim().split(' ').length <= 12, `${id}: ${sentence}`);
      }
    assert.ok(seen >= 3, String(seen));
  });
  test('no sentence is a question, a stamp, an address or a list of links', () => {
    for (const { id, sentences } of all)
      for (const sentence of sentences) {
        assert.doesNotMatch(sentence, /[?#@|]|https?:|www\.|t\.me|\.(?:kz|com|ru)(?!\p{L})/iu, id);
        assert.doesNotMatch(sentence, STAMP, id);
        assert.match(sentence, /[.!](?:["»”)])*$/u, id);
      }
  });
  test('a summary has two or three sentences of 160 to 420 characters, a short piece what it has', () => {
    const lengths = all.filter(({ sentences }) => sentences.length > 0);
    for (const { id, sentences } of lengths) {
      assert.ok(sentences.length <= 3, id);
      assert.ok(sentences.join(' ').length <= 420, id);
    }
    const full = lengths.filter(
      ({ sentences }) => sentences.length >= 2 && sentences.join(' ').length >= 160,
    );
    assert.ok(full.length >= 0.93 * lengths.length, `${full.length} of ${lengths.length}`);
  });
});
