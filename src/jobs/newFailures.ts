/** What fails at every tick is told of once in this time. */
const TELL_AGAIN_MS = 3_600_000;

/** Says of each failure whether it is to be told: the first time, and once an hour while it goes on. */
export function newFailures(): (failure: { readonly what: string }) => boolean {
  const told = new Map<string, number>();
  return ({ what }) => {
    const now = performance.now();
    if (now - (told.get(what) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return false;
    for (const [other, at] of told) if (now - at >= TELL_AGAIN_MS) told.delete(other);
    told.set(what, now);
    return true;
  };
}
