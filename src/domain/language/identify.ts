import type { Language } from '../article.ts';

/** Tells languages apart. Synchronous and deterministic once loaded. */
export interface Identifier {
  paragraph(text: string, hint?: Language): Language;
  article(
    title: string,
    paragraphs: readonly string[],
    hint?: Language,
  ): { language: Language; mixed: boolean; paragraphs: Language[] };
}

/** Loads the model that ships with the package, once per process. */
export function loadIdentifier(): Promise<Identifier> {
  throw new Error('not yet');
}
