import { align } from './align.ts';

/** What a surface form is a word of; decides the endings it takes. */
export type Script = 'ru' | 'kk' | 'en' | 'latn';

/** What an entry's flags say of endings. */
export interface Inflection {
  /** Kazakh endings of a name in capitals need a hyphen. */
  readonly hyphenOnly: boolean;
  /** An English name may take a plural -s ("Visas" is no company). */
  readonly plural: boolean;
}

/** How one surface form is matched. */
export interface NamePattern {
  /** Source of a regular expression over `Aligned.folded`, without borders. */
  readonly source: string;
  /**
   * The same over what was found in `Aligned.cased`: its capitals must be capitals, endings are not looked at
   * again. (A modifier `(?:…)` inside one expression would be shorter, but V8 loses it in alternatives of
   * single letters.)
   */
  readonly exact: string;
  /** Lower-case characters with which every match begins; at least two. */
  readonly start: string;
  /** Lower-case character with which the second word begins; null when no space stands behind the first one. */
  readonly second: string | null;
  /** Of the nominative: of two names that fit, the longer one is meant. */
  readonly length: number;
}

/** One letter of the texts we read, for use inside a character class. */
export const LETTERS = 'a-zа-яёәғқңөұүһіѐ-ӿəá-öø-ÿāăąćčęğıńňőśşšūźžǵýñ';
const ANY_ENDING = `[${LETTERS}]*`;
/** What may follow a stem once its ending has been accepted. */
const ANY_TAIL = "[\\p{L}' -]*?";

const RU_ADJECTIVE = 'ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ую|юю|ей|ое|ее|ые|ие|ых|их|ыми|ими|ою|о';
const RU_CONSONANT = 'а|у|ом|ем|е|ы|и|ов|ев|ей|ам|ами|ах';
/** Endings that may stand instead of what is cut off, by the end of the nominative; the first that fits. */
const RU_ENDINGS: readonly (readonly [RegExp, number, string])[] = [
  [/[иы]й$/, 2, `${RU_ADJECTIVE}|ия|ию|ием|ии|иев`],
  [/(?:[^аеоуи]ой|ая|яя|ое|ее|ые)$/, 2, RU_ADJECTIVE],
  [/ие$/, 2, `${RU_ADJECTIVE}|ия|ию|ием|ии|ий|иям|иями|иях`],
  [/ия$/, 2, 'ия|ии|ию|ией|иею|ий|иям|иями|иях'],
  [/а$/, 1, 'а|ы|и|е|у|ой|ей|ою|ам|ами|ах|'],
  [/я$/, 1, 'я|и|ю|ей|ею|е|й|ь|ям|ями|ях'],
  [/о$/, 1, 'о|а|у|ом|е|ам|ами|ах'],
  [/е$/, 1, 'е|я|ю|ем|и|ям|ями|ях'],
  [/[ыи]$/, 1, 'ы|и|ов|ев|ей|ам|ям|ами|ями|ах|ях|'],
  [/ь$/, 1, 'ь|я|ю|ем|е|и|ей|ью|ям|ями|ях'],
  [/й$/, 1, 'й|я|ю|ем|е|и|ев|ям|ями|ях'],
  [/(?:[ое]в|[иы]н)$/, 0, `${RU_CONSONANT}|ым|ой|ых|ыми|`],
  [/[бвгджзклмнпрстфхцчшщ]$/, 0, `${RU_CONSONANT}|`],
];

const KK_DERIVATION = '[лдт][ыі][қк]|с[ыі]з';
const KK_PLURAL = '[лдт][ае]р';
const KK_POSSESSIVE = '[ыі]м[ыі]з|[ыі]ң[ыі]з|м[ыі]з|ң[ыі]з|(?<=[аәеёиоөуұүыіэюя])с[ыі]|[ыі][мң]|[ыі]|[мң]';
const KK_RELATIONAL = 'н?[дт]а[ғг]ы|н?[дт]егі|н[ыі]кі|[дт][ыі]кі|ғы|гі|қы|кі';
const KK_CASE =
  '[ндт][ыі]ң|[ндт][ыі]|[ғқ]а|[гк]е|н?[дт][ае]н|н?[дт][ае]|нан|нен|на|не|[мбп]ен(?:ен)?|[дт]ай|[дт]ей|а|е|н';
/** Kazakh endings from the inside out. Written loosely: harmony is not checked, words are few. */
export const KK_ENDINGS = `(?:${KK_DERIVATION})?(?:${KK_PLURAL})?(?:${KK_POSSESSIVE})?(?:${KK_RELATIONAL})?(?:${KK_CASE})?`;
const HYPHEN = ` ?- ?(?=[а-яәғқңөұүһі])`;
const KK_ANY = `(?:(?:${HYPHEN})?(?:${KK_ENDINGS}))?`;
const KK_HYPHEN_ONLY = `(?:${HYPHEN}${KK_ENDINGS})?`;
const LATIN_CASES = `(?:['-]?(?:${RU_CONSONANT})|['-]?(?:ның|нің|дың|дің|тың|тің)|(?:${HYPHEN})?(?:${KK_ENDINGS}))?`;
const LATN_ENDINGS =
  '(?:-?(?:[ldt][ae]r)?(?:[yıi]m|s?[yıi])?(?:[ndt][yıi][ńñn]g?|[ndt][yıi]|[gǵğqk][ae]|n?[dt][ae]n?(?:[gǵğ][yıi])?|[mbp]en))?';

const CAPITALS = /^[\p{Lu}\p{N}.&]{2,}$/u;
const WORD = /[\p{L}\p{N}.*&']+|\+|-| +|\S/gu;

/**
 * Compiles one nominative name. Words of a Russian name inflect each, of the others only the last one does.
 *
 * @throws Error when the name has no two fixed characters at its start
 */
export function compileName(name: string, script: Script, { hyphenOnly, plural }: Inflection): NamePattern {
  const pieces = align(name.trim()).cased.replace(/ *- */g, '-').match(WORD) ?? [];
  let source = '';
  let exact = '';
  let start = '';
  let second: string | null = null;
  let fixed = true;
  pieces.forEach((piece, index) => {
    if (/^ +$/.test(piece)) {
      source += '["\\s]{1,3}';
      exact += '["\\s]{1,3}';
      fixed = false;
    } else if (piece === '-') {
      source += ' ?- ?';
      exact += ' ?- ?';
      fixed = false;
    } else if (piece === '+') {
      source += '\\s?\\+\\s?';
      exact += '\\s?\\+\\s?';
      fixed = false;
    } else {
      const last = index === pieces.length - 1;
      const { stem, tail } = wordPattern(piece, script, { hyphenOnly, plural }, last);
      source += RegExp.escape(stem.toLowerCase()) + tail;
      exact += letters(stem) + (tail === '' ? '' : ANY_TAIL);
      if (fixed) start += stem.toLowerCase();
      if (tail !== '') fixed = false;
      if (index === 2 && /^ +$/.test(pieces[1] ?? '') && /^[\p{L}\p{N}]/u.test(stem))
        second = stem.charAt(0).toLowerCase();
    }
  });
  if (start.length < 2) throw new Error(`"${name}" needs at least two letters before its first ending`);
  new RegExp(source, 'y');
  return { source, exact, start, second, length: name.length };
}

function wordPattern(
  word: string,
  script: Script,
  { hyphenOnly, plural }: Inflection,
  last: boolean,
): { stem: string; tail: string } {
  if (word.endsWith('*')) return { stem: word.slice(0, -1), tail: ANY_ENDING };
  const latin = /^[\p{Script=Latin}\p{N}.&']+$/u.test(word);
  if (latin) {
    if (!last) return { stem: word, tail: '' };
    if (script === 'latn') return { stem: word, tail: `(?:${LATN_ENDINGS})` };
    return { stem: word, tail: `(?:'s|s'|${plural ? 's|' : ''}${LATIN_CASES})?` };
  }
  if (/^\p{N}+$/u.test(word)) return { stem: word, tail: last && script === 'kk' ? KK_ANY : '' };
  if (script === 'kk') {
    if (!last) return { stem: word, tail: '' };
    if (hyphenOnly && CAPITALS.test(word)) return { stem: word, tail: KK_HYPHEN_ONLY };
    return softened(word);
  }
  return russian(word);
}

/** кітап → кітаб-ы: the last voiceless letter softens before a vowel. */
function softened(word: string): { stem: string; tail: string } {
  const pair = { к: '[кг]', қ: '[қғ]', п: '[пб]' }[word.slice(-1)];
  if (pair === undefined || word.length < 4) return { stem: word, tail: KK_ANY };
  return { stem: word.slice(0, -1), tail: `(?:${pair})${KK_ANY}` };
}

function russian(word: string): { stem: string; tail: string } {
  if (CAPITALS.test(word)) {
    const declines = word.length > 2 && /[БВГДЖЗКЛМНПРСТФХЦЧШЩ]$/.test(word);
    return { stem: word, tail: declines ? '(?:-?(?:а|у|ом|е))?' : '' };
  }
  if (word.length > 2) {
    const lower = word.toLowerCase();
    for (const [end, cut, endings] of RU_ENDINGS) {
      if (word.length - cut >= 2 && end.test(lower))
        return { stem: word.slice(0, word.length - cut), tail: `(?:${endings})` };
    }
  }
  return { stem: word, tail: '' };
}

/** Literal characters, of which only the small ones may be of either case. */
function letters(stem: string): string {
  let out = '';
  for (const letter of stem) {
    const [small, big] = [letter.toLowerCase(), letter.toUpperCase()];
    out += small !== big && letter === small ? `[${small}${big}]` : RegExp.escape(letter);
  }
  return out;
}
