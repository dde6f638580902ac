import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { eventDay, factCard } from '../../src/domain/card.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

describe('a fact card', () => {
  test('names parties, topics and figures in the reader’s language and claims nothing', () => {
    const analysis = understand(
      {
        title: 'Kazakhstan and Wabtec sign locomotive deal',
        text: 'Kazakhstan’s railway KTZ and US company Wabtec signed a $4.2 billion agreement for 300 locomotives on September 22, 2025.',
      },
      u,
    );
    const card = factCard({ ...analysis, date: '2025-09-22' }, u, 'kk');
    assert.ok(card);
    assert.deepEqual(new Set(card.parties), new Set(['ҚТЖ', 'Wabtec']));
    assert.deepEqual(
      card.topics[0],
      u.knowledge.digests.find(({ id }) => id === analysis.topics[0])?.title.kk,
    );
    assert.deepEqual(
      card.figures.map(({ value }) => value),
      [4.2e9, 300],
    );
    assert.equal(card.date, '2025-09-22');
    assert.ok(factCard(analysis, u, 'ru')?.parties.includes('КТЖ'));
  });
  const facts = (entities: string[], figures = 0) => ({
    topics: [],
    entities,
    figures: Array.from({ length: figures }, (_, n) => ({
      text: '',
      value: 100 + n,
      unit: 'person' as const,
      qualifier: null,
      start: 0,
      end: 1,
    })),
  });
  const CASES: readonly (readonly [string, ReturnType<typeof facts>, boolean])[] = [
    ['two parties', facts(['tokayev', 'trump']), true],
    ['a party and a figure', facts(['wabtec'], 1), true],
    ['a party alone', facts(['wabtec']), false],
    ['two countries and their capitals', facts(['kazakhstan', 'usa', 'astana', 'washington'], 2), false],
    ['ids that the gazetteer does not know', facts(['nobody', 'nothing'], 1), false],
    ['nothing', facts([]), false],
  ];
  test('calls nobody a party but those who act, unless only an occasion is named', () => {
    const parties = (...entities: string[]) => factCard(facts(entities, 1), u, 'ru')?.parties;
    assert.deepEqual(parties('c5plus1', 'tokayev', 'jackson_vanik', 'trump'), [
      'Касым-Жомарт Токаев',
      'Дональд Трамп',
    ]);
    assert.equal(parties('c5plus1', 'kazakhstan')?.length, 1);
  });
  for (const [name, given, wanted] of CASES)
    test(`is ${wanted ? '' : 'not '}made of ${name}`, () =>
      assert.equal(factCard(given, u, 'ru') !== null, wanted));
});

const DAYS: readonly (readonly [string, readonly string[], string | null, string | null])[] = [
  ['the only day stated', ['2025-09-22'], null, '2025-09-22'],
  [
    'the latest day that has come',
    ['2025-09-20', '2025-09-22', '2026-01-01'],
    '2025-09-23T10:00:00.000Z',
    '2025-09-22',
  ],
  ['the day to come when it is the only one', ['2025-11-06'], '2025-10-27T10:00:00.000Z', '2025-11-06'],
  ['unknown when several are to come', ['2025-11-06', '2025-12-01'], '2025-10-27T10:00:00.000Z', null],
  ['unknown when none is stated', [], '2025-10-27T10:00:00.000Z', null],
];
for (const [name, days, publishedAt, wanted] of DAYS)
  test(`the day of an event is ${name}`, () => assert.equal(eventDay({ days, publishedAt }), wanted));
