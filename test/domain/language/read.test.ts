import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Draft, ReadText } from '../../../src/domain/article.ts';
import { compileGazetteer } from '../../../src/domain/language/gazetteer.ts';
import { loadIdentifier } from '../../../src/domain/language/identify.ts';
import { readText } from '../../../src/domain/language/read.ts';

const gazetteer = compileGazetteer(JSON.parse(readFileSync('digests/reading/gazetteer.json', 'utf8')));
const identifier = await loadIdentifier();
const publishedAt = new Date('2025-11-10T06:00:00Z');
const read = (draft: Partial<Draft>): ReadText =>
  readText({ title: '', text: '', publishedAt, ...draft }, gazetteer, identifier);
const ids = (text: ReadText) => text.sentences.map(({ mentions }) => mentions.map(({ entity }) => entity));
const figures = (text: ReadText) =>
  text.sentences.flatMap((one) => one.figures.map(({ value, unit }) => `${value} ${unit}`));

test('a Russian article: title, lead, body and background with their names, figures and dates', () => {
  const text = read({
    title: 'КТЖ и Wabtec подписали контракт на 300 локомотивов — Казинформ',
    outletNames: ['Казинформ', 'Kazinform'],
    text: `АСТАНА. КАЗИНФОРМ – Национальная компания «Қазақстан темір жолы» и американская Wabtec 22 сентября подписали в Нью-Йорке контракт на поставку 300 грузовых локомотивов. Стоимость соглашения составила 4,2 млрд долларов США, передает Kazinform.
Документ подписан в присутствии министра торговли США Говарда Лутника. Локализацию намерены довести с 45 до 55% к 2027 году.
Напомним, завод в Астане работает с 2009 года и выпустил более 600 локомотивов.`,
  });
  assert.equal(text.language, 'ru');
  assert.equal(text.interview, false);
  assert.equal(text.title, 'КТЖ и Wabtec подписали контракт на 300 локомотивов');
  assert.deepEqual(
    text.sentences.map(({ position, paragraph }) => `${position} ${paragraph}`),
    ['title -1', 'lead 0', 'lead 0', 'body 1', 'body 1', 'background 2'],
  );
  assert.deepEqual(ids(text), [
    ['ktz', 'wabtec', 'locomotive'],
    ['ktz', 'usa', 'wabtec', 'new_york', 'locomotive'],
    [],
    ['commerce_us', 'lutnick'],
    [],
    ['astana', 'locomotive'],
  ]);
  assert.deepEqual(figures(text), [
    ...['300 locomotive', '300 locomotive', '4200000000 usd', '45 pct', '55 pct', '600 locomotive'],
  ]);
  assert.deepEqual(
    text.sentences.flatMap(({ dates }) => dates.map(({ date, text: written }) => `${written} = ${date}`)),
    ['22 сентября = 2025-09-22', '2027 году = 2027', '2009 года = 2009'],
  );
});

test('a Kazakh article with endings on names, figures and dates', () => {
  const text = read({
    title: 'Тоқаев Вашингтонда C5+1 саммитіне қатысты',
    text: `Президент Қасым-Жомарт Тоқаев 6 қарашада Вашингтонда өткен «Орталық Азия – АҚШ» саммитіне қатысты. Кездесуде АҚШ-тың Қазақстандағы елшісі Джули Стаффт те болды.
Тараптар маңызды минералдар жөніндегі меморандумға қол қойды. Жалпы сомасы 17 млрд АҚШ долларынан асатын келісімдер жасалды.
Айта кетейік, былтыр тауар айналымы 4,2 млрд долларға жеткен еді.`,
  });
  assert.equal(text.language, 'kk');
  assert.deepEqual(ids(text), [
    ['tokayev', 'washington', 'c5plus1'],
    ['tokayev', 'washington', 'c5plus1'],
    ['us_ambassador_kz', 'stufft'],
    ['crit_minerals'],
    [],
    ['trade_turnover'],
  ]);
  assert.deepEqual(
    text.sentences.map(({ position }) => position),
    ['title', 'lead', 'lead', 'body', 'body', 'background'],
  );
  assert.deepEqual(figures(text), ['17000000000 usd', '4200000000 usd']);
  assert.deepEqual(
    text.sentences.flatMap(({ dates }) => dates.map(({ date }) => date)),
    ['2025-11-06', '2024'],
  );
});

test('an English article without title and date takes its year from the text', () => {
  const text = read({
    publishedAt: undefined,
    text: `Kazakhstan and the United States signed a memorandum on critical minerals on November 6, 2025. Officials had met on Nov. 4.
The U.S. Commerce Secretary Howard Lutnick said the deal would bring $1.1 billion to a plant built by Cove Capital with Tau-Ken Samruk.`,
  });
  assert.equal(text.language, 'en');
  assert.equal(text.title, '');
  assert.deepEqual(
    text.sentences.map(({ position }) => position),
    ['lead', 'lead', 'body'],
  );
  assert.deepEqual(
    text.sentences.flatMap(({ dates }) => dates.map(({ date }) => date)),
    ['2025-11-06', '2025-11-04'],
  );
  assert.deepEqual(ids(text)[2], ['commerce_us', 'lutnick', 'cove', 'tau_ken']);
});

test('a dateline is cut and its date kept', () => {
  const text = read({
    text: 'АСТАНА, 7 ноября 2024 года – Агентство. Казахстан и США подписали меморандум о взаимопонимании в сфере туризма.',
    publishedAt: undefined,
  });
  assert.equal(text.datelineDate, '2024-11-07');
  assert.ok(!text.sentences[0]?.text.includes('АСТАНА'));
});

test('an interview loses its questions and the dashes of its answers', () => {
  const text = read({
    title: 'Посол США: мы видим новые возможности',
    text: `Посол США в Казахстане Джули Стаффт рассказала в интервью о планах на 2026 год.
– Госпожа посол, какие проекты с Boeing вы считаете главными?
– Это прежде всего железная дорога. Wabtec вложила в завод в Астане более 230 млн долларов.
– А что с университетами?
– Филиал Университета Аризоны принимает 500 студентов.`,
  });
  assert.equal(text.interview, true);
  const spoken = text.sentences.map((one) => one.text);
  assert.ok(spoken.every((one) => !one.includes('?') && !one.startsWith('–')));
  assert.ok(!ids(text).flat().includes('boeing'));
  assert.deepEqual(
    text.asked?.map(({ position, mentions }) => [position, mentions.map(({ entity }) => entity)]),
    [
      ['body', ['boeing']],
      ['body', []],
    ],
  );
  assert.ok(ids(text).flat().includes('univ_arizona'));
  assert.deepEqual(figures(text), ['230000000 usd', '500 student']);
});

test('outlet names are no parties', () => {
  const text = read({
    title: 'Обзор рынков',
    outletNames: ['Kazakhstan Today', 'Егемен Қазақстан'],
    text: 'Об этом пишет Kazakhstan Today. Газета «Егемен Қазақстан» сообщает о том же самом событии недели.',
  });
  assert.ok(!ids(text).flat().includes('kazakhstan'));
});

test('paragraphs of another language are read in their own', () => {
  const text = read({
    title: 'Компания инвестирует в Казахстан',
    text: `Американская компания вложит в новый завод около 2,5 млрд долларов, сообщили в министерстве промышленности и строительства республики.
Министрліктің мәліметінше, зауытта екі мың жұмыс орны ашылады және өнімнің жартысы экспортқа шығарылады.`,
  });
  assert.deepEqual(
    text.sentences.map(({ language }) => language),
    ['ru', 'ru', 'kk'],
  );
  assert.deepEqual(figures(text), ['2500000000 usd', '2000 job']);
});

test('nothing gives nothing', () => {
  assert.deepEqual(read({}).sentences, []);
  assert.equal(read({}).language, 'other');
});

test('any draft is read without an error, and all offsets lie in their sentence', () => {
  const piece = fc.constantFrom(
    ...[
      'Казахстан',
      'США',
      'Қазақстан',
      'АҚШ-тың',
      'Wabtec',
      ' 4,2 млрд ',
      'долларов США',
      '\n',
      '. ',
      '? ',
      '– ',
      '6 қараша',
    ],
    ...[
      'Напомним, ',
      'АСТАНА. КАЗИНФОРМ – ',
      '\u00a0',
      '\u200b',
      '\ud800',
      '«',
      '»',
      'The U.S. ',
      '2025 году',
      'https://x.kz/a',
    ],
  );
  const noise = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(piece, { maxLength: 25 }).map((all) => all.join('')),
  );
  fc.assert(
    fc.property(noise, noise, (title, text) => {
      for (const sentence of read({ title, text, outletNames: ['Казинформ'] }).sentences) {
        assert.notEqual(sentence.text, '');
        for (const { start, end } of [...sentence.mentions, ...sentence.figures, ...sentence.dates]) {
          assert.ok(start >= 0 && end > start && end <= sentence.text.length);
        }
      }
    }),
    { numRuns: 300 },
  );
});
