import type { Publisher, Source } from './knowledge.ts';

/** What can be wrong with one source; `outage`: most of them fail at once, so it is hardly theirs. */
export type TroubleKind = 'failing' | 'wrong_kind' | 'gone' | 'paused' | 'silent' | 'outage';

/** What the rules of health look at; instants are PostgreSQL's. */
export interface SourceHealth {
  readonly id: string;
  /** Failures in a row. */
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly lastCode: string | null;
  readonly lastStatus: number | null;
  readonly pausedAt: Date | null;
  readonly lastTriedAt: Date | null;
  readonly lastSuccessAt: Date | null;
  readonly lastNewAt: Date | null;
  readonly addedAt: Date;
  readonly quietAfterSeconds: number | null;
}

/** A trouble as it begins. */
export interface Trouble {
  /** Null for an outage. */
  readonly sourceId: string | null;
  readonly what: TroubleKind;
  readonly since: Date;
}

/** A trouble that was told and has not ended. */
export interface OpenTrouble extends Trouble {
  readonly id: number;
}

/** What changed since the admins were told last. */
export interface Assessment {
  readonly begun: readonly Trouble[];
  /** All is well again. */
  readonly ended: readonly OpenTrouble[];
  /** Of sources that are read no more: they end without a word. */
  readonly dropped: readonly OpenTrouble[];
}

/** Failures in a row that are told. */
const TOLD_FAILURES = 3;
/** Fewer failing sources are no outage, whatever their share. */
const LEAST_OUTAGE = 3;
const HOUR_SECONDS = 3_600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** No shorter time without news is silence. */
const LEAST_QUIET_SECONDS = 6 * HOUR_SECONDS;
const QUIET_GAPS = 3;
/** With fewer gaps nobody knows what is usual. */
const LEAST_GAPS = 3;
/** A pause this much longer than one that came three times in a month (nights, weekends) is no usual one. */
const LONGER_THAN_USUAL = 1.25;
/** How fresh a source's newest entry must be, as long as nothing is known of it. */
const FRESH_DAYS = 3;
const SLOW_FRESH_DAYS = 30;
const WRONG_KINDS: ReadonlySet<string> = new Set(['not_feed', 'challenge']);
/** Of troubles in reading one source the later one is the graver one, and is told although the first was. */
const GRAVITY: Readonly<Partial<Record<TroubleKind, number>>> = {
  failing: 1,
  wrong_kind: 1,
  paused: 2,
  gone: 3,
};

/** The address of a source and how it is read: what an editor changes when it has to be read otherwise. */
export function definitionOf({ url, kind, charset, selectors }: Source): string {
  return JSON.stringify({ url, kind, charset, selectors });
}

/** Days without anything new after which a source of `publisher` is stale when its habits are not known. */
export function freshDays(publisher: Publisher): number {
  return publisher === 'official_us' || publisher === 'foreign' ? SLOW_FRESH_DAYS : FRESH_DAYS;
}

/**
 * The gaps between appearances of new entries, in seconds, in their order. What appears within `everySeconds` counts
 * as one appearance: a reader who looks as often sees it at once.
 *
 * @param instants epoch seconds, in any order
 */
export function gapsBetween(instants: readonly number[], everySeconds: number): number[] {
  const gaps: number[] = [];
  let last: number | null = null;
  for (const instant of instants.toSorted((a, b) => a - b)) {
    if (last !== null && instant - last < everySeconds) continue;
    if (last !== null) gaps.push(instant - last);
    last = instant;
  }
  return gaps;
}

/** The median of `gaps`, in whole seconds; null when there are fewer than three. */
export function medianGap(gaps: readonly number[]): number | null {
  if (gaps.length < LEAST_GAPS) return null;
  const sorted = gaps.toSorted((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[(gaps.length - 1) >> 1], sorted[gaps.length >> 1]];
  return Math.round((low + high) / 2);
}

/**
 * How long a source may list nothing new before it is silent, in seconds: three times its median gap, at least six
 * hours, and more than the pauses that it makes again and again. While fewer than three gaps are known, three days, or
 * thirty for official US and foreign sources, and three times the longer one.
 *
 * @param gaps of the last month, in seconds
 */
export function quietAfter(gaps: readonly number[], publisher: Publisher): number {
  const median = medianGap(gaps);
  if (median === null) return Math.max(freshDays(publisher) * DAY_SECONDS, QUIET_GAPS * Math.max(0, ...gaps));
  const third = gaps.toSorted((a, b) => b - a)[2] ?? 0;
  return Math.round(Math.max(LEAST_QUIET_SECONDS, QUIET_GAPS * median, LONGER_THAN_USUAL * third));
}

/** A source whose host's turn did not come for so long is as bad as one that fails. */
const MOST_BUSY_HOURS = 24;

/** What is wrong with reading a source; null while fewer than three failures in a row say little. */
function unread(source: SourceHealth): Trouble | null {
  const { id, failures, failingSince, lastCode, lastStatus, pausedAt } = source;
  if (failures === 0 && lastCode === 'busy') {
    const since = source.lastSuccessAt ?? source.addedAt;
    const waited = (source.lastTriedAt?.getTime() ?? 0) - since.getTime();
    return waited > MOST_BUSY_HOURS * HOUR_SECONDS * 1000 ? { sourceId: id, what: 'failing', since } : null;
  }
  if (failures === 0 || failingSince === null) return null;
  const trouble = (what: TroubleKind): Trouble => ({ sourceId: id, what, since: failingSince });
  if (pausedAt !== null) return trouble(lastStatus === 410 ? 'gone' : 'paused');
  if (failures < TOLD_FAILURES) return null;
  return trouble(lastCode !== null && WRONG_KINDS.has(lastCode) ? 'wrong_kind' : 'failing');
}

/**
 * A source that answers and lists nothing new for longer than it ever does. Measured up to its last success: time
 * in which nobody looked is no silence.
 */
function silence(source: SourceHealth): Trouble | null {
  const { id, failures, lastSuccessAt, lastNewAt, addedAt, quietAfterSeconds } = source;
  if (failures > 0 || lastSuccessAt === null || quietAfterSeconds === null) return null;
  const since = lastNewAt ?? addedAt;
  const quietSeconds = (lastSuccessAt.getTime() - since.getTime()) / 1000;
  return quietSeconds > quietAfterSeconds ? { sourceId: id, what: 'silent', since } : null;
}

/** What began and what ended since the admins were told of `open`. Pure; the same input says the same. */
export function assess(sources: readonly SourceHealth[], open: readonly OpenTrouble[]): Assessment {
  const known = new Map(sources.map((source) => [source.id, source]));
  const begun: Trouble[] = [];
  const ended: OpenTrouble[] = [];
  const dropped: OpenTrouble[] = [];

  const failing = sources.filter(({ failures }) => failures > 0);
  const outage = open.find(({ what }) => what === 'outage');
  const untold = sources.flatMap((source) => {
    const trouble = unread(source);
    const told = open.filter(({ sourceId }) => sourceId === source.id);
    const gravity = Math.max(0, ...told.map(({ what }) => GRAVITY[what] ?? 0));
    return trouble !== null && (GRAVITY[trouble.what] ?? 0) > gravity ? [trouble] : [];
  });
  const many = failing.length >= LEAST_OUTAGE;
  const isOutage =
    many &&
    (outage === undefined
      ? failing.length * 2 > sources.length && untold.length > 0
      : failing.length * 3 > sources.length);
  if (isOutage && outage === undefined) {
    const since = failing.flatMap(({ failingSince }) => failingSince?.getTime() ?? []);
    begun.push({ sourceId: null, what: 'outage', since: new Date(Math.min(...since)) });
  }
  if (!isOutage && outage !== undefined) ended.push(outage);
  // In an outage only what a site itself says of its end is news.
  begun.push(...untold.filter(({ what }) => !isOutage || what === 'gone'));

  for (const source of sources) {
    const trouble = silence(source);
    const isTold = open.some(({ sourceId, what }) => sourceId === source.id && what === 'silent');
    if (trouble !== null && !isTold) begun.push(trouble);
  }
  for (const trouble of open) {
    if (trouble.sourceId === null) continue;
    const source = known.get(trouble.sourceId);
    if (source === undefined) dropped.push(trouble);
    else if (isOver(trouble, source)) ended.push(trouble);
  }
  return { begun, ended, dropped };
}

/** Not merely no trouble: an editor's change resets the counters, and only a success shows that it helped. */
function isOver({ what, since }: Trouble, source: SourceHealth): boolean {
  const shown = what === 'silent' ? source.lastNewAt : source.lastSuccessAt;
  return (what === 'silent' || source.failures === 0) && shown !== null && shown > since;
}
