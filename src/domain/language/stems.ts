import type { Language } from '../article.ts';
import { foldCase } from './text.ts';

/** Cuts `text` into words in folded case; a hyphenated word or ending stays in one piece («c5+1-дің», «10%-ға»). */
export function words(text: string): string[] {
  return foldCase(text).match(/[\p{L}\p{N}]+(?:(?:%?-|['+.,&])[\p{L}\p{N}]+)*/gu) ?? [];
}

/** Best single stem of a word. */
export function stem(word: string, language: Language): string {
  void language;
  return foldCase(word);
}

/** All stems that a word may have, the best one first; for the search index. */
export function stems(word: string, language: Language): string[] {
  return [stem(word, language)];
}
