import type { ReaderLanguage } from '../domain/article.ts';
import { findDates } from '../domain/language/dates.ts';
import type { Gazetteer } from '../domain/language/gazetteer.ts';
import { stem } from '../domain/language/stems.ts';
import { foldCase } from '../domain/language/text.ts';
import { WORDS } from '../domain/summaryWords.ts';
import { commonShare } from '../domain/weights.ts';
import { spellsOut } from './abbreviations.ts';
import { type Sounded, sameName, sounded } from './letters.ts';
import { isOtherTown, type PlaceName } from './places.ts';
import type { SourceSentence } from './sources.ts';

/** A cited sentence with its names and words. */
export interface NamedSource {
  readonly source: SourceSentence;
  /** Gazetteer ids, also of names within names, and of the country whose people and bodies it names. */
  readonly ids: ReadonlySet<string>;
  readonly places: readonly PlaceName[];
  readonly words: readonly Sounded[];
  /** Words that are no part of a name, nor one themselves. */
  readonly free: readonly Sounded[];
}

/** What was found of the names of one sentence. */
export interface NameCheck {
  /** As written, each once. */
  readonly unsupported: readonly string[];
  /** How many names the sentence shares with its sources. */
  readonly shared: number;
}

const PART = /[\p{L}][\p{L}\p{M}'’]*/gu;

/** Countries by the side that their people and bodies stand for: a DFC is American without saying so. */
const HOME = { kz: 'kazakhstan', us: 'usa' } as const;

/** Reads the names of a sentence that may be cited. */
export function namedSource(source: SourceSentence, gazetteer: Gazetteer): NamedSource {
  const mentions = gazetteer.find(source.text);
  const ids = new Set<string>();
  const places: PlaceName[] = [];
  for (const { entity, start, end } of mentions) {
    ids.add(entity);
    places.push({ entity, written: source.text.slice(start, end), language: source.language });
    const { kind, side = '-' } = gazetteer.entry(entity) ?? {};
    if ((kind === 'person' || kind === 'agency' || kind === 'company') && side !== '-') ids.add(HOME[side]);
    // «Мемлекеттік хатшы Марко Рубио» is an office that names a man, the "U.S. Senate" a country; but Air Astana no town.
    if (kind === 'agency' || kind === 'format')
      for (const inner of innerNames(source.text.slice(start, end), gazetteer)) ids.add(inner);
  }
  const tokens = [...source.text.matchAll(PART)];
  const free = tokens.filter(
    ({ 0: word, index }) =>
      !mentions.some(({ start, end }) => start < index + word.length && index < end) &&
      // A name that is not meant here: «доллар США».
      gazetteer.find(word).length === 0,
  );
  return {
    source,
    ids,
    places,
    words: tokens.map(([word]) => sounded(word)),
    free: free.map(([word]) => sounded(word)),
  };
}

/** People and places that a longer name holds. */
function innerNames(name: string, gazetteer: Gazetteer): string[] {
  const words = [...name.matchAll(PART)].map(({ index }) => index);
  return words
    .flatMap((from) => gazetteer.find(name.slice(from)))
    .concat(words.flatMap((to) => gazetteer.find(name.slice(0, to).trimEnd())))
    .flatMap(({ entity }) => {
      const kind = gazetteer.entry(entity)?.kind;
      return kind === 'person' || kind === 'place' ? entity : [];
    });
}

/**
 * Checks the names of `text` against the sentences that it cites: every gazetteer id must be named there, every other
 * word with a capital or in Latin letters must have a form there, and an initial must be that of the name stated.
 *
 * The first word of a sentence has its capital anyway: it is taken for a name when it looks like one.
 */
export function checkNames(
  text: string,
  language: ReaderLanguage,
  cited: readonly NamedSource[],
  gazetteer: Gazetteer,
): NameCheck {
  const unsupported = new Set<string>();
  let shared = 0;
  const mentions = gazetteer.find(text);
  const words = cited.flatMap((one) => one.words);
  const free = cited.flatMap((one) => one.free);
  const isNamed = (id: string) => cited.some(({ ids }) => ids.has(id));
  const isStated = (word: Sounded) => words.some((other) => sameName(word, other));
  for (const { entity, start, end } of mentions) {
    const written = text.slice(start, end);
    const parts = written.match(PART) ?? [];
    // Goods and trades are common nouns: «инвестиции» where the source says "to invest".
    const isGoods = gazetteer.entry(entity)?.kind === 'commodity';
    // «Тенгиз» of a «Тенгизское месторождение», «американский сенатор» of a senator and a country.
    const isPartStated = (part: string) => {
      const inner = gazetteer.find(part).filter((one) => one.entity !== entity);
      if (inner.length > 0 && inner.every((one) => isNamed(one.entity))) return true;
      return (isGoods ? words : free).some((other) => sameName(sounded(part), other));
    };
    const entry = gazetteer.entry(entity);
    const isElsewhere =
      entry?.kind === 'place' &&
      isOtherTown(
        written,
        entry,
        cited.flatMap(({ places }) => places),
      );
    if (isNamed(entity) && !isElsewhere) shared += 1;
    else if (parts.length === 0 || !parts.every(isPartStated)) unsupported.add(written);
  }
  const tokens = [...text.matchAll(PART)];
  const dates = findDates(text, language, ANY_DAY);
  for (const [index, { 0: written, index: start }] of tokens.entries()) {
    const overlaps = (one: { readonly start: number; readonly end: number }) =>
      one.start < start + written.length && start < one.end;
    // Dates are checked as such: «Қаңтарда ҚТЖ …».
    if (mentions.some(overlaps) || dates.some(overlaps)) continue;
    const latin = /\p{Script=Latin}/u.test(written);
    if (!latin && !/^\p{Lu}/u.test(written)) continue;
    if (written.length === 1) {
      if (isWrongInitial(text, tokens, index, cited)) unsupported.add(`${written}.`);
      continue;
    }
    const word = sounded(written);
    if (isStated(word) || cited.some(({ source }) => spellsOut(source.text, written))) {
      if (index > 0) shared += 1;
    } else if (latin || !isCommon(written, language)) {
      if (latin || !opens(text, start) || looksLikeName(text, start, written, language, cited))
        unsupported.add(written);
    }
  }
  return { unsupported: [...unsupported], shared };
}

const ANY_DAY = new Date('2026-01-15T07:00:00Z');

/** «Б. Токаев» where the source says «Касым-Жомарт Токаев»: the surname is stated, with other names before it. */
function isWrongInitial(
  text: string,
  tokens: readonly RegExpExecArray[],
  index: number,
  cited: readonly NamedSource[],
): boolean {
  const initial = tokens[index];
  if (initial === undefined || text[initial.index + 1] !== '.') return false;
  const surname = tokens.slice(index + 1).find(({ 0: word }) => word.length > 1)?.[0];
  if (surname === undefined || !/^\p{Lu}/u.test(surname)) return false;
  const [name, first] = [sounded(surname), sounded(initial[0]).sounds[0]];
  const before = cited.flatMap(({ words }) =>
    words.flatMap((word, at) =>
      word.capital && sameName(word, name)
        ? [words.slice(Math.max(0, at - 3), at).filter(({ capital }) => capital)]
        : [],
    ),
  );
  return before.length > 0 && before.every((names) => names.every(({ sounds }) => sounds[0] !== first));
}

/** A word of everyday news: «Министр», «Үкімет»; nobody is called so. */
function isCommon(word: string, language: ReaderLanguage): boolean {
  return !/^\p{Lu}{2,}$/u.test(word) && commonShare(stem(word, language), language) > 0;
}

function opens(text: string, start: number): boolean {
  return /^["«“„(–—\s-]*$/u.test(text.slice(0, start));
}

/**
 * A first word that its sources do not have: a name before a verb of saying or another name, or any word at all where
 * the sources are in the same language and a retelling would take its words from them.
 */
function looksLikeName(
  text: string,
  start: number,
  word: string,
  language: ReaderLanguage,
  cited: readonly NamedSource[],
): boolean {
  const after = text.slice(start + word.length);
  // «Джон Смит», but not «Авиакомпания Air Astana», nor «Авиакомпания «Эйр Астана».
  if (/^\p{Lu}{2,}$/u.test(word) || /^[ -]\p{Lu}\p{Script=Cyrillic}+/u.test(after)) return true;
  const rest = foldCase(after).trimStart();
  if (WORDS[language].said.exec(rest)?.index === 0) return true;
  return (
    cited.length > 0 &&
    cited.every(({ source }) => source.language === language) &&
    PERSON.test(foldCase(word))
  );
}

/** How surnames of our news end, in the nominative. */
const PERSON =
  /(?:[оеё]в|[оеё]ва|[иы]н|[иы]на|ский|ская|ұлы|қызы|баев|баева|бек|бай|ман|сон|смит|ман|берг|штейн|ян|дзе|швили|енко|чук|айт|исон)$/u;
