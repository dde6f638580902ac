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
export function lexRank(sentences: readonly (readonly string[])[]): number[] {
  const vectors = tfIdf(sentences);
  const count = sentences.length;
  const links = vectors.map((a) =>
    vectors.map((b) => {
      const alike = cosineOf(a, b);
      return alike >= NEIGHBOURS ? alike : 0;
    }),
  );
  const totals = links.map((row) => row.reduce((sum, value) => sum + value, 0) || 1);
  let ranks = sentences.map(() => 1 / Math.max(1, count));
  for (let round = 0; round < ROUNDS; round++)
    ranks = ranks.map(
      (_, to) =>
        (1 - DAMPING) / count +
        DAMPING *
          links.reduce(
            (sum, row, from) => sum + ((row[to] ?? 0) / (totals[from] ?? 1)) * (ranks[from] ?? 0),
            0,
          ),
    );
  const best = Math.max(...ranks, Number.MIN_VALUE);
  return ranks.map((rank) => rank / best);
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
