/** How many characters of `text` are letters, capitals and white space. */
export function charactersIn(text: string): { letters: number; capitals: number; spaces: number } {
  let [letters, capitals, spaces] = [0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // Nearly all characters are spaces or basic Cyrillic; Unicode's tables are asked for the others only.
    if (code === 0x20) spaces++;
    else if (code >= 0x430 && code <= 0x45f) letters++;
    else {
      const character = String.fromCodePoint(text.codePointAt(i) ?? 0);
      i += character.length - 1;
      if (/\s/.test(character)) spaces++;
      else if (/\p{L}/u.test(character)) letters++;
      if (/\p{Lu}/u.test(character)) capitals++;
    }
  }
  return { letters, capitals, spaces };
}
