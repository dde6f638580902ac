import type { ReaderLanguage, Side, Unit } from './article.ts';

/** Editors' words: everything under digests/, checked, as `src/digests.ts` loads it. */
export interface Knowledge {
  /** In the order in which readers see them; `all` is the last one. */
  readonly digests: readonly Digest[];
  readonly sources: readonly Source[];
  readonly gazetteer: readonly GazetteerEntry[];
  readonly relevance: RelevanceWords;
  readonly concepts: readonly Concept[];
}

/** A text in both languages of readers; neither is empty. */
export interface Bilingual {
  readonly ru: string;
  readonly kk: string;
}

/** Words per language of the text in which they are looked for. A trailing `*` matches any ending. */
export interface Terms {
  readonly ru: readonly string[];
  readonly kk: readonly string[];
  readonly en: readonly string[];
  /** Of all other languages together, such as Kyrgyz, Uzbek, Turkish, Ukrainian and Bulgarian; nothing is found there without it. */
  readonly other?: readonly string[] | undefined;
}

/** A topic's definition, `digests/<id>.json`; the id is the file's name. */
export interface Digest {
  readonly id: string;
  readonly emoji: string;
  readonly title: Bilingual;
  readonly description: Bilingual;
  /** Other names under which readers ask for it, lower case. */
  readonly aliases: { readonly ru: readonly string[]; readonly kk: readonly string[] };
  readonly match: DigestMatch;
  readonly schedule: Schedule;
  /** Most stories of one scheduled edition, 1–20. */
  readonly maxStories: number;
}

/** What makes a relevant article belong to a topic. */
export interface DigestMatch {
  /** Gazetteer ids; each is a full signal. */
  readonly entities: readonly string[];
  /** Words; each is a full signal. */
  readonly terms: Terms;
  /** Ids and words that count a quarter: an occasion, an agenda list. */
  readonly weak: { readonly entities: readonly string[]; readonly terms: Terms };
  /** Ids and words that do not count for this topic although they look like it. */
  readonly not: { readonly entities: readonly string[]; readonly terms: Terms };
  /** Topics given as well whenever this one is. */
  readonly implies: readonly string[];
  /** True when a relevant text that is about no topic is about this one: what is left are the two states' ties. */
  readonly rest?: boolean | undefined;
  /** Topics beside which this one is a circumstance, unless the headline names it too. */
  readonly yields?: readonly string[] | undefined;
  /** Ids of which `least` in one sentence are a full signal: the members of a format that is not named. */
  readonly together?: { readonly entities: readonly string[]; readonly least: number } | undefined;
  /**
   * One of `entities` and one of `terms` in one sentence are a full signal: who acts, and what is done. With
   * `titled`, who is named in the title acts in the lead as well.
   */
  readonly acts?:
    | { readonly entities: readonly string[]; readonly terms: Terms; readonly titled?: boolean | undefined }
    | undefined;
  /** Words that make a signal near them a mere occasion, counted by a quarter: "на полях", "аясында". */
  readonly occasions?: Terms | undefined;
  /**
   * A sum of one of these units, from a million on, is a full signal beside another signal of this topic,
   * or in a text that is about one of the topics of `beside`.
   */
  readonly sums?: { readonly units: readonly Unit[]; readonly beside: readonly string[] } | undefined;
}

/** When a digest comes, in the reader's wall-clock time. */
export interface Schedule {
  /** ISO weekdays, 1 = Monday … 7 = Sunday; at least one. */
  readonly days: readonly number[];
  /** "HH:mm". */
  readonly at: string;
}

/** How a source is read: RSS, Atom or JSON; a sitemap; a page of links; the preview of a channel. */
export type SourceKind = 'feed' | 'sitemap' | 'list' | 'telegram';
/** Who publishes a source. */
export type Publisher = 'state' | 'private' | 'official_us' | 'official_kz' | 'foreign';

/** A publisher's address that we read, one object of digests/reading/sources.json. */
export interface Source {
  readonly id: string;
  readonly name: Bilingual;
  readonly url: string;
  readonly kind: SourceKind;
  /** A prior only: the language of each article is detected. */
  readonly language: 'ru' | 'kk' | 'en';
  /** IANA zone of dates that name none. */
  readonly timeZone: string;
  readonly publisher: Publisher;
  readonly everyMinutes: number;
  readonly enabled: boolean;
  /** Set only when the source lies about its charset. */
  readonly charset?: string | undefined;
  readonly licence: string;
  /** CSS selectors of a `list`. `date` may be missing. */
  readonly selectors?:
    | {
        readonly item: string;
        readonly link: string;
        readonly title: string;
        readonly date?: string | undefined;
      }
    | undefined;
}

/** What a name of the gazetteer names. */
export type EntityKind = 'person' | 'company' | 'agency' | 'format' | 'place' | 'commodity' | 'programme';

/** A name we know, one object of digests/reading/gazetteer.json. */
export interface GazetteerEntry {
  readonly id: string;
  readonly kind: EntityKind;
  readonly side: Side;
  /**
   * Surface forms in the nominative, the first of each language is the one shown to readers. All forms are
   * matched in every text. `latn` is Kazakh in Latin letters. A `*` at the end of a word matches any
   * ending ("американск*", "посл* США").
   */
  readonly names: {
    readonly ru: readonly string[];
    readonly kk: readonly string[];
    readonly en: readonly string[];
    readonly latn?: readonly string[] | undefined;
  };
  readonly flags?:
    | {
        /**
         * What is a capital in the name must be one in the text: "США" never matches "сша", "Мета" never
         * "мета"; a name written in small letters ("американск*") is matched in any case.
         */
        readonly case?: boolean | undefined;
        /** Kazakh endings of names in capitals only after a hyphen or dash (АҚШ-тың, never ақша). */
        readonly hyphen?: boolean | undefined;
        /** At least one of these words must stand within 60 characters; `*` matches any ending. */
        readonly needs?: readonly string[] | undefined;
        /** None of these words may stand directly before or after it (РК … Карелия); `*` matches any ending. */
        readonly not?: readonly string[] | undefined;
        /** The names that `needs` and `not` are about; all of them when missing. */
        readonly ambiguous?: readonly string[] | undefined;
        /**
         * The names that are an office («Президент США»): another person of the same side named directly behind
         * one is who is meant («Президент США Джо Байден»).
         */
        readonly offices?: readonly string[] | undefined;
        /** The names of common things («газ») that with a capital inside a sentence are other names («Газа»). */
        readonly small?: readonly string[] | undefined;
      }
    | undefined;
}

/**
 * What one word says in three languages, one object of digests/reading/concepts.json: it lets articles in different
 * languages be compared. `*` at the end of a word matches any ending.
 */
export interface Concept extends Omit<Terms, 'other'> {
  readonly id: string;
}

/** Words and weights of relevance, digests/reading/relevance.json. */
export interface RelevanceWords {
  /** Relevant from this value on, 0–1. */
  readonly threshold: number;
  /** Gazetteer ids of the two countries. */
  readonly countries: { readonly kz: string; readonly us: string };
  /** What stands for each side besides the gazetteer's ids of that side. */
  readonly sides: { readonly kz: SideWords; readonly us: SideWords };
  /** Ids that name both sides at once: the ambassador of one in the other. */
  readonly bothSides: readonly string[];
  /** Embassies, ambassadors and consulates of one side with the other: beside a third country each is both. */
  readonly missions: readonly string[];
  /** Formats of one side that the other side belongs to: C5+1. */
  readonly formats: readonly string[];
  /** The five states of Central Asia, each with its leader, and words for all five: with the US they are the format. */
  readonly region: { readonly members: readonly (readonly string[])[]; readonly terms: Terms };
  /** Words of something done between two parties: visit, sign, supply … */
  readonly interaction: Terms;
  /** Compounds that name both sides at once: казахстанско-американск* … */
  readonly compounds: Terms;
  /** What a Kazakh writer says of his own side without its name: counts by half where the text names it at all. */
  readonly home: Terms;
  /** What one state does to many: a law, a report, a tariff, a sanction. */
  readonly measures: Terms;
  /** Words of somebody who only speaks of, or offers a place for, what others do. */
  readonly asides: Terms;
  /** Words of ownership: a firm that is named only as an owner does nothing. */
  readonly shareholders: Terms;
  /** How guides speak of their readers in the third person: "citizens … must … a passport". */
  readonly guides: GuideWords;
  /** Kinds of text that are not news of the relation, each with the factor it multiplies with. */
  readonly negatives: readonly NegativeFrame[];
  /** Gazetteer ids and names of third countries, their capitals and leaders. */
  readonly thirdParties: {
    readonly entities: readonly string[];
    readonly terms: Terms;
    /** People who stand for a third country without a gazetteer id of their own. */
    readonly people: Terms;
  };
  /** Third countries that a format of the US is about (Gaza, Israel): beside its name they are no party. */
  readonly subjects: readonly string[];
}

/** Words of a guide. A sentence instructs when it has one of `musts` and one of `readers` or `papers`. */
export interface GuideWords {
  /** Whom it instructs: citizens, travellers, applicants. */
  readonly readers: Terms;
  /** What they can or must. */
  readonly musts: Terms;
  /** What it is about: visa, passport, form, stay. */
  readonly papers: Terms;
  /** An act or a statement that in title or lead makes it news and no guide. */
  readonly decisions: Terms;
}

/** Words that make one of the two countries a party, besides its names in the gazetteer. */
export interface SideWords {
  /** Words that stand for the side as fully as a name of the gazetteer. */
  readonly strong: Terms;
  /** Words that stand for it by half: "еліміз" in Kazakhstan's press. */
  readonly weak: Terms;
  /** Gazetteer ids that stand for it by half, whatever their `side` says. */
  readonly weakEntities: readonly string[];
  /** Beginnings of the country's own name that other countries share, "РК": they count three quarters. */
  readonly sharedNames: readonly string[];
}

/** A kind of near miss, such as exchange rates: relevance is multiplied by `factor` where its words are found. */
export interface NegativeFrame {
  /** Shown in `why`, such as "exchange rate". */
  readonly name: string;
  /** 0–1. */
  readonly factor: number;
  readonly terms: Terms;
  /** Points that `terms` must reach: 2 in the title, 1 in the lead, ½ in the body when `anywhere`. */
  readonly least: number;
  readonly anywhere?: boolean | undefined;
  /** Words that lift the frame when they stand in title or lead. */
  readonly unless?: Terms | undefined;
  /** Kinds of US entities that lift the frame when one stands in title or lead. */
  readonly unlessKinds?: readonly EntityKind[] | undefined;
  /** True when the frame is lifted by two sentences after the lead in which both sides act together. */
  readonly unlessTied?: boolean | undefined;
  /** True when the frame is lifted by people, firms or bodies of both sides in title and lead. */
  readonly unlessBothAct?: boolean | undefined;
}

/** The name of an entity as a reader of `language` sees it. */
export function displayName(entry: GazetteerEntry, language: ReaderLanguage): string {
  return entry.names[language][0] ?? entry.names.en[0] ?? entry.names.latn?.[0] ?? entry.id;
}
