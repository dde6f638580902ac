import type { Language } from '../article.ts';
import { LETTERS } from './inflect.ts';

/** A number in words. */
export interface WordNumber {
  readonly value: number;
  readonly end: number;
  /** True for a lone "один", "бір", "one": as often an article as a number. */
  readonly one: boolean;
}

type Lexicon = ReadonlyMap<string, number>;

const RU: Lexicon = new Map(
  Object.entries({
    1: 'один одна одно одного одной одному одним одну одном',
    1.5: 'полтора полторы полутора',
    2: 'два две двух двум двумя двое двоих',
    3: 'три трех трем тремя трое троих',
    4: 'четыре четырех четырем четырьмя четверо четверых',
    5: 'пять пяти пятью пятеро пятерых',
    6: 'шесть шести шестью шестеро',
    7: 'семь семи семью семеро',
    8: 'восемь восьми восемью восьмью',
    9: 'девять девяти девятью',
    10: 'десять десяти десятью',
    11: 'одиннадцать одиннадцати одиннадцатью',
    12: 'двенадцать двенадцати двенадцатью',
    13: 'тринадцать тринадцати тринадцатью',
    14: 'четырнадцать четырнадцати четырнадцатью',
    15: 'пятнадцать пятнадцати пятнадцатью',
    16: 'шестнадцать шестнадцати шестнадцатью',
    17: 'семнадцать семнадцати семнадцатью',
    18: 'восемнадцать восемнадцати восемнадцатью',
    19: 'девятнадцать девятнадцати девятнадцатью',
    20: 'двадцать двадцати двадцатью',
    30: 'тридцать тридцати тридцатью',
    40: 'сорок сорока',
    50: 'пятьдесят пятидесяти пятьюдесятью',
    60: 'шестьдесят шестидесяти шестьюдесятью',
    70: 'семьдесят семидесяти семьюдесятью',
    80: 'восемьдесят восьмидесяти восемьюдесятью',
    90: 'девяносто девяноста',
    100: 'сто ста',
    200: 'двести двухсот двумстам двумястами двухстах',
    300: 'триста трехсот тремстам тремястами трехстах',
    400: 'четыреста четырехсот четыремстам четырехстах',
    500: 'пятьсот пятисот пятистам пятистах',
    600: 'шестьсот шестисот шестистам шестистах',
    700: 'семьсот семисот семистам семистах',
    800: 'восемьсот восьмисот восьмистам восьмистах',
    900: 'девятьсот девятисот девятистам девятистах',
  }).flatMap(([value, forms]) => forms.split(' ').map((form) => [form, Number(value)] as const)),
);

const KK: Lexicon = new Map(
  Object.entries({
    ...{ жарты: 0.5, бір: 1, екі: 2, үш: 3, төрт: 4, бес: 5, алты: 6, жеті: 7, сегіз: 8, тоғыз: 9, он: 10 },
    ...{ жиырма: 20, отыз: 30, қырық: 40, елу: 50, алпыс: 60, жетпіс: 70, сексен: 80, тоқсан: 90, жүз: 100 },
  }),
);

const EN: Lexicon = new Map(
  Object.entries({
    ...{
      one: 1,
      two: 2,
      three: 3,
      four: 4,
      five: 5,
      six: 6,
      seven: 7,
      eight: 8,
      nine: 9,
      ten: 10,
      eleven: 11,
    },
    ...{ twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18 },
    ...{ nineteen: 19, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80 },
    ...{ ninety: 90, hundred: 100 },
  }),
);

const WORD = new RegExp(`[${LETTERS}]+`, 'y');
/**
 * A number stands bare before its noun; only «елуден астам» and «елуге жуық» give it an ending. Other
 * endings make everyday words: «үшін» (for), «оның» (his), «жүзінде» (in fact).
 */
const KK_INFLECTED = new RegExp(`^(${[...KK.keys()].join('|')})-?(?:[дтн][еа]н|[гк]е|[ғқ]а)$`);
const EN_HALF = /half an? (?=(?:million|billion|trillion|thousand)\b)/y;
const EN_AND_A_HALF = / and a half\b/y;
const EN_ARTICLE = /a (?=(?:hundred|thousand|million|billion|trillion)\b)/y;
const RU_AND_A_HALF = / с половиной(?![а-я])/y;
const KK_AND_A_HALF = / жарым(?![а-яәғқңөұүһі])/y;

/** With one of these, the first letters of a word, every number in words begins. */
export const WORD_NUMBER_STARTS: readonly string[] = [
  ...new Set([...RU.keys(), ...KK.keys(), ...EN.keys(), 'half', 'a '].map((word) => word.slice(0, 3))),
];

/**
 * The number in words that begins at `at` of lower-case aligned text, at most 999; null when there is none.
 * A scale after it ("миллион") is not part of it. `other` reads the words of all three languages.
 */
export function wordNumberAt(folded: string, at: number, language: Language): WordNumber | null {
  if (language === 'other') {
    return (['ru', 'kk', 'en'] as const).map((one) => wordNumberAt(folded, at, one)).find((n) => n) ?? null;
  }
  if (language === 'en') return english(folded, at);
  return language === 'ru' ? russian(folded, at) : kazakh(folded, at);
}

function russian(folded: string, at: number): WordNumber | null {
  let total: number | null = null;
  let limit = 1000;
  let end = at;
  for (let next = at; ; next = end + 1) {
    const word = wordAt(folded, next);
    const value = word === null ? undefined : RU.get(word);
    // Hundreds, tens, units: each part is of a lower order than the one before, and teens are last.
    if (word === null || value === undefined || value >= limit) break;
    total = (total ?? 0) + value;
    end = next + word.length;
    limit = value >= 100 ? 100 : value >= 20 ? 10 : 0;
    if (limit === 0 || folded.charAt(end) !== ' ') break;
  }
  if (total === null) return null;
  return half(folded, total, end, RU_AND_A_HALF);
}

function kazakh(folded: string, at: number): WordNumber | null {
  let total = 0;
  let pending: number | null = null;
  let end = at;
  let limit = 1000;
  for (let next = at; ; next = end + 1) {
    const word = wordAt(folded, next);
    if (word === null) break;
    const bare = KK.has(word) ? word : KK_INFLECTED.exec(word)?.[1];
    const value = bare === undefined ? undefined : KK.get(bare);
    if (value === undefined) break;
    if (value === 100) {
      if (limit <= 100 || (pending !== null && pending >= 10)) break;
      total = (pending ?? 1) * 100;
      pending = null;
      limit = 100;
    } else {
      if (value >= limit || (pending !== null && (pending < 10 || value >= 10))) break;
      pending = (pending ?? 0) + value;
    }
    end = next + word.length;
    if (bare !== word || folded.charAt(end) !== ' ') break;
  }
  if (end === at) return null;
  return half(folded, total + (pending ?? 0), end, KK_AND_A_HALF);
}

function english(folded: string, at: number): WordNumber | null {
  EN_HALF.lastIndex = at;
  if (EN_HALF.test(folded)) return { value: 0.5, end: EN_HALF.lastIndex - 1, one: false };
  EN_ARTICLE.lastIndex = at;
  const article = EN_ARTICLE.test(folded);
  let next = article ? EN_ARTICLE.lastIndex : at;
  let total: number | null = null;
  let end = at;
  for (;;) {
    const word = wordAt(folded, next);
    const value = word === null ? undefined : EN.get(word);
    if (word === null || value === undefined) break;
    if (value === 100) {
      if (total !== null && total >= 10) break;
      total = (total ?? 1) * 100;
    } else {
      if (total !== null && total % 10 !== 0) break;
      if (total !== null && total % 100 !== 0 && value >= 10) break;
      if (total === 10) break;
      total = (total ?? 0) + value;
    }
    end = next + word.length;
    if (folded.startsWith(' and ', end) && total % 100 === 0 && total > 0) next = end + 5;
    else if (/[ -]/.test(folded.charAt(end))) next = end + 1;
    else break;
  }
  if (total === null) return article ? { value: 1, end: next - 1, one: false } : null;
  const found = half(folded, total, end, EN_AND_A_HALF);
  return article ? { ...found, one: false } : found;
}

function half(folded: string, value: number, end: number, pattern: RegExp): WordNumber {
  pattern.lastIndex = end;
  if (pattern.test(folded)) return { value: value + 0.5, end: pattern.lastIndex, one: false };
  return { value, end, one: value === 1 };
}

function wordAt(folded: string, at: number): string | null {
  WORD.lastIndex = at;
  return WORD.exec(folded)?.[0] ?? null;
}
