import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuiet, parseTime } from '../../src/telegram/words.ts';

const WORKDAYS = [1, 2, 3, 4, 5];
const times: [typed: string, at: string | null, days?: readonly number[]][] = [
  ['8 утра', '08:00'],
  ['В 8 утра', '08:00'],
  ['8:30 утра', '08:30'],
  ['8 часов утра', '08:00'],
  ['7 вечера', '19:00'],
  ['20 вечера', '20:00'],
  ['2 дня', '14:00'],
  ['12 дня', '12:00'],
  ['12 ночи', '00:00'],
  ['1 ночи', '01:00'],
  ['11 ночи', '23:00'],
  ['8am', '08:00'],
  ['7:15 pm', '19:15'],
  ['утром в 8', '08:00'],
  ['таңғы 8', '08:00'],
  ['Таңғы сағат 8-де', '08:00'],
  ['таңертең 8:30', '08:30'],
  ['кешкі 7', '19:00'],
  ['кешке 7-де', '19:00'],
  ['түскі 12', '12:00'],
  ['түнгі 11', '23:00'],
  ['сағат 8', '08:00'],
  ['в 20:00', '20:00'],
  ['8 часов', '08:00'],
  ['по будням в 8 утра', '08:00', WORKDAYS],
  ['8 утра по будням', '08:00', WORKDAYS],
  ['будни, 08:30', '08:30', WORKDAYS],
  ['пн-ср 9:15', '09:15', [1, 2, 3]],
  ['жұмыс күндері таңғы 8', '08:00', WORKDAYS],
  ['күн сайын сағат 8-де', '08:00', [1, 2, 3, 4, 5, 6, 7]],
  ['12 утра', null],
  ['0 вечера', null],
  ['8:75 утра', null],
  ['25 вечера', null],
  ['с 8 до 9', null],
  ['каждый 3 день 8:30', null],
  ['по будням 8:30 пн', null],
  ['8 утреня', null],
  [`${'8'.repeat(4000)} утра`, null],
  [`${'в '.repeat(2000)}8`, null],
];
for (const [typed, at, days] of times) {
  test(`the time "${typed.slice(0, 40)}" is ${at ?? 'none'}`, () => {
    assert.deepEqual(parseTime(typed), at === null ? null : { at, days: days ?? null });
  });
}

const spans: [typed: string, from: string, to: string][] = [
  ['с 10 вечера до 7 утра', '22:00', '07:00'],
  ['с 11 ночи до 8', '23:00', '08:00'],
  ['10pm - 7am', '22:00', '07:00'],
  ['кешкі 10-нан таңғы 7-ге дейін', '22:00', '07:00'],
  ['түнгі 12-ден таңғы 6:30-ға дейін', '00:00', '06:30'],
];
for (const [typed, from, to] of spans) {
  test(`the silent hours "${typed}" are ${from}–${to}`, () => {
    assert.deepEqual(parseQuiet(typed), { span: { from, to } });
  });
}

test('half of the silent hours is told by the clock', () => {
  assert.deepEqual(parseQuiet('с 10 вечера'), { mistake: 'half', time: '22:00' });
  assert.deepEqual(parseQuiet('кешкі 10-нан'), { mistake: 'half', time: '22:00' });
});
