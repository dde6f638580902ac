import { cuts, IS_VERBAL, lengthOf, readings, SUFFIXES } from './kazakhGrammar.ts';
import {
  endingBits,
  LONGEST_WORD,
  layOut,
  letterCode,
  levelled,
  newLayout,
  restored,
} from './kazakhLetters.ts';
import { KNOWN, recognise } from './kazakhLexicon.ts';
import { KAZAKH_ROOTS } from './kazakhRoots.ts';
import { HYPHEN_ENDING } from './kazakhSuffixes.ts';
import { infinitiveOf } from './kazakhVerbRoots.ts';
import { conceivable, knownRoot, likely, proven } from './kazakhVerbSigns.ts';
import { foldCase } from './text.ts';

/** Letters that must be left: by `stem`, when a plural was peeled last, and in `stems`. */
const KEEP = 4;
const KEEP_BEFORE_PLURAL = 3;
const KEEP_IN_STEMS = 3;
/** A word whose endings were peeled may look inflected again; each round shortens it. */
const MOST_ROUNDS = LONGEST_WORD;
const MOST_STEMS = 8;

/** «жылғы», «күнгі», «кешкі»: the short relational ending is a suffix only on words of time. */
const TIME = new Set(
  'жыл күн ай апта кеш түн таң жаз қыс күз көктем бүгін кеше ертең былтыр биыл ғасыр'.split(' '),
);

const layout = newLayout();
const known = new Uint8Array(LONGEST_WORD + 2);

const code = (letter: string) => letterCode(letter.charCodeAt(0));
const VOWEL_BIT = endingBits(['vowel']);
const D = code('д');
const L = code('л');
const O = code('о');
const S = code('с');
const SH = code('ш');
const T = code('т');
const Y = code('ы');
const I = code('і');
/** Before a word's last л: a vowel, и or у, or the б of «рубль». */
const AFTER_L = [...'иубр'].map(code);
const BEFORE_NARROW = [...'шғгқклдт'].map(code);
const KIND = SUFFIXES.map(({ kind }) => kind);
const NARROW_FIRST = SUFFIXES.map(({ text }) => /^[ыі]/u.test(text));
const ABLATIVE_T = SUFFIXES.map(({ text }) => /^т[ае]н$/u.test(text));
const ACCUSATIVE_N = SUFFIXES.map(({ text, kind }) => kind === 'case' && /^н[ыі]$/u.test(text));
const LOAN_PLURAL = SUFFIXES.map(({ text, kind }) => kind === 'plural' && text === 'тер');
/** «дәрігермін», «қазақпыз»; -сыз -сің make other words of nouns: «шекарасыз». */
const SURE_SUBJECT = SUFFIXES.map(({ text, kind }) => kind === 'subject' && !text.startsWith('с'));

/**
 * Returns the one stem that stands best for a Kazakh word, for comparing texts, where a word counts once. Of a noun
 * the endings of case, possession, plural and person are off, derivation stays («министрлік»); a verb becomes its
 * infinitive, with person, tense, participle, converb and negation off and its voice kept («қабылданбағандықтан» →
 * «қабылдану»).
 *
 * How a word is read: suffixes are peeled from the outside in as `INSIDE` of the grammar allows (келісім-дер-і-нде,
 * бар-ма-ған-дар-ы-ның), each in the spelling that the vowels (лар/лер) and the last sound (лар/дар/тар) of what is
 * left ask for. Of the legal readings wins, in this order: the longest known root (a verb's before a noun's of the
 * same length), a verb that its endings prove, the noun that is cut deepest and keeps four letters. Words that only
 * look inflected are known («Астана», «саммит», «келісім»).
 *
 * @param word in any case
 * @returns never empty for a word with letters, never longer; the same again when applied to its own result
 */
export function kazakhStem(word: string): string {
  let stem = word;
  let laidOut = takeIn(word);
  if (!laidOut) {
    // Folding only words that need it spares most words a pass.
    stem = foldCase(word);
    if (stem === word) return ofPart(word);
  }
  for (let again = 0; again < MOST_ROUNDS; again++) {
    if (!laidOut && !takeIn(stem)) return ofPart(stem);
    const next = best(stem);
    if (next === stem) break;
    // What is known of a word's beginnings holds for a beginning that is left.
    laidOut = stem.startsWith(next);
    stem = next;
  }
  return stem;
}

/**
 * Returns every stem that the grammar allows for a Kazakh word, the best one first and the word itself among them,
 * at most eight; of verbs the root as well as the infinitive. For an index, where a word must be found by any of its
 * forms.
 *
 * @param anyCase in any case
 */
export function kazakhStems(anyCase: string): string[] {
  const word = takeIn(anyCase) ? anyCase : foldCase(anyCase);
  const hyphen = word.lastIndexOf('-');
  const bare = hyphen > 0 ? withoutHyphenEnding(word) : word;
  const from = hyphen > 0 ? bare.lastIndexOf('-') + 1 : 0;
  const first = bare.slice(0, from);
  const last = from > 0 ? bare.slice(from) : bare;
  const found = new Set([kazakhStem(word), first + levelled(last)]);
  if (takeIn(last)) {
    readings(layout, last.length);
    for (const sure of [true, false])
      for (let cut = 0; cut < cuts.count; cut++) addStems(last, first, cut, sure, found);
  }
  return found.size > MOST_STEMS ? [...found].slice(0, MOST_STEMS) : [...found];
}

/** Fills `layout` and `known`; false when `word` is not written in Kazakh letters alone. */
function takeIn(word: string): boolean {
  if (!layOut(word, layout)) return false;
  recognise(layout.letters, word.length, known);
  return true;
}

/** Of «сауда-экономикалық», «қарым-қатынасы» only the last part carries endings. */
function ofPart(word: string): string {
  if (!word.includes('-')) return levelled(word);
  const bare = withoutHyphenEnding(word);
  const from = bare.lastIndexOf('-') + 1;
  const last = bare.slice(from);
  const stem = bare.slice(0, from) + (takeIn(last) ? kazakhStem(last) : levelled(last));
  return stem === word ? word : kazakhStem(stem);
}

/** «Wabtec-тің» → «wabtec», «сауда-экономикалық» stays. */
function withoutHyphenEnding(word: string): string {
  const hyphen = word.lastIndexOf('-');
  if (hyphen <= 0) return word;
  const before = word.slice(0, hyphen).replace(/%$/u, '');
  return before !== '' && HYPHEN_ENDING.test(word.slice(hyphen + 1)) ? before : word;
}

/** The best reading of the word that `layout` holds. */
function best(word: string): string {
  const length = word.length;
  if (length < 3) return word;
  if (((known[length] ?? 0) & KNOWN.noun) !== 0) return levelled(word);
  readings(layout, length);
  let chosen = -1;
  let highest = 0;
  for (let cut = 0; cut < cuts.count; cut++) {
    const value = worth(word, cut);
    if (value > highest) {
      highest = value;
      chosen = cut;
    }
  }
  if (chosen < 0) return levelled(word);
  const base = word.slice(0, cuts.at[chosen]);
  const innermost = cuts.innermost[chosen] ?? 0;
  if (IS_VERBAL[innermost] === 1) return lemma(base, innermost);
  return levelled(nounForms(base, innermost, highest >= KNOWN_WORTH));
}

const KNOWN_WORTH = 10_000;
const PROVEN_WORTH = 5000;
const NOUN_WORTH = 1000;

/** How good a reading is for `stem`; 0 when it is none. */
function worth(word: string, cut: number): number {
  const at = cuts.at[cut] ?? 0;
  const innermost = cuts.innermost[cut] ?? 0;
  if (IS_VERBAL[innermost] === 1) {
    const rank = knownRoot(cut, known);
    if (rank > 0) return likely(cut, rank, layout) ? KNOWN_WORTH + at * 10 + rank : 0;
    return proven(cut, layout) ? PROVEN_WORTH - at : 0;
  }
  if (KIND[innermost] === 'time' && !TIME.has(word.slice(0, at))) return 0;
  if (isKnownNoun(at, innermost)) {
    if (KIND[innermost] !== 'subject') return KNOWN_WORTH + at * 10 + 2;
    // «визасыз» is "without a visa"; «қараймыз» is no "we are towards".
    return SURE_SUBJECT[innermost] === true ? KNOWN_WORTH : 0;
  }
  return plausible(cut) ? NOUN_WORTH - at * 10 - (cuts.depth[cut] ?? 0) : 0;
}

function isKnownNoun(at: number, innermost: number): boolean {
  const bits = known[at] ?? 0;
  if ((bits & KNOWN.noun) !== 0) return true;
  if ((bits & KNOWN.softNoun) !== 0) return NARROW_FIRST[innermost] === true;
  return (bits & KNOWN.loanBeforePlural) !== 0 && LOAN_PLURAL[innermost] === true;
}

/** What grammar allows but news text hardly ever means. */
function plausible(cut: number): boolean {
  const at = cuts.at[cut] ?? 0;
  const innermost = cuts.innermost[cut] ?? 0;
  const kind = KIND[innermost];
  if (layout.vowelled[at] === 0 || kind === 'possessive1') return false;
  if (at < (kind === 'plural' ? KEEP_BEFORE_PLURAL : KEEP)) return false;
  const last = layout.letters[at - 1] ?? 0;
  // «айналымын» is айналым-ы-н, «сәлемін» сәлем-і-н.
  if (kind === 'subject') return SURE_SUBJECT[innermost] === true && layout.endings[at] !== VOWEL_BIT;
  const before = layout.letters[at - 2] ?? 0;
  if (kind === 'possessive3') {
    if (lengthOf(innermost) === 1) {
      // «елші», «басшы»: an agent, not "his el-sh"; but «қуанышы».
      // No word but loans in -бл ends in л after a consonant: «көпвекторлы» is made with -лы.
      if (last === L && layout.endings[at - 1] !== VOWEL_BIT && !AFTER_L.includes(before)) return false;
      if (last === SH && before !== Y && before !== I) return false;
      // Only loans end in д and no word in тт: «мәлімдеді», «ұшуды», «айтты» are past tenses and accusatives.
    } else if ((last === Y || last === I) && !BEFORE_NARROW.includes(before)) {
      // «байланысы» is байланыс-ы; only agents («елшісі») and -гі -лі words keep a narrow vowel before -сы.
      return false;
    }
    if (last === D || (last === T && before === T)) return false;
  }
  // «чемпионы» is чемпион-ы.
  if (ACCUSATIVE_N[innermost] === true && last === O) return false;
  // «түйіні» is түйін-і: few nouns end in a narrow vowel.
  if (ACCUSATIVE_N[innermost] === true && (last === Y || last === I) && !BEFORE_NARROW.includes(before))
    return false;
  // «Өзбекстан» and its like are no ablatives.
  return !(ABLATIVE_T[innermost] === true && last === S && layout.harmonies[at] === 3);
}

/** Adds what a reading makes of the word; of verbs only proven readings when `sure`, only the others when not. */
function addStems(word: string, first: string, cut: number, sure: boolean, found: Set<string>): void {
  const at = cuts.at[cut] ?? 0;
  const innermost = cuts.innermost[cut] ?? 0;
  if (layout.vowelled[at] === 0) return;
  if (IS_VERBAL[innermost] === 1) {
    const certain = knownRoot(cut, known) > 0 || proven(cut, layout);
    if (sure !== certain || (!certain && !conceivable(cut, layout, known))) return;
    const base = word.slice(0, at);
    found.add(first + lemma(base, innermost));
    if (at >= KEEP_IN_STEMS) found.add(first + (restored(base)[0] ?? base));
    return;
  }
  if (!sure || (at < KEEP_IN_STEMS && !isKnownNoun(at, innermost))) return;
  const kind = KIND[innermost];
  if (kind === 'subject' && at < KEEP) return;
  const base = word.slice(0, at);
  if (kind === 'time' && !TIME.has(base)) return;
  // «саласындағ» + ы: a half of -дағы taken for "his".
  if (kind === 'possessive3' && /[дт](?:ағ|ег)$/u.test(base)) return;
  for (const form of forms(base, innermost)) found.add(first + levelled(form));
}

/** The infinitive of the root that `innermost` follows. */
function lemma(base: string, innermost: number): string {
  const text = SUFFIXES[innermost]?.text;
  // оқ(ы) + и, қо(й) + я: the root's last letter is in the suffix's.
  if (text === 'и') return `${base}у`;
  if (text === 'я') return `${base}ю`;
  if (text === 'уып' || text === 'уіп') return `${base}бу`;
  return infinitiveOf(base);
}

function nounForms(base: string, innermost: number, isKnown: boolean): string {
  const all = forms(base, innermost);
  if (!isKnown || all.length === 1) return all[0] ?? base;
  return all.find((form) => KAZAKH_ROOTS.has(form)) ?? base;
}

/** The spellings that the base of a noun may have had before its last suffix. */
function forms(base: string, innermost: number): readonly string[] {
  if (LOAN_PLURAL[innermost] === true && /.ис$/u.test(base)) return [`${base}т`, base];
  return NARROW_FIRST[innermost] === true ? restored(base) : [base];
}
