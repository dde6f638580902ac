import type { Figure, ReaderLanguage } from './article.ts';
import type { FactCard } from './edition.ts';
import type { EventType, Stage } from './events.ts';
import { keyFigures } from './figures.ts';
import { type Digest, displayName, type EntityKind, type GazetteerEntry } from './knowledge.ts';

/** What a card is made from: an Analysis, or a story's facts put together. */
export interface CardFacts {
  /** Digest ids, best first. */
  readonly topics: readonly string[];
  /** Gazetteer ids, the most telling first. */
  readonly entities: readonly string[];
  /** Firms that the gazetteer does not know, as every language writes them; see `companyNames`. */
  readonly companies?: readonly string[] | undefined;
  readonly figures: readonly Figure[];
  /** What kind of event it is, see `eventOf`; null or missing when none is sure. */
  readonly event?: EventType | null | undefined;
  /** ISO calendar day of the event, see `eventDay`; null or missing when no text states it. */
  readonly date?: string | null | undefined;
}

/** Where a card finds its words; an Understanding is one. */
export interface CardWords {
  readonly knowledge: { readonly digests: readonly Digest[] };
  readonly gazetteer: { entry(id: string): GazetteerEntry | undefined };
}

const MOST_PARTIES = 4;
const MOST_TOPICS = 2;
/** Kinds that act; a place or a commodity is no party. */
const PARTIES: ReadonlySet<EntityKind> = new Set<EntityKind>(['person', 'company', 'agency']);
/** Kinds that say what a text is about, though nobody calls a summit or an amendment a party. */
const OCCASIONS: ReadonlySet<EntityKind> = new Set<EntityKind>(['programme', 'format']);

/**
 * Names of those who act in a text, in the reader's language: the two sides' own first, at most four.
 *
 * @param companies firms that the gazetteer does not know; shown as they are written
 */
export function partyNames(
  { entities, companies = [] }: Pick<CardFacts, 'entities' | 'companies'>,
  words: Pick<CardWords, 'gazetteer'>,
  language: ReaderLanguage,
): string[] {
  const parties = known(entities, words, PARTIES);
  const named = parties.length + companies.length > 0 ? parties : known(entities, words, OCCASIONS);
  const names = [...new Set(named.map((entry) => displayName(entry, language)))];
  return [...names.slice(0, MOST_PARTIES - companies.length), ...companies];
}

function known(
  entities: readonly string[],
  { gazetteer }: Pick<CardWords, 'gazetteer'>,
  kinds: ReadonlySet<EntityKind>,
): GazetteerEntry[] {
  const entries = [...new Set(entities)].flatMap((id) => gazetteer.entry(id) ?? []);
  // A forum of others is rarely what a story is about.
  return entries
    .filter(({ kind }) => kinds.has(kind))
    .sort((a, b) => Number(a.side === '-') - Number(b.side === '-'));
}

/**
 * Facts of a text in the reader's language: names, figures and a day, no verb, nothing translated.
 *
 * @returns null when they would say too little: fewer than two names, and not one name with a figure
 */
export function factCard(facts: CardFacts, words: CardWords, language: ReaderLanguage): FactCard | null {
  const telling =
    known(facts.entities, words, PARTIES.union(OCCASIONS)).length + (facts.companies?.length ?? 0);
  const { figures } = keyFigures([{ figures: facts.figures, outlet: '' }]);
  if (telling < 2 && (telling < 1 || figures.length < 1)) return null;
  const topics = facts.topics.flatMap(
    (id) => words.knowledge.digests.find((digest) => digest.id === id) ?? [],
  );
  return {
    topics: topics.slice(0, MOST_TOPICS).map(({ title }) => title[language]),
    event: facts.event ?? null,
    parties: partyNames(facts, words, language),
    figures,
    date: facts.date ?? null,
  };
}

/** So many kinds in title and lead say no more which of them happened. */
const TOO_MANY_EVENTS = 4;

/**
 * The kind of event that a text tells of: the first of its title, or of its lead when the title names none; null when
 * there are too many to tell, for an interview, or when it is only being prepared: a card has no words for what will be
 * signed.
 *
 * @param facts a StoryFeatures is one
 */
export function eventOf(facts: {
  readonly events: readonly EventType[];
  readonly stage: Stage | null;
  readonly interview?: boolean | undefined;
}): EventType | null {
  const [main] = facts.events;
  if (main === undefined || facts.interview === true || facts.events.length >= TOO_MANY_EVENTS) return null;
  if (main === 'signing' && (facts.stage === null || facts.stage === 'announced')) return null;
  if (main === 'delivery' && facts.stage !== 'delivered') return null;
  return main;
}

/**
 * The day of the event as title or first sentences state it: the latest full date that is not after the
 * day of publication, else the only one; null when they state none, or several to come.
 *
 * @param facts a StoryFeatures is one
 */
export function eventDay(facts: {
  readonly days: readonly string[];
  readonly publishedAt: string | null;
}): string | null {
  const { days, publishedAt } = facts;
  const past = publishedAt === null ? days : days.filter((day) => day <= publishedAt.slice(0, 10));
  return past.at(-1) ?? (days.length === 1 ? (days[0] ?? null) : null);
}
