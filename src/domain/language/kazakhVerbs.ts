import type { Ending } from './kazakhLetters.ts';
import { CONSONANT, pair, type Suffix, VOICED, VOICELESS, VOWEL } from './kazakhSuffixes.ts';

const ANYTHING: readonly Ending[] = [...VOICED, 'voiceless'];

/**
 * From the outside in: person, tense or verbal noun, negation, root. Voice (-ыл -ын -ыс -дыр -т) makes verbs of their
 * own, with entries of their own in dictionaries, and stays: «өткізу» is not «өту».
 */
export const VERB_SUFFIXES: readonly Suffix[] = [
  // Person after the past and the conditional: келді-к, келсе-ңіз.
  ...pair('agent', 'м', ['vowel']),
  ...pair('agent', 'ң', ['vowel']),
  ...pair('agent', 'қ/к', ['vowel']),
  ...pair('agent', 'ңыз/ңіз', ['vowel']),
  ...pair('agent', 'ңдар/ңдер', ['vowel']),
  ...pair('agent', 'ңыздар/ңіздер', ['vowel']),
  // "He, she, they" of the present (келе-ді) and of hearsay (келіп-ті).
  ...pair('third', 'ды/ді', ['vowel', 'r', 'glide']),
  ...pair('hearsay', 'ты/ті', VOICELESS),

  ...pair('past', 'ды/ді', VOICED),
  ...pair('past', 'ты/ті', VOICELESS),
  ...pair('conditional', 'са/се', ANYTHING),
  // The present is also the converb «келе», «жасай»; оқы + й is spelled оқи, қой + а қоя.
  ...pair('present', 'а/е', CONSONANT),
  ...pair('present', 'й', ['vowel']),
  ...pair('present', 'и', CONSONANT),
  ...pair('present', 'я', ['vowel']),
  ...pair('participle', 'ған/ген', VOICED),
  ...pair('participle', 'қан/кен', VOICELESS),
  ...pair('habitual', 'тын/тін', ['vowel', 'r', 'glide']),
  ...pair('aorist', 'ар/ер', CONSONANT),
  ...pair('aorist', 'р', ['vowel']),
  ...pair('never', 'мас/мес', ['vowel', 'glide', 'r', 'l']),
  ...pair('never', 'бас/бес', ['nasal', 'z']),
  ...pair('never', 'пас/пес', VOICELESS),
  ...pair('intent', 'мақ/мек', ['vowel', 'glide', 'r', 'l']),
  ...pair('intent', 'бақ/бек', ['nasal', 'z']),
  ...pair('intent', 'пақ/пек', VOICELESS),
  // "Wants to": айтқысы келеді.
  ...pair('intent', 'ғысы/гісі', VOICED),
  ...pair('intent', 'қысы/кісі', VOICELESS),
  ...pair('converb', 'ып/іп', CONSONANT),
  ...pair('converb', 'п', VOWEL),
  // тап, жап, теп: тауып, жауып, теуіп.
  ...pair('converb', 'уып/уіп', ['vowel']),
  ...pair('since', 'ғалы/гелі', VOICED),
  ...pair('since', 'қалы/келі', VOICELESS),

  ...pair('imperative', 'сын/сін', ANYTHING),
  ...pair('imperative', 'йын/йін', VOWEL),
  ...pair('imperative', 'айын/ейін', CONSONANT),
  ...pair('imperative', 'йық/йік', VOWEL),
  ...pair('imperative', 'айық/ейік', CONSONANT),
  ...pair('imperative', 'ңыз/ңіз', VOWEL),
  ...pair('imperative', 'ыңыз/іңіз', CONSONANT),
  ...pair('imperative', 'ңыздар/ңіздер', VOWEL),
  ...pair('imperative', 'ыңыздар/іңіздер', CONSONANT),
  ...pair('imperative', 'ыңдар/іңдер', CONSONANT),
  ...pair('imperative', 'ғай/гей', VOICED),
  ...pair('imperative', 'қай/кей', VOICELESS),

  // Taken off only after a negation: «келмеу» is келу, «келісу» is its own lemma.
  ...pair('infinitive', 'у', ['vowel']),
  ...pair('negation', 'ма/ме', ['vowel', 'glide', 'r', 'l']),
  ...pair('negation', 'ба/бе', ['nasal', 'z']),
  ...pair('negation', 'па/пе', VOICELESS),

  ...pair('nominal', 'дық/дік', ['nasal']),
  ...pair('nominal3', 'дығы/дігі', ['nasal']),
  ...pair('adverbial', 'ша/ше', ['nasal']),
  ...pair('adverbial', 'дай/дей', ['nasal', 'z']),
];
