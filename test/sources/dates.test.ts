import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type DateContext, publishedAt, readDate } from '../../src/sources/dates.ts';

const context: DateContext = {
  timeZone: 'Asia/Almaty',
  language: 'ru',
  now: new Date('2025-11-10T00:00:00Z'),
};

const SAME_INSTANT = [
  'Thu, 06 Nov 2025 21:30:00 +0500',
  'Thu, 6 Nov 2025 21:30:00',
  '2025-11-06 21:30:00',
  '06.11.2025 21:30',
  '06 Nov 2025 21:30:00 ALMT',
  '6 ноября 2025, 21:30',
  'Чт, 06 ноя 2025 21:30:00 +0500',
  '2025-11-06T21:30+05',
  '1762446600',
  '1762446600000',
  '2025 жылғы 6 қараша, 21:30',
  '6 қараша 2025 ж. 21:30',
  '6 қарашада 21:30',
  '6 Қараша 2025 жылы 21:30',
  'Бейсенбі, 6 қараша 2025 21:30',
  '6 ноября 2025 года, 21:30',
  '6 ноября, 21:30',
  '21:30, 06.11.2025',
  '06/11/2025 21:30',
  'Thu, 06 Nov 2025 16:30:00 GMT',
  'Thu, 06 Nov 2025 11:30:00 EST',
  'Thursday, 06-Nov-25 16:30:00 UTC',
  'Thu Nov 06 21:30:00 +0500 2025',
  'Nov. 6, 2025, 9:30 p.m.',
  '2025-11-06T16:30:00.000Z',
  '2025-11-06T19:30:00+03:00',
  '06.11.2025 19:30 МСК',
  'Опубликовано: 6 ноября 2025 г. в 21:30 | 1200 просмотров',
  '06.11.2025 21:30 1200 просмотров',
  '6 ноября, 21:30 2012 просмотров',
  'Thu Nov  6 21:30:00 2025',
  'Thu Nov 06 16:30:00 UTC 2025',
  'Thu Nov 06 21:30:00 2025 +0500',
  '2025 November 06 21:30:00',
  '2025-11-06T21:30:00:+0500',
  '2025-11-06T21:30:00+05:00:00',
  '06 Nov 2025 11:30:00 --0500',
  '06 Nov 2025 21:30:00 ALMT+0500',
  '06 Nov 2025 16:30:00 GMT+0000 (Coordinated Universal Time)',
  '6 Nov 2025 11:30 America/New_York',
  '21:30 06.11.2025 +0500',
  '6 Nov 2025 21:30:0',
];
for (const raw of SAME_INSTANT) {
  test(`"${raw}" is half past nine in the evening in Almaty`, () => {
    assert.deepEqual(readDate(raw, context), { at: new Date('2025-11-06T16:30:00Z'), precision: 'instant' });
  });
}

const NO_DATE = [
  '',
  '2025',
  '2025-11',
  '2025-335',
  '31.02.2025',
  '2025-13-06',
  '06.11.2025 24:61',
  '06.11.2025 13:00 PM',
  '2025-11-06T2130Z',
  'Thu, 06 Nov 2025 21:30:00 XYZ',
  '6 Nov 2025 21:30 America/Atlantis',
  '6 Nov 2025 21:30 EST5EDT',
  '2025-11-06 00:00:00.0 21:30:00.0 +0500',
  '2025-11-06 10:00-18:00',
  '2025-11-06 오후 09:30:00',
  'PM 9:30 2025-11-06',
  '2025-11-06 9:3',
  '05-11-06',
  'там 6 человек',
  '21:30 там',
  'вчерашний день',
  '--',
];
for (const raw of NO_DATE) {
  test(`"${raw}" is no date`, () => assert.equal(readDate(raw, context), null));
}

test('in English a date with slashes that could be two days is none', () => {
  const english = { ...context, language: 'en' } as const;
  assert.equal(readDate('11/06/2025', english), null);
  assert.equal(
    readDate('11/26/2025 21:30', { ...english, now: new Date('2025-12-01') })?.at.toISOString(),
    '2025-11-26T16:30:00.000Z',
  );
});

test('a date without a time is noon of that day, and today is no moment at all', () => {
  assert.deepEqual(readDate('06.11.2025', context), {
    at: new Date('2025-11-06T07:00:00Z'),
    precision: 'day',
  });
  assert.equal(publishedAt('06.11.2025', context)?.toISOString(), '2025-11-06T07:00:00.000Z');
  assert.equal(publishedAt('10.11.2025', context), null);
});

test('today and yesterday are counted in the zone of the source', () => {
  // It is already the 10th in Almaty, 05:00.
  assert.equal(readDate('сегодня, 03:05', context)?.at.toISOString(), '2025-11-09T22:05:00.000Z');
  assert.equal(readDate('Кеше 21:30', context)?.at.toISOString(), '2025-11-09T16:30:00.000Z');
});

test('without a year the nearest past one is meant', () => {
  assert.equal(readDate('20 дек, 12:00', context)?.at.toISOString(), '2024-12-20T07:00:00.000Z');
});

test('a dot between hours and minutes is not taken for a year', () => {
  assert.equal(readDate('6 ноября 21.30', context)?.at.getUTCFullYear(), 2025);
});

test('Almaty was six hours ahead of UTC until March 2024', () => {
  assert.equal(readDate('06.11.2023 21:30', context)?.at.toISOString(), '2023-11-06T15:30:00.000Z');
});

for (const raw of [
  'Thu, 01 Jan 1970 00:00:00 GMT',
  '2099-01-01T00:00:00Z',
  '2025-11-10T03:00:00Z',
  'Mon, 01 Nov 1994 00:00:00 GMT',
]) {
  test(`"${raw}" is not believed as a moment of publication`, () =>
    assert.equal(publishedAt(raw, context), null));
}

test('whatever is written, reading it ends with an instant or null', () => {
  const piece = fc.constantFrom(
    '6',
    '06',
    '2025',
    'ноября',
    'қараша',
    'Nov',
    ':',
    '.',
    '-',
    ' ',
    '+05',
    'T',
    'Z',
    '30',
    'ж.',
    'PM',
    ',',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(piece, { maxLength: 12 }).map((all) => all.join('')),
      ),
      (raw) => {
        const date = readDate(raw, context);
        assert.ok(date === null || Number.isFinite(date.at.getTime()));
      },
    ),
    { numRuns: 2000, verbose: 1 },
  );
});

test('what our own clock writes is read back', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1996-01-01'), max: new Date('2025-11-09'), noInvalidDate: true }),
      (date) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000);
        assert.equal(publishedAt(whole.toISOString(), context)?.getTime(), whole.getTime());
        assert.equal(publishedAt(whole.toUTCString(), context)?.getTime(), whole.getTime());
      },
    ),
    { verbose: 1 },
  );
});
