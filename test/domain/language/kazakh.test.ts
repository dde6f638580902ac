import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { kazakhStem, kazakhStems } from '../../../src/domain/language/kazakh.ts';
import { KAZAKH_ROOTS } from '../../../src/domain/language/kazakhRoots.ts';
import { infinitiveOf, VERB_ROOTS, voicesOf } from '../../../src/domain/language/kazakhVerbRoots.ts';
import { foldCase } from '../../../src/domain/language/text.ts';
import { KAZAKH_FORMS, OTHER_KAZAKH_FORMS } from './kazakhPairs.ts';
import { KAZAKH_VERB_FORMS, NOUNS_LIKE_VERBS, OTHER_KAZAKH_VERB_FORMS } from './kazakhVerbPairs.ts';

function pairs(table: string): { lemma: string; form: string }[] {
  return table
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [lemma = '', forms = ''] = foldCase(line).split(': ');
      return forms.split(' ').map((form) => ({ lemma, form }));
    });
}

/** Of `leastStem` and `leastStems`, shares from 0 to 1, each is what the table gave when it was written, less a little. */
const TABLES: {
  what: string;
  table: string;
  least: number;
  leastStem: number;
  leastStems: number;
}[] = [
  { what: 'words of our field', table: KAZAKH_FORMS, least: 400, leastStem: 0.98, leastStems: 0.99 },
  { what: 'words of other fields', table: OTHER_KAZAKH_FORMS, least: 200, leastStem: 0.95, leastStems: 0.97 },
  { what: 'verbs of our field', table: KAZAKH_VERB_FORMS, least: 400, leastStem: 0.97, leastStems: 0.99 },
  {
    what: 'verbs never heard of',
    table: OTHER_KAZAKH_VERB_FORMS,
    least: 100,
    leastStem: 0.83,
    leastStems: 0.97,
  },
  {
    what: 'nouns that end as verbs do',
    table: NOUNS_LIKE_VERBS,
    least: 100,
    leastStem: 0.96,
    leastStems: 0.98,
  },
];
for (const { what, table, least, leastStem, leastStems } of TABLES) {
  test(`forms of ${what} meet their lemma`, (t) => {
    const all = pairs(table);
    assert.ok(all.length >= least);
    const missed = all.filter(({ lemma, form }) => kazakhStem(form) !== kazakhStem(lemma));
    const lost = all.filter(({ lemma, form }) => !kazakhStems(form).includes(kazakhStem(lemma)));
    const share = (wrong: unknown[]) => 1 - wrong.length / all.length;
    t.diagnostic(`${all.length} pairs: stem ${share(missed).toFixed(3)}, stems ${share(lost).toFixed(3)}`);
    assert.ok(
      share(missed) >= leastStem,
      missed.map(({ form }) => `${form} → ${kazakhStem(form)}`).join(', '),
    );
    assert.ok(
      share(lost) >= leastStems,
      lost.map(({ form }) => `${form} → ${kazakhStems(form).join(' ')}`).join(', '),
    );
  });
}

test('an index does not pay for verbs with many stems a word', () => {
  const all = pairs(KAZAKH_FORMS + OTHER_KAZAKH_FORMS.trimStart() + KAZAKH_VERB_FORMS.trimStart());
  const mean = all.reduce((sum, { form }) => sum + kazakhStems(form).length, 0) / all.length;
  assert.ok(mean < 4, `${mean} stems for an inflected word`);
});

test('the words of other fields are not among those the stemmer is told of', () => {
  assert.deepEqual(
    pairs(OTHER_KAZAKH_FORMS).filter(({ lemma }) => KAZAKH_ROOTS.has(lemma)),
    [],
  );
});

test('the verbs never heard of are not among those the stemmer is told of', () => {
  const told = new Set([...VERB_ROOTS, ...VERB_ROOTS.flatMap(voicesOf)].map(infinitiveOf));
  assert.deepEqual(
    [...new Set(pairs(OTHER_KAZAKH_VERB_FORMS).map(({ lemma }) => lemma))].filter((lemma) => told.has(lemma)),
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
  [
    'the past with its persons',
    'келдім келдің келді келдік келдіңіз барды',
    'келу келдің келу келу келу бару',
  ],
  ['the present with its persons', 'барамын барасың барады барамыз барасыз', 'бару бару бару бару бару'],
  ['the future', 'айтпақ айтар келер көрсетпек', 'айту айту келу көрсету'],
  ['participles', 'айтқан айтатын жасаған жасайтын айтқаны айтқандар', 'айту айту жасау жасау айту айту'],
  ['what participles become', 'болғандықтан айтқанша айтқандай келгендігін', 'болу айту айту келу'],
  ['converbs', 'келісіп жасап айта келе жасай келгелі', 'келісу жасау айту келу жасау келу'],
  ['conditions and wishes', 'келсе келсек болсын барайық айтыңыз айтқысы', 'келу келу болу бару айту айту'],
  ['negation', 'бармады келмейді айтпаған болмаса көрмеу', 'бару келу айту болу көру'],
  ['infinitives with endings', 'келісуге қоюға жасауды дамытуда айтуынша', 'келісу қою жасау дамыту айту'],
  ['roots that change', 'тауып тапты шыққан шығады оқиды қояды', 'табу табу шығу шығу оқу қою'],
  [
    'voice, which makes another verb',
    'айтылды өткізді қабылданды кездестірді',
    'айтылу өткізу қабылдану кездестіру',
  ],
  [
    'the past and the present of unlike roots',
    'бастады айтады қолдады дамытады',
    'бастау айту қолдау дамыту',
  ],
  ['"I am", "we are"', 'дәрігермін қазақпыз', 'дәрігер қазақ'],
  ['-сыз, which makes another word', 'визасыз жұмыссыз', 'визасыз жұмыссыз'],
  ['a person by his trade, not a verb', 'өндірушілер жүргізушінің', 'өндіруші жүргізуші'],
  ['a noun in -ма, no negation', 'мәлімдеме бағдарлама баяндаманы', 'мәлімдеме бағдарлама баяндама'],
  ['a noun that looks like a converb', 'талап тарап мектеп әріп кәсіп', 'талап тарап мектеп әріп кәсіп'],
  ['a name that looks like a participle', 'Қашаған Эрдоғанның', 'қашаған эрдоған'],
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
  'ған',
  'май',
  'атын',
  'еді',
  'ып',
  'дығы',
  'ушы',
);
const word = fc.oneof(
  fc.tuple(letters, ending, ending).map(([base, ...rest]) => base.join('') + rest.join('')),
  fc.constantFrom(...pairs(KAZAKH_FORMS + KAZAKH_VERB_FORMS.trimStart()).map(({ form }) => form)),
  fc.string({ unit: 'binary' }).map(foldCase),
);
test('a stem is never empty, never longer than the word, and its own stem', () => {
  fc.assert(
    fc.property(word, (form) => {
      const stem = kazakhStem(form);
      assert.equal(stem === '', form === '');
      assert.ok(stem.length <= form.length);
      assert.equal(kazakhStem(stem), stem);
    }),
    { numRuns: 6000 },
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
        assert.ok(stems.every((stem) => stem.length <= form.length));
      },
    ),
    { numRuns: 2000 },
  );
});
