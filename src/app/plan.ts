import type { ReaderLanguage } from '../domain/article.ts';
import type { Part, Section, Variant } from '../domain/edition.ts';
import { blindRun, dueRun } from '../domain/schedule.ts';
import type { Db } from '../store/client.ts';
import { saveEdition } from '../store/editions.ts';
import {
  type Combination,
  type Cursor,
  chatsWithOverdue,
  dueCombinations,
  expireOverdue,
  type LockedChats,
  lockDueChats,
  type MissingEdition,
  type PlannedChunk,
  type PlannedRun,
  planChats,
  START,
} from '../store/planning.ts';
import { passing } from './moments.ts';
import type { Clock } from './ports.ts';
import { parseSection } from './replan.ts';

/** What an edition is composed from. */
export interface EditionSpec {
  readonly sections: readonly Section[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly windowTo: Date;
}

/** What a tick of the planner needs. */
export interface PlanDeps {
  readonly db: Db;
  readonly clock: Clock;
  /** Renders an edition; no parts and no stories when its windows hold none. Called outside any transaction. */
  readonly composeEdition: (
    spec: EditionSpec,
  ) => Promise<{ readonly parts: readonly Part[]; readonly storyIds: readonly number[] }>;
  /**
   * Told, in the transaction that planned them, of chats of which some got an empty digest just now.
   * What it throws spoils nothing else. `chatIds` is a PostgreSQL array, as text.
   */
  readonly onEmpty?: ((tx: Db, chatIds: string, now: Date) => Promise<unknown>) | undefined;
  /** Told of each edition that this tick composed. */
  readonly onEdition?: ((edition: ComposedEdition) => void) | undefined;
  /** Ends the tick between two chunks. */
  readonly signal?: AbortSignal | undefined;
}

/** An edition that was rendered and kept, as the log tells of it. */
export interface ComposedEdition {
  readonly editionId: number;
  /** Such as "uranium@1764041400": a digest and the instant up to which it had been told. */
  readonly sections: readonly string[];
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  readonly stories: number;
  /** Messages; 0 when there was nothing to tell. */
  readonly parts: number;
}

/** What one tick did. */
export interface PlanReport {
  readonly now: Date;
  /** Deliveries that waited too long. */
  readonly expired: number;
  /** Deliveries that can be sent now. */
  readonly queued: number;
  /** Digests without a story: settled without a message. */
  readonly empty: number;
  /** Digests too late to be sent: their news comes with the next one. */
  readonly missed: number;
  readonly editions: number;
  /** Editions or combinations that threw; what waits for them stays due until the next tick. */
  readonly failures: readonly { readonly what: string; readonly error: unknown }[];
}

/** Subscriptions per chunk: a small first one, so that sending starts at once. */
const FIRST_CHUNK = 1_000;
const CHUNK = 20_000;
/** The more chats a chunk has, the fewer pages are read again for the next one … */
const MOST_IN_CHUNK = 100_000;
/** … but its chats are locked so long, and its statements have a deadline: a busy server gets smaller ones. */
const CHUNK_SECONDS = 2;
const EXPIRE_CHUNK = 5_000;
/** Connections that plan at the same time. */
const PLANNERS = 2;
/** Tries of one chunk: after the first its editions exist. */
const MOST_TRIES = 3;

/**
 * Plans everything that is due: expires what waited too long, renders each edition that is missing
 * once, and gives every chat with due subscriptions one delivery.
 *
 * May run any number of times, in any number of replicas at once: a second run finds nothing to do.
 */
export async function plan(deps: PlanDeps): Promise<PlanReport> {
  const { db, signal } = deps;
  const now = await deps.clock.now();
  const tally: Tally = { queued: 0, empty: 0, missed: 0, editions: 0, failures: [] };
  const compose = composer(deps, tally);
  let expired = 0;
  for (let n = EXPIRE_CHUNK; n >= EXPIRE_CHUNK && !signal?.aborted; expired += n) {
    n = await expireOverdue(db, now, EXPIRE_CHUNK);
  }
  const waiting = await chatsWithOverdue(db, now);
  for (let before = -1; !signal?.aborted && before !== settled(tally); ) {
    before = settled(tally);
    const runs = runsOf(await dueCombinations(db, now), now, tally);
    if (runs.length === 0) break;
    await pass(deps, now, runs, waiting, compose, tally);
  }
  return { now, expired, ...tally };
}

type Tally = { -readonly [Key in 'queued' | 'empty' | 'missed' | 'editions']: PlanReport[Key] } & {
  readonly failures: { what: string; error: unknown }[];
};
type Compose = (missing: readonly MissingEdition[]) => Promise<boolean>;

function settled({ queued, empty, missed }: Tally): number {
  return queued + empty + missed;
}

/** The rules of time for each combination. One that throws (a zone that is no more) does not stop the others. */
function runsOf(combinations: readonly Combination[], now: Date, tally: Tally): PlannedRun[] {
  return combinations.flatMap((combination) => {
    try {
      return [{ ...combination, ...dueRun(combination, combination.dueSince, now) }];
    } catch (error) {
      const what = `schedule in ${combination.zone}`;
      if (!tally.failures.some((failure) => failure.what === what)) tally.failures.push({ what, error });
      const run = blindRun(combination.days, combination.dueSince, now);
      return run === null ? [] : [{ ...combination, ...run }];
    }
  });
}

/** Goes once over everything that is due, in chunks, by several planners that share one cursor. */
async function pass(
  { db, signal, onEmpty }: PlanDeps,
  now: Date,
  runs: readonly PlannedRun[],
  except: readonly number[],
  compose: Compose,
  tally: Tally,
): Promise<void> {
  const inTurn = taking();
  let cursor: Cursor | null = START;
  let size = FIRST_CHUNK;
  let following = CHUNK;

  const takeNext = (tx: Db) =>
    inTurn(async () => {
      if (cursor === null) return null;
      const from = cursor;
      const limit = size;
      const { chats, next } = await lockDueChats(tx, now, from, limit, except);
      cursor = next;
      size = following;
      return { from, limit, chats };
    });

  const planTaken = async (tx: Db, chats: LockedChats): Promise<PlannedChunk> => {
    if (chats.count === 0) return { queued: 0, empty: 0, missed: 0, missing: [] };
    const chunk = await planChats(tx, chats, runs);
    passing({ point: 'planned', chats: chats.count });
    if (chunk.empty > 0 && onEmpty !== undefined) {
      // A savepoint: the plan stands whatever becomes of it.
      await tx
        .transaction((inner) => onEmpty(inner, chats.ids, now))
        .catch((error: unknown) => tally.failures.push({ what: 'a quiet week', error }));
    }
    return chunk;
  };

  const count = ({ queued, empty, missed, missing }: PlannedChunk) => {
    tally.queued += queued;
    tally.empty += empty;
    tally.missed += missed;
    return missing;
  };

  const planner = async () => {
    while (cursor !== null && !signal?.aborted) {
      const planned = await db.transaction(async (tx) => {
        const taken = await takeNext(tx);
        if (taken === null) return null;
        const started = performance.now();
        const chunk = await planTaken(tx, taken.chats);
        return { ...taken, chunk, seconds: (performance.now() - started) / 1000 };
      });
      if (planned === null) return;
      const { from, limit, chunk, seconds } = planned;
      if (limit > FIRST_CHUNK && chunk.missing.length === 0) following = size = nextSize(limit, seconds);
      let missing = count(chunk);
      for (let tries = 1; tries < MOST_TRIES && missing.length > 0 && (await compose(missing)); tries++) {
        missing = count(
          await db.transaction(async (tx) =>
            planTaken(tx, (await lockDueChats(tx, now, from, limit, except)).chats),
          ),
        );
      }
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: PLANNERS }, planner));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

/**
 * How many subscriptions the next chunk takes, after one of `size` was planned in `seconds`.
 *
 * @returns at most double and at least a quarter of it, from 1,000 to 100,000
 */
export function nextSize(size: number, seconds: number): number {
  const change = Math.min(2, Math.max(0.25, CHUNK_SECONDS / seconds));
  return Math.round(Math.min(MOST_IN_CHUNK, Math.max(FIRST_CHUNK, size * change)));
}

/** Runs works one after another, whoever asks. */
function taking(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
}

/** Renders missing editions, each once in this tick. The answer is whether any of them exists now. */
function composer({ db, composeEdition, onEdition }: PlanDeps, tally: Tally): Compose {
  const known = new Map<string, Promise<boolean>>();

  const render = async ({ sections, ...key }: MissingEdition): Promise<boolean> => {
    try {
      const rendered = await composeEdition({ ...key, sections: sections.map(parseSection) });
      const editionId = await saveEdition(db, { kind: 'scheduled', sections, ...key }, rendered);
      tally.editions += 1;
      const { language, variant } = key;
      const [stories, parts] = [rendered.storyIds.length, rendered.parts.length];
      onEdition?.({ editionId, sections, language, variant, stories, parts });
      return true;
    } catch (error) {
      tally.failures.push({ what: `edition ${sections.join(' ')} ${key.language}`, error });
      return false;
    }
  };

  return async (missing) => {
    let any = false;
    for (const edition of missing) {
      const key = JSON.stringify(edition);
      const rendering = known.get(key) ?? render(edition);
      known.set(key, rendering);
      any = (await rendering) || any;
    }
    return any;
  };
}
