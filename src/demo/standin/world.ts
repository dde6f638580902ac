import type { Entity } from './entity.ts';
import type { Button } from './keyboard.ts';

/** Outside data that was parsed as JSON and is an object. */
export type Json = Readonly<Record<string, unknown>>;

/** A person. In private chats the chat's id is the person's. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly username: string | null;
  /** IETF language code of the person's Telegram, such as `kk`. */
  readonly languageCode: string;
  deleted: boolean;
}

/** Statuses of getChatMember. */
export type MemberStatus = 'creator' | 'administrator' | 'member' | 'restricted' | 'left' | 'kicked';

/** One message as the server keeps it; `json.ts` turns it into the Bot API's Message. */
export interface Message {
  readonly id: number;
  readonly chatId: number;
  /** A user's id, or the bot's. */
  readonly fromId: number;
  /** Unix seconds. */
  readonly date: number;
  editDate: number | null;
  /** The text, or the caption of a photo or document; null for a service message. */
  text: string | null;
  entities: readonly Entity[];
  readonly media: Media | null;
  /** Inline keyboard as stored; null when there is none. */
  keyboard: readonly (readonly Button[])[] | null;
  /** True when the message was sent with a reply keyboard: such a message can never be edited. */
  readonly replyKeyboard: boolean;
  readonly silent: boolean;
  readonly threadId: number | null;
  readonly replyTo: number | null;
  /** Fields of a service message, such as `new_chat_members`; null for others. */
  readonly service: Json | null;
  /** What the sender asked of the link preview, as it came; null when nothing was said. */
  linkPreview: Json | null;
  /** The Bot API's `forward_origin` of a forwarded message; missing for others. */
  readonly forwardOrigin?: Json;
  /** True for what an administrator wrote in the group's name; missing for others. */
  readonly anonymous?: boolean;
  /** True for a person's message that was made by an inline result of the bot. */
  readonly viaBot: boolean;
}

/** A file of a message. Its bytes are not kept. */
export interface Media {
  readonly kind: 'photo' | 'document';
  readonly fileId: string;
  readonly fileName: string | null;
  readonly size: number;
}

interface ChatCommon {
  readonly id: number;
  readonly messages: Map<number, Message>;
  readonly pinned: number[];
  /** When "typing…" ends, in milliseconds since 1970. */
  typingUntil: number;
}

/** A chat of one person with the bot. */
export interface PrivateChat extends ChatCommon {
  readonly kind: 'private';
  started: boolean;
  blocked: boolean;
}

/** A group, supergroup or channel. */
export interface GroupChat extends ChatCommon {
  readonly kind: 'group' | 'supergroup' | 'channel';
  title: string;
  readonly username: string | null;
  readonly forum: boolean;
  /** Ids of forum topics besides General. */
  readonly threads: number[];
  readonly members: Map<number, MemberStatus>;
  /** `left` also before the bot was ever added. */
  botStatus: MemberStatus;
  /** Whether members, and so the bot without rights of its own, may write. */
  membersMayWrite: boolean;
  deleted: boolean;
  /** The supergroup that this group became; null while it is itself. */
  migratedTo: number | null;
  /** Next message id of a supergroup or channel; small chats share the world's. */
  nextMessageId: number;
}

/** Any chat that the bot can be in. */
export type Chat = PrivateChat | GroupChat;

/** A pressed button or typed inline query that the bot should answer. */
export interface Query {
  readonly id: string;
  readonly kind: 'callback' | 'inline';
  readonly userId: number;
  readonly chatId: number | null;
  readonly messageId: number | null;
  /** What was typed, of an inline query: the same again may be answered from Telegram's cache. */
  readonly typed?: { readonly text: string; readonly offset: string };
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  answer: Json | null;
  /** Milliseconds since 1970, of an inline query. */
  answeredAt?: number;
}

/** An update that the bot has not confirmed. */
export interface PendingUpdate {
  readonly id: number;
  readonly type: string;
  readonly chatId: number | null;
  readonly payload: Json;
  /** Milliseconds since 1970, when Telegram forgets it. */
  readonly expiresAt: number;
}

/** Texts per language; the key '' is for every other language. */
export type ByLanguage = Map<string, string>;

/** One line of the bot's menu. */
export interface BotCommand {
  readonly command: string;
  readonly description: string;
}

/** The bot's own card and what it has set about itself. */
export interface BotProfile {
  readonly id: number;
  readonly username: string;
  readonly names: ByLanguage;
  readonly descriptions: ByLanguage;
  readonly shortDescriptions: ByLanguage;
  /** Key: scope and language, see `commandKey`. */
  readonly commands: Map<string, readonly BotCommand[]>;
  /** Menu button per chat; the key '' is the default. */
  readonly menuButtons: Map<string, Json>;
}

/** Where updates are posted; null means that the bot fetches them. */
export interface WebhookTarget {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
  /** Milliseconds since 1970. */
  readonly setAt: number;
  lastErrorDate: number | null;
  lastErrorMessage: string | null;
}

/** Everything the server knows. Plain data: `state.ts` writes it to disk. */
export interface World {
  readonly bot: BotProfile;
  readonly users: Map<number, User>;
  readonly chats: Map<number, Chat>;
  readonly queries: Map<string, Query>;
  /** inline_message_id → where that message is. */
  readonly inlineMessages: Map<string, { readonly chatId: number; readonly messageId: number }>;
  readonly files: Map<string, Media>;
  updates: PendingUpdate[];
  /** Types the bot asked for; null means the default set. */
  allowedUpdates: readonly string[] | null;
  webhook: WebhookTarget | null;
  nextUpdateId: number;
  nextMessageId: number;
  nextSerial: number;
}

/** 2017-07-14: update ids of a fresh world start with the seconds since then. */
const UPDATE_EPOCH_SECONDS = 1_500_000_000;

/**
 * An empty world. Update ids start with the time, so that they grow also when the saved state was lost and
 * the bot's database, which remembers the ids it has handled, was not.
 */
export function createWorld(bot: { id: number; name: string; username: string }, now: number): World {
  return {
    bot: {
      id: bot.id,
      username: bot.username,
      names: new Map([['', bot.name]]),
      descriptions: new Map(),
      shortDescriptions: new Map(),
      commands: new Map(),
      menuButtons: new Map(),
    },
    users: new Map(),
    chats: new Map(),
    queries: new Map(),
    inlineMessages: new Map(),
    files: new Map(),
    updates: [],
    allowedUpdates: null,
    webhook: null,
    nextUpdateId: Math.max(1, Math.floor(now / 1000) - UPDATE_EPOCH_SECONDS),
    nextMessageId: 1,
    nextSerial: 1,
  };
}

/** Finds or makes the private chat of `userId`; it is not started. */
export function privateChat(world: World, userId: number): PrivateChat {
  const known = world.chats.get(userId);
  if (known?.kind === 'private') return known;
  const chat: PrivateChat = {
    kind: 'private',
    id: userId,
    messages: new Map(),
    pinned: [],
    typingUntil: 0,
    started: false,
    blocked: false,
  };
  world.chats.set(userId, chat);
  return chat;
}

/** A text in `languageCode`, else the one for every language, else ''. */
export function inLanguage(texts: ByLanguage, languageCode: string): string {
  return texts.get(languageCode) ?? texts.get('') ?? '';
}

/** A string of digits that was never given out in this world. */
export function nextSerial(world: World): string {
  world.nextSerial += 1;
  return `${world.bot.id % 100_000}${String(world.nextSerial).padStart(12, '0')}`;
}
