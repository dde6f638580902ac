import {
  daysConflict,
  isAwaited,
  isTwin,
  namesOtherPeople,
  namesStranger,
  otherNumbers,
  stagesConflict,
  sumsConflict,
} from './disagreement.ts';
import { eventsConflict } from './events.ts';
import { cosine, sharedOf, type Weighed } from './weighed.ts';

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
  /** 1 when both have the same first topic, .7 for another one, ½ when neither has any. */
  readonly topic: number;
  /** Telling people, bodies and firms in the head of both, at most three: who it is about, not who is mentioned. */
  readonly heads: number;
  /** Telling places in the head of the one that the other knows as well, at most two. */
  readonly place: number;
}

/** What else speaks for one event or for two. */
export interface Evidence extends Shared {
  /** 1 when one's main kind of event is among the other's. */
  readonly event: number;
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
  /** 1 when each title names a country or town that the other article does not know. */
  readonly otherPlace: number;
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

/** Sums over what two articles share, from which `measureShared` makes comparable measures. */
export interface Sums {
  /** Dot products. */
  readonly concepts: number;
  readonly stems: number;
  /** Weight of shared ids, the smaller of both. */
  readonly ids: number;
  /** How many telling ids of people, bodies, firms and goods are shared. */
  readonly known: number;
  /** Weight of shared names that the gazetteer does not know. */
  readonly sounded: number;
  /** Weight of equal numbers. */
  readonly numbers: number;
}

/** What `a` and `b` share; symmetric. */
export function gatherShared(a: Weighed, b: Weighed): Shared {
  let [ids, known, sounded, numbers] = [0, 0, 0, 0];
  for (const [id, weight] of a.entities) {
    const other = b.entities.get(id);
    if (other === undefined) continue;
    ids += Math.min(weight, other);
    if (a.tellingIds.has(id)) known++;
  }
  for (const [key, weight] of a.names) if (b.names.has(key)) sounded += weight;
  for (const [value, weight] of a.numbers) if (b.numbers.has(value)) numbers += weight;
  const stems = a.features.language === b.features.language ? cosine(a.terms, b.terms) : 0;
  return measureShared(a, b, {
    concepts: cosine(a.concepts, b.concepts),
    stems,
    ids,
    known,
    sounded,
    numbers,
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
  return {
    words: Math.min(1, Math.max(sums.concepts, STEMS * sums.stems)),
    ids: least <= 0 || most <= 0 ? 0 : (sums.ids / least + sums.ids / most) / 2,
    names: Math.min(5, Math.min(4, sums.known) + Math.min(4, sums.sounded / ONE_NAME)),
    numbers: sums.numbers / Math.max(FEW_NUMBERS, Math.min(a.numberWeight, b.numberWeight)),
    topic: topicOf(a.features.topics, b.features.topics),
    heads: sums.known === 0 ? 0 : Math.min(3, sharedOf(a.heads, b.heads)),
    place: Math.min(2, Math.max(sharedOf(a.headPlaces, b.entities), sharedOf(b.headPlaces, a.entities))),
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
    otherEvent: eventsConflict(one.events, other.events),
    sameDay: flag(sharedDay),
    otherStage: flag(stagesConflict(one.stage, other.stage)),
    otherSums: sumsConflict(a, b) ? (shared.numbers === 0 ? 2 : 1) : 0,
    otherNumbers: otherNumbers(a, b),
    otherDays: flag(!sharedDay && daysConflict(one.days, other.days)),
    strangers: flag(namesStranger(a, b) && namesStranger(b, a)),
    otherPeople: flag(namesOtherPeople(a, b)),
    otherPlace: flag(namesStranger(a, b, true) && namesStranger(b, a, true)),
    interview: flag((one.interview ?? false) !== (other.interview ?? false)),
    twin: flag(isTwin(a, b, shared.words)),
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
