import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { ReaderLanguage } from '../../src/domain/article.ts';
import { quoteBalance } from '../../src/domain/speech.ts';
import { summarizeExtractive } from '../../src/domain/summary.ts';
import { findCandidates } from '../../src/domain/summarySentences.ts';
import { type Understanding, understand } from '../../src/domain/understand.ts';
import { shippedUnderstanding } from './understanding.ts';

let u: Understanding;
before(async () => {
  u = await shippedUnderstanding();
});

const LEAD: Readonly<Record<ReaderLanguage, string>> = {
  ru: 'Мажилис Казахстана обсудил торговое соглашение с США на заседании в среду.',
  kk: 'Мәжіліс сәрсенбідегі отырыста АҚШ-пен сауда келісімін талқылады.',
};
/** What makes a quotation so long that it is cut into sentences. */
const RU =
  ' Торговля двух стран держится на нефти и уране, а товары глубокой переработки по-прежнему занимают в поставках малую долю, хотя спрос на них за океаном растёт каждый год, и предприятия готовы работать.';
const KK =
  ' Екі елдің саудасы мұнай мен уранға сүйеніп тұр, ал терең өңделген тауардың үлесі әлі де аз, дегенмен мұхиттың арғы жағындағы сұраныс жыл сайын өсіп келеді, кәсіпорындар жұмыс істеуге дайын отыр.';
const candidates = (language: ReaderLanguage, text: string) =>
  findCandidates(understand({ title: '', text: `${LEAD[language]}\n${text}` }, u).read, 0, language)
    .sentences;

/**
 * Language, a paragraph, a piece of one of its sentences, and how that sentence may be taken: by itself, beside the
 * sentence that names the speaker, or not at all.
 */
const CASES: readonly (readonly [ReaderLanguage, string, string, 'free' | 'beside' | 'never'])[] = [
  [
    'ru',
    '— Экспорт Казахстана в США упал за два года вдвое. Потери экономики достигли 900 млн долларов, — сказал депутат Ерлан Омаров.',
    'Экспорт Казахстана в США',
    'beside',
  ],
  [
    'ru',
    '— Экспорт Казахстана в США упал за два года вдвое, — сказал депутат Ерлан Омаров. Потери экономики Казахстана достигли 900 млн долларов.',
    'Потери экономики',
    'beside',
  ],
  [
    'ru',
    '— Экспорт Казахстана в США упал за два года вдвое, — сказал депутат Ерлан Омаров. Потери экономики Казахстана достигли 900 млн долларов.',
    'Экспорт Казахстана в США',
    'free',
  ],
  ['ru', '— Экспорт в США упал вдвое за последние два года.', 'Экспорт Казахстана в США', 'never'],
  [
    'ru',
    `«Экспорт Казахстана в США упал вдвое.${RU} Потери достигли 900 млн долларов», — сказал депутат Ерлан Омаров.`,
    'Экспорт Казахстана',
    'never',
  ],
  [
    'ru',
    `«Экспорт Казахстана в США упал вдвое.${RU} Потери достигли 900 млн долларов», — сказал депутат Ерлан Омаров.`,
    '«Потери достигли 900 млн долларов», — сказал',
    'free',
  ],
  [
    'ru',
    '«Экспорт упал вдвое.\nПотери Казахстана достигли 900 млн долларов.\nСША закрыли рынок», — сказал депутат Ерлан Омаров.',
    'Потери Казахстана',
    'never',
  ],
  ['ru', '«Экспорт Казахстана в США за последние два года упал вдвое».', 'Экспорт Казахстана', 'never'],
  [
    'ru',
    'Экспорт Казахстана в США за последние два года упал вдвое.\n– подчеркнул депутат Ерлан Омаров.',
    'Экспорт Казахстана',
    'never',
  ],
  [
    'ru',
    'Министр заявил: «Экспорт Казахстана в США вырастет вдвое. Рынок открыт».',
    'Министр заявил: «Экспорт Казахстана в США вырастет вдвое',
    'free',
  ],
  [
    'ru',
    'Экспорт Казахстана в США за два года упал вдвое. «Потери велики», — сказал депутат Ерлан Омаров.',
    'Экспорт Казахстана',
    'free',
  ],
  [
    'ru',
    'Экспорт Казахстана в США упал вдвое. Потери, по оценке министерства, достигли 900 млн долларов.',
    'Потери, по оценке',
    'free',
  ],
  [
    'kk',
    '– Қазақстанның Америкаға экспорты екі есе азайды. Шығын 900 млн долларға жетті, – деді депутат Ерлан Омаров.',
    'Қазақстанның Америкаға',
    'beside',
  ],
  [
    'kk',
    '– Қазақстанның Америкаға экспорты екі есе азайды, – деді депутат Ерлан Омаров. Ел экономикасының шығыны 900 млн долларға жетті.',
    'Ел экономикасының шығыны',
    'beside',
  ],
  [
    'kk',
    'Америкалық компаниялар Қазақстанға салық төлемейді. Шығын 900 млн долларға жетті, – деді депутат Ерлан Омаров.',
    'Америкалық компаниялар',
    'beside',
  ],
  [
    'kk',
    'Америкалық компаниялар Қазақстанға салық төлемейді. Шығын 900 млн долларға жетті, – деді депутат Ерлан Омаров.',
    'Шығын 900',
    'free',
  ],
  [
    'kk',
    `«Америкалық компаниялар Қазақстанға салық төлемейді.${KK} Шығын 900 млн долларға жетті», – деді депутат Ерлан Омаров.`,
    'Америкалық компаниялар',
    'never',
  ],
  [
    'kk',
    `«Америкалық компаниялар Қазақстанға салық төлемейді.${KK} Шығын 900 млн долларға жетті», – деді депутат Ерлан Омаров.`,
    '«Шығын 900 млн долларға жетті», – деді',
    'free',
  ],
  ['kk', '– Америкалық компаниялар Қазақстанға 61 млрд доллар салды.', 'Америкалық компаниялар', 'never'],
  [
    'kk',
    'Америкалық компаниялар 900 млн доллар салық төлеген жоқ. Министрлік тексеру бастады.',
    'Америкалық компаниялар',
    'free',
  ],
];

describe('words of others', () => {
  for (const [language, paragraph, piece, wanted] of CASES)
    test(`«${piece}» may stand ${wanted === 'never' ? 'nowhere' : wanted} in «${paragraph.slice(0, 40)}…»`, () => {
      const found = candidates(language, paragraph).find(({ text }) => text.includes(piece));
      assert.equal(found === undefined ? 'never' : found.claim === null ? 'free' : 'beside', wanted);
    });
  test('a claim is in no summary without the sentence that names its speaker', () => {
    let seen = 0;
    for (const [language, paragraph, piece, wanted] of CASES) {
      const read = understand({ title: '', text: `${LEAD[language]}\n${paragraph}` }, u).read;
      const told = summarizeExtractive([{ articleId: 1, read, title: '' }], language, {
        besideHeadline: false,
      });
      const texts = told?.sentences.map(({ text }) => text) ?? [];
      if (wanted === 'free' || !texts.some((text) => text.includes(piece))) continue;
      seen++;
      assert.equal(wanted, 'beside');
      assert.ok(texts.join(' ').includes('Ерлан Омаров'), texts.join(' '));
    }
    assert.ok(seen >= 2, String(seen));
  });
});

const BALANCES: readonly (readonly [string, number])[] = [
  ['АО "НК "КазМунайГаз" подписало контракт', 0],
  ['Глава АО "НК "КазМунайГаз" и компания "Шеврон" договорились', 0],
  ['"Экспорт вырос", – сказал министр', 0],
  ['"Экспорт вырос. ', 1],
  ['Рынок открыт", – сказал министр', -1],
  ['Акционерное общество «Национальная компания «Дала» открылось', 0],
  ['«Рынок открыт', 1],
  ['без кавычек', 0],
];
for (const [text, balance] of BALANCES)
  test(`of «${text}» ${balance === 0 ? 'no quotation stays open' : 'one does'}`, () =>
    assert.equal(Math.sign(quoteBalance(text)), balance));
