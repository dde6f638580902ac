import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cyrillicWords, evidenceOf } from '../../../src/domain/language/languageEvidence.ts';
import { caseOfName } from '../../../src/domain/language/languageNames.ts';
import {
  SIGN_ENDINGS,
  SIGN_WORDS,
  TONGUES,
  type Tongue,
} from '../../../src/domain/language/languageSigns.ts';

test('a sign stands once in each language, in small Cyrillic letters', () => {
  let seen = 0;
  for (const signs of [SIGN_WORDS, SIGN_ENDINGS])
    for (const tongue of TONGUES) {
      const listed = Object.values(signs[tongue]).flatMap((list) => list.trim().split(/\s+/));
      assert.deepEqual(
        listed.filter((sign, index) => listed.indexOf(sign) !== index),
        [],
        tongue,
      );
      for (const sign of listed) assert.match(sign, /^(?:(?!\p{Lu})\p{Script=Cyrillic}|['-])+$/u);
      seen += listed.length;
    }
  assert.ok(seen > 1500);
});

test('the case of a well-known name tells its language', () => {
  const cases: [string, Tongue | null][] = [
    ['парижге', 'kk'],
    ['ташкентте', 'kk'],
    ['вашингтонға', 'kk'],
    ['трамппен', 'kk'],
    ['лондондағы', 'kk'],
    ['вашингтонго', 'ky'],
    ['ирандын', 'ky'],
    ['вашингтонга', 'uz'],
    ['трампнинг', 'uz'],
    ['казаннан', 'kk'],
    ['казанда', 'kk'],
    ['париже', null],
    ['парижем', null],
    ['ташкенте', null],
    ['команда', null],
    ['да', null],
    ['', null],
  ];
  for (const [word, tongue] of cases) {
    const weights = caseOfName(word, TONGUES);
    if (tongue === null) assert.equal(weights, null, word);
    else assert.equal(weights?.indexOf(Math.max(...weights)), TONGUES.indexOf(tongue), word);
  }
});

test('Kazakh assimilates what it joins to a name', () => {
  const kk = TONGUES.indexOf('kk');
  for (const [fit, unfit] of [
    ['самарқандтан', 'самарқанддан'],
    ['парижден', null],
    ['ташкентке', 'ташкентге'],
    ['бишкектен', 'бишкекден'],
  ] as const) {
    assert.ok((caseOfName(fit, TONGUES)?.[kk] ?? 0) > 0, fit);
    if (unfit !== null) assert.equal(caseOfName(unfit, TONGUES)?.[kk], 0, unfit);
  }
});

test('the letters of a name say less than those of a word', () => {
  const kk = TONGUES.indexOf('kk');
  const points = (text: string) => evidenceOf(cyrillicWords(text))[kk] ?? 0;
  assert.ok(points('сказал Қошанов') < points('сказал қошан'));
  assert.ok(points('Бүгін Қошановпен') > points('Бүгін Қошанов'));
});

test('a word is a name where a capital stands inside a sentence, and never in a text of capitals', () => {
  const names = (text: string) =>
    cyrillicWords(text)
      .filter(({ isName }) => isName)
      .map(({ word }) => word);
  assert.deepEqual(names('Вчера Мұрат Нұртілеу приехал. Сегодня уехал в Париж'), [
    'мұрат',
    'нұртілеу',
    'париж',
  ]);
  assert.deepEqual(names('Токаев приехал'), ['токаев']);
  assert.deepEqual(names('ТОКАЕВ ПРИЕХАЛ В ПАРИЖ'), []);
  assert.deepEqual(names('Он сказал: «Завтра»'), []);
});
