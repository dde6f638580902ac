import type { Mention } from '../article.ts';
import type { GazetteerEntry } from '../knowledge.ts';
import { type Aligned, align } from './align.ts';
import { compileName, LETTERS, type NamePattern, type Script } from './inflect.ts';
import { allMatches } from './matches.ts';
import { currencySpans } from './money.ts';

/** The names we know, compiled. */
export interface Gazetteer {
  /**
   * The names in `text`, sorted by place, never overlapping; where two fit, the one that begins first and
   * then the longer one. The country in a currency («долларов США») and words of addresses (URL, e-mail)
   * are not mentions. Never throws.
   */
  find(text: string): Mention[];
  /** The entry with this id; undefined when there is none. */
  entry(id: string): GazetteerEntry | undefined;
  readonly entries: readonly GazetteerEntry[];
}

/** All names of one entry that begin with the same letters and live under the same conditions. */
interface Candidate {
  readonly entity: string;
  /** With these letters every match begins: cheaper to ask than `pattern`. */
  readonly start: string;
  /** With one of these the second word of every match begins; null when a match may be one word. */
  readonly second: string | null;
  readonly pattern: RegExp;
  /** Tried on what was found as the text has it, when capitals matter. */
  readonly exact: RegExp | null;
  readonly needs: RegExp | null;
  readonly notBefore: RegExp | null;
  readonly notAfter: RegExp | null;
}

type Index = ReadonlyMap<number, readonly Candidate[]>;

/** How far from a name the words of `needs` may stand, in characters. */
const NEEDS_DISTANCE = 60;
const NOT_DISTANCE = 40;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s"]+|(?<![^\s"@])[^\s"@]{1,64}@[^\s"@]+/g;
/** A word and what names have between their words. A longer word is none of theirs, whatever follows it. */
const WORD_AND_SPACES = /[^"\s]{1,80}["\s]{1,3}/y;
const BORDER = `(?![${LETTERS}0-9])`;
const NOT_INSIDE = `(?<![${LETTERS}0-9])`;

/**
 * Compiles the names of `entries` for `Gazetteer.find`.
 *
 * Names are looked up by the first letters of a word, so that the time depends on the text and hardly on
 * the number of entries.
 *
 * @throws Error naming the entry when a name does not compile or an id occurs twice
 */
export function compileGazetteer(entries: readonly GazetteerEntry[]): Gazetteer {
  const byId = new Map<string, GazetteerEntry>();
  const index = new Map<number, Candidate[]>();
  for (const entry of entries) {
    if (byId.has(entry.id)) throw new Error(`gazetteer entry "${entry.id}" occurs twice`);
    byId.set(entry.id, entry);
    for (const [key, candidate] of candidates(entry)) {
      const bucket = index.get(key);
      if (bucket) bucket.push(candidate);
      else index.set(key, [candidate]);
    }
  }
  return { find: (text) => find(text, index), entry: (id) => byId.get(id), entries };
}

function candidates(entry: GazetteerEntry): [number, Candidate][] {
  const exact = entry.flags?.case === true;
  const inflection = { hyphenOnly: entry.flags?.hyphen === true, plural: !exact };
  const groups = new Map<string, { key: number; conditional: boolean; names: NamePattern[] }>();
  let conditions: Pick<Candidate, 'needs' | 'notBefore' | 'notAfter'>;
  try {
    conditions = compileConditions(entry);
    const ambiguous = entry.flags?.ambiguous;
    for (const script of ['ru', 'kk', 'en', 'latn'] as const satisfies readonly Script[]) {
      for (const name of entry.names[script] ?? []) {
        const pattern = compileName(name, script, inflection);
        const conditional = ambiguous === undefined || ambiguous.includes(name);
        const key = keyAt(pattern.start, 0, Math.min(3, pattern.start.length));
        const group = groups.get(`${key} ${conditional}`);
        if (group) group.names.push(pattern);
        else groups.set(`${key} ${conditional}`, { key, conditional, names: [pattern] });
      }
    }
    if (groups.size === 0) throw new Error('it has no names');
    const unknown = ambiguous?.find((name) => !Object.values(entry.names).flat().includes(name));
    if (unknown !== undefined)
      throw new Error(`flags.ambiguous has "${unknown}", which is not one of its names`);
  } catch (error) {
    throw new Error(
      `gazetteer entry "${entry.id}": ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return [...groups.values()].map(({ key, conditional, names }) => {
    names.sort((a, b) => b.length - a.length);
    const sources = [...new Set(names.map((name) => name.source))];
    const free = { needs: null, notBefore: null, notAfter: null };
    return [
      key,
      {
        entity: entry.id,
        start: names.map((name) => name.start).reduce(commonStart),
        second: names.some((name) => name.second === null) ? null : names.map((name) => name.second).join(''),
        exact: exact ? new RegExp(`^(?:${names.map((name) => name.exact).join('|')})$`, 'u') : null,
        pattern: new RegExp(`(?:${sources.join('|')})(?![${LETTERS}0-9])`, 'y'),
        ...(conditional ? conditions : free),
      },
    ];
  });
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return a.slice(0, length);
}

function compileConditions({ flags }: GazetteerEntry): Pick<Candidate, 'needs' | 'notBefore' | 'notAfter'> {
  const not = anyOf(flags?.not);
  const needs = anyOf(flags?.needs);
  return {
    needs: needs === null ? null : new RegExp(`${NOT_INSIDE}${needs}`),
    notBefore: not === null ? null : new RegExp(`${NOT_INSIDE}${not}[^${LETTERS}0-9]{0,3}$`),
    notAfter: not === null ? null : new RegExp(`^[^${LETTERS}0-9]{0,3}${not}`),
  };
}

/** Words as one alternation, `*` for any ending; null for none. */
function anyOf(words: readonly string[] | undefined): string | null {
  if (words === undefined || words.length === 0) return null;
  const sources = words.map((word) => {
    const { folded } = align(word.trim());
    const stem = RegExp.escape(folded.replace(/\*$/, ''));
    return folded.endsWith('*') ? `${stem}[${LETTERS}]*` : `${stem}${BORDER}`;
  });
  return `(?:${sources.join('|')})`;
}

function find(text: string, index: Index): Mention[] {
  const aligned = align(text);
  const { folded } = aligned;
  const skipped = [...currencySpans(folded), ...addresses(folded)].sort((a, b) => a[0] - b[0]);
  const mentions: Mention[] = [];
  let skip = 0;
  let inside = false;
  for (let at = 0; at < folded.length; at++) {
    const wordCharacter = isWord(folded.charCodeAt(at));
    if (!wordCharacter || inside) {
      inside = wordCharacter;
      continue;
    }
    inside = true;
    while (skip < skipped.length && (skipped[skip]?.[1] ?? 0) <= at) skip++;
    const span = skipped[skip];
    if (span !== undefined && span[0] <= at) continue;
    const best = bestAt(aligned, at, index);
    if (best === null) continue;
    mentions.push(best);
    inside = isWord(folded.charCodeAt(best.end - 1));
    at = best.end - 1;
  }
  return mentions;
}

function bestAt(aligned: Aligned, at: number, index: Index): Mention | null {
  let best: Mention | null = null;
  let next: string | null = null;
  for (let length = 3; length >= 2; length--) {
    const bucket = index.get(keyAt(aligned.folded, at, length));
    if (bucket === undefined) continue;
    for (const candidate of bucket) {
      if (!aligned.folded.startsWith(candidate.start, at)) continue;
      if (candidate.second !== null) {
        next ??= secondLetter(aligned.folded, at);
        if (next === '' || !candidate.second.includes(next)) continue;
      }
      candidate.pattern.lastIndex = at;
      if (!candidate.pattern.test(aligned.folded)) continue;
      const end = candidate.pattern.lastIndex;
      if (best !== null && end <= best.end) continue;
      if (candidate.exact?.test(aligned.cased.slice(at, end)) === false) continue;
      if (allowed(candidate, aligned.folded, at, end)) best = { entity: candidate.entity, start: at, end };
    }
  }
  return best;
}

/** With what the word after the one at `at` begins; empty when there is none: names of many words need one. */
function secondLetter(folded: string, at: number): string {
  WORD_AND_SPACES.lastIndex = at;
  return WORD_AND_SPACES.test(folded) ? folded.charAt(WORD_AND_SPACES.lastIndex) : '';
}

function allowed(candidate: Candidate, folded: string, start: number, end: number): boolean {
  const { needs, notBefore, notAfter } = candidate;
  if (notBefore?.test(folded.slice(Math.max(0, start - NOT_DISTANCE), start))) return false;
  if (notAfter?.test(folded.slice(end, end + NOT_DISTANCE))) return false;
  return needs?.test(folded.slice(Math.max(0, start - NEEDS_DISTANCE), end + NEEDS_DISTANCE)) ?? true;
}

function addresses(folded: string): (readonly [number, number])[] {
  if (!/www\.|:\/\/|@/.test(folded)) return [];
  return allMatches(ADDRESS, folded).map((found) => [found.index, found.index + found[0].length] as const);
}

/** A number for the first letters of a word. Two prefixes may share one: the pattern decides. */
function keyAt(text: string, at: number, length: number): number {
  let key = length;
  for (let i = at; i < at + length; i++) key = ((key << 9) ^ text.charCodeAt(i)) | 0;
  return key;
}

/** Letters and digits of the scripts we read: Latin, Greek, Cyrillic. */
function isWord(code: number): boolean {
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a);
  return code >= 0xc0 && code < 0x530 && code !== 0xd7 && code !== 0xf7;
}
