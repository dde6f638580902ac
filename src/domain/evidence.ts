import {
  daysConflict,
  isAwaited,
  isForm,
  namesOtherPeople,
  namesStranger,
  namesUnknown,
  otherNumbers,
  sharesNearSum,
  stagesConflict,
  sumsConflict,
} from './disagreement.ts';
import { eventsConflict } from './events.ts';
import type { WeightedEntity } from './storyFeatures.ts';
import { cosine, EXACT_NUMBER, sharedOf, type Weighed } from './weighed.ts';

/** What two articles share, each measured so that it does not depend on length alone. */
export interface Shared {
  /** Likeness of words, 0–1: of concepts across languages, of concepts or stems within one. */
  readonly words: number;
  /** 0–1: how far the words are more alike than those of two reporters on one event. */
  readonly alike: number;
  /** Likeness of what words of two languages sound like, 0–1. */
  readonly sounds: number;
  /** How far gazetteer ids are the same, by weight, 0–1: mean of Jaccard and overlap. */
  readonly ids: number;
  /** Telling names of both that the gazetteer knows, 0–4. */
  readonly names: number;
  /** Names of both that it does not know, 0–4. */
  readonly unknown: number;
  /** Equal numbers that are told exactly, 0–2. */
  readonly exact: number;
  /** How far the numbers of the one that states fewer are in the other, by how telling they are, 0–1. */
  readonly numbers: number;
  /** 1 when both have the same first topic, .7 for another one, ½ when neither has any. */
  readonly topic: number;
  /** Telling people, bodies and firms in the head of both, at most three: who it is about, not who is mentioned. */
  readonly heads: number;
  /** Telling places in the head of the one that the other knows as well, at most two. */
  readonly place: number;
}

/** What else speaks for one event or for two. */
export interface Evidence extends Shared {
  /** 1 when both name the same day of the event. */
  readonly sameDay: number;
  /** 1 when their kinds of event exclude each other, ½ when these are only not the same. */
  readonly otherEvent: number;
  /** 1 when one of them is stages ahead. */
  readonly otherStage: number;
  /** 1 when both name sums and none is near, 2 when no other number is the same either. */
  readonly otherSums: number;
  /** 0–1: how many telling numbers the one that has fewer states, when no telling one is in both. */
  readonly otherNumbers: number;
  /** 1 when both name days of the event and none is near. */
  readonly otherDays: number;
  /** 1 when each title names someone whom the other article does not know. */
  readonly strangers: number;
  /** 1 when each head names people, none of whom the other article knows. */
  readonly otherPeople: number;
  /** 1 when both name sums that are one, told more roughly by one of them. */
  readonly nearSum: number;
  /** How many exact numbers the article with fewer of them states, none of which is in both, 0–2. */
  readonly otherExact: number;
  /** 0–1: how little but parties and places they share, neither words nor numbers. */
  readonly thin: number;
  /** 1 when one is a guide. */
  readonly guide: number;
  /** 1 when one head is set in Kazakhstan, the other in a third country instead. */
  readonly otherCountry: number;
  /** 1 when both titles name towns or countries, none of them the same. */
  readonly otherTown: number;
  /** 1 when only one title names someone whom the other article does not know. */
  readonly stranger: number;
  /** 1 when only one is questions and answers: the guest is not the event. Less when it states the other's numbers. */
  readonly interview: number;
  /** 1 when each title names people, firms or others that no list knows, none of whom the other article names. */
  readonly otherNames: number;
  /** 1 for a form filled in anew: mostly figures, none of them the same. */
  readonly form: number;
  /** 1 for nearly the same words under titles that name others. */
  readonly twin: number;
  /** Days between them after the first half day, at most two; an announced event that then happens waits longer. */
  readonly days: number;
  /** 1 when one has no date. */
  readonly undated: number;
  /** 1 when both are in one language. */
  readonly sameLanguage: number;
  /** 1 when the words of one cannot be compared: a language that is not read. */
  readonly unread: number;
}

const HOUR_MS = 3_600_000;
/** Words more alike than this are mostly copied. */
const ALIKE = 0.6;
/** Stems of one language coincide less often than concepts do. */
const STEMS = 1.4;

/** Sums over what two articles share, from which `measureShared` makes comparable measures. */
export interface Sums {
  /** Dot products. */
  readonly concepts: number;
  readonly stems: number;
  readonly sounds: number;
  /** Weight of shared ids, the smaller of both. */
  readonly ids: number;
  /** How many telling ids of people, bodies, firms and goods are shared. */
  readonly known: number;
  /** Weight of shared names that the gazetteer does not know. */
  readonly sounded: number;
  /** Weight of equal numbers. */
  readonly numbers: number;
  /** How many of them are told exactly. */
  readonly exact: number;
}

/** What `a` and `b` share; symmetric. */
export function gatherShared(a: Weighed, b: Weighed): Shared {
  let [ids, known, sounded, numbers, exact] = [0, 0, 0, 0, 0];
  for (const [id, weight] of a.entities) {
    const other = b.entities.get(id);
    if (other === undefined) continue;
    ids += Math.min(weight, other);
    known += a.tellingIds.get(id) ?? 0;
  }
  for (const [key, weight] of a.names) if (b.names.has(key)) sounded += weight;
  for (const [value, weight] of a.numbers) {
    if (!b.numbers.has(value)) continue;
    numbers += weight;
    if (weight === EXACT_NUMBER) exact++;
  }
  const stems = a.features.language === b.features.language ? cosine(a.terms, b.terms) : 0;
  return measureShared(a, b, {
    concepts: cosine(a.concepts, b.concepts),
    stems,
    sounds: a.features.language === b.features.language ? 0 : cosine(a.sounds, b.sounds),
    ids,
    known,
    sounded,
    numbers,
    exact,
  });
}

/** So much weight of unknown names is one name: about what a rare word has. */
const ONE_NAME = 5;
/** Least weight of the numbers of an article: two small ones that agree prove nothing. */
const FEW_NUMBERS = 1.5;

/** Makes measures of `sums` over what `a` and `b` share. */
export function measureShared(a: Weighed, b: Weighed, sums: Sums): Shared {
  const least = Math.min(a.entityWeight, b.entityWeight);
  const most = a.entityWeight + b.entityWeight - sums.ids;
  const words = Math.min(1, Math.max(sums.concepts, STEMS * sums.stems));
  return {
    words,
    alike: isTalk(a) === isTalk(b) ? Math.max(0, words - ALIKE) / (1 - ALIKE) : 0,
    sounds: sums.sounds,
    ids: least <= 0 || most <= 0 ? 0 : (sums.ids / least + sums.ids / most) / 2,
    names: Math.min(4, sums.known),
    unknown: Math.min(4, sums.sounded / ONE_NAME),
    exact: Math.min(2, sums.exact),
    numbers: sums.numbers / Math.max(FEW_NUMBERS, Math.min(a.numberWeight, b.numberWeight)),
    topic: topicOf(a.features.topics, b.features.topics),
    heads: sums.known === 0 ? 0 : Math.min(3, weightShared(a.heads, b)),
    place: Math.min(2, Math.max(sharedOf(a.headPlaces, b.entities), sharedOf(b.headPlaces, a.entities))),
  };
}

/** Likeness of words of two forms of one kind, in any languages. */
const FORM_LIKENESS = 0.3;
/** Likeness of words from which articles are written alike. */
const SAME_WORDS = 0.65;
/** Likeness of words, and of numbers, that is more than chance. */
const ENOUGH_WORDS = 0.35;
const ENOUGH_NUMBERS = 0.4;

function weightShared(ids: ReadonlySet<string>, b: Weighed): number {
  let total = 0;
  for (const id of ids) if (b.heads.has(id)) total += b.tellingIds.get(id) ?? 0;
  return total;
}

/** What `a` and `b` have in common and what sets them apart; symmetric. */
export function gather(a: Weighed, b: Weighed, shared: Shared): Evidence {
  const [one, other] = [a.features, b.features];
  const sameLanguage = one.language === other.language;
  const sharedDay = one.days.some((day) => other.days.includes(day));
  const hours = a.at === null || b.at === null ? 0 : Math.abs(a.at - b.at) / HOUR_MS;
  const unread = [one, other].some(
    ({ language, concepts }) => language === 'other' || concepts === undefined,
  );
  const near = sharesNearSum(a, b);
  return {
    ...shared,
    otherEvent: eventsConflict(one.events, other.events),
    sameDay: flag(sharedDay),
    otherStage: flag(stagesConflict(one.stage, other.stage)),
    otherSums: sumsConflict(a, b) ? (shared.numbers === 0 ? 2 : 1) : 0,
    nearSum: flag(near),
    otherNumbers: near ? 0 : otherNumbers(a, b),
    otherDays: flag(!sharedDay && daysConflict(one.days, other.days)),
    strangers: flag(namesStranger(a, b) && namesStranger(b, a)),
    otherPeople: flag(namesOtherPeople(a, b)),
    otherExact: shared.exact > 0 ? 0 : Math.min(2, a.exact, b.exact),
    thin: unread ? 0 : Math.max(0, 1 - shared.words / ENOUGH_WORDS - shared.numbers / ENOUGH_NUMBERS),
    guide: flag(one.guide === true || other.guide === true),
    otherCountry: flag(isElsewhere(a, b) || isElsewhere(b, a)),
    otherTown: flag(areApart(a.titleTowns, b.titleTowns)),
    stranger: flag(namesStranger(a, b) !== namesStranger(b, a)),
    interview: isTalk(a) === isTalk(b) ? 0 : 1 - Math.min(1, shared.numbers),
    otherNames: flag(namesUnknown(a, b) && namesUnknown(b, a)),
    form: flag(shared.words >= FORM_LIKENESS && isForm(a, b)),
    twin: flag(shared.words >= SAME_WORDS && (areApart(a.titleTowns, b.titleTowns) || namesOthers(a, b))),
    days: Math.min(2, Math.max(0, (isAwaited(a, b) ? Math.min(hours, 24) : hours) - 12) / 24),
    undated: flag(a.at === null || b.at === null),
    sameLanguage: flag(sameLanguage),
    unread: flag(unread),
  };
}

function topicOf(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 0.5;
  if (a[0] === b[0]) return 1;
  return a.some((id) => b.includes(id)) ? 0.7 : 0;
}

const isTalk = ({ features }: Weighed): boolean => features.interview ?? false;

const flag = (is: boolean): number => (is ? 1 : 0);

/**
 * True when titles are set in other places: two towns of one country, or another country with a place of the other
 * title that it does not name. A country goes with its towns, and Washington with Astana.
 */
function areApart(a: readonly WeightedEntity[], b: readonly WeightedEntity[]): boolean {
  const has = (places: readonly WeightedEntity[], { id, side }: WeightedEntity) =>
    places.some(
      (place) =>
        place.id === id ||
        (place.side === side && side !== '-' && (COUNTRY.has(id) || COUNTRY.has(place.id))),
    );
  const [onlyA, onlyB] = [a.filter((place) => !has(b, place)), b.filter((place) => !has(a, place))];
  return (
    onlyA.some((x) => onlyB.some((y) => x.side === y.side || x.side === '-' || y.side === '-')) &&
    !a.some((place) => has(b, place))
  );
}

/** True when the head of `a` is set in a third country, and that of `b` in Kazakhstan alone. */
function isElsewhere(a: Weighed, b: Weighed): boolean {
  return (
    a.thirdPlaces.size > 0 &&
    !a.inKazakhstan &&
    b.inKazakhstan &&
    sharedOf(a.thirdPlaces, b.thirdPlaces) === 0
  );
}

/** True when each title names people whom the other title does not. */
const namesOthers = (a: Weighed, b: Weighed): boolean =>
  a.titlePeople.some((id) => !b.titlePeople.includes(id)) &&
  b.titlePeople.some((id) => !a.titlePeople.includes(id));

const COUNTRY: ReadonlySet<string> = new Set(['kazakhstan', 'usa']);
