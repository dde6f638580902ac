import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Edition, StoryChanges } from '../../src/domain/edition.ts';
import { statedIn } from '../../src/domain/figures.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { aFigure, anEdition, aStory } from './editions.ts';

const options = { zone: 'Asia/Almaty', username: 'kopir_bot' };
const textOf = (fields: Partial<Edition>) => renderEdition(anEdition(fields), options)[0]!.text;
const changes = (fields: Partial<StoryChanges>): StoryChanges => ({
  stage: null,
  figures: [],
  parties: [],
  days: [],
  turns: [],
  ...fields,
});

const TOPICS = {
  ru: [
    { id: 'transport', emoji: '🚆', title: 'Транспорт и логистика' },
    { id: 'uranium', emoji: '⚛️', title: 'Уран и атомная отрасль' },
  ],
  kk: [
    { id: 'transport', emoji: '🚆', title: 'Көлік және логистика' },
    { id: 'uranium', emoji: '⚛️', title: 'Уран және атом саласы' },
  ],
} as const;

for (const { language, title, other } of [
  { language: 'ru', title: 'Ваши темы', other: '📰 Другие новости' },
  { language: 'kk', title: 'Тақырыптарыңыз', other: '📰 Басқа жаңалықтар' },
] as const) {
  const [transport, uranium] = TOPICS[language];
  test(`an edition of several topics has a heading for each, and numbers that run on (${language})`, () => {
    const stories = [1, 2, 3, 4].map((id) => aStory({ id, headline: `Новость ${id}` }));
    const sections = [
      { digest: uranium, count: 1 },
      { digest: transport, count: 2 },
      { digest: null, count: 1 },
    ];
    const [part] = renderEdition(
      anEdition({ language, digests: TOPICS[language], stories, sections }),
      options,
    );
    const lines = part!.text.split('\n').filter((line) => /^(\d\.|⚛️|🚆|📰)/u.test(line));
    assert.ok(part!.text.startsWith(title));
    const headline = (n: number) => lines.find((line) => line.startsWith(`${n}.`));
    assert.deepEqual(lines, [
      `⚛️ ${uranium.title}`,
      headline(1),
      `🚆 ${transport.title}`,
      headline(2),
      headline(3),
      other,
      headline(4),
    ]);
    const bold = part!.entities
      .filter(({ type }) => type === 'bold')
      .map(({ offset, length }) => part!.text.slice(offset, offset + length));
    assert.ok(bold.includes(other) && bold.includes(`🚆 ${transport.title}`));
  });
}

test('a topic that goes on in the next part says its heading again', () => {
  const stories = Array.from({ length: 12 }, (_, n) => aStory({ id: n + 1, outlets: [] }));
  const sections = [
    { digest: TOPICS.ru[0], count: 11 },
    { digest: TOPICS.ru[1], count: 1 },
  ];
  const parts = renderEdition(anEdition({ digests: TOPICS.ru, stories, sections }), options);
  assert.equal(parts.length, 2);
  assert.match(parts[1]!.text, /2\/2\n\n🚆 Транспорт и логистика\n11\. /);
  assert.match(parts[1]!.text, /\n\n⚛️ Уран и атомная отрасль\n12\. /);
});

const CHANGED: { what: string; changes: StoryChanges; ru: string; kk: string }[] = [
  {
    what: 'stage, sum and party',
    changes: changes({
      stage: { from: 'announced', to: 'signed' },
      figures: [{ from: { value: 4e9, unit: 'usd' }, to: { value: 4.2e9, unit: 'usd' } }],
      parties: ['Alstom'],
    }),
    ru: 'объявлено → подписано · сумма: $4 млрд → $4,2 млрд · новая сторона: Alstom',
    kk: 'жарияланды → қол қойылды · сома: 4 млрд → 4,2 млрд АҚШ доллары · жаңа тарап: Alstom',
  },
  {
    what: 'another day',
    changes: changes({ turns: ['postpone'], days: ['2026-12-05'] }),
    ru: 'перенесено · новая дата: 5 декабря',
    kk: 'кейінге қалдырылды · жаңа күні: 5 желтоқсан',
  },
  {
    what: 'numbers of things',
    changes: changes({
      figures: [
        { from: { value: 300, unit: 'locomotive' }, to: { value: 350, unit: 'locomotive' } },
        { from: null, to: { value: 230_000_000, unit: 'usd' } },
        { from: null, to: { value: 12, unit: 'count' } },
        { from: { value: 55, unit: 'pct' }, to: { value: 60, unit: 'pct' } },
      ],
    }),
    ru: '300 → 350 локомотивов · показатель: 55 % → 60 % · названа сумма: $230 млн',
    kk: '300 → 350 локомотив · көрсеткіш: 55% → 60% · сомасы белгілі болды: 230 млн АҚШ доллары',
  },
  {
    what: 'several figures that are new',
    changes: changes({
      figures: [
        { from: null, to: { value: 20, unit: 'locomotive' } },
        { from: null, to: { value: 230_000_000, unit: 'usd' } },
      ],
      parties: ['Alstom', 'Caterpillar'],
    }),
    ru: 'новые цифры: 20 локомотивов, $230 млн · новые стороны: Alstom, Caterpillar',
    kk: 'жаңа деректер: 20 локомотив, 230 млн АҚШ доллары · жаңа тараптар: Alstom, Caterpillar',
  },
];
for (const { what, ru, kk, ...one } of CHANGED) {
  for (const language of ['ru', 'kk'] as const) {
    for (const variant of ['full', 'brief'] as const) {
      test(`an updated story says first what changed: ${what} (${language}, ${variant})`, () => {
        const stories = [aStory({ headlineLanguage: language, updated: true, changes: one.changes })];
        const text = textOf({ language, variant, stories }).replaceAll('\u00a0', ' ');
        const [, , , headline, line] = text.split('\n');
        assert.ok(headline?.endsWith(language === 'ru' ? ' · обновлено' : ' · жаңартылды'), headline);
        assert.equal(line, language === 'ru' ? `Что изменилось: ${ru}` : `Не өзгерді: ${kk}`);
      });
    }
  }
}

test('an update of which nothing can be said keeps its mark, without a line', () => {
  for (const one of [
    null,
    undefined,
    changes({ figures: [{ from: null, to: { value: 7, unit: 'pct' } }] }),
  ]) {
    const text = textOf({ stories: [aStory({ updated: true, changes: one })] });
    assert.match(text, /· обновлено\nСоглашение/);
    assert.doesNotMatch(text, /изменилось/);
  }
});

test('outlets of one language stand together, the reader’s own first, each other one marked', () => {
  const outlets = [
    { name: 'Steppe Post', url: 'https://steppe.example/1', language: 'en' },
    { name: 'Дала хабары', url: 'https://dala.example/1', language: 'kk' },
    { name: 'Сарыарка сегодня', url: 'https://sary.kz/1', language: 'ru' },
    { name: 'Reuters', url: 'https://reuters.example/1', language: 'en' },
    { name: 'Anadolu', url: 'https://aa.example/1', language: 'other' },
  ] as const;
  assert.ok(
    textOf({ stories: [aStory({ outlets })] }).includes(
      'Сарыарка сегодня · Дала хабары [каз.] · Steppe Post [англ.] · Reuters [англ.] · Anadolu',
    ),
  );
  assert.ok(
    textOf({ language: 'kk', stories: [aStory({ outlets })] }).includes(
      'Дала хабары · Сарыарка сегодня [орыс.] · Steppe Post [ағыл.] · Reuters [ағыл.] · Anadolu',
    ),
  );
});

test('a row above the last one leads to a longer time of the same topics, and a search has none', () => {
  const wider = (fields: Partial<Edition>) =>
    renderEdition(anEdition(fields), options)
      .at(-1)!
      .keyboard.slice(1, -1)
      .flat()
      .flatMap((button) => ('callback_data' in button ? [[button.text, button.callback_data]] : []));
  assert.deepEqual(wider({ digests: TOPICS.ru }), [['За неделю', 'v1:dg:168:transport:uranium']]);
  assert.deepEqual(wider({ windowHours: 72 }), [['За неделю', 'v1:dg:168:transport']]);
  assert.deepEqual(wider({ windowHours: 168 }), [['За 30 дней', 'v1:dg:720:transport']]);
  assert.deepEqual(wider({ windowHours: 720 }), []);
  assert.deepEqual(wider({ kind: 'search', digests: [], query: 'уран' }), []);
  const many = Array.from({ length: 9 }, (_, n) => ({ id: `topic_${n}`, emoji: '🚆', title: `Тема ${n}` }));
  assert.deepEqual(wider({ digests: many }), [['За неделю', 'v1:dg:168']]);
});

test('a figure that the line of changes names is not told again', () => {
  const figures = [aFigure({ value: 7e9 }), aFigure({ value: 8.4e9 })];
  const said = changes({
    figures: [{ from: { value: 7e9, unit: 'usd' }, to: { value: 8.4e9, unit: 'usd' } }],
  });
  const text = textOf({ stories: [aStory({ figures, updated: true, changes: said })] });
  assert.match(text, /сумма: \$7\u00a0млрд → \$8,4\u00a0млрд\n/);
  assert.doesNotMatch(text, /Цифры:/);
});

test('a figure that a story states in its headline only is told once', () => {
  const stories = [aStory({ sentences: ['Завод откроют в Астане.'], figures: [aFigure()] })];
  assert.match(textOf({ stories }), /\nЦифры: \$4,2\u00a0млрд\n/);
  const said = [
    aStory({ headline: 'Завод за $4,2 млрд', sentences: ['Завод откроют.'], figures: [aFigure()] }),
  ];
  assert.doesNotMatch(textOf({ stories: said }), /Цифры:/);
});

test('what was kept of the figures in a text shows the same as reading the text again', () => {
  const sentences = [
    'Завод откроют в Астане.',
    `Соглашение ${'о поставке и обслуживании '.repeat(12)}подписали стороны.`,
    'Первую очередь начнут строить весной.',
    'Сделка стоит $4,2 млрд.',
  ];
  const figures = [aFigure(), aFigure({ value: 9e8, text: '$900 млн' })];
  for (const headline of ['Завод за $4,2 млрд', 'Новый завод', 'Завод дороже $5 млрд'])
    for (const variant of ['full', 'brief'] as const) {
      const story = aStory({ headline, sentences, figures });
      const kept = { ...story, textFigures: statedIn([headline, ...sentences], 'ru') };
      assert.equal(textOf({ variant, stories: [kept] }), textOf({ variant, stories: [story] }));
    }
  // The sum stands in a sentence that is not shown: what is kept of it must not hide the line.
  const hidden = aStory({ headline: 'Новый завод', sentences, figures });
  assert.match(
    textOf({ stories: [{ ...hidden, textFigures: statedIn(['Новый завод', ...sentences], 'ru') }] }),
    /\nЦифры: \$4,2\u00a0млрд/,
  );
});

test('a brief story has one sentence, which does not repeat its headline, and the sum that it leaves out', () => {
  const story = aStory({
    headline: 'КТЖ и Wabtec договорились о 300 локомотивах',
    sentences: [
      'КТЖ и Wabtec договорились о выпуске 300 локомотивов.',
      'Собирать машины будет завод в Астане.',
      'Соглашение стоит $4,2 млрд.',
    ],
  });
  const [, , , , told, figures, outlets] = textOf({ variant: 'brief', stories: [story] }).split('\n');
  assert.equal(told, 'Собирать машины будет завод в Астане.');
  assert.equal(figures, 'Цифры: $4,2\u00a0млрд');
  assert.match(outlets ?? '', /^Сарыарка сегодня/);
});
