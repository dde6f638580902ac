import { setImmediate } from 'node:timers/promises';
import { definitionOf } from '../domain/health.ts';
import type { Knowledge, Source } from '../domain/knowledge.ts';
import type { Db } from '../store/client.ts';
import {
  addEntries,
  type EntryEnd,
  finishEntries,
  type WaitingEntry,
  waitingEntries,
} from '../store/entries.ts';
import {
  addSources,
  claimSources,
  postponeSource,
  recordFailure,
  recordSuccess,
  releaseSource,
  renewSources,
  type SourceState,
} from '../store/sources.ts';
import { passing } from './moments.ts';
import type { NewsDeps } from './news.ts';
import type { SourceReading } from './ports.ts';
import { type EntryOutcome, judgeByFeed, judgeByPage } from './readEntry.ts';

/** Sources read at a time by one process; they wait for the network most of the time. */
export const SOURCES_AT_ONCE = 12;
/** So many of them are never sources that were slow last time: the bad ones together cannot delay a good one. */
export const KEPT_FOR_QUICK = 4;
/** A source that took longer is slow, until it is quick again, in seconds. */
export const SLOW_SECONDS = 15;
/** Pages of one source at a time; the reader itself spaces requests to one host. */
const PAGES_AT_ONCE = 4;
/** Most pages of one source in one run; the rest comes with the next one. */
const PAGES_PER_RUN = 40;
/** Then the rest of a source's pages waits for the next run: a claim holds for longer, in milliseconds. */
const PAGES_MS = 180_000;
/** After so many pages in a row without an answer the rest waits, too. */
const MOST_SILENT = 6;
/** A source whose host had no turn for us is looked at again so soon, in seconds. */
const BUSY_SECONDS = 60;
/** Most entries of one source that one run looks at: as many as one feed may bring. */
const ENTRIES_PER_RUN = 500;
/** So many ends are written in one statement; after a crash at most so many entries are judged once more. */
const ENDS_AT_ONCE = 100;
/** After so long the process turns to its other work, in milliseconds. */
const BUSY_MS = 3;

/** What one reading of one source came to. */
export interface SourceReport {
  readonly source: string;
  readonly outcome: 'read' | 'unchanged' | 'failed';
  /** Entries that the source lists. */
  readonly entries: number;
  /** Entries that were not known before. */
  readonly fresh: number;
  /** New or edited articles about both countries. */
  readonly relevant: number;
  readonly errors: readonly string[];
  /** Set when the source is found to have moved for good: its address in sources.json is to be changed. */
  readonly movedTo?: string | undefined;
  readonly seconds: number;
}

/**
 * Reads every enabled source once, due or not, their new pages, and keeps the articles about both
 * countries. One bad source, entry or page never stops the others.
 *
 * @returns a report per source, by source id
 */
export async function ingestAll(deps: NewsDeps, signal: AbortSignal): Promise<SourceReport[]> {
  const waiting = [...(await enabledSources(deps)).values()];
  const reports: SourceReport[] = [];
  const lane = async (): Promise<void> => {
    for (let source = waiting.shift(); source && !signal.aborted; source = waiting.shift()) {
      const [state] = await claimSources(deps.db, [source.id], 1, true);
      if (state) reports.push(await readOne(deps, source, state, signal));
    }
  };
  await Promise.all(Array.from({ length: SOURCES_AT_ONCE }, lane));
  return reports.sort((a, b) => a.source.localeCompare(b.source));
}

/**
 * Reads the one source that has been due longest, and its new pages. Any number of replicas and lanes
 * may run it; a source is read by one of them at a time.
 *
 * @param except ids of sources that are left to others
 * @returns null when no source is due
 */
export async function ingestNext(
  deps: NewsDeps,
  signal: AbortSignal,
  except: ReadonlySet<string> = new Set(),
): Promise<SourceReport | null> {
  if (signal.aborted) return null;
  const enabled = await enabledSources(deps);
  const ids = [...enabled.keys()].filter((id) => !except.has(id));
  const [state] = await claimSources(deps.db, ids, 1);
  const source = state && enabled.get(state.id);
  return state && source ? readOne(deps, source, state, signal) : null;
}

/** The editors' words whose sources a database knows of already: a reload makes others. */
const announced = new WeakMap<Db, Knowledge>();

/** The sources to be read, by id; each has its row, and a row of another address begins anew. */
async function enabledSources({ db, understanding }: NewsDeps): Promise<Map<string, Source>> {
  const { knowledge } = understanding();
  const enabled = knowledge.sources.filter((source) => source.enabled);
  await addSources(
    db,
    enabled.map(({ id }) => id),
  );
  if (announced.get(db) !== knowledge) {
    await renewSources(
      db,
      enabled.map((source) => ({ id: source.id, definition: definitionOf(source) })),
    );
    announced.set(db, knowledge);
  }
  return new Map(enabled.map((source) => [source.id, source]));
}

async function readOne(
  deps: NewsDeps,
  source: Source,
  state: SourceState,
  signal: AbortSignal,
): Promise<SourceReport> {
  const startedAt = performance.now();
  const report = (outcome: SourceReport['outcome'], rest: Partial<SourceReport>): SourceReport => ({
    source: source.id,
    outcome,
    entries: 0,
    fresh: 0,
    relevant: 0,
    errors: [],
    seconds: (performance.now() - startedAt) / 1000,
    ...rest,
  });
  try {
    const { error, ...taken } = await takeIn(deps, source, state, signal);
    // Also after a failure: pages that wait from before are not to blame.
    const pages = signal.aborted ? [] : await judgeWaiting(deps, source, signal);
    const errors = [...(error ? [error] : []), ...pages.flatMap(({ error }) => error ?? [])];
    const relevant = pages.filter(({ kind }) => kind === 'article').length;
    return report(taken.outcome, { ...taken, relevant, errors });
  } catch (error) {
    deps.onProblem({ doing: 'read source', what: source.id, error });
    const detail = error instanceof Error ? error.message : String(error);
    await recordFailure(deps.db, source.id, { code: 'unexpected', detail }, source.everyMinutes);
    return report('failed', { errors: [`unexpected: ${detail}`] });
  }
}

/** What a source said, written down. */
export interface Taken {
  readonly outcome: SourceReport['outcome'];
  readonly entries: number;
  readonly fresh: number;
  /** Null when it could be read. */
  readonly error: string | null;
  /** Set when a lasting redirect was found that was not known before. */
  readonly movedTo?: string | undefined;
}

/**
 * Reads the list of entries of a claimed source and keeps what is new, before any of it is judged.
 *
 * @throws when the database does
 */
export async function takeIn(
  deps: Pick<NewsDeps, 'db' | 'reader'>,
  source: Source,
  state: SourceState,
  signal: AbortSignal,
): Promise<Taken> {
  const reading = await deps.reader.readSource(source, state, signal);
  if (signal.aborted) {
    await releaseSource(deps.db, source.id);
    return { outcome: 'failed', entries: 0, fresh: 0, error: 'stopped' };
  }
  return record(deps.db, source, state, reading);
}

/** Writes down what a source said. */
async function record(db: Db, source: Source, state: SourceState, reading: SourceReading): Promise<Taken> {
  if (reading.kind === 'failed') {
    const error = `${reading.code}: ${reading.detail}`;
    // Nothing was asked: that says nothing of the source.
    if (reading.code === 'busy')
      await postponeSource(db, source.id, reading.retryAfterSeconds ?? BUSY_SECONDS);
    else await recordFailure(db, source.id, reading, source.everyMinutes);
    return { outcome: 'failed', entries: 0, fresh: 0, error };
  }
  const moved = reading.movedTo ?? null;
  const isNews = moved !== null && moved !== state.movedTo;
  const rest = { error: null, ...(isNews && { movedTo: moved }) };
  const { everyMinutes } = source;
  if (reading.kind === 'unchanged') {
    await recordSuccess(db, source.id, { ...reading, everyMinutes, newEntries: 0 });
    return { outcome: 'unchanged', entries: 0, fresh: 0, ...rest };
  }
  // Entries first: were the validators kept and the entries not, the next 304 would lose them.
  const fresh = await addEntries(db, source.id, reading.entries);
  passing({ point: 'entries', source: source.id });
  await recordSuccess(db, source.id, { ...reading, everyMinutes, newEntries: fresh });
  return { outcome: 'read', entries: reading.entries.length, fresh, ...rest };
}

/** Judges what waits of a source: first what its feed says in full, then the pages, the newest first. */
async function judgeWaiting(deps: NewsDeps, source: Source, signal: AbortSignal): Promise<EntryOutcome[]> {
  const outcomes: EntryOutcome[] = [];
  let ends: EntryEnd[] = [];
  const write = async (least: number): Promise<void> => {
    if (ends.length < least) return;
    const full = ends;
    ends = [];
    await finishEntries(deps.db, source.id, full);
  };
  const take = async (outcome: EntryOutcome): Promise<void> => {
    outcomes.push(outcome);
    if (outcome.end !== null) ends.push(outcome.end);
    await write(ENDS_AT_ONCE);
  };

  const forPages: WaitingEntry[] = [];
  let since = performance.now();
  for (const entry of await waitingEntries(deps.db, source.id, ENTRIES_PER_RUN)) {
    if (signal.aborted) break;
    const outcome = await judgeByFeed(deps, source, entry);
    if (outcome === null) forPages.push(entry);
    else await take(outcome);
    if (performance.now() - since < BUSY_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  await write(1);

  let pages = PAGES_PER_RUN;
  let silent = 0;
  const until = performance.now() + PAGES_MS;
  const lane = async (): Promise<void> => {
    while (pages > 0 && silent < MOST_SILENT && performance.now() < until && !signal.aborted) {
      const entry = forPages.shift();
      if (!entry) return;
      pages--;
      const outcome = await judgeByPage(deps, source, entry, signal);
      if (outcome.asked === false) pages++;
      silent = outcome.host === 'silent' ? silent + 1 : 0;
      if (outcome.host === 'busy') pages = 0;
      await take(outcome);
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, lane));
  await write(1);
  return outcomes;
}
