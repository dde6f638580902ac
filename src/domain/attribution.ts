import type { Language } from './article.ts';
import { stripEnglish } from './attributionEn.ts';
import { stripKazakh } from './attributionKk.ts';
import { stripRussian } from './attributionRu.ts';

/** Fewest letters of a sentence that still says something. */
const LEAST_LETTERS = 20;

/**
 * Takes off what only says who passed the news on: «…, передаёт Kazinform», «…, деп хабарлайды Zakon.kz»,
 * "Reuters reports that …". Who speaks for a party of the news («заявил Токаев», «деді министр») stays,
 * because then the words are his.
 *
 * @returns the rest as a whole sentence, the very text when there was nothing to take off, or null when
 *   nothing of substance is left («Об этом сообщили в МИД») or it cannot be taken off cleanly
 */
export function stripAttribution(sentence: string, language: Language): string | null {
  const text = sentence.trim();
  const rest = strip(text, language);
  if (rest === null || rest === text) return rest;
  return finish(rest, text);
}

function strip(text: string, language: Language): string | null {
  if (language === 'ru') return stripRussian(text);
  if (language === 'kk') return stripKazakh(text);
  if (language === 'en') return stripEnglish(text);
  return text;
}

/** Gives what is left a capital and a final mark; null when it is no sentence any more. */
function finish(rest: string, whole: string): string | null {
  const bare = rest.replace(/^[\s,;:–—-]+/, '').replace(/[\s,;:–—-]+$/, '');
  const text = bare.charAt(0).toLocaleUpperCase('ru') + bare.slice(1);
  if (text.replace(/[^\p{L}]/gu, '').length < LEAST_LETTERS) return null;
  // A quotation whose speaker went with the attribution is nobody's.
  if (/^[«"“„][^«»"“”„]*[»"”]?[.!]?$/u.test(text) && /["»”]/.test(text)) return null;
  if (/[.!?](?:["»”’)\]])*$/.test(text)) return text;
  return `${text}${/!$/.test(whole) ? '!' : '.'}`;
}
