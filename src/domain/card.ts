import type { Figure, ReaderLanguage } from './article.ts';
import type { FactCard } from './edition.ts';
import type { EventType, Stage } from './events.ts';
import { keyFigures, type OutletFigures } from './figures.ts';
import { type Digest, displayName, type EntityKind, type GazetteerEntry } from './knowledge.ts';

/** What a card is made from: an Analysis, or a story's facts put together. */
export interface CardFacts {
  /** Digest ids, best first. */
  readonly topics: readonly string[];
  /** Gazetteer ids, the most telling first. */
  readonly entities: readonly string[];
  /** Those of them that stand far behind the first sentences, see `lateIds`; none when missing. */
  readonly late?: readonly string[] | undefined;
  /** Firms that the gazetteer does not know, as every language writes them; see `companyNames`. */
  readonly companies?: readonly string[] | undefined;
  readonly figures: readonly Figure[];
  /** Those of title and first sentences, see `OutletFigures`. */
  readonly headFigures?: OutletFigures['head'];
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
  { entities, companies = [], late = [] }: Pick<CardFacts, 'entities' | 'companies' | 'late'>,
  words: Pick<CardWords, 'gazetteer'>,
  language: ReaderLanguage,
): string[] {
  const parties = known(entities, words, PARTIES);
  const named = parties.length + companies.length > 0 ? parties : known(entities, words, OCCASIONS);
  const acting = leading(named.filter(isNotHeld), new Set(late));
  const names = [...new Set(acting.map((entry) => displayName(entry, language)))];
  return [...names.slice(0, MOST_PARTIES - companies.length), ...companies];
}

/** «Посол США в Казахстане»: one who is named beside it, on the same side, is who is meant. */
const OFFICE = /^(?:посол|генеральный консул) /u;
const isNotHeld = ({ names, side }: GazetteerEntry, _: number, all: readonly GazetteerEntry[]): boolean =>
  !OFFICE.test(names.ru[0] ?? '') || !all.some((other) => other.kind === 'person' && other.side === side);

/**
 * Without those who are named late (the exchange where a firm is listed), but for the first that stands for a country
 * which nobody else stands for, or that keeps a lone name company.
 */
function leading(entries: readonly GazetteerEntry[], late: ReadonlySet<string>): GazetteerEntry[] {
  const early = entries.filter(({ id }) => !late.has(id));
  if (early.length === 0) return [...entries];
  const missing = entries.find(
    ({ id, side }) =>
      late.has(id) && side !== '-' && (early.length === 1 || early.every((other) => other.side !== side)),
  );
  return entries.filter((entry) => early.includes(entry) || entry === missing);
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
 * @returns null when they would say too little: not a name with another, with a figure, with a kind of event or its day
 */
export function factCard(facts: CardFacts, words: CardWords, language: ReaderLanguage): FactCard | null {
  const telling =
    known(facts.entities, words, PARTIES.union(OCCASIONS)).length + (facts.companies?.length ?? 0);
  const { figures } = keyFigures([{ figures: facts.figures, outlet: '', head: facts.headFigures }]);
  const dated = (facts.event ?? facts.date ?? null) !== null;
  if (telling < 1 || (telling < 2 && figures.length === 0 && !dated)) return null;
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

/** What has been when it is told of: a day to come is somebody's deadline. */
const HAS_BEEN: ReadonlySet<EventType> = new Set<EventType>([
  'call',
  'letter',
  'invitation',
  'signing',
  'credentials',
  'delivery',
  'report',
]);

/**
 * The day of the event as title or first sentences state it: the latest full date that is not after the
 * day of publication, else the only one, unless the event has been; null when they state none, or several to come, and
 * for an interview.
 *
 * @param facts a StoryFeatures is one
 */
export function eventDay(facts: {
  readonly days: readonly string[];
  readonly publishedAt: string | null;
  readonly events?: readonly EventType[] | undefined;
  readonly interview?: boolean | undefined;
}): string | null {
  const { days, publishedAt, events = [], interview = false } = facts;
  if (interview) return null;
  const past = publishedAt === null ? days : days.filter((day) => day <= publishedAt.slice(0, 10));
  const [main] = events;
  const only = days.length === 1 && !(main !== undefined && HAS_BEEN.has(main)) ? days[0] : undefined;
  return past.at(-1) ?? only ?? null;
}

/** Title, first sentences and what follows them. */
const NEAR_THE_TOP = 0.6;

/**
 * The ids that a text names behind its first five sentences only.
 *
 * @param features of the text
 */
export const lateIds = (features: {
  readonly entities: readonly { readonly id: string; readonly weight: number }[];
}): string[] => features.entities.filter(({ weight }) => weight < NEAR_THE_TOP).map(({ id }) => id);
