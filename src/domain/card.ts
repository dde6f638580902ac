import type { Figure, ReaderLanguage } from './article.ts';
import type { FactCard } from './edition.ts';
import type { Digest, GazetteerEntry } from './knowledge.ts';

/** What a card is made from: an Analysis, or a story's facts put together. */
export interface CardFacts {
  /** Digest ids. */
  readonly topics: readonly string[];
  /** Gazetteer ids, the most telling first. */
  readonly entities: readonly string[];
  readonly figures: readonly Figure[];
  /** ISO calendar day of the event, see `eventDay`. */
  readonly date?: string | null | undefined;
}

/** Where a card finds its words; an Understanding is one. */
export interface CardWords {
  readonly knowledge: { readonly digests: readonly Digest[] };
  readonly gazetteer: { entry(id: string): GazetteerEntry | undefined };
}

/** Facts in the reader's language without a translation, or null when they would say too little. */
export function factCard(_facts: CardFacts, _words: CardWords, _language: ReaderLanguage): FactCard | null {
  return null;
}
