import { align } from './align.ts';

/** What a surface form is a word of; decides the endings it takes. */
export type Script = 'ru' | 'kk' | 'en' | 'latn';

/** What an entry's flags say of endings. */
export interface Inflection {
  /** Kazakh endings of a name in capitals need a hyphen. */
  readonly hyphenOnly: boolean;
  /** An English name may take a plural -s ("Visas" is no company). */
  readonly plural: boolean;
  /** A person's name: its Russian genitive plural is another surname («Рахмон», «Рахмонов»). */
  readonly person: boolean;
  /** A person's or a place's name: "its" and "my" make other words of it («Қорғас», «қорғасын», lead). */
  readonly proper: boolean;
}

/** What stands between two pieces of a name: nothing, spaces or quotes, a hyphen, a plus. */
export type Gap = '' | ' ' | '-' | '+';

/** One word of a name, or one mark of it. */
export interface NamePiece {
  /** What never changes, with the name's own capitals. */
  readonly stem: string;
  /** Source of a regular expression for the endings that may follow in lower case; empty when none may. */
  readonly endings: string;
  /** What stands before the next piece; empty after the last one. */
  readonly gap: Gap;
}

/** One letter of the texts we read, for use inside a character class. */
export const LETTERS = 'a-zа-яёәғқңөұүһіѐ-ӿəá-öø-ÿāăąćčęğıńňőśşšūźžǵýñ';
const ANY_ENDING = `[${LETTERS}]*`;
const RU_ADJECTIVE = 'ый|ий|ой|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ую|юю|ей|ое|ее|ые|ие|ых|их|ыми|ими|ою|о';
const RU_SINGULAR = 'а|у|ом|ем|е|ы|и|ам|ами|ах';
const RU_CONSONANT = `${RU_SINGULAR}|ов|ев|ей`;
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
  // «Штаты»: masculine, of which «Штат» is no form.
  [/ты$/, 1, 'ы|ов|ам|ами|ах'],
  [/[ыи]$/, 1, 'ы|и|ов|ев|ей|ам|ям|ами|ями|ах|ях|'],
  [/ь$/, 1, 'ь|я|ю|ем|е|и|ей|ью|ям|ями|ях'],
  [/й$/, 1, 'й|я|ю|ем|е|и|ев|ям|ями|ях'],
  [/(?:[ое]в|[иы]н)$/, 0, `${RU_CONSONANT}|ым|ой|ых|ыми|`],
  [/[бвгджзклмнпрстфхцчшщ]ец$/, 2, 'ец|ца|цу|цем|цом|це|цы|цев|цам|цами|цах'],
  [/[бвгджзклмнпрстфхцчшщ]$/, 0, `${RU_CONSONANT}|`],
];

const KK_DERIVATION = '[лдт][ыі][қк]|с[ыі]з';
const KK_PLURAL = '[лдт][ае]р';
const KK_OURS = '[ыі]м[ыі]з|[ыі]ң[ыі]з|м[ыі]з|ң[ыі]з';
const KK_POSSESSIVE = `${KK_OURS}|(?<=[аәеёиоөуұүыіэюя])с[ыі]|[ыі][мң]|[ыі]|[мң]`;
const KK_RELATIONAL = 'н?[дт]а[ғг]ы|н?[дт]егі|н[ыі]кі|[дт][ыі]кі|ғы|гі|қы|кі';
const KK_CASE =
  '[ндт][ыі]ң|[ндт][ыі]|[ғқ]а|[гк]е|н?[дт][ае]н|н?[дт][ае]|нан|нен|на|не|[мбп]ен(?:ен)?|[дт]ай|[дт]ей|а|е|н';
const kazakhEndings = (possessive: string) =>
  `(?:${KK_DERIVATION})?(?:${KK_PLURAL})?(?:${possessive})?(?:${KK_RELATIONAL})?(?:${KK_CASE})?`;
/** Kazakh endings from the inside out. Written loosely: harmony is not checked, words are few. */
export const KK_ENDINGS = kazakhEndings(KK_POSSESSIVE);
const HYPHEN = ` ?- ?(?=[а-яәғқңөұүһі])`;
const KK_ANY = `(?:(?:${HYPHEN})?(?:${KK_ENDINGS}))?`;
const KK_PROPER = `(?:${HYPHEN}${KK_ENDINGS}|${kazakhEndings(KK_OURS)})?`;
const KK_HYPHEN_ONLY = `(?:${HYPHEN}${KK_ENDINGS})?`;
const LATIN_CASES = `(?:['-]?(?:${RU_CONSONANT})|['-]?(?:ның|нің|дың|дің|тың|тің)|(?:${HYPHEN})?(?:${KK_ENDINGS}))?`;
const LATN_ENDINGS =
  '(?:-?(?:[ldt][ae]r)?(?:[yıi]m|s?[yıi])?(?:[ndt][yıi][ńñn]g?|[ndt][yıi]|[gǵğqk][ae]|n?[dt][ae]n?(?:[gǵğ][yıi])?|[mbp]en))?';

const CAPITALS = /^[\p{Lu}\p{N}.&]{2,}$/u;
const WORD = /[\p{L}\p{N}.*&']+|\+|-| +|\S/gu;

/**
 * Cuts one nominative name into pieces. Words of a Russian name inflect each, of the others only the last one does.
 *
 * @throws Error when the name has no two fixed characters at its start
 */
export function compileName(name: string, script: Script, inflection: Inflection): NamePiece[] {
  const parts =
    align(name.trim())
      .cased.replace(/ *([-+]) */g, '$1')
      .match(WORD) ?? [];
  const pieces: { stem: string; endings: string; gap: Gap }[] = [];
  parts.forEach((part, index) => {
    const gap = /^ +$/.test(part) ? ' ' : part === '-' || part === '+' ? part : null;
    const before = pieces.at(-1);
    if (gap !== null && before !== undefined && index < parts.length - 1) before.gap = gap;
    else {
      const { stem, tail } = wordPattern(part, script, inflection, index, parts.length);
      pieces.push({ stem, endings: tail, gap: '' });
    }
  });
  if (fixedStart(pieces) < 2) throw new Error(`"${name}" needs at least two letters before its first ending`);
  return pieces;
}

/** How many characters at the start of a name are the same in all its forms. */
function fixedStart(pieces: readonly NamePiece[]): number {
  let length = 0;
  for (const { stem, endings, gap } of pieces) {
    length += stem.length;
    if (endings !== '' || gap !== '') break;
  }
  return length;
}

function wordPattern(
  word: string,
  script: Script,
  inflection: Inflection,
  index: number,
  words: number,
): { stem: string; tail: string } {
  const last = index === words - 1;
  if (word.endsWith('*')) return { stem: word.slice(0, -1), tail: ANY_ENDING };
  const latin = /^[\p{Script=Latin}\p{N}.&']+$/u.test(word);
  if (latin) {
    if (!last) return { stem: word, tail: '' };
    if (script === 'latn') return { stem: word, tail: `(?:${LATN_ENDINGS})` };
    return { stem: word, tail: `(?:'s|s'|${inflection.plural ? 's|' : ''}${LATIN_CASES})?` };
  }
  if (/^\p{N}+$/u.test(word)) return { stem: word, tail: last && script === 'kk' ? KK_ANY : '' };
  if (script === 'kk') {
    if (!last) return { stem: word, tail: '' };
    if (inflection.hyphenOnly && CAPITALS.test(word)) return { stem: word, tail: KK_HYPHEN_ONLY };
    const proper = inflection.proper && words === 1 && /^\p{Lu}/u.test(word);
    return softened(word, proper ? KK_PROPER : KK_ANY);
  }
  return russian(word, inflection.person, words === 1);
}

/** кітап → кітаб-ы: the last voiceless letter softens before a vowel. */
function softened(word: string, endings: string): { stem: string; tail: string } {
  const pair = { к: '[кг]', қ: '[қғ]', п: '[пб]' }[word.slice(-1)];
  if (pair === undefined || word.length < 4) return { stem: word, tail: endings };
  return { stem: word.slice(0, -1), tail: `(?:${pair})${endings}` };
}

function russian(word: string, person: boolean, alone: boolean): { stem: string; tail: string } {
  if (CAPITALS.test(word)) {
    const declines = word.length > 2 && /[БВГДЖЗКЛМНПРСТФХЦЧШЩ]$/.test(word);
    return { stem: word, tail: declines ? '(?:-?(?:а|у|ом|е))?' : '' };
  }
  if (word.length > 2) {
    const lower = word.toLowerCase();
    // «Ханой»: a name in -ой is a noun (Ханоя), an adjective in -ой is written small.
    const noun = /^\p{Lu}.*ой$/u.test(word);
    for (const [end, cut, endings] of RU_ENDINGS) {
      if ((noun && cut === 2) || word.length - cut < 2 || !end.test(lower)) continue;
      const singular = person ? endings.replace(RU_CONSONANT, RU_SINGULAR) : endings;
      // A name in -а or -ия has no plural («Газа», never «Газ»); a common noun has (пошлина, пошлин).
      const own =
        /^\p{Lu}.*(?:а|ия)$/u.test(word) && (alone || word.endsWith('а'))
          ? singular.replace(/\|(?:ий\|иям\|иями\|иях)?$/, '')
          : singular;
      return { stem: word.slice(0, word.length - cut), tail: `(?:${own})` };
    }
  }
  return { stem: word, tail: '' };
}
