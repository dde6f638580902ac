/** Stands for everything that is no letter of ours: the ends of a text, spaces, marks, digits, other scripts. */
export const BORDER = ' ';

/** One class for the small and the capital form of a letter. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі';
/** Further characters that a pattern without regard to case takes for one of these letters, and ё, which is folded. */
const TWINS: Readonly<Record<string, string>> = {
  ...{ ſ: 's', '\u212a': 'k', ё: 'е', Ё: 'е', '\u1c80': 'в', '\u1c81': 'д', '\u1c82': 'о', '\u1c83': 'с' },
  ...{ '\u1c84': 'т', '\u1c85': 'т', '\u1c86': 'ъ' },
};

/** Class of each UTF-16 unit; 0 for all that is no letter of ours. */
export const CLASS_OF = new Uint8Array(0x10000);
for (const [index, letter] of [...LETTERS].entries())
  for (const form of [letter, letter.toUpperCase()]) CLASS_OF[form.charCodeAt(0)] = index + 1;
for (const [twin, letter] of Object.entries(TWINS))
  CLASS_OF[twin.charCodeAt(0)] = CLASS_OF[letter.charCodeAt(0)] ?? 0;

/** `text` with each letter of ours in its small form and everything between them as one `BORDER`. */
export function letterClasses(text: string): string {
  let classes = '';
  for (let i = 0; i < text.length; i++) {
    const index = CLASS_OF[text.charCodeAt(i)] ?? 0;
    const letter = index === 0 ? BORDER : LETTERS.charAt(index - 1);
    if (letter !== BORDER || !classes.endsWith(BORDER)) classes += letter;
  }
  return classes;
}
