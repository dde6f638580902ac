/** After so many hours a story counts half. */
export const HALF_LIFE_HOURS = 36;

/** What decides a story's place in an edition. */
export interface Ranked {
  readonly id: number;
  /** 0–1, the highest of its articles. */
  readonly relevance: number;
  readonly publishedAt: Date;
  /** How many outlets tell it. */
  readonly outletCount: number;
  /** Units of its key figures. */
  readonly units: readonly string[];
  /** False when it cannot be told in the reader's language. */
  readonly isTold: boolean;
}

/**
 * How much a story belongs at the top: relevance, the number of outlets that tell it, money or counts
 * in it, freshness at `at`, and whether it can be told in the reader's language. Above 0, no upper bound.
 */
export function importance(story: Ranked, at: Date): number {
  const { relevance, publishedAt, outletCount, units, isTold } = story;
  const hours = Math.max(0, (at.getTime() - publishedAt.getTime()) / 3_600_000);
  const coverage = 1 + 0.6 * Math.log2(Math.max(1, outletCount));
  const figures = units.some((unit) => unit !== 'pct' && unit !== 'pp') ? 1.15 : 1;
  const told = isTold ? 1 : 0.8;
  return relevance * coverage * figures * told * 0.5 ** (hours / HALF_LIFE_HOURS);
}

/** The stories by importance, the first `limit` of them; equal ones by id, so that every replica agrees. */
export function rank<T extends Ranked>(stories: readonly T[], at: Date, limit: number): T[] {
  return [...stories]
    .map((ranked) => ({ ranked, value: importance(ranked, at) }))
    .sort((a, b) => b.value - a.value || a.ranked.id - b.ranked.id)
    .slice(0, limit)
    .map(({ ranked }) => ranked);
}
