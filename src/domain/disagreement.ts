import type { Stage } from './events.ts';
import { LEAD_WEIGHT, type PlainFigure, type StoryFeatures } from './storyFeatures.ts';
import { MONEY, sharedOf, sum, TELLING_NUMBER, type Weighed } from './weighed.ts';
import { isGeneric } from './weights.ts';

const HOUR_MS = 3_600_000;

/** So much weight of telling numbers, none of which the other has, is a whole disagreement. */
const MANY_NUMBERS = 5;

/** 0–1: how many telling numbers the article that has fewer of them states, when none is in both. */
export function otherNumbers(a: Weighed, b: Weighed): number {
  for (const [value, weight] of a.numbers) if (weight >= TELLING_NUMBER && b.numbers.has(value)) return 0;
  return Math.min(1, Math.min(a.tellingWeight, b.tellingWeight) / MANY_NUMBERS);
}

/** Sums within this relative difference are one sum told by two outlets. */
const SAME_SUM = 0.12;

/** Both heads name sums, and neither article knows any of the other's, not even roughly. */
export function sumsConflict({ features: a }: Weighed, { features: b }: Weighed): boolean {
  const [headA, headB] = [sumsOf(a.headFigures ?? a.figures), sumsOf(b.headFigures ?? b.figures)];
  if (headA.length === 0 || headB.length === 0) return false;
  return !isNearAny(headA, sumsOf(b.figures)) && !isNearAny(headB, sumsOf(a.figures));
}

const sumsOf = (figures: readonly PlainFigure[]) => figures.filter(({ unit }) => MONEY.has(unit));

function isNearAny(sums: readonly PlainFigure[], others: readonly PlainFigure[]): boolean {
  return sums.some((x) =>
    others.some(
      (y) => x.unit !== y.unit || Math.abs(x.value - y.value) <= SAME_SUM * Math.max(x.value, y.value),
    ),
  );
}

/** A sum told roughly is within this of the exact one: "close to $190 million" for 187.5. */
const ROUGHLY = 0.06;
/** Sums from which on outlets round. */
const LARGE = 1_000_000;

/** True when both name sums that are not equal, but nearly, and one of them is round. */
export function sharesNearSum({ features: a }: Weighed, { features: b }: Weighed): boolean {
  return a.figures.some(
    (x) =>
      MONEY.has(x.unit) &&
      x.value >= LARGE &&
      b.figures.some(
        (y) =>
          y.unit === x.unit &&
          y.value !== x.value &&
          Math.abs(x.value - y.value) <= ROUGHLY * Math.max(x.value, y.value) &&
          (isRound(x.value) || isRound(y.value)),
      ),
  );
}

const isRound = (value: number): boolean =>
  /^\d{1,2}0*$/.test(String(value)) || /^\d{1,2}5?0*$/.test(String(value));

const DONE: ReadonlySet<Stage> = new Set(['financed', 'delivered']);

/** True when one is stages ahead: signed and delivered are months apart, announced and signed may be one evening. */
export function stagesConflict(a: Stage | null, b: Stage | null): boolean {
  if (a === null || b === null || a === b) return false;
  return DONE.has(a) || DONE.has(b);
}

/** True when the title of `a` names someone or somewhere that `b` does not know. */
export function namesStranger(a: Weighed, b: Weighed): boolean {
  return a.titleNames.some((id) => !b.entities.has(id));
}

/** Weight of a name in a title, see `soundedNames`. */
const IN_TITLE = 3;

/** True when the title of `a` has names that no list knows, none of which `b` has. */
export function namesUnknown({ features: a }: Weighed, b: Weighed): boolean {
  const inTitle = Object.entries(a.names ?? {}).filter(([, weight]) => weight >= IN_TITLE);
  return inTitle.length > 0 && !inTitle.some(([name]) => b.names.has(name));
}

/** True when each head names people, none of whom the other article knows. */
export function namesOtherPeople(a: Weighed, b: Weighed): boolean {
  if (a.headPeople.length === 0 || b.headPeople.length === 0) return false;
  return !a.headPeople.some((id) => b.entities.has(id)) && !b.headPeople.some((id) => a.entities.has(id));
}

/** True when both heads name days and none is near. */
export function daysConflict(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return false;
  return !a.some((x) => b.some((y) => Math.abs(Date.parse(x) - Date.parse(y)) <= 36 * HOUR_MS));
}

/** A form is made of figures: one to so many words of title and lead. Other news is told with other details. */
const FORM_WORDS = 20;

/** A form filled in anew: rates, prices, statistics of another day. Both are mostly figures, and none is the same. */
export function isForm(a: Weighed, b: Weighed): boolean {
  return (
    isMadeOfFigures(a.features) &&
    isMadeOfFigures(b.features) &&
    !a.figures.some(({ value }) => b.numbers.has(value))
  );
}

function isMadeOfFigures({ figures, terms }: StoryFeatures): boolean {
  return figures.length >= 2 && figures.length * FORM_WORDS >= sum(Object.values(terms));
}

/**
 * True when the earlier of the two announces what the later one reports, or when both name two of the same parties in
 * their heads and the same sum: such news goes on for a week.
 */
export function isAwaited(a: Weighed, b: Weighed): boolean {
  if (a.at === null || b.at === null) return false;
  if (sharedOf(a.heads, b.heads) >= 2 && sharesSum(a.figures, b.figures)) return true;
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
