import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { bCubed, bootstrap, compareSets, type Grouped, pairCounts, prf, sum } from './scores.ts';
import { summaryFaults } from './summaryFaults.ts';

const item = (language: string, truth: string, found: string): Grouped => ({ language, truth, found });
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

test('precision, recall and F1 count what was right, wrong and missed', () => {
  assert.deepEqual(prf({ right: 3, wrong: 1, missed: 3 }), { precision: 0.75, recall: 0.5, f1: 0.6 });
  assert.deepEqual(prf({ right: 0, wrong: 0, missed: 0 }), { precision: 1, recall: 1, f1: 1 });
  assert.equal(prf({ right: 0, wrong: 2, missed: 0 }).f1, 0);
  assert.deepEqual(compareSets(['a', 'b'], ['b', 'c', 'd']), { right: 1, wrong: 1, missed: 2 });
  assert.deepEqual(sum([compareSets(['a'], ['a']), compareSets(['b'], [])]), {
    right: 1,
    wrong: 1,
    missed: 0,
  });
});

describe('B³', () => {
  // a a | a b b: the example of a group cut in two, and one mixed.
  const items = [
    item('ru', 'a', '1'),
    item('ru', 'a', '1'),
    item('kk', 'a', '2'),
    item('kk', 'b', '2'),
    item('en', 'b', '2'),
  ];

  test('judges each item by its own group', () => {
    const scores = bCubed(items, 'all').flatMap((score) => score ?? []);
    assert.deepEqual(
      scores.map(({ precision }) => precision),
      [1, 1, 1 / 3, 2 / 3, 2 / 3],
    );
    assert.deepEqual(
      scores.map(({ recall }) => recall),
      [2 / 3, 2 / 3, 1 / 3, 1, 1],
    );
  });

  test('across languages sees the item itself and those of other languages', () => {
    const scores = bCubed(items, 'other languages');
    assert.deepEqual(scores[0], { precision: 1, recall: 1 / 2 });
    assert.deepEqual(scores[4], { precision: 1 / 2 + 1 / 6, recall: 1 });
  });

  test('leaves out an item without a partner of its own language', () => {
    assert.equal(bCubed(items, 'own language')[4], null);
  });

  test('is 1 for the right grouping, whatever it is, and below 1 for everything in one group', () => {
    const seed = Date.now();
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 30 }),
        (truths) => {
          const right = bCubed(
            truths.map((truth) => item('ru', truth, `found ${truth}`)),
            'all',
          ).flatMap((score) => score ?? []);
          assert.equal(mean(right.map(({ precision, recall }) => precision * recall)), 1);
          if (new Set(truths).size === 1) return;
          const one = bCubed(
            truths.map((truth) => item('ru', truth, 'one')),
            'all',
          ).flatMap((score) => score ?? []);
          assert.ok(mean(one.map(({ precision }) => precision)) < 1);
        },
      ),
      { seed },
    );
  });

  test('pairs of one event are counted once', () => {
    assert.deepEqual(pairCounts(items), { right: 2, wrong: 2, missed: 2, pairs: 4 });
  });
});

test('the bootstrap interval is repeatable and holds the mean', () => {
  const values = Array.from({ length: 200 }, (_, index) => index % 2);
  const [low, high] = bootstrap(values, mean, 7);
  assert.deepEqual(bootstrap(values, mean, 7), [low, high]);
  assert.ok(low < 0.5 && high > 0.5 && high - low < 0.2, `${low}–${high}`);
});

describe('the checks of a summary find', () => {
  const source = 'Соглашение на 4,2 млрд долларов\nКомпания поставит 300 локомотивов. Ещё 23 270 тонн урана.';
  const faults = (summary: string) => summaryFaults(summary, source, 'ru', 'ru');

  test('a number that the article does not state, and no other', () => {
    assert.deepEqual(faults('Поставят 300 локомотивов за 4,2 млрд.').numbers, []);
    assert.deepEqual(faults('Поставят 310 локомотивов за 4,2 млрд.').numbers, ['310']);
    assert.deepEqual(faults('Соглашение на 4,2 млн долларов.').numbers, ['4,2 млн']);
    assert.deepEqual(faults('Цифры: 23 270 тонн').numbers, []);
    assert.deepEqual(summaryFaults('3 000 техника', 'It will build 3,000 machines.', 'kk', 'en').numbers, []);
  });

  test('furniture of a page and tails that say who reports', () => {
    for (const tail of [
      'Фото: Акорда',
      'Об этом сообщает агентство «Дала».',
      'Стороны договорились, передаёт Tengrinews.kz.',
      'Келісім жасалды, деп хабарлайды Kazinform.',
      'Тағы оқыңыз: жаңалық',
      'https://example.org/a',
    ])
      assert.notDeepEqual(faults(`Компания поставит 300 локомотивов. ${tail}`).boilerplate, [], tail);
    assert.deepEqual(faults('Министр сообщил, что компания поставит 300 локомотивов.').boilerplate, []);
    for (const tail of ['Подробнее', 'Поделиться', 'Толығырақ', 'Бөлісу', 'Реклама. Новый банк.'])
      assert.notDeepEqual(faults(`Компания поставит 300 локомотивов. ${tail}`).boilerplate, [], tail);
    for (const words of ['снимки вдесятеро подробнее', 'код бөлісу келісімі', 'толығырақ айтып берді'])
      assert.deepEqual(faults(`Компания поставит 300 локомотивов: ${words}.`).boilerplate, [], words);
  });

  test('a summary in the other language', () => {
    const kazakh = 'Тараптар келісімге қол қойды, зауыт Астанада ашылады.';
    assert.ok(summaryFaults(kazakh, kazakh, 'ru', 'kk').wrongLanguage);
    assert.ok(!summaryFaults(kazakh, kazakh, 'kk', 'kk').wrongLanguage);
    assert.ok(faults('Компания поставит триста локомотивов.').wrongLanguage === false);
  });
});
