import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { JOIN, similarity } from '../../src/domain/stories.ts';
import { type StoryFeatures, storyFeatures } from '../../src/domain/storyFeatures.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

type Piece = readonly [published: string, title: string, text: string];

function featuresOf([published, title, text]: Piece): StoryFeatures {
  const publishedAt = new Date(published);
  const analysis = understand({ title, text, publishedAt }, u);
  return storyFeatures(analysis.read, analysis, publishedAt, u);
}

const bothWays = (a: Piece, b: Piece): number => {
  const [one, other] = [featuresOf(a), featuresOf(b)];
  assert.ok(Math.abs(similarity(one, other) - similarity(other, one)) < 1e-9, 'symmetric');
  return similarity(one, other);
};

const SAME: readonly (readonly [string, Piece, Piece])[] = [
  [
    'a museum that no list of names knows, ru and kk',
    [
      '2026-04-23T07:00Z',
      'Древние седла показали в Филадельфии',
      'В музее Пенна открылась выставка сёдел из курганов Казахстана. Посетители увидят 137 экспонатов. Выставку открыл директор музея Кристофер Вудс.',
    ],
    [
      '2026-04-23T09:00Z',
      'Филадельфияда қазақ ер-тоқымы қойылды',
      'Пенн музейінде Қазақстан қорғандарынан табылған ер-тоқым көрмесі ашылды. Көрмеде 137 жәдігер бар. Көрмені музей директоры Кристофер Вудс ашты.',
    ],
  ],
  [
    'a fight of unknown boxers, kk and en',
    [
      '2026-04-19T06:00Z',
      'Боксшы Ерасыл Қойшыбаев нокаутпен жеңді',
      'Қазақ боксшысы Ерасыл Қойшыбаев Атлантик-Ситиде америкалық Дуэйн Холлоуэйді бесінші раундта нокаутпен жеңді.',
    ],
    [
      '2026-04-19T08:00Z',
      'Koishybayev knocks out Holloway',
      'Kazakh boxer Yerassyl Koishybayev knocked out American Dwayne Holloway in the fifth round in Atlantic City.',
    ],
  ],
  [
    'a report by its numbers, ru and en',
    [
      '2026-08-13T07:00Z',
      'Жалоб на пытки стало меньше',
      'Госдеп США в ежегодном докладе о правах человека отметил: жалоб на пытки в Казахстане стало 131 вместо 190, 14 журналистов оштрафованы.',
    ],
    [
      '2026-08-12T21:00Z',
      'US rights report credits Kazakhstan on torture',
      'The State Department said in its annual human rights report that complaints of torture in Kazakhstan fell to 131 from 190 and 14 journalists were fined.',
    ],
  ],
  [
    'an announcement and the signature three days later, ru and kk',
    [
      '2026-03-02T06:00Z',
      'John Deere и «АгромашХолдинг» подпишут соглашение',
      'John Deere и «АгромашХолдинг» на этой неделе подпишут соглашение на 2,5 млрд долларов о сборке 3 000 тракторов в Костанае.',
    ],
    [
      '2026-03-05T13:00Z',
      'John Deere мен «АгромашХолдинг» келісімге қол қойды',
      'John Deere мен «АгромашХолдинг» Қостанайда 3 000 трактор құрастыру туралы 2,5 млрд долларлық келісімге қол қойды.',
    ],
  ],
  [
    'a call and the invitation made in it, ru',
    [
      '2026-11-18T05:00Z',
      'Токаев и Трамп поговорили по телефону',
      'Токаев и Трамп обсудили по телефону торговлю и саммит G20 в Майами.',
    ],
    [
      '2026-11-18T07:00Z',
      'Трамп пригласил Токаева на саммит G20 в Майами',
      'Дональд Трамп пригласил Касым-Жомарта Токаева на саммит G20 в Майами, который пройдёт в декабре.',
    ],
  ],
];

const DIFFERENT: readonly (readonly [string, Piece, Piece])[] = [
  [
    'a visit and an interview with the guest (ru)',
    [
      '2026-10-13T11:00Z',
      'Минфин США и Казахстан договорились о сверке поставок',
      'Дэниел Кроссман из Минфина США провёл в Астане переговоры о санкциях и встретился с банками.',
    ],
    [
      '2026-10-13T15:00Z',
      '«Мы не просим выбирать»',
      'Дэниел Кроссман отвечает в Минфине США за санкции. Мы встретились с ним в Астане.\n**Зачем вы приехали?**\nПосмотреть на банки.\n**Будут ли новые имена?**\nПосмотрим.\n**Вернётесь?**\nВесной.',
    ],
  ],
  [
    'a visit and an interview with the guest (kk)',
    [
      '2026-10-13T11:00Z',
      'АҚШ Қаржы министрлігінің өкілі Астанада келіссөз жүргізді',
      'АҚШ Қаржы министрлігінің өкілі Дэниел Кроссман Астанада санкция туралы келіссөз жүргізіп, банктермен кездесті.',
    ],
    [
      '2026-10-13T15:00Z',
      '«Таңдау жасаңыз демейміз»',
      'Дэниел Кроссман АҚШ Қаржы министрлігінде санкцияға жауап береді. Онымен Астанада кездестік.\n**Неге келдіңіз?**\nБанктерді көруге.\n**Жаңа атау бола ма?**\nКөреміз.\n**Тағы келесіз бе?**\nКөктемде.',
    ],
  ],
  [
    'a visit and an interview with the guest (en)',
    [
      '2026-10-13T11:00Z',
      'US Treasury envoy holds sanctions talks in Astana',
      'Daniel Crossman of the US Treasury held talks on sanctions in Astana and met Kazakh banks.',
    ],
    [
      '2026-10-13T15:00Z',
      '"We do not ask anyone to choose"',
      'Daniel Crossman is in charge of sanctions at the US Treasury. We met him in Astana.\n**Why did you come?**\nTo see the banks.\n**Will there be new names?**\nWe shall see.\n**Will you return?**\nIn spring.',
    ],
  ],
  [
    'two ministers at one forum, in the same words (ru)',
    [
      '2026-03-24T17:00Z',
      'Аккенженов встретился с Крисом Райтом',
      'Министр энергетики Казахстана Ерлан Аккенженов на форуме встретился с министром энергетики США Крисом Райтом и обсудил нефть.',
    ],
    [
      '2026-03-24T18:00Z',
      'Нагаспаев встретился с Дагом Бергамом',
      'Министр промышленности Казахстана Ерсайын Нагаспаев на форуме встретился с министром внутренних дел США Дагом Бергамом и обсудил минералы.',
    ],
  ],
  [
    'a rate and the next day’s, across languages',
    [
      '2026-03-02T10:00Z',
      'Курс доллара 2 марта',
      'Курс доллара на бирже составил 497,18 тенге. Евро стоит 586,02 тенге, рубль 6,41 тенге.',
    ],
    [
      '2026-03-03T10:00Z',
      '3 наурызға доллар бағамы',
      'Биржада доллар бағамы 498,40 теңге болды. Еуро 587,90 теңге, рубль 6,39 теңге тұрады.',
    ],
  ],
  [
    'deals of one sum with two countries (en)',
    [
      '2026-05-07T07:00Z',
      'Kazakhstan and China agree on $17 billion projects',
      'Kazakhstan and China agreed on projects worth $17 billion at a business council in Beijing.',
    ],
    [
      '2026-05-07T10:00Z',
      'Kazakhstan signs $17 billion deals with US firms',
      'Kazakhstan signed deals worth $17 billion with Boeing, John Deere and Wabtec in Washington.',
    ],
  ],
  [
    'a letter and a visit of the same two leaders (kk)',
    [
      '2026-06-08T09:00Z',
      'Трамп Тоқаевқа хат жолдады',
      'Дональд Трамп Қасым-Жомарт Тоқаевқа хат жолдап, достық үшін алғыс айтты.',
    ],
    [
      '2026-06-09T09:00Z',
      'Тоқаев Вашингтонға сапармен барды',
      'Қасым-Жомарт Тоқаев жұмыс сапарымен Вашингтонға барып, Ақ үйде Дональд Трамппен кездесті.',
    ],
  ],
];

describe('one event', () => {
  for (const [name, a, b] of SAME)
    test(name, () => {
      const value = bothWays(a, b);
      assert.ok(value >= JOIN, String(value));
    });
});

describe('two events', () => {
  for (const [name, a, b] of DIFFERENT)
    test(name, () => {
      const value = bothWays(a, b);
      assert.ok(value < JOIN, String(value));
    });
});

test('features of an earlier program, without concepts and numbers, can be compared', () => {
  const [a, b] = [featuresOf(SAME[2]![1]), featuresOf(SAME[2]![2])];
  const { concepts: _, names: __, numbers: ___, headFigures: ____, interview: _____, ...old } = a;
  const value = similarity(old, b);
  assert.ok(value >= 0 && value <= 1);
});
