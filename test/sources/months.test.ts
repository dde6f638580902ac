import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DateContext, readDate } from '../../src/sources/dates.ts';

const context: DateContext = {
  timeZone: 'Asia/Almaty',
  language: 'kk',
  now: new Date('2025-11-10T00:00:00Z'),
};

/** Every name of a month that a Russian or Kazakh site writes beside a day. */
const NAMES = [
  'январь января янв қаңтар қаң қаңтарда',
  'февраль февраля февр фев ақпан ақп ақпанның',
  'март марта мар наурыз нау наурызда',
  'апрель апреля апр сәуір сәу сәуірде',
  'май мая мамыр мам мамырда',
  'июнь июня июн маусым мау маусымда',
  'июль июля июл шілде шіл шілдеде',
  'август августа авг тамыз там тамызда',
  'сентябрь сентября сент сен қыркүйек қыр қыркүйекте',
  'октябрь октября окт қазан қаз қазанда',
  'ноябрь ноября нояб ноя қараша қар қарашада қарашасы қарашаның',
  'декабрь декабря дек желтоқсан жел желтоқсанда',
].map((line) => line.split(' '));

for (const [month, names] of NAMES.entries()) {
  test(`month ${month + 1} is known by ${names.join(', ')}`, () => {
    const expected = Date.UTC(2024, month, 6, 21, 30);
    for (const name of names) {
      for (const written of [name, name.toUpperCase(), `${name}.`]) {
        const at = readDate(`6 ${written} 2024, 21:30`, { ...context, timeZone: 'UTC' })?.at.getTime();
        assert.equal(at, expected, written);
      }
    }
  });
}

const WEEKDAYS =
  'пн вт ср чт пт сб вс дс сс бс жм жс понедельник вторник среда четверг пятница суббота воскресенье дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі Thu Sunday';
test('weekdays are skipped, also wrong ones', () => {
  for (const day of WEEKDAYS.split(' ')) {
    assert.equal(
      readDate(`${day}, 06.11.2025 21:30`, context)?.at.toISOString(),
      '2025-11-06T16:30:00.000Z',
      day,
    );
    assert.equal(
      readDate(`${day}. 6 қараша 2025 21:30`, context)?.at.toISOString(),
      '2025-11-06T16:30:00.000Z',
      day,
    );
  }
});

const RELATIVE: [string, string][] = [
  ['сегодня, 03:05', '2025-11-09T22:05:00.000Z'],
  ['Бүгін 03:05', '2025-11-09T22:05:00.000Z'],
  ['Today, 03:05', '2025-11-09T22:05:00.000Z'],
  ['Вчера в 21:30', '2025-11-09T16:30:00.000Z'],
  ['кеше, 21:30', '2025-11-09T16:30:00.000Z'],
  ['yesterday 9:30 p.m.', '2025-11-09T16:30:00.000Z'],
];
for (const [raw, at] of RELATIVE) {
  test(`"${raw}" is counted from the day in the zone of the source`, () => {
    assert.equal(readDate(raw, context)?.at.toISOString(), at);
  });
}

/** In their own zone, whatever the source's is. */
const OFFSETS: [string, string][] = [
  ['+0500', '2025-11-06T16:30:00.000Z'],
  ['+05:00', '2025-11-06T16:30:00.000Z'],
  ['+05', '2025-11-06T16:30:00.000Z'],
  ['Z', '2025-11-06T21:30:00.000Z'],
  ['GMT', '2025-11-06T21:30:00.000Z'],
  ['UTC', '2025-11-06T21:30:00.000Z'],
  ['EST', '2025-11-07T02:30:00.000Z'],
  ['EDT', '2025-11-07T01:30:00.000Z'],
  ['CST', '2025-11-07T03:30:00.000Z'],
  ['CDT', '2025-11-07T02:30:00.000Z'],
  ['MST', '2025-11-07T04:30:00.000Z'],
  ['MDT', '2025-11-07T03:30:00.000Z'],
  ['PST', '2025-11-07T05:30:00.000Z'],
  ['PDT', '2025-11-07T04:30:00.000Z'],
  ['MSK', '2025-11-06T18:30:00.000Z'],
  ['ALMT', '2025-11-06T17:30:00.000Z'],
  ['', '2025-11-06T17:30:00.000Z'],
];
for (const [zone, at] of OFFSETS) {
  test(`half past nine ${zone || 'without a zone'} is ${at}`, () => {
    const baku = { ...context, timeZone: 'Asia/Baku' };
    assert.equal(readDate(`2025-11-06T21:30:00${zone}`, baku)?.at.toISOString(), at);
    assert.equal(readDate(`Thu, 06 Nov 2025 21:30:00 ${zone}`, baku)?.at.toISOString(), at);
  });
}
