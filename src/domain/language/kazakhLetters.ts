/** How a base ends, as Kazakh suffixes see it. */
export type Ending = 'vowel' | 'glide' | 'r' | 'l' | 'nasal' | 'z' | 'voiceless' | 'none';
/** Whether a base takes suffixes with back or with front vowels; `any` where its letters do not say. */
export type Harmony = 'back' | 'front' | 'any';

/** All letters that Kazakh words are written with, those of loans included; ё counts as е, see `foldCase`. */
const ALPHABET = 'абвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі';
const VOWELS = 'аәеэоөұүыіяюё';
const BACK = 'аоұыя';
const FRONT = 'әеөүі';
const FREE = 'иуюэ';
const CLASSES: readonly (readonly [letters: string, ending: Ending])[] = [
  [VOWELS, 'vowel'],
  ['иу', 'glide'],
  ['рй', 'r'],
  ['л', 'l'],
  ['мнң', 'nasal'],
  ['зж', 'z'],
  // Loan-final б в г д are spoken without voice: заводтың, Тоқаевқа.
  ['птқкфсшщцчхһбвгд', 'voiceless'],
];
const ENDINGS: readonly Ending[] = ['vowel', 'glide', 'r', 'l', 'nasal', 'z', 'voiceless', 'none'];
const HARMONIES = { back: 1, front: 2, any: 3 } as const;
const ANY = HARMONIES.any;

/** Letters are numbered from 1; a row of a trie has this many cells. */
export const ROW = ALPHABET.length + 1;
/** Longer words are left alone. */
export const LONGEST_WORD = 60;

const BLOCK = 0x500;
const codes = new Uint8Array(BLOCK);
for (const [index, letter] of [...ALPHABET].entries()) codes[letter.charCodeAt(0)] = index + 1;

/** The number of the letter with this UTF-16 unit; 0 for all that is no Kazakh letter in lower case. */
export function letterCode(unit: number): number {
  return unit < BLOCK ? (codes[unit] ?? 0) : 0;
}

/** A set of endings as bits. */
export function endingBits(endings: readonly Ending[]): number {
  return endings.reduce((bits, ending) => bits | (1 << ENDINGS.indexOf(ending)), 0);
}

/** The harmony of a suffix as bits: a suffix fits a base when the two share one. */
export function harmonyBits(harmony: Harmony): number {
  return HARMONIES[harmony];
}

/** All that `layOut` asks of a UTF-16 unit in one number: letter, ending << 8, harmony << 16, vowel << 18. */
const traits = new Uint32Array(BLOCK);
const freeAfter = new Uint8Array(ROW * ROW);
const code = (letter: string) => letterCode(letter.charCodeAt(0));
for (const letter of ALPHABET) {
  const ending = CLASSES.find(([letters]) => letters.includes(letter))?.[1] ?? 'none';
  // An infinitive in ю is declined as one in у: «қоюды», «азаюы».
  const endings = endingBits(letter === 'ю' ? ['vowel', 'glide'] : [ending]);
  const harmony = BACK.includes(letter)
    ? HARMONIES.back
    : FRONT.includes(letter)
      ? HARMONIES.front
      : FREE.includes(letter)
        ? ANY
        : 0;
  const vowel = VOWELS.includes(letter) || 'иу'.includes(letter) ? 1 : 0;
  traits[letter.charCodeAt(0)] = code(letter) | (endings << 8) | (harmony << 16) | (vowel << 18);
}
/** Surnames on -ев -ов -ин («Тоқаевтың») and loans on -нк -рк -кт -бл («банкі», «факті») take either harmony. */
for (const [before = '', last = ''] of ['ев', 'ов', 'эв', 'ин', 'нк', 'рк', 'кт', 'бл'])
  freeAfter[code(before) * ROW + code(last)] = 1;
const SOFT_SIGN = code('ь');

/**
 * A word laid out for the grammar: of its first `i` letters `endings[i]` says how they end, `harmonies[i]` which
 * vowels a suffix may have, `vowelled[i]` whether there is a vowel. Filled anew for each word, never kept.
 */
export interface Layout {
  readonly letters: Uint8Array;
  readonly endings: Uint8Array;
  readonly harmonies: Uint8Array;
  readonly vowelled: Uint8Array;
}

/** An empty layout, to be filled by `layOut` again and again. */
export function newLayout(): Layout {
  const row = () => new Uint8Array(LONGEST_WORD + 2);
  return { letters: row(), endings: row(), harmonies: row(), vowelled: row() };
}

/**
 * Fills `into` with `word`.
 *
 * @returns false when the word is longer than `LONGEST_WORD` or not written in Kazakh letters alone
 */
export function layOut(word: string, into: Layout): boolean {
  const length = word.length;
  if (length > LONGEST_WORD) return false;
  const { letters, endings, harmonies, vowelled } = into;
  let sound: number = ANY;
  let seen = 0;
  let before = 0;
  for (let i = 0; i < length; i++) {
    const unit = word.charCodeAt(i);
    const trait = unit < BLOCK ? (traits[unit] ?? 0) : 0;
    if (trait === 0) return false;
    const letter = trait & 0xff;
    letters[i] = letter;
    if (letter === SOFT_SIGN) {
      endings[i + 1] = endings[i] ?? 0;
      harmonies[i + 1] = ANY;
    } else {
      endings[i + 1] = (trait >> 8) & 0xff;
      sound = (trait >> 16) & 3 || sound;
      harmonies[i + 1] = freeAfter[before * ROW + letter] === 1 ? ANY : sound;
    }
    seen |= trait >> 18;
    vowelled[i + 1] = seen;
    before = letter;
  }
  return true;
}

/** Words that lose the narrow vowel of their last syllable before a possessive: «халық», «халқы». */
const CLOSED = (
  'халық орын ерік көрік қалып нарық парық ғұрып әріп қауіп кейіп пейіл көңіл мұрын қарын мойын қойын ерін ауыз ' +
  'дауыс бауыр құлық бөрік мүлік ырық бойын'
).split(' ');

/** What such words are left as before a possessive → the whole word. */
export const SHORTENED: ReadonlyMap<string, string> = new Map(
  CLOSED.map((word) => [word.slice(0, -2) + word.slice(-1), word]),
);

const LONGEST_SHORTENED = Math.max(...CLOSED.map(({ length }) => length - 1));

const HARD: Readonly<Record<string, string>> = { ғ: 'қ', г: 'к', б: 'п' };

/**
 * Undoes what a vowel-initial suffix did to the end of its base: «халқ» → «халық», «ұшағ» → «ұшақ», «көліг» → «көлік»,
 * «кітаб» → «кітап». The first form is the likelier one; a loan that ends in г or б keeps it («рейтинг», «клуб»).
 */
export function restored(base: string): string[] {
  const short = base.length <= LONGEST_SHORTENED ? SHORTENED.get(base) : undefined;
  if (short !== undefined) return [short];
  if (base.length > 5 && base.endsWith('орн')) return [`${base.slice(0, -1)}ын`];
  const last = base.charAt(base.length - 1);
  const stop = last === 'ғ' || last === 'г' || last === 'б' ? HARD[last] : undefined;
  if (stop === undefined) return [base];
  const before = base.at(-2) ?? '';
  const afterVowel = VOWELS.includes(before) || 'иу'.includes(before);
  if (!afterVowel && base.at(-1) !== 'ғ') return [base];
  const hard = base.slice(0, -1) + stop;
  // Native words harden after a narrow or front vowel; «диалог», «стратег», «штаб» are loans with о, а or и before.
  const loan = base.at(-1) === 'г' && /[оаи]г$/u.test(base);
  return loan ? [base, hard] : [hard, base];
}

const DOUBLED = 'слмнтпф';

/** One spelling for loans whose end changes before suffixes: «процесс» and «процесі», «апрель» and «апрелі». */
export function levelled(stem: string): string {
  const length = stem.length;
  if (length <= 4) return stem;
  const last = stem.charCodeAt(length - 1);
  if (last === 0x44c) return stem.slice(0, -1);
  return last === stem.charCodeAt(length - 2) && DOUBLED.includes(stem.charAt(length - 1))
    ? stem.slice(0, -1)
    : stem;
}
