import type { Language } from '../article.ts';

/** What a text says of its language. */
export interface Verdict {
  readonly language: Language;
  /** The languages it leaves open, its likeliest among them; empty when the text has decided. */
  readonly open: readonly Language[];
}

/** The model's likeliest labels ("ru", "kk", "ky" …) with their probabilities (0–1), best first. */
export type Model = (text: string) => readonly { readonly label: string; readonly probability: number }[];

/** A text of fewer letters is not sure of its language unless its words are. */
export const FEW_LETTERS = 20;

/** A word with its hyphens and apostrophes. */
export const WORD = /[\p{L}]+(?:[-'’][\p{L}]+)*/gu;

/** Points of evidence, as natural logarithms of how much likelier a language is, that the identifiers share. */
export const POINTS = {
  /** The probability added to every language: what the model does not name is not impossible. */
  unnamed: 0.01,
  /** A lead under this leaves the text open. */
  near: 1,
  /** A lead in signs alone that decides even a few letters. */
  strong: 2,
  /** For Russian and English, which the news that is read is in, where nothing speaks for a neighbour. */
  ours: 1,
} as const;

/** Of how much weight the model is beside signs (0–1): it guesses when all it has are a few names. */
export function trust(letters: number): number {
  return Math.min(1, 0.6 + letters / 100);
}
