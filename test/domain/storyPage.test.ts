import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EntityKind } from '../../src/domain/knowledge.ts';
import { type Matter, relatedTo, statedFigures } from '../../src/domain/storyPage.ts';

const KINDS: Record<string, EntityKind> = {
  wabtec: 'company',
  ktz: 'company',
  boeing: 'company',
  tungsten: 'commodity',
  investment: 'commodity',
  karaganda: 'place',
};
const gazetteer = {
  entry: (id: string) => {
    const kind = KINDS[id];
    return kind === undefined ? undefined : { kind };
  },
};
const aMatter = (id: number, entities: readonly string[], fields: Partial<Matter> = {}): Matter => ({
  id,
  entities,
  topics: ['transport'],
  publishedAt: new Date('2026-11-20T00:00:00Z'),
  ...fields,
});
const related = (story: Matter, others: readonly Matter[], most = 3) =>
  relatedTo(story, others, gazetteer, most).map(({ id }) => id);

test('stories are related by rare names, not by those of nearly every article', () => {
  const story = aMatter(1, ['kazakhstan', 'usa', 'tokayev', 'wabtec', 'ktz']);
  const others = [
    aMatter(2, ['kazakhstan', 'usa', 'tokayev', 'trump']),
    aMatter(3, ['wabtec', 'ktz']),
    aMatter(4, ['ktz', 'boeing']),
    aMatter(1, ['wabtec', 'ktz']),
  ];
  assert.deepEqual(related(story, others), [3, 4]);
  assert.deepEqual(related(aMatter(5, ['kazakhstan', 'usa']), others), [], 'nothing to go by');
});

test('a subject or a place alone does not relate stories, two of them on one topic do', () => {
  const story = aMatter(1, ['tungsten', 'investment', 'karaganda']);
  assert.deepEqual(related(story, [aMatter(2, ['investment']), aMatter(3, ['karaganda'])]), []);
  assert.deepEqual(related(story, [aMatter(4, ['tungsten', 'investment'])]), [4]);
});

test('a common topic counts, and of equally near stories the one of the nearest days comes first', () => {
  const story = aMatter(1, ['wabtec', 'ktz']);
  const at = (day: number) => ({
    publishedAt: new Date(`2026-11-${String(day).padStart(2, '0')}T00:00:00Z`),
  });
  const others = [
    aMatter(2, ['wabtec'], at(1)),
    aMatter(3, ['wabtec'], at(19)),
    aMatter(4, ['wabtec'], { ...at(19), topics: ['energy'] }),
    aMatter(5, ['wabtec', 'ktz'], at(10)),
  ];
  assert.deepEqual(related(story, others), [5, 3, 2]);
  assert.deepEqual(related(story, others, 1), [5]);
});

test('every outlet that states a figure is named once, in the order in which the articles stand', () => {
  const figure = (value: number) => ({
    text: '',
    value,
    unit: 'usd' as const,
    qualifier: null,
    start: 0,
    end: 0,
  });
  const stated = statedFigures([
    { outlet: 'A', figures: [figure(4.2e9)] },
    { outlet: 'B', figures: [figure(7e8), figure(4.2e9)] },
    { outlet: 'A', figures: [figure(4.2e9)] },
  ]);
  assert.deepEqual(
    stated.map(({ figure: { value }, outlets }) => [value, outlets]),
    [
      [4.2e9, ['A', 'B']],
      [7e8, ['B']],
    ],
  );
});
