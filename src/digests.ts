import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import {
  conceptSchema,
  digestSchema,
  duplicates,
  gazetteerEntrySchema,
  ID,
  relevanceSchema,
  sourceSchema,
} from './digestsSchema.ts';
import type { Digest, GazetteerEntry, Knowledge, RelevanceWords, Source } from './domain/knowledge.ts';
import { compileGazetteer } from './domain/language/gazetteer.ts';

/** Editors' words, or everything that is wrong with them: "digests/uranium.json: title.kk must be text". */
export type LoadedKnowledge =
  | { readonly kind: 'ok'; readonly knowledge: Knowledge }
  | { readonly kind: 'invalid'; readonly mistakes: string[] };

/** Digests without `order` come after those with one. */
const LAST = 1000;

/**
 * Reads and checks everything under `dir`: topics, sources, gazetteer, relevance words, concepts.
 *
 * All mistakes are found in one go, each naming file, field and what is expected, in a stable order.
 * Digests are sorted by their `order`, then by id; `all` is always the last. Never throws.
 */
export function loadKnowledge(dir: string): LoadedKnowledge {
  const mistakes: string[] = [];
  const digests = readDigests(dir, mistakes);
  const sources = readList(dir, 'reading/sources.json', sourceSchema, mistakes);
  const gazetteer = readList(dir, 'reading/gazetteer.json', gazetteerEntrySchema, mistakes);
  const relevance = read(dir, 'reading/relevance.json', relevanceSchema, mistakes);
  const concepts = readList(dir, 'reading/concepts.json', conceptSchema, mistakes);

  checkDigests(dir, digests, mistakes);
  checkSources(dir, sources, mistakes);
  checkGazetteer(dir, gazetteer, mistakes);
  for (const id of duplicates((concepts ?? []).map((concept) => concept.id)))
    mistakes.push(`${shown(dir)}/reading/concepts.json: ${id} is given twice`);
  if (gazetteer !== null) {
    // Without a readable gazetteer every id would be unknown: one mistake would be reported a hundred times.
    const known = new Set(gazetteer.map((entry) => entry.id));
    for (const digest of digests)
      mistakes.push(...unknownIds(`${shown(dir)}/${digest.id}.json`, idsOfTopic(digest.match), known));
    if (relevance)
      mistakes.push(...unknownIds(`${shown(dir)}/reading/relevance.json`, idsOfRelevance(relevance), known));
  }
  if (mistakes.length > 0 || !sources || !gazetteer || !relevance || !concepts)
    return { kind: 'invalid', mistakes };
  return {
    kind: 'ok',
    knowledge: { digests: digests.map(withoutOrder), sources, gazetteer, relevance, concepts },
  };
}

/**
 * Loads `dir` again for a running program. A broken edit keeps `current`, the last good version.
 *
 * @returns the words to work with from now on, and what is wrong with the edit: empty when it was taken over
 */
export function reloadKnowledge(
  current: Knowledge,
  dir: string,
): { knowledge: Knowledge; mistakes: readonly string[] } {
  const loaded = loadKnowledge(dir);
  return loaded.kind === 'ok'
    ? { knowledge: loaded.knowledge, mistakes: [] }
    : { knowledge: current, mistakes: loaded.mistakes };
}

type OrderedDigest = Digest & { readonly order: number };

function readDigests(dir: string, mistakes: string[]): OrderedDigest[] {
  let names: string[];
  try {
    names = readdirSync(dir)
      .filter((name) => /\.json$/i.test(name))
      .sort();
  } catch {
    mistakes.push(`${shown(dir)}: the folder cannot be read`);
    return [];
  }
  const digests: OrderedDigest[] = [];
  for (const name of names) {
    const id = basename(name, '.json');
    if (!ID.test(id)) {
      mistakes.push(
        `${shown(dir)}/${name}: the file name must be 1–32 of a–z, 0–9 and _, a letter first, then .json`,
      );
      continue;
    }
    const digest = read(dir, name, digestSchema, mistakes);
    if (digest) digests.push({ ...digest, id, order: digest.order ?? LAST });
  }
  if (!names.includes('all.json'))
    mistakes.push(`${shown(dir)}/all.json: the digest of every story is missing`);
  const place = (digest: OrderedDigest) => (digest.id === 'all' ? LAST + 1 : digest.order);
  return digests.sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}

function withoutOrder({ order: _, ...digest }: OrderedDigest): Digest {
  return digest;
}

/** Parses one file; null when it cannot be used at all. */
function read<T>(dir: string, name: string, schema: z.ZodType<T>, mistakes: string[]): T | null {
  const file = `${shown(dir)}/${name}`;
  const json = readJson(dir, name, mistakes);
  if (json === undefined) return null;
  checkLetters(file, '', json, mistakes);
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) mistakes.push(said(file, issue.path, issue.message));
  return null;
}

/** Parses a file that is a list, element by element: a broken one is reported and the rest still checked. */
function readList<T>(dir: string, name: string, schema: z.ZodType<T>, mistakes: string[]): T[] | null {
  const file = `${shown(dir)}/${name}`;
  const json = readJson(dir, name, mistakes);
  if (json === undefined) return null;
  if (!Array.isArray(json)) {
    mistakes.push(`${file}: must be a list`);
    return null;
  }
  return json.flatMap((element: unknown, index) => {
    const label = named(element) ?? `[${index}]`;
    checkLetters(file, label, element, mistakes);
    const parsed = schema.safeParse(element);
    if (parsed.success) return [parsed.data];
    for (const issue of parsed.error.issues) mistakes.push(said(file, [label, ...issue.path], issue.message));
    return [];
  });
}

function readJson(dir: string, name: string, mistakes: string[]): unknown {
  const file = `${shown(dir)}/${name}`;
  let text: string;
  try {
    text = readFileSync(join(dir, name), 'utf8').replace(/^\uFEFF/, '');
  } catch {
    mistakes.push(`${file}: the file cannot be read`);
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    mistakes.push(`${file}: is not valid JSON, line ${brokenLine(text, message)}: ${message}`);
    return undefined;
  }
}

/** V8 names the place only for some mistakes; for the others the longest readable beginning of tokens is taken. */
function brokenLine(text: string, message: string): number {
  const position = / position (\d+)/.exec(message)?.[1];
  let end = position === undefined ? 0 : Number(position);
  if (position === undefined) {
    const token = /[\s{}[\]:,]+|"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|(?:true|false|null)\b/y;
    while (token.test(text)) end = token.lastIndex;
  }
  return text.slice(0, end).split('\n').length;
}

function checkDigests(dir: string, digests: readonly OrderedDigest[], mistakes: string[]): void {
  // A topic whose own file is broken is known: that file's mistake is enough.
  const isKnown = (topic: string) => existsSync(join(dir, `${topic}.json`));
  const owner = new Map<string, string>();
  for (const { id, title, aliases, match, description } of digests) {
    const file = `${shown(dir)}/${id}.json`;
    for (const name of new Set([id, title.ru, title.kk, ...aliases.ru, ...aliases.kk].map(fold))) {
      const other = owner.get(name);
      if (other) mistakes.push(`${file}: "${name}" is already a name of ${other}.json`);
      else owner.set(name, id);
    }
    const topics = [
      ...match.implies.map((topic) => ({ field: 'implies', topic })),
      ...(match.yields ?? []).map((topic) => ({ field: 'yields', topic })),
      ...(match.sums?.beside ?? []).map((topic) => ({ field: 'sums.beside', topic })),
    ];
    for (const { field, topic } of topics) {
      if (topic === id) mistakes.push(`${file}: match.${field} names the topic itself`);
      else if (topic === 'all') mistakes.push(`${file}: match.${field} must not name "all"`);
      else if (!isKnown(topic)) mistakes.push(`${file}: match.${field} names an unknown topic "${topic}"`);
    }
    if (fold(description.kk) === fold(description.ru))
      mistakes.push(`${file}: description.kk is the same as description.ru`);
  }
}

function checkSources(dir: string, sources: readonly Source[] | null, mistakes: string[]): void {
  const file = `${shown(dir)}/reading/sources.json`;
  for (const id of duplicates((sources ?? []).map((source) => source.id)))
    mistakes.push(`${file}: ${id} is given twice`);
  for (const url of duplicates((sources ?? []).map((source) => source.url)))
    mistakes.push(`${file}: two sources have the url ${url}`);
}

function checkGazetteer(dir: string, entries: readonly GazetteerEntry[] | null, mistakes: string[]): void {
  const file = `${shown(dir)}/reading/gazetteer.json`;
  const twice = duplicates((entries ?? []).map((entry) => entry.id));
  for (const id of twice) mistakes.push(`${file}: ${id} is given twice`);
  for (const entry of compiles(entries ?? []) ? [] : (entries ?? [])) {
    try {
      compileGazetteer([entry]);
    } catch (error) {
      mistakes.push(`${file}: ${entry.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/** All at once is fast; one by one is only needed for saying which entry is wrong. */
function compiles(entries: readonly GazetteerEntry[]): boolean {
  try {
    compileGazetteer(entries);
    return true;
  } catch {
    return false;
  }
}

/** Lists of gazetteer ids by the field they stand in. */
type Ids = Readonly<Record<string, readonly string[]>>;

function idsOfTopic(match: Digest['match']): Ids {
  return {
    'match.entities': match.entities,
    'match.weak.entities': match.weak.entities,
    'match.not.entities': match.not.entities,
    'match.together.entities': match.together?.entities ?? [],
    'match.acts.entities': match.acts?.entities ?? [],
  };
}

function unknownIds(file: string, lists: Ids, known: ReadonlySet<string>): string[] {
  return Object.entries(lists).flatMap(([field, ids]) =>
    ids.filter((id) => !known.has(id)).map((id) => `${file}: ${field} names an unknown entity "${id}"`),
  );
}

function idsOfRelevance(words: RelevanceWords): Ids {
  return {
    countries: [words.countries.kz, words.countries.us],
    'sides.kz.weakEntities': words.sides.kz.weakEntities,
    'sides.us.weakEntities': words.sides.us.weakEntities,
    bothSides: words.bothSides,
    missions: words.missions,
    formats: words.formats,
    'region.members': words.region.members.flat(),
    subjects: words.subjects,
    'thirdParties.entities': words.thirdParties.entities,
  };
}

const [CYRILLIC, LATIN] = [/\p{Script=Cyrillic}/u, /\p{Script=Latin}/u];

/**
 * Finds words that mix Cyrillic and Latin letters, such as "қаза" + Latin "k": they look right to an editor
 * and match nothing.
 */
function checkLetters(file: string, path: string, value: unknown, mistakes: string[]): void {
  if (typeof value === 'string') {
    if (!CYRILLIC.test(value) || !LATIN.test(value)) return;
    for (const [word] of value.matchAll(/\p{L}+/gu)) {
      if (!CYRILLIC.test(word) || !LATIN.test(word)) continue;
      const latin = word.match(/\p{Script=Latin}/gu)?.join(', ');
      mistakes.push(`${file}: ${path} mixes Cyrillic and Latin letters in "${word}" (Latin: ${latin})`);
    }
  } else if (value !== null && typeof value === 'object') {
    for (const [key, child] of Object.entries(value))
      checkLetters(file, joined(path, Array.isArray(value) ? Number(key) : key), child, mistakes);
  }
}

function said(file: string, path: readonly PropertyKey[], message: string): string {
  const field = path.reduce<string>((before, key) => joined(before, key), '');
  return field ? `${file}: ${field} ${message}` : `${file}: ${message}`;
}

function joined(path: string, key: PropertyKey): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  return path ? `${path}.${String(key)}` : String(key);
}

function named(element: unknown): string | null {
  if (element === null || typeof element !== 'object' || !('id' in element)) return null;
  return typeof element.id === 'string' && ID.test(element.id) ? element.id : null;
}

/** The folder as editors know it, without what leads to it. */
function shown(dir: string): string {
  return basename(dir);
}

function fold(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}
