import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Edition } from '../../src/domain/edition.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { aDate, anyStory, marked, nasty, storedAsSent } from './anyStory.ts';
import { aFigure, anEdition, aStory } from './editions.ts';

const options = { zone: 'Asia/Almaty', username: 'kopir_bot' };

test('a digest names each story with link, summary, bold figures, outlets and date', () => {
  const [part, ...others] = renderEdition(anEdition(), options);
  assert.deepEqual(others, []);
  assert.equal(
    marked(part!),
    [
      '*🚆 Транспорт и логистика · 22 ноября, вс*',
      '1 новость за сутки',
      '',
      '[*1. Wabtec и КТЖ соберут в Астане 300 локомотивов*](https://sary.kz/wabtec)',
      '{Соглашение стоит *$4,2 млрд*: завод выпустит *300 локомотивов*. К 2027 году доля местных деталей вырастет до *55 %*.',
      '[Сарыарка сегодня](https://sary.kz/wabtec) · [Steppe Post](https://steppe.example/w) [англ.] · <22 ноября, 08:10 (Астана)>}',
    ].join('\n'),
  );
  assert.deepEqual(part!.keyboard, [
    [{ text: '1', callback_data: 'v1:st:zz' }],
    [{ text: 'За неделю', callback_data: 'v1:dg:168:transport' }],
    [
      { text: '⚙ Настройки', callback_data: 'v1:menu:new' },
      {
        text: '↗ Поделиться',
        url: `https://t.me/share/url?url=${encodeURIComponent('https://t.me/kopir_bot?start=transport')}&text=${encodeURIComponent('🚆 Транспорт и логистика')}`,
      },
    ],
  ]);
});

test('in Kazakh a story of another language is a card with its original headline, marked', () => {
  const story = aStory({
    headline: 'Wabtec to build 300 locomotives',
    headlineLanguage: 'en',
    sentences: [],
    card: {
      topics: ['Көлік және логистика'],
      parties: ['Wabtec', 'ҚТЖ'],
      figures: [aFigure({ value: 300, unit: 'locomotive' }), aFigure()],
      date: '2026-09-22',
    },
    outlets: [{ name: 'Steppe Post', url: 'https://steppe.example/w', language: 'en' }],
  });
  const [part] = renderEdition(
    anEdition({
      language: 'kk',
      digests: [
        { id: 'transport', emoji: '🚆', title: 'Көлік және логистика' },
        { id: 'trade', emoji: '💼', title: 'Сауда және инвестиция' },
      ],
      stories: [story],
      moreCount: 2,
    }),
    { ...options, username: null },
  );
  assert.equal(
    marked(part!),
    [
      '*Тақырыптарыңыз · 22 қараша, жс*',
      'Тәулік ішінде 3 жаңалық',
      '',
      '[*1. Wabtec to build 300 locomotives*](https://sary.kz/wabtec) [ағыл.]',
      '{Тақырып: көлік және логистика · Тараптар: Wabtec, ҚТЖ · Сандар: 300_локомотив; 4,2_млрд_АҚШ доллары · Күні: 22 қыркүйек',
      'Дереккөздерімізде қазақшасы әзірге жоқ.',
      '[Steppe Post](https://steppe.example/w) [ағыл.] · <22 қараша, 08:10 (Астана)>}',
      '',
      'Тағы 2 жаңалық: /digest',
    ].join('\n'),
  );
  assert.deepEqual(part!.keyboard.slice(-2), [
    [{ text: 'Бір апта', callback_data: 'v1:dg:168:transport:trade' }],
    [{ text: '⚙ Баптаулар', callback_data: 'v1:menu:new' }],
  ]);
});

test('a brief edition shows headline, one sentence and outlets', () => {
  const differing = [
    { figure: aFigure({ value: 4e9 }), outlet: 'Steppe Post' },
    { figure: aFigure(), outlet: 'Сарыарка сегодня' },
    { figure: aFigure(), outlet: 'Дала хабары' },
  ];
  const stories = [aStory({ differing, updated: true, method: 'model' })];
  const brief = marked(renderEdition(anEdition({ variant: 'brief', stories }), options)[0]!);
  assert.ok(!brief.includes('{') && !brief.includes('55 %'));
  assert.match(brief, /\nЦифры расходятся: /, 'nowhere one of two sums alone');
  assert.match(brief, /\(https:\/\/sary\.kz\/wabtec\) · обновлено\nСоглашение стоит/);
  assert.match(brief, /Пересказ составил ИИ по этим статьям/, 'a reader is told who wrote it');
  const full = marked(renderEdition(anEdition({ stories }), options)[0]!);
  assert.match(
    full,
    /Цифры расходятся: \$4_млрд \(Steppe Post\) · \$4,2_млрд \(Сарыарка сегодня, Дала хабары\)\nПересказ составил ИИ/,
  );
});

test('a bad address loses the link, never the words', () => {
  for (const url of [
    'javascript:alert(1)',
    'http://localhost/x',
    'ftp://a.kz',
    'not a url',
    'https://u:p@a.kz/',
  ]) {
    const outlets = [{ name: 'Дала хабары', url, language: 'kk' as const }];
    const [part] = renderEdition(anEdition({ stories: [aStory({ url, outlets })] }), options);
    assert.equal(part!.entities.filter(({ type }) => type === 'text_link').length, 0, url);
    assert.match(part!.text, /1\. Wabtec[\s\S]*Дала хабары \[каз\.\]/);
  }
});

test('a figure inside a larger number is not taken for it', () => {
  const figures = [aFigure({ text: '300', value: 300, unit: 'count' })];
  const boldIn = (sentence: string) => {
    const [part] = renderEdition(
      anEdition({ stories: [aStory({ sentences: [sentence], figures })] }),
      options,
    );
    return part!.entities
      .filter(({ type, offset }) => type === 'bold' && offset > part!.text.indexOf(sentence) - 1)
      .map(({ offset, length }) => part!.text.slice(offset - 1, offset + length + 1));
  };
  assert.deepEqual(boldIn('Из 1 300 машин 3000 новые, 300,5 нет, а 300 старые.'), [' 300 ']);
  assert.deepEqual(boldIn('Из 1 300 машин 3000 новые.'), []);
});

for (const { language, sentence, line } of [
  {
    language: 'ru',
    sentence: 'Стороны договорились построить завод.',
    line: '*Цифры:* $900_млн · 300_локомотивов',
  },
  {
    language: 'kk',
    sentence: 'Тараптар зауыт салуға келісті.',
    line: '*Сандар:* 900_млн_АҚШ доллары · 300_локомотив',
  },
] as const) {
  test(`figures that no sentence states stand in a line of their own (${language})`, () => {
    const figures = [
      aFigure({ text: '', value: 9e8, unit: 'usd' }),
      aFigure({ text: '', value: 300, unit: 'locomotive' }),
      aFigure({ text: '', value: 24, unit: 'pct' }),
    ];
    const story = aStory({ headline: sentence, headlineLanguage: language, sentences: [sentence], figures });
    const [part] = renderEdition(anEdition({ language, stories: [story] }), options);
    assert.ok(marked(part!).includes(`\n${line}\n`), marked(part!));
    const said = aStory({ ...story, sentences: [`${sentence} 300 локомотив, $900 млн.`] });
    const detail = aFigure({ text: '', value: 2e8, unit: 'usd' });
    const stories = [aStory({ ...said, figures: [...figures, detail] })];
    const [without] = renderEdition(anEdition({ language, stories }), options);
    assert.doesNotMatch(without!.text, /Цифры:|Сандар:/);
  });
}

test('a story has two sentences, and a third when all are short', () => {
  const shown = (sentences: string[]) => {
    const [part] = renderEdition(anEdition({ stories: [aStory({ sentences })] }), options);
    return sentences.filter((sentence) => part!.text.includes(sentence)).length;
  };
  const sentence = (n: number, length: number) => `${n} ${'я'.repeat(length - 3)}.`;
  const of = (...lengths: number[]) => lengths.map((length, n) => sentence(n, length));
  assert.equal(shown(of(90, 90, 90)), 3);
  assert.equal(shown(of(90, 90, 110)), 2);
  assert.equal(shown(of(50, 50, 50, 50)), 4);
  assert.equal(shown(of(200, 200, 20)), 2);
});

test('an over-long story loses whole sentences, the last first', () => {
  const long = (n: number, words: number) => `Предложение ${n} ${'слово '.repeat(words)}конец.`;
  const told = (...sentences: string[]) => {
    const parts = renderEdition(anEdition({ stories: [aStory({ sentences })] }), options);
    assert.equal(parts.length, 1);
    return parts[0]!.text;
  };
  assert.match(told(long(1, 300), long(2, 300)), /Предложение 1 .*Предложение 2 (слово )*конец\.\n/);
  const cut = told(long(1, 300), long(2, 400));
  assert.match(cut, /Предложение 1 (слово )*конец\.\n/);
  assert.doesNotMatch(cut, /Предложение 2/);
  assert.doesNotMatch(told('я'.repeat(5000)), /яя/);
});

test('numbering runs on over the parts, and what does not fit three is counted', () => {
  const stories = Array.from({ length: 34 }, (_, n) => aStory({ id: n + 1, outlets: [] }));
  const parts = renderEdition(anEdition({ stories, moreCount: 1 }), options);
  assert.deepEqual(
    parts.map(({ text }) => text.split('\n')[0]),
    [1, 2, 3].map((n) => `🚆 Транспорт и логистика · 22 ноября, вс · ${n}/3`),
  );
  assert.match(parts[1]!.text, /\n\n11\. Wabtec/);
  assert.match(parts[2]!.text, /Ещё 5 новостей: \/digest$/);
  assert.deepEqual(
    parts[1]!.keyboard.map((row) => row.map(({ text }) => text)),
    [
      ['11', '12', '13', '14', '15', '16', '17', '18'],
      ['19', '20'],
    ],
  );
});

test('a search edition repeats the words without making them live', () => {
  const edition = anEdition({ kind: 'search', digests: [], query: '@evil #tag /stop site.kz', moreCount: 3 });
  const [part] = renderEdition(edition, options);
  assert.match(part!.text, /^Поиск: evil tag stop site kz\n4 новости, показано 1\n/);
});

/** Topics of any number of stories, some of none. */
const anySections = fc.array(
  fc.record({
    digest: fc.constantFrom(
      null,
      { id: 'uranium', emoji: '⚛️', title: 'Уран' },
      { id: 'x', emoji: '', title: '' },
    ),
    count: fc.integer({ min: 1, max: 6 }),
  }),
  { maxLength: 6 },
);
const anyEdition = fc.record({
  kind: fc.constantFrom('scheduled', 'onDemand', 'search'),
  digests: fc.array(
    fc.record({ id: fc.constant('uranium'), emoji: fc.constantFrom('⚛️', '🛡️'), title: nasty(60) }),
    { maxLength: 3 },
  ),
  query: fc.option(nasty(80), { nil: undefined }),
  language: fc.constantFrom('ru', 'kk'),
  variant: fc.constantFrom('full', 'brief'),
  windowHours: fc.integer({ min: 1, max: 720 }),
  windowTo: aDate,
  stories: fc.array(anyStory, { maxLength: 24 }),
  sections: fc.option(anySections, { nil: undefined }),
  moreCount: fc.integer({ min: 0, max: 9999 }),
}) as fc.Arbitrary<Edition>;

test('any edition becomes messages that Telegram stores as they are, and no story is split', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(anyEdition, (edition) => {
      const parts = renderEdition(edition, options);
      assert.ok(edition.kind !== 'scheduled' || parts.length <= 3);
      assert.equal(parts.length === 0, edition.stories.length === 0);
      parts.forEach(storedAsSent);
      const numbers = parts.flatMap(({ keyboard }) =>
        keyboard
          .flat()
          .flatMap((button) =>
            'callback_data' in button && button.callback_data.startsWith('v1:st:')
              ? [Number(button.text)]
              : [],
          ),
      );
      assert.deepEqual(
        numbers,
        numbers.map((_, n) => n + 1),
      );
      let at = 0;
      for (const { text } of parts) {
        const shown = [
          ...text.matchAll(/\n\n(?:⚛️ Уран\n|📰 (?:Другие новости|Басқа жаңалықтар)\n)?(\d+)\. /g),
        ].map(([, n]) => Number(n));
        assert.deepEqual(shown, numbers.slice(at, at + shown.length));
        at += shown.length;
      }
      assert.equal(at, numbers.length);
    }),
    { numRuns: 150, seed },
  );
});
