import type { Entity } from './entity.ts';

/** Endings that make a bare word with a dot a link. Telegram knows all; these are the ones in our news. */
const ENDINGS =
  'com|org|net|info|biz|gov|edu|int|mil|io|ai|app|dev|me|tv|kz|ru|us|uk|eu|de|fr|tr|cn|kg|uz|tj|tm|by|ua|az|am|ge|рф|қаз';
const BEFORE = '(?<![\\p{L}\\p{N}_@./-])';

/**
 * What Telegram makes clickable by itself, in the order in which it wins. `sign` is a quick test for texts
 * in which there is nothing to find, which most are.
 */
const FINDERS: readonly { readonly type: string; readonly sign: RegExp; readonly pattern: RegExp }[] = [
  {
    type: 'email',
    sign: /@/,
    pattern: /(?<![\p{L}\p{N}._%+-])[a-z0-9._%+-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+/giu,
  },
  {
    type: 'url',
    sign: /\S\.[\p{L}\p{N}]|:\/\//u,
    pattern: new RegExp(
      `${BEFORE}(?:(?:https?|ftp|tg|tonsite)://[^\\s<>"«»]*[\\p{L}\\p{N}/=_-]` +
        `|(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?\\.)+(?:${ENDINGS})(?![\\p{L}\\p{N}_-])` +
        '(?::\\d{1,5})?(?:/[^\\s<>"«»]*[\\p{L}\\p{N}/=_-]|/)?)',
      'giu',
    ),
  },
  { type: 'mention', sign: /@/, pattern: /(?<![\p{L}\p{N}_/@])@[a-z0-9_]{4,32}(?![\p{L}\p{N}_])/giu },
  {
    type: 'bot_command',
    sign: /\//,
    pattern: /(?<![\p{L}\p{N}_/<>])\/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\p{L}\p{N}_/>])/giu,
  },
  {
    type: 'hashtag',
    sign: /#/,
    pattern: /(?<![\p{L}\p{N}_#])#(?=[\p{N}_]*\p{L})[\p{L}\p{N}_\u200c]{1,256}/gu,
  },
  { type: 'cashtag', sign: /\$/, pattern: /(?<![\p{L}\p{N}_$])\$[A-Z]{1,8}(?![\p{L}\p{N}_$])/gu },
];

/**
 * Finds what Telegram makes clickable by itself: commands, links, mentions, tags. Without the
 * `bot_command` entity that this gives, a bot library does not see a command.
 */
export function findEntities(text: string): Entity[] {
  const found: Entity[] = [];
  for (const { type, sign, pattern } of FINDERS) {
    if (!sign.test(text)) continue;
    for (const match of text.matchAll(pattern)) {
      const offset = match.index;
      const length = match[0].length;
      const free = found.every((one) => offset + length <= one.offset || offset >= one.offset + one.length);
      if (free) found.push({ type, offset, length });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}
