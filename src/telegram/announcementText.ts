import type { MessageEntity } from 'grammy/types';
import type { AnnouncedParts } from '../app/announce.ts';
import type { Part, MessageEntity as PartEntity } from '../domain/edition.ts';
import { MAX_ENTITIES, MAX_TEXT } from './limits.ts';
import { linkable } from './text.ts';

/** What an announcement may look like: formatting that a bot may send as it got it. */
const KEPT = new Set<MessageEntity['type']>([
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
]);
/** A line of dashes: telephones turn two hyphens into a dash. */
const SEPARATOR = /^[ \t]*[-–—−]+[ \t]*$/;
const TELLING = /[\p{L}\p{N}\p{S}\p{P}]/u;
/** What Telegram takes out of a text, which would move the formatting behind it. */
const REMOVED = /\r|[\u2028-\u202e]|\u0333|\u033f|\u030a/g;
const KAZAKH = /[әғқңөұүһі]/iu;

/** Why an announcement is not taken. */
export type AnnouncementMistake = 'oneText' | 'emptyText' | 'manyTexts' | 'tooLong';

/** What an admin wrote behind /announce. */
export type ParsedAnnouncement =
  | { readonly kind: 'parts'; readonly parts: AnnouncedParts; readonly looksKazakh: boolean }
  | { readonly kind: 'mistake'; readonly mistake: AnnouncementMistake }
  /** Nothing but the command. */
  | { readonly kind: 'empty' };

/**
 * Reads `/announce <Russian text>`, a line of dashes and a Kazakh text, with their formatting. The order of the two
 * does not matter when just one of them has letters that only Kazakh has.
 */
export function parseAnnouncement(text: string, entities: readonly MessageEntity[]): ParsedAnnouncement {
  const command = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  const start = command?.length ?? 0;
  if (!TELLING.test(text.slice(start))) return { kind: 'empty' };
  const ranges = rangesOf(text, start);
  if (ranges.length === 1) return { kind: 'mistake', mistake: 'oneText' };
  if (ranges.length > 2) return { kind: 'mistake', mistake: 'manyTexts' };
  const [first, second] = ranges.map((range) => partOf(text, entities, range));
  if (!first || !second || !TELLING.test(first.text) || !TELLING.test(second.text)) {
    return { kind: 'mistake', mistake: 'emptyText' };
  }
  const fits = ({ text: words, entities: marks }: Part) =>
    words.length <= MAX_TEXT && marks.length <= MAX_ENTITIES;
  if (!fits(first) || !fits(second)) return { kind: 'mistake', mistake: 'tooLong' };
  const swapped = KAZAKH.test(first.text) && !KAZAKH.test(second.text);
  const parts = swapped ? { ru: second, kk: first } : { ru: first, kk: second };
  return { kind: 'parts', parts, looksKazakh: KAZAKH.test(parts.kk.text) };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** What lies between lines of dashes, in UTF-16 units. */
function rangesOf(text: string, start: number): Range[] {
  const ranges: Range[] = [];
  let from = start;
  let at = start;
  for (const line of text.slice(start).split('\n')) {
    if (SEPARATOR.test(line)) {
      ranges.push({ from, to: at });
      from = at + line.length + 1;
    }
    at += line.length + 1;
  }
  ranges.push({ from: Math.min(from, text.length), to: text.length });
  return ranges;
}

/** A range without blanks at its ends, with the formatting that lies in it. */
function partOf(text: string, entities: readonly MessageEntity[], { from, to }: Range): Part {
  const whole = text.slice(from, to);
  const start = from + whole.length - whole.trimStart().length;
  const words = whole.trim();
  const end = start + words.length;
  const marks = entities.flatMap((entity): PartEntity[] => {
    const offset = Math.max(entity.offset, start);
    const length = Math.min(entity.offset + entity.length, end) - offset;
    if (length <= 0) return [];
    const place = { offset: offset - start, length };
    if (entity.type === 'text_link') {
      const url = linkable(entity.url);
      return url === null ? [] : [{ type: 'text_link', ...place, url }];
    }
    return KEPT.has(entity.type) ? [{ type: entity.type, ...place }] : [];
  });
  const cleaned = words.replace(REMOVED, '');
  return { text: cleaned, entities: cleaned === words ? marks : [], keyboard: [] };
}
