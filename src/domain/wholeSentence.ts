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

/** How many characters of `text` are letters, capitals and white space. */
function charactersIn(text: string): { letters: number; capitals: number; spaces: number } {
  let [letters, capitals, spaces] = [0, 0, 0];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    // Nearly all characters are spaces or basic Cyrillic; Unicode's tables are asked for the others only.
    if (code === 0x20) spaces++;
    else if (code >= 0x430 && code <= 0x45f) letters++;
    else if (/\s/.test(character)) spaces++;
    else if (/\p{L}/u.test(character)) {
      letters++;
      if (/\p{Lu}/u.test(character)) capitals++;
    }
  }
  return { letters, capitals, spaces };
}

const count = (text: string, mark: string): number => text.split(mark).length - 1;
