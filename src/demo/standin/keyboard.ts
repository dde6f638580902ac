import { checkLink } from './link.ts';
import { badRequest } from './refusal.ts';

/** A button of an inline keyboard with the fields it was sent with. */
export interface Button {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
  readonly switch_inline_query?: string;
  readonly switch_inline_query_current_chat?: string;
  readonly copy_text?: { readonly text: string };
  readonly style?: string;
  readonly [field: string]: unknown;
}

/** What `reply_markup` asked for. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly rows: readonly (readonly Button[])[] }
  | { readonly kind: 'reply' };

const MAX_ROW = 12;
const MAX_BUTTONS = 300;
const MAX_DATA_BYTES = 64;
const MAX_COPY = 256;
/** Not published; keyboards beyond some ten kilobytes are refused. */
const MAX_MARKUP_BYTES = 10_240;
/** What a button takes besides its texts in Telegram's own encoding, about. */
const BUTTON_BYTES = 16;
const STYLES = new Set(['danger', 'success', 'primary']);

/** Actions, in the order in which Telegram looks for them; true when an empty string counts. */
const ACTIONS: Readonly<Record<string, boolean>> = {
  url: false,
  callback_data: false,
  callback_game: true,
  pay: true,
  web_app: true,
  login_url: true,
  switch_inline_query: true,
  switch_inline_query_current_chat: true,
  switch_inline_query_chosen_chat: true,
  copy_text: true,
  disabled: true,
};
const REPLY_KINDS = ['keyboard', 'remove_keyboard', 'force_reply'] as const;

const cannotParse = (why: string) => badRequest(`can't parse inline keyboard button: ${why}`);

/** The names of the actions that a button carries. */
function actionsOf(button: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(ACTIONS)
    .filter(([name, emptyCounts]) => button[name] !== undefined && (emptyCounts || button[name] !== ''))
    .map(([name]) => name);
}

function parseButton(value: unknown): Button {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw cannotParse('InlineKeyboardButton must be an Object');
  }
  const button = value as Readonly<Record<string, unknown>>;
  if (button.text === undefined) throw cannotParse('Can\'t find field "text"');
  if (typeof button.text !== 'string' && typeof button.text !== 'number') {
    throw cannotParse('Field "text" must be of type String');
  }
  for (const field of ['url', 'callback_data'] as const) {
    const given = button[field];
    if (given !== undefined && typeof given !== 'string' && typeof given !== 'number') {
      throw cannotParse(`Field "${field}" must be of type String`);
    }
  }
  if (button.style !== undefined && button.style !== '' && !STYLES.has(String(button.style))) {
    throw cannotParse('invalid button style specified');
  }
  if (actionsOf(button).length === 0) {
    throw cannotParse('Text buttons are unallowed in the inline keyboard');
  }
  const texts = ['url', 'callback_data']
    .filter((field) => button[field] !== undefined && button[field] !== '')
    .map((field) => [field, String(button[field])]);
  const { url: _url, callback_data: _data, ...rest } = button;
  return { ...rest, text: String(button.text), ...Object.fromEntries(texts) };
}

/** Drops buttons without text and what exceeds 12 a row or 300 in all, without a word, as Telegram does. */
function cut(rows: readonly (readonly Button[])[]): Button[][] {
  let left = MAX_BUTTONS;
  return rows
    .map((row) => {
      const kept = row.filter(({ text }) => text !== '').slice(0, Math.min(MAX_ROW, left));
      left -= kept.length;
      return kept;
    })
    .filter((row) => row.length > 0);
}

/**
 * Parses the shape of `reply_markup`; what buttons say is checked by `checkButtons`, later in the order.
 *
 * @param json the parameter as it came; '' means none
 * @throws {Refusal} in Telegram's words
 */
export function parseMarkup(json: string): Markup {
  if (json === '') return { kind: 'none' };
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw badRequest("can't parse reply keyboard markup JSON object");
  }
  if (value === null) return { kind: 'none' };
  if (typeof value !== 'object' || Array.isArray(value)) throw badRequest('object expected as reply markup');
  const markup = value as Readonly<Record<string, unknown>>;
  for (const field of REPLY_KINDS) {
    if (field === 'keyboard' && markup.keyboard !== undefined && !Array.isArray(markup.keyboard)) {
      throw badRequest('field "keyboard" of the ReplyKeyboardMarkup must be an Array');
    }
    if (markup[field] !== undefined && markup[field] !== false) {
      // force_reply may accompany an inline keyboard since Bot API 10.
      if (field !== 'force_reply' || markup.inline_keyboard === undefined) return { kind: 'reply' };
    }
  }
  const rows = markup.inline_keyboard;
  if (rows === undefined) return { kind: 'none' };
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" must be of type Array');
  const parsed = rows.map((row: unknown) => {
    if (!Array.isArray(row)) {
      throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays');
    }
    return row.map(parseButton);
  });
  return { kind: 'inline', rows: cut(parsed) };
}

function checkUrl(button: Button): Button {
  if (button.url === undefined) return button;
  const link = checkLink(button.url);
  if (link.kind === 'wrong') {
    throw badRequest(`inline keyboard button URL '${button.url}' is invalid: ${link.why}`);
  }
  return { ...button, url: link.url };
}

/** The last check, made by Telegram's servers, whose words are constants. */
function checkLimits(button: Button): void {
  const bytes = Buffer.byteLength(button.callback_data ?? '');
  if (bytes > MAX_DATA_BYTES) throw badRequest('BUTTON_DATA_INVALID');
  // Telegram takes the first of two actions. Refused here: nobody writes two on purpose.
  if (actionsOf(button).length > 1) throw badRequest('BUTTON_TYPE_INVALID');
  const copied = button.copy_text?.text;
  if (button.copy_text !== undefined && (!copied || copied.length > MAX_COPY)) {
    throw badRequest('BUTTON_COPY_TEXT_INVALID');
  }
}

/**
 * Checks what the buttons of an inline keyboard say and returns them as they are stored; null for none.
 *
 * @throws {Refusal} for a bad URL, too much callback data, two actions, or a keyboard too big
 */
export function checkButtons(markup: Markup): readonly (readonly Button[])[] | null {
  if (markup.kind !== 'inline') return null;
  const rows = markup.rows.map((row) => row.map(checkUrl));
  const strings = rows
    .flat()
    .flatMap((button) => [button.text, button.callback_data ?? '', button.url ?? '']);
  if (!strings.every((string) => string.isWellFormed())) {
    throw badRequest('strings must be encoded in UTF-8');
  }
  rows.flat().forEach(checkLimits);
  const bytes = rows.flat().length * BUTTON_BYTES + Buffer.byteLength(strings.join(''));
  if (bytes > MAX_MARKUP_BYTES) throw badRequest('reply markup is too long');
  return rows.length > 0 ? rows : null;
}
