import { endingBits, harmonyBits, type Layout, letterCode, ROW } from './kazakhLetters.ts';
import { NOUN_SUFFIXES, type NounKind, type Suffix, type SuffixKind } from './kazakhSuffixes.ts';
import { VERB_SUFFIXES } from './kazakhVerbs.ts';

/** Every suffix; a suffix is known to the grammar by its place here. */
export const SUFFIXES: readonly Suffix[] = [...NOUN_SUFFIXES, ...VERB_SUFFIXES];

const NOUN_KINDS: readonly NounKind[] = [
  'case',
  'relational',
  'time',
  'possessive1',
  'possessive2',
  'possessive3',
  'plural',
];
const PARTICIPLES: readonly SuffixKind[] = ['participle', 'habitual', 'infinitive'];
const TENSES: readonly SuffixKind[] = [
  'present',
  'participle',
  'habitual',
  'aorist',
  'never',
  'intent',
  'converb',
];

/** What may be peeled after a suffix of a kind, that is, what may stand before it in the word. */
const INSIDE: Readonly<Record<SuffixKind | 'word', readonly SuffixKind[]>> = {
  word: [
    ...NOUN_KINDS,
    ...(['subject', 'third', 'hearsay', 'agent', 'past', 'conditional', 'imperative', 'present'] as const),
    ...(['participle', 'habitual', 'aorist', 'never', 'intent', 'converb', 'since', 'infinitive'] as const),
    'adverbial',
  ],
  case: [
    ...([
      'relational',
      'time',
      'possessive3',
      'possessive2',
      'possessive1',
      'plural',
      'nominal',
      'nominal3',
    ] as const),
    ...PARTICIPLES,
    'never',
  ],
  relational: ['possessive3', 'possessive2', 'plural', ...PARTICIPLES],
  time: [],
  possessive3: ['plural', 'relational', ...PARTICIPLES],
  possessive2: ['plural', ...PARTICIPLES],
  possessive1: ['plural', ...PARTICIPLES],
  plural: ['relational', 'time', 'possessive2', ...PARTICIPLES],
  subject: ['plural', ...TENSES],
  third: ['present'],
  hearsay: ['converb'],
  agent: ['past', 'conditional'],
  nominal: ['participle', 'habitual'],
  nominal3: ['participle', 'habitual'],
  // «айтқанымыздай»: as we said.
  adverbial: ['participle', 'possessive2'],
  habitual: ['present'],
  past: ['negation'],
  conditional: ['negation'],
  imperative: ['negation'],
  present: ['negation'],
  participle: ['negation'],
  infinitive: ['negation'],
  aorist: [],
  never: [],
  intent: [],
  converb: [],
  since: [],
  negation: [],
};
/** Kinds that cannot be the innermost: something must stand before them. */
const LEANING: readonly SuffixKind[] = [
  ...(['third', 'hearsay', 'agent', 'habitual', 'infinitive', 'nominal', 'nominal3', 'adverbial'] as const),
];
const OWNERS: readonly SuffixKind[] = ['possessive3', 'nominal3'];
const VERBAL: readonly SuffixKind[] = [
  ...(['past', 'conditional', 'imperative', 'present', 'participle', 'aorist', 'never', 'intent'] as const),
  ...(['converb', 'since', 'negation'] as const),
];
/** No word of the news carries more: бар-ма-ған-дар-ы-ның. */
const DEEPEST = 6;
/** Letters that a root keeps at the least. */
const SHORTEST_BASE = 2;

const KINDS = Object.keys(INSIDE) as readonly (SuffixKind | 'word')[];
const kindBit = (kind: SuffixKind | 'word') => 1 << KINDS.indexOf(kind);
const bitsOf = (kinds: readonly SuffixKind[]) => kinds.reduce((bits, kind) => bits | kindBit(kind), 0);

const MUST = 1;
const NEVER = 2;
const LENGTHS = Uint8Array.from(SUFFIXES, ({ text }) => text.length);
const KIND = Int32Array.from(SUFFIXES, ({ kind }) => kindBit(kind));
const INNER = Int32Array.from(SUFFIXES, ({ kind }) => bitsOf(INSIDE[kind]));
const AFTER = Uint8Array.from(SUFFIXES, ({ after }) => endingBits(after));
const HARMONY = Uint8Array.from(SUFFIXES, ({ harmony }) => harmonyBits(harmony));
const OWNED = Uint8Array.from(SUFFIXES, ({ owned }) =>
  owned === 'must' ? MUST : owned === 'never' ? NEVER : 0,
);
const OWNER = Uint8Array.from(SUFFIXES, ({ kind }) => Number(OWNERS.includes(kind)));
const COMPLETE = Uint8Array.from(SUFFIXES, ({ kind, owned }) =>
  Number(owned !== 'must' && !LEANING.includes(kind)),
);
const WORD = bitsOf(INSIDE.word);
/** Whether a suffix makes what stands before it a verb's root. */
export const IS_VERBAL = Uint8Array.from(SUFFIXES, ({ kind }) => Number(VERBAL.includes(kind)));

/** A trie of the suffixes from their last letter; `ends[node]` lists those that begin there. */
function compile(): { next: Uint16Array; ends: readonly (Uint8Array | undefined)[] } {
  const rows: Uint16Array[] = [new Uint16Array(ROW)];
  const ends: number[][] = [[]];
  for (const [index, { text }] of SUFFIXES.entries()) {
    let node = 0;
    for (let i = text.length - 1; i >= 0; i--) {
      const row = rows[node];
      const letter = letterCode(text.charCodeAt(i));
      if (row === undefined) break;
      if (row[letter] === 0) {
        row[letter] = rows.length;
        rows.push(new Uint16Array(ROW));
        ends.push([]);
      }
      node = row[letter] ?? 0;
    }
    ends[node]?.push(index);
  }
  const next = new Uint16Array(rows.length * ROW);
  for (const [node, row] of rows.entries()) next.set(row, node * ROW);
  return { next, ends: ends.map((list) => (list.length > 0 ? Uint8Array.from(list) : undefined)) };
}
const { next, ends } = compile();

const MOST_CUTS = 96;
const K = letterCode('к'.charCodeAt(0));
const T = letterCode('т'.charCodeAt(0));
const I = letterCode('і'.charCodeAt(0));

/**
 * The legal readings of one word, shallow ones first: of reading `i`, `at[i]` letters are left, `innermost[i]` is the
 * suffix that stands next to them, `outer[i]` the one after that (-1 when there is none), `outermost[i]` the last,
 * `depth[i]` their count. Filled anew by each `readings`, never kept.
 */
export const cuts = {
  count: 0,
  at: new Uint8Array(MOST_CUTS),
  innermost: new Uint8Array(MOST_CUTS),
  outer: new Int16Array(MOST_CUTS),
  outermost: new Uint8Array(MOST_CUTS),
  depth: new Uint8Array(MOST_CUTS),
};

const {
  at: cutAt,
  innermost: cutInnermost,
  outer: cutOuter,
  outermost: cutOutermost,
  depth: cutDepth,
} = cuts;

/** Fills `cuts` with the legal readings of the first `length` letters of `layout`, each with a suffix peeled. */
export function readings(layout: Layout, length: number): void {
  cuts.count = 0;
  peel(layout, length, -1, -1, 0, WORD);
}

function peel(
  layout: Layout,
  from: number,
  outer: number,
  outermost: number,
  depth: number,
  allowed: number,
): void {
  const { letters, endings, harmonies } = layout;
  const owned = outer < 0 ? 0 : (OWNED[outer] ?? 0);
  let node = 0;
  for (let at = from - 1; at >= SHORTEST_BASE; at--) {
    node = next[node * ROW + (letters[at] ?? 0)] ?? 0;
    if (node === 0) return;
    const list = ends[node];
    if (list === undefined) continue;
    const ending = endings[at] ?? 0;
    const harmony = harmonies[at] ?? 0;
    for (let i = 0; i < list.length; i++) {
      const suffix = list[i] ?? 0;
      if (((KIND[suffix] ?? 0) & allowed) === 0) continue;
      if (((AFTER[suffix] ?? 0) & ending) === 0 || ((HARMONY[suffix] ?? 0) & harmony) === 0) continue;
      // келісім-і-нде, but келісім-де: the case tells whether "his, their" stands before it.
      if (owned !== 0) {
        const owner = OWNER[suffix] === 1;
        // «интеллектіні», «фактіге»: the і that eases a loan's end is no owner.
        if (
          owned === MUST
            ? !owner
            : owner && !(letters[at] === I && letters[at - 1] === T && letters[at - 2] === K)
        )
          continue;
      }
      const first = outermost < 0 ? suffix : outermost;
      if (COMPLETE[suffix] === 1 && cuts.count < MOST_CUTS) {
        const cut = cuts.count++;
        cutAt[cut] = at;
        cutInnermost[cut] = suffix;
        cutOuter[cut] = outer;
        cutOutermost[cut] = first;
        cutDepth[cut] = depth + 1;
      }
      const inner = INNER[suffix] ?? 0;
      if (inner !== 0 && depth + 1 < DEEPEST) peel(layout, at, suffix, first, depth + 1, inner);
    }
  }
}

/** Letters of a suffix. */
export function lengthOf(suffix: number): number {
  return LENGTHS[suffix] ?? 0;
}
