import type { Figure, Language, ReadText, Unit } from './article.ts';
import type { EventType, Stage } from './events.ts';
import type { EntityKind } from './knowledge.ts';

/** A figure as grouping compares it: what it says, not how it is written. */
export interface PlainFigure {
  readonly value: number;
  readonly unit: Unit;
}

/** An id found in an article, with the weight of the best place where it stands (title 1 … background 0.1). */
export interface WeightedEntity {
  readonly id: string;
  /** Null when the gazetteer of the moment does not know the id any more. */
  readonly kind: EntityKind | null;
  readonly weight: number;
}

/** All that grouping asks of one article: plain data that survives JSON. */
export interface StoryFeatures {
  /** Fingerprint of title and text: equal for reprints. */
  readonly hash: string;
  readonly language: Language;
  /** Stem → how often it stands in the title (three times over) and the first 80 words. */
  readonly terms: Readonly<Record<string, number>>;
  readonly entities: readonly WeightedEntity[];
  /** Skeletons of capitalised words that the gazetteer does not know; comparable across alphabets. */
  readonly names: readonly string[];
  readonly figures: readonly PlainFigure[];
  /** Kinds of event that title and first sentences speak of, the most certain first. */
  readonly events: readonly EventType[];
  readonly stage: Stage | null;
  /** ISO calendar days of title and first sentences. */
  readonly days: readonly string[];
  /** ISO instant; from the text when the article states none, null when neither does. */
  readonly publishedAt: string | null;
  /** True for a digest of several events, which joins nothing but its own reprints. */
  readonly roundUp: boolean;
}

/** How grouping learns what kind of thing an id is; a compiled gazetteer does. */
export interface KnownNames {
  entry(id: string): { readonly kind: EntityKind } | undefined;
}

/**
 * What grouping needs of an article. Never throws, also on an empty text.
 *
 * @param publishedAt null when unknown: the latest day that the text states stands in for it
 */
export function storyFeatures(
  _read: ReadText,
  _analysis: { readonly entities: readonly string[]; readonly figures: readonly Figure[] },
  _publishedAt: Date | null,
  _names: KnownNames,
): StoryFeatures {
  throw new Error('being written');
}
