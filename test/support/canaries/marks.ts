/** What people are called in a canary run: no text of the program, of the news or of a test holds these words. */
export const MARKS = {
  firstName: 'Канарейкина',
  lastName: 'Қанарейкаева',
  username: 'canary_person',
  phone: '+77017770391',
} as const;

/** Degrees of latitude and longitude keep two digits and get these: nothing else is 51.1200073914. */
const DIGITS = 0.0000073914;
/** A word of a test that is looked for also where other words of readers may be: in news and in replies. */
const UNMISTAKABLE = /канаре|қанаре|canary/i;

/** A time zone: a setting, whoever says it. */
const ZONE = /^[A-Z][A-Za-z]+\/[A-Z][\w/+-]+$/;
/** Settings, orders and announcements: what follows these commands is kept, or published, because it was asked for. */
const KEPT_WORDS =
  /^\/(start|subscribe|unsubscribe|topics|digest|time|timezone|quiet|length|follow|unfollow|language|settings|stop|forget|help|privacy|admin|announce|remove)(?![a-z])/i;
/** Shorter ones are words like others. */
const SHORTEST_WORDS = 8;
const LONGEST_WORDS = 200;
/** Smaller numbers are counts and times as well. */
const SMALLEST_ID = 1_000_000;

/** What can be told of people by an update. */
export interface Told {
  readonly chatIds: Set<number>;
  /** What was said, with the chats in which it was. */
  readonly words: Map<string, Set<number>>;
  /** Degrees as they are written. */
  readonly places: Set<string>;
  /** How many persons were given the names of `MARKS`. */
  persons: number;
}

/** Nothing yet. */
export const nothingTold = (): Told => ({
  chatIds: new Set(),
  words: new Map(),
  places: new Set(),
  persons: 0,
});

/** Whether this word is made for being found. */
export const isUnmistakable = (words: string): boolean => UNMISTAKABLE.test(words);

/**
 * The personal part of what somebody wrote; null when there is none that could be recognised.
 *
 * @returns at most 200 characters
 */
export function personalWords(text: string): string | null {
  const said = text.trim();
  if (KEPT_WORDS.test(said) || ZONE.test(said)) return null;
  const words = said
    .replace(/^\/search(@\w+)?\s+/i, '')
    .slice(0, LONGEST_WORDS)
    .trim();
  return words.length >= SHORTEST_WORDS && /\p{L}{3}/u.test(words) ? words : null;
}

/** An update, or several, with its persons and places marked; who said what in which chat is added to `told`. */
export function markUpdate(update: unknown, told: Told): unknown {
  note(update, told, null);
  return markPersons(update, told);
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

/** Remembers chats and what was said in them. */
function note(value: unknown, told: Told, chat: number | null): void {
  if (!isObject(value)) return;
  if (Array.isArray(value)) {
    for (const one of value) note(one, told, chat);
    return;
  }
  const own = isObject(value.chat) ? value.chat : isObject(value.from) ? value.from : null;
  const where = own !== null && typeof own.id === 'number' ? own.id : chat;
  const isOurs = isObject(value.from) && value.from.is_bot === true;
  for (const name of ['text', 'caption', 'query', 'title'])
    if (!isOurs && where !== null && typeof value[name] === 'string') {
      const words = personalWords(value[name]);
      if (words !== null) told.words.set(words, (told.words.get(words) ?? new Set()).add(where));
    }
  const isSomebody = value.is_bot !== true && ('first_name' in value || 'title' in value || 'type' in value);
  if (isSomebody && typeof value.id === 'number' && Math.abs(value.id) >= SMALLEST_ID)
    told.chatIds.add(value.id);
  for (const one of Object.values(value)) note(one, told, where);
}

/**
 * Gives every person in an update, or in an answer of the Bot API, names that can be recognised, and every place
 * such coordinates; they are added to `told`.
 *
 * @returns a copy; `value` stays as it is
 */
export function markPersons(value: unknown, told: Told): unknown {
  if (!isObject(value)) return value;
  if (Array.isArray(value)) return value.map((one) => markPersons(one, told));
  const copy: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) copy[name] = markPersons(one, told);
  if (typeof value.first_name === 'string' && value.is_bot !== true) {
    told.persons += 1;
    Object.assign(copy, { first_name: MARKS.firstName, last_name: MARKS.lastName });
    if ('phone_number' in value) copy.phone_number = MARKS.phone;
    else copy.username = MARKS.username;
  }
  for (const name of ['latitude', 'longitude']) {
    const degrees = value[name];
    if (typeof degrees !== 'number' || !Number.isFinite(degrees)) continue;
    const exact = Math.trunc(degrees * 100) / 100 + (degrees < 0 ? -DIGITS : DIGITS);
    copy[name] = Number(exact.toFixed(10));
    told.places.add(String(copy[name]).slice(0, -2));
  }
  return copy;
}
