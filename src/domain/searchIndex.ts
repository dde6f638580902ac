import type { Language, ReadText } from './article.ts';
import type { Gazetteer } from './language/gazetteer.ts';
import { stems, words } from './language/stems.ts';
import { foldForSearch } from './language/text.ts';

/** A lexeme of PostgreSQL may have 2,046 bytes; ours are words. */
const LONGEST_LEXEME = 60;
/** From so many letters on, a query word also finds longer words that start with it. */
const PREFIX_LETTERS = 3;
/** A tsvector keeps positions up to this one. */
const LAST_POSITION = 16_383;
const SPOKEN: readonly Language[] = ['ru', 'kk', 'en'];

/**
 * The search document of an article as a tsvector literal: stems of each word in its sentence's
 * language, folded, and gazetteer ids (`ent:wabtec`), title weighted A, lead B, the rest D; and the week
 * it was published in (`at:2953`), so that the newest hits of a common word are found without touching
 * the old ones.
 */
export function searchDocument(read: ReadText, publishedAt: Date): string {
  const found = new Map<string, Map<number, 'A' | 'B' | 'D'>>();
  let position = 0;
  const add = (lexeme: string, weight: 'A' | 'B' | 'D') => {
    const places = found.get(lexeme) ?? new Map<number, 'A' | 'B' | 'D'>();
    // PostgreSQL keeps at most 255 positions of a lexeme.
    if (places.size < 255) places.set(Math.min(position, LAST_POSITION), weight);
    found.set(lexeme, places);
  };
  for (const sentence of read.sentences) {
    const weight = sentence.position === 'title' ? 'A' : sentence.position === 'lead' ? 'B' : 'D';
    for (const word of words(sentence.text)) {
      position += 1;
      for (const lexeme of lexemes(word, [sentence.language])) add(lexeme, weight);
    }
    for (const { entity } of sentence.mentions) add(`ent:${entity}`, weight);
  }
  const lexemesAt = [...found].map(
    ([lexeme, places]) => `${quote(lexeme)}:${[...places].map(([at, weight]) => `${at}${weight}`).join(',')}`,
  );
  return [...lexemesAt, quote(weekLexeme(publishedAt.getTime()))].join(' ');
}

const WEEK_MS = 7 * 86_400_000;
/** Weeks are counted from the first Monday of 1970. */
const weekLexeme = (instant: number) => `at:${Math.floor((instant - 4 * 86_400_000) / WEEK_MS)}`;

/** A tsquery literal that finds all articles of the week of `now` and of `weeks` − 1 weeks before it, UTC. */
export function weeksBefore(weeks: number, now: Date): string {
  const back = Array.from({ length: weeks }, (_, index) => now.getTime() - index * WEEK_MS);
  return back.map((instant) => quote(weekLexeme(instant))).join(' | ');
}

/** A tsquery literal that finds all articles that name one of the gazetteer ids `entities`; null for none. */
export function namingAny(entities: readonly string[]): string | null {
  return entities.length === 0 ? null : entities.map((id) => quote(`ent:${id}`)).join(' | ');
}

/**
 * A reader's words as a tsquery literal: every word must be found, in any of the three languages, any
 * spelling or, when the gazetteer knows it, under its id. Null when nothing can be searched for.
 */
export function searchQuery(typed: string, gazetteer: Gazetteer): string | null {
  const mentions = gazetteer.find(typed);
  const conditions = mentions.map(({ entity, start, end }) => {
    const spelled = words(typed.slice(start, end)).map(wordCondition);
    const id = quote(`ent:${entity}`);
    return spelled.length > 0 ? `(${id} | (${spelled.join(' & ')}))` : id;
  });
  let rest = '';
  let from = 0;
  for (const { start, end } of mentions) {
    rest += `${typed.slice(from, start)} `;
    from = end;
  }
  rest += typed.slice(from);
  for (const word of words(rest)) conditions.push(wordCondition(word));
  return conditions.length > 0 ? conditions.slice(0, 12).join(' & ') : null;
}

function wordCondition(word: string): string {
  const all = lexemes(word, SPOKEN);
  const isPrefix = (lexeme: string) => [...lexeme].length >= PREFIX_LETTERS;
  const any = all
    // Each prefix costs a walk over all that begins with it, and «келис…» finds what «келисим…» does.
    .filter((lexeme) => !all.some((one) => one !== lexeme && isPrefix(one) && lexeme.startsWith(one)))
    .map((lexeme) => (isPrefix(lexeme) ? `${quote(lexeme)}:*` : quote(lexeme)));
  return any.length > 1 ? `(${any.join(' | ')})` : (any[0] ?? quote(word));
}

/** What a word is found under: its stems, folded, for readers type Kazakh with Russian letters and the reverse. */
function lexemes(word: string, languages: readonly Language[]): string[] {
  const all = new Set<string>();
  for (const language of languages) {
    for (const stem of stems(word, language)) all.add(foldForSearch(stem));
  }
  all.add(foldForSearch(word));
  return [...all].map((lexeme) => lexeme.slice(0, LONGEST_LEXEME)).filter((lexeme) => lexeme !== '');
}

/** A lexeme as PostgreSQL's text format wants it. */
function quote(lexeme: string): string {
  return `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
