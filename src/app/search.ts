import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import { displayName, type GazetteerEntry } from '../domain/knowledge.ts';
import { foldForSearch } from '../domain/language/text.ts';
import { searchQuery, weeksBefore } from '../domain/searchIndex.ts';
import type { Understanding } from '../domain/understand.ts';
import { searchStories, similarTitles } from '../store/articles.ts';
import type { Db } from '../store/client.ts';
import { summariesOf } from '../store/summaries.ts';

/** Most stories that are paged through; of more the reader wants other words. */
const MOST_STORIES = 100;
/** Titles looked at for a misspelling. */
const MOST_ALIKE = 20;
const MOST_SUGGESTIONS = 3;
/** Weeks looked at first: news is asked for, and the old hits of a common word cost time. */
const RECENT_WEEKS = [4, 26];
/** So many stories are enough not to look at older ones. */
const ENOUGH_STORIES = MOST_STORIES;
/** A shorter query is not taken for a misspelling: everything looks like it. */
const LEAST_MISSPELT_LETTERS = 4;
/** More than this is no search. */
const LONGEST_QUERY = 200;

/** Which part of what is found, and as of when: pages of one instant are pages of the same list. */
export interface SearchedPage {
  /** Stories to leave out at the beginning. */
  readonly offset: number;
  readonly limit: number;
  /** Articles seen later are left out. */
  readonly until: Date;
}

/** One page of what a search found. */
export interface SearchAnswer {
  /** Those of the page, the best first; none when there is no such page. */
  readonly stories: readonly EditionStory[];
  /** All stories found, also those that no page reaches. */
  readonly total: number;
  /** How many of them pages reach: at most 100. */
  readonly reachable: number;
  /** The newest weeks that alone were looked at, for they held enough; null when all articles were. */
  readonly searchedWeeks: number | null;
  /** Names that are spelled nearly so; only when nothing was found. */
  readonly suggestions: readonly string[];
}

/**
 * A page of stories by words in Russian, Kazakh, English or Latin spelling of names. Never throws on any
 * input: what cannot be searched for finds nothing.
 */
export async function search(
  deps: { readonly db: Db; readonly understanding: () => Understanding },
  typed: string,
  language: ReaderLanguage,
  page: SearchedPage,
): Promise<SearchAnswer> {
  const { db } = deps;
  const { offset, limit, until } = page;
  const asked = typed.normalize('NFC').replaceAll('\0', ' ').slice(0, LONGEST_QUERY);
  const query = searchQuery(asked, deps.understanding().gazetteer);
  const none = { stories: [], total: 0, reachable: 0, searchedWeeks: null, suggestions: [] };
  if (query === null) return none;
  const answer = async (storyIds: readonly number[], total: number, searchedWeeks: number | null) => ({
    ...none,
    stories: await told(db, storyIds, language),
    total,
    reachable: Math.min(total, MOST_STORIES),
    searchedWeeks,
  });
  const reached = { ...page, limit: Math.max(0, Math.min(limit, MOST_STORIES - offset)) };
  const hits = await newestHits(db, query, reached);
  if (hits.total > 0) return answer(hits.storyIds, hits.total, hits.searchedWeeks);
  // A typo: titles that look alike are as good as an answer.
  const alike = await alikeTitles(db, foldForSearch(asked).trim(), until);
  const found = [...new Set(alike.map(({ storyId }) => storyId))];
  if (found.length > 0) return answer(found.slice(offset, offset + limit), found.length, null);
  return { ...none, suggestions: nearNames(asked, deps.understanding(), language) };
}

/** Hits of the newest weeks; of more and more of them while there are too few. */
async function newestHits(db: Db, query: string, page: SearchedPage) {
  for (const weeks of RECENT_WEEKS) {
    const hits = await searchStories(db, query, weeksBefore(weeks, page.until), page);
    if (hits.total >= ENOUGH_STORIES) return { ...hits, searchedWeeks: weeks };
  }
  return { ...(await searchStories(db, query, null, page)), searchedWeeks: null };
}

/** Titles with words that are spelled nearly so; of the newest weeks, when these have any. */
async function alikeTitles(db: Db, folded: string, until: Date) {
  if (folded.length < LEAST_MISSPELT_LETTERS) return [];
  for (const weeks of RECENT_WEEKS) {
    const alike = await similarTitles(db, folded, weeksBefore(weeks, until), until, MOST_ALIKE);
    if (alike.length > 0) return alike;
  }
  return similarTitles(db, folded, null, until, MOST_ALIKE);
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
