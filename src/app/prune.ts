import { deleteChats, lockIdleChats } from '../store/chats.ts';
import type { Db } from '../store/client.ts';
import { forgetFollows } from '../store/follows.ts';
import { forgetModelAnswers } from '../store/modelAnswers.ts';
import {
  forgetArticleTexts,
  forgetEditions,
  forgetEntries,
  forgetHosts,
  forgetTroubles,
  rollUpDeliveries,
} from '../store/retention.ts';
import { forgetUpdates } from '../store/updates.ts';
import type { Clock } from './ports.ts';

/** How long things are kept, in days. README and /privacy say the same. */
export const RETENTION_DAYS = {
  deliveries: 30,
  /** A day longer than the deliveries that point to them. */
  editions: 32,
  onDemandEditions: 2,
  articleTexts: 30,
  /** Longer than any feed goes back, so that an old entry is not taken for a new one. */
  entries: 90,
  updates: 7,
  idleChats: 90,
  hosts: 1,
  /** Of sources, that are over. */
  troubles: 90,
  /** Longer than a story is told at all. */
  modelAnswers: 7,
  /** Of a story of which nothing came in that time. */
  follows: 30,
} as const;

const DAY_MS = 86_400_000;
const CHUNK = 10_000;

/** How many rows of each kind were deleted (article texts: emptied). */
export type PruneReport = Readonly<Record<keyof Omit<typeof RETENTION_DAYS, 'onDemandEditions'>, number>>;

/**
 * Deletes what is older than its retention, 10,000 rows at a time. Finished deliveries live on as
 * counts per day. May run in several replicas at once.
 */
export async function prune(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  signal?: AbortSignal,
): Promise<PruneReport> {
  const now = (await clock.now()).getTime();
  const before = (days: number) => new Date(now - days * DAY_MS);
  const each = async (work: (limit: number) => Promise<number>): Promise<number> => {
    let total = 0;
    for (let n = CHUNK; n === CHUNK && !signal?.aborted; total += n) n = await work(CHUNK);
    return total;
  };
  const keep = RETENTION_DAYS;
  const editionsBefore = { scheduled: before(keep.editions), onDemand: before(keep.onDemandEditions) };
  return {
    deliveries: await each((limit) => rollUpDeliveries(db, before(keep.deliveries), limit)),
    editions: await each((limit) => forgetEditions(db, editionsBefore, limit)),
    articleTexts: await each((limit) => forgetArticleTexts(db, before(keep.articleTexts), limit)),
    entries: await each((limit) => forgetEntries(db, before(keep.entries), limit)),
    updates: await each((limit) => forgetUpdates(db, before(keep.updates), limit)),
    idleChats: await each((limit) => forgetIdleChats(db, before(keep.idleChats), limit)),
    hosts: await each((limit) => forgetHosts(db, before(keep.hosts), limit)),
    troubles: await each((limit) => forgetTroubles(db, before(keep.troubles), limit)),
    modelAnswers: await each((limit) => forgetModelAnswers(db, before(keep.modelAnswers), limit)),
    follows: await each((limit) => forgetFollows(db, before(keep.follows), limit)),
  };
}

async function forgetIdleChats(db: Db, before: Date, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    const chatIds = await lockIdleChats(tx, before, limit);
    await deleteChats(tx, chatIds);
    return chatIds.length;
  });
}
