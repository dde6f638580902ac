import type { Language } from './article.ts';
import type { Concept } from './knowledge.ts';
import { byFirstWord, fits, tokens, type Word } from './terms.ts';

/** Editors' concepts, compiled for looking all of them up at once. */
export interface ConceptIndex {
  /** Ids of the concepts that `text` speaks of, each once; none in a text of language `other`. */
  find(text: string, language: Language): string[];
}

interface Pattern {
  readonly id: string;
  readonly words: readonly Word[];
}

/** Words are looked up by so many of their first letters, or by all of a shorter one. */
const KEY = 3;
/** What may stand between two words of one term: no comma, so that a list is never read as a phrase. */
const JOINT = /^[\s\-–—.'’"«»„“”]{1,4}$/;

/**
 * Compiles the concepts of digests/reading/concepts.json. Their words are written as topics write theirs: a `*` ends
 * a word of which any ending is meant.
 */
export function compileConcepts(concepts: readonly Concept[]): ConceptIndex {
  const index = { ru: new Map(), kk: new Map(), en: new Map() } as Record<
    'ru' | 'kk' | 'en',
    Map<string, Pattern[]>
  >;
  for (const { id, ...terms } of concepts)
    for (const language of ['ru', 'kk', 'en'] as const)
      for (const term of terms[language]) {
        const words = term.split(/[\s\-–—]+/).map((word) => ({
          text: word.replace(/\*$/, '').replaceAll('ё', 'е'),
          open: word.endsWith('*'),
        }));
        const key = words[0]?.text.slice(0, KEY) ?? '';
        const patterns = index[language].get(key);
        if (patterns === undefined) index[language].set(key, [{ id, words }]);
        else patterns.push({ id, words });
      }
  const words = {
    ru: byFirstWord(index.ru, KEY),
    kk: byFirstWord(index.kk, KEY),
    en: byFirstWord(index.en, KEY),
  };
  return { find: (text, language) => (language === 'other' ? [] : find(text, words[language])) };
}

function find(text: string, beginningWith: (word: string) => readonly Pattern[]): string[] {
  const all = tokens(text);
  const found = new Set<string>();
  const match = ({ words }: Pattern, at: number): boolean => {
    let place = at;
    for (const word of words) {
      const token = all[place];
      if (!token || !fits(word, token.text)) return false;
      const before = place === at ? undefined : all[place - 1];
      if (before && !JOINT.test(text.slice(before.end, token.start))) return false;
      place++;
    }
    return true;
  };
  let at = -1;
  for (const token of all) {
    at++;
    for (const pattern of beginningWith(token.text))
      if (!found.has(pattern.id) && match(pattern, at)) found.add(pattern.id);
  }
  return [...found];
}
