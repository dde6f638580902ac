import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CITY_ZONES, cityOfZone } from '../../src/locales/cities.ts';
import { cut, shownNumber, utcOffset } from '../../src/locales/formats.ts';
import { kk } from '../../src/locales/kk.ts';
import { ru } from '../../src/locales/ru.ts';

/** NBSP as `_`, so that cases can be read. */
const seen = (text: string) => text.replaceAll('\u00a0', '_');
const zone = 'Asia/Almaty';
const now = new Date('2026-11-22T03:10:00Z'); // Sunday, 08:10 in Astana

const numbers: [number, string][] = [
  [0, '0'],
  [300, '300'],
  [23_270, '23_270'],
  [999_999, '999_999'],
  [4.25, '4,25'],
  [1_000_000, '1_млн'],
  [4_200_000_000, '4,2_млрд'],
  [4_250_000_000, '4,25_млрд'],
  [12_345_000, '12,345_млн'],
  [12_345_678, '12_345_678'],
  [1_100_000_000_000, '1,1_трлн'],
  [-4_200_000, '-4,2_млн'],
];
for (const [value, expected] of numbers) {
  test(`${value} reads ${expected} in both languages`, () => {
    assert.equal(seen(ru.formats.number(value)), expected);
    assert.equal(seen(kk.formats.number(value)), expected);
  });
}

test('a number never loses digits', () => {
  const scales: Record<string, number> = { млн: 1e6, млрд: 1e9, трлн: 1e12 };
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_007_199_254_740 }), (value) => {
      const { text, scale } = shownNumber('ru', value);
      const digits = Number(text.replace(/[^\d,]/g, '').replace(',', '.'));
      assert.equal(Math.round(digits * (scale === null ? 1 : (scales[scale] ?? 0))), value);
    }),
  );
});

const figures: [number, string, 'over' | 'about' | 'upTo' | null, string, string][] = [
  [4_200_000_000, 'usd', null, '$4,2_млрд', '4,2_млрд_АҚШ доллары'],
  [61_200_000_000, 'usd', 'over', 'более_$61,2_млрд', '61,2_млрд_АҚШ долларынан астам'],
  [120_000_000_000, 'kzt', null, '120_млрд_тенге', '120_млрд_теңге'],
  [5_000_000_000, 'rub', null, '5_млрд_рублей', '5_млрд_рубль'],
  [1, 'rub', null, '1_рубль', '1_рубль'],
  [55, 'pct', null, '55_%', '55%'],
  [97, 'pct', 'upTo', 'до_97_%', '97%-ға дейін'],
  [2.5, 'pct', 'over', 'более_2,5_%', '2,5%-дан астам'],
  [300, 'locomotive', null, '300_локомотивов', '300_локомотив'],
  [301, 'locomotive', null, '301_локомотив', '301_локомотив'],
  [302, 'locomotive', null, '302_локомотива', '302_локомотив'],
  [301, 'locomotive', 'over', 'более_301_локомотива', '301_локомотивтен астам'],
  [302, 'locomotive', 'over', 'более_302_локомотивов', '302_локомотивтен астам'],
  [1.5, 'times', null, '1,5_раза', '1,5_есе'],
  [1_500_000, 'tonne', null, '1,5_млн_тонн', '1,5_млн_тонна'],
  [23_270, 'tonne', 'about', 'около_23_270_тонн', 'шамамен 23_270_тонна'],
  [630, 'company', 'over', 'более_630_компаний', '630_компаниядан астам'],
  [2, 'job', null, '2_рабочих места', '2_жұмыс орны'],
  [1000, 'job', 'upTo', 'до_1_000_рабочих мест', '1_000_жұмыс орнына дейін'],
  [15, 'year', null, '15_лет', '15_жыл'],
  [300, 'count', 'over', 'более_300', '300-ден астам'],
  [40, 'count', 'upTo', 'до_40', '40-қа дейін'],
  [9, 'count', 'over', 'более_9', '9-дан астам'],
  [6000, 'count', 'over', 'более_6_000', '6_000-нан астам'],
  [4_200_000_000, 'count', 'over', 'более_4,2_млрд', '4,2_млрд-тан астам'],
  [7, 'parsec', null, 'as written', 'as written'],
];
for (const [value, unit, qualifier, russian, kazakh] of figures) {
  test(`${qualifier ?? ''} ${value} ${unit} reads "${russian}" and "${kazakh}"`, () => {
    const figure = { value, unit, qualifier, text: 'as written' };
    assert.equal(seen(ru.formats.figure(figure)), russian);
    assert.equal(seen(kk.formats.figure(figure)), kazakh);
  });
}

test('dates name the weekday this year and the year otherwise', () => {
  assert.equal(ru.formats.date(now, zone, now), '22 ноября, вс');
  assert.equal(kk.formats.date(now, zone, now), '22 қараша, жс');
  const before = new Date('2025-11-22T03:10:00Z');
  assert.equal(ru.formats.date(before, zone, now), '22 ноября 2025');
  assert.equal(kk.formats.date(before, zone, now), '2025 жылғы 22 қараша');
  assert.equal(ru.formats.dateTime(now, zone, now), '22 ноября, 08:10 (Астана)');
  assert.equal(kk.formats.dateTime(now, 'America/New_York', now), '21 қараша, 22:10 (Нью-Йорк)');
});

test('a calendar date says no more than its text did', () => {
  assert.deepEqual(
    ['2026-09-22', '2025-11-06', '2025-11', '2025'].map((iso) => ru.formats.calendarDate(iso, 2026)),
    ['22 сентября', '6 ноября 2025', 'ноябрь 2025', '2025 год'],
  );
  assert.deepEqual(
    ['2026-09-22', '2025-11-06', '2025-11', '2025'].map((iso) => kk.formats.calendarDate(iso, 2026)),
    ['22 қыркүйек', '2025 жылғы 6 қараша', '2025 жылғы қараша', '2025 жыл'],
  );
});

test('the next delivery is named by day, date, weekday, hour and city', () => {
  const tomorrow = new Date('2026-11-23T03:30:00Z');
  assert.equal(ru.formats.when(tomorrow, zone, now), 'завтра, 23 ноября, пн, 08:30 (Астана)');
  assert.equal(kk.formats.when(tomorrow, zone, now), 'ертең, 23 қараша, дс, 08:30 (Астана)');
  const today = new Date('2026-11-22T05:00:00Z');
  assert.equal(ru.formats.when(today, zone, now), 'сегодня, 22 ноября, вс, 10:00 (Астана)');
  const later = new Date('2026-11-27T05:00:00Z');
  assert.equal(ru.formats.when(later, 'Asia/Yakutsk', now), '27 ноября, пт, 14:00 (UTC+9)');
});

test('relative time goes from minutes to hours to yesterday to a date', () => {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  assert.deepEqual(
    [0, 5, 120, 630, 5000].map((minutes) => ru.formats.relative(ago(minutes), zone, now)),
    ['только что', '5 минут назад', '2 часа назад', 'вчера в 21:40', '18 ноября, 20:50'],
  );
  assert.deepEqual(
    [0, 5, 120, 630, 5000].map((minutes) => kk.formats.relative(ago(minutes), zone, now)),
    ['жаңа ғана', '5 минут бұрын', '2 сағат бұрын', 'кеше, 21:40', '18 қараша, 20:50'],
  );
});

test('lists and windows read as people say them', () => {
  assert.equal(ru.formats.list(['А', 'Б', 'В']), 'А, Б и В');
  assert.equal(kk.formats.list(['А', 'Б', 'В']), 'А, Б және В');
  assert.deepEqual([24, 72, 168, 720].map(ru.formats.within), [
    'за сутки',
    'за 3 дня',
    'за неделю',
    'за 30 дней',
  ]);
  assert.deepEqual([24, 72, 168, 720].map(kk.formats.within), [
    'тәулік ішінде',
    '3 күн ішінде',
    'апта ішінде',
    '30 күн ішінде',
  ]);
  assert.equal(seen(ru.storyCount(21, 24)), '21 новость за сутки');
  assert.equal(seen(kk.storyCount(3, 24)), 'Тәулік ішінде 3 жаңалық');
});

test('every city zone is one that this Node knows, and no spelling names two zones', () => {
  const owners = new Map<string, string>();
  for (const { zone: name, cities } of CITY_ZONES) {
    assert.equal(new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone, name);
    for (const spelling of cities.flatMap(({ spellings }) => spellings)) {
      const owner = owners.get(spelling.toLowerCase());
      assert.ok(owner === undefined, `${spelling}: ${owner} and ${name}`);
      owners.set(spelling.toLowerCase(), name);
    }
  }
  assert.equal(cityOfZone('Asia/Aqtobe', 'kk'), 'Ақтөбе');
  assert.equal(cityOfZone('Asia/Yakutsk', 'ru'), null);
  assert.equal(utcOffset('America/St_Johns', now), 'UTC−3:30');
});

test('cutting keeps surrogate pairs whole', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.integer({ min: 2, max: 40 }),
      (text, max) => {
        const short = cut(text.toWellFormed(), max);
        assert.ok(short.length <= max);
        assert.ok(short.isWellFormed());
      },
    ),
  );
});
