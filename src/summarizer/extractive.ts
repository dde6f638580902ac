import type { Summarizer } from '../app/ports.ts';
import { summarizeExtractive } from '../domain/summary.ts';

/** Tells a story by sentences of its own articles: no network, no model, nothing that could be made up. */
export function createExtractiveSummarizer(): Summarizer {
  return {
    async summarize(articles, language) {
      return summarizeExtractive(articles, language);
    },
  };
}
