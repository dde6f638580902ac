import type { Language } from './article.ts';
import { stem } from './language/stems.ts';

/** Letters of Russian and Kazakh as the Latin consonants that English spellings of a name keep. */
const CYRILLIC: Readonly<Record<string, string>> = {
  б: 'b',
  в: 'v',
  г: 'g',
  ғ: 'g',
  д: 'd',
  ж: 'j',
  з: 'z',
  к: 'k',
  қ: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  ң: 'n',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  ф: 'f',
  х: 'h',
  һ: 'h',
  ц: 's',
  ч: 'c',
  ш: 'w',
  щ: 'w',
  // Neighbours' letters: Ukrainian, Uzbek, Tatar, Serbian.
  ґ: 'g',
  ҳ: 'h',
  җ: 'j',
  ј: 'j',
  џ: 'j',
};

/** English spellings of one sound, the longest first. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/ş/g, 'sh'],
  [/ç/g, 'ch'],
  [/ğ/g, 'g'],
  [/ñ|ń/g, 'n'],
  [/kh/g, 'h'],
  [/zh/g, 'j'],
  [/sh/g, 'w'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ts/g, 's'],
  [/ck|qu/g, 'k'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  // Only now: the sound «ч» is written c below.
  [/tch|ch/g, 'c'],
  [/q/g, 'k'],
];

/** Longest skeleton that is compared: what follows is mostly endings. */
const LENGTH = 5;

/**
 * Consonants of a folded word, at most five, so that «Нагаспаев», «Нағаспаевтың» and "Nagaspayev", or
 * «меморандум» and "memorandum", come out the same. Other words may as well: a hint, never a proof.
 * Empty when fewer than three consonants are left.
 */
export function skeleton(word: string): string {
  const letters = /[a-z]/.test(word)
    ? latin(word)
    : [...word].map((letter) => CYRILLIC[letter] ?? '').join('');
  const single = letters.replace(/(.)\1+/g, '$1').slice(0, LENGTH);
  return single.length < 3 ? '' : single;
}

/** Russian case endings that hold a consonant; the others are vowels, which no key keeps. */
const RUSSIAN_ENDING = /(?:ом|ем|ым|им|ого|его|ому|ему|ами|ями|ам|ям|ах|ях)$/;
const VOWELS = /[аәеёиіоөуұүыэюяйьъaeiouyəáíóúö]+/g;

/**
 * What stays of a name's sound in all three languages: its skeleton without case endings («Кроссманмен», «Кроссману»,
 * "Crossman"), of names with fewer consonants the places of vowels as well («Хилл», "Hill"; «Айтбай», "Aitbay").
 * Empty when nothing is left to compare.
 *
 * @param word folded
 */
export function nameKey(word: string, language: Language): string {
  const bare = withoutEnding(word, language);
  const bones = skeleton(bare);
  if (bones !== '') return bones;
  const voiced = bare.replace(VOWELS, '~');
  const letters = /[a-z]/.test(bare)
    ? latin(voiced)
    : [...voiced].map((c) => CYRILLIC[c] ?? (c === '~' ? c : '')).join('');
  const short = letters.replace(/(.)\1+/g, '$1').replace(/~$/, '');
  return short.length < 3 ? '' : short;
}

function withoutEnding(word: string, language: Language): string {
  // Uzbek writes «х» as x.
  if (language === 'other') return word.replaceAll('x', 'kh');
  if (language === 'kk') return stem(word, 'kk');
  if (language !== 'ru') return word;
  const bare = word.replace(RUSSIAN_ENDING, '');
  return bare.length >= 3 ? bare : word;
}

function latin(word: string): string {
  // The sound «ш» is written w below, so an English w has to become v first.
  const spelled = word.replace(/w/g, 'v').replace(/sch(?=[aeiou])/g, 'sh');
  return LATIN.reduce((text, [spelling, sound]) => text.replace(spelling, sound), spelled).replace(
    /[^bcdfghjklmnprstvwz~]/g,
    '',
  );
}
