import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTurns } from '../../../src/domain/language/interview.ts';

const RU = 'Завод выпускает двадцать локомотивов в год. К концу срока их станет вдвое больше.';
const KK = 'Зауыт жылына жиырма локомотив шығарады. Мерзім соңында олар екі есе көбейеді.';

/** Which paragraphs are the interviewer's: `?` for his, `.` for the rest. */
const roles = (paragraphs: readonly string[]) => {
  const { interview, questions } = readTurns(paragraphs);
  return interview ? questions.map((asks) => (asks ? '?' : '.')).join('') : 'none';
};

const CASES: readonly (readonly [name: string, paragraphs: readonly string[], expected: string])[] = [
  [
    'a statement between two answers is the interviewer’s, in Russian',
    [
      `– Когда начали?`,
      `– ${RU}`,
      '– Средний коридор называют приоритетом, но денег нет.',
      `– ${RU}`,
      '– А потом?',
      `– ${RU}`,
    ],
    '?.?.?.',
  ],
  [
    'and in Kazakh',
    ['– Қашан басталды?', `– ${KK}`, '– Осыны айтып беріңізші.', `– ${KK}`, '– Сосын ше?', `– ${KK}`],
    '?.?.?.',
  ],
  [
    'and at the end, where he thanks',
    ['– Когда начали?', `– ${RU}`, '– А потом?', `– ${RU}`, '– Спасибо за беседу.', '– И вам спасибо.'],
    '?.?.?.',
  ],
  [
    'an answer may ask in the middle',
    ['– Когда начали?', `– Вы спрашиваете когда? ${RU}`, '– А потом?', `– ${RU}`],
    '?.?.',
  ],
  [
    'an answer in two paragraphs, each with its dash, is one answer',
    ['– Когда начали?', `– ${RU}`, `– ${RU} ${RU} ${RU} ${RU}`, '– А потом?', `– ${RU}`, '– Где?', `– ${RU}`],
    '?..?.?.',
  ],
  [
    'answers without a dash are no questions',
    ['– Когда начали?', RU, '– А потом?', RU, RU, '– Где?', RU, '– Расскажите о цене.', RU],
    '?.?..?.?.',
  ],
  [
    'heads that address somebody ask without a mark, in Russian',
    ['Как вы оцениваете этот год', RU, 'Расскажите о пошлинах. Что изменилось', RU, 'А что с визами', RU],
    '?.?.?.',
  ],
  [
    'and in Kazakh',
    [
      'Бұл жылға қандай баға бересіз',
      KK,
      'Орта дәліз туралы айтып берсеңіз',
      KK,
      'Соның қаншасы орындалады',
      KK,
    ],
    '?.?.?.',
  ],
  [
    'a lone sentence of hearsay is put to the guest',
    ['Когда начали?', RU, 'А потом?', RU, 'Критики говорят, что это дорого.', RU, 'Где вы живёте?', RU],
    '?.?.?.?.',
  ],
  [
    'a lone sentence of his own is the guest’s',
    ['Когда начали?', RU, 'А потом?', RU, 'Оборот вырос до 4,2 млрд долларов.', RU, 'Где вы живёте?', RU],
    '?.?...?.',
  ],
  [
    'subheadings of an analysis ask nobody, in Russian',
    ['Кому это выгодно', RU, 'Что может пойти не так', RU, 'Чего ждать', RU, 'Кто ездит по коридору', RU],
    'none',
  ],
  ['and in Kazakh', ['Бұл кімге тиімді', KK, 'Не өзгереді', KK, 'Не күтеміз', KK, 'Қауіп қайда', KK], 'none'],
  [
    'quotations in a report are nobody’s turns',
    [RU, `– ${RU} – сказал президент.`, RU, `– ${RU}`, RU, RU],
    'none',
  ],
];
for (const [name, paragraphs, expected] of CASES) test(name, () => assert.equal(roles(paragraphs), expected));

test('as many dashes as one likes are read at once', () => {
  const paragraphs = Array.from({ length: 60_000 }, (_, i) => (i % 3 === 0 ? '– Когда?' : '– Тогда.'));
  const before = process.cpuUsage();
  assert.equal(readTurns(paragraphs).questions.length, paragraphs.length);
  const { user, system } = process.cpuUsage(before);
  assert.ok((user + system) / 1000 < 2000, `${(user + system) / 1000} ms`);
});
