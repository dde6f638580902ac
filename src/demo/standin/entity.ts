import { badRequest } from './refusal.ts';

/** A message entity as the Bot API writes it; offsets and lengths are UTF-16 units. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly user?: { readonly id: number };
  readonly unix_time?: number;
  readonly date_time_format?: string;
}

/** Types that Telegram finds in the text by itself: named in a call, they are ignored. */
const FOUND = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone_number',
  'bank_card_number',
]);

/** Types a call may name, with the field each cannot do without. */
const GIVEN: Readonly<Record<string, keyof Entity | null>> = {
  bold: null,
  italic: null,
  underline: null,
  strikethrough: null,
  spoiler: null,
  blockquote: null,
  expandable_blockquote: null,
  code: null,
  pre: null,
  text_link: 'url',
  text_mention: 'user',
  custom_emoji: 'custom_emoji_id',
  date_time: 'unix_time',
};

const cannotParse = (why: string) => badRequest(`can't parse MessageEntity: ${why}`);

function integerField(object: Readonly<Record<string, unknown>>, field: string): number {
  const value = object[field];
  if (value === undefined) throw cannotParse(`Can't find field "${field}"`);
  if (typeof value !== 'number' && typeof value !== 'string') {
    throw cannotParse(`Field "${field}" must be a Number`);
  }
  const number = Number(value);
  if (!Number.isInteger(number)) throw cannotParse(`Field "${field}" must be a valid Number`);
  return number;
}

function stringField(object: Readonly<Record<string, unknown>>, field: string): string {
  const value = object[field];
  if (value === undefined) throw cannotParse(`Can't find field "${field}"`);
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw cannotParse(`Field "${field}" must be of type String`);
  }
  return String(value);
}

/**
 * Reads a date's format as the server does: `r`, or letters for weekday, date and time in any order, of
 * which the last of a kind wins. Returned in Telegram's own order.
 */
function dateTimeFormat(format: string): string {
  if (/^r$/i.test(format)) return 'r';
  if (/[^tdw]/i.test(format)) throw cannotParse('Invalid date-time format specified');
  const last = (letters: RegExp) => format.match(letters)?.at(-1) ?? '';
  return (/w/i.test(format) ? 'w' : '') + last(/d/gi) + last(/t/gi);
}

function parseEntity(value: unknown): Entity | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw cannotParse('expected an Object');
  }
  const object = value as Readonly<Record<string, unknown>>;
  const offset = integerField(object, 'offset');
  const length = integerField(object, 'length');
  const type = stringField(object, 'type');
  if (FOUND.has(type)) return null;
  const needed = GIVEN[type];
  if (needed === undefined) throw cannotParse('Unsupported type specified');
  const bare = { type, offset, length };
  if (type === 'text_link') return { ...bare, url: stringField(object, 'url') };
  if (type === 'custom_emoji') return { ...bare, custom_emoji_id: stringField(object, 'custom_emoji_id') };
  if (type === 'pre') {
    return object.language === undefined ? bare : { ...bare, language: stringField(object, 'language') };
  }
  if (type === 'text_mention') {
    const user = object.user;
    if (typeof user !== 'object' || user === null) throw cannotParse('Can\'t find field "user"');
    return { ...bare, user: { id: integerField(user as Readonly<Record<string, unknown>>, 'id') } };
  }
  if (type !== 'date_time') return bare;
  const format = object.date_time_format === undefined ? '' : stringField(object, 'date_time_format');
  return {
    ...bare,
    unix_time: integerField(object, 'unix_time'),
    date_time_format: dateTimeFormat(format),
  };
}

/**
 * Parses the `entities` parameter: shape only, the text has not been looked at.
 *
 * @param json the parameter as it came; '' means none
 * @throws {Refusal} `can't parse MessageEntity: …`
 */
export function parseEntities(json: string): Entity[] {
  if (json === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw badRequest("can't parse entities JSON object");
  }
  if (value === null) return [];
  if (!Array.isArray(value)) throw badRequest('expected an Array of MessageEntity');
  return value.map(parseEntity).filter((entity) => entity !== null);
}
