import { measureShared } from './evidence.ts';
import { FOLLOW_UP_HOURS, JOIN, judge, mayBeOne, WINDOW_HOURS } from './similarity.ts';
import { EXACT_NUMBER, type Weighed } from './weighed.ts';

/** How similar the nodes of one grouping are. */
export interface Similarities {
  /** Pairs of nodes that may join, the most similar first, equal ones in order of the nodes. */
  readonly ordered: readonly (readonly [number, number])[];
  /** 0–1; null for two nodes so far apart in time that nothing can be said. */
  of(a: number, b: number): number | null;
}

interface Holder {
  readonly node: number;
  readonly weight: number;
}

/** Who holds a key of one kind, of the nodes so far. */
type Holders<K> = Map<K, Holder[]>;

const HOUR_MS = 3_600_000;

/**
 * Compares all `nodes` with all: what they share is summed up key by key, so that pairs with nothing in common cost
 * nothing.
 */
export function comparePairs(nodes: readonly Weighed[]): Similarities {
  const size = nodes.length;
  const scores = new Map<number, number>();
  const holders = {
    concepts: new Map() as Holders<string>,
    stems: new Map() as Holders<string>,
    sounds: new Map() as Holders<string>,
    ids: new Map() as Holders<string>,
    names: new Map() as Holders<string>,
    numbers: new Map() as Holders<number>,
  };
  const [concepts, stems, ids] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const [known, sounded, numbers] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const [sounds, exact] = [new Float64Array(size), new Float64Array(size)];
  for (const [node, b] of nodes.entries()) {
    if (b.features.roundUp) continue;
    for (const sums of [concepts, stems, sounds, ids, known, sounded, numbers, exact]) sums.fill(0, 0, node);
    const prefix = `${b.features.language} `;
    add(holders.concepts, b.concepts, node, (a, mine, theirs) => {
      concepts[a] = (concepts[a] ?? 0) + mine * theirs;
    });
    add(holders.stems, withPrefix(b.terms, prefix), node, (a, mine, theirs) => {
      stems[a] = (stems[a] ?? 0) + mine * theirs;
    });
    add(holders.sounds, b.sounds, node, (a, mine, theirs) => {
      sounds[a] = (sounds[a] ?? 0) + mine * theirs;
    });
    add(holders.ids, b.entities, node, (a, mine, theirs, id) => {
      ids[a] = (ids[a] ?? 0) + Math.min(mine, theirs);
      known[a] = (known[a] ?? 0) + (b.tellingIds.get(id) ?? 0);
    });
    add(holders.names, b.names, node, (a, mine) => {
      sounded[a] = (sounded[a] ?? 0) + mine;
    });
    add(holders.numbers, b.numbers, node, (a, mine) => {
      numbers[a] = (numbers[a] ?? 0) + mine;
      if (mine === EXACT_NUMBER) exact[a] = (exact[a] ?? 0) + 1;
    });
    for (let other = 0; other < node; other++) {
      const a = nodes[other];
      if (a === undefined || isFar(a, b) || !mayBeOne(a, b)) continue;
      const shared = measureShared(a, b, {
        concepts: concepts[other] ?? 0,
        stems: stems[other] ?? 0,
        sounds: a.features.language === b.features.language ? 0 : (sounds[other] ?? 0),
        ids: ids[other] ?? 0,
        known: known[other] ?? 0,
        sounded: sounded[other] ?? 0,
        numbers: numbers[other] ?? 0,
        exact: exact[other] ?? 0,
      });
      const score = judge(a, b, shared);
      if (score > 0) scores.set(other * size + node, score);
    }
  }
  const ordered = [...scores]
    .filter(([, score]) => score >= JOIN)
    .sort(([pairA, a], [pairB, b]) => b - a || pairA - pairB)
    .map(([pair]) => [Math.floor(pair / size), pair % size] as const);
  const score = (a: number, b: number) => scores.get(a < b ? a * size + b : b * size + a);
  return {
    ordered,
    of: (a, b) => {
      const found = score(a, b);
      if (found !== undefined) return found;
      const [one, other] = [nodes[a], nodes[b]];
      return one !== undefined && other !== undefined && hoursBetween(one, other) > WINDOW_HOURS ? null : 0;
    },
  };
}

/** Tells `meet` of every earlier node with a key of `own`, then notes `node` as a holder of its keys. */
function add<K>(
  holders: Holders<K>,
  own: Iterable<readonly [K, number]>,
  node: number,
  meet: (other: number, mine: number, theirs: number, key: K) => void,
): void {
  for (const [key, weight] of own) {
    const list = holders.get(key);
    if (list === undefined) {
      holders.set(key, [{ node, weight }]);
      continue;
    }
    for (const other of list) meet(other.node, weight, other.weight, key);
    list.push({ node, weight });
  }
}

/** Stems of two languages are never the same word. */
function* withPrefix(
  terms: ReadonlyMap<string, number>,
  prefix: string,
): Iterable<readonly [string, number]> {
  for (const [key, weight] of terms) yield [prefix + key, weight];
}

const hoursBetween = (a: Weighed, b: Weighed): number =>
  a.at === null || b.at === null ? 0 : Math.abs(a.at - b.at) / HOUR_MS;

const isFar = (a: Weighed, b: Weighed): boolean => hoursBetween(a, b) > FOLLOW_UP_HOURS;
