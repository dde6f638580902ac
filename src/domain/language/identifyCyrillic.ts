import type { Language } from '../article.ts';
import { type CyrillicWord, cyrillicWords, evidenceOf, type Points } from './languageEvidence.ts';
import { TONGUES } from './languageSigns.ts';
import { FEW_LETTERS, type Model, POINTS, trust, type Verdict } from './verdict.ts';

/** A name in quotes, up to six words. */
const QUOTED_NAME = /[«"“„][^\s«»"“”„]+(?: [^\s«»"“”„]+){0,5} ?[»"”“]/gu;

/** Letters that neither Russian nor Kazakh has, each the mark of a language that is not read. */
const FOREIGN = /[ўҳӯӣҷҗҡҙҫјљњћђѓќџѕҥ]/u;
const UKRAINIAN = /[їєґ]/u;
const KAZAKH_LETTER = /[әғқңөұүһі]/u;
/** қ, ғ and ұ belong to Kazakh among the Cyrillic languages of our news that also have no ў ҳ ҷ (uz, tg). */
const KAZAKH_OWN = /[ғқұ]/u;
/** Letters of nearly every Kazakh sentence that Uzbek and Tajik do not have, though they share қ and ғ. */
const NOT_UZBEK = /[әңөүұіһы]/u;

/** Any letter that Russian and Kazakh do not have. */
const UNUSUAL = /[\p{Script=Cyrillic}--[а-яёәғқңөұүһі]]/v;

/** Bulgarian has no cases: «в Турция», where Russian says «в Турции». */
const CASELESS = /(?<!\p{L})(?:в|на|от|с|за|до|по) \p{L}{2,}ия(?!\p{L})/u;

/** So many letters, and such a lead in points (all in all and per word), need no model. */
const MANY_LETTERS = 60;
const DECIDED = 5;
/** Nor does a text of as many letters need signs when the model is as sure of Russian. */
const SURE = 0.9;
const DECIDED_PER_WORD = 0.25;

/** The model's labels by tongue; every other label is a language of its own. */
const TONGUE_OF = new Map<string, number>([
  ...TONGUES.map((tongue, index) => [tongue, index] as const),
  ['ba', TONGUES.indexOf('tt')],
  ['rue', TONGUES.indexOf('uk')],
  ['mk', TONGUES.indexOf('sr')],
  ['sh', TONGUES.indexOf('sr')],
]);
const BG = TONGUES.indexOf('bg');
const RU = TONGUES.indexOf('ru');
const KK = TONGUES.indexOf('kk');

/**
 * Language of a text that is mostly Cyrillic.
 *
 * @param shown normalized, letter case kept
 * @param letters how many it has
 */
export function identifyCyrillic(model: Model, shown: string, letters: number): Verdict {
  const lower = shown.toLowerCase();
  const words = cyrillicWords(shown);
  const kazakhish = wordsWith(/[ғқұі]/, words, lower);
  const enough = words.length > 30 ? 2 : 1;
  const foreign = wordsWith(FOREIGN, words, lower);
  if (foreign >= enough && (foreign * 2 >= kazakhish || !NOT_UZBEK.test(lower))) return certainly('other');
  if (wordsWith(KAZAKH_OWN, words, lower) === 0 && wordsWith(UKRAINIAN, words, lower) >= enough)
    return certainly('other');

  // A name in quotes («Қазақстан темір жолы») says nothing of the sentence around it.
  const unquoted = shown.replace(QUOTED_NAME, ' « ');
  const outside = unquoted === shown ? words : cyrillicWords(unquoted);
  const [written, judged] =
    outside.filter(({ isName }) => !isName).length >= 2 ? [unquoted, outside] : [shown, words];
  const read = written.toLowerCase();
  const evidence = evidenceOf(judged);
  if (CASELESS.test(read)) evidence[BG] = (evidence[BG] ?? 0) + POINTS.strong;
  const plain = decided(evidence, judged.length);
  if (plain !== null && letters >= FEW_LETTERS && !UNUSUAL.test(read)) return certainly(plain);
  const russian = (evidence[RU] ?? 0) >= POINTS.strong;
  const said = model((russian ? withoutNames(judged) : null) ?? read);
  const [best] = said;
  const surely = best?.label === 'ru' && best.probability >= SURE;
  if (surely && letters >= MANY_LETTERS && !KAZAKH_LETTER.test(read) && !UNUSUAL.test(read))
    return certainly('ru');
  return weigh(said, evidence, letters);
}

/** Russian or Kazakh when the signs for it outweigh those for each other language by far; null when not. */
function decided(evidence: Points, words: number): 'ru' | 'kk' | null {
  const ahead = evidence[RU] ?? 0;
  const top = Math.max(ahead, evidence[KK] ?? 0);
  const enough = top - Math.max(DECIDED, words * DECIDED_PER_WORD);
  const own = ahead === top ? RU : KK;
  for (let i = 0; i < evidence.length; i++) if (i !== own && (evidence[i] ?? 0) > enough) return null;
  return own === RU ? 'ru' : 'kk';
}

/** Joins what the model says with the evidence of words, endings and letters. */
function weigh(said: ReturnType<Model>, evidence: Points, letters: number): Verdict {
  const points = new Float64Array(TONGUES.length).fill(POINTS.unnamed);
  let unlisted: number = POINTS.unnamed;
  for (const { label, probability } of said) {
    const tongue = TONGUE_OF.get(label);
    if (tongue === undefined) unlisted = Math.max(unlisted, probability + POINTS.unnamed);
    else points[tongue] = (points[tongue] ?? 0) + probability;
  }
  const heard = trust(letters);
  const other = { language: 'other' as const, points: heard * Math.log(unlisted), signs: 0 };
  const ranked: { language: Language; points: number; signs: number }[] = [other];
  for (const [i, tongue] of TONGUES.entries()) {
    const signs = evidence[i] ?? 0;
    const sum = heard * Math.log(points[i] ?? 0) + signs;
    if (tongue === 'ru' || tongue === 'kk') ranked.push({ language: tongue, points: sum, signs });
    else {
      other.points = Math.max(other.points, sum);
      other.signs = Math.max(other.signs, signs);
    }
  }
  const rivals = Math.max(other.signs, evidence[KK] ?? 0);
  for (const one of ranked)
    if (one.language === 'ru' && one.signs > 0 && rivals < POINTS.near) one.points += POINTS.ours;
  ranked.sort((a, b) => b.points - a.points);
  const [first, second] = ranked;
  if (first === undefined || second === undefined) return { language: 'other', open: [] };
  if (letters < FEW_LETTERS) {
    const rival = Math.max(...ranked.slice(1).map(({ signs }) => signs));
    return {
      language: first.language,
      open: first.signs - rival >= POINTS.strong ? [] : ['ru', 'kk', 'other'],
    };
  }
  const near = first.points - second.points < POINTS.near;
  return { language: first.language, open: near ? [first.language, second.language] : [] };
}

const certainly = (language: Language): Verdict => ({ language, open: [] });

/** What is left without names in Kazakh letters, for a Russian sentence may hold many; null when little is. */
function withoutNames(words: readonly CyrillicWord[]): string | null {
  if (!words.some(({ word, isName }) => isName && KAZAKH_LETTER.test(word))) return null;
  const left = words.filter(({ word, isName }) => !isName || !KAZAKH_LETTER.test(word));
  return left.length >= 3 ? left.map(({ word }) => word).join(' ') : null;
}

/** How many of `words`, all of them from `text`, hold one of `letters`: mostly none, which the text tells at once. */
function wordsWith(letters: RegExp, words: readonly CyrillicWord[], text: string): number {
  return letters.test(text) ? words.filter(({ word }) => letters.test(word)).length : 0;
}
