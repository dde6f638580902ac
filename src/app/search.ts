import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import { displayName } from '../domain/knowledge.ts';
import { foldForSearch } from '../domain/language/text.ts';
import { searchQuery } from '../domain/searchIndex.ts';
import type { Understanding } from '../domain/understand.ts';
import { searchStories, similarTitles } from '../store/articles.ts';
import type { Db } from '../store/client.ts';
import { summariesOf } from '../store/summaries.ts';

/** Most stories of one answer. */
const MOST_HITS = 10;
const MOST_SUGGESTIONS = 3;
/** More than this is no search. */
const LONGEST_QUERY = 200;

export interface SearchAnswer {
  /** The best first. */
  readonly stories: readonly EditionStory[];
  /** All stories found, also those that are not shown. */
  readonly total: number;
  /** Names that are spelled nearly so; only when nothing was found. */
  readonly suggestions: readonly string[];
}

/**
 * Stories by words in Russian, Kazakh, English or Latin spelling of names. Never throws on any input:
 * what cannot be searched for finds nothing.
 */
export async function search(
  deps: { readonly db: Db; readonly understanding: () => Understanding },
  typed: string,
  language: ReaderLanguage,
): Promise<SearchAnswer> {
  const asked = typed.normalize('NFC').replaceAll('\0', ' ').slice(0, LONGEST_QUERY);
  const { gazetteer } = deps.understanding();
  const query = searchQuery(asked, gazetteer);
  if (query === null) return { stories: [], total: 0, suggestions: [] };
  const hits = await searchStories(deps.db, query, MOST_HITS);
  if (hits.storyIds.length > 0) {
    return { stories: await told(deps.db, hits.storyIds, language), total: hits.total, suggestions: [] };
  }
  // A typo: titles that look alike are as good as an answer.
  const alike = await similarTitles(deps.db, foldForSearch(asked), MOST_HITS);
  const stories = await told(deps.db, [...new Set(alike.map(({ storyId }) => storyId))], language);
  const suggestions = stories.length > 0 ? [] : nearNames(asked, deps.understanding(), language);
  return { stories, total: stories.length, suggestions };
}

async function told(db: Db, storyIds: readonly number[], language: ReaderLanguage): Promise<EditionStory[]> {
  const summaries = await summariesOf(db, storyIds, language);
  return storyIds.flatMap((id) => {
    const story = summaries.get(id);
    return story ? [{ ...story, updated: false }] : [];
  });
}

/** Names of the gazetteer that share most of their letter pairs with what was typed. */
function nearNames(asked: string, u: Understanding, language: ReaderLanguage): string[] {
  const wanted = pairs(foldForSearch(asked));
  if (wanted.size < 2) return [];
  return u.gazetteer.entries
    .map((entry) => {
      const names = [...entry.names.ru, ...entry.names.kk, ...entry.names.en, ...(entry.names.latn ?? [])];
      const likeness = Math.max(0, ...names.map((name) => dice(wanted, pairs(foldForSearch(name)))));
      return { name: displayName(entry, language), likeness };
    })
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name);
}

function pairs(word: string): Set<string> {
  const letters = [...` ${word} `];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
