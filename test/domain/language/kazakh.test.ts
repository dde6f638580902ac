import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kazakhStem, kazakhStems } from '../../../src/domain/language/kazakh.ts';
import { KAZAKH_ROOTS } from '../../../src/domain/language/kazakhRoots.ts';
import { foldCase } from '../../../src/domain/language/text.ts';
import { KAZAKH_FORMS, OTHER_KAZAKH_FORMS } from './kazakh.pairs.ts';

function pairs(table: string): { lemma: string; form: string }[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [lemma = '', forms = ''] = foldCase(line).split(': ');
      return forms.split(' ').map((form) => ({ lemma, form }));
    });
}

for (const [field, table, least] of [
  ['our field', KAZAKH_FORMS, 400],
  ['other fields', OTHER_KAZAKH_FORMS, 200],
] as const) {
  test(`forms of words of ${field} meet their lemma`, (t) => {
    const all = pairs(table);
    assert.ok(all.length >= least);
    const missed = all.filter(({ lemma, form }) => kazakhStem(form) !== kazakhStem(lemma));
    const lost = all.filter(({ lemma, form }) => !kazakhStems(form).includes(kazakhStem(lemma)));
    const share = (wrong: unknown[]) => 1 - wrong.length / all.length;
    t.diagnostic(`${all.length} pairs: stem ${share(missed).toFixed(3)}, stems ${share(lost).toFixed(3)}`);
    assert.ok(share(missed) >= 0.95, missed.map(({ form }) => `${form} → ${kazakhStem(form)}`).join(', '));
    assert.ok(
      share(lost) >= 0.97,
      lost.map(({ form }) => `${form} → ${kazakhStems(form).join(' ')}`).join(', '),
    );
  });
}

test('the words of other fields are not among those the stemmer is told of', () => {
  assert.deepEqual(
    pairs(OTHER_KAZAKH_FORMS).filter(({ lemma }) => KAZAKH_ROOTS.has(lemma)),
    [],
  );
});

test('different words keep different stems', () => {
  const lemmas = [...new Set(pairs(KAZAKH_FORMS + OTHER_KAZAKH_FORMS.trimStart()).map(({ lemma }) => lemma))];
  assert.ok(lemmas.length > 150);
  const byStem = Map.groupBy(lemmas, kazakhStem);
  // A verb's root and its noun of action may meet: «келіс», «келісті».
  assert.deepEqual(
    [...byStem.values()].filter((group) => group.length > 1),
    [],
  );
});

const STEMS: [string, string, string][] = [
  ['a place name that looks like a locative', 'Астана Ақорда Канада', 'астана ақорда канада'],
  [
    'a place name that looks like an ablative',
    'Қазақстан Өзбекстан Пәкістан',
    'қазақстан өзбекстан пәкістан',
  ],
  ['a place name that looks like a case of another', 'Алматы Қарағанды Өскемен', 'алматы қарағанды өскемен'],
  ['a loan that looks like a plural', 'доллар лидер тендер', 'доллар лидер тендер'],
  ['an agent in -шы', 'елші басшы сарапшы', 'елші басшы сарапшы'],
  ['derivation', 'министрлік америкалық экономикалық', 'министрлік америкалық экономикалық'],
  ['a noun in -ым', 'келісім білім құрылым', 'келісім білім құрылым'],
  ['free harmony of a surname', 'Тоқаевтың Кошербаевқа Путиннің', 'тоқаев кошербаев путин'],
  ['the sonorant series', 'заңның елдің күнді ойды', 'заң ел күн ой'],
  ['the voiceless series', 'банктің заводтан конгресте клубтар', 'банк завод конгрес клуб'],
  ['levelled stops', 'ұшағы көлігі тарабы', 'ұшақ көлік тарап'],
  ['a dropped narrow vowel', 'халқы орны қалпы', 'халық орын қалып'],
  ['"his" before a case', 'келісімінде компаниясына жобасынан', 'келісім компания жоба'],
  ['"our"', 'еліміз елімізде', 'ел ел'],
  ['several endings', 'министрліктеріндегі компаниялармен елдерінің', 'министрлік компания ел'],
  ['an ending after a hyphen', 'АҚШ-тың Wabtec-пен C5+1-дің 10%-ға 2025-ші', 'ақш wabtec c5+1 10 2025'],
  [
    'a compound',
    'сауда-экономикалық қарым-қатынасты Нұр-Сұлтанда',
    'сауда-экономикалық қарым-қатынас нұр-сұлтан',
  ],
  ['one spelling of a loan', 'процесс процесі металл металы', 'процес процес метал метал'],
  ['wrong harmony, which is no suffix', 'столдер компанияне', 'столдер компанияне'],
  ['what is not Kazakh letters', 'wabtec 300 c5', 'wabtec 300 c5'],
];
for (const [what, forms, expected] of STEMS) {
  test(`stem: ${what}`, () => assert.equal(foldCase(forms).split(' ').map(kazakhStem).join(' '), expected));
}

test('an ambiguous word has both its stems in the index', () => {
  assert.ok(kazakhStems('саммиті').includes('саммит'));
  assert.ok(kazakhStems('басшысы').includes('басшы'));
  for (const stem of ['келісім', 'келісімдер']) assert.ok(kazakhStems('келісімдерді').includes(stem));
});

const letters = fc.array(fc.constantFrom(...'аәбвгғдежзиіклмнңоөпрстуұүфхһшыюя-'), {
  minLength: 1,
  maxLength: 14,
});
const ending = fc.constantFrom(
  '',
  'лар',
  'лер',
  'дың',
  'ның',
  'сы',
  'і',
  'ында',
  'інде',
  'мен',
  'дағы',
  '-тің',
  'ымыз',
  'ға',
);
const word = fc.oneof(
  fc.tuple(letters, ending, ending).map(([base, ...rest]) => base.join('') + rest.join('')),
  fc.constantFrom(...pairs(KAZAKH_FORMS).map(({ form }) => form)),
  fc.string({ unit: 'binary' }).map(foldCase),
);
test('a stem is never empty and is its own stem', () => {
  fc.assert(
    fc.property(word, (form) => {
      const stem = kazakhStem(form);
      assert.equal(stem === '', form === '');
      assert.equal(kazakhStem(stem), stem);
    }),
    { numRuns: 3000 },
  );
});

test('the index holds the best stem first, at most eight, none empty or twice', () => {
  fc.assert(
    fc.property(
      word.filter((form) => form !== ''),
      (form) => {
        const stems = kazakhStems(form);
        assert.equal(stems[0], kazakhStem(form));
        assert.ok(stems.length <= 8 && new Set(stems).size === stems.length && !stems.includes(''));
      },
    ),
    { numRuns: 2000 },
  );
});
