import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { StoryPage } from '../../src/domain/storyPage.ts';
import { packKeys, parseCallback, parseKeys } from '../../src/telegram/callbacks.ts';
import { renderStoryPage } from '../../src/telegram/render-page.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { clean } from '../../src/telegram/text.ts';
import { aDate, anUrl, anyFigure, anyStory, language, marked, nasty, storedAsSent } from './anyStory.ts';
import { aFigure, aPage } from './editions.ts';

const styleOf = (of: 'ru' | 'kk') =>
  ({
    messages: messagesFor(of),
    variant: 'full',
    zone: 'Asia/Almaty',
    now: new Date('2026-11-22T04:00:00Z'),
  }) as const;
const render = (
  page: StoryPage,
  of: 'ru' | 'kk' = 'ru',
  state = { followed: false, before: [] as number[] },
) => renderStoryPage(page, styleOf(of), state);
const labels = (page: StoryPage, of: 'ru' | 'kk' = 'ru') =>
  render(page, of).keyboard.map((row) => row.map(({ text }) => text));

test('a story page says all that is known of a story, who states what and who wrote when', () => {
  const page = aPage({
    parties: ['Wabtec', 'КТЖ'],
    firstPublishedAt: new Date('2026-09-22T10:00:00Z'),
    details: ['Обслуживать локомотивы будут в Астане.', 'Первые 20 машин соберут в марте.'],
    stated: [
      { figure: aFigure(), outlets: ['Сарыарка сегодня', 'Steppe Post'] },
      {
        figure: aFigure({ text: '300 локомотивов', value: 300, unit: 'locomotive' }),
        outlets: ['Steppe Post'],
      },
      {
        figure: aFigure({ text: '55 %', value: 55, unit: 'pct' }),
        outlets: ['Сарыарка сегодня', 'Steppe Post'],
      },
    ],
    differing: [
      { figure: aFigure({ value: 4e9 }), outlet: 'Steppe Post' },
      { figure: aFigure(), outlet: 'Сарыарка сегодня' },
    ],
  });
  assert.equal(
    marked(render(page)),
    [
      '[*Wabtec и КТЖ соберут в Астане 300 локомотивов*](https://sary.kz/wabtec)',
      '{Соглашение стоит *$4,2 млрд*: завод выпустит *300 локомотивов*. К 2027 году доля местных деталей вырастет до *55 %*.}',
      '{Обслуживать локомотивы будут в Астане. Первые 20 машин соберут в марте.}',
      '*Цифры:* 300_локомотивов (Steppe Post) · 55_% (Сарыарка сегодня, Steppe Post)',
      'Цифры расходятся: $4_млрд (Steppe Post) · $4,2_млрд (Сарыарка сегодня)',
      '*Стороны:* Wabtec · КТЖ',
      '*Темы:* Транспорт и логистика',
      '*Источники:* 2 статьи',
      '{<22 ноября, 07:10 (Астана)> · [Сарыарка сегодня](https://sary.kz/wabtec)',
      '<22 ноября, 08:10 (Астана)> · [Steppe Post](https://steppe.example/w) [англ.]}',
      'Впервые: 22 сентября · обновлено: <22 ноября, 08:10 (Астана)>',
    ].join('\n'),
  );
  assert.deepEqual(labels(page), [['🔔 Следить'], ['↗ Поделиться', '← Назад']]);
  assert.deepEqual(labels(page, 'kk'), [['🔔 Жалғасын бақылау'], ['↗ Бөлісу', '← Артқа']]);
  assert.match(
    render(page, 'kk').text,
    /\nДереккөздер: 2 мақала\n[\s\S]*\nАлғашқы хабар: 22 қыркүйек · жаңартылды: /,
  );
});

test('a story of one article names its outlet once, and its figures without saying whose they are', () => {
  const page = aPage({ outlets: [{ name: 'Reuters', url: 'https://reuters.example/1', language: 'en' }] });
  assert.match(marked(render(page)), /\n\*Цифры:\* \$4,2_млрд · 300_локомотивов · 55_%\n/);
  assert.match(
    marked(render(page)),
    /\n\*Источники:\* \[Reuters\]\(https:\/\/reuters\.example\/1\) \[англ\.\]\nОпубликовано: </,
  );
});

test('of many articles the first and the last are listed, and those between them are counted', () => {
  const hour = 3_600_000;
  const coverage = Array.from({ length: 23 }, (_, n) => ({
    outlet: `Газета ${n + 1}`,
    url: `https://g.example/${n + 1}`,
    language: 'ru' as const,
    publishedAt: new Date(Date.parse('2026-11-20T00:00:00Z') + n * hour),
  }));
  const shown = (of: 'ru' | 'kk') => render(aPage({ coverage }), of).text.split('\n');
  const lines = shown('ru');
  const at = lines.indexOf('Источники: 23 статьи');
  assert.deepEqual(
    lines.slice(at + 1, at + 10).map((line) => line.replace(/^.* · /, '')),
    [
      'Газета 1',
      'Газета 2',
      'Газета 3',
      'Газета 4',
      '… ещё 15 статей',
      ...[20, 21, 22, 23].map((n) => `Газета ${n}`),
    ],
  );
  assert.ok(shown('kk').includes('… тағы 15 мақала'));
});

test('a story that no article tells in the reader’s language says so, and names its figures and parties once', () => {
  const card = {
    topics: ['Уран'],
    event: 'signing' as const,
    parties: ['Wabtec'],
    figures: [aFigure()],
    date: '2026-11-20',
  };
  const { text } = render(aPage({ card, sentences: [], parties: ['Wabtec'] }));
  assert.match(
    text,
    /\nСобытие: подписание · Дата: 20 ноября\nВ наших источниках по-русски этого пока нет\.\n/,
  );
  assert.equal(text.split('$4,2').length, 2);
  assert.equal(text.split('Стороны: Wabtec').length, 2);
});

test('related stories are buttons that turn the page, and the way back goes page by page', () => {
  const related = [41, 42, 43].map((id) => ({
    id,
    headline: id === 42 ? 'Ә'.repeat(90) : `Новость ${id}`,
    headlineLanguage: id === 43 ? ('en' as const) : ('ru' as const),
    publishedAt: new Date('2026-11-20T00:00:00Z'),
  }));
  const first = render(aPage({ id: 40, related }));
  const buttons = first.keyboard.slice(1).map((row) => row.at(-1)!);
  assert.deepEqual(
    buttons.map(({ text }) => text),
    ['→ Новость 41', `→ ${'Ә'.repeat(59)}…`, '→ Новость 43 [англ.]', '← Назад'],
  );
  const data = (button: object) => String((button as { callback_data?: string }).callback_data);
  assert.deepEqual(buttons.map(data), ['v1:to:15:14', 'v1:to:16:14', 'v1:to:17:14', 'v1:close']);
  const second = render(aPage({ id: 41, related: [] }), 'ru', { followed: true, before: [7, 40] });
  assert.deepEqual(second.keyboard.flat().map(data), ['v1:fol:15:off:page:7.14', 'undefined', 'v1:to:14:7']);
  assert.equal(second.keyboard[0]![0]!.text, '🔕 Не следить');
});

test('a button keeps as many pages to go back to as it has room for, the latest ones', () => {
  const ids = Array.from({ length: 40 }, (_, n) => Number.MAX_SAFE_INTEGER - n);
  const packed = packKeys('v1:fol:zz:off:page', ids);
  assert.ok(Buffer.byteLength(packed) <= 64);
  const kept = parseKeys(parseCallback(packed)?.args[3]);
  assert.ok(kept.length >= 3);
  assert.deepEqual(kept, ids.slice(-kept.length));
  assert.deepEqual(parseKeys('14.-1'), []);
  assert.deepEqual(parseKeys(undefined), []);
});

const anyPage = fc
  .record({
    story: anyStory,
    details: fc.option(fc.array(nasty(700), { maxLength: 8 }), { nil: undefined }),
    stated: fc.array(fc.record({ figure: anyFigure, outlets: fc.array(nasty(80), { maxLength: 6 }) }), {
      maxLength: 6,
    }),
    coverage: fc.array(fc.record({ outlet: nasty(80), url: anUrl, language, publishedAt: aDate }), {
      maxLength: 40,
    }),
    related: fc.array(
      fc.record({
        id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        headline: nasty(300),
        headlineLanguage: language,
        publishedAt: aDate,
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ story, ...rest }) => ({ ...story, ...rest })) as fc.Arbitrary<StoryPage>;

test('any story page is one message that Telegram stores as it is, of whole sentences only', () => {
  let shortened = 0;
  fc.assert(
    fc.property(
      anyPage,
      fc.constantFrom<'ru' | 'kk'>('ru', 'kk'),
      fc.record({
        followed: fc.boolean(),
        before: fc.array(fc.integer({ min: 1, max: 2 ** 50 }), { maxLength: 9 }),
      }),
      (page, of, state) => {
        const part = renderStoryPage(page, styleOf(of), state);
        storedAsSent(part);
        const whole = (sentences: readonly string[]) =>
          sentences.map((sentence) => clean(sentence)).filter((sentence) => sentence !== '');
        const [told, details] = [whole(page.sentences), whole(page.details ?? [])];
        // A line that begins as one of them does is a run of them from the first on, each of them whole.
        const all = [told, details].flatMap((sentences) =>
          sentences.map((_, n) => sentences.slice(0, n + 1).join(' ')),
        );
        if (details.length > 0 && !part.text.includes(details.join(' '))) shortened += 1;
        for (const [first] of [told, details]) {
          if (first === undefined) continue;
          const started = part.text
            .split('\n')
            .slice(1)
            .filter((line) => line === first || line.startsWith(`${first} `));
          assert.ok(
            started.every((line) => all.includes(line)),
            `${started}`,
          );
        }
      },
    ),
    { numRuns: 200 },
  );
  assert.ok(shortened > 0, 'no page was too long for one message');
});
