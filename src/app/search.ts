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
/** From so much likeness on (0–1) a name may have been meant. */
const LEAST_LIKENESS = 0.5;
/** Weeks looked at first: news is asked for, and the old hits of a common word cost time. */
const MONTH_WEEKS = 4;
const HALF_YEAR_WEEKS = 26;
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
  const ofMonth = await searchStories(db, query, weeksBefore(MONTH_WEEKS, until), reached);
  if (ofMonth.total >= ENOUGH_STORIES) return answer(ofMonth.storyIds, ofMonth.total, MONTH_WEEKS);
  const folded = foldForSearch(asked).trim();
  // A word that nobody wrote in a month is rare or misspelt, and the second costs as long as the first to find out.
  const [hits, alikeOfMonth] = await Promise.all([
    olderHits(db, query, reached, ofMonth.total),
    ofMonth.total === 0 ? alikeTitles(db, folded, MONTH_WEEKS, until) : [],
  ]);
  if (hits.total > 0) return answer(hits.storyIds, hits.total, hits.searchedWeeks);
  // A typo: titles that look alike are as good as an answer, those of the month before all others.
  const alike = alikeOfMonth.length > 0 ? alikeOfMonth : await alikeTitles(db, folded, null, until);
  const found = [...new Set(alike.map(({ storyId }) => storyId))];
  if (found.length > 0) return answer(found.slice(offset, offset + limit), found.length, null);
  return { ...none, suggestions: nearNames(asked, deps.understanding(), language) };
}

/** Hits of half a year, when the month's let hope that they are enough, or of all articles. */
async function olderHits(db: Db, query: string, page: SearchedPage, ofMonth: number) {
  if (ofMonth * (HALF_YEAR_WEEKS / MONTH_WEEKS) >= ENOUGH_STORIES / 2) {
    const hits = await searchStories(db, query, weeksBefore(HALF_YEAR_WEEKS, page.until), page);
    if (hits.total >= ENOUGH_STORIES) return { ...hits, searchedWeeks: HALF_YEAR_WEEKS };
  }
  return { ...(await searchStories(db, query, null, page)), searchedWeeks: null };
}

/** Titles with words that are spelled nearly so, of the newest `weeks` or of all. */
async function alikeTitles(db: Db, folded: string, weeks: number | null, until: Date) {
  if (folded.length < LEAST_MISSPELT_LETTERS) return [];
  return similarTitles(db, folded, weeks === null ? null : weeksBefore(weeks, until), until, MOST_ALIKE);
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
  const { names, byPair } = pairedNames(u);
  const shared = new Map<PairedName, number>();
  for (const pair of wanted)
    for (const name of byPair.get(pair) ?? []) shared.set(name, (shared.get(name) ?? 0) + 1);
  const likeness = new Map<GazetteerEntry, number>();
  for (const [name, count] of shared) {
    // Dice's coefficient.
    const alike = (2 * count) / (wanted.size + name.pairCount);
    likeness.set(name.entry, Math.max(alike, likeness.get(name.entry) ?? 0));
  }
  return names
    .filter((entry) => (likeness.get(entry) ?? 0) >= LEAST_LIKENESS)
    .sort((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0))
    .slice(0, MOST_SUGGESTIONS)
    .map((entry) => displayName(entry, language));
}

interface PairedName {
  readonly entry: GazetteerEntry;
  readonly pairCount: number;
}

interface PairedNames {
  /** All entries, in the gazetteer's order. */
  readonly names: readonly GazetteerEntry[];
  /** The names that hold a pair of letters. */
  readonly byPair: ReadonlyMap<string, readonly PairedName[]>;
}

/** Thousands of names are cut into pairs once, not at each misspelling. */
const PAIRED = new WeakMap<Understanding, PairedNames>();

function pairedNames(u: Understanding): PairedNames {
  const known = PAIRED.get(u);
  if (known !== undefined) return known;
  const byPair = new Map<string, PairedName[]>();
  for (const entry of u.gazetteer.entries) {
    const { ru, kk, en, latn = [] } = entry.names;
    for (const name of [...ru, ...kk, ...en, ...latn]) {
      const own = pairs(foldForSearch(name));
      const paired = { entry, pairCount: own.size };
      for (const pair of own) {
        const holding = byPair.get(pair);
        if (holding === undefined) byPair.set(pair, [paired]);
        else holding.push(paired);
      }
    }
  }
  const paired = { names: u.gazetteer.entries, byPair };
  PAIRED.set(u, paired);
  return paired;
}

/** Pairs of neighbouring letters, the word's two ends among them. */
function pairs(word: string): Set<string> {
  const letters = [...` ${word} `];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index]}${letter}`));
}
