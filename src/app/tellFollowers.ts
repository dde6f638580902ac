import type { ReaderLanguage } from '../domain/article.ts';
import { sayable } from '../domain/changes.ts';
import type { EditionStory, Part } from '../domain/edition.ts';
import type { Understanding } from '../domain/understand.ts';
import { whatChanged } from '../domain/versions.ts';
import type { Db } from '../store/client.ts';
import { findEdition, saveEdition } from '../store/editions.ts';
import {
  type ChangedStory,
  changedStories,
  FIRST_FOLLOWER,
  type FollowCursor,
  moveToLiving,
  type ToldChunk,
  tellChunk,
} from '../store/follows.ts';
import { toldFacts } from '../store/storyVersions.ts';
import { summariesOf } from '../store/summaries.ts';
import { passing } from './moments.ts';
import type { Clock } from './ports.ts';

/** What is older is not news any more: after a long pause a follower waits for the next change. */
const NEWS_HOURS = 24;
/** A message that was not sent by then is of no use any more. */
const EXPIRES_HOURS = 24;
/** Most stories of one tick. */
const STORIES = 100;
/** Chats of one transaction. */
const CHUNK = 5_000;
const HOUR_MS = 3_600_000;

/** What telling the followers of stories needs. */
export interface TellDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly understanding: () => Pick<Understanding, 'gazetteer'>;
  /** IANA zone of the words under dates: a message is rendered once for readers in every zone. */
  readonly zone: string;
  /** Renders what the followers of a story get when it changed; the same message for all of one language. */
  readonly renderStoryNews: (
    story: EditionStory,
    to: { readonly language: ReaderLanguage; readonly zone: string; readonly at: Date },
  ) => readonly Part[];
  /** Ends the tick between two chunks. */
  readonly signal?: AbortSignal | undefined;
}

/** What one tick did. */
export interface TellReport {
  /** Stories of which a new version was told. */
  readonly stories: number;
  /** Deliveries that can be sent now. */
  readonly queued: number;
  /** Chats that were told by a digest, or that nothing is sent to. */
  readonly passedOver: number;
  /** Stories that threw; their followers wait for the next tick. */
  readonly failures: readonly { readonly what: string; readonly error: unknown }[];
}

/**
 * Tells the followers of stories whose version grew: each version is rendered once per language and queued once per
 * chat, in the outbox of digests. A story that fails does not stop the others.
 *
 * May run any number of times, in any number of replicas at once: a second run finds nothing to do.
 */
export async function tellFollowers(deps: TellDeps): Promise<TellReport> {
  const { db, clock, signal } = deps;
  for (let n = CHUNK; n > 0 && !signal?.aborted; ) n = await moveToLiving(db, CHUNK);
  const now = await clock.now();
  const report = { stories: 0, queued: 0, passedOver: 0, failures: [] as { what: string; error: unknown }[] };
  for (const story of await changedStories(db, new Date(now.getTime() - NEWS_HOURS * HOUR_MS), STORIES)) {
    if (signal?.aborted) break;
    try {
      const { told, queued } = await tell(deps, story, now);
      report.stories += told > 0 ? 1 : 0;
      report.queued += queued;
      report.passedOver += told - queued;
    } catch (error) {
      report.failures.push({ what: `story ${story.id}, version ${story.version}`, error });
    }
  }
  return report;
}

async function tell(
  deps: TellDeps,
  story: ChangedStory,
  now: Date,
): Promise<{ told: number; queued: number }> {
  const [ru, kk] = [await editionOf(deps, story, 'ru'), await editionOf(deps, story, 'kk')];
  const expiresAt = new Date(now.getTime() + EXPIRES_HOURS * HOUR_MS);
  const sum = { told: 0, queued: 0 };
  const news = { ...story, editionIds: { ru, kk }, now, expiresAt };
  for (let from: FollowCursor | null = FIRST_FOLLOWER; from !== null && !deps.signal?.aborted; ) {
    const chunk: ToldChunk = await tellChunk(deps.db, news, from, CHUNK);
    if (chunk.told > 0) passing({ point: 'planned', chats: chunk.told });
    sum.told += chunk.told;
    sum.queued += chunk.queued;
    from = chunk.next;
  }
  return sum;
}

/** The message of a story's version in one language, made by whoever comes first. */
async function editionOf(
  deps: TellDeps,
  { id, version, toldAt }: ChangedStory,
  language: ReaderLanguage,
): Promise<number> {
  const key = {
    kind: 'story',
    sections: [`story:${id}@${version}`],
    language,
    variant: 'full',
    windowTo: toldAt,
  } as const;
  const known = await findEdition(deps.db, key);
  if (known) return known.id;
  const told = (await summariesOf(deps.db, [id], language)).get(id);
  if (!told) throw new Error(`story ${id} has no summary in ${language}`);
  // What the version before said, told at least a moment earlier.
  const facts = (await toldFacts(deps.db, [{ id, since: new Date(toldAt.getTime() - 1) }])).get(id);
  const changes = facts === undefined ? null : whatChanged(facts.before, facts.after);
  const said = changes && sayable(changes, deps.understanding().gazetteer, language);
  const story: EditionStory = { ...told, updated: false, changes: said };
  const parts = deps.renderStoryNews(story, { language, zone: deps.zone, at: toldAt });
  return saveEdition(deps.db, key, { parts, storyIds: [id] });
}
