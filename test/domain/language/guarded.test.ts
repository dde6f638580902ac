import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guarded, type Matcher } from '../../../src/domain/language/guarded.ts';
import { CLASS_OF } from '../../../src/domain/language/letterClasses.ts';
import { neededPieces } from '../../../src/domain/language/needed.ts';
import { foldCase } from '../../../src/domain/language/text.ts';
import { WORDS } from '../../../src/domain/summaryWords.ts';
import { evalArticles } from '../../eval/articles.ts';

const cases: { pattern: RegExp; pieces: string[] | null }[] = [
  { pattern: /сілтеме жаса(?:п|й отырып)?(?!\p{L})/iu, pieces: ['сілтеме жаса'] },
  { pattern: /^[^.]*, (?:читайте|смотрите) /u, pieces: [' читайте ', ' смотрите '] },
  { pattern: /(?<![\p{L}\p{N}])(?:он|она)(?![\p{L}\p{N}])/u, pieces: [' он ', ' она '] },
  { pattern: /об? этом/u, pieces: ['о этом', 'об этом'] },
  { pattern: /Елемей (?=қойды)(?!алды)жатыр/u, pieces: ['елемей жатыр'] },
  { pattern: /сто[тй]к(?:ий|ая)+/u, pieces: ['стотк', 'стойк'] },
  // Nothing, or too little, is sure to be there.
  { pattern: /(?:президент)?\p{L}+/u, pieces: null },
  { pattern: /да|президент/u, pieces: null },
  { pattern: /(?:президент){0,2}/u, pieces: null },
  { pattern: /[а-яё]{4,}/u, pieces: null },
  { pattern: /(?i:президент)/u, pieces: null },
  { pattern: /(?=президент)./u, pieces: null },
  { pattern: /[^п]резидент?|\d+/u, pieces: null },
];
for (const { pattern, pieces } of cases)
  test(`every match of ${pattern} holds ${pieces === null ? 'nothing that tells' : pieces.join(' or ')}`, () => {
    assert.deepEqual(neededPieces(pattern), pieces);
  });

const sentences = evalArticles('tuned').flatMap(({ title, text }) => [
  title,
  ...text.split(/\n|(?<=[.!?]) /),
]);

/** Texts made of pieces of the pattern's own source: near misses as well as matches. */
function textsFor(pattern: RegExp): fc.Arbitrary<string> {
  const words = pattern.source.match(/[\p{L}]+|[ ,.–«»"]/gu) ?? ['а'];
  return fc
    .array(
      fc.oneof(
        fc.constantFrom(...words),
        fc.constantFrom(' ', ', ', 'Ю', '"', '5', 'ſ', '\u212a', 'ᲂ', 'Ё', '-', 'ə'),
      ),
      {
        maxLength: 14,
      },
    )
    .map((parts) => parts.join(''));
}

const OWN: Matcher[] = [WORDS.ru, WORDS.kk].flatMap((rules) => Object.values(rules) as Matcher[]);
const OTHERS = [
  /(?<!\p{L})(?:сказал[аи]?|деді|said) (?:он|ол|he)(?![\p{L}»"])/iu,
  /(?:^|\s)(?:kz|ок|сок|k)[.:]?\s+об этом/iu,
  /\s*[([]?\s*(?:фото|сурет|photo)(?: credit)?\s*[:©/]\s*.{1,60}$/iu,
].map(guarded);

test('a guarded pattern finds in the news what the pattern alone finds', () => {
  let found = 0;
  for (const sentence of sentences)
    for (const text of [sentence, foldCase(sentence)])
      for (const matcher of [...OWN, ...OTHERS]) {
        const alone = matcher.pattern.test(text);
        assert.equal(matcher.test(text), alone, `${matcher.pattern} in «${text}»`);
        assert.ok(matcher.mayMatch(text) || !alone, `${matcher.pattern} in «${text}»`);
        if (alone) found++;
      }
  assert.ok(found > 1000, 'the news hold matches');
});

test('a guarded pattern finds in any text what the pattern alone finds', () => {
  for (const matcher of [...OWN, ...OTHERS])
    fc.assert(
      fc.property(textsFor(matcher.pattern), (text) => {
        assert.deepEqual(matcher.exec(text), matcher.pattern.exec(text));
      }),
      { numRuns: 60 },
    );
});

test('characters that a pattern without regard to case takes for one letter are one class', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => code).filter(
    (code) => code < 0xd800 || code > 0xdfff,
  );
  const all = String.fromCharCode(...units);
  let pairs = 0;
  for (const letter of 'abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі')
    for (const [form] of all.matchAll(new RegExp(letter, 'giu'))) {
      assert.equal(CLASS_OF[form.charCodeAt(0)], CLASS_OF[letter.charCodeAt(0)], `${form} and ${letter}`);
      pairs++;
    }
  assert.ok(pairs > 130);
});

test('a guard made after a text was asked of is no less sure of it', () => {
  const early = guarded(/алғашқы үлгі/u);
  assert.equal(early.test('кейінгі үлгі'), false);
  assert.equal(guarded(/кейінгі үлгі/u).test('кейінгі үлгі'), true);
});
