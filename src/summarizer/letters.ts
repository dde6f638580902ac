import { inLatin } from '../domain/language/latin.ts';
import { foldCase } from '../domain/language/text.ts';
import { skeleton } from '../domain/skeleton.ts';

/** What spellings and tastes differ in. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[’'ʼ`]/g, ''],
  // «Теңіз» is «Тенгиз», «Жаңаөзен» «Жанаозен».
  [/ng/g, 'n'],
  [/kh/g, 'h'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/(?<!t|s)c(?=[eiy])/g, 's'],
  [/c(?!h)/g, 'k'],
  [/y/g, 'i'],
  [/j/g, 'zh'],
  [/i(?=[aeou])/g, ''],
  [/(?<=[aeou])i(?![aeou])/g, ''],
  [/(.)\1+/g, '$1'],
];

/** A word's sounds in plain Latin letters: «Тоқаев», «Токаев» and "Tokayev" come out the same. */
export function sounds(word: string): string {
  return SPELLINGS.reduce(
    (text, [spelling, sound]) => text.replace(spelling, sound),
    inLatin(foldCase(word)),
  );
}

/** So many sounds of a name endings leave alone. */
const STEADY = 5;
const SHORTEST = 3;

/** A word with what it is compared by. */
export interface Sounded {
  readonly word: string;
  readonly sounds: string;
  readonly cyrillic: boolean;
  readonly capital: boolean;
  readonly bones: string;
}

/** A word with its sounds and bones, by which names in two alphabets are compared. */
export function sounded(word: string): Sounded {
  return {
    word,
    sounds: sounds(word),
    cyrillic: /\p{Script=Cyrillic}/u.test(word),
    capital: /^\p{Lu}/u.test(word),
    bones: skeleton(foldCase(word)),
  };
}

/**
 * True when two words may be forms of one name: what they share is at least five sounds long and all but an ending of
 * the shorter one, of shorter words all but a final vowel. So «Жұмабаевтың» is «Жумабаева» and not «Жумагулов».
 * Spelled in two scripts («Смит», "Smith") it is enough when the consonants of both are the same.
 */
export function sameName(a: Sounded, b: Sounded): boolean {
  const [short, long] = a.sounds.length <= b.sounds.length ? [a.sounds, b.sounds] : [b.sounds, a.sounds];
  if (short.length < STEADY) {
    // «Гор» is no «город»: what is short must be written as a name on both sides.
    if (a.capital === b.capital && beginsWith(long, short)) return true;
  } else if (sharesStem(short, long, a.cyrillic === b.cyrillic ? 2 : 3)) return true;
  return a.cyrillic !== b.cyrillic && a.capital && b.capital && a.bones !== '' && a.bones === b.bones;
}

function sharesStem(short: string, long: string, ending: number): boolean {
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  const rest = short.slice(same);
  return same >= STEADY && (rest.length <= ending || /^i?n?sk/.test(rest));
}

function beginsWith(long: string, short: string): boolean {
  if (long === short) return true;
  const stem = short.replace(/[aeiou]+$/, '');
  return stem.length >= SHORTEST && long.startsWith(stem) && long.length - stem.length <= STEADY;
}
