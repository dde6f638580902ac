import { letterCode, ROW, SHORTENED } from './kazakhLetters.ts';
import { KAZAKH_ROOTS } from './kazakhRoots.ts';
import { infinitiveOf, softened, VERB_ROOTS, voicesOf } from './kazakhVerbRoots.ts';

/** What is known of the first letters of a word, as bits. */
export const KNOWN = {
  /** A word that is not cut further. */
  noun: 1,
  /** What a vowel-initial suffix leaves of one: «халқ», «ұшағ», «кітаб». */
  softNoun: 2,
  /** A loan that loses its т before the plural: «журналис-тер». */
  loanBeforePlural: 4,
  /** The root of a verb, and of a voice that was made by rule. */
  verb: 8,
  voice: 16,
  /** A root without the vowel that и takes up («оқ-и»), without the й that я takes up («қо-я»). */
  verbBeforeI: 32,
  verbBeforeYa: 64,
} as const;

const SOFT: Readonly<Record<string, string>> = { қ: 'ғ', к: 'г', п: 'б' };

interface Trie {
  /** Next node by node × ROW + letter; 0 when there is none. */
  readonly next: Uint16Array;
  readonly known: Uint8Array;
}

function build(): Trie {
  const bits = new Map<string, number>();
  const add = (word: string, bit: number) => bits.set(word, (bits.get(word) ?? 0) | bit);
  for (const word of KAZAKH_ROOTS) {
    add(word, KNOWN.noun);
    const soft = SOFT[word.slice(-1)];
    if (soft !== undefined) add(word.slice(0, -1) + soft, KNOWN.softNoun);
    if (/.ист$/u.test(word)) add(word.slice(0, -1), KNOWN.loanBeforePlural);
  }
  for (const [short, word] of SHORTENED) if (KAZAKH_ROOTS.has(word)) add(short, KNOWN.softNoun);
  for (const root of VERB_ROOTS) addVerb(root, KNOWN.verb, add);
  for (const root of VERB_ROOTS) for (const voice of voicesOf(root)) addVerb(voice, KNOWN.voice, add);

  const rows: Uint16Array[] = [new Uint16Array(ROW)];
  const known: number[] = [0];
  for (const [word, bit] of bits) {
    let node = 0;
    for (let i = 0; i < word.length; i++) {
      const row = rows[node];
      const letter = letterCode(word.charCodeAt(i));
      if (row === undefined || letter === 0) throw new Error(`"${word}" is not written in Kazakh letters`);
      if (row[letter] === 0) {
        row[letter] = rows.length;
        rows.push(new Uint16Array(ROW));
        known.push(0);
      }
      node = row[letter] ?? 0;
    }
    known[node] = (known[node] ?? 0) | bit;
  }
  const next = new Uint16Array(rows.length * ROW);
  for (const [node, row] of rows.entries()) next.set(row, node * ROW);
  return { next, known: Uint8Array.from(known) };
}

function addVerb(root: string, bit: number, add: (word: string, bit: number) => void): void {
  add(root, bit);
  add(softened(root), bit);
  add(infinitiveOf(root), KNOWN.noun);
  if (/[ыі]$/u.test(root)) add(root.slice(0, -1), KNOWN.verbBeforeI);
  if (root.endsWith('й')) add(root.slice(0, -1), KNOWN.verbBeforeYa);
}

const { next, known } = build();

/** Says of each beginning of `letters` what is known of it: `into[i]` of the first `i`. */
export function recognise(letters: Uint8Array, length: number, into: Uint8Array): void {
  let node = 0;
  let i = 0;
  while (i < length) {
    node = next[node * ROW + (letters[i] ?? 0)] ?? 0;
    if (node === 0) break;
    i++;
    into[i] = known[node] ?? 0;
  }
  while (i < length) into[++i] = 0;
}
