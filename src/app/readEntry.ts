import type { Analysis, Draft, Page } from '../domain/article.ts';
import type { Source } from '../domain/knowledge.ts';
import { foldForSearch, textFingerprint } from '../domain/language/text.ts';
import { searchDocument } from '../domain/searchIndex.ts';
import { storyFeatures } from '../domain/storyFeatures.ts';
import { type Understanding, understand } from '../domain/understand.ts';
import { urlKey } from '../domain/urls.ts';
import { type NewArticle, saveArticle } from '../store/articles.ts';
import { failEntry, finishEntry, type WaitingEntry } from '../store/entries.ts';
import { refreshStory } from './group.ts';
import { passing } from './moments.ts';
import type { NewsDeps } from './news.ts';
import type { ReadFailure } from './ports.ts';

/** A feed's own text of this length is the article; a shorter one is a teaser, and the page is read. */
const WHOLE_TEXT_LETTERS = 600;
/** A teaser of this length says enough to see that a text is not about two countries. */
const TELLING_TEASER_LETTERS = 120;
/** Less than this is no text. */
const LEAST_TEXT_LETTERS = 60;
/** Older entries are not read: no window reaches back so far. */
const OLDEST_DAYS = 31;
/** The page was there but cannot be used, and will not be next time: the teaser must do. */
const HOPELESS: ReadonlySet<ReadFailure['code']> = new Set(['no_text', 'robots', 'not_html', 'unsupported']);

export interface EntryOutcome {
  readonly kind: 'article' | 'ignored' | 'later' | 'quarantined';
  readonly error?: string | undefined;
}

/**
 * Takes one entry to its end: ignored with a reason, kept as an article, tried again later, or
 * quarantined after the third failure. Never throws: whatever happens is written on the entry.
 */
export async function readEntry(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
  signal: AbortSignal,
): Promise<EntryOutcome> {
  try {
    const age = Date.now() - (entry.publishedAt ?? entry.firstSeenAt).getTime();
    if (age > OLDEST_DAYS * 86_400_000) return await ignore(deps, entry, `older than ${OLDEST_DAYS} days`);
    if (isWhole(entry.text)) return await keep(deps, source, entry, pageOfEntry(entry), false);
    if (!isWorthReading(deps, source, entry))
      return await ignore(deps, entry, 'title and teaser name neither side');

    const reading = await deps.reader.readPage(entry.url, source, signal);
    if (signal.aborted) return { kind: 'later' };
    if (reading.kind === 'page') {
      const longer = reading.page.text.length >= entry.text.length ? reading.page.text : entry.text;
      return await keep(deps, source, entry, { ...reading.page, text: longer }, false);
    }
    return await withoutPage(deps, source, entry, reading);
  } catch (error) {
    deps.onProblem({ doing: 'read entry', what: `${source.id} ${entry.url}`, error });
    const words = `unexpected: ${error instanceof Error ? error.message : String(error)}`;
    const quarantined = await failEntry(deps.db, entry, words);
    return { kind: quarantined ? 'quarantined' : 'later', error: `${entry.url}: ${words}` };
  }
}

/** The page cannot be read: later again, or for good with what the feed itself says. */
async function withoutPage(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
  failure: ReadFailure,
): Promise<EntryOutcome> {
  const words = `${failure.code}: ${failure.detail}`;
  const final = HOPELESS.has(failure.code) || failure.status === 404 || failure.status === 410;
  const lastTry = entry.attempts >= 2;
  if ((final || lastTry) && entry.text.length >= LEAST_TEXT_LETTERS) {
    const outcome = await keep(deps, source, entry, pageOfEntry(entry), true);
    return { ...outcome, error: `${entry.url}: ${words} (the feed's own words are used)` };
  }
  const quarantined = await failEntry(deps.db, entry, words);
  return { kind: quarantined ? 'quarantined' : 'later', error: `${entry.url}: ${words}` };
}

async function ignore(deps: NewsDeps, entry: WaitingEntry, reason: string): Promise<EntryOutcome> {
  await finishEntry(deps.db, entry, 'ignored', reason);
  return { kind: 'ignored' };
}

/** Understands a text and keeps it when it is about both countries. */
async function keep(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
  page: Page,
  teaserOnly: boolean,
): Promise<EntryOutcome> {
  // The feed's date comes first: pages carry dates of templates, of edits, of the day they were built.
  const stated = entry.publishedAt ?? page.publishedAt;
  const publishedAt = stated ?? entry.firstSeenAt;
  const title = page.title || entry.title;
  const u = deps.understanding();
  const analysis = understand(draftOf(source, { ...page, title }, publishedAt, u), u);
  if (!analysis.relevance.relevant || analysis.language === 'other') {
    const { value, why } = analysis.relevance;
    return ignore(deps, entry, `${analysis.language}, relevance ${value.toFixed(2)}: ${why.join('; ')}`);
  }
  const saved = await saveArticle(
    deps.db,
    toArticle(source, { ...page, title }, analysis, u, {
      publishedAt,
      dateStated: stated !== null,
      teaserOnly,
    }),
  );
  passing({ point: 'article', id: saved.id });
  if (saved.kind === 'edited' && saved.storyId !== null) await refreshStory(deps.db, saved.storyId);
  await finishEntry(deps.db, entry, 'done', null);
  return { kind: saved.kind === 'same' ? 'ignored' : 'article' };
}

function toArticle(
  source: Source,
  page: Page,
  analysis: Analysis,
  u: Understanding,
  told: { publishedAt: Date; dateStated: boolean; teaserOnly: boolean },
): NewArticle {
  const title = analysis.read.title || page.title;
  return {
    sourceId: source.id,
    urlKey: urlKey(page.canonicalUrl),
    url: page.canonicalUrl,
    title,
    titleFolded: foldForSearch(title),
    text: page.text,
    textHash: textFingerprint(`${title}\n${page.text}`),
    ...told,
    language: analysis.language,
    relevance: analysis.relevance.value,
    relevant: analysis.relevance.relevant,
    why: analysis.relevance.why,
    topics: analysis.topics,
    entities: analysis.entities,
    figures: analysis.figures,
    features: storyFeatures(analysis.read, analysis, told.publishedAt, u),
    search: searchDocument(analysis.read, told.publishedAt),
  };
}

/**
 * What understanding is told about a source's text. The names of all outlets are masked in it: they
 * quote each other, and many are called after a country.
 */
export function draftOf(
  source: Source,
  text: { readonly title: string; readonly text: string },
  publishedAt: Date,
  { knowledge }: Understanding,
): Draft {
  return {
    title: text.title,
    text: text.text,
    publishedAt,
    languageHint: source.language,
    outletNames: [...new Set(knowledge.sources.flatMap(({ name }) => [name.ru, name.kk]))],
  };
}

function pageOfEntry(entry: WaitingEntry): Page {
  return {
    canonicalUrl: entry.url,
    title: entry.title,
    text: entry.text,
    author: null,
    publishedAt: entry.publishedAt,
  };
}

/** A feed's text that is long enough and was not cut off by the publisher. */
function isWhole(text: string): boolean {
  return text.length >= WHOLE_TEXT_LETTERS && !/(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$/.test(text);
}

/** False only when a telling teaser shows nothing but places and offices of one country; in doubt true. */
function isWorthReading(deps: NewsDeps, source: Source, entry: WaitingEntry): boolean {
  if (entry.text.length < TELLING_TEASER_LETTERS) return true;
  const u = deps.understanding();
  const { entities } = understand(draftOf(source, entry, entry.publishedAt ?? entry.firstSeenAt, u), u);
  return entities.some((id) => {
    const known = u.gazetteer.entry(id);
    return known && !(known.side === 'kz' && (known.kind === 'place' || known.kind === 'agency'));
  });
}
