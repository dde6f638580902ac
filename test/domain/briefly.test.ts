import assert from 'node:assert/strict';
import { test } from 'node:test';
import { briefly } from '../../src/domain/briefly.ts';

const CASES = [
  {
    what: 'the first sentence, when it says more than the headline',
    language: 'ru',
    headline: 'КТЖ заказала у Wabtec локомотивы',
    sentences: [
      'Контракт на 300 локомотивов Evolution оценивают в 4,2 млрд долларов.',
      'Завод стоит в Астане.',
    ],
    told: 0,
  },
  {
    what: 'the second, when the first repeats the headline (kk)',
    language: 'kk',
    headline: 'Қасым-Жомарт Тоқаев Дональд Трамппен телефон арқылы сөйлесті',
    sentences: [
      'Мемлекет басшысы Қасым-Жомарт Тоқаев АҚШ Президенті Дональд Трамппен телефон арқылы сөйлесті.',
      'Трамп Тоқаевты Майамидегі G20 саммитіне шақырды.',
    ],
    told: 1,
  },
  {
    what: 'the second, when the first repeats the headline (ru)',
    language: 'ru',
    headline: 'Токаев принял посла США Джули Стаффт',
    sentences: [
      'Токаев принял посла США в Казахстане Джули Стаффт.',
      'Стаффт рассказала о торговле и реформах.',
    ],
    told: 1,
  },
  {
    what: 'not one that leans on it (ru)',
    language: 'ru',
    headline: 'Токаев принял посла США Джули Стаффт',
    sentences: [
      'Токаев принял посла США в Казахстане Джули Стаффт.',
      'Она рассказала о торговле и реформах.',
      'В стране работают 630 американских компаний.',
    ],
    told: 2,
  },
  {
    what: 'not one that leans on it (kk)',
    language: 'kk',
    headline: 'Тоқаев АҚШ елшісі Джули Стаффтты қабылдады',
    sentences: ['Тоқаев АҚШ елшісі Джули Стаффтты қабылдады.', 'Олар сауда туралы сөйлесті.'],
    told: 0,
  },
] as const;
for (const { what, language, headline, sentences, told } of CASES) {
  test(`under its headline a story is told by ${what}`, () => {
    assert.equal(briefly(headline, sentences, language), sentences[told]);
  });
}

test('without sentences nothing is told, and nothing breaks on odd ones', () => {
  assert.equal(briefly('x', [], 'ru'), null);
  for (const odd of ['', '…', '\ud83d', 'ъ'.repeat(5000)]) assert.equal(briefly(odd, [odd], 'kk'), odd);
});
