import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderStoryNews } from '../../src/telegram/render-follow.ts';
import { anyStory, marked, storedAsSent } from './anyStory.ts';
import { aStory } from './editions.ts';

const to = (language: 'ru' | 'kk') => ({
  language,
  zone: 'Asia/Almaty',
  at: new Date('2026-11-22T03:30:00Z'),
});
const changes = {
  stage: { from: 'announced', to: 'signed' },
  figures: [{ from: { value: 4e9, unit: 'usd' }, to: { value: 4.2e9, unit: 'usd' } }],
  parties: [],
  days: [],
  turns: [],
} as const;

test('followers read what changed, the story as it is told now, and who wrote it', () => {
  const [part, ...others] = renderStoryNews(aStory({ changes }), to('ru'));
  assert.deepEqual(others, []);
  assert.equal(
    marked(part!),
    [
      '*Новое в новости, за которой вы следите*',
      '',
      '[*Wabtec и КТЖ соберут в Астане 300 локомотивов*](https://sary.kz/wabtec)',
      '{*Что изменилось:* объявлено → подписано · сумма: $4_млрд → $4,2_млрд',
      'Соглашение стоит *$4,2 млрд*: завод выпустит *300 локомотивов*. К 2027 году доля местных деталей вырастет до *55 %*.',
      '[Сарыарка сегодня](https://sary.kz/wabtec) · [Steppe Post](https://steppe.example/w) [англ.] · <22 ноября, 08:10 (Астана)>}',
    ].join('\n'),
  );
  assert.deepEqual(part!.keyboard, [
    [{ text: 'Подробнее', callback_data: 'v1:st:zz' }],
    [{ text: '🔕 Не следить', callback_data: 'v1:fol:zz:off:news' }],
  ]);
  const [kk] = renderStoryNews(aStory({ changes }), to('kk'));
  assert.match(
    kk!.text,
    /^Жалғасын бақылап отырған жаңалығыңызда өзгеріс бар\n\n[\s\S]*\nНе өзгерді: жарияланды → қол қойылды · /,
  );
  assert.deepEqual(
    kk!.keyboard.flat().map(({ text }) => text),
    ['Толығырақ', '🔕 Бақылауды тоқтату'],
  );
});

test('any story’s news is one message that Telegram stores as it is', () => {
  fc.assert(
    fc.property(anyStory, fc.constantFrom<'ru' | 'kk'>('ru', 'kk'), (story, language) => {
      const parts = renderStoryNews(story, to(language));
      assert.equal(parts.length, 1);
      storedAsSent(parts[0]!);
    }),
    { numRuns: 100 },
  );
});
