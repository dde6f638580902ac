import type { Entry, Page, ReaderLanguage, ReadText } from '../domain/article.ts';
import type { SendOutcome } from '../domain/delivery.ts';
import type { Edition, Part } from '../domain/edition.ts';
import type { Source } from '../domain/knowledge.ts';
import type { Db } from '../store/client.ts';

/** Conditions under which a source need not be read again; all null at the first reading. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** SHA-256 of the decoded body, hex. */
  readonly bodyHash: string | null;
}

/** A failure to read that is expected of the web. `code` is stable, `detail` is for editors. */
export interface ReadFailure {
  readonly kind: 'failed';
  readonly code:
    | 'network'
    | 'timeout'
    /** Nothing was asked: the turn of its host did not come, or the host wants to be left alone. Nobody's fault. */
    | 'busy'
    | 'blocked_address'
    | 'too_large'
    | 'too_many_redirects'
    | 'http_status'
    | 'robots'
    | 'challenge'
    | 'not_feed'
    | 'not_html'
    | 'bad_charset'
    | 'parse'
    | 'selectors_empty'
    | 'no_text'
    | 'unsupported';
  readonly detail: string;
  /** HTTP status when there was one. */
  readonly status?: number | undefined;
  /** How long the server asked us to stay away, in seconds. */
  readonly retryAfterSeconds?: number | undefined;
}

/** What came of reading a source. */
export type SourceReading =
  | {
      readonly kind: 'entries';
      readonly entries: readonly Entry[];
      readonly validators: Validators;
      /** True when the document was malformed and only its whole items were kept. */
      readonly repaired: boolean;
      /** Where lasting redirects (301, 308) lead, to be written into sources.json; null when the address is right. */
      readonly movedTo?: string | null;
    }
  /** 304 or the same body as last time. */
  | { readonly kind: 'unchanged'; readonly validators: Validators; readonly movedTo?: string | null }
  | ReadFailure;

/** What came of reading the page of an article. */
export type PageReading = { readonly kind: 'page'; readonly page: Page } | ReadFailure;

/**
 * Reads sources and pages. Never throws for what the web does. A call waits at most 35 s for its host's turns and
 * takes at most 20 s of network and 5 s of a processor for parsing, which a busy machine may give it within 15 s; the
 * children of a sitemap index share its network time, and each of them may wait as long again.
 */
export interface Reader {
  readSource(source: Source, validators: Validators, signal: AbortSignal): Promise<SourceReading>;
  readPage(url: string, source: Source, signal: AbortSignal): Promise<PageReading>;
  /** Ends the worker threads. */
  close(): Promise<void>;
}

/** One article of a story as a summarizer sees it. */
export interface SummaryInput {
  readonly articleId: number;
  readonly read: ReadText;
  /** The published title. */
  readonly title: string;
  /** Null when it is not known: then no day may be counted from it. */
  readonly publishedAt?: Date | null | undefined;
}

/** A story told in one language. */
export interface SummaryDraft {
  readonly headline: string;
  readonly headlineArticleId: number;
  /** 1–4 whole sentences in document order; each knows the articles it stands on. */
  readonly sentences: readonly { readonly text: string; readonly articleIds: readonly number[] }[];
  readonly method: 'extractive' | 'model';
}

/** Tells a story in `language`, or null when that cannot be done honestly (a fact card is shown instead). */
export interface Summarizer {
  summarize(
    articles: readonly SummaryInput[],
    language: ReaderLanguage,
    signal: AbortSignal,
  ): Promise<SummaryDraft | null>;
}

/** What came of asking a model to tell a story. Reasons are for operators, in English. */
export type ModelTelling =
  /** Every sentence passed the guard. */
  | { readonly kind: 'told'; readonly draft: SummaryDraft }
  /** What it wrote was not faithful, also when it was told what was wrong: not to be asked again. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No usable answer came. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** It was not asked: the day's budget is spent, it failed too often lately, or this process ends. */
  | { readonly kind: 'later'; readonly reason: string; readonly afterSeconds: number };

/** Tells stories in either language by a model that may be wrong, slow or away. Never throws. */
export interface ModelSummarizer {
  /** Takes 75 s at most, whatever the model's server does. */
  tell(
    articles: readonly SummaryInput[],
    language: ReaderLanguage,
    signal: AbortSignal,
  ): Promise<ModelTelling>;
}

/** Where a message goes. */
export interface Address {
  readonly chatId: number;
  /** Forum topic; null outside forums. */
  readonly threadId: number | null;
  /** True for a channel: its readers cannot command anything. */
  readonly isChannel?: boolean;
}

/** Renders editions and sends messages. */
export interface Messenger {
  /** Cuts between stories only; every part is within Telegram's limits. Pure. */
  render(edition: Edition): Part[];
  /** Sends one part. Never throws: whatever happened is an outcome. */
  send(to: Address, part: Part, options: { readonly silent: boolean }): Promise<SendOutcome>;
}

/** PostgreSQL's clock: the only one that decides what is due. */
export interface Clock {
  /** @param within the transaction that the caller is in: a clock must not wait for a second connection */
  now(within?: Db): Promise<Date>;
}
