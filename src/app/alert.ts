import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import {
  type Assessment,
  assess,
  freshDays,
  gapsBetween,
  medianGap,
  type OpenTrouble,
  quietAfter,
  type Trouble,
} from '../domain/health.ts';
import type { Source } from '../domain/knowledge.ts';
import type { Notice, NoticedSource, NoticedTrouble } from '../domain/notice.ts';
import type { Understanding } from '../domain/understand.ts';
import type { Db } from '../store/client.ts';
import { tryLock } from '../store/locks.ts';
import { type AdminChat, lockAdminChats, queueNotice } from '../store/notices.ts';
import { type SourceState, sourceStates } from '../store/sources.ts';
import {
  beginTroubles,
  countTold,
  endTroubles,
  newAppearances,
  openTroubles,
  saveHabits,
} from '../store/troubles.ts';
import type { Clock } from './ports.ts';

/** At most so many messages in so many minutes; what is beyond them waits, and comes together. */
const MOST_MESSAGES = 3;
const WITHIN_MINUTES = 30;
/** A source that is read is tried once a day at least, also a paused one. */
const ABANDONED_DAYS = 2;

/** What telling the admins of troubles needs. */
export interface AlertDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly understanding: () => Pick<Understanding, 'knowledge'>;
  /** Telegram user ids; a private chat has the id of its person. */
  readonly adminIds: readonly number[];
  readonly renderNotice: (
    notice: Notice,
    to: { readonly language: ReaderLanguage; readonly zone: string },
  ) => Part[];
}

/** What was told. */
export interface AlertReport {
  readonly begun: readonly Trouble[];
  readonly ended: readonly OpenTrouble[];
  /** Admins whose chat gets the message. */
  readonly told: number;
  /** Positions in ADMIN_IDS, from 1, of those who get none: no private chat, or it is stopped. */
  readonly unreached: readonly number[];
}

/**
 * Looks at the health of all enabled sources, and tells the admins once what began to be wrong and once what is well
 * again, in one message for all that changed. The record of a trouble and its message are committed together, so no
 * replica, restart or crash repeats or loses one. One replica at a time does this.
 *
 * @returns null when there is nothing to tell, or another replica is at it
 */
export async function alertAdmins(deps: AlertDeps): Promise<AlertReport | null> {
  const { db, understanding } = deps;
  const enabled = understanding().knowledge.sources.filter((source) => source.enabled);
  await learnHabits(db, enabled);
  return db.transaction(async (tx) => {
    if (!(await tryLock(tx, 'alert'))) return null;
    const sources = new Map(enabled.map((source) => [source.id, source]));
    const found = new Map((await sourceStates(tx, [...sources.keys()])).map((state) => [state.id, state]));
    // In the editors' order.
    const states = enabled.flatMap(({ id }) => found.get(id) ?? []);
    const health = states.map((state) => ({
      ...state,
      quietAfterSeconds: state.quietAfterSeconds ?? defaultQuiet(sources.get(state.id)),
    }));
    const now = await deps.clock.now(tx);
    const assessed = assess(health, await openTroubles(tx));
    await endTroubles(tx, await abandoned(tx, assessed.dropped, now), now);
    if (assessed.begun.length + assessed.ended.length === 0) return null;
    if ((await countTold(tx, WITHIN_MINUTES)) >= MOST_MESSAGES) return null;
    const begun = await beginTroubles(tx, assessed.begun, now);
    const ended = await endTroubles(tx, assessed.ended, now);
    return tell(tx, deps, { begun, ended }, { sources, states, now });
  });
}

/** Computes anew what is usual for the sources that listed something new. */
async function learnHabits(db: Db, enabled: readonly Source[]): Promise<void> {
  const sources = new Map(enabled.map((source) => [source.id, source]));
  const appearances = await newAppearances(db, [...sources.keys()]);
  const habits = appearances.flatMap(({ id, upTo, instants }) => {
    const source = sources.get(id);
    if (source === undefined) return [];
    const gaps = gapsBetween(instants, source.everyMinutes * 60);
    return [
      {
        id,
        upTo,
        medianGapSeconds: medianGap(gaps),
        quietAfterSeconds: quietAfter(gaps, source.publisher),
      },
    ];
  });
  await saveHabits(db, habits);
}

/**
 * Those of `dropped` whose source no replica reads any more. While editors' files differ between replicas, one of
 * them must not end what another one would then begin and tell again.
 */
async function abandoned(
  tx: Db,
  dropped: readonly OpenTrouble[],
  now: Date,
): Promise<readonly OpenTrouble[]> {
  const states = await sourceStates(
    tx,
    dropped.flatMap(({ sourceId }) => sourceId ?? []),
  );
  const since = now.getTime() - ABANDONED_DAYS * 86_400_000;
  const read = states.filter(({ lastTriedAt }) => lastTriedAt !== null && lastTriedAt.getTime() > since);
  return dropped.filter(({ sourceId }) => !read.some(({ id }) => id === sourceId));
}

function defaultQuiet(source: Source | undefined): number | null {
  return source === undefined ? null : freshDays(source.publisher) * 86_400;
}

interface Seen {
  readonly sources: ReadonlyMap<string, Source>;
  readonly states: readonly SourceState[];
  readonly now: Date;
}

async function tell(
  tx: Db,
  { adminIds, renderNotice }: AlertDeps,
  { begun, ended }: Pick<Assessment, 'begun' | 'ended'>,
  seen: Seen,
): Promise<AlertReport> {
  const chats = await lockAdminChats(tx, adminIds);
  const notice = noticeOf({ begun, ended }, seen);
  const dedupeKey = keyOf(begun[0] ?? ended[0], begun.length > 0);
  for (const [language, zone, ids] of alike(chats)) {
    const parts = renderNotice(notice, { language, zone });
    await queueNotice(tx, { dedupeKey, language, zone, parts }, ids, seen.now);
  }
  const reached = new Set(chats.map(({ chatId }) => chatId));
  const unreached = adminIds.flatMap((id, index) => (reached.has(id) ? [] : [index + 1]));
  return { begun, ended, told: chats.length, unreached };
}

/** "source:tengri_ru:failing:1795339321": the first of what a message tells is told in no other one. */
function keyOf(first: Trouble | undefined, begins: boolean): string {
  if (first === undefined) throw new Error('a message about nothing');
  const since = Math.floor(first.since.getTime() / 1000);
  return `source:${first.sourceId ?? 'most'}:${first.what}:${since}${begins ? '' : ':over'}`;
}

/** Chats that read the same words. */
function alike(chats: readonly AdminChat[]): [ReaderLanguage, string, number[]][] {
  const groups = new Map<string, [ReaderLanguage, string, number[]]>();
  for (const { chatId, language, zone } of chats) {
    const group = groups.get(`${language} ${zone}`) ?? [language, zone, []];
    group[2].push(chatId);
    groups.set(`${language} ${zone}`, group);
  }
  return [...groups.values()];
}

function noticeOf(
  { begun, ended }: Pick<Assessment, 'begun' | 'ended'>,
  { sources, states, now }: Seen,
): Notice {
  const named = (id: string): NoticedSource => {
    const source = sources.get(id);
    return { id, name: source?.name ?? { ru: id, kk: id }, url: source?.url ?? '' };
  };
  const failing = states.filter(({ failures }) => failures > 0);
  const outage = begun.find(({ what }) => what === 'outage');
  return {
    at: now,
    outage:
      outage === undefined
        ? null
        : {
            since: outage.since,
            failing: failing.map(({ id }) => named(id)),
            total: states.length,
            code: commonest(failing.flatMap(({ lastCode }) => lastCode ?? [])),
          },
    troubles: begun.flatMap(({ sourceId, what, since }): NoticedTrouble[] => {
      const state = states.find(({ id }) => id === sourceId);
      if (state === undefined || what === 'outage') return [];
      const { failures, lastCode: code, lastStatus: status, lastSuccessAt, medianGapSeconds } = state;
      const source = named(state.id);
      return [{ source, what, since, failures, code, status, lastSuccessAt, medianGapSeconds }];
    }),
    ended: ended.map(({ sourceId, what, since }) => ({
      source: sourceId === null ? null : named(sourceId),
      what,
      since,
    })),
  };
}

function commonest(codes: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'network';
}
