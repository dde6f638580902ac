import type { ReaderLanguage, ReadText } from './article.ts';

/** One article of a story as a summary draws on it. */
export interface SummaryArticle {
  readonly articleId: number;
  readonly read: ReadText;
  /** The published title. */
  readonly title: string;
}

/** A story told by sentences of its own articles. */
export interface ExtractiveSummary {
  readonly headline: string;
  readonly headlineArticleId: number;
  readonly sentences: readonly { readonly text: string; readonly articleIds: readonly number[] }[];
  readonly method: 'extractive';
}

/**
 * Tells a story by two or three whole sentences of its articles in `language`, 180–420 characters in
 * all where the articles allow it.
 *
 * @returns null when no article in `language` has a sentence that may stand alone
 */
export function summarizeExtractive(
  _articles: readonly SummaryArticle[],
  _language: ReaderLanguage,
): ExtractiveSummary | null {
  return null;
}
