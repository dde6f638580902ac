import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Figure, Language, Unit } from '../../../src/domain/article.ts';
import { findFigures } from '../../../src/domain/language/numbers.ts';
import { kk } from '../../../src/locales/kk.ts';
import { ru } from '../../../src/locales/ru.ts';
import { FIGURE_CASES, RENDERED } from './figureCases.ts';

const said = ({ value, unit, qualifier }: Figure) =>
  [value, unit, ...(qualifier ? [qualifier] : [])].join(' ');

test('the table of figures is read as it says, in three languages', () => {
  const seen = new Map<Language, number>();
  const wrong: string[] = [];
  for (const [language, text, ...expected] of FIGURE_CASES) {
    seen.set(language, (seen.get(language) ?? 0) + 1);
    const found = findFigures(text, language).map(said);
    if (found.join('; ') !== expected.join('; '))
      wrong.push(
        `${language} "${text}": ${found.join('; ') || 'none'}, not ${expected.join('; ') || 'none'}`,
      );
  }
  assert.deepEqual(wrong, []);
  assert.ok(FIGURE_CASES.length >= 150, String(FIGURE_CASES.length));
  for (const language of ['ru', 'kk', 'en'] as const) assert.ok((seen.get(language) ?? 0) >= 35, language);
});

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('figures are rendered in the words of the reader', () => {
  for (const [value, unit, qualifier, russian, kazakh] of RENDERED) {
    const figure = { value, unit, qualifier, text: 'as written' };
    assert.equal(plain(ru.formats.figure(figure)), russian);
    assert.equal(plain(kk.formats.figure(figure)), kazakh);
  }
});

const UNITS: readonly Unit[] = [
  ...(['usd', 'kzt', 'eur', 'rub', 'cny', 'pct', 'tonne', 'barrel', 'km', 'person', 'company'] as const),
  ...(['country', 'licence', 'locomotive', 'aircraft', 'machine', 'student', 'job', 'megawatt'] as const),
  ...(['hectare', 'vehicle', 'wagon', 'school', 'village', 'hour', 'minute'] as const),
];

test('a figure as readers see it reads back to the same value, unit and qualifier', () => {
  const values = fc.oneof(
    fc.integer({ min: 3, max: 99_999 }),
    fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom(1e6, 1e9))
      .map(([n, scale]) => (n * scale) / 10),
  );
  const qualifiers = fc.constantFrom(null, 'over', 'upTo', 'about');
  fc.assert(
    fc.property(values, fc.constantFrom(...UNITS), qualifiers, (value, unit, qualifier) => {
      for (const [language, locale] of [
        ['ru', ru],
        ['kk', kk],
      ] as const) {
        const shown = locale.formats.figure({ value, unit, qualifier, text: '' });
        const [figure, ...more] = findFigures(`${language === 'ru' ? 'Это' : 'Бұл'} ${shown}.`, language);
        assert.ok(figure && more.length === 0, shown);
        assert.equal(said(figure), said({ ...figure, value, unit, qualifier }), shown);
      }
    }),
    { numRuns: 1500 },
  );
});

// Numbers in words, by rules written apart from those that read them.
const RU_ONES =
  'ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать'.split(
    ' ',
  );
const RU_TENS = '_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'.split(' ');
const RU_HUNDREDS = '_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот'.split(' ');
const KK_ONES = 'нөл бір екі үш төрт бес алты жеті сегіз тоғыз'.split(' ');
const KK_TENS = '_ он жиырма отыз қырық елу алпыс жетпіс сексен тоқсан'.split(' ');
const EN_ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const EN_TENS = '_ _ twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function below1000(n: number, language: 'ru' | 'kk' | 'en', feminine: boolean): string {
  const words: string[] = [];
  const [hundreds, rest] = [Math.floor(n / 100), n % 100];
  if (language === 'kk') {
    if (hundreds > 0) words.push(hundreds === 1 ? 'жүз' : `${KK_ONES[hundreds]} жүз`);
    if (rest >= 10) words.push(KK_TENS[Math.floor(rest / 10)] ?? '');
    if (rest % 10 > 0) words.push(KK_ONES[rest % 10] ?? '');
    return words.join(' ');
  }
  const [ones, tens] = language === 'ru' ? [RU_ONES, RU_TENS] : [EN_ONES, EN_TENS];
  if (hundreds > 0)
    words.push(language === 'ru' ? (RU_HUNDREDS[hundreds] ?? '') : `${EN_ONES[hundreds]} hundred`);
  const last = rest < 20 ? rest : rest % 10;
  const unit = feminine && last === 1 ? 'одна' : feminine && last === 2 ? 'две' : (ones[last] ?? '');
  if (rest >= 20 && last > 0 && language === 'en') words.push(`${tens[Math.floor(rest / 10)]}-${unit}`);
  else {
    if (rest >= 20) words.push(tens[Math.floor(rest / 10)] ?? '');
    if (last > 0) words.push(unit);
  }
  return words.join(' ');
}

const plural = (n: number, one: string, few: string, many: string) =>
  n % 10 === 1 && n % 100 !== 11
    ? one
    : [2, 3, 4].includes(n % 10) && ![12, 13, 14].includes(n % 100)
      ? few
      : many;

function spelled(n: number, language: 'ru' | 'kk' | 'en'): string {
  const [millions, thousands, rest] = [Math.floor(n / 1e6), Math.floor(n / 1e3) % 1000, n % 1000];
  const words: string[] = [];
  if (millions > 0) {
    const scale =
      language === 'ru'
        ? plural(millions, 'миллион', 'миллиона', 'миллионов')
        : language === 'kk'
          ? 'миллион'
          : 'million';
    words.push(below1000(millions, language, false), scale);
  }
  if (thousands > 0) {
    const scale =
      language === 'ru'
        ? plural(thousands, 'тысяча', 'тысячи', 'тысяч')
        : language === 'kk'
          ? 'мың'
          : 'thousand';
    words.push(below1000(thousands, language, language === 'ru'), scale);
  }
  if (rest > 0) words.push(below1000(rest, language, language === 'ru'));
  return words.join(' ');
}

for (const [language, noun] of [
  ['ru', 'тонн'],
  ['kk', 'тонна'],
  ['en', 'tonnes'],
] as const) {
  test(`every whole number in words is read back (${language})`, () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 2, max: 2000 }), fc.integer({ min: 2, max: 999_999_999 })),
        (n) => {
          const text = `${spelled(n, language)} ${noun}`;
          assert.deepEqual(findFigures(text, language).map(said), [`${n} tonne`], text);
        },
      ),
      { numRuns: 3000 },
    );
  });
}
