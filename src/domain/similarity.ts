import { eventsConflict, type Stage } from './events.ts';
import { LEAD_WEIGHT, type PlainFigure, type StoryFeatures, TITLE_WEIGHT } from './storyFeatures.ts';
import { isGeneric, type Weights } from './weights.ts';

/** Two articles tell of one event from this similarity on. */
export const JOIN = 0.5;

/** Longest time between two articles on one event. */
export const WINDOW_HOURS = 72;
/** The same when the one announces what the other reports. */
export const FOLLOW_UP_HOURS = 7 * 24;

/** An article with its vectors, computed once. */
export interface Weighed {
  readonly features: StoryFeatures;
  readonly at: number | null;
  readonly terms: ReadonlyMap<string, number>;
  readonly cognates: ReadonlyMap<string, number>;
  readonly entities: ReadonlyMap<string, number>;
  /** Amounts that tell events apart, see `isTelling`. */
  readonly figures: readonly PlainFigure[];
  /** Weight of all ids and telling figures. */
  readonly total: number;
}

/** A place says less of what happened than who did it. */
const PLACE = 0.5;

/** Prepares `features` for many comparisons. */
export function weighArticle(features: StoryFeatures, weights: Weights): Weighed {
  const terms = unit(features.terms, (key) => weights.term(key, features.language));
  const cognates = unit(features.cognates, (key) => weights.cognate(key));
  const entities = new Map(
    features.entities.map(({ id, weight, kind }) => [
      id,
      weight * Math.max(0, weights.entity(id)) * (kind === 'place' ? PLACE : 1),
    ]),
  );
  const figures = features.figures.filter(isTelling);
  const total = [...entities.values(), ...figures.map(figureWeight)].reduce((sum, value) => sum + value, 0);
  const at = features.publishedAt === null ? null : Date.parse(features.publishedAt);
  return { features, at, terms, cognates, entities, figures, total };
}

function unit(counts: Readonly<Record<string, number>>, idf: (key: string) => number): Map<string, number> {
  const vector = new Map<string, number>();
  let square = 0;
  for (const [key, times] of Object.entries(counts)) {
    const value = times * Math.max(0, idf(key));
    vector.set(key, value);
    square += value * value;
  }
  const norm = Math.sqrt(square) || 1;
  for (const [key, value] of vector) vector.set(key, value / norm);
  return vector;
}

const MONEY = new Set(['usd', 'kzt', 'eur', 'rub', 'cny']);

/** Money and larger counts tell events apart; years, ranks and "five countries" do not. */
export function isTelling({ value, unit }: PlainFigure): boolean {
  if (MONEY.has(unit)) return value > 0;
  if (unit === 'year' || unit === 'times' || unit === 'country') return false;
  if (unit === 'pct' || unit === 'pp') return value !== 100 && value !== 50;
  return value >= 10;
}

/** How far two articles tell of one event, 0–1; symmetric. */
export function compare(a: Weighed, b: Weighed): number {
  if (a.features.hash === b.features.hash) return 1;
  if (a.features.roundUp || b.features.roundUp) return 0;
  if (!withinWindow(a, b)) return 0;
  const shared = sharedEvidence(a, b);
  const same = a.features.language === b.features.language;
  const raw = same
    ? Math.max(withinLanguage(a, b, shared), acrossLanguages(a, b, shared))
    : acrossLanguages(a, b, shared);
  const undated = a.at === null || b.at === null ? UNDATED : 0;
  return Math.max(0, Math.min(0.99, raw * disagreement(a, b, shared) - undated));
}

/** What a pair without a date has to show more. */
const UNDATED = 0.06;

interface Evidence {
  /** Shared ids that are not generic. */
  readonly ids: number;
  /** Of these, how many are neither person nor place. */
  readonly things: number;
  /** Generic ids of persons: the two leaders. */
  readonly leaders: number;
  /** Generic ids of offices: a ministry, the White House. */
  readonly offices: number;
  readonly money: number;
  readonly counts: number;
  readonly shares: number;
  readonly event: boolean;
  readonly day: boolean;
  /** The best topic of both. */
  readonly topic: boolean;
  readonly cognates: number;
  /** How far ids and telling figures are the same, by weight, 0–1: mean of Jaccard and overlap. */
  readonly names: number;
}

export function sharedEvidence(a: Weighed, b: Weighed): Evidence {
  let [ids, things, leaders, offices, both] = [0, 0, 0, 0, 0];
  for (const { id, kind } of a.features.entities) {
    const other = b.entities.get(id);
    if (other === undefined) continue;
    both += Math.min(a.entities.get(id) ?? 0, other);
    if (kind === 'place') continue;
    if (!isGeneric(id)) {
      ids++;
      if (kind !== 'person') things++;
    } else if (kind === 'person') leaders++;
    else offices++;
  }
  let [money, counts, shares] = [0, 0, 0];
  for (const figure of a.figures) {
    if (!b.figures.some(({ value, unit }) => value === figure.value && unit === figure.unit)) continue;
    both += figureWeight(figure);
    if (MONEY.has(figure.unit)) money++;
    else if (figure.unit === 'pct' || figure.unit === 'pp') shares++;
    else counts++;
  }
  const [least, most] = [Math.min(a.total, b.total), a.total + b.total - both];
  const [mainA] = a.features.events;
  const [mainB] = b.features.events;
  return {
    ids,
    things,
    leaders,
    offices,
    money,
    counts,
    shares,
    event:
      mainA !== undefined && mainB !== undefined && (mainA === mainB || b.features.events.includes(mainA)),
    day: a.features.days.some((day) => b.features.days.includes(day)),
    topic: a.features.topics[0] !== undefined && a.features.topics[0] === b.features.topics[0],
    cognates: cosine(a.cognates, b.cognates),
    names: least === 0 ? 0 : (both / least + both / most) / 2,
  };
}

const figureWeight = ({ unit }: PlainFigure): number => (MONEY.has(unit) ? 2 : unit === 'pct' ? 1 : 1.5);

/** Cosine of stems; names and figures lift a middling one over the line. */
export function withinLanguage(a: Weighed, b: Weighed, shared: Evidence): number {
  const alike = cosine(a.terms, b.terms);
  const rare = shared.ids + shared.money + shared.counts;
  const plain = (alike / SURE) * JOIN;
  if (alike < LEAST || rare < 2) return plain;
  return Math.max(plain, JOIN + (alike - LEAST) * 0.4 + Math.min(4, rare) * 0.01);
}
const SURE = 0.45;
const LEAST = 0.26;

/** Names and figures decide; words of the same root in both alphabets help. */
export function acrossLanguages(a: Weighed, b: Weighed, shared: Evidence): number {
  const figures = Math.min(2, shared.money * 1.5 + shared.counts) + Math.min(0.5, shared.shares * 0.5);
  const time = a.at !== null && b.at !== null && Math.abs(a.at - b.at) <= 36 * HOUR;
  const occasion = shared.event ? (shared.day || time ? 0.8 : 0.4) : 0;
  const roots = shared.cognates >= 0.3 ? 1 : shared.cognates >= 0.18 ? 0.5 : 0;
  const points =
    shared.things +
    0.8 * (shared.ids - shared.things) +
    0.4 * (shared.leaders + shared.offices) +
    figures +
    occasion +
    roots +
    (shared.day ? 0.4 : 0) +
    (shared.names >= 0.7 ? 0.5 : 0) +
    (shared.topic ? 0.3 : 0);
  const tied = shared.things > 0 || figures >= 1 || occasion > 0.4;
  const raw = ((0.75 * shared.names + 0.4 * shared.cognates + Math.min(0.2, figures * 0.1)) / ACROSS) * JOIN;
  return tied && points >= 2 ? raw : Math.min(raw, JOIN - 0.1);
}
const ACROSS = 0.45;
const HOUR = 3_600_000;

/** Factor 0–1 for everything that says "another event". */
export function disagreement(a: Weighed, b: Weighed, shared: Evidence): number {
  let factor = 1;
  if (eventsConflict(a.features.events, b.features.events)) factor *= 0.6;
  if (stagesConflict(a.features.stage, b.features.stage)) factor *= 0.6;
  if (shared.money === 0 && moneyConflict(a.figures, b.figures)) factor *= 0.6;
  if (!shared.day && daysConflict(a.features.days, b.features.days)) factor *= 0.7;
  if (namesConflict(a, b)) factor *= 0.7;
  if (isTwin(a, b, shared)) factor *= 0.3;
  return factor;
}

const DONE: ReadonlySet<Stage> = new Set(['financed', 'delivered']);

/** Signed and delivered are months apart; announced and signed may be one evening. */
function stagesConflict(a: Stage | null, b: Stage | null): boolean {
  if (a === null || b === null || a === b) return false;
  return DONE.has(a) || DONE.has(b);
}

/** Sums within this relative difference are one sum told by two outlets. */
const SAME_SUM = 0.12;

function moneyConflict(a: readonly PlainFigure[], b: readonly PlainFigure[]): boolean {
  const sumsA = a.filter(({ unit }) => MONEY.has(unit));
  const sumsB = b.filter(({ unit }) => MONEY.has(unit));
  if (sumsA.length === 0 || sumsB.length === 0) return false;
  return !sumsA.some((x) =>
    sumsB.some(
      (y) => x.unit !== y.unit || Math.abs(x.value - y.value) <= SAME_SUM * Math.max(x.value, y.value),
    ),
  );
}

/** Each title names someone or some country that the other text does not know: two calls, two partners. */
function namesConflict(a: Weighed, b: Weighed): boolean {
  return namesStranger(a, b) && namesStranger(b, a);
}

function namesStranger(a: Weighed, b: Weighed): boolean {
  return a.features.entities.some(
    ({ id, kind, weight }) => weight === TITLE_WEIGHT && kind !== 'commodity' && !b.entities.has(id),
  );
}

function daysConflict(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return !a.some((x) => b.some((y) => Math.abs(Date.parse(x) - Date.parse(y)) <= 36 * HOUR));
}

/** A form filled in anew (rates, weather, statistics): nearly the same words, no figure the same. */
function isTwin(a: Weighed, b: Weighed, shared: Evidence): boolean {
  if (a.features.language !== b.features.language) return false;
  if (a.features.figures.length < 2 || b.features.figures.length < 2) return false;
  if (shared.money + shared.counts + shared.shares > 0) return false;
  const equal = a.features.figures.some((x) =>
    b.features.figures.some((y) => x.value === y.value && x.unit === y.unit && x.unit !== 'year'),
  );
  return !equal && cosine(a.terms, b.terms) >= 0.4;
}

function withinWindow(a: Weighed, b: Weighed): boolean {
  if (a.at === null || b.at === null) return true;
  const hours = Math.abs(a.at - b.at) / HOUR;
  if (hours <= WINDOW_HOURS) return true;
  if (hours > FOLLOW_UP_HOURS) return false;
  const [earlier, later] = a.at < b.at ? [a, b] : [b, a];
  return earlier.features.stage === 'announced' && followsUp(earlier.features, later.features);
}

/** An announced event that then happens: same kind of event, someone or something shared, a shared day. */
function followsUp(announced: StoryFeatures, happened: StoryFeatures): boolean {
  if (!announced.events.some((event) => happened.events.includes(event))) return false;
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
