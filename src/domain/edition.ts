import type { Figure, Language, ReaderLanguage } from './article.ts';
import type { EventType, Stage } from './events.ts';
import type { PlainFigure } from './storyFeatures.ts';

/** How much each story of an edition says. */
export type Variant = 'brief' | 'full';

/** One digest of an edition's set, with its own window start: a topic read daily and one read weekly differ. */
export interface Section {
  readonly digest: string;
  /** News up to here was sent before. */
  readonly coveredTo: Date;
}

/** What a reader of a language sees of one story. All names are resolved, all figures still numbers. */
export interface EditionStory {
  readonly id: number;
  readonly version: number;
  /** True when the story was told before and has changed since. */
  readonly updated: boolean;
  /** What changed since then; null or missing when that is not known or nothing that we have words for. */
  readonly changes?: StoryChanges | null | undefined;
  readonly headline: string;
  /** Differs from the edition's language when no article in it exists. */
  readonly headlineLanguage: Language;
  /** The lead article's address. */
  readonly url: string;
  /** Whole sentences in the edition's language, in order; empty for a card. */
  readonly sentences: readonly string[];
  /**
   * What headline (the first of them) and sentences state, in their order, so that showing a story reads no text again;
   * missing where that was not kept.
   */
  readonly textFigures?: readonly (readonly PlainFigure[])[] | undefined;
  /** What a page of its own tells besides them, whole sentences too; missing in summaries made before. */
  readonly details?: readonly string[] | undefined;
  readonly method: 'extractive' | 'model';
  /** Set when no article in the reader's language exists. */
  readonly card: FactCard | null;
  /** At most three, the most telling first. */
  readonly figures: readonly Figure[];
  /** Figures of one kind on which outlets differ; empty when they agree. */
  readonly differing: readonly OutletFigure[];
  /** One per article used, the lead first. */
  readonly outlets: readonly Outlet[];
  /** Names of parties in the edition's language, the most telling first. */
  readonly parties?: readonly string[] | undefined;
  /** When the first article was published; undefined when that is not known here. */
  readonly firstPublishedAt?: Date | undefined;
  /** When the newest article was published. */
  readonly publishedAt: Date;
  /** Titles of its digests, in the edition's language. */
  readonly topics: readonly string[];
}

/** A story as it is kept: whether it changed depends on the reader's window. */
export type ToldStory = Omit<EditionStory, 'updated' | 'changes'>;

/** What is new in a story since its readers were told it last. Names are in the edition's language. */
export interface StoryChanges {
  readonly stage: { readonly from: Stage | null; readonly to: Stage } | null;
  /** `from` is the figure that `to` stands for now, null when there was none of its kind and size. */
  readonly figures: readonly { readonly from: PlainFigure | null; readonly to: PlainFigure }[];
  readonly parties: readonly string[];
  /** ISO calendar days. */
  readonly days: readonly string[];
  /** Ids of concepts: postpone, cancel, suspend, resume, withdraw. */
  readonly turns: readonly string[];
}

/** The stories of one topic in an edition of several. */
export interface EditionSection {
  /** Null for stories of no topic that was asked for. */
  readonly digest: Edition['digests'][number] | null;
  /** How many of the edition's stories are in it, at least one. */
  readonly count: number;
}

/** Who reported: name in the reader’s language, the article’s address, and its language. */
export interface Outlet {
  readonly name: string;
  readonly url: string;
  readonly language: Language;
}

/** A figure on which outlets differ, with the name of the one that states it. */
export interface OutletFigure {
  readonly figure: Figure;
  readonly outlet: string;
}

/** A story told without translating: labels and values in the reader's language. */
export interface FactCard {
  /** Titles of topics in the reader's language. */
  readonly topics: readonly string[];
  /** What kind of event the story tells of; null when none is sure, missing in cards made before. */
  readonly event?: EventType | null | undefined;
  /** Names of parties in the reader's language. */
  readonly parties: readonly string[];
  readonly figures: readonly Figure[];
  /** ISO calendar date of the event, null when no text states it. */
  readonly date: string | null;
}

/** A digest set, language and window, composed once for all who get it. */
export interface Edition {
  readonly kind: 'scheduled' | 'onDemand' | 'search';
  /** The digests asked for; empty for a search. Titles and emoji in the edition's language. */
  readonly digests: readonly { readonly id: string; readonly emoji: string; readonly title: string }[];
  /** The reader's words when `kind` is `search`. */
  readonly query?: string | undefined;
  /** A search that looked at so many of the newest weeks only, for they held enough; null or missing: at all. */
  readonly searchedWeeks?: number | null | undefined;
  readonly language: ReaderLanguage;
  readonly variant: Variant;
  /** The longest of its sections' windows, in hours, for the words "in 24 hours", "in a week". */
  readonly windowHours: number;
  readonly windowTo: Date;
  /** Section by section, in each of them the most important first. */
  readonly stories: readonly EditionStory[];
  /** They follow each other in `stories` and hold all of them; none or missing in an edition that needs no headings. */
  readonly sections?: readonly EditionSection[] | undefined;
  /** Stories of the window that are left out. */
  readonly moreCount: number;
  /** Set when `stories` are one page of a search: counted from 1, as is its first story. */
  readonly page?: SearchPage | undefined;
}

/** Which page of all that was found. */
export interface SearchPage {
  readonly number: number;
  readonly of: number;
  readonly firstStory: number;
  /** Stories of all pages and those beyond them. */
  readonly total: number;
}

/** Telegram's MessageEntity, in UTF-16 units; only the kinds that we send. */
export interface MessageEntity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly [field: string]: unknown;
}

/** One message of a rendered edition, stored as it will be sent. */
export interface Part {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
  /** Rows of buttons; each button has a label and exactly one action. */
  readonly keyboard: readonly (readonly Button[])[];
}

/** A button under a message: an action of ours, a link, or a search in another chat. */
export type Button = { readonly text: string } & (
  | { readonly callback_data: string }
  | { readonly url: string }
  | { readonly switch_inline_query: string }
);
