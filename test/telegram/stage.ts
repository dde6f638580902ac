import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EditionAnswer } from '../../src/app/editions.ts';
import { createOverview } from '../../src/app/overview.ts';
import type { SearchAnswer } from '../../src/app/search.ts';
import { type StandIn, startStandIn } from '../../src/demo/standin/standin.ts';
import { loadKnowledge } from '../../src/digests.ts';
import type { EditionStory, Part } from '../../src/domain/edition.ts';
import type { Knowledge } from '../../src/domain/knowledge.ts';
import { createBot } from '../../src/telegram/bot.ts';
import type { BotDeps, News } from '../../src/telegram/context.ts';
import { renderEdition } from '../../src/telegram/render.ts';
import { pollUpdates } from '../../src/telegram/updates.ts';
import { inspectProblem } from '../support/canaries/problems.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { aPage, aStory } from './editions.ts';

/** Sunday, 08:10 in Astana: the next weekday digest comes tomorrow at 08:30. */
export const NOW = new Date('2026-11-22T03:10:00Z');

const IDLE_MILLISECONDS = 20_000;

/** Who is an admin on every stage, once added with this id. */
export const ADMINS: readonly number[] = [900_000_001, 900_000_002];

/** How long a test waits for what must come, on a machine that is busy with other things. */
const PATIENCE_MS = 20_000;

/** What the news side answers with; a test changes what matters to it. */
export interface FakeNews extends News {
  stories: readonly EditionStory[];
  empty: Extract<EditionAnswer, { kind: 'empty' }>;
  found: SearchAnswer;
  /** Every edition asked for. */
  readonly asked: Parameters<News['editionNow']>[0][];
}

/** A bot before a strict stand-in, with a database and news that a test sets. */
export interface Stage {
  readonly standIn: StandIn;
  readonly control: StandIn['control'];
  readonly database: TestDatabase;
  readonly deps: BotDeps;
  readonly news: FakeNews;
  /** What went wrong behind the bot's back. */
  readonly problems: unknown[];
  /** Time as the limits of courtesy see it; each look passes an hour, so that tests may ask as fast as they can. */
  readonly pace: { now: number; perLook: number };
}

/** The editors' own digests: tests speak the words that readers do. */
export function knowledge(): Knowledge {
  const loaded = loadKnowledge('digests');
  if (loaded.kind !== 'ok') throw new Error(loaded.mistakes.join('\n'));
  return loaded.knowledge;
}

/** A search that found nothing, but for `fields`. */
export const foundNothing = (fields: Partial<SearchAnswer> = {}): SearchAnswer => ({
  ...{ stories: [], total: 0, reachable: 0, searchedWeeks: null, suggestions: [] },
  ...fields,
});

function fakeNews(words: Knowledge): FakeNews {
  let kept: readonly Part[] = [];
  const news: FakeNews = {
    stories: [aStory(), aStory({ id: 7, headline: 'Казатомпром нарастил добычу' })],
    empty: { kind: 'empty', why: 'noNews', weekCount: 0, lastReadAt: NOW },
    found: foundNothing(),
    asked: [],
    async editionNow(ask) {
      news.asked.push(ask);
      if (news.stories.length === 0) return news.empty;
      const digests = words.digests.filter(({ id }) => ask.digests.includes(id));
      const parts = news.render({
        kind: 'onDemand',
        digests: digests.map(({ id, emoji, title }) => ({ id, emoji, title: title[ask.language] })),
        language: ask.language,
        variant: ask.variant,
        windowHours: ask.windowHours,
        windowTo: NOW,
        stories: news.stories,
        moreCount: 0,
      });
      kept = parts;
      return { kind: 'edition', editionId: 1, first: parts[0]!, count: parts.length };
    },
    editionPage: async (id, index) => {
      const part = id === 1 ? kept[index] : undefined;
      return part === undefined ? null : { part, count: kept.length };
    },
    async sample({ digests: ids, language, variant }) {
      if (news.stories.length === 0) return [];
      const digests = words.digests.filter(({ id }) => ids.includes(id));
      return news.render({
        kind: 'scheduled',
        digests: digests.map(({ id, emoji, title }) => ({ id, emoji, title: title[language] })),
        language,
        variant,
        windowHours: 24,
        windowTo: NOW,
        stories: news.stories,
        moreCount: 0,
      });
    },
    storyPage: async (id) => {
      const story = news.stories.find((one) => one.id === id);
      return story === undefined ? null : aPage(story);
    },
    newest: async ({ offset, limit }) => ({
      stories: news.stories.slice(offset, offset + limit),
      total: news.stories.length,
    }),
    topicCounts: async () => [{ id: 'uranium', day: 2, week: 9 }],
    search: async () => news.found,
    render: (edition) => renderEdition(edition, { zone: 'Asia/Almaty', username: 'kopir_bot' }),
  };
  return news;
}

/**
 * Waits for the answer to a press and for the end of its handler: on a slow machine the answer comes first.
 * Only what is done with is confirmed to the stand-in.
 */
function whenDone(control: StandIn['control']): StandIn['control']['waitForAnswer'] {
  return async (pressed, milliseconds = PATIENCE_MS) => {
    const answer = await control.waitForAnswer(pressed, milliseconds);
    await control.until(() => control.pendingUpdates() === 0, milliseconds);
    return answer;
  };
}

/** A stand-in, a database and fake news, without a bot. */
export async function setStage(): Promise<Stage> {
  const standIn = await startStandIn();
  after(() => standIn.close());
  const database = await freshDatabase();
  const words = knowledge();
  const problems: unknown[] = [];
  const news = fakeNews(words);
  const pace = { now: 0, perLook: 3_600_000 };
  const deps: BotDeps = {
    db: database.db,
    clock: { now: async () => NOW },
    monotonic: () => {
      pace.now += pace.perLook;
      return pace.now;
    },
    news,
    knowledge: () => words,
    defaultZone: 'Asia/Almaty',
    contact: 'owner@kopir.example',
    admin: {
      ids: ADMINS,
      version: '0.1.0',
      startedAt: new Date(),
      sendRate: 30,
      overview: createOverview(database.db, () => words.sources).read,
      onAnnounced: () => undefined,
      remove: async () => null,
      onRemoved: () => undefined,
    },
    onProblem: (feature, error) => {
      inspectProblem(feature, error);
      problems.push(`${feature}: ${error}`);
    },
  };
  const { control } = standIn;
  return {
    standIn,
    control: {
      ...control,
      until: (look, milliseconds = PATIENCE_MS) => control.until(look, milliseconds),
      waitForMessage: (chatId, wish) =>
        control.waitForMessage(chatId, { timeoutMilliseconds: PATIENCE_MS, ...wish }),
      waitForAnswer: whenDone(control),
    },
    database,
    deps,
    news,
    problems,
    pace,
  };
}

/** One outgoing call as grammY was told to make it. */
export interface Recorded {
  readonly method: string;
  readonly payload: unknown;
}

/** The bot, polling the stand-in until the test file ends. @returns its calls, as they are made */
export function runBot({ standIn, deps, problems }: Stage): readonly Recorded[] {
  const bot = createBot(deps, { token: standIn.token, apiRoot: standIn.apiRoot });
  const recorded: Recorded[] = [];
  bot.api.config.use((previous, method, payload, signal) => {
    recorded.push({ method, payload });
    return previous(method, payload, signal);
  });
  const updates = pollUpdates(bot, {
    onConflict: () => problems.push('conflict'),
    onFatal: (error) => problems.push(error),
    onProblem: (error) => problems.push(error),
    onStart: () => undefined,
  });
  after(() => updates.stop());
  return recorded;
}

/** Says `text` and waits for the bot's next message. */
export async function ask(
  { control }: Stage,
  user: number,
  text: string,
  chatId = user,
): Promise<{ messageId: number; text: string; labels: string[] }> {
  const after = control.say(user, text, { chatId });
  return answerAfter(control, chatId, after);
}

/** The bot's first message after `after`, once it has done all it was asked: more may follow the first. */
export async function answerAfter(control: StandIn['control'], chatId: number, after: number) {
  const message = await control.waitForMessage(chatId, { after });
  await idle(control);
  return {
    messageId: message.messageId,
    text: message.text,
    labels: (message.keyboard ?? []).flat().map(({ text }) => text),
  };
}

/** A person who has pressed Start and got the welcome. @returns the private chat's id */
export async function aReader(control: StandIn['control'], languageCode: string): Promise<number> {
  const user = control.addUser({ name: 'Анна', languageCode });
  await answerAfter(control, user, control.start(user));
  return user;
}

/** What the bot has said in a chat since message `before`, as texts. */
export const saidSince = (control: StandIn['control'], chatId: number, before: number): string[] =>
  control
    .transcript(chatId)
    .filter(({ from, messageId }) => from.isBot && messageId > before)
    .map(({ text }) => text);

/** Presses the button with this label and waits until the press is answered. */
export async function press(
  { control }: Stage,
  user: number,
  label: string,
  where: { chatId?: number; messageId?: number } = {},
) {
  const answer = await control.waitForAnswer(control.press(user, label, where));
  await idle(control);
  return answer;
}

/** Waits until the bot has handled every update: it confirms them when it asks for the next. */
const idle = (control: StandIn['control']) =>
  control.until(() => control.pendingUpdates() === 0, IDLE_MILLISECONDS);

/** Waits until `look` says true, for what no answer tells of. */
export async function until(look: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + IDLE_MILLISECONDS; !(await look()); await sleep(20)) {
    assert.ok(performance.now() < end, 'it did not happen in time');
  }
}

/** The newest message of the bot in a chat. */
export function newest({ control }: Stage, chatId: number) {
  const last = control.transcript(chatId).findLast(({ from }) => from.isBot);
  return {
    messageId: last?.messageId ?? 0,
    text: last?.text ?? '',
    labels: (last?.keyboard ?? []).flat().map(({ text }) => text),
  };
}
