import { charactersIn } from './language/characters.ts';
import { quoteBalance } from './speech.ts';

/** Longest sentence of a summary, in characters. */
export const LONGEST = 420;
const DOMAIN = /[A-Za-zА-Яа-я0-9-]{2,}\.(?:kz|com|ru|org|net|info|media)(?![\p{L}])/iu;

/**
 * A sentence from its capital to its final mark, without what only a page or a machine would say.
 *
 * @param shortest in characters
 */
export function isWhole(text: string, shortest: number): boolean {
  if (text.length < shortest || text.length > LONGEST) return false;
  if (!/^["«“„(]*[\p{Lu}\p{N}$€₸№]/u.test(text) || !/[.!](?:["»”’)\]])*$/.test(text)) return false;
  if (/[?…\n|#@[\]]|\.\.|https?:|www\./u.test(text)) return false;
  if (text.indexOf('.') < text.length - 2 && DOMAIN.test(text)) return false;
  // Words of another language, quoted as they were said.
  if (/[a-z]{2,}(?:,? [a-z’']{2,}){3,}/u.test(text)) return false;
  if (quoteBalance(text) !== 0 || count(text, '(') !== count(text, ')')) return false;
  const { letters, capitals, spaces } = charactersIn(text);
  return letters >= 0.6 * (text.length - spaces) && capitals < 0.5 * letters;
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;
