import type { Ending, Harmony } from './kazakhLetters.ts';

/** What a suffix of nouns is. `possessive3` is "his, their", `1` "my, your", `2` "our" and the polite "your". */
export type NounKind =
  | 'case'
  | 'relational'
  | 'time'
  | 'possessive1'
  | 'possessive2'
  | 'possessive3'
  | 'plural'
  /** "I am, you are, we are" of a noun or a tense: дәрігер-мін, бара-мыз. */
  | 'subject';

/** What a suffix of verbs is. */
export type VerbKind =
  | 'third'
  | 'hearsay'
  | 'agent'
  | 'past'
  | 'conditional'
  | 'imperative'
  | 'present'
  | 'participle'
  | 'habitual'
  | 'aorist'
  | 'never'
  | 'intent'
  | 'converb'
  | 'since'
  | 'infinitive'
  | 'negation'
  /** What turns a participle into a noun or an adverb: -ған-дық-тан, -ған-дығы-н, -ған-ша, -ған-дай. */
  | 'nominal'
  | 'nominal3'
  | 'adverbial';

/** What a suffix is. */
export type SuffixKind = NounKind | VerbKind;

/** One suffix in one spelling. */
export interface Suffix {
  readonly text: string;
  readonly kind: SuffixKind;
  readonly harmony: Harmony;
  /** How the base must end. */
  readonly after: readonly Ending[];
  /**
   * Whether "his, their" stands before it: `must` for the cases that only follow ы, і, сы, сі (келісім-і-н,
   * келісім-і-нде), `never` for their plain twins (келісім-де), `may` for all else.
   */
  readonly owned: 'must' | 'may' | 'never';
}

/** Endings behind which a suffix begins with д, г or ғ. */
export const VOICED: readonly Ending[] = ['vowel', 'glide', 'r', 'l', 'nasal', 'z', 'none'];
/** Endings behind which it begins with т, к, қ or п. */
export const VOICELESS: readonly Ending[] = ['voiceless', 'none'];
/** Endings that take the spelling for bases in a consonant: ы, ым. */
export const CONSONANT: readonly Ending[] = ['glide', 'r', 'l', 'nasal', 'z', 'voiceless', 'none'];
/** Endings that take the spelling for bases in a vowel: мыз. */
export const VOWEL: readonly Ending[] = ['vowel', 'glide', 'none'];

/** A suffix in its back and front spelling, «лар/лер», or in the only one that it has. */
export function pair(
  kind: SuffixKind,
  spelling: string,
  after: readonly Ending[],
  owned: Suffix['owned'] = 'may',
): readonly Suffix[] {
  const [back = '', front = back] = spelling.split('/');
  const harmony = spelling.includes('/') ? (['back', 'front'] as const) : (['any'] as const);
  return harmony.map((one, i) => ({ text: i === 0 ? back : front, kind, harmony: one, after, owned }));
}

/** From the outside in: subject, case, relational, possessive, plural. */
export const NOUN_SUFFIXES: readonly Suffix[] = [
  ...pair('case', 'ның/нің', ['vowel', 'glide', 'nasal', 'none']),
  ...pair('case', 'дың/дің', ['glide', 'r', 'l', 'z', 'none']),
  ...pair('case', 'тың/тің', VOICELESS),
  ...pair('case', 'ны/ні', VOWEL, 'never'),
  ...pair('case', 'ды/ді', ['glide', 'r', 'l', 'nasal', 'z', 'none'], 'never'),
  ...pair('case', 'ты/ті', VOICELESS, 'never'),
  ...pair('case', 'ға/ге', VOICED, 'never'),
  ...pair('case', 'қа/ке', VOICELESS, 'never'),
  ...pair('case', 'да/де', VOICED, 'never'),
  ...pair('case', 'та/те', VOICELESS, 'never'),
  ...pair('case', 'дан/ден', ['vowel', 'glide', 'r', 'l', 'z', 'none'], 'never'),
  ...pair('case', 'тан/тен', VOICELESS, 'never'),
  ...pair('case', 'нан/нен', ['nasal', 'none'], 'never'),
  ...pair('case', 'мен', ['vowel', 'glide', 'r', 'l', 'nasal', 'none']),
  ...pair('case', 'менен', ['vowel', 'glide', 'r', 'l', 'nasal']),
  ...pair('case', 'бен', ['z', 'voiceless', 'none']),
  ...pair('case', 'пен', VOICELESS),
  ...pair('case', 'пенен', VOICELESS),
  ...pair('case', 'н', ['vowel'], 'must'),
  ...pair('case', 'на/не', ['vowel'], 'must'),
  ...pair('case', 'нда/нде', ['vowel'], 'must'),
  ...pair('case', 'нан/нен', ['vowel'], 'must'),
  // "According to": айтуы-нша, пікірі-нше.
  ...pair('case', 'нша/нше', ['vowel'], 'must'),
  ...pair('relational', 'дағы/дегі', VOICED, 'never'),
  ...pair('relational', 'тағы/тегі', VOICELESS, 'never'),
  ...pair('relational', 'ндағы/ндегі', ['vowel'], 'must'),
  ...pair('time', 'ғы/гі', VOICED),
  ...pair('time', 'қы/кі', VOICELESS),
  ...pair('possessive3', 'сы/сі', ['vowel', 'none']),
  ...pair('possessive3', 'ы/і', CONSONANT),
  ...pair('possessive2', 'мыз/міз', VOWEL),
  ...pair('possessive2', 'ымыз/іміз', CONSONANT),
  ...pair('possessive2', 'ңыз/ңіз', VOWEL),
  ...pair('possessive2', 'ыңыз/іңіз', CONSONANT),
  ...pair('possessive1', 'ым/ім', CONSONANT),
  ...pair('possessive1', 'ың/ің', CONSONANT),
  ...pair('plural', 'лар/лер', ['vowel', 'glide', 'r', 'none']),
  ...pair('plural', 'дар/дер', ['l', 'nasal', 'z', 'none']),
  ...pair('plural', 'тар/тер', VOICELESS),
  ...pair('subject', 'мын/мін', ['vowel', 'glide', 'r', 'l', 'nasal']),
  ...pair('subject', 'бын/бін', ['z']),
  ...pair('subject', 'пын/пін', VOICELESS),
  ...pair('subject', 'мыз/міз', ['vowel', 'glide', 'r', 'l']),
  ...pair('subject', 'быз/біз', ['nasal', 'z']),
  ...pair('subject', 'пыз/піз', VOICELESS),
  ...pair('subject', 'сың/сің', [...VOICED, ...VOICELESS]),
  ...pair('subject', 'сыз/сіз', [...VOICED, ...VOICELESS]),
  ...pair('subject', 'сыздар/сіздер', [...VOICED, ...VOICELESS]),
  ...pair('subject', 'сыңдар/сіңдер', [...VOICED, ...VOICELESS]),
];

const PLURAL = '(?:[лдт][ае]р)';
const POSSESSIVE = '(?:с?[ыі]|[ыі]?(?:м|ң)[ыі]з|[ыі]м)';
const CASE =
  '(?:[ндт][ыі]ң|[ндт][ыі]|[ғг]а|ге|[қк]а|ке|н?[дт][ае]|[дтн][ае]н|н[ае]|н|[мбп]ен|н?[дт](?:ағы|егі)(?:[ндт][ыі]ң|лар|лер)?|[ғг][ыі]|[қк][ыі]|дай|дей|тай|тей|ша|ше|лық|лік|дық|дік|тық|тік)';

/** An ending after a hyphen («Wabtec-тің», «АҚШ-тағы», «C5+1-ге»): it follows the sound, so no harmony is asked. */
export const HYPHEN_ENDING = new RegExp(
  `^(?:${PLURAL}${POSSESSIVE}?${CASE}?|${POSSESSIVE}${CASE}?|${CASE}|ш[ыі]|[ыі]нш[ыі])$`,
  'u',
);
