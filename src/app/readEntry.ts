import { type Analysis, type Draft, isWholeText, type Page } from '../domain/article.ts';
import type { Knowledge, Source } from '../domain/knowledge.ts';
import { foldForSearch, normalize, textFingerprint } from '../domain/language/text.ts';
import { missingSide } from '../domain/namedSides.ts';
import { searchDocument } from '../domain/searchIndex.ts';
import { storyFeatures } from '../domain/storyFeatures.ts';
import { type Understanding, understand } from '../domain/understand.ts';
import { urlKey } from '../domain/urls.ts';
import { type NewArticle, saveArticle } from '../store/articles.ts';
import { type EntryEnd, failEntry, postponeEntry, type WaitingEntry } from '../store/entries.ts';
import { mayKeep, shunAddress } from '../store/removed.ts';
import { refreshStory } from './group.ts';
import { passing } from './moments.ts';
import type { NewsDeps } from './news.ts';
import type { ReadFailure } from './ports.ts';

/** A teaser of this length says enough to see that a text is not about two countries. */
const TELLING_TEASER_LETTERS = 120;
/** Less than this is no text. */
const LEAST_TEXT_LETTERS = 60;
/** Older entries are not read: no window reaches back so far. */
const OLDEST_DAYS = 31;
/** An entry whose host had no turn for us, and did not say for how long, waits so many seconds. */
const BUSY_SECONDS = 60;
/** More of a title and text being U+FFFD means that they were decoded wrongly somewhere. */
const MOST_LOST = 0.005;
/** The page was there but cannot be used, and will not be next time: the teaser must do. */
const HOPELESS: ReadonlySet<ReadFailure['code']> = new Set(['no_text', 'robots', 'not_html', 'unsupported']);

/** What became of an entry. `later` is tried again; `error` says why it failed. */
export interface EntryOutcome {
  readonly kind: 'article' | 'ignored' | 'later' | 'quarantined';
  readonly error?: string | undefined;
  /** What is to be written on the entry; null when its failure is, or nothing. */
  readonly end: EntryEnd | null;
  /** False when robots.txt forbids the page: then nothing was asked of its host. */
  readonly asked?: boolean;
  /** Set when the host had no turn for us, or did not answer: then other pages of it hardly fare better. */
  readonly host?: 'busy' | 'silent';
}

const LATER: EntryOutcome = { kind: 'later', end: null };

/**
 * Takes one entry to its end by what its feed says: ignored with a reason, or kept as an article. Never throws: a
 * failure is written on the entry.
 *
 * @returns null when its page must be read
 */
export function judgeByFeed(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
): Promise<EntryOutcome | null> {
  return attempt(deps, source, entry, async () => {
    const age = Date.now() - (entry.publishedAt ?? entry.firstSeenAt).getTime();
    if (age > OLDEST_DAYS * 86_400_000) return ignored(entry, `older than ${OLDEST_DAYS} days`);
    // Without a title, or with lost letters, the feed says too little to judge by: its page may say more.
    if (poisonOf(entry) !== null) return null;
    if (isWholeText(entry.text)) return keep(deps, source, entry, pageOfEntry(entry), false);
    return isWorthReading(deps, entry) ? null : ignored(entry, 'title and teaser name neither side');
  });
}

/**
 * Takes one entry to its end by its page: ignored with a reason, kept as an article, tried again later, or quarantined
 * after the third failure. Never throws: a failure is written on the entry.
 */
export function judgeByPage(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
  signal: AbortSignal,
): Promise<EntryOutcome> {
  return attempt(deps, source, entry, async () => {
    const reading = await deps.reader.readPage(entry.url, source, signal);
    if (signal.aborted) return LATER;
    if (reading.kind === 'failed') return withoutPage(deps, source, entry, reading);
    const { page } = reading;
    const isLonger = entry.text.length > page.text.length && poisonOf(entry) === null;
    return keep(deps, source, entry, isLonger ? { ...page, text: entry.text } : page, false);
  });
}

/** Whatever `work` throws is written on the entry. */
async function attempt<T>(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
  work: () => Promise<T>,
): Promise<T | EntryOutcome> {
  try {
    return await work();
  } catch (error) {
    deps.onProblem({ doing: 'read entry', what: `${source.id} ${entry.url}`, error });
    return failed(deps, entry, `unexpected: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function failed(deps: NewsDeps, entry: WaitingEntry, words: string): Promise<EntryOutcome> {
  const quarantined = await failEntry(deps.db, entry, words);
  return { kind: quarantined ? 'quarantined' : 'later', error: `${entry.url}: ${words}`, end: null };
}

/** The page cannot be read: later again, or for good with what the feed itself says. */
async function withoutPage(
  deps: NewsDeps,
  source: Source,
  entry: WaitingEntry,
  failure: ReadFailure,
): Promise<EntryOutcome> {
  const words = `${failure.code}: ${failure.detail}`;
  if (failure.code === 'busy') {
    await postponeEntry(deps.db, entry, failure.retryAfterSeconds ?? BUSY_SECONDS);
    return { ...LATER, host: 'busy' };
  }
  const host = failure.code === 'timeout' || failure.code === 'network' ? { host: 'silent' as const } : {};
  const asked = failure.code !== 'robots';
  const final = HOPELESS.has(failure.code) || failure.status === 404 || failure.status === 410;
  const lastTry = entry.attempts >= 2;
  // A page that its worker does not survive is poison, whatever the feed says of it.
  const usable = entry.text.length >= LEAST_TEXT_LETTERS && failure.code !== 'parse';
  if (!((final || lastTry) && usable)) return { ...(await failed(deps, entry, words)), ...host, asked };
  const outcome = await keep(deps, source, entry, pageOfEntry(entry), true);
  const error = outcome.error ?? `${entry.url}: ${words} (the feed's own words are used)`;
  return { ...outcome, error, ...host, asked };
}

function ignored({ guid }: WaitingEntry, reason: string): EntryOutcome {
  return { kind: 'ignored', end: { guid, state: 'ignored', reason } };
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
  const told = { title: page.title || entry.title, text: page.text };
  const poison = poisonOf(told);
  if (poison !== null) return failed(deps, entry, poison);
  const title = told.title.replaceAll('\ufffd', '');
  const text = told.text.replaceAll('\ufffd', '');
  const u = deps.understanding();
  const missing = missingSide({ title, text }, u);
  if (missing !== null) return ignored(entry, missing);
  const analysis = understand(draftOf(source, { title, text }, publishedAt, u), u);
  if (!analysis.relevance.relevant || analysis.language === 'other') {
    const { value, why } = analysis.relevance;
    return ignored(entry, `${analysis.language}, relevance ${value.toFixed(2)}: ${why.join('; ')}`);
  }
  const article = toArticle(source, { ...page, title, text }, analysis, u, {
    publishedAt,
    dateStated: stated !== null,
    teaserOnly,
  });
  const saved = await deps.db.transaction(async (tx) => {
    if (!(await mayKeep(tx, article.urlKey))) return null;
    const saved = await saveArticle(tx, article);
    // Together: after a crash in between the article would be the same, and nothing would say that its story is not.
    if (saved.kind === 'edited' && saved.storyId !== null) await refreshStory(tx, saved.storyId);
    return saved;
  });
  if (saved === null) {
    // The feed has it under another address: that one is not read again, either.
    await deps.db.transaction((tx) => shunAddress(tx, urlKey(entry.url)));
    return ignored(entry, 'taken down');
  }
  passing({ point: 'article', id: saved.id });
  const end: EntryEnd = { guid: entry.guid, state: 'done', reason: null };
  return { kind: saved.kind === 'same' ? 'ignored' : 'article', end };
}

/** Why an entry must never be sent, whatever it is about; null when nothing is wrong with it. */
function poisonOf({ title, text }: { readonly title: string; readonly text: string }): string | null {
  if (!/[^\s\ufffd]/.test(title)) return 'no title';
  const whole = `${title}\n${text}`;
  if (!whole.includes('\ufffd')) return null;
  // A letter that was cut in two where a teaser or title begins or ends is usual, and no loss.
  const lost = whole.replace(/^\ufffd+|\ufffd+(?=\s*(?:…|\.{3})?\s*$)/gmu, '').split('\ufffd').length - 1;
  const share = lost / whole.length;
  return share > MOST_LOST ? `bad_charset: ${(100 * share).toFixed(1)} % of its letters are lost` : null;
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
    outletNames: outletNamesOf(knowledge),
  };
}

/** The same list for the same words of editors: patterns made of it are found again by it. */
const OUTLET_NAMES = new WeakMap<Knowledge, readonly string[]>();

function outletNamesOf(knowledge: Knowledge): readonly string[] {
  const known = OUTLET_NAMES.get(knowledge);
  if (known !== undefined) return known;
  const names = [...new Set(knowledge.sources.flatMap(({ name }) => [name.ru, name.kk]))];
  OUTLET_NAMES.set(knowledge, names);
  return names;
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

/** False only when a telling teaser shows nothing but places and offices of one country; in doubt true. */
function isWorthReading(deps: NewsDeps, { title, text }: WaitingEntry): boolean {
  if (text.length < TELLING_TEASER_LETTERS) return true;
  const { gazetteer } = deps.understanding();
  return [...gazetteer.mayName(normalize(`${title}\n${text}`))].some((id) => {
    const known = gazetteer.entry(id);
    return known && !(known.side === 'kz' && (known.kind === 'place' || known.kind === 'agency'));
  });
}
