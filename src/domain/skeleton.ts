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
};

/** English spellings of one sound, the longest first. */
const LATIN: readonly (readonly [RegExp, string])[] = [
  [/kh/g, 'h'],
  [/zh/g, 'j'],
  [/tch|ch/g, 'c'],
  [/sh/g, 'w'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/ts/g, 's'],
  [/ck|qu/g, 'k'],
  [/x/g, 'ks'],
  [/c(?=[eiy])/g, 's'],
  [/c(?![eiy])/g, 'k'],
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

function latin(word: string): string {
  // The sound «ш» is written w below, so an English w has to become v first.
  const spelled = word.replace(/w/g, 'v').replace(/sch(?=[aeiou])/g, 'sh');
  return LATIN.reduce((text, [spelling, sound]) => text.replace(spelling, sound), spelled).replace(
    /[^bcdfghjklmnprstvwz]/g,
    '',
  );
}
