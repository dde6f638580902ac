import type { TroubleKind } from './health.ts';
import type { Bilingual } from './knowledge.ts';

/** A source as a message to the admins names it. */
export interface NoticedSource {
  readonly id: string;
  readonly name: Bilingual;
  readonly url: string;
}

/** Something that began to be wrong with a source. */
export interface NoticedTrouble {
  readonly source: NoticedSource;
  readonly what: Exclude<TroubleKind, 'outage'>;
  readonly since: Date;
  /** Failures in a row; 0 for a silent source. */
  readonly failures: number;
  /** Stable code of the last failure; null for a silent source. */
  readonly code: string | null;
  /** HTTP status of the last failure, when there was one. */
  readonly status: number | null;
  /** When it was read last; null when it never was. */
  readonly lastSuccessAt: Date | null;
  /** Usual time between new entries in seconds; null when it is not known. */
  readonly medianGapSeconds: number | null;
}

/** Most sources fail at once. */
export interface NoticedOutage {
  readonly since: Date;
  readonly failing: readonly NoticedSource[];
  /** How many sources are read at all. */
  readonly total: number;
  /** The failure that most of them have. */
  readonly code: string;
}

/** A trouble that is over. */
export interface NoticedEnd {
  /** Null for an outage. */
  readonly source: NoticedSource | null;
  readonly what: TroubleKind;
  readonly since: Date;
}

/** One message to the admins about the health of sources: all that changed since the one before. */
export interface Notice {
  /** When it is written. */
  readonly at: Date;
  readonly outage: NoticedOutage | null;
  readonly troubles: readonly NoticedTrouble[];
  readonly ended: readonly NoticedEnd[];
}

/** A week in which all digests of a chat were empty. */
export interface QuietWeek {
  /** ISO calendar date of its last day, where the chat is. */
  readonly lastDate: string;
  /** When sources were last read. */
  readonly checkedAt: Date;
}
