import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from '../../../src/domain/article.ts';
import { findFigures } from '../../../src/domain/language/numbers.ts';
import { NUMBERS } from './numbersCases.ts';

for (const [language, text, ...expected] of NUMBERS) {
  test(`figures of "${text}" (${language}) are ${expected.join(', ') || 'none'}`, () => {
    const found = findFigures(text, language);
    assert.deepEqual(
      found.map(({ value, unit, qualifier }) => [value, unit, ...(qualifier ? [qualifier] : [])].join(' ')),
      expected,
    );
    for (const { start, end, text: written } of found) assert.equal(text.slice(start, end), written);
  });
}

const none: [Language, string][] = [
  ['ru', 'Boeing 787-9 Dreamliner и Boeing 737 MAX'],
  ['ru', 'саммит C5+1, С5+1, G20 и B5+1'],
  ['ru', 'локомотив ТЭ33А, самолет А320, штамм Covid-19'],
  ['ru', '7 ноября 2025 года, 22–28 ноября, 07.11.2025'],
  ['ru', 'в 15:30, в 10.00, тел. +7 (7172) 72-03-45'],
  ['ru', '80-я сессия, 2-й созыв, 90-х годов'],
  ['ru', 'статья 12, пункт 3, резолюция 2231, № 5'],
  ['ru', 'он сказал, что один из лидеров приедет'],
  ['ru', 'сеть 5G, видео 4K, реактор ВВЭР-1200'],
  ['ru', 'в 2024 году; с 2023 по 2026 годы; план до 2030'],
  ['ru', 'Казахстан-2050'],
  ['kk', 'C5+1-дің саммиті, Boeing 787-9 ұшағы'],
  ['kk', '2025 жылғы 6 қараша, 6 қарашада, 2027-ге қарай'],
  ['kk', '5-ші отырыс, 80-сессия, сағат 15.00-де'],
  ['kk', 'бір компания айтты, миллиондаған адам'],
  ['en', 'Boeing 787-9, the G20, the 80th session, at 6 p.m.'],
  ['en', 'on Nov. 6, 2025, in 2025, by 2030'],
  ['en', 'one of the leaders, a company'],
  ['en', 'https://example.org/2025/300-locomotives'],
];
for (const [language, text] of none) {
  test(`"${text}" (${language}) holds no figure`, () => assert.deepEqual(findFigures(text, language), []));
}

test('a figure shows scale, currency or noun as written, and neither qualifier nor ending', () => {
  const written = (language: Language, text: string) =>
    findFigures(text, language).map((figure) => figure.text);
  assert.deepEqual(written('ru', 'свыше 4,2 млрд долларов США'), ['4,2 млрд долларов США']);
  assert.deepEqual(written('kk', '13%-дан астам'), ['13%']);
  assert.deepEqual(written('kk', '$4,2 млрд-тан астам'), ['$4,2 млрд']);
  assert.deepEqual(written('kk', '300-ден астам компания'), ['300-ден астам компания']);
  assert.deepEqual(written('en', 'about $2.5bn, up'), ['$2.5bn']);
  assert.deepEqual(written('ru', 'всего 4,2 млрд.'), ['4,2 млрд']);
  assert.deepEqual(written('ru', 'на 4 млн долл.'), ['4 млн долл.']);
});

const languages = fc.constantFrom<Language>('ru', 'kk', 'en', 'other');
const pieces = fc.constantFrom(
  ...[
    '4,2',
    '300',
    ' млрд',
    ' мың',
    'млн',
    ' доллар',
    '$',
    ' АҚШ',
    '%',
    '-ға',
    ' - ',
    ' до ',
    '1 000',
    ' жүз',
    ' two',
  ],
  ...[
    ' hundred',
    ' сто',
    ' пять',
    ' лет',
    ' 2025',
    ' жылы',
    '.',
    ',',
    ' ',
    'ё',
    'İ',
    '\u{1F600}',
    '\ud800',
    '\u00a0',
    '787-9',
  ],
);

test('figures of any text lie inside it, in order, and show what stands there', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(pieces, { maxLength: 14 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(text, languages, (source, language) => {
      let last = 0;
      for (const figure of findFigures(source, language)) {
        assert.ok(figure.start >= last && figure.end > figure.start && figure.end <= source.length);
        assert.equal(source.slice(figure.start, figure.end), figure.text);
        assert.ok(Number.isFinite(figure.value) && figure.value >= 0);
        last = figure.end;
      }
    }),
    { numRuns: 1500 },
  );
});

test('whole numbers are read back however thousands are grouped', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2101, max: 999_999_999 }), (n) => {
      const spaced = String(n).replace(/\B(?=(\d{3})+$)/g, ' ');
      const commas = spaced.replaceAll(' ', ',');
      const value = (text: string, language: Language) =>
        findFigures(text, language).map((figure) => figure.value);
      assert.deepEqual(value(`${spaced} тонн`, 'ru'), [n]);
      assert.deepEqual(value(`${spaced} тонна`, 'kk'), [n]);
      assert.deepEqual(value(`${commas} tonnes`, 'en'), [n]);
    }),
    { numRuns: 300 },
  );
});

test('hostile runs of characters are read in a time that grows with their length only', () => {
  const size = 20_000;
  for (const piece of [
    '1',
    '1 000 ',
    '1.',
    '1-',
    '5+',
    'a1',
    'C5+1',
    'сто ',
    'жүз ',
    '5 млн ',
    '+7 ',
    '6 ноября ',
    '$',
    'a@',
  ]) {
    const text = piece.repeat(size / piece.length);
    const begin = performance.now();
    findFigures(text, 'ru');
    const milliseconds = performance.now() - begin;
    assert.ok(milliseconds < 1500, `"${piece}": ${Math.round(milliseconds)} ms`);
  }
});

test('a full stop belongs to an abbreviated scale, never to a whole word', () => {
  const shown = (text: string) => findFigures(text, 'ru').map((figure) => figure.text);
  assert.deepEqual(shown('За год ввезли 118 тысяч.'), ['118 тысяч']);
  assert.deepEqual(shown('Предприятий стало 6 тысяч. Половина закрыта.'), ['6 тысяч']);
  assert.deepEqual(shown('Вывезли 3 тысячи.'), ['3 тысячи']);
  assert.deepEqual(shown('Собрали 3 тыс. машин.'), ['3 тыс. машин']);
});
