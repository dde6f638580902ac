import type { EntityKind } from './knowledge.ts';
import {
  LEAD_WEIGHT,
  type PlainFigure,
  type StoryFeatures,
  TITLE_WEIGHT,
  type WeightedEntity,
} from './storyFeatures.ts';
import { isGeneric, type Weights } from './weights.ts';

/** An article with its vectors, computed once. */
export interface Weighed {
  readonly features: StoryFeatures;
  readonly at: number | null;
  /** Of length 1, as concepts are. */
  readonly terms: ReadonlyMap<string, number>;
  readonly concepts: ReadonlyMap<string, number>;
  /** What its words sound like; of length 1. */
  readonly sounds: ReadonlyMap<string, number>;
  /** Sounds of names that the gazetteer does not know. */
  readonly names: ReadonlyMap<string, number>;
  readonly entities: ReadonlyMap<string, number>;
  readonly entityWeight: number;
  /** Ids that are neither places nor met in nearly every article. */
  readonly tellingIds: ReadonlyMap<string, number>;
  /** Ids of telling people, bodies and firms in the head: who it is about. */
  readonly heads: ReadonlySet<string>;
  readonly headPeople: readonly string[];
  /** Telling places of the head. */
  readonly headPlaces: ReadonlySet<string>;
  /** Whom and what the title names, goods excepted. */
  readonly titleNames: readonly string[];
  /** People of the title, the leaders included. */
  readonly titlePeople: readonly string[];
  /** Places of the head in neither of the two countries. */
  readonly thirdPlaces: ReadonlySet<string>;
  /** True when the head names a place, a body or anyone of Kazakhstan. */
  readonly inKazakhstan: boolean;
  /** Places of the title with their sides, the two countries and the region excepted. */
  readonly titleTowns: readonly WeightedEntity[];
  readonly numbers: ReadonlyMap<number, number>;
  readonly numberWeight: number;
  /** Exact numbers, see `EXACT_NUMBER`. */
  readonly exact: number;
  /** Weight of those from `TELLING_NUMBER` on. */
  readonly tellingWeight: number;
  /** Amounts that tell events apart, see `isTelling`. */
  readonly figures: readonly PlainFigure[];
}

/** Weight of a number that is told exactly: three digits and more that are not noughts. */
export const EXACT_NUMBER = 1.8;

/** From this weight on a number is telling: 13 and more, not round. */
export const TELLING_NUMBER = 0.5;

/** Places of all news of the field. */
const EVERYWHERE: ReadonlySet<string> = new Set(['usa', 'central_asia']);

/** Weight of a rare name. */
const RARE = 3.5;

/** A place says less of what happened than who did it. */
const PLACE = 0.5;

/** Prepares `features` for many comparisons. */
export function weighArticle(features: StoryFeatures, weights: Weights): Weighed {
  const terms = unit(features.terms, (key, times) => Math.sqrt(times) * weights.term(key, features.language));
  const concepts = unit(features.concepts ?? {}, (key, times) => Math.sqrt(times) * weights.concept(key));
  const sounds = unit(features.sounds ?? {}, (key, times) => Math.sqrt(times) * weights.sound(key));
  const names = new Map(Object.keys(features.names ?? {}).map((key) => [key, weights.name(key)]));
  const entities = new Map(
    features.entities.map(({ id, weight, kind }) => [
      id,
      weight * Math.max(0, weights.entity(id)) * (kind === 'place' ? PLACE : 1),
    ]),
  );
  const numbers = new Map((features.numbers ?? []).map((value) => [value, numberWeight(value)]));
  const head = features.entities.filter(({ id, weight }) => weight >= LEAD_WEIGHT && !isGeneric(id));
  const headPlaces = features.entities.filter(
    ({ kind, weight }) => kind === 'place' && weight >= LEAD_WEIGHT,
  );
  const title = features.entities.filter(
    ({ kind, weight }) => weight === TITLE_WEIGHT && kind !== 'commodity',
  );
  const idsOf = (found: readonly WeightedEntity[], fits: (kind: EntityKind | null) => boolean) =>
    found.filter(({ kind }) => fits(kind)).map(({ id }) => id);
  const at = features.publishedAt === null ? null : Date.parse(features.publishedAt);
  const figures = features.figures.filter(isTelling);
  return {
    features,
    at,
    terms,
    concepts,
    sounds,
    names,
    entities,
    entityWeight: sum(entities.values()),
    tellingIds: new Map(
      features.entities
        .filter(({ id, kind }) => kind !== 'place' && !isGeneric(id))
        .map(({ id }) => [id, Math.max(0, weights.entity(id)) / RARE]),
    ),
    heads: new Set(idsOf(head, (kind) => kind !== 'place' && kind !== 'commodity')),
    headPeople: idsOf(head, (kind) => kind === 'person'),
    headPlaces: new Set(idsOf(head, (kind) => kind === 'place')),
    titleNames: idsOf(title, () => true),
    titlePeople: features.entities
      .filter(({ kind, weight }) => kind === 'person' && weight === TITLE_WEIGHT)
      .map(({ id }) => id),
    thirdPlaces: new Set(
      headPlaces.filter(({ id, side }) => side === '-' && id !== 'central_asia').map(({ id }) => id),
    ),
    inKazakhstan: features.entities.some(({ side, weight }) => side === 'kz' && weight >= LEAD_WEIGHT),
    titleTowns: features.entities.filter(
      ({ weight, id, kind }) => weight === TITLE_WEIGHT && kind === 'place' && !EVERYWHERE.has(id),
    ),
    numbers,
    numberWeight: sum(numbers.values()),
    exact: [...numbers.values()].filter((weight) => weight === EXACT_NUMBER).length,
    tellingWeight: sum([...numbers.values()].filter((weight) => weight >= TELLING_NUMBER)),
    figures,
  };
}

/** Sum of `values`. */
export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

function unit(
  counts: Readonly<Record<string, number>>,
  weigh: (key: string, times: number) => number,
): Map<string, number> {
  const vector = new Map<string, number>();
  let square = 0;
  for (const [key, times] of Object.entries(counts)) {
    const value = Math.max(0, weigh(key, times));
    vector.set(key, value);
    square += value * value;
  }
  const norm = Math.sqrt(square) || 1;
  for (const [key, value] of vector) vector.set(key, value / norm);
  return vector;
}

/**
 * How much it tells that two articles state the same number: hardly anything for those that everybody counts with,
 * more for larger and less round ones. 131 and 4,137 stand in no two reports by chance.
 */
function numberWeight(value: number): number {
  if (value <= 5) return 0.15;
  if (value <= 12) return 0.4;
  const digits = String(value)
    .replace(/e.*|\./g, '')
    .replace(/0+$/, '').length;
  if (digits <= 1) return value < 100 ? 0.5 : value < 100_000 ? 0.9 : 1;
  if (digits === 2) return value < 100 ? 0.9 : 1.3;
  return EXACT_NUMBER;
}

/** Units of money. */
export const MONEY: ReadonlySet<string> = new Set(['usd', 'kzt', 'eur', 'rub', 'cny']);

/** Money and larger counts tell events apart; years, ranks and "five countries" do not. */
export function isTelling({ value, unit }: PlainFigure): boolean {
  if (MONEY.has(unit)) return value > 0;
  if (unit === 'year' || unit === 'times' || unit === 'country') return false;
  if (unit === 'pct' || unit === 'pp') return value !== 100 && value !== 50;
  return value >= 10;
}

/** Dot product of two vectors: the cosine of those of length 1. */
export function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, value] of small) sum += value * (large.get(key) ?? 0);
  return sum;
}

/** How many of `ids` are among `others`. */
export function sharedOf(ids: ReadonlySet<string>, others: { has(id: string): boolean }): number {
  let shared = 0;
  for (const id of ids) if (others.has(id)) shared++;
  return shared;
}
