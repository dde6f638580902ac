import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from '../../../src/domain/article.ts';
import { dateSpans, findDates, readDates } from '../../../src/domain/language/dates.ts';

/** A Monday, noon in Kazakhstan. */
const PUBLISHED = new Date('2025-11-10T07:00:00Z');

const cases: [Language, string, ...string[]][] = [
  ['ru', '7 ноября 2025 года', '2025-11-07'],
  ['ru', '7 ноября 2025', '2025-11-07'],
  ['ru', '7 ноября 2025 г.', '2025-11-07'],
  ['ru', '7-го ноября', '2025-11-07'],
  ['ru', '7 ноября', '2025-11-07'],
  ['ru', '5 января', '2026-01-05'],
  ['ru', '30 мая', '2025-05-30'],
  ['ru', '22–28 ноября', '2025-11-22', '2025-11-28'],
  ['ru', '6 и 7 ноября 2024 года', '2024-11-06', '2024-11-07'],
  ['ru', '30 октября – 2 ноября 2024 года', '2024-10-30', '2024-11-02'],
  ['ru', 'с 30 октября по 2 ноября 2024 года', '2024-10-30', '2024-11-02'],
  ['ru', '07.11.2025', '2025-11-07'],
  ['ru', '7.11.2025 г.', '2025-11-07'],
  ['ru', '07.11.25', '2025-11-07'],
  ['ru', '07/11/2025', '2025-11-07'],
  ['ru', '2025-11-07', '2025-11-07'],
  ['ru', 'в ноябре 2025 года', '2025-11'],
  ['ru', 'ноябрь 2025', '2025-11'],
  ['ru', 'в сентябре', '2025-09'],
  ['ru', 'в ноябре прошлого года', '2024-11'],
  ['ru', '15 марта этого года', '2025-03-15'],
  ['ru', 'в 2024 году', '2024'],
  ['ru', 'к 2027 году', '2027'],
  ['ru', '2023–2026 годы', '2023', '2026'],
  ['ru', 'вчера и сегодня', '2025-11-09', '2025-11-10'],
  ['ru', 'позавчера, завтра', '2025-11-08', '2025-11-11'],
  ['ru', 'в прошлом году', '2024'],
  ['ru', '31 февраля'],
  ['ru', '32.13.2025'],
  ['ru', 'в 10.30, версия 1.2.3, 300 локомотивов'],
  ['ru', 'марта и майор'],
  ['kk', '2025 жылғы 6 қараша', '2025-11-06'],
  ['kk', '2025 жылдың 6 қарашасында', '2025-11-06'],
  ['kk', '2025 ж. 22 қараша', '2025-11-22'],
  ['kk', '6 қарашада', '2025-11-06'],
  ['kk', '6 қарашадағы', '2025-11-06'],
  ['kk', '6-қараша', '2025-11-06'],
  ['kk', '6 қараша күні', '2025-11-06'],
  ['kk', 'қарашаның 6-сында', '2025-11-06'],
  ['kk', '6–7 қараша', '2025-11-06', '2025-11-07'],
  ['kk', '22 қыркүйекте', '2025-09-22'],
  ['kk', '15 наурызда', '2026-03-15'],
  ['kk', '2025 жылғы қараша', '2025-11'],
  ['kk', '2025 жылдың қарашасында', '2025-11'],
  ['kk', 'қараша айында', '2025-11'],
  ['kk', 'қыркүйекте', '2025-09'],
  ['kk', '2024 жылы', '2024'],
  ['kk', '2027 жылға дейін', '2027'],
  ['kk', '2027-ге дейін', '2027'],
  ['kk', '2023–2026 жылдары', '2023', '2026'],
  ['kk', 'кеше, бүгін, ертең', '2025-11-09', '2025-11-10', '2025-11-11'],
  ['kk', 'былтыр және биыл', '2024', '2025'],
  ['kk', '2025 жылғы 30 қазан – 2 қараша', '2025-10-30', '2025-11-02'],
  ['kk', 'мұнай-газ маусымы, қазан-ошақ'],
  ['en', 'Nov. 6', '2025-11-06'],
  ['en', 'November 6, 2025', '2025-11-06'],
  ['en', 'November 6th', '2025-11-06'],
  ['en', '6 November 2025', '2025-11-06'],
  ['en', 'the 6th of November', '2025-11-06'],
  ['en', 'Nov. 6-7, 2024', '2024-11-06', '2024-11-07'],
  ['en', 'Sept. 22', '2025-09-22'],
  ['en', 'in November', '2025-11'],
  ['en', 'November 2025', '2025-11'],
  ['en', 'in 2025, by 2030, since 1993', '2025', '2030', '1993'],
  ['en', 'yesterday', '2025-11-09'],
  ['en', 'last year', '2024'],
  ['en', '11/26/2025', '2025-11-26'],
  ['en', 'they may 5 times march 3 miles'],
  ['en', 'May 6 and March 30', '2026-05-06', '2026-03-30'],
  ['other', '7 ноября 2025 года, 2025 жылғы 6 қараша', '2025-11-07', '2025-11-06'],
];
for (const [language, text, ...expected] of cases) {
  test(`dates of "${text}" (${language}) are ${expected.join(', ') || 'none'}`, () => {
    const found = findDates(text, language, PUBLISHED);
    assert.deepEqual(
      found.map(({ date }) => date),
      expected,
    );
    for (const { start, end, text: written } of found) assert.equal(text.slice(start, end), written);
  });
}

test('without a date of publication only dates with their year are reported', () => {
  const text = 'Вчера, 7 ноября, и 6 ноября 2025 года, в ноябре';
  assert.deepEqual(
    findDates(text, 'ru').map(({ date }) => date),
    ['2025-11-06'],
  );
  assert.deepEqual(
    dateSpans(readDates(text)).map(([start, end]) => text.slice(start, end)),
    ['7 ноября', '6 ноября 2025 года', 'ноябре'],
  );
});

test('a day without a year is the one nearest to the publication, over New Year too', () => {
  const on = (text: string, day: string) => findDates(text, 'ru', new Date(`${day}T07:00:00Z`))[0]?.date;
  assert.equal(on('30 декабря', '2026-01-05'), '2025-12-30');
  assert.equal(on('5 января', '2025-12-30'), '2026-01-05');
  assert.equal(on('29 февраля', '2024-03-01'), '2024-02-29');
});

test('yesterday is counted by the clock of Kazakhstan', () => {
  const yesterday = (instant: string) => findDates('кеше', 'kk', new Date(instant))[0]?.date;
  assert.equal(yesterday('2025-11-09T18:59:00Z'), '2025-11-08');
  assert.equal(yesterday('2025-11-09T19:01:00Z'), '2025-11-09');
});

test('every day of two centuries is read back from three languages', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(day, (date) => {
      const iso = date.toISOString().slice(0, 10);
      const [year, , d] = iso.split('-').map(Number);
      const named = (locale: string) =>
        date.toLocaleDateString(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' });
      const texts: [Language, string][] = [
        ['ru', `${named('ru')} ${year} года`],
        ['en', `${named('en-US')}, ${year}`],
        [
          'kk',
          `${year} жылғы ${d} ${named('kk')
            .replace(/[\d\s]/g, '')
            .toLowerCase()}`,
        ],
      ];
      for (const [language, text] of texts) {
        assert.deepEqual(
          findDates(text, language).map((found) => [found.text, found.date]),
          [[text, iso]],
        );
      }
    }),
    { numRuns: 150 },
  );
});

test('dates of any text lie inside it, in order', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '7',
      '31',
      ' ',
      '-',
      '.',
      '2025',
      ' ноября',
      ' қарашада',
      'Nov. ',
      ' года',
      ' жылғы ',
      'вчера',
      'İ',
      '\ud800',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.option(fc.date(), { nil: undefined }),
      (pieces, published) => {
        const text = pieces.join('');
        let last = 0;
        for (const found of findDates(text, 'other', published)) {
          assert.ok(found.start >= last && found.end > found.start && found.end <= text.length);
          assert.equal(text.slice(found.start, found.end), found.text);
          assert.match(found.date, /^(?:19|20|21)\d\d(?:-\d\d(?:-\d\d)?)?$/);
          last = found.end;
        }
      },
    ),
    { numRuns: 1000 },
  );
});
