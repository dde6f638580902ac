import type { DateMention, Language } from '../article.ts';

/** Finds the calendar dates of `text`, in order. Relative words need `publishedAt`. Never throws. */
export function findDates(_text: string, _language: Language, _publishedAt?: Date): DateMention[] {
  return [];
}
