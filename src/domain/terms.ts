import type { Language } from './article.ts';
import type { Terms } from './knowledge.ts';
import { allMatches } from './language/matches.ts';
import { perText } from './language/perText.ts';
import { isPlain, PLAIN_LETTERS } from './language/plain.ts';
import { prefixFilter } from './language/prefixFilter.ts';

/** A term found in a text, with what it was compiled for. Offsets are UTF-16 units into that text. */
export interface TermHit<T> {
  readonly value: T;
  /** The term as the editor wrote it. */
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** Editors' words, compiled for looking all of them up at once. */
export interface TermIndex<T> {
  /**
   * The terms of `language` in `text`, in order of place; terms that overlap are all given.
   * In a text of language `other` only terms written for it are found.
   */
  find(text: string, language: Language): TermHit<T>[];
  /** What the terms of all languages that stand in `text` were compiled for. For texts that are looked at once. */
  values(text: string): Set<T>;
}

/** One word of a term. */
export interface Word {
  readonly text: string;
  /** True when any ending may follow: the term was written with `*`. */
  readonly open: boolean;
  /** One more form in which the stem changes: «сделк*» is «сделок», «достық*» is «достығы». */
  readonly changed?: { readonly text: string; readonly open: boolean } | undefined;
}

interface Pattern<T> {
  readonly value: T;
  readonly term: string;
  readonly words: readonly Word[];
}

interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Letters of a term's first word by which it is looked up. */
const KEY = 4;
const TOKEN = /[\p{L}\p{N}]+/gu;
/** The same for a plain text. */
const PLAIN_TOKEN = new RegExp(`[${PLAIN_LETTERS}]+`, 'g');
/** What may stand between two words of one term: no comma, so that a list is never read as a phrase. */
const JOINT = /^[\s\-–—+.'’‘ʻ"«»„“”]{1,4}$/;

/**
 * Compiles terms for `find`. A term is one or more words, joined by spaces or hyphens; `*` at the end of a
 * word matches any ending, a word without it only itself.
 *
 * Terms are found by the first four letters of a word, shorter ones by all of theirs, so the time depends on
 * the text and hardly on how many terms there are.
 */
export function compileTerms<T>(
  groups: readonly { readonly terms: Terms; readonly value: T }[],
): TermIndex<T> {
  const index = { ru: new Map(), kk: new Map(), en: new Map(), other: new Map() } as Record<
    Language,
    Map<string, Pattern<T>[]>
  >;
  for (const { terms, value } of groups) {
    for (const language of ['ru', 'kk', 'en', 'other'] as const) {
      for (const term of terms[language] ?? []) {
        const words = term.split(/[\s\-–—]+/).map((word) => {
          const text = fold(word.replace(/\*$/, ''));
          const open = word.endsWith('*');
          return { text, open, changed: open ? changedForm(text, language) : undefined };
        });
        const [first] = words;
        const key = (first?.changed ? first.text.slice(0, -1) : (first?.text ?? '')).slice(0, KEY);
        const patterns = index[language].get(key) ?? [];
        patterns.push({ value, term, words });
        index[language].set(key, patterns);
      }
    }
  }
  const words = {
    ru: byFirstWord(index.ru, KEY),
    kk: byFirstWord(index.kk, KEY),
    en: byFirstWord(index.en, KEY),
    other: byFirstWord(index.other, KEY),
  };
  return {
    find: (text, language) => find(text, tokens(text), words[language]),
    values: (text) => {
      // A whole text is not asked for again: it would only drive out the sentences that are.
      const all = cut(text);
      return new Set(Object.values(words).flatMap((own) => find(text, all, own).map(({ value }) => value)));
    },
  };
}

/** Voiceless ends of Kazakh stems before an ending that begins with a vowel. */
const VOICED: Readonly<Record<string, string>> = { қ: 'ғ', к: 'г', п: 'б' };

/**
 * The form of an open stem in which its end changes. In Russian a consonant and «к» take a vowel where no ending
 * follows: «сделк» is «сделок», «вышк» is «вышек», adjectives in «ск» have none. In Kazakh қ, к and п are voiced
 * before a vowel: «достық» is «достығы».
 */
function changedForm(stem: string, language: Language): Word['changed'] {
  if (language === 'kk') {
    const voiced = VOICED[stem.at(-1) ?? ''];
    return voiced && stem.length > KEY ? { text: stem.slice(0, -1) + voiced, open: true } : undefined;
  }
  const before = language === 'ru' ? /([бвгджзлмнпртфхцчшщ])к$/.exec(stem)?.[1] : undefined;
  if (before === undefined) return undefined;
  return { text: `${stem.slice(0, -1)}${'жцчшщ'.includes(before) ? 'е' : 'о'}к`, open: false };
}

/** The words of `text` in lower case, with their places. */
export const tokens: (text: string) => readonly Token[] = perText(cut);

function cut(text: string): Token[] {
  const plain = isPlain(text);
  // Folding moves no letter of a plain text: it has no marks to compose and no letter whose small form is longer.
  const folded = plain ? fold(text) : null;
  return allMatches(plain ? PLAIN_TOKEN : TOKEN, text).map(({ 0: word, index: start }) => {
    const end = start + word.length;
    return { text: folded?.slice(start, end) ?? fold(word), start, end };
  });
}

function find<T>(
  text: string,
  all: readonly Token[],
  beginningWith: (word: string) => readonly Pattern<T>[],
): TermHit<T>[] {
  const hits: TermHit<T>[] = [];
  let at = -1;
  for (const token of all) {
    at++;
    for (const { value, term, words } of beginningWith(token.text)) {
      const last = matchAt(text, all, at, words);
      if (last) hits.push({ value, term, start: token.start, end: last.end });
    }
  }
  return hits;
}

/** News repeats its words; the memory is emptied when full. */
const MOST_REMEMBERED = 20_000;

/**
 * Tells the patterns of `index` whose first word `word` is, the longest key first. `index` holds them by the first
 * letters of that word, `most` at most.
 */
export function byFirstWord<P extends { readonly words: readonly Word[] }>(
  index: ReadonlyMap<string, readonly P[]>,
  most: number,
): (word: string) => readonly P[] {
  const known = new Map<string, readonly P[]>();
  const none: readonly P[] = [];
  const mayBegin = prefixFilter(index.keys());
  return (word) => {
    if (!mayBegin(word)) return none;
    const before = known.get(word);
    if (before !== undefined) return before;
    const found: P[] = [];
    for (let length = Math.min(most, word.length); length > 0; length--)
      for (const pattern of index.get(word.slice(0, length)) ?? []) {
        const first = pattern.words[0];
        if (first !== undefined && fits(first, word)) found.push(pattern);
      }
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(word, found.length === 0 ? none : found);
    return found;
  };
}

/** True when `word` is, or begins with, what a term asks for. */
export const fits = ({ text, open, changed }: Word, word: string): boolean =>
  (open ? word.startsWith(text) : word === text) || (changed !== undefined && fits(changed, word));

/** The last token of `words` when they stand at `at`; null when they do not. */
function matchAt(text: string, all: readonly Token[], at: number, words: readonly Word[]): Token | null {
  let before: Token | null = null;
  let place = at;
  for (const word of words) {
    const token = all[place++];
    if (!token || !fits(word, token.text)) return null;
    if (before && !JOINT.test(text.slice(before.end, token.start))) return null;
    before = token;
  }
  return before;
}

function fold(word: string): string {
  // The small form of the Turkish İ is an i with a loose dot.
  return word.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replaceAll('\u0307', '');
}
