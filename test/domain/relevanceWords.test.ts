import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import type { RelevanceWords, Terms } from '../../src/domain/knowledge.ts';
import { compileTerms } from '../../src/domain/terms.ts';
import { shipped } from './labelled.ts';

let words: RelevanceWords;
before(async () => {
  words = (await shipped()).knowledge.relevance;
});

const LANGUAGES = ['ru', 'kk', 'en'] as const;

/** Words of everyday and of business news, among them those that begin as a country or a sport does. */
function common(language: (typeof LANGUAGES)[number]): string[] {
  const file = new URL(`../fixtures/commonWords/${language}.txt`, import.meta.url);
  return readFileSync(file, 'utf8').split(/\s+/).filter(Boolean);
}

function caught(groups: { terms: Terms; value: string }[], language: (typeof LANGUAGES)[number]): string[] {
  const index = compileTerms(groups);
  return common(language).flatMap((word) =>
    index.find(word, language).map(({ value, term }) => `${word}: ${value} ${term}`),
  );
}

for (const language of LANGUAGES) {
  test(`no name of a third country, no weak word and no word of a frame catches a common word in ${language}`, () => {
    assert.ok(common(language).length >= 300, `${common(language).length} words`);
    const { thirdParties, sides, negatives, asides, compounds } = words;
    const groups = [
      { terms: thirdParties.terms, value: 'third country' },
      { terms: sides.kz.weak, value: 'weak Kazakh' },
      { terms: sides.us.weak, value: 'weak US' },
      { terms: sides.kz.strong, value: 'strong Kazakh' },
      { terms: sides.us.strong, value: 'strong US' },
      { terms: asides, value: 'aside' },
      { terms: compounds, value: 'compound' },
      ...negatives.map(({ name, terms }) => ({ terms, value: name })),
    ];
    assert.ok(groups.every(({ terms }) => terms[language].length > 0));
    assert.deepEqual(caught(groups, language), []);
  });
}

test('a prefix that catches a common word is reported', () => {
  const wide = { ru: ['инди*'], kk: ['сауд*'], en: ['india*', 'mexic*', 'seed*'] };
  assert.ok(caught([{ terms: wide, value: 'wide' }], 'ru').length > 0);
  assert.ok(caught([{ terms: wide, value: 'wide' }], 'kk').length > 0);
  assert.ok(caught([{ terms: wide, value: 'wide' }], 'en').length > 0);
});

test('a text of another language is judged by the words written for such texts alone', () => {
  const index = compileTerms([
    {
      terms: { ru: ['соглашени*'], kk: ['келісім*'], en: ['agreement'], other: ['anlaşma*', 'iran*'] },
      value: 1,
    },
  ]);
  const found = (text: string) => index.find(text, 'other').map(({ term }) => term);
  assert.deepEqual(found('İran ile anlaşmayı imzaladı'), ['iran*', 'anlaşma*']);
  assert.deepEqual(found('соглашение, келісім, agreement'), []);
  assert.deepEqual(index.find('anlaşma', 'en'), []);
});

test('words for other languages catch no country, sport or comment among everyday words of them', () => {
  const { thirdParties, asides, negatives, compounds } = words;
  const index = compileTerms(
    [thirdParties.terms, thirdParties.people, asides, compounds, ...negatives.map(({ terms }) => terms)].map(
      (terms) => ({ terms, value: 1 }),
    ),
  );
  const everyday =
    'çinko çınar kurum kurul başkan bakan yıl gün ülke şirket para okul türlü rusça değil su yol ürün fabrika ' +
    'йил кун давлат раис компания мактаб пул йўл иш янги катта кичик одамлар шаҳар вазир ' +
    'жыл күн өлкө төрага ишкана мектеп акча жол иш жаңы чоң шаар министр эл ' +
    'рік день країна голова компанія школа гроші шлях робота новий великий місто міністр росте китиця ' +
    'jahr tag land firma schule geld weg arbeit neu groß stadt minister deutlich kurz';
  assert.deepEqual(
    index.find(everyday, 'other').map(({ term }) => term),
    [],
  );
});
