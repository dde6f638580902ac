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
  /** A root without the п that у stands for before -ып: «та-уып», «те-уіп». */
  verbBeforeUyp: 128,
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

  return packed(bits);
}

interface Node {
  known: number;
  readonly next: Map<number, Node>;
}

/** Puts words with their bits into a trie whose equal branches are one, so that it stays in the processor's cache. */
function packed(bits: ReadonlyMap<string, number>): Trie {
  const newNode = (): Node => ({ known: 0, next: new Map() });
  const root = newNode();
  for (const [word, bit] of bits) {
    let node = root;
    for (const letter of Array.from(word, (one) => letterCode(one.charCodeAt(0)))) {
      if (letter === 0) throw new Error(`"${word}" is not written in Kazakh letters`);
      const next = node.next.get(letter) ?? newNode();
      node.next.set(letter, next);
      node = next;
    }
    node.known = bit;
  }
  const rows: Uint16Array[] = [new Uint16Array(ROW)];
  const known: number[] = [root.known];
  const places = new Map<string, number>();
  const place = (node: Node): number => {
    const branches = [...node.next].map(([letter, next]) => [letter, place(next)] as const);
    const key = `${node.known} ${branches.sort(([a], [b]) => a - b).join(' ')}`;
    const found = places.get(key) ?? rows.length;
    if (found === rows.length) {
      const row = new Uint16Array(ROW);
      for (const [letter, next] of branches) row[letter] = next;
      rows.push(row);
      known.push(node.known);
      places.set(key, found);
    }
    return found;
  };
  for (const [letter, next] of root.next) {
    const at = place(next);
    if (rows[0] !== undefined) rows[0][letter] = at;
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
  if (/^.?[аәе]п$/u.test(root)) add(root.slice(0, -1), KNOWN.verbBeforeUyp);
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
