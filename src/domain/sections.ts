/** The stories of one topic of an edition; null stands for those of none. */
export interface Grouped<T> {
  readonly digest: string | null;
  readonly stories: readonly T[];
}

/**
 * Stories by topic, each under one: the best of its own among those asked for. Sections come in the order of their
 * first story, stories in that of `ranked`; those without a topic that was asked for are the last section.
 *
 * @param ranked the most important first
 * @param topicsOf digest ids of a story, best first
 * @param asked digest ids; with `all` among them every topic is asked for
 * @param subjects of topics that are about deals: what deals are made of. A story of both stands under its subject
 */
export function bySection<T>(
  ranked: readonly T[],
  topicsOf: (story: T) => readonly string[],
  asked: readonly string[],
  subjects: ReadonlyMap<string, readonly string[]>,
): Grouped<T>[] {
  const everything = asked.includes('all');
  const topicOf = (story: T): string | null => {
    const topics = topicsOf(story).filter((id) => everything || asked.includes(id));
    const best = topics[0] ?? null;
    const about = best === null ? undefined : subjects.get(best);
    return topics.find((id) => about?.includes(id)) ?? best;
  };
  const sections = [...Map.groupBy(ranked, topicOf)].map(([digest, stories]) => ({ digest, stories }));
  return sections.toSorted((a, b) => Number(a.digest === null) - Number(b.digest === null));
}
