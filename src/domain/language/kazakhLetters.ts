/** How a base ends, as Kazakh suffixes see it. */
export type Ending = 'vowel' | 'glide' | 'r' | 'l' | 'nasal' | 'z' | 'voiceless' | 'none';

const VOWELS = 'аәеэоөұүыіяюё';
const BACK = 'аоұыя';
const FRONT = 'әеөүі';
const FREE = 'иуюэё';
const ENDINGS: Readonly<Record<string, Ending>> = Object.fromEntries(
  (
    [
      [VOWELS, 'vowel'],
      ['иу', 'glide'],
      ['рй', 'r'],
      ['л', 'l'],
      ['мнң', 'nasal'],
      ['зж', 'z'],
      // Loan-final б в г д are spoken without voice: заводтың, Тоқаевқа.
      ['птқкфсшщцчхһбвгд', 'voiceless'],
    ] as const
  ).flatMap(([letters, ending]) => [...letters].map((letter) => [letter, ending])),
);

/** The class of the last letter of `base`; ь is passed over. `none` when it is no Kazakh letter. */
export function endingOf(base: string): Ending {
  const last = base.endsWith('ь') ? base.at(-2) : base.at(-1);
  return (last !== undefined ? ENDINGS[last] : undefined) ?? 'none';
}

/**
 * Says which vowels a suffix of `base` may have. `any` after и у ю э, after a soft sign, in surnames on -ев -ов -ин
 * («Тоқаевтың»), in loans on -нк -рк -кт («банкі», «факті») and where there is no vowel at all.
 */
export function harmonyOf(base: string): 'back' | 'front' | 'any' {
  if (/(?:[еоэ]в|ин|ь|[нр]к|кт|бл)$/u.test(base)) return 'any';
  for (let i = base.length - 1; i >= 0; i--) {
    const letter = base.charAt(i);
    if (BACK.includes(letter)) return 'back';
    if (FRONT.includes(letter)) return 'front';
    if (FREE.includes(letter)) return 'any';
  }
  return 'any';
}

/** Says whether `base` has a vowel, и and у included. */
export function hasVowel(base: string): boolean {
  return /[аәеэоөұүыіяюёиу]/u.test(base);
}

/** Words that lose the narrow vowel of their last syllable before a possessive: «халық», «халқы». */
const CLOSED = (
  'халық орын ерік көрік қалып нарық парық ғұрып әріп қауіп кейіп пейіл көңіл мұрын қарын мойын қойын ерін ауыз ' +
  'дауыс бауыр құлық бөрік мүлік ырық бойын'
).split(' ');
const SHORTENED: ReadonlyMap<string, string> = new Map(
  CLOSED.map((word) => [word.slice(0, -2) + word.slice(-1), word]),
);

/**
 * Undoes what a vowel-initial suffix did to the end of its base: «халқ» → «халық», «ұшағ» → «ұшақ», «көліг» → «көлік»,
 * «кітаб» → «кітап». The first form is the likelier one; a loan that ends in г or б keeps it («рейтинг», «клуб»).
 */
export function restored(base: string): string[] {
  const full = SHORTENED.get(base) ?? (/.{3}орн$/u.test(base) ? `${base.slice(0, -1)}ын` : undefined);
  if (full !== undefined) return [full];
  const before = base.at(-2) ?? '';
  const afterVowel = VOWELS.includes(before) || 'иу'.includes(before);
  const stop = { ғ: 'қ', г: 'к', б: 'п' }[base.at(-1) ?? ''];
  if (stop === undefined || (!afterVowel && base.at(-1) !== 'ғ')) return [base];
  const hard = base.slice(0, -1) + stop;
  // Native words harden after a narrow or front vowel; «диалог», «стратег», «штаб» are loans with о, а or и before.
  const loan = base.at(-1) === 'г' && /[оаи]г$/u.test(base);
  return loan ? [base, hard] : [hard, base];
}

/** One spelling for loans whose end changes before suffixes: «процесс» and «процесі», «апрель» and «апрелі». */
export function levelled(stem: string): string {
  return stem.length > 4 ? stem.replace(/([слмнтпф])\1$/u, '$1').replace(/ь$/u, '') : stem;
}
