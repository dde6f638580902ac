import type { Context } from 'grammy';
import type { ChatDeps, ChatSettings } from '../app/chats.ts';
import type { EditionAnswer } from '../app/editions.ts';
import type { NewestAsk } from '../app/newest.ts';
import type { Overview } from '../app/overview.ts';
import type { Removal } from '../app/remove.ts';
import type { SearchAnswer, SearchedPage } from '../app/search.ts';
import type { StoryPage } from '../app/storyPage.ts';
import type { ReaderLanguage } from '../domain/article.ts';
import type { Edition, EditionStory, Part, Variant } from '../domain/edition.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { Messages } from '../locales/ru.ts';
import type { Callback } from './callbacks.ts';

/** The use cases that only read news, with their own dependencies already given. */
export interface News {
  editionNow(ask: {
    readonly digests: readonly string[];
    readonly language: ReaderLanguage;
    readonly variant: Variant;
    readonly windowHours: number;
  }): Promise<EditionAnswer>;
  /** A message of an edition that was asked for, null when it is gone. `index` counts from 0. */
  editionPage(editionId: number, index: number): Promise<{ part: Part; count: number } | null>;
  /** The messages that a new subscriber of `digests` would have got today; none when there is no news. */
  sample(ask: {
    readonly digests: readonly string[];
    readonly language: ReaderLanguage;
    readonly variant: Variant;
  }): Promise<readonly Part[]>;
  storyPage(storyId: number, language: ReaderLanguage): Promise<StoryPage | null>;
  /** The most important stories of a window, without keeping an edition. */
  newest(ask: NewestAsk): Promise<{ readonly stories: readonly EditionStory[]; readonly total: number }>;
  topicCounts(): Promise<readonly { id: string; day: number; week: number }[]>;
  search(words: string, language: ReaderLanguage, at: SearchedPage): Promise<SearchAnswer>;
  /** The messenger's own rendering, so that answers look like deliveries. */
  render(edition: Edition): readonly Part[];
}

/** What admins see and do. */
export interface AdminDesk {
  /** Telegram's ids of the admins: to everybody else the desk is not there. */
  readonly ids: readonly number[];
  readonly version: string;
  readonly startedAt: Date;
  /** Messages a second over all replicas. */
  readonly sendRate: number;
  overview(): Promise<Overview>;
  /** In the transaction `tx`. @returns null when the article was taken down before */
  remove(tx: ChatDeps['db'], adminId: number, articleId: number): Promise<Removal | null>;
  /** Withdraws what was being composed meanwhile, some seconds after the removal. Must not throw. */
  onRemoved(storyIds: readonly number[]): void;
  /** Told that an announcement was confirmed, so that it begins at once. Must not throw. */
  onAnnounced(): void;
}

/** What the bot's features stand on. */
export interface BotDeps {
  readonly db: ChatDeps['db'];
  readonly clock: ChatDeps['clock'];
  /** Milliseconds of a clock that never goes back, for how often people ask. Default: the process's. */
  readonly monotonic?: () => number;
  readonly news: News;
  /** The editors' words in force now; another object after a reload. */
  readonly knowledge: () => Knowledge;
  /** IANA zone of a new chat, and of the words under dates. */
  readonly defaultZone: string;
  /** The operator's address or URL, shown by /privacy; null leaves the line out. */
  readonly contact: string | null;
  readonly admin: AdminDesk;
  /** Told of each update that was handled: its kind, such as `message`, and the seconds it took. Must not throw. */
  readonly onHandled?: ((kind: string, seconds: number) => void) | undefined;
  /** Told of the unexpected: which feature, what was thrown. Must not throw. */
  readonly onProblem: (feature: string, error: unknown) => void;
}

/** The answer to a button: shown over the chat for a moment, or as an alert that wants to be closed. */
export interface Toast {
  readonly text: string;
  readonly alert: boolean;
  /** Instead of words: a link of our own that the person's Telegram opens, "https://t.me/<bot>?start=…". */
  readonly url?: string;
}

/** A group or channel that is set up from its administrator's private chat. */
export interface Target {
  readonly chatId: number;
  readonly type: 'group' | 'channel';
  /** As Telegram has it now: shown, never kept. */
  readonly title: string;
}

/** An update with what every feature needs to know of its chat. */
export type BotContext = Context & {
  language: ReaderLanguage;
  /** The words of `language`. */
  t: Messages;
  /** Null for a chat that is not known. Of `target` when there is one. */
  settings: ChatSettings | null;
  /** The chat that is acted on instead of the one that is answered in; the person administers it. */
  target: Target | null;
  /** The button that was pressed; null for other updates and for buttons we do not know. */
  press: Callback | null;
  /** Said in the answer to the button once the update is handled. */
  toast: Toast | null;
};
