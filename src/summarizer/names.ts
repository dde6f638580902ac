import type { ReaderLanguage } from '../domain/article.ts';
import type { Gazetteer } from '../domain/language/gazetteer.ts';
import { stem } from '../domain/language/stems.ts';
import { foldCase } from '../domain/language/text.ts';
import { WORDS } from '../domain/summaryWords.ts';
import { commonShare } from '../domain/weights.ts';
import { type Sounded, sameName, sounded } from './letters.ts';
import type { SourceSentence } from './sources.ts';

/** A cited sentence with its names and words. */
export interface NamedSource {
  readonly source: SourceSentence;
  /** Gazetteer ids. */
  readonly ids: ReadonlySet<string>;
  readonly words: readonly Sounded[];
}

/** What was found of the names of one sentence. */
export interface NameCheck {
  /** As written, each once. */
  readonly unsupported: readonly string[];
  /** How many names the sentence shares with its sources. */
  readonly shared: number;
}

const PART = /[\p{L}][\p{L}\p{M}'’]*/gu;

/** Reads the names of a sentence that may be cited. */
export function namedSource(source: SourceSentence, gazetteer: Gazetteer): NamedSource {
  const ids = new Set(gazetteer.find(source.text).map(({ entity }) => entity));
  return { source, ids, words: (source.text.match(PART) ?? []).map(sounded) };
}

/**
 * Checks the names of `text` against the sentences that it cites: every gazetteer id must be named there, every other
 * word with a capital or in Latin letters must have a form there.
 *
 * The first word of a sentence has its capital anyway: it is taken for a name when it looks like one.
 */
export function checkNames(
  text: string,
  language: ReaderLanguage,
  cited: readonly NamedSource[],
  gazetteer: Gazetteer,
): NameCheck {
  const unsupported = new Set<string>();
  let shared = 0;
  const mentions = gazetteer.find(text);
  const words = cited.flatMap((one) => one.words);
  const isStated = (word: Sounded) => words.some((other) => sameName(word, other));
  for (const { entity, start, end } of mentions) {
    const written = text.slice(start, end);
    if (cited.some(({ ids }) => ids.has(entity))) shared += 1;
    // Goods and trades are common nouns: «инвестиции» where the source says "to invest".
    else if (
      gazetteer.entry(entity)?.kind === 'commodity' &&
      (written.match(PART) ?? []).map(sounded).every(isStated)
    )
      continue;
    else unsupported.add(written);
  }
  const tokens = [...text.matchAll(PART)];
  for (const [index, { 0: written, index: start }] of tokens.entries()) {
    if (mentions.some((mention) => mention.start < start + written.length && start < mention.end)) continue;
    const latin = /\p{Script=Latin}/u.test(written);
    if (!latin && !/^\p{Lu}/u.test(written)) continue;
    if (written.length === 1) continue;
    const word = sounded(written);
    if (isStated(word)) {
      if (index > 0) shared += 1;
    } else if (latin || !isCommon(written, language)) {
      const next = tokens[index + 1]?.[0];
      if (latin || !opens(text, start) || looksLikeName(text, start, written, next, language, cited))
        unsupported.add(written);
    }
  }
  return { unsupported: [...unsupported], shared };
}

/** A word of everyday news: «Министр», «Үкімет»; nobody is called so. */
function isCommon(word: string, language: ReaderLanguage): boolean {
  return !/^\p{Lu}{2,}$/u.test(word) && commonShare(stem(word, language), language) > 0;
}

function opens(text: string, start: number): boolean {
  return /^["«“„(–—\s-]*$/u.test(text.slice(0, start));
}

/**
 * A first word that its sources do not have: a name before a verb of saying or another name, or any word at all where
 * the sources are in the same language and a retelling would take its words from them.
 */
function looksLikeName(
  text: string,
  start: number,
  word: string,
  next: string | undefined,
  language: ReaderLanguage,
  cited: readonly NamedSource[],
): boolean {
  if (/^\p{Lu}{2,}$/u.test(word) || (next !== undefined && /^\p{Lu}/u.test(next))) return true;
  const rest = foldCase(text.slice(start + word.length)).trimStart();
  if (WORDS[language].said.exec(rest)?.index === 0) return true;
  return (
    cited.length > 0 &&
    cited.every(({ source }) => source.language === language) &&
    PERSON.test(foldCase(word))
  );
}

/** How surnames of our news end, in the nominative. */
const PERSON =
  /(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ский|ская|ұлы|қызы|баев|баева|бек|бай|ман|сон|смит|ман|берг|штейн|ян|дзе|швили|енко|чук|айт|исон)$/u;
