import assert from 'node:assert/strict';
import { test } from 'node:test';
import { understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

const CHARACTERS = 100_000;
/** Processor time, so that a busy machine does not matter; linear reading takes a tenth of it. */
const MOST_MILLISECONDS = 2_000;

const repeated = (unit: string, length: number) =>
  unit.repeat(Math.ceil(length / unit.length)).slice(0, length);

const UNITS: readonly (readonly [string, string])[] = [
  ['one Cyrillic word', 'а'],
  ['one Latin word', 'a'],
  ['one word in Kazakh letters', 'ұ'],
  ['one word in letters of Kyrgyz and Bashkir', 'ө'],
  ['one word of two alphabets', 'аa'],
  ['words of 4,096 letters', `${'қ'.repeat(4096)} `],
  ['one letter and a space', 'а '],
  ['one number', '1'],
  ['digits and spaces', '1 '],
  ['numbers with separators', '12.345,'],
  ['numbers in words, joined', 'бір-жүзіншісі-'],
  ['numbers in English words, joined', 'one-hundred-'],
  ['guillemets', '«'],
  ['a quotation that never ends', `«${'а'.repeat(4096)}`],
  ['quotations opened again and again', '«хабарлайдының'],
  ['quotation marks around words', '"а" '],
  ['dashes', '–'],
  ['turns of a talk', '– а?\n'],
  ['full stops', '. '],
  ['brackets', '('],
  ['emoji', '😀'],
  ['combining marks', 'а\u0301'],
  ['broken surrogates', '\ud83d'],
  ['no-break spaces', 'а\u00a0'],
  ['blank lines', 'а\n\n'],
  ['addresses', 'a.kz '],
  ['a list of names', 'C5+1 '],
  ['a list of countries', 'США, Казахстан, '],
  ['dates', '1 января и 2 '],
  ['one sentence without end', 'Казахстан и США подписали соглашение на 5 млрд долларов и '],
  ['credits', 'Фото: '],
  ['items of a list', 'Слово:\n- пункт\n'],
];

const u = await shippedUnderstanding();

for (const [name, unit] of UNITS)
  test(`${name}: 100,000 characters are read in linear time`, () => {
    const before = process.cpuUsage();
    understand({ title: repeated(unit, 5_000), text: repeated(unit, CHARACTERS) }, u);
    const { user, system } = process.cpuUsage(before);
    assert.ok((user + system) / 1000 < MOST_MILLISECONDS, `${(user + system) / 1000} ms`);
  });
