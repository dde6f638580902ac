/** Similarity under which two sentences are not neighbours. */
const NEIGHBOURS = 0.1;
const DAMPING = 0.85;
const ROUNDS = 30;

/**
 * How central each sentence is among all: LexRank over cosines of tf-idf stems.
 *
 * @param sentences stems of each sentence, repeated as often as they occur
 * @returns 0–1 for each, 1 for the most central; all 1 when no two sentences are alike
 */
export function lexRank(
  sentences: readonly (readonly string[])[],
  vectors: readonly ReadonlyMap<string, number>[] = tfIdf(sentences),
): number[] {
  const count = sentences.length;
  const links = cosines(vectors).map(sharesOf);
  let ranks = new Float64Array(count).fill(1 / Math.max(1, count));
  for (let round = 0; round < ROUNDS; round++) {
    const sums = new Float64Array(count);
    for (const [from, { to, share }] of links.entries()) {
      const rank = ranks[from] ?? 0;
      for (let i = 0; i < to.length; i++) {
        const other = to[i] ?? 0;
        sums[other] = (sums[other] ?? 0) + (share[i] ?? 0) * rank;
      }
    }
    ranks = sums.map((sum) => (1 - DAMPING) / count + DAMPING * sum);
  }
  const best = Math.max(...ranks, Number.MIN_VALUE);
  return Array.from(ranks, (rank) => rank / best);
}

/** To which sentences one is linked, and the share of each: all together 1, or nothing. */
function sharesOf(row: Float64Array): { to: Int32Array; share: Float64Array } {
  const to: number[] = [];
  let total = 0;
  for (let i = 0; i < row.length; i++) {
    const alike = row[i] ?? 0;
    if (alike < NEIGHBOURS) continue;
    to.push(i);
    total += alike;
  }
  const whole = total || 1;
  return { to: Int32Array.from(to), share: Float64Array.from(to, (i) => (row[i] ?? 0) / whole) };
}

/** Cosines of each vector with all, itself included: only stems that two sentences share are looked at. */
function cosines(vectors: readonly ReadonlyMap<string, number>[]): Float64Array[] {
  const holders = new Map<string, [index: number, weight: number][]>();
  for (const [index, vector] of vectors.entries())
    for (const [key, weight] of vector) {
      const list = holders.get(key);
      if (list === undefined) holders.set(key, [[index, weight]]);
      else list.push([index, weight]);
    }
  return vectors.map((vector) => {
    const row = new Float64Array(vectors.length);
    for (const [key, weight] of vector)
      for (const [index, other] of holders.get(key) ?? []) row[index] = (row[index] ?? 0) + weight * other;
    return row;
  });
}

/** Unit vectors of stems weighted by how few of the sentences hold them. */
export function tfIdf(sentences: readonly (readonly string[])[]): ReadonlyMap<string, number>[] {
  const holders = new Map<string, number>();
  for (const stems of sentences)
    for (const key of new Set(stems)) holders.set(key, (holders.get(key) ?? 0) + 1);
  return sentences.map((stems) => {
    const vector = new Map<string, number>();
    for (const key of stems)
      vector.set(key, (vector.get(key) ?? 0) + Math.log(1 + sentences.length / (holders.get(key) ?? 1)));
    const norm = Math.sqrt([...vector.values()].reduce((sum, value) => sum + value * value, 0)) || 1;
    for (const [key, value] of vector) vector.set(key, value / norm);
    return vector;
  });
}

/** Cosine of two unit vectors, 0–1. */
export function cosineOf(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, value] of a) sum += value * (b.get(key) ?? 0);
  return sum;
}
