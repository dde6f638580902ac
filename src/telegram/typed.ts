import type { NextFunction } from 'grammy';
import type { BotContext } from './context.ts';

const COMMAND = /^\/\w+(?:@\w+)?/;
/** Its text goes to people as it was typed, with the formatting that counts its characters. */
const VERBATIM = /^\/announce(?!\w)/i;
/** Marks of direction, joiners and fillers: they come along with copied words and nobody sees them. */
const HIDDEN = /\p{Default_Ignorable_Code_Point}/gu;
const CONTROL = /\p{Cc}+/gu;
const DIGIT = /\p{Nd}/gu;

/**
 * What a person typed, as features read it: the command in small letters, for phones begin a line with a
 * capital; behind it nothing that cannot be seen, no line breaks, and digits of any script as 0–9.
 */
export function tidy(typed: string): string {
  if (VERBATIM.test(typed)) return typed;
  const [command = ''] = COMMAND.exec(typed) ?? [];
  const rest = typed.slice(command.length).toWellFormed();
  const seen = rest.replace(HIDDEN, '').replace(CONTROL, ' ').replace(DIGIT, plainDigit).trimEnd();
  return command.toLowerCase() + seen || typed;
}

/** Digits of a script stand in a row, 0 first. */
function plainDigit(digit: string): string {
  const [plain = digit] = digit.normalize('NFKC');
  const code = plain.codePointAt(0) ?? 0;
  for (let value = 0; value <= 9; value++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return String(value);
  }
  return plain;
}

/** Lets features read what was typed, also under a picture, as they expect it. */
export async function readTyped({ message, chat }: BotContext, next: NextFunction): Promise<void> {
  if (message?.text === undefined && message?.caption && chat?.type === 'private') {
    message.text = message.caption;
    message.entities = message.caption_entities ?? [];
  }
  if (message?.text !== undefined) message.text = tidy(message.text);
  await next();
}
