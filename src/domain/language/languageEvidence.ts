import { VERB_ROOTS, voicesOf } from './kazakhVerbRoots.ts';
import { caseOfName } from './languageNames.ts';
import { SIGN_ENDINGS, SIGN_STEMS, SIGN_WORDS, TONGUES, type Tongue } from './languageSigns.ts';
import { allMatches } from './matches.ts';
import { isPlain } from './plain.ts';
import { WORD } from './verdict.ts';

/** Points for each of `TONGUES`; a point makes a language e times as likely. */
export type Points = Float64Array;

const LONGEST_ENDING = 12;
/** What is longer is no word; its letters would only cost time. */
const LONGEST_WORD = 40;
/** A beginning that only one language gives its words. */
const STEM = 2.5;
/** A known root of a verb under a Kazakh ending. */
const ROOT = 2.5;
/** How much of what the letters of a word say those of a name do. */
const OF_A_NAME = 0.2;
/** Words beyond these say no more: a paragraph's language is clear long before. */
const MOST_WORDS = 40;

const KK = TONGUES.indexOf('kk');

/** Weights by word or ending: one number per tongue, NaN where it says nothing. */
function table(signs: Readonly<Record<Tongue, Readonly<Record<number, string>>>>): Map<string, Points> {
  const weights = new Map<string, Points>();
  for (const [tongue, byWeight] of TONGUES.map((name) => [name, signs[name]] as const))
    for (const [weight, listed] of Object.entries(byWeight))
      for (const sign of listed.trim().split(/\s+/)) {
        const points = weights.get(sign) ?? new Float64Array(TONGUES.length).fill(Number.NaN);
        points[TONGUES.indexOf(tongue)] = Number(weight);
        weights.set(sign, points);
      }
  return weights;
}

const WORDS = table(SIGN_WORDS);
const ENDINGS = table(SIGN_ENDINGS);

/** What letters say of a word, whatever it means. */
const LETTERS: readonly (readonly [RegExp, Partial<Record<Tongue, number>>])[] = [
  [/[ұ]|[әғқңөү].*і|і.*[әғқңөү]/u, { kk: 3 }],
  [/[қғ]/u, { kk: 2, uz: 2, tg: 1.5, kaa: 2 }],
  [/ә/u, { kk: 1.5, tt: 1.5, kaa: 1.5 }],
  [/[өү]/u, { kk: 1, ky: 1, tt: 1, mn: 1.5, kaa: 1 }],
  [/ң/u, { kk: 1.5, ky: 1.5, tt: 1.5, kaa: 1.5 }],
  [/і/u, { kk: 1.5, uk: 1, be: 1 }],
  // Front and back vowels meet in a Slavic word, not in a Turkic one.
  [/[аоуыюя].*і|і.*[аоуыюя]/u, { uk: 1, be: 1 }],
  [/[эё]/u, { ru: 1 }],
  [/щ/u, { ru: 1, bg: 1, uk: 1 }],
  // What an alphabet does not have.
  [/[ыэё]/u, { bg: -3, sr: -3, uk: -2 }],
  [/[йщьюя]/u, { sr: -1.5 }],
  [/[ыщ]/u, { uz: -1.5, tg: -1.5 }],
  [/[ищ]/u, { be: -1.5 }],
  [/^э(?!кс|л.кт|л.м|т[аои]|кон|ко|пи|р|с)/u, { ky: 1, mn: 1, uz: 0.5 }],
  [/ъ(?![яюеёи])/u, { bg: 2.5, uz: 1, tg: 1 }],
  // Russian and Ukrainian never write ы after these.
  [/[шж]ы/u, { kk: 1, ky: 1, tt: 0.5 }],
  [/чы/u, { ky: 1.5, tt: 1.5, be: 1 }],
  [/(?:ськ|цьк|зьк|льн)/u, { uk: 1.5 }],
  [/уу|ээ|үү|өө|аа(?!к)/u, { ky: 1, mn: 1.5 }],
  [/ў/u, { be: 2, uz: 2, kaa: 2 }],
  [/ҳ/u, { uz: 2, tg: 2, kaa: 2 }],
  [/цц|дз[яеію]/u, { be: 1.5 }],
  [/ј|љ|њ|ћ|ђ|ќ|ѓ|џ|ѕ/u, { sr: 4 }],
];
const LETTER_POINTS = LETTERS.map(
  ([letters, points]) => [letters, TONGUES.map((tongue) => points[tongue] ?? 0)] as const,
);

const STEMS = TONGUES.flatMap((tongue) => {
  const stem = SIGN_STEMS[tongue];
  return stem === undefined ? [] : [[stem, TONGUES.map((other) => (other === tongue ? STEM : 0))] as const];
});

const KAZAKH_VERBS = new Set(VERB_ROOTS.flatMap((root) => [root, ...voicesOf(root)]));
/** Endings of a finite verb, participle or converb that stand on a bare root. */
const VERB_TAILS = new Set(
  (
    'ады еді йды йді ды ді ты ті ған ген қан кен атын етін йтын йтін п ып іп пай бай май пей бей мей мақ мек бақ бек ' +
    'пақ пек дым дім тым тім амын емін май ар ер са се'
  ).split(' '),
);
const LONGEST_TAIL = 4;

function rootedVerb(word: string): boolean {
  for (let length = Math.min(LONGEST_TAIL, word.length - 2); length > 0; length--)
    if (VERB_TAILS.has(word.slice(-length)) && KAZAKH_VERBS.has(word.slice(0, -length))) return true;
  return false;
}

/**
 * What one word says for each language: lower case, Cyrillic. The letters of a name say little («Тоқаев» is written
 * so in Russian too), its ending says as much as another word's («Тоқаевпен»).
 */
function pointsOf(word: string, isName: boolean): Points {
  const points = new Float64Array(TONGUES.length);
  const add = (weights: ArrayLike<number>, times = 1) => {
    for (let i = 0; i < points.length; i++) points[i] = (points[i] ?? 0) + times * (weights[i] || 0);
  };
  const known = WORDS.get(word);
  if (known !== undefined) add(known);
  else {
    const cased = caseOfName(word, TONGUES);
    if (cased === null) add(endingPoints(word));
    else add(cased);
    if (!isName && cased === null && rootedVerb(word)) points[KK] = (points[KK] ?? 0) + ROOT;
    for (const [stem, weights] of STEMS) if (stem.test(word)) add(weights);
  }
  for (const [letters, weights] of LETTER_POINTS)
    if (letters.test(word)) add(weights, isName ? OF_A_NAME : 1);
  return points;
}

/** The longest ending of each language counts; a word that is nothing but an ending says nothing. */
function endingPoints(word: string): Points {
  const points = new Float64Array(TONGUES.length).fill(Number.NaN);
  for (let length = Math.min(LONGEST_ENDING, word.length); length >= 2; length--) {
    if (length === word.length - 1) continue;
    const ending = ENDINGS.get(word.slice(-length));
    if (ending === undefined) continue;
    for (let i = 0; i < points.length; i++) {
      const weight = ending[i] ?? Number.NaN;
      if (Number.isNaN(points[i]) && !Number.isNaN(weight)) points[i] = length < word.length ? weight : 0;
    }
  }
  return points;
}

/** News repeats its words; the memory is emptied when full. */
const MOST_REMEMBERED = 20_000;
/** Points of the words of `remembered`, one after another. */
const rememberedPoints = new Float64Array(MOST_REMEMBERED * TONGUES.length);
/** Where the points of a word begin; a name may say less than the same word does. */
const remembered = { words: new Map<string, number>(), names: new Map<string, number>() };

/** Where the points of `word`, as it is written, begin among `rememberedPoints`. */
function placeOf(word: string, isName: boolean): number {
  const memory = isName ? remembered.names : remembered.words;
  const known = memory.get(word);
  if (known !== undefined) return known;
  if (remembered.words.size + remembered.names.size >= MOST_REMEMBERED) {
    remembered.words.clear();
    remembered.names.clear();
  }
  const place = (remembered.words.size + remembered.names.size) * TONGUES.length;
  rememberedPoints.set(pointsOf(word, isName), place);
  memory.set(word, place);
  return place;
}

/** Adds up what Cyrillic words say for each language. */
export function evidenceOf(words: readonly CyrillicWord[]): Points {
  const sum = new Float64Array(TONGUES.length);
  for (const { word, isName } of words.length > MOST_WORDS ? words.slice(0, MOST_WORDS) : words) {
    if (word.length > LONGEST_WORD) continue;
    const place = placeOf(word, isName);
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (rememberedPoints[place + i] ?? 0);
  }
  return sum;
}

/** A word in lower case. */
export interface CyrillicWord {
  readonly word: string;
  /** It is written with a capital where no sentence begins. */
  readonly isName: boolean;
}

/** Cyrillic letters of the basic block; the others are asked of Unicode's tables. */
const CYRILLIC = /[\u0400-\u0481\u048a-\u052f]|(?![\0-\u052f])\p{Script=Cyrillic}/u;
/** «Токаев» begins many a headline, and is a name there too. */
const SURNAME = /\p{L}{2}[оеё]в(?:а|ым|у|ой)?$/u;
const LOWER = /\p{Ll}/u;
const SENTENCE_END = /[.!?…:;–—«»"“”„(]\s*$/u;
/** `WORD` for a plain text. */
const PLAIN_WORD = /[A-Za-z\u0400-\u0481\u048a-\u052f]+(?:[-'’][A-Za-z\u0400-\u0481\u048a-\u052f]+)*/g;

/** The Cyrillic words of `text`, as it is written. In a text of capitals only no word is a name. */
export function cyrillicWords(text: string): CyrillicWord[] {
  const words: CyrillicWord[] = [];
  const cased = LOWER.test(text);
  let end = 0;
  for (const { 0: written, index } of allMatches(isPlain(text) ? PLAIN_WORD : WORD, text)) {
    if (CYRILLIC.test(written)) {
      const word = written.toLowerCase();
      const capital = cased && written[0] !== word[0];
      const opens = () => end === 0 || SENTENCE_END.test(text.slice(end, index));
      words.push({ word, isName: capital && (SURNAME.test(word) || !opens()) });
    }
    end = index + written.length;
  }
  return words;
}
