import type { ReaderLanguage } from './article.ts';
import { stemsIn } from './language/stems.ts';

/** From this share of its words on a sentence only says the headline again. */
const REPEATED = 0.6;
/** Words that lean on the sentence before: who is "he", what is "this". */
const LEANING: Readonly<Record<ReaderLanguage, RegExp>> = {
  ru: /^["«“„]?(?:он|она|оно|они|его|её|ее|их|ему|ей|им|эт(?:о|от|а|и|у|ого|ой|ому|им|их)|т(?:о|от|а|е|ам|огда)|так\p{L}*|поэтому|затем|потом|при этом|кроме|также|ранее|но|а|и|однако|обе|оба|стороны|документ\p{L}*)(?!\p{L})/iu,
  kk: /^["«“„]?(?:ол|олар\p{L}*|он(?:ың|ы|да|дағы|дан)|оған|бұл\p{L}*|бұ(?:ны|ған|нда|дан)|мұн\p{L}*|осы\p{L}*|со(?:л|ның|ны|ған|нда|ндай\p{L}*|дан|сын)|аталған|сондықтан|сонымен|бірақ|алайда|ал|және|бұрын|екеуі|тараптар|құжат\p{L}*)(?!\p{L})/iu,
};

/**
 * The sentence of a summary that stands best alone under its headline: the first, but when that only says the headline
 * again, the next one that can be read without it. Null without sentences.
 */
export function briefly(
  headline: string,
  sentences: readonly string[],
  language: ReaderLanguage,
): string | null {
  const [first] = sentences;
  if (first === undefined) return null;
  const said = new Set(stemsIn(headline, language));
  const repeats = (sentence: string) => {
    const words = new Set(stemsIn(sentence, language));
    return words.size > 0 && words.intersection(said).size >= REPEATED * words.size;
  };
  if (!repeats(first)) return first;
  return sentences.find((one) => !repeats(one) && !LEANING[language].test(one)) ?? first;
}
