import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Figure, Unit } from '../../src/domain/article.ts';
import { keyFigures } from '../../src/domain/figures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

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
  test('leave out a handful of people and a few villages', () => {
    const { figures } = keyFigures([
      from('A', figure(6, 'person'), figure(3, 'village'), figure(9, 'student'), figure(12, 'aircraft')),
    ]);
    assert.deepEqual(shown(figures), ['12 aircraft']);
  });
  test('leave out shares, prices, distances and handfuls that stand far behind the first sentences', () => {
    const details = [
      figure(55, 'pct'),
      figure(250, 'usd'),
      figure(1200, 'km'),
      figure(188, 'country'),
      figure(3, 'aircraft'),
      figure(12, 'hectare'),
    ];
    const head = (...figures: Figure[]) => ({
      ...from('A', ...details, figure(300, 'locomotive')),
      head: figures,
    });
    assert.deepEqual(shown(keyFigures([head()]).figures), ['300 locomotive']);
    for (const detail of details)
      assert.deepEqual(
        new Set(shown(keyFigures([head(detail)]).figures)),
        new Set(shown([figure(300, 'locomotive'), detail])),
      );
    assert.equal(keyFigures([from('A', ...details)]).figures.length, 3, 'nobody knows where they stand');
    const land = { ...from('A', figure(3000, 'hectare'), figure(4e6, 'usd')), head: [] };
    assert.equal(keyFigures([land]).figures.length, 2);
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

describe('figures of real articles', () => {
  let u: Understanding;
  before(async () => {
    u = await shippedUnderstanding();
  });
  const read = (outlet: string, text: string) => from(outlet, ...understand({ title: '', text }, u).figures);
  /** Texts of two outlets, the figures shown and those that differ. */
  const CASES: readonly {
    readonly name: string;
    readonly texts: readonly [string, string];
    readonly shown: readonly string[];
    readonly differing: readonly string[];
  }[] = [
    {
      name: 'sums that outlets round otherwise differ (ru, en)',
      texts: [
        'КТЖ и Wabtec подписали контракт на 4,2 млрд долларов.',
        'KTZ and Wabtec signed a $4 billion contract.',
      ],
      shown: ['4200000000 usd', '4000000000 usd'],
      differing: ['4200000000 usd', '4000000000 usd'],
    },
    {
      name: 'sums that outlets round otherwise differ (kk, ru)',
      texts: [
        'ҚТЖ мен Wabtec 4 млрд долларлық келісім жасады.',
        'Контракт КТЖ и Wabtec стоит 4,2 млрд долларов.',
      ],
      shown: ['4000000000 usd', '4200000000 usd'],
      differing: ['4000000000 usd', '4200000000 usd'],
    },
    {
      name: 'the same sum in words and digits agrees (kk, en)',
      texts: ['Келісім құны 4,2 миллиард АҚШ доллары.', 'The deal is worth $4.2bn.'],
      shown: ['4200000000 usd'],
      differing: [],
    },
    {
      name: '"more than" agrees with the exact sum (ru, kk)',
      texts: ['Сумма превысила 4 млрд долларов.', 'Келісім құны 4,2 млрд доллар.'],
      shown: ['4200000000 usd'],
      differing: [],
    },
    {
      name: 'counts of one thing differ (kk, en)',
      texts: ['ҚТЖ 300 локомотив сатып алады.', 'KTZ will buy 310 locomotives.'],
      shown: ['300 locomotive', '310 locomotive'],
      differing: ['300 locomotive', '310 locomotive'],
    },
    {
      name: 'a count and a share are two things (ru, kk)',
      texts: ['Завод соберёт 300 локомотивов.', 'Отандық бөлшектердің үлесі 45 пайыз.'],
      shown: ['300 locomotive', '45 pct'],
      differing: [],
    },
    {
      name: 'the price of one and the sum of all are two things (en, ru)',
      texts: ['Each locomotive costs $14 million.', 'Контракт стоит 4,2 млрд долларов.'],
      shown: ['14000000 usd', '4200000000 usd'],
      differing: [],
    },
    {
      name: 'a price per pound stands behind tonnes and sums (ru)',
      texts: [
        'Казатомпром продаст 23 270 тонн урана при цене 82 доллара за фунт.',
        'Казатомпром продаст 23 270 тонн урана на 1,7 млрд долларов.',
      ],
      shown: ['1700000000 usd', '23270 tonne', '82 usd'],
      differing: [],
    },
    {
      name: 'a price per barrel stands behind tonnes (kk, en)',
      texts: [
        'Қазақстан 70 000 тонна мұнай жөнелтті, баррелі 65 доллар.',
        'Kazakhstan shipped 70,000 tonnes at $68 a barrel.',
      ],
      shown: ['70000 tonne', '65 usd', '68 usd'],
      differing: [],
    },
    {
      name: 'two currencies are never compared (kk, en)',
      texts: ['Жоба құны 4 млрд доллар.', 'The project will cost 4.2 billion euros.'],
      shown: ['4000000000 usd', '4200000000 eur'],
      differing: [],
    },
  ];
  for (const { name, texts, shown: wanted, differing } of CASES)
    test(name, () => {
      const told = keyFigures([read('A', texts[0]), read('B', texts[1])]);
      assert.deepEqual(shown(told.figures), wanted);
      assert.deepEqual(shown(told.differing.map(({ figure }) => figure)), differing);
    });
  test('background far behind an article’s main figures differs from nothing', () => {
    const main = [figure(3.4e9, 'usd'), figure(2e9, 'usd'), figure(6e8, 'usd')];
    const other = from('B', figure(5.2e9, 'usd'));
    assert.deepEqual(keyFigures([from('A', ...main, figure(5e9, 'usd')), other]).differing, []);
    assert.equal(keyFigures([from('A', figure(5e9, 'usd'), ...main), other]).differing.length, 2);
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
