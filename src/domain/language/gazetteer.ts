import type { Mention } from '../article.ts';
import type { GazetteerEntry } from '../knowledge.ts';
import { type Aligned, align } from './align.ts';
import { compileName, type Script } from './inflect.ts';
import { allMatches } from './matches.ts';
import { currencySpans } from './money.ts';
import { buildNameTree, type NameTree, type TreeName } from './nameTree.ts';
import { isAfter, isBefore, isWithin, isWord, type NearWord, nearWords } from './nearWords.ts';

/** The names we know, compiled. */
export interface Gazetteer {
  /**
   * The names in `text`, sorted by place, never overlapping; where two fit, the one that begins first and
   * then the longer one. The country in a currency («долларов США») and words of addresses (URL, e-mail)
   * are not mentions. Never throws.
   */
  find(text: string): Mention[];
  /**
   * Ids of all names that may stand in `text`, whatever is beside them, inside them or around them: `find` gives no
   * others for any sentence of it. Several times as fast, for it looks at no context.
   */
  mayName(text: string): Set<string>;
  /** The entry with this id; undefined when there is none. */
  entry(id: string): GazetteerEntry | undefined;
  readonly entries: readonly GazetteerEntry[];
}

/** One name of an entry, and under which conditions it is meant. */
interface Candidate extends TreeName {
  readonly entry: GazetteerEntry;
  /** Of two entries that fit the same words the first one of the list is meant. */
  readonly order: number;
  /** One of them must stand near it; empty when none must. */
  readonly needs: readonly NearWord[];
  /** None of them may stand beside it. */
  readonly not: readonly NearWord[];
  /** What follows a Kazakh office never owns it: «Сыртқы істер министрлігі АҚШ тарапымен …». */
  readonly owner: 'before' | 'beside';
  readonly office: boolean;
  readonly small: boolean;
}

type Tree = NameTree<Candidate>;

/** How far from a name the words of `needs` may stand, in characters. */
const NEEDS_DISTANCE = 60;
const ADDRESS = /(?:https?:\/\/|www\.)[^\s"]+|(?<![^\s"@])[^\s"@]{1,64}@[^\s"@]+/g;

/** More of the same word, or of an address. */
const GLUED = /^[\p{L}\p{N}@/_-]|^\.\S/u;

/** Behind one of these a sentence begins; so it does at the start of a text. */
const SENTENCE_BEFORE = /(?:^|[.!?…:;"(\n]|(?:^|\s)-) ?$/;

/** Editors' words are checked by compiling them, and then used: once is enough for the same list. */
const COMPILED = new WeakMap<readonly GazetteerEntry[], Gazetteer>();

/**
 * Compiles the names of `entries` for `Gazetteer.find`. The same list, which nobody may change, gives the same gazetteer.
 *
 * @throws Error naming the entry when a name does not compile or an id occurs twice
 */
export function compileGazetteer(entries: readonly GazetteerEntry[]): Gazetteer {
  const known = COMPILED.get(entries);
  if (known !== undefined) return known;
  const byId = new Map<string, GazetteerEntry>();
  const all: Candidate[] = [];
  entries.forEach((entry, order) => {
    if (byId.has(entry.id)) throw new Error(`gazetteer entry "${entry.id}" occurs twice`);
    byId.set(entry.id, entry);
    try {
      all.push(...candidates(entry, order));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`gazetteer entry "${entry.id}": ${reason}`);
    }
  });
  const tree = buildNameTree(all);
  const gazetteer: Gazetteer = {
    find: (text) => find(text, tree),
    mayName: (text) => mayName(text, tree),
    entry: (id) => byId.get(id),
    entries,
  };
  COMPILED.set(entries, gazetteer);
  return gazetteer;
}

function candidates(entry: GazetteerEntry, order: number): Candidate[] {
  const { flags } = entry;
  const capitals = flags?.case === true;
  const inflection = {
    hyphenOnly: flags?.hyphen === true,
    plural: !capitals,
    person: entry.kind === 'person',
    proper: entry.kind === 'person' || entry.kind === 'place',
  };
  const known = Object.values(entry.names).flat();
  if (known.length === 0) throw new Error('it has no names');
  for (const flag of ['ambiguous', 'offices', 'small'] as const) {
    const unknown = flags?.[flag]?.find((name) => !known.includes(name));
    if (unknown !== undefined)
      throw new Error(`flags.${flag} has "${unknown}", which is not one of its names`);
  }
  const conditions = { needs: nearWords(flags?.needs), not: nearWords(flags?.not) };
  const free = { needs: [], not: [] };
  const ofAgency = entry.kind === 'agency' ? 'before' : 'beside';
  return (['ru', 'kk', 'en', 'latn'] as const satisfies readonly Script[]).flatMap((script) =>
    (entry.names[script] ?? []).map((name) => ({
      ...{ entry, order, capitals, pieces: compileName(name, script, inflection) },
      ...((flags?.ambiguous?.includes(name) ?? true) ? conditions : free),
      owner: script === 'kk' ? ofAgency : 'beside',
      office: flags?.offices?.includes(name) ?? false,
      small: flags?.small?.includes(name) ?? false,
    })),
  );
}

function find(text: string, tree: Tree): Mention[] {
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
    if (!tree.mayBegin(folded, at)) continue;
    const best = bestAt(aligned, at, tree, true);
    if (best === null) continue;
    mentions.push({ entity: best.candidate.entry.id, start: at, end: best.end });
    inside = isWord(folded.charCodeAt(best.end - 1));
    at = best.end - 1;
  }
  return mentions;
}

function mayName(text: string, tree: Tree): Set<string> {
  const { folded, cased } = align(text);
  const ids = new Set<string>();
  const found: string[] = [];
  let currencies: (readonly [number, number])[] | null = null;
  let inside = false;
  for (let at = 0; at < folded.length; at++) {
    const begins = !inside;
    inside = isWord(folded.charCodeAt(at));
    if (!inside || !begins || !tree.mayBegin(folded, at)) continue;
    tree.visit(folded, cased, at, ({ entry }) => found.push(entry.id));
    if (found.some((id) => !ids.has(id))) {
      currencies ??= wholeCurrencies(folded);
      if (!currencies.some(([start, end]) => start <= at && at < end)) for (const id of found) ids.add(id);
    }
    found.length = 0;
  }
  return ids;
}

/**
 * The currencies that are left in one sentence wherever `folded` is cut and whatever is masked: none with a point or a
 * line break inside, nor with a glued address behind.
 */
function wholeCurrencies(folded: string): (readonly [number, number])[] {
  return currencySpans(folded).filter(
    ([start, end]) => !/[.\n]/.test(folded.slice(start, end)) && !GLUED.test(folded.slice(end, end + 2)),
  );
}

interface Best {
  readonly candidate: Candidate;
  readonly end: number;
}

/** The longest name that is meant where a word begins; with `offices` an office may stand for its holder. */
function bestAt(aligned: Aligned, at: number, tree: Tree, offices: boolean): Best | null {
  let best: Best | null = null as Best | null;
  tree.visit(aligned.folded, aligned.cased, at, (candidate, end) => {
    if (candidate.office && !offices) return;
    if (best !== null) {
      if (end < best.end || (end === best.end && candidate.order >= best.candidate.order)) return;
    }
    if (isMeant(candidate, aligned, at, end)) best = { candidate, end };
  });
  if (best === null || !best.candidate.office || !namesAnother(best, aligned, tree)) return best;
  return bestAt(aligned, at, tree, false);
}

/** «Президент США Джо Байден»: who is named is meant, not who holds the office now. */
function namesAnother({ candidate, end }: Best, aligned: Aligned, tree: Tree): boolean {
  if (aligned.folded.charAt(end) !== ' ') return false;
  const next = bestAt(aligned, end + 1, tree, false)?.candidate;
  if (next === undefined || next.entry.kind !== 'person') return false;
  return next.order !== candidate.order && next.entry.side === candidate.entry.side;
}

function isMeant(candidate: Candidate, { folded, cased }: Aligned, start: number, end: number): boolean {
  const { needs, not, owner } = candidate;
  if (candidate.small && isNameInSentence(cased, start)) return false;
  if (not.length > 0 && isBefore(folded, start, not)) return false;
  if (not.length > 0 && owner === 'beside' && isAfter(folded, end, not)) return false;
  return needs.length === 0 || isWithin(folded, start - NEEDS_DISTANCE, end + NEEDS_DISTANCE, needs);
}

/** One capital and small letters, not where a sentence begins: «в Газе», but neither «ГАЗ» nor «Газ дорожает». */
function isNameInSentence(cased: string, start: number): boolean {
  const [first, second] = [cased.charAt(start), cased.charAt(start + 1)];
  if (first === first.toLowerCase() || second !== second.toLowerCase()) return false;
  return !SENTENCE_BEFORE.test(cased.slice(Math.max(0, start - 3), start));
}

function addresses(folded: string): (readonly [number, number])[] {
  if (!/www\.|:\/\/|@/.test(folded)) return [];
  return allMatches(ADDRESS, folded).map((found) => [found.index, found.index + found[0].length] as const);
}
