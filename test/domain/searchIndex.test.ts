import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readText } from '../../src/domain/language/read.ts';
import { searchDocument, searchQuery, weeksBefore } from '../../src/domain/searchIndex.ts';
import type { Understanding } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});
const DAY = new Date('2025-11-07T05:00:00Z');
const documentOf = (title: string, text = '') =>
  searchDocument(readText({ title, text }, u.gazetteer, u.identifier), DAY);
const lexemesOf = (literal: string) =>
  [...literal.matchAll(/'((?:[^']|'')+)'/gu)].map(([, lexeme = '']) => lexeme);

test('a document holds folded stems with their weights, ids and its week', () => {
  const document = documentOf('Тоқаев келісімге қол қойды', 'Уран туралы.\nЛокомотивтер туралы.');
  assert.match(document, /'токаев':1A/u);
  assert.match(document, /'ent:tokayev':\d+A/u);
  assert.match(document, /'келисим':2A/u);
  assert.match(document, /'at:\d{4}'$/u);
  assert.ok(!/[қғңөұүі]/u.test(document), 'Kazakh letters are folded');
});

test('the week of a document is among the weeks before its day and not among older or younger ones', () => {
  const [week] = lexemesOf(documentOf('Визит')).slice(-1);
  const after = (days: number) => new Date(DAY.getTime() + days * 86_400_000);
  assert.ok(lexemesOf(weeksBefore(1, DAY)).includes(week ?? ''));
  assert.ok(lexemesOf(weeksBefore(4, after(21))).includes(week ?? ''));
  assert.ok(!lexemesOf(weeksBefore(4, after(28))).includes(week ?? ''));
  assert.ok(!lexemesOf(weeksBefore(4, after(-7))).includes(week ?? ''));
});

test('weeks follow each other without a gap at any day', () => {
  const seed = Date.now();
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }), (day) => {
      const [now, before_] = lexemesOf(weeksBefore(2, day)).map((lexeme) => Number(lexeme.slice(3)));
      assert.equal(now, (before_ ?? Number.NaN) + 1);
    }),
    { seed },
  );
});

describe('a query', () => {
  for (const spelling of ['Токаев', 'Тоқаевтың', 'Tokayev', 'Toqaev', 'ТОКАЕВУ'])
    test(`"${spelling}" asks for the id of Tokayev`, () =>
      assert.match(searchQuery(spelling, u.gazetteer) ?? '', /'ent:tokayev'/u));

  test('asks for no word twice: a longer prefix finds nothing that its beginning does not', () => {
    for (const word of ['келісімдерге', 'минералдар', 'соглашениями', 'negotiations']) {
      const prefixes = [...(searchQuery(word, u.gazetteer) ?? '').matchAll(/'([^':]+)':\*/gu)].map(
        ([, one]) => one ?? '',
      );
      for (const one of prefixes)
        for (const other of prefixes)
          assert.ok(one === other || !one.startsWith(other), `${one} and ${other}`);
    }
  });

  test('of any text is a literal whose quotes are closed, or null', () => {
    const seed = Date.now();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (typed) => {
        const query = searchQuery(typed, u.gazetteer);
        if (query !== null)
          assert.equal((query.replaceAll('\\\\', '').match(/'/gu)?.length ?? 0) % 2, 0, query);
      }),
      { seed },
    );
  });
});
