import type { Core } from './core.ts';
import type { Button } from './keyboard.ts';
import type { Chat, Json, Message, Query } from './world.ts';

/** A message as tests and the chat page read it. */
export interface MessageView {
  readonly messageId: number;
  readonly from: { readonly id: number; readonly name: string; readonly isBot: boolean };
  /** Unix seconds. */
  readonly date: number;
  readonly editDate?: number;
  /** '' for a service message and a file without caption. */
  readonly text: string;
  readonly entities: Message['entities'];
  readonly keyboard: readonly (readonly Button[])[] | null;
  readonly silent: boolean;
  readonly threadId?: number;
  readonly replyTo?: number;
  readonly media?: 'photo' | 'document';
  /** Set when a person made it of an inline result of the bot. */
  readonly viaBot?: true;
  /** The Bot API's field that says what happened, such as `new_chat_members`. */
  readonly service?: string;
}

/** Everything the bot has sent to one chat: how many copies of each text, and in which order. */
export interface Ledger {
  readonly chatId: number;
  /** Texts in the order in which they were sent first. */
  readonly order: readonly string[];
  readonly copies: ReadonlyMap<string, number>;
}

/** The answer of the bot to a pressed button. */
export interface CallbackAnswer {
  readonly text: string;
  readonly alert: boolean;
  readonly url: string;
}

/** What everybody sees of a stored message. */
export function messageView(core: Core, message: Message): MessageView {
  const { world } = core;
  const isBot = message.fromId === world.bot.id;
  const name = isBot
    ? (world.bot.names.get('') ?? world.bot.username)
    : (world.users.get(message.fromId)?.name ?? '');
  const service = message.service === null ? undefined : Object.keys(message.service)[0];
  return {
    messageId: message.id,
    from: { id: message.fromId, name, isBot },
    date: message.date,
    ...(message.editDate === null ? {} : { editDate: message.editDate }),
    text: message.text ?? '',
    entities: message.entities,
    keyboard: message.keyboard,
    silent: message.silent,
    ...(message.threadId === null ? {} : { threadId: message.threadId }),
    ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
    ...(message.media === null ? {} : { media: message.media.kind }),
    ...(message.viaBot ? { viaBot: true } : {}),
    ...(service === undefined ? {} : { service }),
  };
}

/** All messages of a chat, oldest first; none for a chat that does not exist. */
export function transcript(core: Core, chatId: number): MessageView[] {
  const chat = core.world.chats.get(chatId);
  return chat ? [...chat.messages.values()].map((message) => messageView(core, message)) : [];
}

/** The bot's messages per chat, with the number of copies of each. Edits count as what they are now. */
export function ledger(core: Core): Ledger[] {
  const botId = core.world.bot.id;
  return [...core.world.chats.values()].flatMap((chat) => {
    const copies = new Map<string, number>();
    for (const { fromId, service, text } of chat.messages.values()) {
      if (fromId !== botId || service !== null) continue;
      copies.set(text ?? '', (copies.get(text ?? '') ?? 0) + 1);
    }
    return copies.size > 0 ? [{ chatId: chat.id, order: [...copies.keys()], copies }] : [];
  });
}

/** Pressed buttons that the bot has not answered. */
export function unansweredCallbacks(core: Core): Query[] {
  return [...core.world.queries.values()].filter(
    ({ kind, answer }) => kind === 'callback' && answer === null,
  );
}

/** The answer to a pressed button; null while there is none. */
export function callbackAnswer(core: Core, queryId: string): CallbackAnswer | null {
  const answer: Json | null = core.world.queries.get(queryId)?.answer ?? null;
  return answer === null
    ? null
    : { text: String(answer.text ?? ''), alert: answer.alert === true, url: String(answer.url ?? '') };
}

/** The newest message of a chat that has a button with this label now. @throws {Error} when there is none */
export function findButton(
  chat: Chat,
  label: string,
  messageId?: number,
): { message: Message; button: Button } {
  const candidates = [...chat.messages.values()]
    .filter(({ id }) => messageId === undefined || id === messageId)
    .reverse();
  for (const message of candidates) {
    const button = message.keyboard?.flat().find(({ text }) => text === label);
    if (button) return { message, button };
  }
  const labels = candidates.flatMap(({ keyboard }) => keyboard?.flat().map(({ text }) => `«${text}»`) ?? []);
  throw new Error(`no button «${label}» in chat ${chat.id}; there are: ${labels.join(', ') || 'none'}`);
}

/** What a test must not leave behind: refusals nobody asked for, and buttons that hang. */
export function violations(core: Core): string[] {
  const refused = core.calls
    .unexpected()
    .map(({ method, chatId, code, description }) => `${method} to ${chatId}: ${code} ${description}`);
  const hanging = unansweredCallbacks(core).map(
    ({ id, userId, messageId }) =>
      `callback ${id} of user ${userId} on message ${messageId} was not answered`,
  );
  return [...refused, ...hanging];
}
