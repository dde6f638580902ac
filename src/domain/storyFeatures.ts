import type { Language, Position, ReadText, Sentence, Side, Unit } from './article.ts';
import { companyNames } from './companyNames.ts';
import type { ConceptIndex } from './concepts.ts';
import { type EventType, findEvents, findStage, type Stage } from './events.ts';
import type { EntityKind } from './knowledge.ts';
import { stemsIn } from './language/stems.ts';
import { foldCase, textFingerprint } from './language/text.ts';
import { speaksToReader } from './relevanceFacts.ts';
import { isRoundUp } from './roundUp.ts';
import { soundedNames, soundedWords, statedNumbers } from './storyWords.ts';

/** A figure as grouping compares it: what it says, not how it is written. */
export interface PlainFigure {
  readonly value: number;
  readonly unit: Unit;
}

/** An id found in an article, with the weight of the best place where it stands, `TITLE_WEIGHT` to .1 in the background. */
export interface WeightedEntity {
  readonly id: string;
  /** Null when the gazetteer of the moment does not know the id any more. */
  readonly kind: EntityKind | null;
  readonly weight: number;
  /** Whose it is. Missing in articles read before, and of ids that the gazetteer does not know any more. */
  readonly side?: Side | undefined;
}

/** All that grouping asks of one article: plain data that survives JSON. */
export interface StoryFeatures {
  /** Fingerprint of title and text: equal for reprints. */
  readonly hash: string;
  readonly language: Language;
  /** Stem → how often it stands in the title (three times over) and the first 80 words. */
  readonly terms: Readonly<Record<string, number>>;
  /** Concept → how much the article speaks of it, comparable across languages. Missing in articles read before. */
  readonly concepts?: Readonly<Record<string, number>> | undefined;
  /** What sounds the same of names that the gazetteer does not know → weight. Missing in articles read before. */
  readonly names?: Readonly<Record<string, number>> | undefined;
  /** Firms that the gazetteer does not know, in Latin letters, see `companyNames`. Missing in articles read before. */
  readonly companies?: readonly string[] | undefined;
  /** What sounds the same of telling words in title and first sentences → how often. Missing in articles read before. */
  readonly sounds?: Readonly<Record<string, number>> | undefined;
  /** All numbers that the article states, whatever they count. Missing in articles read before. */
  readonly numbers?: readonly number[] | undefined;
  /** True for questions and answers. Missing in articles read before. */
  readonly interview?: boolean | undefined;
  /** True for a guide, which tells of no event. Missing in articles read before. */
  readonly guide?: boolean | undefined;
  readonly entities: readonly WeightedEntity[];
  /** Background excluded. */
  readonly figures: readonly PlainFigure[];
  /** Those of title and first sentences: what it is about. Missing in articles read before. */
  readonly headFigures?: readonly PlainFigure[] | undefined;
  /** Those of the title. Missing in articles read before. */
  readonly titleFigures?: readonly PlainFigure[] | undefined;
  /** Digest ids, best first. */
  readonly topics: readonly string[];
  /** Kinds of event that title and first sentences speak of, those of the title first. */
  readonly events: readonly EventType[];
  readonly stage: Stage | null;
  /** ISO calendar days of title and first sentences. */
  readonly days: readonly string[];
  /** ISO instant; the latest day of the text when the article states none, null when neither does. */
  readonly publishedAt: string | null;
  /** True for a digest of several events, which joins nothing but its own reprints. */
  readonly roundUp: boolean;
}

/** The editors' words that grouping needs; an understanding has them. */
export interface StoryWords {
  readonly gazetteer: { entry(id: string): { readonly kind: EntityKind; readonly side: Side } | undefined };
  readonly concepts: ConceptIndex;
}

/** Weight of what stands in a title; the greatest. */
export const TITLE_WEIGHT = 1;
/** First sentences. */
export const LEAD_WEIGHT = 0.9;

const TITLE_TIMES = 3;
const LEAD_WORDS = 80;
/** Sentences after the title that say what happened. */
const HEAD_SENTENCES = 2;

/**
 * What grouping needs of an article. Never throws, also on an empty text.
 *
 * @param publishedAt null when unknown: the latest day that title and lead state stands in for it
 */
export function storyFeatures(
  read: ReadText,
  analysis: { readonly entities: readonly string[]; readonly topics: readonly string[] },
  publishedAt: Date | null,
  words: StoryWords,
): StoryFeatures {
  const title = read.sentences.filter(({ position }) => position === 'title');
  const text = read.sentences.filter(({ position }) => position !== 'title' && position !== 'background');
  const head = [...title, ...text.slice(0, HEAD_SENTENCES)];
  const titleText = foldCase(read.title);
  const leadText = foldCase(
    text
      .slice(0, HEAD_SENTENCES)
      .map(({ text }) => text)
      .join(' '),
  );
  const days = [...new Set(head.flatMap(({ dates }) => dates.map(({ date }) => date)))]
    .filter((date) => date.length === 10)
    .sort();
  return {
    hash: textFingerprint(read.sentences.map(({ text }) => text).join('\n')),
    language: read.language,
    terms: countWords(read, text),
    concepts: countConcepts([...title, ...text], words.concepts),
    names: Object.fromEntries(soundedNames([...title, ...text])),
    companies: companyNames(read),
    sounds: Object.fromEntries(soundedWords([...title, ...text])),
    numbers: [...new Set([...title, ...text].flatMap(statedNumbers))].sort((a, b) => a - b),
    interview: read.interview || asksOften(text),
    guide: !read.interview && isGuide(text),
    entities: weightedEntities(read, analysis.entities, words.gazetteer),
    topics: analysis.topics,
    figures: plainFigures([...title, ...text]),
    headFigures: plainFigures(head),
    titleFigures: plainFigures(title),
    events: findEvents(titleText, leadText),
    stage: findStage(`${titleText} ${leadText}`),
    days,
    publishedAt: isoInstant(publishedAt, days),
    roundUp: isRoundUp(read),
  };
}

function countWords(read: ReadText, text: readonly Sentence[]): Record<string, number> {
  const terms = new Map<string, number>();
  const add = (key: string, times: number) => {
    if (key.length >= 2) terms.set(key, (terms.get(key) ?? 0) + times);
  };
  const firstTimes = read.title === '' ? 2 : 1;
  for (const key of stemsIn(read.title, read.language)) add(key, TITLE_TIMES);
  let left = LEAD_WORDS;
  for (const [index, sentence] of text.entries()) {
    for (const key of stemsIn(sentence.text, sentence.language).slice(0, left)) {
      add(key, index === 0 ? firstTimes : 1);
      left--;
    }
    if (left <= 0) break;
  }
  return Object.fromEntries(terms);
}

/** Questions in lines of their own, however the outlet sets them off: in bold, by the paper's name, by a dash. */
const ASKED = 3;

function asksOften(sentences: readonly Sentence[]): boolean {
  const inLine = new Map<number, number>();
  for (const { paragraph } of sentences) inLine.set(paragraph, (inLine.get(paragraph) ?? 0) + 1);
  const asked = sentences.filter(
    ({ text, paragraph }) => /\?["»”*\s]*$/u.test(text) && inLine.get(paragraph) === 1,
  );
  return asked.length >= ASKED;
}

/** Share of sentences from which a text that speaks to its reader is a guide. */
const GUIDE_SHARE = 0.3;
/** Calls to subscribe or to write to the paper are two at most. */
const GUIDE_LEAST = 3;

function isGuide(text: readonly Sentence[]): boolean {
  const addressed = text.filter(speaksToReader).length;
  return addressed >= GUIDE_LEAST && addressed >= GUIDE_SHARE * text.length;
}

/** Sentences of the text of which each says a concept anew; what follows is detail. */
const TOLD_SENTENCES = 8;

function countConcepts(sentences: readonly Sentence[], index: ConceptIndex): Record<string, number> {
  const counts = new Map<string, number>();
  let order = 0;
  for (const { text, language, position } of sentences) {
    if (position !== 'title') order++;
    const weight = position === 'title' ? 3 : order <= HEAD_SENTENCES ? 2 : order <= TOLD_SENTENCES ? 1 : 0.5;
    for (const id of index.find(text, language)) counts.set(id, (counts.get(id) ?? 0) + weight);
  }
  return Object.fromEntries(counts);
}

function weightedEntities(
  read: ReadText,
  known: readonly string[],
  names: StoryWords['gazetteer'],
): WeightedEntity[] {
  const weights = new Map<string, number>();
  let order = 0;
  for (const { position, mentions } of read.sentences) {
    if (position !== 'title' && position !== 'background') order++;
    const weight = placeWeight(position, order);
    for (const { entity } of mentions) weights.set(entity, Math.max(weight, weights.get(entity) ?? 0));
  }
  for (const id of known) if (!weights.has(id)) weights.set(id, 0.3);
  return [...weights]
    .map(([id, weight]) => {
      const entry = names.entry(id);
      return { id, kind: entry?.kind ?? null, weight, side: entry?.side };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function placeWeight(position: Position, order: number): number {
  if (position === 'background') return 0.1;
  if (position === 'title') return TITLE_WEIGHT;
  if (order <= HEAD_SENTENCES) return LEAD_WEIGHT;
  return order <= 5 ? 0.6 : 0.3;
}

function plainFigures(sentences: readonly Sentence[]): PlainFigure[] {
  const found = new Map<string, PlainFigure>();
  for (const { figures } of sentences)
    for (const { value, unit } of figures) found.set(`${value} ${unit}`, { value, unit });
  return [...found.values()].sort((a, b) =>
    a.unit === b.unit ? a.value - b.value : a.unit < b.unit ? -1 : 1,
  );
}

function isoInstant(publishedAt: Date | null, days: readonly string[]): string | null {
  if (publishedAt !== null && !Number.isNaN(publishedAt.getTime())) return publishedAt.toISOString();
  const latest = days.at(-1);
  if (latest === undefined) return null;
  const day = new Date(`${latest}T12:00:00Z`);
  return Number.isNaN(day.getTime()) ? null : day.toISOString();
}
