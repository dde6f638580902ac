import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Language, ReaderLanguage } from '../../src/domain/article.ts';
import { findFaults } from '../../src/summarizer/faithful.ts';
import type { SourceSentence } from '../../src/summarizer/sources.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';

const u = await shippedUnderstanding();

/** One line of retellings.txt with the sentence that it tells. */
interface Retelling {
  readonly source: SourceSentence;
  readonly language: ReaderLanguage;
  readonly text: string;
  readonly honest: boolean;
  /** The guard is known to judge it wrongly. */
  readonly open: boolean;
}

const isReaders = (language: string | undefined): language is ReaderLanguage =>
  language === 'ru' || language === 'kk';

function readRetellings(): Retelling[] {
  const retellings: Retelling[] = [];
  let source: SourceSentence | null = null;
  const lines = readFileSync(new URL('./retellings.txt', import.meta.url), 'utf8').split('\n');
  for (const line of lines) {
    const [, sign, open, language, text = ''] = /^([=+-])(\??) (ru|kk|en) (.*)$/.exec(line) ?? [];
    if (sign === '=')
      source = {
        number: 1,
        articleId: 1,
        text,
        language: language as Language,
        isTitle: false,
        publishedAt: new Date('2026-03-15T06:00:00Z'),
      };
    else if (source !== null && isReaders(language))
      retellings.push({ source, language, text, honest: sign === '+', open: open === '?' });
    else assert.ok(line === '' || line.startsWith('#'), line);
  }
  return retellings;
}

const retellings = readRetellings();

/** Faults of the sentence itself: as short as it is, it is no whole summary. */
function faultsOf({ source, language, text }: Retelling) {
  const sentence = { text, from: [1] };
  const answer = { headline: text, sentences: [sentence, sentence] };
  return findFaults(answer, [source], language, u).filter((fault) => fault.sentence === 0);
}

for (const from of ['ru', 'kk', 'en'] as const)
  for (const to of ['ru', 'kk'] as const) {
    const honest = retellings.filter(
      (one) => one.honest && one.source.language === from && one.language === to,
    );
    test(`what a ${from} sentence says may be told in ${to}`, (t) => {
      const held = honest.filter((one) => faultsOf(one).length > 0);
      t.diagnostic(`retellings ${from}→${to}: ${honest.length} honest, ${held.length} held back`);
      assert.ok(honest.length >= 15, String(honest.length));
      assert.deepEqual(
        held.filter(({ open }) => !open).map((one) => [one.text, faultsOf(one)]),
        [],
      );
    });
  }

test('what no sentence says may not be told', (t) => {
  const changed = retellings.filter(({ honest }) => !honest);
  const missed = changed.filter((one) => faultsOf(one).length === 0);
  t.diagnostic(`retellings: ${changed.length} unfaithful, ${changed.length - missed.length} stopped`);
  assert.ok(changed.length >= 180, String(changed.length));
  assert.deepEqual(
    missed.filter(({ open }) => !open).map(({ text }) => text),
    [],
  );
});
