import type { ReaderLanguage } from './article.ts';
import type { EditionSection } from './edition.ts';
import type { Digest } from './knowledge.ts';

/** After so many stories the sections begin anew: the lesser news of one topic does not come before the best of another. */
const ROUND = 20;

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

/** What tells the sections of an edition. */
export interface SectionWords<T> {
  /** Digest ids of a story, best first. */
  readonly topicsOf: (story: T) => readonly string[];
  /** Digest ids; `all` for every topic. */
  readonly asked: readonly string[];
  /** All digests. */
  readonly catalogue: readonly Digest[];
  readonly language: ReaderLanguage;
}

/**
 * The stories of an edition in the order in which it shows them, and its sections: see `bySection`. An edition of one
 * topic has none.
 *
 * @param ranked the most important first
 */
export function inSections<T>(
  ranked: readonly T[],
  { topicsOf, asked, catalogue, language }: SectionWords<T>,
): { stories: readonly T[]; sections: EditionSection[] } {
  if (asked.length === 1 && asked[0] !== 'all') return { stories: ranked, sections: [] };
  const subjects = new Map(catalogue.map(({ id, match }) => [id, match.sums?.beside ?? []]));
  const rounds = Array.from({ length: Math.ceil(ranked.length / ROUND) }, (_, n) =>
    bySection(ranked.slice(n * ROUND, (n + 1) * ROUND), topicsOf, asked, subjects),
  );
  const titled = (wanted: string | null): EditionSection['digest'] => {
    const digest = catalogue.find(({ id }) => id === wanted);
    return digest === undefined
      ? null
      : { id: digest.id, emoji: digest.emoji, title: digest.title[language] };
  };
  const sections = rounds.flat();
  return {
    stories: sections.flatMap(({ stories }) => stories),
    sections: sections.map(({ digest, stories }) => ({ digest: titled(digest), count: stories.length })),
  };
}
