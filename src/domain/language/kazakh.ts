import { endingOf, harmonyOf, hasVowel, levelled, restored } from './kazakhLetters.ts';
import { KAZAKH_ROOTS } from './kazakhRoots.ts';
import { HYPHEN_ENDING, INSIDE, SUFFIXES, type Suffix, type SuffixKind } from './kazakhSuffixes.ts';

/** One legal way to read a word: what is left, and which suffixes were peeled, outermost first. */
interface Cut {
  readonly base: string;
  readonly peeled: readonly Suffix[];
}

/** Letters that must be left: by `stem`, when a plural was peeled last, and in `stems`. */
const KEEP = 4;
const KEEP_BEFORE_PLURAL = 3;
const KEEP_IN_STEMS = 3;
/** No Kazakh noun in the news carries more. */
const DEEPEST = 5;
const LONGEST_WORD = 60;
/** A word whose endings were peeled may look inflected again; each round shortens it. */
const MOST_ROUNDS = LONGEST_WORD;
const MOST_STEMS = 8;

/** «жылғы», «күнгі», «кешкі»: the short relational ending is a suffix only on words of time. */
const TIME = new Set(
  'жыл күн ай апта кеш түн таң жаз қыс күз көктем бүгін кеше ертең былтыр биыл ғасыр'.split(' '),
);
/** Words in -шы -ші -лы -лі are made with these endings; only what follows them is a suffix. */
const DERIVED = /(?:[^аәеоөұүыі]|[аәеөұүыі]|о)ш[ыі]$/u;

/**
 * Returns the one stem that stands best for a Kazakh word: endings of case, possession and plural are off,
 * derivation stays («министрлік»). For comparing texts, where a word counts once. «саммиті» and «саммит» meet;
 * about one form in seven of a word outside our field does not (`kazakhStems` misses one in twenty).
 *
 * @param word in folded case, see `foldCase`
 * @returns never empty for a word with letters; the same again when applied to its own result
 */
export function kazakhStem(word: string): string {
  let stem = word;
  for (let again = 0; again < MOST_ROUNDS; again++) {
    const bare = withoutHyphenEnding(stem);
    // Of «сауда-экономикалық», «қарым-қатынасы» only the last part carries endings.
    const hyphen = bare.lastIndexOf('-') + 1;
    const next = bare.slice(0, hyphen) + best(bare.slice(hyphen));
    if (next === stem) break;
    stem = next;
  }
  return stem;
}

/**
 * Returns every stem that the grammar allows for a Kazakh word, the best one first and the word itself among them,
 * at most eight. For an index, where a word must be found by any of its forms.
 *
 * @param word in folded case
 */
export function kazakhStems(word: string): string[] {
  const bare = withoutHyphenEnding(word);
  const hyphen = bare.lastIndexOf('-') + 1;
  const first = bare.slice(0, hyphen);
  const found = new Set([kazakhStem(word), first + levelled(bare.slice(hyphen))]);
  for (const { base, peeled } of cuts(bare.slice(hyphen))) {
    const short = base.length < KEEP_IN_STEMS && !KAZAKH_ROOTS.has(base);
    if (short || !hasVowel(base) || !timely(base, peeled) || halfRelational(base, peeled)) continue;
    for (const form of forms(base, peeled)) found.add(first + levelled(form));
  }
  return [...found].slice(0, MOST_STEMS);
}

/** «Wabtec-тің» → «wabtec», «сауда-экономикалық» stays. */
function withoutHyphenEnding(word: string): string {
  const hyphen = word.lastIndexOf('-');
  if (hyphen <= 0) return word;
  const before = word.slice(0, hyphen).replace(/%$/u, '');
  return before !== '' && HYPHEN_ENDING.test(word.slice(hyphen + 1)) ? before : word;
}

function best(word: string): string {
  if (
    KAZAKH_ROOTS.has(word) ||
    word.length < 3 ||
    word.length > LONGEST_WORD ||
    !/^[а-яәғқңөұүһі]+$/u.test(word)
  ) {
    return levelled(word);
  }
  let rooted = '';
  let chosen: Cut | undefined;
  for (const cut of cuts(word)) {
    if (!timely(cut.base, cut.peeled)) continue;
    const root = forms(cut.base, cut.peeled).find((form) => KAZAKH_ROOTS.has(form));
    if (root !== undefined && root.length > rooted.length) rooted = root;
    if (plausible(cut) && (chosen === undefined || better(cut, chosen))) chosen = cut;
  }
  if (rooted !== '') return levelled(rooted);
  return levelled(chosen ? (forms(chosen.base, chosen.peeled)[0] ?? word) : word);
}

function timely(base: string, peeled: readonly Suffix[]): boolean {
  return peeled.at(-1)?.kind !== 'time' || TIME.has(base);
}

/** «саласындағ» + ы: a half of -дағы taken for "his". */
function halfRelational(base: string, peeled: readonly Suffix[]): boolean {
  return peeled.at(-1)?.kind === 'possessive3' && /[дт](?:ағ|ег)$/u.test(base);
}

/** What grammar allows but news text hardly ever means. */
function plausible({ base, peeled }: Cut): boolean {
  const innermost = peeled.at(-1);
  if (!innermost || !hasVowel(base)) return false;
  if (base.length < (innermost.kind === 'plural' ? KEEP_BEFORE_PLURAL : KEEP)) return false;
  if (innermost.kind === 'possessive1') return false;
  // «елші», «басшы»: an agent, not "his el-sh".
  if (innermost.kind === 'possessive3' && innermost.text.length === 1 && DERIVED.test(base + innermost.text))
    return false;
  // Only loans end in д and no word in тт: «мәлімдеді», «ұшуды», «айтты» are past tenses and accusatives.
  if (innermost.kind === 'possessive3' && /(?:д|тт)$/u.test(base)) return false;
  // «байланысы» is байланыс-ы; only agents («елшісі») and -гі -лі words keep a narrow vowel before -сы.
  if (/^с[ыі]$/u.test(innermost.text) && /[ыі]$/u.test(base) && !/[шғгқклдт][ыі]$/u.test(base)) return false;
  // «Өзбекстан» and its like are no ablatives.
  return !(/^т[ае]н$/u.test(innermost.text) && base.endsWith('с') && harmonyOf(base) === 'any');
}

/** The deeper cut wins; of two as deep the one with fewer, longer suffixes. */
function better(one: Cut, other: Cut): boolean {
  if (one.base.length !== other.base.length) return one.base.length < other.base.length;
  return one.peeled.length < other.peeled.length;
}

/** The spellings that the base may have had before its last suffix. */
function forms(base: string, peeled: readonly Suffix[]): readonly string[] {
  const innermost = peeled.at(-1);
  if (innermost?.kind === 'plural' && innermost.text === 'тер' && /.ис$/u.test(base))
    return [`${base}т`, base];
  return innermost && /^[ыі]/u.test(innermost.text) ? restored(base) : [base];
}

/** All legal cuts of `word`, each with at least one suffix peeled. */
function cuts(word: string): Cut[] {
  const found: Cut[] = [];
  const peel = (base: string, peeled: readonly Suffix[]): void => {
    const outer: SuffixKind | 'word' = peeled.at(-1)?.kind ?? 'word';
    const owned = peeled.at(-1)?.owned ?? 'may';
    for (const suffix of SUFFIXES.get(base.slice(-1)) ?? []) {
      if (!base.endsWith(suffix.text) || !INSIDE[outer].includes(suffix.kind)) continue;
      // келісім-і-нде, but келісім-де: the case tells whether "his, their" stands before it.
      const owner = suffix.kind === 'possessive3';
      // «интеллектіні», «фактіге»: the і that eases a loan's end is no owner.
      if (owned === 'must' ? !owner : owned === 'never' && owner && !base.endsWith('кті')) continue;
      const rest = base.slice(0, -suffix.text.length);
      if (rest.length < 2 || !suffix.after.includes(endingOf(rest))) continue;
      const harmony = harmonyOf(rest);
      if (suffix.harmony !== 'any' && harmony !== 'any' && harmony !== suffix.harmony) continue;
      const next = [...peeled, suffix];
      // A pronominal case alone is no reading: something must own the thing.
      if (suffix.owned !== 'must') found.push({ base: rest, peeled: next });
      if (next.length < DEEPEST) peel(rest, next);
    }
  };
  if (word.length <= LONGEST_WORD) peel(word, []);
  return found;
}
