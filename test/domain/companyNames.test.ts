import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { factCard } from '../../src/domain/card.ts';
import { companyNames } from '../../src/domain/companyNames.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const TEXTS: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'a firm by its last word, Russian',
    'Казахстан получит станки из Огайо',
    'Завод в Костанае подписал договор с Harlan Brothers Industries. Первые станки придут весной.',
    ['Harlan Brothers Industries'],
  ],
  [
    'a firm that a word before it names, Russian',
    '',
    'Американская компания Quillbrook построит в Туркестане тепличный комплекс на 40 гектаров.',
    ['Quillbrook'],
  ],
  [
    'a firm that a word after it names, Kazakh',
    '',
    'Қостанайдағы зауыт Огайодағы Quillbrook компаниясымен келісімшарт жасады. Жеткізу көктемде басталады.',
    ['Quillbrook'],
  ],
  [
    'a firm with a Kazakh ending',
    '',
    'Павлодардағы кәсіпорын америкалық Harlan Brothers Industries-пен келісімге қол қойды.',
    ['Harlan Brothers Industries'],
  ],
  [
    'a firm that holds the name of a commodity',
    '',
    'A Kazakh miner and Bellwood Rare Earth Metals of Nevada signed a supply contract on Monday.',
    ['Bellwood Rare Earth Metals'],
  ],
  [
    'two firms, each once',
    '',
    'Harlan Brothers Industries и Quill & Moss Capital вложат в завод 40 млн долларов. Harlan Brothers Industries владеет половиной.',
    ['Harlan Brothers Industries', 'Quill & Moss Capital'],
  ],
  ['a firm that the gazetteer knows', '', 'Американская компания Wabtec поставит КТЖ 300 локомотивов.', []],
  [
    'a social network, a format and a letter code',
    '',
    'Посольство США написало в Telegram о встрече B5+1 и моделях TE33A.',
    [],
  ],
  [
    'an English headline in capitals',
    'Kazakhstan Signs Deal With Ohio Toolmaker Harlan Brothers Industries',
    '',
    [],
  ],
  [
    'an English adjective',
    '',
    'The American company will build a plant in Kostanay, the ministry said on Monday.',
    [],
  ],
  ['a short code', '', 'Американская компания IT обучит казахстанских инженеров.', []],
  [
    'a firm far down the text',
    '',
    'Первое предложение. Второе предложение. Третье предложение. Завод работает с Harlan Brothers Industries.',
    [],
  ],
];

describe('companies that the gazetteer does not know', () => {
  for (const [what, title, text, names] of TEXTS)
    test(`${what}: ${names.length > 0 ? names.join(', ') : 'none'}`, () => {
      assert.deepEqual(companyNames(understand({ title, text }, u).read), names);
    });

  test('stand on a card as they are written, behind the known ones and in their place where there are many', () => {
    const facts = { topics: [], figures: [], companies: ['Harlan Brothers Industries'] };
    assert.deepEqual(factCard({ ...facts, entities: ['kazatomprom'] }, u, 'kk')?.parties, [
      'Қазатомөнеркәсіп',
      'Harlan Brothers Industries',
    ]);
    const many = ['tokayev', 'trump', 'ktz', 'wabtec', 'boeing'];
    assert.deepEqual(factCard({ ...facts, entities: many }, u, 'ru')?.parties.length, 4);
    assert.equal(
      factCard({ ...facts, entities: ['kazakhstan'] }, u, 'ru'),
      null,
      'one name alone says too little',
    );
  });
});
