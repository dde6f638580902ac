import { MAX_CALLBACK_BYTES } from './limits.ts';

/** Buttons outlive deployments: data of another version gets a fresh menu instead of a guess. */
const VERSION = 'v1';

/**
 * What a button does. Every button carries the state it wants ("sub:uranium:on"), never a toggle, so
 * that a second press of it changes nothing.
 */
export const VERBS = [
  /** `st:<story id, base 36>`: opens a story. */
  'st',
  /** `to:<story id>[:<ids of the pages before, joined by dots>]`: turns a story's page into that of another one. */
  'to',
  /** `fol:<story id>:<on|off>:<page|news|list>[:<ids>]`: follows a story or not; where the button stands. */
  'fol',
  /** `close`: removes the message that the button is under. */
  'close',
  /** `lang:<ru|kk>:<screen>[:<digest>]` */
  'lang',
  /** `menu:<new|main|time|own[:digest]|zone|lang|length|quiet>`: a settings screen, in place but for `new`. */
  'menu',
  /** `topics:<new|edit>`: the topic picker; `sub:<digest>:<on|off>` sets one topic of it. */
  'topics',
  'sub',
  /** `end:<digest>`: ends a subscription, from the list of /unsubscribe. */
  'end',
  /** `yes:<digest>`: confirms the topic of a deep link. */
  'yes',
  /** `done`: closes the topic picker and names the next delivery. */
  'done',
  /** `dg:<hours>:<digest>…`: an edition now; without digests, of the chat's own. */
  'dg',
  /**
   * `pg:<edition id, base 36>:<page from 0>:<hours>[:<digest>…]`: turns the message to a page of an edition; hours
   * and digests make it anew when it is gone.
   */
  'pg',
  /** `q:<words, base64url>`: a search. */
  'q',
  /**
   * `sp:<page from 0>:<until, seconds since 1970 in base 36>[:<words, as packTyped>]`: turns the message to a page
   * of a search; without words they stand in the message that was replied to.
   */
  'sp',
  /** `at:<HHMM>`, `days:<daily|weekdays|weekly|d135>`; `own:<digest>:<either|usual>` for one digest. */
  'at',
  'days',
  'own',
  /** `zone:<IANA name>` */
  'zone',
  /** `length:<brief|full>` */
  'length',
  /** `quiet:<HHMM>:<HHMM>` or `quiet:off` */
  'quiet',
  /** `run:<on|off>`: resumes or stops. */
  'run',
  /** `forget:<yes|no>` */
  'forget',
  /** `adm:<what>:…`: everything admins press, see features/admin.ts; unknown to everybody else. */
  'adm',
] as const;
/** One of `VERBS`. */
export type Verb = (typeof VERBS)[number];

/** What a button does: a verb with its arguments. */
export interface Callback {
  readonly verb: Verb;
  readonly args: readonly string[];
  /** The chat that the button acts on when it is not the one it stands in (see target.ts). */
  readonly target?: number;
}

/** Callback data of a button, null when it would not fit Telegram's 64 bytes. */
export function packCallback(verb: Verb, ...args: readonly (string | number)[]): string | null {
  const data = [VERSION, verb, ...args].join(':');
  return Buffer.byteLength(data) <= MAX_CALLBACK_BYTES ? data : null;
}

/** Reads what `packCallback` wrote; null for anything else, such as a button of an older version. */
export function parseCallback(data: string): Callback | null {
  const [plain = '', key, ...more] = data.split('@');
  const target = parseChatKey(key);
  const [version, verb, ...args] = plain.split(':');
  const known = VERBS.find((one) => one === verb);
  if (version !== VERSION || known === undefined) return null;
  if (key === undefined) return { verb: known, args };
  return more.length > 0 || target === null ? null : { verb: known, args, target };
}

/** Callback data that acts on the group or channel `chatId`, wherever it is pressed; null when it does not fit. */
export function aimCallback(data: string, chatId: number): string | null {
  const aimed = `${data}@${chatKey(chatId)}`;
  return Buffer.byteLength(aimed) <= MAX_CALLBACK_BYTES ? aimed : null;
}

/** A group's or channel's id as buttons and deep links carry it: "-9bcxyz". */
export const chatKey = (id: number): string => id.toString(36);

/** The id in `chatKey`'s form; null when it is none, or a person's. */
export function parseChatKey(key: string | undefined): number | null {
  if (key === undefined || !/^-[0-9a-z]{1,11}$/.test(key)) return null;
  const id = Number.parseInt(key, 36);
  return Number.isSafeInteger(id) && id < 0 ? id : null;
}

/** Callback data that is known to fit: fixed words, digest ids (≤ 32 characters) and numbers. */
export function fixedCallback(verb: Verb, ...args: readonly (string | number)[]): string {
  const data = packCallback(verb, ...args);
  if (data === null) throw new RangeError(`callback data of "${verb}" is too long`);
  return data;
}

/** A story's id as buttons carry it. */
export const storyKey = (id: number): string => id.toString(36);

/** The id in `storyKey`'s form, null when it is none. */
export function parseStoryKey(key: string | undefined): number | null {
  if (key === undefined || !/^[0-9a-z]{1,11}$/.test(key)) return null;
  const id = Number.parseInt(key, 36);
  return Number.isSafeInteger(id) && id > 0 ? id : null;
}

/** Story ids as buttons carry them, the latest ones that leave room for `data` before them. */
export function packKeys(data: string, ids: readonly number[]): string {
  let keys = '';
  for (const id of ids.toReversed()) {
    const longer = keys === '' ? storyKey(id) : `${storyKey(id)}.${keys}`;
    if (Buffer.byteLength(`${data}:${longer}`) > MAX_CALLBACK_BYTES) break;
    keys = longer;
  }
  return keys === '' ? data : `${data}:${keys}`;
}

/** The ids in `packKeys`' form; none when one of them is no id. */
export function parseKeys(keys: string | undefined): number[] {
  const ids = (keys ?? '').split('.').map(parseStoryKey);
  return ids.every((id) => id !== null) ? ids : [];
}

/** A story as the payload of a link to the bot, and as what is typed behind its name in another chat. */
export const storyPayload = (id: number): string => `story_${storyKey(id)}`;

/**
 * The story of `storyPayload`.
 *
 * @returns undefined for anything of another form, null for a story that there cannot be
 */
export function parseStoryPayload(payload: string): number | null | undefined {
  const [, key] = /^story_([0-9a-z]+)$/i.exec(payload) ?? [];
  return key === undefined ? undefined : parseStoryKey(key.toLowerCase());
}

/** Words as buttons carry them; null when they are too long for one. */
export const packWords = (words: string): string | null =>
  packCallback('q', Buffer.from(words, 'utf8').toString('base64url'));

/** The words in `packWords`' form. */
export const parseWords = (arg: string | undefined): string =>
  Buffer.from(arg ?? '', 'base64url')
    .toString('utf8')
    .toWellFormed();

/** Letters that stand for one byte beside ASCII: what people search for is written in these. */
const LETTERS = 'абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁәғқңөұүһіӘҒҚҢӨҰҮҺІ«»–—’№';

/** Words in half the bytes of UTF-8, base64url; null when they hold other letters. */
export function packTyped(words: string): string | null {
  const bytes = [...words].map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 128 ? code : LETTERS.indexOf(letter) + 128;
  });
  return bytes.includes(127) ? null : Buffer.from(bytes).toString('base64url');
}

/** The words in `packTyped`'s form; letters that it never writes are left out. */
export const parseTyped = (arg: string): string =>
  [...Buffer.from(arg, 'base64url')]
    .map((byte) => (byte < 128 ? String.fromCharCode(byte) : (LETTERS[byte - 128] ?? '')))
    .join('');
