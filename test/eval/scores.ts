/** What a yes-or-no judgement got right and wrong. */
export interface Counts {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** Precision, recall and their harmonic mean, each 0–1; 1 where nothing was there to find and nothing was found. */
export interface Prf {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function prf({ right, wrong, missed }: Counts): Prf {
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = right + missed === 0 ? 1 : right / (right + missed);
  return { precision, recall, f1: right === 0 && wrong + missed > 0 ? 0 : harmonic(precision, recall) };
}

export const harmonic = (a: number, b: number) => (a + b === 0 ? 0 : (2 * a * b) / (a + b));

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (total, one) => ({
      right: total.right + one.right,
      wrong: total.wrong + one.wrong,
      missed: total.missed + one.missed,
    }),
    { right: 0, wrong: 0, missed: 0 },
  );
}

/** Labels given against labels wanted, as counts. */
export function compareSets(given: readonly string[], wanted: readonly string[]): Counts {
  const right = given.filter((label) => wanted.includes(label)).length;
  return { right, wrong: given.length - right, missed: wanted.length - right };
}

/** An item as grouping is judged: what it should be with, and what it was put with. */
export interface Grouped {
  readonly language: string;
  readonly truth: string;
  readonly found: string;
}

/**
 * B³ precision and recall of each item (Bagga and Baldwin, 1998): the share of its group that belongs with it, and
 * the share of what belongs with it that is in its group. The item itself counts in both.
 *
 * @param sees which others are judged with an item; an item that neither truth nor grouping gives a partner among
 *   them is null where not all are seen, for it would only flatter the mean
 */
export function bCubed(
  items: readonly Grouped[],
  sees: 'all' | 'own language' | 'other languages',
): ({ precision: number; recall: number } | null)[] {
  return items.map((item) => {
    const others = items.filter(
      (other) =>
        other === item || sees === 'all' || (sees === 'own language') === (other.language === item.language),
    );
    const found = others.filter((other) => other.found === item.found);
    const wanted = others.filter((other) => other.truth === item.truth);
    if (sees !== 'all' && found.length === 1 && wanted.length === 1) return null;
    const right = found.filter((other) => other.truth === item.truth).length;
    return { precision: right / found.length, recall: right / wanted.length };
  });
}

/** Pairs of one event that were joined, wrongly joined, and missed. */
export function pairCounts(items: readonly Grouped[]): Counts & { readonly pairs: number } {
  let [right, wrong, missed] = [0, 0, 0];
  for (const [index, a] of items.entries())
    for (const b of items.slice(index + 1)) {
      if (a.found === b.found && a.truth === b.truth) right += 1;
      else if (a.found === b.found) wrong += 1;
      else if (a.truth === b.truth) missed += 1;
    }
  return { right, wrong, missed, pairs: right + missed };
}

/**
 * The 95 % bootstrap interval of `measure` over `items`: 1,000 samples with replacement, the same for the same seed.
 */
export function bootstrap<T>(
  items: readonly T[],
  measure: (sample: readonly T[]) => number,
  seed: number,
): [number, number] {
  if (items.length === 0) return [Number.NaN, Number.NaN];
  const random = randomFrom(seed);
  const values = Array.from({ length: 1000 }, () =>
    measure(items.map(() => items[Math.floor(random() * items.length)] as T)),
  ).sort((a, b) => a - b);
  return [values[25] ?? Number.NaN, values[974] ?? Number.NaN];
}

/** Numbers in 0–1, the same for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
