import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  foldCase,
  foldForSearch,
  normalize,
  plainLine,
  textFingerprint,
} from '../../../src/domain/language/text.ts';

const NORMALIZED: [string, string, string][] = [
  ['no-break and thin spaces', '23\u00A0270\u202Fтонн\u2009руды', '23 270 тонн руды'],
  ['runs of spaces', 'США  и   Казахстан', 'США и Казахстан'],
  ['spaces around line breaks', 'раз \n два\r\nтри', 'раз\nдва\nтри'],
  ['every hyphen', 'Касым\u2010Жомарт, С5\u20111, 10\u201215', 'Касым-Жомарт, С5-1, 10-15'],
  ['long dashes, kept', 'Астана – Вашингтон — путь', 'Астана – Вашингтон — путь'],
  ['soft hyphens and zero-width characters', 'Казах\u00ADстан\u200B\uFEFF и США', 'Казахстан и США'],
  ['bidi marks', '\u202Eabc\u202C\u2066d\u2069', 'abcd'],
  ['control characters', 'a\u0000b\u0007c', 'abc'],
  ['decomposed letters', 'и\u0306ог', 'йог'],
  ['broken surrogates', 'a\uD83Db\uDE00c', 'abc'],
  ['Latin letters inside a Cyrillic word', 'Kaзaхcтaн', 'Казахстан'],
  ['Kazakh typed with Latin ə, i and h', 'əлем, мiндет, жаhандық', 'әлем, міндет, жаһандық'],
  ['a Latin schwa alone in a Cyrillic word', 'Əлем', 'Әлем'],
  ['Greek letters inside a Cyrillic word', 'Τоκаев', 'Токаев'],
  ['Cyrillic letters inside a Latin word', 'Wаbtес', 'Wabtec'],
  ['a Latin name with a Cyrillic ending', 'Wabtecтің', 'Wabtecтің'],
  ['a Latin name, hyphen, Cyrillic ending', 'Boeing-ке', 'Boeing-ке'],
  ['a mix that is no look-alike', 'Dжон', 'Dжон'],
  ['quotes, kept', '«Болашақ» “x” ‘y’', '«Болашақ» “x” ‘y’'],
];
for (const [what, text, expected] of NORMALIZED) {
  test(`normalize: ${what}`, () => assert.equal(normalize(text), expected));
}

test('folding case unifies ё, quotes and apostrophes', () => {
  assert.equal(foldCase('«Самолёт» „B“ don’t ʼ İstanbul ҚАЗАҚ'), '"самолет" "b" don\'t \' istanbul қазақ');
});

test('search folding writes Kazakh letters as people type them', () => {
  assert.equal(
    foldForSearch('Әлем ғарыш Қаңтар өңір ұлт үкімет жаһан ТІЛ'),
    'алем гарыш кантар онир улт укимет жахан тил',
  );
  assert.equal(foldForSearch('Тоқаев'), foldForSearch('Токаев'));
});

test('a plain line is cut at a word, never inside a character', () => {
  const cases: [string, number | undefined, string][] = [
    ['  Раз\nдва\tтри ', undefined, 'Раз два три'],
    ['Казахстан и США', 15, 'Казахстан и США'],
    ['Казахстан и США подписали', 20, 'Казахстан и США…'],
    ['Казахстан, и США', 11, 'Казахстан…'],
    ['аааааааааа', 5, 'аааа…'],
    ['😀😀😀', 4, '😀…'],
    ['abc', 0, ''],
    ['abc', 1, '…'],
    ['й'.normalize('NFD').repeat(3), 10, 'ййй'],
  ];
  for (const [text, max, line] of cases) assert.equal(plainLine(text, max), line);
});

test('reprints have one fingerprint and other texts another', () => {
  const text = 'Президент Казахстана принял посла США. Стороны обсудили торговлю, самолёты и уран.';
  const same = [
    text.toUpperCase(),
    text.replaceAll(' ', '\n'),
    text.replaceAll('.', ' …'),
    text.replace('самолёты', '«самолеты»'),
    `АСТАНА. КАЗИНФОРМ – ${text}`,
    `АСТАНА, 7 ноября – Sputnik. ${text}`,
    text.replace('Казахстана', 'Kaзaхстана'),
    text.normalize('NFD'),
  ];
  for (const reprint of same) assert.equal(textFingerprint(reprint), textFingerprint(text), reprint);
  assert.notEqual(textFingerprint(text.replace('уран', 'нефть')), textFingerprint(text));
  assert.match(textFingerprint(''), /^[0-9a-f]{64}$/);
});

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        'а',
        'a',
        'ə',
        'і',
        'i',
        'y',
        '\u0306',
        '\u00AD',
        '\n',
        ' ',
        '-',
        '\uD83D',
        '\uDE00',
        'ο',
        'T',
      ),
    )
    .map((units) => units.join('')),
);

test('a plain line is left as the long way leaves it', () => {
  const plain = fc.string({ unit: fc.constantFrom(...'аәйёЯabZ19 .,-–«»"\n') });
  fc.assert(
    fc.property(fc.oneof(plain, fc.string({ unit: 'binary' })), (text) => {
      // A zero-width space is dropped and changes nothing else, but it is never plain.
      assert.equal(normalize(text), normalize(`\u200b${text}`));
    }),
    { numRuns: 2000 },
  );
});

test('normalizing any string gives a well-formed one that normalizing leaves alone', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const once = normalize(text);
      assert.ok(once.isWellFormed());
      assert.doesNotMatch(once, /(?!\n)[\p{Cc}\p{Cf}]/u);
      assert.equal(normalize(once), once);
    }),
    { numRuns: 1000 },
  );
});

test('folding keeps the length of any string and is stable', () => {
  fc.assert(
    fc.property(anything, (text) => {
      for (const fold of [foldCase, foldForSearch]) {
        assert.equal(fold(text).length, text.length);
        assert.equal(fold(fold(text)), fold(text));
      }
    }),
    { numRuns: 1000 },
  );
});

test('a plain line is one well-formed line within its limit', () => {
  fc.assert(
    fc.property(anything, fc.integer({ min: 0, max: 40 }), (text, max) => {
      const line = plainLine(text, max);
      assert.ok(line.length <= max && line.isWellFormed() && !line.includes('\n'));
      assert.equal(line, line.trim());
    }),
    { numRuns: 1000 },
  );
});
