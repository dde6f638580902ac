import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Language } from '../../../src/domain/article.ts';
import { stem, stems, words } from '../../../src/domain/language/stems.ts';

test('a text is cut into folded words, endings and marks inside kept', () => {
  const cases: [string, string[]][] = [
    ['Касым-Жомарт Токаев, «самолёт»!', ['касым-жомарт', 'токаев', 'самолет']],
    ['C5+1-дің саммиті 10%-ға өсті', ['c5+1-дің', 'саммиті', '10%-ға', 'өсті']],
    ['4,2 млрд; 787-9, AT&T, don’t', ['4,2', 'млрд', '787-9', 'at&t', "don't"]],
    ['слово.Слово и т.д.', ['слово', 'слово', 'и', 'т', 'д']],
    ['— … 🔥', []],
    ['', []],
  ];
  for (const [text, expected] of cases) assert.deepEqual(words(text), expected);
});

/** Forms of one word that share a stem. */
const SAME: [Language, string][] = [
  ['ru', 'визит визита визиту визитом визиты'],
  ['ru', 'локомотив локомотива локомотивы локомотивов локомотивами'],
  ['ru', 'уран урана урану ураном'],
  ['ru', 'минерал минералы минералов минералами'],
  ['ru', 'Казахстан Казахстана Казахстану Казахстаном Казахстане'],
  ['ru', 'Узбекистан Узбекистана Узбекистаном'],
  ['ru', 'Токаев Токаева Токаеву Токаевым'],
  ['ru', 'соглашение соглашения соглашений соглашениями'],
  ['ru', 'компания компании компаний компанию'],
  ['ru', 'потенциал потенциала потенциалом'],
  ['ru', 'актив активы активов'],
  ['ru', 'дефицит дефицита дефицитом'],
  ['ru', 'самолёт самолеты самолётов'],
  ['ru', 'американский американская американского американских'],
  ['ru', 'президент президента президентом'],
  ['ru', 'Wabtec Wabtec-а Wabtec-ом'],
  ['en', 'agreement agreements'],
  ['en', 'company companies'],
  ['en', 'supply supplies supplied supplying'],
  ['en', 'Kazakhstan Kazakhstan’s'],
  ['en', 'minister ministers'],
  ['kk', 'келісім келісімге келісімінде келісімдердің'],
  ['kk', 'Қазақстан Қазақстанның Қазақстандағы'],
  ['kk', 'келісу келісті келіскен келіспеді келіседі келісуге Келісіп'],
  ['kk', 'қою қойды қояды қоюға қоймайды'],
];
for (const [language, forms] of SAME) {
  test(`${language}: ${forms} share a stem`, () => {
    assert.deepEqual([...new Set(forms.split(' ').map((form) => stem(form, language)))].length, 1);
  });
}

test('words that only look alike keep their own stems', () => {
  const cases: [Language, string, string][] = [
    ['ru', 'визит', 'виза'],
    ['ru', 'уран', 'ура'],
    ['ru', 'актив', 'акт'],
    ['ru', 'кредит', 'кредо'],
    ['kk', 'уран', 'ұран'],
    ['kk', 'елші', 'ел'],
    ['en', 'Georgia', 'George'],
  ];
  for (const [language, one, other] of cases) assert.notEqual(stem(one, language), stem(other, language));
});

test('words of other scripts and languages are only folded', () => {
  assert.equal(stem('Boeing', 'ru'), 'boeing');
  assert.equal(stem('Токаева', 'other'), 'токаева');
  assert.equal(stem('Токаева', 'en'), 'токаева');
  assert.deepEqual(stems('Локомотивы', 'ru'), ['локомотив']);
});

test('a word in capitals has the stems of the word', () => {
  const letters = fc.constantFrom(...'аәбвгғдежзийкқлмнңоөпрстуұүфхһцшщыіьэюя-абіндеtwabc1');
  fc.assert(
    fc.property(
      fc.string({ unit: letters, maxLength: 14 }),
      fc.constantFrom<Language>('ru', 'kk', 'en'),
      (word, language) => {
        assert.equal(stem(word.toUpperCase(), language), stem(word, language));
        assert.deepEqual(stems(word.toUpperCase(), language), stems(word, language));
      },
    ),
    { numRuns: 1000 },
  );
});

test('no word is emptied in any language', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom<Language>('ru', 'kk', 'en', 'other'),
      (text, language) => {
        for (const word of [...words(text), text].filter((one) => /[\p{L}\p{N}]/u.test(one))) {
          assert.notEqual(stem(word, language), '');
          assert.ok(stems(word, language).length > 0);
        }
      },
    ),
    { numRuns: 500 },
  );
});
