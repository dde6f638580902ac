/** So many texts are remembered: the sentences of one article, which each stage asks of in turn. */
const MOST = 400;

/**
 * `make`, with its answers for the latest texts remembered: relevance, topics and stories all cut the same sentences
 * into words. Answers are shared, so they must not be changed.
 */
export function perText<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const made = make(text);
    if (known.size >= MOST) known.clear();
    known.set(text, made);
    return made;
  };
}
