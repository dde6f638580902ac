import type { Call, ExpectedRefusal } from './calls.ts';
import { visibleCommands } from './commands.ts';
import type { Core } from './core.ts';
import type { StandInEvent } from './events.ts';
import type { FaultMix, FaultRule } from './faults.ts';
import * as groups from './groups.ts';
import * as inline from './inline.ts';
import * as persons from './persons.ts';
import type { RateReport } from './rate.ts';
import * as reads from './reads.ts';
import {
  type BotCommand,
  inLanguage,
  type Json,
  type MemberStatus,
  privateChat,
  type Query,
} from './world.ts';

/** A person to make; the private chat exists at once, not started. */
export interface NewUser {
  readonly id?: number;
  readonly name: string;
  /** Default `ru`. */
  readonly languageCode?: string;
  readonly username?: string;
}

/** Which message to wait for. */
export interface MessageWish {
  /** Only messages with a greater id. */
  readonly after?: number;
  /** A part of the text, or an expression that it matches. */
  readonly text?: string | RegExp;
  /** Default 5000. */
  readonly timeoutMilliseconds?: number;
}

/** What a person sees of the bot's card. */
export interface BotCard {
  readonly name: string;
  readonly username: string;
  readonly description: string;
  readonly shortDescription: string;
  readonly commands: readonly BotCommand[];
}

/** Everything that happens on the other side of the Bot API, and what can be read there. */
export interface Control {
  /** @returns the user's id */
  addUser(user: NewUser): number;
  /** Presses Start. @returns the id of the `/start` message */
  start(userId: number, payload?: string): number;
  /** @returns the id of the message */
  say(userId: number, text: string, options?: persons.SayOptions): number;
  editOwn(userId: number, messageId: number, text: string, chatId?: number): void;
  /**
   * Presses the button with this label on `messageId`, else on the newest message that has it.
   * @throws {Error} when no message has it now
   */
  press(
    userId: number,
    label: string,
    where?: { readonly chatId?: number; readonly messageId?: number },
  ): persons.Pressed;
  /** Presses by place: row and column from 0. */
  pressAt(userId: number, chatId: number, messageId: number, row: number, column: number): persons.Pressed;
  /** Presses with data that need not be on any button, on a message that need not exist. */
  pressRaw(
    userId: number,
    data: string,
    where: { readonly chatId?: number; readonly messageId: number },
  ): persons.Pressed;
  /** What was asked before may be answered by Telegram's cache at once. @returns the query's id */
  inlineQuery(
    userId: number,
    text: string,
    options?: { readonly offset?: string; readonly chatType?: string },
  ): string;
  /** @returns the id of the message that was sent */
  chooseResult(userId: number, queryId: string, resultId: string, chatId?: number): number;
  block(userId: number): void;
  unblock(userId: number): void;
  deleteAccount(userId: number): void;

  /** @returns the group's id; the bot is not in it */
  createGroup(group: groups.NewGroup): number;
  addBot(chatId: number, byUserId?: number): void;
  kickBot(chatId: number, byUserId?: number): void;
  promoteBot(chatId: number, byUserId?: number): void;
  demoteBot(chatId: number, byUserId?: number): void;
  setMember(chatId: number, userId: number, status: MemberStatus): void;
  setMembersMayWrite(chatId: number, allowed: boolean): void;
  /** @returns the message_thread_id */
  addThread(chatId: number, name: string): number;
  removeThread(chatId: number, threadId: number): void;
  /** @returns the supergroup's id */
  migrate(chatId: number): number;
  deleteGroup(chatId: number): void;

  /** @returns what takes the fault away */
  addFault(rule: FaultRule): () => void;
  /** @returns what takes the mix away @throws {RangeError} when its shares are no parts of one whole */
  addFaultMix(mix: FaultMix): () => void;
  clearFaults(): void;
  /** Moves the clock forward. */
  advance(milliseconds: number): void;
  /** Milliseconds since 1970, by the stand-in's clock. */
  now(): number;

  transcript(chatId: number): readonly reads.MessageView[];
  ledger(): readonly reads.Ledger[];
  /** The call log, of one method or of all, newest last. */
  calls(method?: string): readonly Call[];
  clearCalls(): void;
  unansweredCallbacks(): readonly Query[];
  /** The answer to a pressed button or null. */
  callbackAnswer(queryId: string): reads.CallbackAnswer | null;
  /** `{results, nextOffset, cacheSeconds, personal, button?}` or null. */
  inlineAnswer(queryId: string): Json | null;
  /** What a user sees in a chat: his language, the narrowest scope. */
  card(userId: number, chatId?: number): BotCard;
  pinned(chatId: number): readonly number[];
  isTyping(chatId: number): boolean;
  pendingUpdates(): number;
  rate(): RateReport;
  resetRate(): void;
  /** Says that a refusal is part of the test, so that `violations` leaves it out. */
  expectRefusal(refusal: ExpectedRefusal): void;
  /** Refusals with 400 or 404 nobody asked for, and unanswered callbacks; a test ends red on any. */
  violations(): readonly string[];

  /** @returns what ends the listening */
  listen(listener: (event: StandInEvent) => void): () => void;
  /** Waits until `look` gives something. @throws {Error} after `timeoutMilliseconds` (default 5000) */
  until<T>(look: () => T | null | undefined | false, timeoutMilliseconds?: number): Promise<T>;
  /** Waits for a message of the bot in a chat. @throws {Error} with the transcript when none comes */
  waitForMessage(chatId: number, wish?: MessageWish): Promise<reads.MessageView>;
  /** Waits for the answer to a pressed button. @throws {Error} when none comes */
  waitForAnswer(pressed: persons.Pressed, timeoutMilliseconds?: number): Promise<reads.CallbackAnswer>;
}

const FIRST_USER = 700_000_001;
const PATIENCE_MS = 5000;
const GLANCE_MS = 20;

type Acting = Omit<Control, 'until' | 'waitForMessage' | 'waitForAnswer'>;

function createActing(core: Core): Acting {
  const { world } = core;
  const move = (status: MemberStatus) => (chatId: number, byUserId?: number) =>
    groups.setBotStatus(core, chatId, status, byUserId);
  return {
    addUser({ id, name, languageCode = 'ru', username }) {
      let userId = id ?? FIRST_USER;
      while (id === undefined && world.users.has(userId)) userId += 1;
      world.users.set(userId, { id: userId, name, languageCode, username: username ?? null, deleted: false });
      privateChat(world, userId);
      core.changed();
      return userId;
    },
    start: (userId, payload) => persons.start(core, userId, payload).id,
    say: (userId, text, options) => persons.say(core, userId, text, options).id,
    editOwn: (userId, messageId, text, chatId = userId) =>
      persons.editOwn(core, userId, chatId, messageId, text),
    press(userId, label, { chatId = userId, messageId } = {}) {
      const chat = persons.chatOf(core, userId, chatId);
      const { message, button } = reads.findButton(chat, label, messageId);
      return persons.pressButton(core, userId, chat, message, button);
    },
    pressAt(userId, chatId, messageId, row, column) {
      const chat = persons.chatOf(core, userId, chatId);
      const message = chat.messages.get(messageId);
      const button = message?.keyboard?.[row]?.[column];
      if (!message || !button) throw new Error(`message ${messageId} has no button ${row}:${column}`);
      return persons.pressButton(core, userId, chat, message, button);
    },
    pressRaw: (userId, data, { chatId = userId, messageId }) =>
      persons.pressRaw(core, userId, chatId, messageId, data),
    inlineQuery: (userId, text, { offset, chatType } = {}) =>
      inline.inlineQuery(core, userId, text, offset, chatType),
    chooseResult: (userId, queryId, resultId, chatId = userId) =>
      inline.chooseResult(core, userId, queryId, resultId, chatId).id,
    block: (userId) => persons.block(core, userId),
    unblock: (userId) => persons.unblock(core, userId),
    deleteAccount: (userId) => persons.deleteAccount(core, userId),

    createGroup: (group) => groups.createGroup(core, group),
    addBot: move('member'),
    kickBot: move('kicked'),
    promoteBot: move('administrator'),
    demoteBot: move('member'),
    setMember: (chatId, userId, status) => groups.setMember(core, chatId, userId, status),
    setMembersMayWrite: (chatId, allowed) => groups.setMembersMayWrite(core, chatId, allowed),
    addThread: (chatId, name) => groups.addThread(core, chatId, name),
    removeThread: (chatId, threadId) => groups.removeThread(core, chatId, threadId),
    migrate: (chatId) => groups.migrate(core, chatId),
    deleteGroup: (chatId) => groups.deleteGroup(core, chatId),

    addFault: core.faults.add,
    addFaultMix: core.faults.addMix,
    clearFaults: core.faults.clear,
    advance: core.clock.advance,
    now: core.clock.now,

    transcript: (chatId) => reads.transcript(core, chatId),
    ledger: () => reads.ledger(core),
    calls: core.calls.all,
    clearCalls: core.calls.clear,
    unansweredCallbacks: () => reads.unansweredCallbacks(core),
    callbackAnswer: (queryId) => reads.callbackAnswer(core, queryId),
    inlineAnswer: (queryId) => world.queries.get(queryId)?.answer ?? null,
    card(userId, chatId = userId) {
      const user = persons.personOf(core, userId);
      const { bot } = world;
      return {
        name: inLanguage(bot.names, user.languageCode),
        username: bot.username,
        description: inLanguage(bot.descriptions, user.languageCode),
        shortDescription: inLanguage(bot.shortDescriptions, user.languageCode),
        commands: visibleCommands(world, user, persons.chatOf(core, userId, chatId)),
      };
    },
    pinned: (chatId) => world.chats.get(chatId)?.pinned ?? [],
    isTyping: (chatId) => (world.chats.get(chatId)?.typingUntil ?? 0) > core.clock.now(),
    pendingUpdates: () => core.updates.pending().length,
    rate: core.rate.report,
    resetRate: core.rate.reset,
    expectRefusal: core.calls.expect,
    violations: () => reads.violations(core),
    listen: core.events.listen,
  };
}

/** Makes the control side of a stand-in. */
export function createControl(core: Core): Control {
  const acting = createActing(core);

  function until<T>(look: () => T | null | undefined | false, timeoutMilliseconds = PATIENCE_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        clearInterval(glance);
        stop();
        settle();
      };
      const check = () => {
        try {
          const found = look();
          if (found !== null && found !== undefined && found !== false) done(() => resolve(found));
        } catch (error) {
          done(() => reject(error));
        }
      };
      const timer = setTimeout(
        () => done(() => reject(new Error(`nothing came within ${timeoutMilliseconds} ms`))),
        timeoutMilliseconds,
      );
      const stop = core.events.listen(check);
      // Some things, such as a confirmed update, are no event.
      const glance = setInterval(check, GLANCE_MS);
      check();
    });
  }

  const fits = (text: string, wish: string | RegExp | undefined) =>
    wish === undefined || (typeof wish === 'string' ? text.includes(wish) : wish.test(text));

  return {
    ...acting,
    until,
    async waitForMessage(chatId, { after = 0, text, timeoutMilliseconds } = {}) {
      const look = () =>
        acting
          .transcript(chatId)
          .find((view) => view.from.isBot && view.messageId > after && fits(view.text, text));
      return until(look, timeoutMilliseconds).catch(() => {
        const seen = acting
          .transcript(chatId)
          .map((view) => `${view.messageId} ${view.from.name}: ${view.text}`);
        throw new Error(`no such message in chat ${chatId}; there are:\n${seen.join('\n')}`);
      });
    },
    async waitForAnswer(pressed, timeoutMilliseconds) {
      if (pressed.kind !== 'callback') throw new Error(`a button of kind ${pressed.kind} gets no answer`);
      return until(() => acting.callbackAnswer(pressed.queryId), timeoutMilliseconds);
    },
  };
}
