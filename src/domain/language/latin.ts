/** Russian and Kazakh letters as their sounds are written with English ones. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  `а:a ә:a б:b в:v г:g ғ:g д:d е:e ё:e ж:zh з:z и:i й:i к:k қ:q л:l м:m н:n ң:n о:o ө:o п:p р:r с:s т:t у:u ұ:u
   ү:u ф:f х:kh һ:h ц:ts ч:ch ш:sh щ:sh ъ: ы:y і:i ь: э:e ю:yu я:ya`
    .split(/\s+/)
    .map((pair): [string, string] => {
      const [letter = '', latin = ''] = pair.split(':');
      return [letter, latin];
    }),
);

/** A lower-case text with its Cyrillic letters in Latin ones, as addresses and English pages have them. */
export function inLatin(text: string): string {
  return Array.from(text, (letter) => LETTERS.get(letter) ?? letter).join('');
}
