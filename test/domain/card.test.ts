import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { eventDay, eventOf, factCard, lateIds } from '../../src/domain/card.ts';
import type { EventType, Stage } from '../../src/domain/events.ts';
import { storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { kk } from '../../src/locales/kk.ts';
import { ru } from '../../src/locales/ru.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

describe('a fact card', () => {
  test('names parties, topics and figures in the reader’s language and claims nothing', () => {
    const analysis = understand(
      {
        title: 'Kazakhstan and Wabtec sign locomotive deal',
        text: 'Kazakhstan’s railway KTZ and US company Wabtec signed a $4.2 billion agreement for 300 locomotives on September 22, 2025.',
      },
      u,
    );
    const card = factCard({ ...analysis, date: '2025-09-22' }, u, 'kk');
    assert.ok(card);
    assert.deepEqual(new Set(card.parties), new Set(['ҚТЖ', 'Wabtec']));
    assert.deepEqual(
      card.topics[0],
      u.knowledge.digests.find(({ id }) => id === analysis.topics[0])?.title.kk,
    );
    assert.deepEqual(
      card.figures.map(({ value }) => value),
      [4.2e9, 300],
    );
    assert.equal(card.date, '2025-09-22');
    assert.ok(factCard(analysis, u, 'ru')?.parties.includes('КТЖ'));
  });
  const facts = (entities: string[], figures = 0) => ({
    topics: [],
    entities,
    figures: Array.from({ length: figures }, (_, n) => ({
      text: '',
      value: 100 + n,
      unit: 'person' as const,
      qualifier: null,
      start: 0,
      end: 1,
    })),
  });
  const CASES: readonly (readonly [string, ReturnType<typeof facts>, boolean])[] = [
    ['two parties', facts(['tokayev', 'trump']), true],
    ['a party and a figure', facts(['wabtec'], 1), true],
    ['a party alone', facts(['wabtec']), false],
    ['two countries and their capitals', facts(['kazakhstan', 'usa', 'astana', 'washington'], 2), false],
    ['ids that the gazetteer does not know', facts(['nobody', 'nothing'], 1), false],
    ['nothing', facts([]), false],
  ];
  test('calls nobody a party but those who act, unless only an occasion is named', () => {
    const parties = (...entities: string[]) => factCard(facts(entities, 1), u, 'ru')?.parties;
    assert.deepEqual(parties('c5plus1', 'tokayev', 'jackson_vanik', 'trump'), [
      'Касым-Жомарт Токаев',
      'Дональд Трамп',
    ]);
    assert.equal(parties('c5plus1', 'kazakhstan')?.length, 1);
  });
  test('names one who is named late only for a country that nobody else stands for, or beside a lone name', () => {
    const parties = (entities: string[], ...late: string[]) =>
      factCard({ ...facts(entities, 1), late }, u, 'ru')?.parties;
    assert.deepEqual(parties(['wabtec', 'ktz', 'nyse', 'boeing'], 'nyse', 'boeing'), ['Wabtec', 'КТЖ']);
    assert.deepEqual(parties(['wabtec', 'boeing', 'nyse', 'ktz'], 'nyse', 'ktz'), [
      'Wabtec',
      'Boeing',
      'КТЖ',
    ]);
    assert.deepEqual(parties(['wabtec', 'nyse'], 'nyse'), ['Wabtec']);
    assert.deepEqual(parties(['wabtec', 'ktz'], 'wabtec', 'ktz'), ['Wabtec', 'КТЖ']);
    const { read, ...analysis } = understand(
      {
        title: 'Wabtec и КТЖ подписали контракт',
        text: 'Wabtec и КТЖ подписали контракт на 300 локомотивов.\nЭто первый заказ года.\nРаботы начнутся летом.\nДепо готовят.\nЛюдей учат.\nСроки названы.\nАкции Wabtec торгуются на Нью-Йоркской фондовой бирже.',
      },
      u,
    );
    assert.deepEqual(lateIds(storyFeatures(read, analysis, null, u)), ['nyse']);
  });
  test('does not name an office beside its holder', () => {
    const parties = (...entities: string[]) => factCard(facts(entities, 1), u, 'ru')?.parties;
    assert.deepEqual(parties('us_ambassador_kz', 'stufft'), ['Джули Стаффт']);
    assert.deepEqual(parties('us_ambassador_kz', 'tokayev'), [
      'посол США в Казахстане',
      'Касым-Жомарт Токаев',
    ]);
  });
  test('is made of one name and the kind of event or its day', () => {
    const alone = facts(['wabtec']);
    assert.ok(factCard({ ...alone, event: 'signing' }, u, 'kk'));
    assert.ok(factCard({ ...alone, date: '2026-11-02' }, u, 'kk'));
    assert.equal(factCard({ ...facts([]), event: 'signing', date: '2026-11-02' }, u, 'kk'), null);
  });
  for (const [name, given, wanted] of CASES)
    test(`is ${wanted ? '' : 'not '}made of ${name}`, () =>
      assert.equal(factCard(given, u, 'ru') !== null, wanted));
});

const DAYS: readonly (readonly [string, readonly string[], string | null, string | null])[] = [
  ['the only day stated', ['2025-09-22'], null, '2025-09-22'],
  [
    'the latest day that has come',
    ['2025-09-20', '2025-09-22', '2026-01-01'],
    '2025-09-23T10:00:00.000Z',
    '2025-09-22',
  ],
  ['the day to come when it is the only one', ['2025-11-06'], '2025-10-27T10:00:00.000Z', '2025-11-06'],
  ['unknown when several are to come', ['2025-11-06', '2025-12-01'], '2025-10-27T10:00:00.000Z', null],
  ['unknown when none is stated', [], '2025-10-27T10:00:00.000Z', null],
];
for (const [name, days, publishedAt, wanted] of DAYS)
  test(`the day of an event is ${name}`, () => assert.equal(eventDay({ days, publishedAt }), wanted));

test('a day to come is no day of what has been, nor of an interview', () => {
  const days = ['2026-07-01'];
  const publishedAt = '2026-06-04T10:00:00.000Z';
  for (const event of ['call', 'letter', 'signing', 'invitation'] as const)
    assert.equal(eventDay({ days, publishedAt, events: [event] }), null, event);
  for (const event of ['visit', 'meeting', 'conference', 'exercise'] as const)
    assert.equal(eventDay({ days, publishedAt, events: [event] }), '2026-07-01', event);
  assert.equal(eventDay({ days: ['2026-06-03'], publishedAt, events: ['call'] }), '2026-06-03');
  assert.equal(eventDay({ days: ['2026-06-03'], publishedAt, events: [], interview: true }), null);
});

const EVENTS: readonly (readonly [string, readonly EventType[], Stage | null, EventType | null])[] = [
  ['the only kind named', ['call'], null, 'call'],
  ['the first kind, which the title names', ['credentials', 'meeting'], null, 'credentials'],
  ['a signing that has been', ['signing'], 'signed', 'signing'],
  ['no signing to come', ['signing'], 'announced', null],
  ['no delivery to come', ['delivery'], 'signed', null],
  ['none of too many', ['visit', 'meeting', 'signing', 'conference'], 'signed', null],
  ['none when none is named', [], null, null],
];
for (const [name, events, stage, wanted] of EVENTS)
  test(`the event of a card is ${name}`, () => assert.equal(eventOf({ events, stage }), wanted));
test('an interview is no event', () =>
  assert.equal(eventOf({ events: ['meeting'], stage: null, interview: true }), null));

/** Title and text in any language; the event in the words of both readers; null when the card has none. */
const SHOWN: readonly (readonly [string, string, string | null, string | null])[] = [
  [
    'Tokayev and Trump speak by phone',
    'Kazakh President Kassym-Jomart Tokayev held a phone call with US President Donald Trump.',
    'Событие: телефонный разговор',
    'Жаңалық: телефон арқылы сөйлесу',
  ],
  [
    'Посол США вручила верительные грамоты Токаеву',
    'Посол США Джули Стаффт вручила верительные грамоты Касым-Жомарту Токаеву.',
    'Событие: вручение верительных грамот',
    'Жаңалық: сенім грамотасын тапсыру',
  ],
  [
    'ҚТЖ мен Wabtec келісімге қол қойды',
    'ҚТЖ мен америкалық Wabtec 4,2 млрд долларлық келісімге қол қойды.',
    'Событие: подписание',
    'Жаңалық: құжатқа қол қою',
  ],
  [
    'Chevron output in Kazakhstan rises',
    'Chevron and ExxonMobil produced 39 million tonnes of oil at Tengiz in Kazakhstan.',
    null,
    null,
  ],
];
for (const [title, text, russian, kazakh] of SHOWN)
  test(`the card of «${title}» says ${russian ?? 'no event'}`, () => {
    const analysis = understand({ title, text }, u);
    const event = eventOf(storyFeatures(analysis.read, analysis, null, u));
    for (const [language, messages, wanted] of [
      ['ru', ru, russian],
      ['kk', kk, kazakh],
    ] as const) {
      const card = factCard({ ...analysis, event, date: null }, u, language);
      assert.ok(card);
      const line = messages.factCard(card, 2026);
      if (wanted === null) assert.doesNotMatch(line, /Событие|Жаңалық:/u);
      else assert.ok(line.split(' · ').includes(wanted), line);
    }
  });
