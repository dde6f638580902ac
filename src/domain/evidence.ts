import { eventsConflict, type Stage } from './events.ts';
import type { Weighed } from './similarity.ts';
import { LEAD_WEIGHT, type PlainFigure, type StoryFeatures, TITLE_WEIGHT } from './storyFeatures.ts';
import { isGeneric } from './weights.ts';

/** What two articles share, each measured so that it does not depend on length alone. */
export interface Shared {
  /** Likeness of words, 0–1: of concepts across languages, of concepts or stems within one. */
  readonly words: number;
  /** How far gazetteer ids are the same, by weight, 0–1: mean of Jaccard and overlap. */
  readonly ids: number;
  /** Telling names of both, known to the gazetteer or not, 0–5. */
  readonly names: number;
  /** How far the numbers of the one that states fewer are in the other, by how telling they are, 0–1. */
  readonly numbers: number;
}

/** What else speaks for one event or for two. */
export interface Evidence extends Shared {
  /** 1 when one's main kind of event is among the other's. */
  readonly event: number;
  /** 1 when both have the same first topic, .7 for another one, ½ when neither has any. */
  readonly topic: number;
  /** Telling people, bodies and firms in the head of both, at most three: who it is about, not who is mentioned. */
  readonly heads: number;
  /** 1 when both name the same day of the event. */
  readonly sameDay: number;
  /** Telling places of both, at most two. */
  readonly place: number;
  /** 1 when their kinds of event exclude each other, ½ when these are only not the same. */
  readonly otherEvent: number;
  /** 1 when one of them is stages ahead. */
  readonly otherStage: number;
  /** 1 when both name sums and none is near, 2 when no other number is the same either. */
  readonly otherSums: number;
  /** 1 when both name days of the event and none is near. */
  readonly otherDays: number;
  /** 1 when each title names someone whom the other article does not know. */
  readonly strangers: number;
  /** 1 when only one is questions and answers: the guest is not the event. */
  readonly interview: number;
  /** 1 for a form filled in anew: nearly the same words, no figure the same. */
  readonly twin: number;
  /** Days between them after the first half day, at most three; an announced event that then happens waits longer. */
  readonly days: number;
  /** 1 when one has no date. */
  readonly undated: number;
  /** 1 when both are in one language. */
  readonly sameLanguage: number;
  /** 1 when the words of one cannot be compared: a language that is not read. */
  readonly unread: number;
}

const HOUR = 3_600_000;
/** Stems of one language coincide less often than concepts do. */
const STEMS = 1.4;

/** What `a` and `b` share; symmetric. */
export function gatherShared(a: Weighed, b: Weighed): Shared {
  const concepts = cosine(a.concepts, b.concepts);
  const stems = a.features.language === b.features.language ? cosine(a.terms, b.terms) : 0;
  return {
    words: Math.max(concepts, STEMS * stems),
    ids: sharedIds(a, b),
    names: sharedNames(a, b),
    numbers: sharedNumbers(a, b),
  };
}

/** What `a` and `b` have in common and what sets them apart; symmetric. */
export function gather(a: Weighed, b: Weighed, shared: Shared): Evidence {
  const [one, other] = [a.features, b.features];
  const sameLanguage = one.language === other.language;
  const sharedDay = one.days.some((day) => other.days.includes(day));
  const [mainA, mainB] = [one.events[0], other.events[0]];
  const hours = a.at === null || b.at === null ? 24 : Math.abs(a.at - b.at) / HOUR;
  return {
    ...shared,
    event: flag(
      mainA !== undefined &&
        mainB !== undefined &&
        (other.events.includes(mainA) || one.events.includes(mainB)),
    ),
    topic: topicOf(one.topics, other.topics),
    otherEvent: eventsConflict(one.events, other.events),
    heads: sharedHeads(a, b),
    sameDay: flag(sharedDay),
    place: sharedPlaces(a, b),
    otherStage: flag(stagesConflict(one.stage, other.stage)),
    otherSums: sumsConflict(a.figures, b.figures) ? (shared.numbers === 0 ? 2 : 1) : 0,
    otherDays: flag(!sharedDay && daysConflict(one.days, other.days)),
    strangers: flag(namesStranger(a, b) && namesStranger(b, a)),
    interview: flag((one.interview ?? false) !== (other.interview ?? false)),
    twin: flag(isTwin(a, b, shared)),
    days: Math.min(3, Math.max(0, (isAwaited(a, b) ? Math.min(hours, 24) : hours) - 12) / 24),
    undated: flag(a.at === null || b.at === null),
    sameLanguage: flag(sameLanguage),
    unread: flag(
      [one, other].some(({ language, concepts }) => language === 'other' || concepts === undefined),
    ),
  };
}

function topicOf(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0.5;
  if (a[0] === b[0]) return 1;
  return a.some((id) => b.includes(id)) ? 0.7 : 0;
}

const flag = (is: boolean): number => (is ? 1 : 0);

function sharedIds(a: Weighed, b: Weighed): number {
  let both = 0;
  for (const [id, weight] of a.entities) both += Math.min(weight, b.entities.get(id) ?? 0);
  const least = Math.min(a.entityWeight, b.entityWeight);
  const most = a.entityWeight + b.entityWeight - both;
  return least <= 0 || most <= 0 ? 0 : (both / least + both / most) / 2;
}

function sharedHeads(a: Weighed, b: Weighed): number {
  const heads = new Set(
    b.features.entities.filter(({ weight }) => weight >= LEAD_WEIGHT).map(({ id }) => id),
  );
  const shared = a.features.entities.filter(
    ({ id, kind, weight }) =>
      weight >= LEAD_WEIGHT && kind !== 'place' && kind !== 'commodity' && !isGeneric(id) && heads.has(id),
  );
  return Math.min(3, shared.length);
}

function sharedPlaces(a: Weighed, b: Weighed): number {
  const shared = a.features.entities.filter(
    ({ id, kind, weight }) =>
      kind === 'place' && weight >= LEAD_WEIGHT && !isGeneric(id) && b.entities.has(id),
  );
  return Math.min(2, shared.length);
}

/** So much weight of unknown names is one name: about what a rare word has. */
const ONE_NAME = 5;

function sharedNames(a: Weighed, b: Weighed): number {
  let known = 0;
  for (const { id, kind } of a.features.entities)
    if (kind !== 'place' && !isGeneric(id) && b.entities.has(id)) known++;
  let sounded = 0;
  for (const [key, weight] of a.names) if (b.names.has(key)) sounded += weight;
  return Math.min(5, Math.min(4, known) + Math.min(4, sounded / ONE_NAME));
}

/** Least weight of the numbers of an article: two small ones that agree prove nothing. */
const FEW_NUMBERS = 1.5;

function sharedNumbers(a: Weighed, b: Weighed): number {
  let both = 0;
  for (const [value, weight] of a.numbers) if (b.numbers.has(value)) both += weight;
  return both / Math.max(FEW_NUMBERS, Math.min(a.numberWeight, b.numberWeight));
}

const MONEY = new Set(['usd', 'kzt', 'eur', 'rub', 'cny']);
/** Sums within this relative difference are one sum told by two outlets. */
const SAME_SUM = 0.12;

function sumsConflict(a: readonly PlainFigure[], b: readonly PlainFigure[]): boolean {
  const sumsA = a.filter(({ unit }) => MONEY.has(unit));
  const sumsB = b.filter(({ unit }) => MONEY.has(unit));
  if (sumsA.length === 0 || sumsB.length === 0) return false;
  return !sumsA.some((x) =>
    sumsB.some(
      (y) => x.unit !== y.unit || Math.abs(x.value - y.value) <= SAME_SUM * Math.max(x.value, y.value),
    ),
  );
}

const DONE: ReadonlySet<Stage> = new Set(['financed', 'delivered']);

/** Signed and delivered are months apart; announced and signed may be one evening. */
function stagesConflict(a: Stage | null, b: Stage | null): boolean {
  if (a === null || b === null || a === b) return false;
  return DONE.has(a) || DONE.has(b);
}

/** Title of `a` names someone or some country that `b` does not know. */
function namesStranger(a: Weighed, b: Weighed): boolean {
  return a.features.entities.some(
    ({ id, kind, weight }) => weight === TITLE_WEIGHT && kind !== 'commodity' && !b.entities.has(id),
  );
}

function daysConflict(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return !a.some((x) => b.some((y) => Math.abs(Date.parse(x) - Date.parse(y)) <= 36 * HOUR));
}

/** Likeness of words from which a pair without one equal number is a form filled in anew. */
const TWIN_WORDS = 0.55;

/** A form filled in anew (rates, weather, statistics): nearly the same words, no figure the same. */
function isTwin(a: Weighed, b: Weighed, shared: Shared): boolean {
  if (shared.numbers > 0 || shared.words < TWIN_WORDS) return false;
  return a.figures.length >= 2 && b.figures.length >= 2;
}

/**
 * True when the earlier of the two announces what the later one reports, or when both name two of the same parties in
 * their heads and the same sum: such news goes on for a week.
 */
export function isAwaited(a: Weighed, b: Weighed): boolean {
  if (a.at === null || b.at === null) return false;
  if (sharedHeads(a, b) >= 2 && sharesSum(a.figures, b.figures)) return true;
  const [earlier, later] = a.at <= b.at ? [a.features, b.features] : [b.features, a.features];
  return earlier.stage === 'announced' && followsUp(earlier, later);
}

function sharesSum(a: readonly PlainFigure[], b: readonly PlainFigure[]): boolean {
  return a.some(
    (x) => MONEY.has(x.unit) && b.some(({ value, unit }) => unit === x.unit && value === x.value),
  );
}

/**
 * An announced event that then happens: someone or something in the head of both, and the same kind of event or a
 * signature under what was announced.
 */
function followsUp(announced: StoryFeatures, happened: StoryFeatures): boolean {
  if (happened.stage !== 'signed' && !announced.events.some((event) => happened.events.includes(event)))
    return false;
  const names = new Set(happened.entities.filter(({ weight }) => weight >= LEAD_WEIGHT).map(({ id }) => id));
  return announced.entities.some(
    ({ id, weight }) => weight >= LEAD_WEIGHT && !isGeneric(id) && names.has(id),
  );
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, value] of small) sum += value * (large.get(key) ?? 0);
  return sum;
}
