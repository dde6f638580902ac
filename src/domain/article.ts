/** Language of a text. Every language that is not read (Kyrgyz, Uzbek, Ukrainian …) is `other`. */
export type Language = 'ru' | 'kk' | 'en' | 'other';

/** A language in which readers get their editions. */
export type ReaderLanguage = 'ru' | 'kk';

/** Which side of the relation a person, body, company or place stands for. `-` is neither or both. */
export type Side = 'kz' | 'us' | '-';

/** One item as a feed, sitemap, list or channel states it, before its page is read. */
export interface Entry {
  /** The publisher's own id (guid), else the link. */
  readonly guid: string;
  /** Absolute http(s) address as the source gives it, tracking parameters included. */
  readonly url: string;
  /** Plain text, at most 300 characters; empty when the source gives none. */
  readonly title: string;
  /** Plain text with one paragraph per line; empty when the source carries none. */
  readonly text: string;
  /** Null when the source states no readable date (see sources/dates.ts). */
  readonly publishedAt: Date | null;
}

/** A feed's own text of this length is the article; a shorter one is a teaser. */
const WHOLE_TEXT_LETTERS = 600;

/** True for a feed's text that is the article: long enough, and not cut off by the publisher. */
export function isWholeText(text: string): boolean {
  return text.length >= WHOLE_TEXT_LETTERS && !/(?:…|\.\.\.|\[…\]|\[\.\.\.\])\s*$/.test(text);
}

/** The readable part of one page. */
export interface Page {
  /** Final address after redirects, or the page's own canonical address on the same domain. */
  readonly canonicalUrl: string;
  readonly title: string;
  /** Plain text with one paragraph per line. */
  readonly text: string;
  readonly author: string | null;
  readonly publishedAt: Date | null;
}

/** What is known of a text before it is understood. Only `title` or `text` is needed. */
export interface Draft {
  readonly title: string;
  /** Plain text with one paragraph per line. */
  readonly text: string;
  readonly url?: string | undefined;
  readonly publishedAt?: Date | undefined;
  /** Language that the source declares: a prior for short texts, never a verdict. */
  readonly languageHint?: Language | undefined;
  /** Outlet names that are masked before names are matched, such as "Kazinform". */
  readonly outletNames?: readonly string[] | undefined;
}

/** A gazetteer id found in a text. Offsets are UTF-16 units into the text it was found in. */
export interface Mention {
  readonly entity: string;
  readonly start: number;
  readonly end: number;
}

/** Canonical unit of a figure. `count` is a bare number without a known unit. */
export type Unit =
  | 'usd'
  | 'kzt'
  | 'eur'
  | 'rub'
  | 'cny'
  | 'pct'
  | 'pp'
  | 'tonne'
  | 'lb'
  | 'barrel'
  | 'km'
  | 'times'
  | 'person'
  | 'company'
  | 'country'
  | 'licence'
  | 'locomotive'
  | 'aircraft'
  | 'machine'
  | 'student'
  | 'job'
  | 'megawatt'
  | 'hectare'
  | 'vehicle'
  | 'wagon'
  | 'school'
  | 'village'
  | 'hour'
  | 'minute'
  | 'year'
  | 'count';

/** A number with its unit, as a text states it. */
export interface Figure {
  /** As written in the source. */
  readonly text: string;
  /** In whole units: "4,2 млрд" is 4200000000. */
  readonly value: number;
  readonly unit: Unit;
  /** Null when the figure is stated plainly. */
  readonly qualifier: 'over' | 'about' | 'upTo' | null;
  /** UTF-16 offsets into the text it was found in. */
  readonly start: number;
  readonly end: number;
}

/** A calendar date that a text states. */
export interface DateMention {
  readonly text: string;
  /** ISO calendar date, "2025-11-06"; "2025-11" or "2025" when the text says no more. */
  readonly date: string;
  readonly start: number;
  readonly end: number;
}

/** Where in an article a sentence stands; `background` is what "Напомним", "Айта кетейік" introduce. */
export type Position = 'title' | 'lead' | 'body' | 'background';

/** One sentence with everything that later stages ask of it. */
export interface Sentence {
  readonly text: string;
  readonly language: Language;
  readonly position: Position;
  /** Index of its paragraph in the cleaned text; −1 for the title. */
  readonly paragraph: number;
  readonly mentions: readonly Mention[];
  /** Sides whose people, places, bodies or firms it names, each once; `-` for those of neither side. */
  readonly parties?: readonly Side[];
  readonly figures: readonly Figure[];
  readonly dates: readonly DateMention[];
}

/** A cleaned text, cut into sentences with their names, figures and dates. */
export interface ReadText {
  /** Language of most letters of the text. */
  readonly language: Language;
  /** True when a second language has at least a quarter of the letters. */
  readonly mixed: boolean;
  /** True when the text is questions and answers. The questions are not among `sentences`. */
  readonly interview: boolean;
  /** Cleaned of outlet suffixes; empty when there is none. */
  readonly title: string;
  /** The title first (position `title`), then the text in order. */
  readonly sentences: readonly Sentence[];
  /** What the interviewer asks, for telling what the interview is about; missing when it is none. */
  readonly asked?: readonly Sentence[] | undefined;
  /** ISO date of the dateline that was cut off; missing when there was none. */
  readonly datelineDate?: string | undefined;
}

/** What an article says of Kazakhstan and the United States together. */
export interface Relevance {
  /** 0–1. */
  readonly value: number;
  readonly relevant: boolean;
  /** The features that decided, in English words for editors, strongest first; then why each topic was given. */
  readonly why: readonly string[];
}

/** A text understood: all that stories, summaries and search need. */
export interface Analysis {
  readonly read: ReadText;
  readonly language: Language;
  readonly relevance: Relevance;
  /** Digest ids, best first; empty when the text belongs to none or is not relevant. Never `all`. */
  readonly topics: readonly string[];
  /** Distinct gazetteer ids in order of first mention. */
  readonly entities: readonly string[];
  /** Distinct figures: money first, then counts, then percentages. */
  readonly figures: readonly Figure[];
}
