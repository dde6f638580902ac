import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { findFaults } from '../../src/summarizer/faithful.ts';
import { chooseSources } from '../../src/summarizer/sources.ts';
import { shippedUnderstanding } from '../domain/understanding.ts';
import { CHANGED_FIGURES } from './changedFigures.ts';
import { CHANGED_WORDS } from './changedWords.ts';
import { EN, HONEST } from './honestRetellings.ts';

const u = await shippedUnderstanding();
const numbered = (input: typeof EN, language: ReaderLanguage) => chooseSources([input], language);
const faultsOf = (
  input: typeof EN,
  language: ReaderLanguage,
  sentences: readonly (readonly [string, ...number[]])[],
  headline: string,
) =>
  findFaults(
    { headline, sentences: sentences.map(([text, ...from]) => ({ text, from })) },
    numbered(input, language),
    language,
    u,
  );

for (const { name, input, language, headline, sentences } of HONEST) {
  test(`an honest retelling passes: ${name}`, () =>
    assert.deepEqual(faultsOf(input, language, sentences, headline), []));
}

for (const { name, input, language, text, from, kind, item } of [...CHANGED_FIGURES, ...CHANGED_WORDS]) {
  test(`the guard stops ${name}: ${kind}`, () => {
    const other = HONEST.find((one) => one.input === input && one.language === language)!;
    const faults = faultsOf(input, language, [[text, ...from], other.sentences[1]!], other.headline);
    const found = faults.filter(({ sentence }) => sentence === 0);
    assert.ok(
      found.some((fault) => fault.kind === kind && (item === undefined || fault.item === item)),
      JSON.stringify(faults),
    );
  });
}

test('a headline is held against the cited sentences and the titles above them', () => {
  const { sentences } = HONEST[0]!;
  const kinds = (headline: string) =>
    faultsOf(EN, 'ru', sentences, headline).map(({ kind, sentence }) => [kind, sentence]);
  assert.deepEqual(kinds('Казахстан купит 300 локомотивов Wabtec'), []);
  assert.deepEqual(kinds('Казахстан купит 500 локомотивов Wabtec'), [['unsupported_numbers', -1]]);
  assert.deepEqual(kinds('Узбекистан купит 300 локомотивов Wabtec'), [['unsupported_names', -1]]);
  assert.deepEqual(kinds(`Казахстан купит 300 локомотивов Wabtec${' у компании'.repeat(8)}`), [
    ['bad_length', -1],
  ]);
});

test('a text is 120 to 500 characters long', () => {
  const long = HONEST[0]!;
  const total = (sentences: [string, ...number[]][]) =>
    faultsOf(EN, 'ru', sentences, long.headline)
      .filter(({ sentence }) => sentence === null)
      .map(({ kind }) => kind);
  assert.deepEqual(
    total([
      ['КТЖ и Wabtec подписали соглашение.', 2],
      ['Сделка на 4,2 млрд долларов.', 3],
    ]),
    ['bad_length'],
  );
  assert.deepEqual(total([...long.sentences, ...long.sentences, ...long.sentences].slice(0, 9)), [
    'bad_length',
  ]);
});

test('hostile text takes the guard no time', () => {
  const sources = numbered(EN, 'ru');
  const pieces = [
    '1 ',
    'а-',
    '«',
    'Ба',
    'млн ',
    'пожалуйста ',
    '1,',
    'ты ',
    'in the summary ',
    'модель ',
    '5-',
    'A.',
    'не ',
    '"',
    '(',
    'дв',
    '@a.',
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.floor(1000 / piece.length));
    const started = performance.now();
    const source = { ...sources[1]!, text: text.slice(0, 600) };
    findFaults(
      {
        headline: text.slice(0, 300),
        sentences: [
          { text, from: [2] },
          { text, from: [2] },
        ],
      },
      [source],
      'ru',
      u,
    );
    assert.ok(performance.now() - started < 2000, `${piece}: ${Math.round(performance.now() - started)} ms`);
  }
});
