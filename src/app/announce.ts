import { setTimeout as sleep } from 'node:timers/promises';
import type { ReaderLanguage } from '../domain/article.ts';
import {
  type AnnouncedParts,
  addDraft,
  beginQueuing,
  cancelAnnounced,
  countAnnounced,
  countDue,
  countOpen,
  countRecipients,
  endQueuing,
  findAnnouncement,
  lockAnnouncement,
  queueSlice,
  queuingAnnouncements,
} from '../store/announcements.ts';
import { noteAct } from '../store/audit.ts';
import type { Db } from '../store/client.ts';
import { tryLock } from '../store/locks.ts';
import { passing } from './moments.ts';
import type { Clock } from './ports.ts';

/** A draft that was not confirmed by then is stale. */
const DRAFT_HOURS = 24;
/** So much of the rate may stand before a digest: a digest that falls due waits no longer for announcements. */
const AHEAD_SECONDS = 10;
/** Most chats of one transaction. */
const SLICE = 20_000;
/** Deliveries before an announcement are counted up to this number. */
const MOST_COUNTED = 100_000;
/** Whoever withdraws an announcement waits so long for what is on its way. */
const SETTLE_MS = 2_000;

export type { AnnouncedParts };

/** How an announcement stands. */
export interface AnnouncementView {
  readonly id: number;
  /** `done` when it is queued and nothing of it waits any more. */
  readonly state: 'draft' | 'queuing' | 'queued' | 'done' | 'dropped';
  readonly texts: Readonly<Record<ReaderLanguage, string>>;
  /** Of a draft: who would get it now. */
  readonly recipients: Readonly<Record<ReaderLanguage, number>>;
  /** Deliveries that ended, by state. */
  readonly ended: Readonly<Record<string, number>>;
  /** Chats that still wait for it. */
  readonly left: number;
  /** Deliveries of any kind that are due before it, as far as they were counted. */
  readonly due: number;
}

/** Keeps a draft in both languages. @returns its id */
export async function draftAnnouncement(tx: Db, adminId: number, parts: AnnouncedParts): Promise<number> {
  const id = await addDraft(tx, parts);
  await noteAct(tx, { adminId, action: 'announce', subject: String(id), outcome: 'draft' });
  return id;
}

/** Writes down that an announcement was not taken, such as one in a single language. */
export async function refuseAnnouncement(tx: Db, adminId: number): Promise<void> {
  await noteAct(tx, { adminId, action: 'announce', subject: '', outcome: 'refused' });
}

/**
 * Confirms a draft. Of several presses, by whomever, one does it.
 *
 * @returns false when there is no such draft, it is older than a day, or it was confirmed or cancelled before
 */
export async function confirmAnnouncement(
  { db, clock }: { readonly db: Db; readonly clock: Clock },
  adminId: number,
  id: number,
): Promise<boolean> {
  const found = await lockAnnouncement(db, id);
  const now = await clock.now(db);
  const isFresh =
    found?.state === 'draft' && now.getTime() - found.createdAt.getTime() < DRAFT_HOURS * 3_600_000;
  if (isFresh) await beginQueuing(db, id);
  await noteAct(db, {
    adminId,
    action: 'announce',
    subject: String(id),
    outcome: isFresh ? 'confirmed' : 'stale',
  });
  return isFresh;
}

/**
 * Cancels a draft, or stops one that is being sent: what is queued of it is cancelled, who has it keeps it.
 *
 * @returns false when there is no such announcement, or nothing of it is left to be stopped
 */
export async function dropAnnouncement(tx: Db, adminId: number, id: number): Promise<boolean> {
  const found = await lockAnnouncement(tx, id);
  const isOpen =
    found?.state === 'draft' ||
    found?.state === 'queuing' ||
    (found?.state === 'queued' && (await countOpen(tx, id)) > 0);
  const outcome = !isOpen ? 'stale' : found?.state === 'draft' ? 'cancelled' : 'stopped';
  if (isOpen) {
    await endQueuing(tx, id, 'dropped');
    await cancelAnnounced(tx, id);
  }
  await noteAct(tx, { adminId, action: 'announce', subject: String(id), outcome });
  return isOpen;
}

/**
 * Waits up to 2 s for what of a dropped announcement was on its way, and cancels what came back from there, such as
 * after a 429. For after the commit.
 */
export async function settleDropped(db: Db, id: number): Promise<void> {
  const until = performance.now() + SETTLE_MS;
  for (;;) {
    await cancelAnnounced(db, id);
    if ((await countOpen(db, id)) === 0 || performance.now() > until) return;
    await sleep(50);
  }
}

/** How an announcement stands; null when there is none of that id. */
export async function readAnnouncement(db: Db, id: number): Promise<AnnouncementView | null> {
  const found = await findAnnouncement(db, id);
  if (found === null) return null;
  const { states, ahead } = await countAnnounced(db, found);
  const open = (states.queued ?? 0) + (states.claimed ?? 0) + (states.sending ?? 0);
  const { queued: _q, claimed: _c, sending: _s, ...ended } = states;
  const left = found.state === 'queuing' ? ahead + open : open;
  return {
    id,
    state: found.state === 'queued' && left === 0 ? 'done' : found.state,
    texts: found.texts,
    recipients: found.state === 'draft' ? await countRecipients(db) : { ru: 0, kk: 0 },
    ended,
    left,
    due: await countDue(db, MOST_COUNTED),
  };
}

/**
 * Makes deliveries of confirmed announcements, slice by slice. A slice is no more than what the rate carries in ten
 * seconds, less what is due already: as deliveries go out in the order in which they fell due, a digest never stands
 * behind more of an announcement than that, and while digests wait nothing is added before them.
 *
 * For any number of replicas; one at a time does it. A process that dies leaves whole slices behind.
 *
 * @returns how many chats got their delivery
 */
export async function queueAnnouncements(
  { db, sendRate }: { readonly db: Db; readonly sendRate: number },
  signal?: AbortSignal,
): Promise<number> {
  let queued = 0;
  for (const id of await queuingAnnouncements(db)) {
    for (let isMore = true; isMore && !signal?.aborted; ) {
      const slice = await db.transaction(async (tx) => {
        if (!(await tryLock(tx, 'announce'))) return null;
        const found = await lockAnnouncement(tx, id);
        const { state, confirmedAt } = found ?? {};
        if (!found || state !== 'queuing' || !confirmedAt) return null;
        const most = Math.ceil(sendRate * AHEAD_SECONDS);
        const room = Math.min(SLICE, most - (await countDue(tx, most)));
        if (room <= 0) return null;
        const made = await queueSlice(tx, { ...found, confirmedAt }, room);
        if (made.done) await endQueuing(tx, id, 'queued');
        passing({ point: 'announced', chats: made.chats });
        return made;
      });
      queued += slice?.chats ?? 0;
      isMore = slice !== null && !slice.done && slice.chats > 0;
    }
  }
  return queued;
}
