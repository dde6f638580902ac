import type { ReaderLanguage } from '../domain/article.ts';
import type { Gazetteer } from '../domain/language/gazetteer.ts';
import type { Identifier } from '../domain/language/identify.ts';
import { ordersMachine } from './instructions.ts';
import { checkNames, type NamedSource, namedSource } from './names.ts';
import { unsupportedOffices } from './offices.ts';
import type { ModelAnswer } from './parse.ts';
import { type CountedSource, quantitiesOf, unsupportedQuantities } from './quantities.ts';
import type { SourceSentence } from './sources.ts';
import { changedQuotes, faultsOfForm, isInLanguage, saysSomethingElse } from './wording.ts';

/** Why a model's text is not shown; the names are those of the metric. */
export type FaultKind =
  | 'unsupported_numbers'
  | 'unsupported_names'
  | 'unsupported_dates'
  | 'changed_quotes'
  | 'unsupported_text'
  | 'wrong_language'
  | 'bad_length'
  | 'bad_form'
  | 'no_source';

/** One thing that is wrong with an answer. */
export interface Fault {
  readonly kind: FaultKind;
  /** Index of the sentence; −1 for the headline, null for all of it. */
  readonly sentence: number | null;
  /** What is wrong, as written where it can be pointed at: «4,5 млрд», «Рубио». */
  readonly item: string;
}

/** What the guard judges by. */
export interface GuardDeps {
  readonly gazetteer: Gazetteer;
  readonly identifier: Identifier;
}

/** Lengths in characters: of all sentences with the spaces between them, and of the headline. */
const SHORTEST = 120;
const LONGEST = 500;
const SHORTEST_HEADLINE = 10;
const LONGEST_HEADLINE = 110;

/** A cited sentence, read for all checks. */
type Evidence = CountedSource & NamedSource;

/**
 * The guard: holds what a model wrote against the sentences that it says to have it from. A text passes only when
 * every number with its unit, every date, name and quotation of each sentence stands in the sentences cited for it,
 * and those of the headline in any that are cited or in the titles above these.
 *
 * What it cannot see: who does what to whom, «не», and whether something is certain. So a model's text is labelled.
 *
 * @returns empty when the answer may be shown
 */
export function findFaults(
  answer: ModelAnswer,
  sources: readonly SourceSentence[],
  language: ReaderLanguage,
  deps: GuardDeps,
): Fault[] {
  const evidence = readerOf(sources, deps);
  const faults: Fault[] = [];
  const used = new Map<number, Evidence>();
  for (const [index, { text, from }] of answer.sentences.entries()) {
    const cited = from.flatMap((number) => evidence(number) ?? []);
    for (const one of cited) used.set(one.source.number, one);
    if (cited.length === 0 || cited.length < from.length)
      faults.push({ kind: 'no_source', sentence: index, item: `from: [${from.join(', ')}]` });
    if (!/[.!…]["»”’)\]]*$/u.test(text))
      faults.push({ kind: 'bad_form', sentence: index, item: 'no full stop' });
    faults.push(...faultsOf(text, index, language, cited, deps));
  }
  const length = answer.sentences.reduce((sum, { text }) => sum + text.length, answer.sentences.length - 1);
  if (length < SHORTEST || length > LONGEST)
    faults.push({ kind: 'bad_length', sentence: null, item: `${length} characters in all` });
  const { headline } = answer;
  if (headline.length < SHORTEST_HEADLINE || headline.length > LONGEST_HEADLINE)
    faults.push({ kind: 'bad_length', sentence: -1, item: `a headline of ${headline.length} characters` });
  const told = new Set([...used.values()].map(({ source }) => source.articleId));
  const titles = sources.filter((source) => source.isTitle && told.has(source.articleId));
  const behind = new Set([...used.keys(), ...titles.map(({ number }) => number)]);
  const cited = [...behind].flatMap((number) => evidence(number) ?? []);
  faults.push(...faultsOf(headline, -1, language, cited, deps));
  return faults;
}

/** Looks up a sentence by its number; undefined when there is none that may be cited. */
function readerOf(
  sources: readonly SourceSentence[],
  deps: GuardDeps,
): (number: number) => Evidence | undefined {
  const read = new Map<number, Evidence>();
  return (number) => {
    const known = read.get(number);
    const source = sources.find((one) => one.number === number);
    // Whoever asks the model for something is no witness of it.
    if (known !== undefined || source === undefined || ordersMachine(source.text)) return known;
    const quantities = quantitiesOf(source.text, source.language, source.publishedAt);
    const made: Evidence = { ...namedSource(source, deps.gazetteer), quantities };
    read.set(number, made);
    return made;
  };
}

function faultsOf(
  text: string,
  sentence: number,
  language: ReaderLanguage,
  cited: readonly Evidence[],
  { gazetteer, identifier }: GuardDeps,
): Fault[] {
  const faults: Fault[] = [];
  const add = (kind: FaultKind, item: string) => faults.push({ kind, sentence, item });
  const sources = cited.map(({ source }) => source);
  for (const item of faultsOfForm(text, language)) add('bad_form', item);
  if (!isInLanguage(text, language, identifier))
    add('wrong_language', `not written in ${LANGUAGE[language]}`);
  const quantities = unsupportedQuantities(text, language, cited);
  for (const { kind, item } of quantities)
    add(kind === 'numbers' ? 'unsupported_numbers' : 'unsupported_dates', item);
  const names = checkNames(text, language, cited, gazetteer);
  for (const item of [...names.unsupported, ...unsupportedOffices(text, cited, gazetteer)])
    add('unsupported_names', item);
  for (const item of changedQuotes(text, sources, gazetteer)) add('changed_quotes', item);
  const own = quantitiesOf(text, language, sources[0]?.publishedAt ?? null);
  const shared = names.shared + Math.max(0, own.figures.length + own.dates.length - quantities.length);
  if (faults.length === 0 && saysSomethingElse(text, language, sources, shared))
    add('unsupported_text', 'says nothing that these sentences state');
  return faults;
}

const LANGUAGE: Readonly<Record<ReaderLanguage, string>> = { ru: 'Russian', kk: 'Kazakh' };
