import { isAwaited } from './disagreement.ts';
import { type Evidence, gather, gatherShared, type Shared } from './evidence.ts';
import type { Weighed } from './weighed.ts';

/** Two articles tell of one event from this similarity on. */
export const JOIN = 0.5;

/** Longest time between two articles on one event. */
export const WINDOW_HOURS = 72;
/** The same when the one announces what the other reports. */
export const FOLLOW_UP_HOURS = 7 * 24;

/**
 * Weights of the evidence, as log odds. Fitted by logistic regression on all pairs within a week of the tuned part of
 * the development set, the story fixtures and the sample archive — as published, brought into one week, and without
 * dates — and rounded; what speaks for one event was not let below zero, what speaks against it not above.
 */
const ODDS: Readonly<Record<keyof Evidence, number>> = {
  words: 6,
  ids: 3.4,
  names: 0.4,
  numbers: 4.5,
  event: 0.9,
  topic: 3.6,
  heads: 0.8,
  sameDay: 0.8,
  place: 1.5,
  otherEvent: -4.3,
  otherStage: -3,
  otherSums: -2.6,
  otherNumbers: -2.2,
  otherDays: -3.5,
  strangers: -0.6,
  otherPeople: -2,
  otherPlace: -2.2,
  interview: -7.2,
  twin: -10,
  days: -1.8,
  undated: -1,
  sameLanguage: -0.3,
  unread: 1.3,
};
const PRIOR = -6.8;
/** All that can still speak for one event when what is shared has been weighed. */
const REST = ODDS.event + ODDS.sameDay + ODDS.unread;
/** Log odds under which a pair is not looked at any further. */
const HOPELESS = -3;

/** How far two articles tell of one event, 0–1; symmetric. */
export function compare(a: Weighed, b: Weighed): number {
  if (a.features.hash === b.features.hash) return 1;
  return mayBeOne(a, b) ? judge(a, b, gatherShared(a, b)) : 0;
}

/** False for articles that are no single event or too far apart in time. */
export function mayBeOne(a: Weighed, b: Weighed): boolean {
  return !a.features.roundUp && !b.features.roundUp && withinWindow(a, b);
}

/** How far two articles that may tell of one event do, by what they share and all else, 0–1. */
export function judge(a: Weighed, b: Weighed, shared: Shared): number {
  if (PRIOR + oddsOf(shared) + REST < HOPELESS) return 0;
  const odds = PRIOR + oddsOf(gather(a, b, shared));
  // Halved, so that a doubtful pair stays visible in the mean over a story.
  return Math.min(0.99, 1 / (1 + Math.exp(-odds / 2)));
}

function oddsOf(evidence: Shared | Evidence): number {
  let odds = 0;
  for (const kind in evidence) odds += evidence[kind as keyof Shared] * ODDS[kind as keyof Shared];
  return odds;
}

const HOUR = 3_600_000;

function withinWindow(a: Weighed, b: Weighed): boolean {
  if (a.at === null || b.at === null) return true;
  const hours = Math.abs(a.at - b.at) / HOUR;
  if (hours <= WINDOW_HOURS) return true;
  return hours <= FOLLOW_UP_HOURS && isAwaited(a, b);
}
