/** A number of 0 up to but not including 1; the same seed gives the same row of them (Mulberry32). */
export type Random = () => number;

/** Random numbers that a seed repeats. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** One of `items`, which must not be empty. */
export const oneOf = <T>(random: Random, items: readonly T[]): T =>
  items[between(random, 0, items.length - 1)]!;

/** `items` in another order. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const mixed = [...items];
  for (let n = mixed.length - 1; n > 0; n--) {
    const other = between(random, 0, n);
    [mixed[n], mixed[other]] = [mixed[other]!, mixed[n]!];
  }
  return mixed;
}

/** `FAULT_SEED`, to see a failure again, else another number each time. */
export const faultSeed = (): number => Number(process.env.FAULT_SEED ?? Math.floor(Math.random() * 1e9));
