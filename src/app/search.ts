import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import { displayName, type GazetteerEntry } from '../domain/knowledge.ts';
import { foldForSearch } from '../domain/language/text.ts';
import { searchQuery, weeksBefore } from '../domain/searchIndex.ts';
import type { Understanding } from '../domain/understand.ts';
import { searchStories, similarTitles } from '../store/articles.ts';
import type { Db } from '../store/client.ts';
import { summariesOf } from '../store/summaries.ts';

/** Most stories of one answer. */
const MOST_HITS = 10;
const MOST_SUGGESTIONS = 3;
/** Weeks looked at first: news is asked for, and the old hits of a common word cost time. */
const RECENT_WEEKS = [4, 26];
/** So many stories are enough not to look at older ones. */
const ENOUGH_STORIES = 100;
/** A shorter query is not taken for a misspelling: everything looks like it. */
const LEAST_MISSPELT_LETTERS = 4;
/** More than this is no search. */
const LONGEST_QUERY = 200;

export interface SearchAnswer {
  /** The best first. */
  readonly stories: readonly EditionStory[];
  /** All stories found, also those that are not shown. */
  readonly total: number;
  /** The newest weeks that alone were looked at, for they held enough; null when all articles were. */
  readonly searchedWeeks: number | null;
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
  if (query === null) return { stories: [], total: 0, searchedWeeks: null, suggestions: [] };
  const { searchedWeeks, storyIds, total } = await newestHits(deps.db, query);
  if (storyIds.length > 0)
    return { stories: await told(deps.db, storyIds, language), total, searchedWeeks, suggestions: [] };
  // A typo: titles that look alike are as good as an answer.
  const alike = await alikeTitles(deps.db, foldForSearch(asked).trim());
  const stories = await told(deps.db, [...new Set(alike.map(({ storyId }) => storyId))], language);
  const suggestions = stories.length > 0 ? [] : nearNames(asked, deps.understanding(), language);
  return { stories, total: stories.length, searchedWeeks: null, suggestions };
}

/** Hits of the newest weeks; of more and more of them while there are too few. */
async function newestHits(db: Db, query: string) {
  for (const weeks of RECENT_WEEKS) {
    const hits = await searchStories(db, query, weeksBefore(weeks, new Date()), MOST_HITS);
    if (hits.total >= ENOUGH_STORIES) return { ...hits, searchedWeeks: weeks };
  }
  return { ...(await searchStories(db, query, null, MOST_HITS)), searchedWeeks: null };
}

/** Titles with words that are spelled nearly so; of the newest weeks, when these have any. */
async function alikeTitles(db: Db, folded: string) {
  if (folded.length < LEAST_MISSPELT_LETTERS) return [];
  for (const weeks of RECENT_WEEKS) {
    const alike = await similarTitles(db, folded, weeksBefore(weeks, new Date()), MOST_HITS);
    if (alike.length > 0) return alike;
  }
  return similarTitles(db, folded, null, MOST_HITS);
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
  return pairedNames(u)
    .map(({ entry, names }) => ({
      name: displayName(entry, language),
      likeness: Math.max(0, ...names.map((name) => dice(wanted, name))),
    }))
    .filter(({ likeness }) => likeness >= 0.5)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_SUGGESTIONS)
    .map(({ name }) => name);
}

interface PairedName {
  readonly entry: GazetteerEntry;
  /** Letter pairs of each of its names. */
  readonly names: readonly ReadonlySet<string>[];
}

/** Two thousand names are cut into pairs once, not at each misspelling. */
const PAIRED = new WeakMap<Understanding, readonly PairedName[]>();

function pairedNames(u: Understanding): readonly PairedName[] {
  const known = PAIRED.get(u);
  if (known !== undefined) return known;
  const paired = u.gazetteer.entries.map((entry) => {
    const { ru, kk, en, latn = [] } = entry.names;
    return { entry, names: [...ru, ...kk, ...en, ...latn].map((name) => pairs(foldForSearch(name))) };
  });
  PAIRED.set(u, paired);
  return paired;
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
