import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { Language, Sentence } from '../../src/domain/article.ts';
import { compileConcepts } from '../../src/domain/concepts.ts';
import { foldCase } from '../../src/domain/language/text.ts';
import { nameKey } from '../../src/domain/skeleton.ts';
import { soundedNames, statedNumbers } from '../../src/domain/storyWords.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

describe('concepts are the same in three languages', () => {
  const SAME: readonly (readonly [string, string, string, string])[] = [
    ['graduate', 'Выпускники получили дипломы', 'Түлектер диплом алды', 'Graduates received diplomas'],
    ['court', 'Дело дошло до суда', 'Іс сотқа жетті', 'The case went to court'],
    ['loan', 'Банк выдал кредит', 'Банк несие берді', 'The bank issued a loan'],
    ['exercise', 'Начались учения', 'Оқу-жаттығу басталды', 'The exercise began'],
    ['laboratory', 'Открылась лаборатория', 'Зертхана ашылды', 'A laboratory opened'],
    ['journalist', 'Осуждены журналисты', 'Журналистер сотталды', 'Journalists were convicted'],
    ['torture', 'Жалобы на пытки', 'Азаптау туралы арыз', 'Complaints of torture'],
    ['museum', 'В музее открылась выставка', 'Музейде көрме ашылды', 'The museum opened'],
    ['reactor', 'Построят реактор', 'Реактор салынады', 'A reactor will be built'],
    ['quota', 'Квоты на импорт', 'Импорт квотасы', 'Import quotas'],
    [
      'human_rights',
      'Доклад о правах человека',
      'Адам құқықтары туралы баяндама',
      'A report on human rights',
    ],
    ['railway', 'Железная дорога', 'Теміржол саласы', 'The railway'],
  ];
  for (const [id, ru, kk, en] of SAME)
    test(id, () => {
      assert.ok(u.concepts.find(ru, 'ru').includes(id), ru);
      assert.ok(u.concepts.find(kk, 'kk').includes(id), kk);
      assert.ok(u.concepts.find(en, 'en').includes(id), en);
    });
});

describe('words that only begin alike are not taken for one another', () => {
  const OTHER: readonly (readonly [string, Language, string])[] = [
    ['graduate', 'ru', 'Дипломаты обсудили повестку'],
    ['graduate', 'en', 'Diplomats met'],
    ['children', 'ru', 'Детали сделки не раскрыты'],
    ['children', 'kk', 'Баламалы энергия көзі'],
    ['art', 'kk', 'Өнеркәсіп өсті'],
    ['train', 'ru', 'Сумма составила миллион'],
    ['corridor', 'kk', 'Бағдарлама іске қосылды'],
    ['court', 'ru', 'Судно пришло в порт'],
    ['terminal', 'en', 'The report says'],
  ];
  for (const [id, language, text] of OTHER)
    test(`«${text}» says nothing of ${id}`, () => assert.ok(!u.concepts.find(text, language).includes(id)));

  test('a phrase is met as a whole, over a hyphen as well, and never across a comma', () => {
    const index = compileConcepts([
      { id: 'rights', ru: ['прав* человека'], kk: [], en: ['free-trade zone*'] },
    ]);
    assert.deepEqual(index.find('о правах человека', 'ru'), ['rights']);
    assert.deepEqual(index.find('о правах, человека', 'ru'), []);
    assert.deepEqual(index.find('a free trade zone', 'en'), ['rights']);
    assert.deepEqual(index.find('о правах человека', 'other'), []);
  });
});

describe('names that the gazetteer does not know sound the same in three languages', () => {
  const NAMES: readonly (readonly [string, string, string])[] = [
    ['Кроссманом', 'Кроссманмен', 'Crossman'],
    ['Елемесов', 'Елемесовтің', 'Yelemessov'],
    ['Хилла', 'Хиллді', 'Hill'],
    ['Айтбай', 'Айтбайдың', 'Aitbay'],
    ['Бранча', 'Бранчты', 'Branch'],
    ['Кушукова', 'Көшікова', 'Kushukova'],
  ];
  for (const [ru, kk, en] of NAMES)
    test(`${ru}, ${kk} and ${en}`, () => {
      const keys = [nameKey(foldCase(ru), 'ru'), nameKey(foldCase(kk), 'kk'), nameKey(foldCase(en), 'en')];
      assert.equal(new Set(keys).size, 1, keys.join(' '));
      assert.notEqual(keys[0], '');
    });
  const OTHERS: readonly (readonly [string, string])[] = [
    ['Кроссман', 'Круминьш'],
    ['Хилл', 'Холт'],
    ['Айтбай', 'Айдос'],
  ];
  for (const [a, b] of OTHERS)
    test(`${a} is not ${b}`, () => assert.notEqual(nameKey(foldCase(a), 'ru'), nameKey(foldCase(b), 'ru')));

  test('only words with a capital inside a sentence are names, and none of the gazetteer', () => {
    const { read } = understand(
      {
        title: '',
        text: 'Сегодня чиновник Дэниел Кроссман прилетел в Астану. Кроссман встретил банкиров. Банкиры ждали.',
      },
      u,
    );
    const names = [...soundedNames(read.sentences).keys()];
    assert.deepEqual(names.sort(), [nameKey('дэниел', 'ru'), nameKey('кроссман', 'ru')].sort());
  });
});

describe('all numbers that a sentence states', () => {
  const NUMBERS: readonly (readonly [string, readonly number[]])[] = [
    ['Девять экспертов работали десять дней.', [9, 10]],
    ['Тоғыз сарапшы жүйені он күн бойы тексерді.', [9, 10]],
    ['Nine inspectors finished a ten-day audit.', [9, 10]],
    ['Число жалоб сократилось со 190 до 131.', [131, 190]],
    ['Арыздар саны 190-нан 131-ге түсті.', [131, 190]],
    ['Complaints fell to 131 from 190.', [131, 190]],
    ['Сделка на 4,2 млрд долларов заключена 22 сентября 2025 года.', [4.2e9]],
    ['Формат C5+1 и рейс 787-9 в 10:30.', []],
  ];
  for (const [text, wanted] of NUMBERS)
    test(text, () => {
      const sentences: readonly Sentence[] = understand({ title: '', text }, u).read.sentences;
      assert.deepEqual(
        [...new Set(sentences.flatMap(statedNumbers))].sort((a, b) => a - b),
        wanted,
      );
    });
});

test('any text whatever has concepts, names and numbers', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const language of ['ru', 'kk', 'en', 'other'] as const) u.concepts.find(text, language);
      const { read } = understand({ title: '', text }, u);
      soundedNames(read.sentences);
      assert.ok(read.sentences.flatMap(statedNumbers).every(Number.isFinite));
    }),
    { numRuns: 60 },
  );
});
