import { cuts, SUFFIXES } from './kazakhGrammar.ts';
import { type Layout, letterCode, ROW } from './kazakhLetters.ts';
import { KNOWN } from './kazakhLexicon.ts';
import type { SuffixKind } from './kazakhSuffixes.ts';

/** A set of letters by their numbers. */
function letters(...spelled: string[]): Uint8Array {
  const set = new Uint8Array(ROW);
  for (const letter of spelled.join('')) set[letterCode(letter.charCodeAt(0))] = 1;
  return set;
}

const code = (letter: string) => letterCode(letter.charCodeAt(0));
const BROAD = letters('ае');
const NARROW = letters('ыі');
const LDT = letters('лдт');
const VOWELS = letters('аәеоөұүыіияюуэ');
const WIDE = letters('аәеоөұүэи');
const HARD = letters('птқкфсшщцчх');
const SOFT = letters('бгғ');
const L = code('л');
const T = code('т');
const D = code('д');
const N = code('н');
const R = code('р');
const S = code('с');
const Z = code('з');
/** No root of a verb ends so: о ө and letters of loans, м ң as in nouns («келісім», «таң»), voiced stops but before a vowel. */
const NO_ROOT_END = letters('оөұүиэюфвцчщхһъьдмңяж');

const KIND: readonly SuffixKind[] = SUFFIXES.map(({ kind }) => kind);
const TEXT: readonly string[] = SUFFIXES.map(({ text }) => text);
const VOWEL_FIRST = Uint8Array.from(TEXT, (text) => VOWELS[code(text)] ?? 0);

/**
 * Says whether the root of the verb in a reading is known: 3 for a listed one, 1 for a voice made by rule, 0 when not.
 */
export function knownRoot(cut: number, known: Uint8Array): 0 | 1 | 3 {
  const bits = known[cuts.at[cut] ?? 0] ?? 0;
  const text = TEXT[cuts.innermost[cut] ?? 0];
  if (text === 'и') return bits & KNOWN.verbBeforeI ? 3 : 0;
  if (text === 'я') return bits & KNOWN.verbBeforeYa ? 3 : 0;
  if (text === 'уып' || text === 'уіп') return bits & KNOWN.verbBeforeUyp ? 3 : 0;
  return bits & KNOWN.verb ? 3 : bits & KNOWN.voice ? 1 : 0;
}

/**
 * False for what a known verb, ranked as by `knownRoot`, may be but hardly is: «бастар» "will begin" for "heads",
 * «жаздың» "you wrote" for "of summer".
 */
export function likely(cut: number, rank: number, { letters: word }: Layout): boolean {
  const innermost = cuts.innermost[cut] ?? 0;
  const kind = KIND[innermost];
  const last = word[(cuts.at[cut] ?? 0) - 1] ?? 0;
  if (kind === 'aorist') return rank === 3 && TEXT[innermost] !== 'р';
  // «жылына» is "per year" before "getting warm".
  if (kind === 'present' && cuts.depth[cut] === 1) return rank === 3 || last !== N;
  const outermost = TEXT[cuts.outermost[cut] ?? 0];
  // «тұжырымдамасын» is "his concept" before "may he not conceive".
  if (kind === 'negation' && (outermost === 'сын' || outermost === 'сін')) return false;
  // «ынтымақтастық» is a noun in -тық before "we cooperated".
  if (outermost === 'қ' || outermost === 'к') return rank === 3 && last !== S;
  return outermost !== 'ң';
}

/**
 * Says whether the endings alone prove a verb whose root nobody listed: negation with a tense, participles, «-атын»,
 * «-ады», the past after a vowel (a noun would have «-ны»), roots in -ла, voices. Endings that nouns share prove nothing.
 */
export function proven(cut: number, { letters: word, vowelled }: Layout): boolean {
  const at = cuts.at[cut] ?? 0;
  if (at < 3 || vowelled[at] === 0) return false;
  const last = word[at - 1] ?? 0;
  const innermost = cuts.innermost[cut] ?? 0;
  const outermost = KIND[cuts.outermost[cut] ?? 0];
  const outer = cuts.outer[cut] ?? -1;
  if (NO_ROOT_END[last] === 1 && TEXT[innermost] !== 'я') return false;
  switch (KIND[innermost]) {
    case 'negation': {
      const tense = outer < 0 ? undefined : KIND[outer];
      if (tense === 'past' || tense === 'participle') return true;
      if (tense === 'present' && (cuts.depth[cut] ?? 0) > 2) return true;
      return tense !== 'imperative' && (madeOfNoun(word, at) || voiced(word, at));
    }
    case 'participle':
      return true;
    case 'present':
      // «азаматын» is "his citizen", not "who azams".
      if (outer >= 0 && KIND[outer] === 'habitual')
        return BROAD[word[at] ?? 0] === 0 || (voiced(word, at) && at > 5) || (last === T && at > 4);
      if (outermost !== 'third') return false;
      if (TEXT[innermost] === 'й')
        return madeOfNoun(word, at) || (at > 4 && BROAD[last] === 1 && LDT[word[at - 2] ?? 0] === 1);
      return BROAD[word[at] ?? 0] === 0 || !endsInBroad(word, at + 1);
    case 'past':
      if (outermost !== 'past') return madeOfNoun(word, at);
      if (BROAD[last] === 1) return endsInBroad(word, at);
      return NARROW[last] === 1 ? at > 3 : voiced(word, at);
    case 'converb':
      if (VOWELS[last] === 1)
        return madeOfNoun(word, at) || (at > 4 && BROAD[last] === 1 && word[at - 2] === L);
      return outermost === 'converb' || outermost === 'hearsay';
    // «көшбасшылар» is a plural, «кестесін» "his table".
    case 'aorist':
    case 'imperative':
      return false;
    default:
      // «ертегісі» is "his tale".
      return (
        (madeOfNoun(word, at) || voiced(word, at)) &&
        !TEXT[innermost]?.endsWith('сі') &&
        !TEXT[innermost]?.endsWith('сы')
      );
  }
}

/**
 * Says whether a reading is worth a place in an index though nothing proves it: the root is long enough and could end
 * so, and the ending is none that every second noun has.
 */
export function conceivable(cut: number, { letters: word, vowelled }: Layout, known: Uint8Array): boolean {
  const at = cuts.at[cut] ?? 0;
  const last = word[at - 1] ?? 0;
  if (at < 3 || vowelled[at] === 0 || NO_ROOT_END[last] === 1 || ((known[at] ?? 0) & KNOWN.noun) !== 0)
    return false;
  const innermost = cuts.innermost[cut] ?? 0;
  if (SOFT[last] === 1 && VOWEL_FIRST[innermost] === 0) return false;
  switch (KIND[innermost]) {
    case 'past':
      // «министрлікті»: a derived noun.
      return !(HARD[last] === 1 && NARROW[word[at - 2] ?? 0] === 1 && LDT[word[at - 3] ?? 0] === 1);
    case 'present':
      return KIND[cuts.outermost[cut] ?? 0] === 'third' || (BROAD[last] === 1 && at > 3);
    case 'converb':
      return BROAD[last] === 1 ? at > 3 : true;
    case 'negation':
    case 'participle':
    case 'conditional':
      return true;
    case 'aorist':
      return false;
    default:
      return at > 3;
  }
}

/** Roots in -ла -да -та, that nouns become verbs with: «жарияла», «қолда», «баста»; not «бала», «талап». */
function madeOfNoun(word: Uint8Array, at: number): boolean {
  if (at < 4 || BROAD[word[at - 1] ?? 0] === 0 || LDT[word[at - 2] ?? 0] === 0) return false;
  return WIDE[word[at - 3] ?? 0] === 0;
}

/** Tells the past «жасады» (жаса-ды) from the present «айтады» (айт-а-ды) by how roots are built; `at` is after а, е. */
function endsInBroad(word: Uint8Array, at: number): boolean {
  const last = word[at - 2] ?? 0;
  const before = word[at - 3] ?? 0;
  const afterVowel = VOWELS[before] === 1;
  if (last === D) return true;
  if (last === T) return HARD[before] === 1;
  // жарияла-ды, but жасал-а-ды, айтыл-а-ды.
  if (last === L) return !afterVowel || (BROAD[before] === 0 && NARROW[before] === 0);
  if (HARD[last] === 1 && last !== S) return true;
  return !afterVowel && (last === N || last === R || last === S || last === Z || SOFT[last] === 1);
}

/** Roots with the ending of a voice: «қабылдан», «айтыл», «ұйымдастыр», «жеткіз»; long ones, since nouns end so too. */
function voiced(word: Uint8Array, at: number): boolean {
  if (at < 5) return false;
  const last = word[at - 1] ?? 0;
  const vowel = word[at - 2] ?? 0;
  const before = word[at - 3] ?? 0;
  if (last === L) return NARROW[vowel] === 1;
  if (last === N) return BROAD[vowel] === 1 && before === L;
  if (at < 6) return false;
  if (last === R) return NARROW[vowel] === 1 && (before === D || before === T);
  if (last === Z)
    return (
      NARROW[vowel] === 1 &&
      (before === code('ғ') || before === code('г') || before === code('к') || before === code('қ'))
    );
  return last === S && BROAD[vowel] === 1 && before === L;
}
