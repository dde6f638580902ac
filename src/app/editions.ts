import type { ReaderLanguage } from '../domain/article.ts';
import { sayable } from '../domain/changes.ts';
import type { Edition, Part, Section, StoryChanges, Variant } from '../domain/edition.ts';
import { HALF_LIFE_HOURS, type Ranked, rank } from '../domain/ranking.ts';
import { inSections } from '../domain/sections.ts';
import type { Understanding } from '../domain/understand.ts';
import { whatChanged } from '../domain/versions.ts';
import type { Db } from '../store/client.ts';
import { type EditionPage, findOnDemand, onDemandPage, saveEdition } from '../store/editions.ts';
import { countWaiting } from '../store/entries.ts';
import { countTroubled } from '../store/sources.ts';
import {
  countUntold,
  lastChangeAt,
  storiesReadyIn,
  type WeightyStory,
  weightiestPublishedIn,
} from '../store/stories.ts';
import { toldFacts } from '../store/storyVersions.ts';
import { summariesOf, summaryWeights } from '../store/summaries.ts';
import type { Clock, Messenger } from './ports.ts';

/**
 * A story belongs to a scheduled window by the instant at which it became ready, this long before the
 * window's end. That instant is written by a statement of its own that commits at once; the margin
 * covers its commit, so no story falls between two windows.
 */
const READY_MARGIN_SECONDS = 5;
/** News older than this is in no scheduled edition, however late it was read. */
const OLDEST_DAYS = 7;
/** Most stories of an edition of several digests: two full messages. */
const MOST_STORIES = 20;
/** Most stories of an edition that is paged through: some twelve pages. */
const MOST_PAGED = 100;
/**
 * So many are ranked by all that is known of them, the most relevant and fresh ones: what lies behind them would need
 * two dozen outlets to be among the pages, and whatever else to be on the first ones.
 */
const MOST_RANKED = 3 * MOST_PAGED;
/** On-demand windows end at whole multiples of this, so that editions are shared. */
const SHARED_MINUTES = 5;
/** How far back a sample looks: a quiet day shows the week instead. */
const SAMPLE_HOURS = [24, 168];
const HOUR_MS = 3_600_000;

/** What composing and showing editions needs. */
export interface EditionDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'render'>;
  readonly understanding: () => Understanding;
}

/** What /digest answers with. */
export type EditionAnswer =
  | {
      readonly kind: 'edition';
      readonly editionId: number;
      /** Its first message; the others are asked for one by one. */
      readonly first: Part;
      /** How many messages it has. */
      readonly count: number;
    }
  | {
      readonly kind: 'empty';
      /** Sources are read for the first time, or most of them fail, or there is none. */
      readonly why: 'reading' | 'failing' | 'noNews';
      /** Stories of these digests in the last seven days. */
      readonly weekCount: number;
      /** When a source was last read well; null when none was. */
      readonly lastReadAt: Date | null;
    };

/** What makes a scheduled edition. */
export interface ScheduledEdition {
  readonly sections: readonly Section[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly windowTo: Date;
}

/** Composes and renders a scheduled edition: what became ready or changed since each section's `coveredTo`. */
export async function composeScheduled(
  deps: EditionDeps,
  spec: ScheduledEdition,
): Promise<{ parts: Part[]; storyIds: number[] }> {
  const { sections, windowTo } = spec;
  const margin = (instant: Date) => new Date(instant.getTime() - READY_MARGIN_SECONDS * 1000);
  const notBefore = new Date(windowTo.getTime() - OLDEST_DAYS * 24 * HOUR_MS);
  const found = new Map<number, Found>();
  for (const { digest, coveredTo } of sections) {
    const window = { from: margin(coveredTo), to: margin(windowTo), notBefore };
    for (const story of await storiesReadyIn(deps.db, digest, window)) {
      const before = found.get(story.id)?.toldTo;
      // New in one section's window, updated in another's: to this reader it is new.
      const toldTo = !story.updated || before === null ? null : later(before, window.from);
      found.set(story.id, { ...story, toldTo });
    }
  }
  const oldest = Math.min(...sections.map(({ coveredTo }) => coveredTo.getTime()));
  return compose(deps, [...found.values()], {
    ...spec,
    kind: 'scheduled',
    digests: sections.map(({ digest }) => digest),
    windowHours: Math.max(1, Math.round((windowTo.getTime() - oldest) / HOUR_MS)),
  });
}

/**
 * What a chat that subscribes to `digests` now would have got this morning: composed and rendered like a scheduled
 * edition of the last day's news, or of the week's when the day had none. It is not kept, for nobody else gets it.
 *
 * @returns its messages in order; none when the week had no news
 */
export async function composeSample(
  deps: EditionDeps,
  ask: { readonly digests: readonly string[]; readonly language: ReaderLanguage; readonly variant: Variant },
): Promise<Part[]> {
  const windowTo = await deps.clock.now();
  for (const windowHours of SAMPLE_HOURS) {
    const window = { from: new Date(windowTo.getTime() - windowHours * HOUR_MS), to: windowTo };
    const ranking = { halfLifeHours: HALF_LIFE_HOURS, limit: MOST_RANKED };
    const { stories, total } = await weightiestPublishedIn(deps.db, ask.digests, window, ranking);
    const { parts } = await compose(
      deps,
      stories.map((story) => ({ ...story, toldTo: null })),
      { ...ask, kind: 'scheduled', windowHours, windowTo, notRanked: total - stories.length },
    );
    if (parts.length > 0) return parts;
  }
  return [];
}

const later = (a: Date | undefined, b: Date): Date => (a !== undefined && a > b ? a : b);

/** A story for an edition. */
interface Found extends WeightyStory {
  /** Until when readers of the edition were told it before; null when it is new to them. */
  readonly toldTo: Date | null;
}

/** What changed in stories since their readers were told them, by story id. */
async function changesOf(
  { db, understanding }: EditionDeps,
  stories: readonly Found[],
  language: ReaderLanguage,
): Promise<Map<number, StoryChanges | null>> {
  const told = stories.flatMap(({ id, toldTo }) => (toldTo === null ? [] : [{ id, since: toldTo }]));
  const facts = await toldFacts(db, told);
  const { gazetteer } = understanding();
  return new Map(
    [...facts].map(([id, { before, after }]) => {
      const changes = whatChanged(before, after);
      return [id, changes && sayable(changes, gazetteer, language)];
    }),
  );
}

/**
 * The edition of the last `windowHours`, now; shared by all who ask for the same one within five minutes and
 * before another story becomes ready or changes.
 */
export async function editionNow(
  deps: EditionDeps,
  ask: {
    readonly digests: readonly string[];
    readonly language: ReaderLanguage;
    readonly variant: Variant;
    readonly windowHours: number;
  },
): Promise<EditionAnswer> {
  const [now, changed] = await Promise.all([deps.clock.now(), lastChangeAt(deps.db)]);
  const shared = Math.floor(now.getTime() / (SHARED_MINUTES * 60_000)) * SHARED_MINUTES * 60_000;
  // Minutes after a start stories become ready one by one: each makes another edition, and those that readers
  // are paging through stay as they are.
  const changedAt = changed?.getTime() ?? 0;
  const windowTo = new Date(Math.max(shared, Math.min(changedAt, now.getTime())));
  const from = new Date(windowTo.getTime() - ask.windowHours * HOUR_MS);
  const digests = [...ask.digests].sort();
  const key = {
    kind: 'onDemand',
    sections: digests.map((digest) => `${digest}@${from.getTime() / 1000}`),
    language: ask.language,
    variant: ask.variant,
    windowTo,
  } as const;
  const known = await findOnDemand(deps.db, key);
  if (known) return { kind: 'edition', editionId: known.id, first: known.part, count: known.count };
  // Stories of the last minutes belong to the next five, but when there is nothing else they are shown at once.
  const weightiest = (to: Date) =>
    weightiestPublishedIn(
      deps.db,
      digests,
      { from, to },
      { halfLifeHours: HALF_LIFE_HOURS, limit: MOST_RANKED },
    );
  const published = await weightiest(windowTo);
  const { stories, total } = published.total > 0 ? published : await weightiest(now);
  const { parts, storyIds } = await compose(
    deps,
    stories.map((story) => ({ ...story, toldTo: null })),
    { ...ask, kind: 'onDemand', digests, windowTo, notRanked: total - stories.length },
  );
  const [first] = parts;
  if (first === undefined) return whyEmpty(deps, digests, now);
  const editionId = await saveEdition(deps.db, key, { parts, storyIds });
  return { kind: 'edition', editionId, first, count: parts.length };
}

/** A message of an edition on demand for whoever pages through it, null when it is gone. `index` counts from 0. */
export const editionPage = (
  { db }: Pick<EditionDeps, 'db'>,
  editionId: number,
  index: number,
): Promise<EditionPage | null> => onDemandPage(db, editionId, index);

async function compose(
  deps: EditionDeps,
  stories: readonly Found[],
  spec: Pick<Edition, 'kind' | 'language' | 'variant' | 'windowHours' | 'windowTo'> & {
    readonly digests: readonly string[];
    /** Stories of the window that are not among `stories`. */
    readonly notRanked?: number;
  },
): Promise<{ parts: Part[]; storyIds: number[] }> {
  const { db } = deps;
  const weights = await summaryWeights(
    db,
    stories.map(({ id }) => id),
    spec.language,
  );
  const ranked = stories.flatMap((story): (Found & Ranked)[] => {
    const weight = weights.get(story.id);
    return weight === undefined ? [] : [{ ...story, ...weight }];
  });
  const catalogue = deps.understanding().knowledge.digests;
  const digests = catalogue.filter(({ id }) => spec.digests.includes(id));
  // A morning's message is short; who asks for a month wants to see it, page by page.
  const limit =
    spec.kind === 'scheduled'
      ? Math.min(
          MOST_STORIES,
          digests.reduce((sum, { maxStories }) => sum + maxStories, 0),
        )
      : MOST_PAGED;
  const ranking = rank(ranked, spec.windowTo, Math.max(1, limit));
  const summaries = await summariesOf(
    db,
    ranking.map(({ id }) => id),
    spec.language,
  );
  const changes = await changesOf(deps, ranking, spec.language);
  const chosen = ranking.flatMap(({ id, topics, toldTo }) => {
    const told = summaries.get(id);
    const story = told && { ...told, updated: toldTo !== null, changes: changes.get(id) };
    return story === undefined ? [] : [{ story, topics }];
  });
  if (chosen.length === 0) return { parts: [], storyIds: [] };
  const { stories: ordered, sections } = inSections(chosen, {
    topicsOf: ({ topics }) => topics,
    asked: spec.digests,
    catalogue,
    language: spec.language,
  });
  const parts = deps.messenger.render({
    ...spec,
    digests: digests.map(({ id, emoji, title }) => ({ id, emoji, title: title[spec.language] })),
    stories: ordered.map(({ story }) => story),
    sections,
    moreCount: ranked.length - chosen.length + (spec.notRanked ?? 0),
  });
  return { parts, storyIds: ordered.map(({ story }) => story.id) };
}

async function whyEmpty(deps: EditionDeps, digests: readonly string[], now: Date): Promise<EditionAnswer> {
  const week = { from: new Date(now.getTime() - 7 * 24 * HOUR_MS), to: now };
  const { total } = await weightiestPublishedIn(deps.db, digests, week, {
    halfLifeHours: HALF_LIFE_HOURS,
    limit: 1,
  });
  const enabled = deps
    .understanding()
    .knowledge.sources.filter((source) => source.enabled)
    .map(({ id }) => id);
  const { untried, failing, lastSuccessAt } = await countTroubled(deps.db, enabled);
  const working = untried + (await countWaiting(deps.db, enabled)) + (await countUntold(deps.db));
  const why = failing * 2 > enabled.length ? 'failing' : working > 0 ? 'reading' : 'noNews';
  return { kind: 'empty', why, weekCount: total, lastReadAt: lastSuccessAt };
}
