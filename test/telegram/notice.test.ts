import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Notice, NoticedSource, NoticedTrouble } from '../../src/domain/notice.ts';
import { renderNotice } from '../../src/telegram/render-notice.ts';

const at = new Date('2026-11-22T03:10:00Z');
const since = new Date('2026-11-21T03:10:00Z');
const source = (n: number, name = `Басылым ${n}`): NoticedSource => ({
  id: `source_${n}`,
  name: { ru: name, kk: name },
  url: `https://news${n}.example/feed`,
});
const trouble = (n: number, more: Partial<NoticedTrouble> = {}): NoticedTrouble => ({
  ...{ source: source(n), what: 'failing', since, failures: 3, code: 'timeout', status: null },
  ...{ lastSuccessAt: null, medianGapSeconds: null },
  ...more,
});
const notice = (more: Partial<Notice>): Notice => ({ at, outage: null, troubles: [], ended: [], ...more });
const rendered = (what: Notice, language: 'ru' | 'kk' = 'ru') => {
  const parts = renderNotice(what, { language, zone: 'Asia/Almaty' });
  assert.equal(parts.length, 1);
  return parts[0]!;
};

test('one trouble says what, since when, what to do and where', () => {
  const { text, entities } = rendered(notice({ troubles: [trouble(1)] }));
  assert.equal(
    text,
    [
      'Источник не читается: Басылым 1',
      'Сайт не ответил вовремя. Неудач подряд: 3, первая: 21 ноября, 08:10 (Астана).',
      'Прочитать его ещё ни разу не удалось.',
      'Что делать: откройте адрес в браузере. Если сайт переехал, исправьте адрес в sources.json; если закрылся, отключите источник.',
      'Адрес: https://news1.example/feed (source_1)',
      '',
      'Проверить все источники: npm run sources',
    ].join('\n'),
  );
  assert.deepEqual(
    entities.map(({ type, offset, length }) => [type, text.slice(offset, offset + length)]),
    [
      ['bold', 'Источник не читается: Басылым 1'],
      ['text_link', 'https://news1.example/feed'],
      ['code', 'source_1'],
    ],
  );
});

test('what does not fit is named by its id, and nothing is left out', () => {
  const many = Array.from({ length: 25 }, (_, n) => trouble(n));
  for (const language of ['ru', 'kk'] as const) {
    const { text } = rendered(notice({ troubles: many, ended: many }), language);
    for (const { source: one } of many) assert.ok(text.includes(one.id), one.id);
  }
});

test('whatever sources are called and however many there are, Telegram takes the message', () => {
  const word = fc.oneof(fc.string({ unit: 'binary', maxLength: 90 }), fc.constant('Қ'.repeat(90)));
  const count = fc.integer({ min: 0, max: 60 });
  fc.assert(
    fc.property(
      word,
      count,
      count,
      count,
      fc.constantFrom('ru', 'kk'),
      (name, failing, begun, ended, language) => {
        const some = (n: number) => Array.from({ length: n }, (_, i) => source(i, `${name} ${i}`));
        const { text, entities } = rendered(
          notice({
            outage: failing === 0 ? null : { since, failing: some(failing), total: 99, code: 'network' },
            troubles: some(begun).map((one) => trouble(0, { source: one, what: 'gone', status: 410 })),
            ended: some(ended).map((one) => ({ source: one, what: 'silent', since })),
          }),
          language,
        );
        assert.ok(text.length <= 4096, `${text.length}`);
        assert.ok(entities.length <= 100);
        assert.ok(text.isWellFormed());
        for (const { offset, length } of entities) assert.ok(length > 0 && offset + length <= text.length);
      },
    ),
    { numRuns: 300 },
  );
});
