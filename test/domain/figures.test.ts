import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Figure, Unit } from '../../src/domain/article.ts';
import { keyFigures } from '../../src/domain/figures.ts';

const figure = (value: number, unit: Unit, qualifier: Figure['qualifier'] = null): Figure => ({
  text: String(value),
  value,
  unit,
  qualifier,
  start: 0,
  end: 1,
});
const from = (outlet: string, ...figures: Figure[]) => ({ outlet, figures });
const shown = (figures: readonly Figure[]) => figures.map(({ value, unit }) => `${value} ${unit}`);

describe('key figures', () => {
  test('are at most three: money, then counts, then shares', () => {
    const { figures } = keyFigures([
      from('A', figure(55, 'pct'), figure(300, 'locomotive'), figure(4.2e9, 'usd'), figure(600, 'person')),
    ]);
    assert.deepEqual(shown(figures), ['4200000000 usd', '300 locomotive', '600 person']);
  });
  test('prefer what more outlets say', () => {
    const { figures } = keyFigures([
      from('A', figure(2e8, 'usd'), figure(4.2e9, 'usd')),
      from('B', figure(4.2e9, 'usd')),
    ]);
    assert.equal(shown(figures)[0], '4200000000 usd');
  });
  test('stand once when two languages state the same value', () => {
    const { figures, differing } = keyFigures([
      from('A', figure(4_200_000_000, 'usd')),
      from('B', figure(4.2e9, 'usd'), figure(300, 'locomotive')),
      from('C', figure(300, 'locomotive')),
    ]);
    assert.deepEqual(shown(figures), ['4200000000 usd', '300 locomotive']);
    assert.deepEqual(differing, []);
  });
  test('leave out years, ranks and bare numbers', () => {
    const { figures } = keyFigures([
      from(
        'A',
        figure(15, 'year'),
        figure(2, 'times'),
        figure(20, 'count'),
        figure(5, 'country'),
        figure(50, 'country'),
      ),
    ]);
    assert.deepEqual(shown(figures), ['50 country']);
  });
});

describe('differing figures', () => {
  test('are those of one kind, a little apart, from two outlets; neither is averaged', () => {
    const { figures, differing } = keyFigures([
      from('Steppe Post', figure(4e9, 'usd')),
      from('Сарыарка', figure(4.2e9, 'usd')),
      from('Дала', figure(4.2e9, 'usd')),
    ]);
    assert.deepEqual(
      differing.map(({ outlet, figure: { value } }) => [outlet, value]),
      [
        ['Steppe Post', 4e9],
        ['Сарыарка', 4.2e9],
        ['Дала', 4.2e9],
      ],
    );
    assert.ok(figures.every(({ value }) => value === 4e9 || value === 4.2e9));
  });
  const AGREE: readonly (readonly [string, Figure, Figure])[] = [
    ['"over 4 bn" and 4.2 bn', figure(4e9, 'usd', 'over'), figure(4.2e9, 'usd')],
    ['"more than 60 bn" and 61.2 bn', figure(60e9, 'usd', 'over'), figure(61.2e9, 'usd')],
    ['"about 4.1 bn" and 4.2 bn', figure(4.1e9, 'usd', 'about'), figure(4.2e9, 'usd')],
    ['"up to 15" and 14 aircraft', figure(15, 'aircraft', 'upTo'), figure(14, 'aircraft')],
    ['a deal and its tenth', figure(4.2e9, 'usd'), figure(4.05e8, 'usd')],
    ['two currencies', figure(4e9, 'usd'), figure(4.2e9, 'eur')],
    ['two shares', figure(45, 'pct'), figure(48, 'pct')],
  ];
  for (const [name, a, b] of AGREE)
    test(`are not ${name}`, () => {
      assert.deepEqual(keyFigures([from('A', a), from('B', b)]).differing, []);
      assert.deepEqual(keyFigures([from('B', b), from('A', a)]).differing, []);
    });
  test('are not two figures of one outlet', () => {
    const both = from('A', figure(4e9, 'usd'), figure(4.2e9, 'usd'));
    assert.deepEqual(keyFigures([both, from('B', figure(4.2e9, 'usd'))]).differing, []);
  });
  test('a rounded figure gives way to the exact one', () => {
    const { figures } = keyFigures([from('A', figure(4e9, 'usd', 'over')), from('B', figure(4.2e9, 'usd'))]);
    assert.deepEqual(shown(figures), ['4200000000 usd']);
  });
});

test('whatever the figures, at most three are shown and differing ones come from at least two outlets', () => {
  const anyFigure = fc
    .tuple(
      fc.double(),
      fc.constantFrom<Unit>('usd', 'pct', 'count', 'locomotive', 'year', 'person'),
      fc.constantFrom(null, 'over' as const, 'about' as const, 'upTo' as const),
    )
    .map(([value, unit, qualifier]) => figure(value, unit, qualifier));
  const members = fc.array(
    fc.record({ outlet: fc.constantFrom('A', 'B', 'C'), figures: fc.array(anyFigure, { maxLength: 6 }) }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(members, (articles) => {
      const { figures, differing } = keyFigures(articles);
      assert.ok(figures.length <= 3);
      const given = articles.flatMap((article) => article.figures);
      assert.ok(figures.every((one) => given.includes(one)));
      assert.ok(differing.length === 0 || new Set(differing.map(({ outlet }) => outlet)).size >= 2);
    }),
  );
});
