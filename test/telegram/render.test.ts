import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatted } from '../../src/demo/standin/formatted.ts';
import type { Edition, EditionStory, Part } from '../../src/domain/edition.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { renderStoryPage } from '../../src/telegram/render-page.ts';
import { messagesFor } from '../../src/telegram/render-story.ts';
import { aFigure, anEdition, aStory } from './editions.ts';

const options = { zone: 'Asia/Almaty', username: 'kopir_bot' };

/** The text with its entities as brackets: `*bold*`, `[words](url)`, `{quote}`, `<date>`. */
function marked({ text, entities }: Part): string {
  const signs: Record<string, [open: string, close: string, depth: number]> = {
    expandable_blockquote: ['{', '}', 0],
    blockquote: ['{', '}', 0],
    bold: ['*', '*', 2],
    date_time: ['<', '>', 2],
  };
  // At one place inner entities close first, then outer ones, then outer ones open.
  const inserts = entities.flatMap((entity) => {
    const [open, close, depth] = signs[entity.type] ?? ['[', `](${entity.url})`, 1];
    return [
      { at: entity.offset, sign: open, rank: 3 + depth },
      { at: entity.offset + entity.length, sign: close, rank: 2 - depth },
    ];
  });
  let result = text.replaceAll('\u00a0', '_');
  for (const { at, sign } of inserts.toSorted((a, b) => b.at - a.at || b.rank - a.rank)) {
    result = result.slice(0, at) + sign + result.slice(at);
  }
  return result;
}

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
    [
      { text: '⚙ Настройки', callback_data: 'v1:menu:new' },
      { text: 'За неделю', callback_data: 'v1:dg:168:transport' },
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
  assert.deepEqual(part!.keyboard.at(-1), [
    { text: '⚙ Баптаулар', callback_data: 'v1:menu:new' },
    { text: 'Бір апта', callback_data: 'v1:dg:168:transport:trade' },
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
  assert.ok(!brief.includes('{') && !brief.includes('55 %') && !brief.includes('расходятся'));
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

test('a story page says all that is known of a story', () => {
  const style = {
    messages: messagesFor('ru'),
    variant: 'brief',
    zone: 'Asia/Almaty',
    now: new Date('2026-11-22T04:00:00Z'),
  } as const;
  const story = aStory({ parties: ['Wabtec', 'КТЖ'], firstPublishedAt: new Date('2026-09-22T10:00:00Z') });
  const page = renderStoryPage(story, style);
  assert.equal(
    marked(page),
    [
      '[*Wabtec и КТЖ соберут в Астане 300 локомотивов*](https://sary.kz/wabtec)',
      '{Соглашение стоит *$4,2 млрд*: завод выпустит *300 локомотивов*. К 2027 году доля местных деталей вырастет до *55 %*.}',
      '*Цифры:* $4,2_млрд · 300_локомотивов · 55_%',
      '*Стороны:* Wabtec · КТЖ',
      '*Темы:* Транспорт и логистика',
      '*Источники:* [Сарыарка сегодня](https://sary.kz/wabtec) · [Steppe Post](https://steppe.example/w) [англ.]',
      'Впервые: 22 сентября · обновлено: <22 ноября, 08:10 (Астана)>',
    ].join('\n'),
  );
  assert.deepEqual(
    page.keyboard[0]!.map(({ text }) => text),
    ['↗ Поделиться', '← Назад'],
  );
});

/** Text as the web writes it: emoji, markup, bidi and zero-width characters, halves of surrogate pairs. */
const nasty = (maxLength: number) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.lorem({ maxCount: 12, mode: 'sentences' }) },
    fc.string({ unit: 'binary', maxLength }),
    fc.string({ unit: 'grapheme', maxLength }),
    fc.constantFrom(
      '<b>HTML</b> & _md_',
      '🇰🇿🇺🇸 👩‍🚀',
      '\u202Eбиди\u2066',
      '\ud83d',
      '  ',
      '\u0333å\u030a',
      '/stop @me #x a.kz',
      'ъ'.repeat(maxLength),
    ),
  );
const anUrl = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    '',
    'http://x',
    'https://қазақ.kz/ж?ә=1',
    'https://a_b.kz/',
    'http://127.0.0.1:8080/a',
    `https://a.kz/${'x'.repeat(3000)}`,
    'https://a.kz:99999/',
  ),
);
const aDate = fc.date({ min: new Date('1960-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const anyFigure = fc.record({
  text: nasty(20),
  value: fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
  unit: fc.constantFrom('usd', 'pct', 'count', 'locomotive', 'job', 'times'),
  qualifier: fc.constantFrom(null, 'over', 'about', 'upTo'),
  start: fc.nat(),
  end: fc.nat(),
});
const language = fc.constantFrom('ru', 'kk', 'en', 'other');
const anyChanges = fc.record({
  stage: fc.option(
    fc.record({
      from: fc.constantFrom(null, 'announced', 'signed'),
      to: fc.constantFrom('signed', 'financed', 'delivered'),
    }),
  ),
  figures: fc.array(fc.record({ from: fc.option(anyFigure), to: anyFigure }), { maxLength: 5 }),
  parties: fc.array(nasty(80), { maxLength: 5 }),
  days: fc.array(fc.constantFrom('2026-12-05', '2027-01-15'), { maxLength: 3 }),
  turns: fc.array(fc.constantFrom('postpone', 'cancel', 'unheard of', 'constructor'), { maxLength: 3 }),
});
const anyStory = fc.record({
  id: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
  version: fc.nat(),
  updated: fc.boolean(),
  changes: fc.option(anyChanges),
  headline: nasty(400),
  headlineLanguage: language,
  url: anUrl,
  sentences: fc.array(nasty(900), { maxLength: 6 }),
  method: fc.constantFrom('extractive', 'model'),
  card: fc.option(
    fc.record({
      topics: fc.array(nasty(30), { maxLength: 4 }),
      parties: fc.array(nasty(80), { maxLength: 5 }),
      figures: fc.array(anyFigure, { maxLength: 3 }),
      date: fc.constantFrom(null, '2026', '2025-11', '2025-11-06'),
    }),
  ),
  figures: fc.array(anyFigure, { maxLength: 3 }),
  differing: fc.array(fc.record({ figure: anyFigure, outlet: nasty(80) }), { maxLength: 4 }),
  outlets: fc.array(fc.record({ name: nasty(80), url: anUrl, language }), { maxLength: 12 }),
  publishedAt: aDate,
  topics: fc.array(nasty(30), { maxLength: 3 }),
  parties: fc.option(fc.array(nasty(80), { maxLength: 5 }), { nil: undefined }),
  firstPublishedAt: fc.option(aDate, { nil: undefined }),
}) as fc.Arbitrary<EditionStory>;
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

/** Asserts that Telegram stores the part as it is: nothing refused, trimmed, moved or dropped. */
function storedAsSent(part: Part): void {
  assert.ok(part.text.length > 0 && part.text.length <= 4096, `${part.text.length} units`);
  assert.ok(part.entities.length <= 100);
  const stored = formatted(part.text, part.entities as never);
  assert.equal(stored.text, part.text);
  const plain = (entities: readonly object[]) =>
    entities
      .map((entity) => entity as Record<string, unknown>)
      .filter(({ type }) =>
        ['text_link', 'date_time', 'bold', 'expandable_blockquote', 'blockquote'].includes(String(type)),
      )
      .map((e) => `${e.type} ${e.unix_time ?? ''}`)
      .toSorted();
  // Bold may be cut in two around a link; links, dates and quotes may not vanish.
  const whole = (lines: string[]) => lines.filter((line) => !line.startsWith('bold'));
  assert.deepEqual(whole(plain(stored.entities)), whole(plain(part.entities)));
  for (const row of part.keyboard) {
    assert.ok(row.length > 0 && row.length <= 12);
    for (const button of row) {
      assert.ok(button.text.length > 0);
      if ('callback_data' in button) assert.ok(Buffer.byteLength(button.callback_data) <= 64);
    }
  }
}

test('any edition becomes messages that Telegram stores as they are, and no story is split', () => {
  const seed = Number(process.env.SEED ?? Date.now() % 1e9);
  console.log(`seed ${seed}`);
  fc.assert(
    fc.property(anyEdition, (edition) => {
      const parts = renderEdition(edition, options);
      assert.ok(parts.length <= 3);
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

test('any story page is one message that Telegram stores as it is', () => {
  fc.assert(
    fc.property(anyStory, fc.constantFrom('ru', 'kk'), aDate, (story, of, now) => {
      storedAsSent(
        renderStoryPage(story, {
          messages: messagesFor(of as 'ru' | 'kk'),
          variant: 'full',
          zone: 'Asia/Almaty',
          now,
        }),
      );
    }),
    { numRuns: 150 },
  );
});
