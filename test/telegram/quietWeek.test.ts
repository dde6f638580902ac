import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderQuietWeek } from '../../src/telegram/render-quiet.ts';

const checkedAt = new Date('2026-11-23T03:20:00Z');
const cases = [
  {
    language: 'ru',
    lastDate: '2026-11-23',
    text: [
      'Тихая неделя · 17–23 ноября',
      'Новостей по вашим темам не было.',
      'Бот работает, источники проверены: 23 ноября, 08:20 (Астана).',
      'Когда новости появятся, дайджест придёт в обычное время.',
    ],
    labels: ['За 30 дней', 'Другие темы'],
  },
  {
    language: 'kk',
    lastDate: '2026-11-23',
    text: [
      'Тыныш апта · 17–23 қараша',
      'Тақырыптарыңыз бойынша жаңалық болмады.',
      'Бот жұмыс істеп тұр, дереккөздер соңғы рет тексерілді: 23 қараша, 08:20 (Астана).',
      'Жаңалық шықса, шолу әдеттегі уақытта келеді.',
    ],
    labels: ['30 күн', 'Басқа тақырыптар'],
  },
  { language: 'ru', lastDate: '2027-01-02', text: ['Тихая неделя · 27 декабря — 2 января'], labels: null },
  { language: 'kk', lastDate: '2026-12-03', text: ['Тыныш апта · 27 қараша – 3 желтоқсан'], labels: null },
] as const;
for (const { language, lastDate, text, labels } of cases) {
  test(`a quiet week up to ${lastDate} is said by its dates, in ${language}`, () => {
    const parts = renderQuietWeek({ lastDate, checkedAt }, { language, zone: 'Asia/Almaty' });
    assert.equal(parts.length, 1);
    const [part] = parts;
    assert.deepEqual(part?.text.split('\n').slice(0, text.length), text);
    assert.deepEqual(
      part?.entities.map(({ type }) => type),
      ['bold', 'date_time'],
    );
    if (labels === null) return;
    assert.deepEqual(
      part?.keyboard.flat().map((one) => one.text),
      labels,
    );
    assert.deepEqual(
      part?.keyboard.flat().map((one) => ('callback_data' in one ? one.callback_data : null)),
      ['v1:dg:720', 'v1:topics:new'],
    );
  });
}
