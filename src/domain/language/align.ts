import { TO_CYRILLIC, TO_LATIN } from './homoglyphs.ts';

/**
 * Folding that keeps every offset: position i of a folded text is position i of the text itself, so that
 * a match in the folded text can be cut out of the original.
 */
export interface Aligned {
  /** Dashes, quotes, spaces, ё and look-alike letters unified; case kept. */
  readonly cased: string;
  /** The same in lower case. */
  readonly folded: string;
}

const UNIFIED: Readonly<Record<string, string>> = {
  ё: 'е',
  Ё: 'Е',
  İ: 'I',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  ʹ: "'",
};
const TO_UNIFY = /[ёЁİ«»“”„‟″’‘ʼ`´ʹ]|[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]|[\u2010-\u2015\u2212]/g;
const SPACE = /\s/;

const LATIN = 'a-zA-ZəƏα-ωΑ-Ω';
const CYRILLIC = '\\u0400-\\u052f';
const MIXED = new RegExp(`[${LATIN}][${CYRILLIC}]|[${CYRILLIC}][${LATIN}]`);
const TOKEN = new RegExp(`[${LATIN}${CYRILLIC}]+`, 'g');
/** "Boeingке": a Latin name with an ending, not a misspelt word. */
const LATIN_WITH_ENDING = new RegExp(`^[${LATIN}]{3,}[${CYRILLIC}]+$`);
const ONE_CYRILLIC = new RegExp(`[${CYRILLIC}]`, 'g');

/** Folds `text` without moving any offset. Never throws. */
export function align(text: string): Aligned {
  if (text !== latest.text) latest = { text, aligned: aligned(text) };
  return latest.aligned;
}

/** The latest text: dates and figures are read from it, then names. */
let latest: { readonly text: string; readonly aligned: Aligned } = {
  text: '',
  aligned: { cased: '', folded: '' },
};

function aligned(text: string): Aligned {
  let cased = text.replace(TO_UNIFY, (mark) => UNIFIED[mark] ?? (SPACE.test(mark) ? ' ' : '-'));
  if (MIXED.test(cased))
    cased = cased.replace(TOKEN, (token) => (MIXED.test(token) ? oneScript(token) : token));
  return { cased, folded: lower(cased) };
}

/** A token in the script of most of its letters, when the others are look-alikes; else as it is. */
function oneScript(token: string): string {
  if (LATIN_WITH_ENDING.test(token)) return token;
  const cyrillic = token.match(ONE_CYRILLIC)?.length ?? 0;
  const [table, foreign] =
    cyrillic * 2 >= token.length
      ? [TO_CYRILLIC, (c: string) => c < 'Ѐ']
      : [TO_LATIN, (c: string) => c >= 'Ѐ'];
  let out = '';
  for (const letter of token) {
    if (!foreign(letter)) {
      out += letter;
      continue;
    }
    const twin = table.get(letter);
    if (twin === undefined) return token;
    out += twin;
  }
  return out;
}

/** Lower case of the same length: a letter whose small form is longer (İ) stays. */
function lower(text: string): string {
  const folded = text.toLowerCase();
  if (folded.length === text.length) return folded;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const small = text.charAt(i).toLowerCase();
    out += small.length === 1 ? small : text.charAt(i);
  }
  return out;
}
