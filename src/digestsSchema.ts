import { z } from 'zod';
import type { Unit } from './domain/article.ts';

/** A digest's or entity's id, also the name of a digest's file. */
export const ID = /^[a-z][a-z0-9_]{0,31}$/;

const SEGMENTER = new Intl.Segmenter('ru', { granularity: 'grapheme' });
const UNITS =
  'usd kzt eur rub cny pct pp tonne lb barrel km times person company country licence locomotive aircraft machine student job megawatt hectare vehicle wagon school village hour minute year count';

const text = z.string('must be text').trim().min(1, 'must not be empty');
const id = z.string('must be text').regex(ID, 'must be 1–32 of a–z, 0–9 and _, a letter first');
const ids = z.array(id, 'must be a list of ids');
const share = z.number('must be a number').min(0, 'must be 0–1').max(1, 'must be 0–1');
const whole = (least: number, most: number) =>
  z.number('must be a number').refine((n) => Number.isInteger(n) && n >= least && n <= most, {
    error: `must be a whole number from ${least} to ${most}`,
  });
const oneOf = <T extends string>(...names: [T, ...T[]]) =>
  z.enum(names, { error: `must be one of ${names.join(', ')}` });
const object = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `has unknown fields: ${issue.keys.join(', ')}`
        : `must be an object with ${Object.keys(shape).join(', ')}`,
  });

const line = (most: number) =>
  text
    .refine((value) => value.length <= most, { error: `must be at most ${most} characters` })
    .refine((value) => !value.includes('!'), { error: 'must not contain an exclamation mark' });
const bilingual = (most: number) => object({ ru: line(most), kk: line(most) });
const lower = text.refine((value) => value === value.toLowerCase(), { error: 'must be lower case' });

/** A word or phrase; `*` only ends a word, after two letters at least, or it would match nearly anything. */
const term = lower
  .refine((value) => !/\*(?=[^\s\-–—])/.test(value), { error: 'may have * only at the end of a word' })
  .refine((value) => value.split(/[\s\-–—]+/).every((word) => !/^.?\*/.test(word)), {
    error: 'must have at least two letters before *',
  })
  .refine((value) => value.split(/[\s\-–—]+/).every((word) => /^[\p{L}\p{N}]+\*?$/u.test(word)), {
    error: 'must be words of letters and digits, joined by spaces or hyphens',
  });
const words = z.array(term, 'must be a list of words').superRefine((list, context) => {
  for (const twice of duplicates(list)) context.addIssue({ code: 'custom', message: `has "${twice}" twice` });
});
const terms = object({ ru: words, kk: words, en: words });
const anyTerms = object({ ...terms.shape, other: words.optional() });

const emoji = text.refine(
  (value) =>
    [...SEGMENTER.segment(value)].length === 1 &&
    /\p{Extended_Pictographic}/u.test(value) &&
    !/\p{Regional_Indicator}/u.test(value),
  { error: 'must be one emoji, not a flag' },
);
const weekdays = z
  .array(whole(1, 7), 'must be a list of weekdays, 1 (Monday) to 7')
  .min(1, 'must have at least one weekday')
  .refine((days) => duplicates(days).length === 0, { error: 'has a weekday twice' });

/** One digests/<id>.json. Messages continue a sentence that begins with the field's path. */
export const digestSchema = object({
  order: whole(1, 999).optional(),
  emoji,
  title: bilingual(28),
  description: bilingual(120),
  aliases: object({ ru: z.array(lower, 'must be a list'), kk: z.array(lower, 'must be a list') }),
  match: object({
    entities: ids,
    terms: anyTerms,
    weak: object({ entities: ids, terms: anyTerms }),
    not: object({ entities: ids, terms: anyTerms }),
    implies: ids,
    rest: z.boolean('must be true or false').optional(),
    yields: ids.optional(),
    together: object({ entities: ids, least: whole(2, 20) }).optional(),
    acts: object({
      entities: ids,
      terms: anyTerms,
      titled: z.boolean('must be true or false').optional(),
    }).optional(),
    occasions: anyTerms.optional(),
    sums: object({
      units: z.array(oneOf(...(UNITS.split(' ') as [Unit, ...Unit[]])), 'must be a list of units'),
      beside: ids,
    }).optional(),
  }),
  schedule: object({
    days: weekdays,
    at: z.string('must be text').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like "08:30"'),
  }),
  maxStories: whole(1, 20),
});

const url = z.string('must be text').refine(
  (value) => {
    const parsed = URL.parse(value);
    return parsed !== null && /^https?:$/.test(parsed.protocol) && !parsed.username && !parsed.password;
  },
  { error: 'must be an http(s) address without a password' },
);
const selector = z.string('must be a CSS selector').trim().min(1, 'must be a CSS selector');

/** One object of digests/reading/sources.json. */
export const sourceSchema = object({
  id,
  name: bilingual(60),
  url,
  kind: oneOf('feed', 'sitemap', 'list', 'telegram'),
  language: oneOf('ru', 'kk', 'en'),
  timeZone: z
    .string('must be text')
    .refine(isTimeZone, { error: 'must be an IANA time zone like "Asia/Almaty"' }),
  publisher: oneOf('state', 'private', 'official_us', 'official_kz', 'foreign'),
  everyMinutes: whole(1, 1440),
  enabled: z.boolean('must be true or false'),
  charset: z
    .string('must be text')
    .refine(isCharset, { error: 'must be a known charset like "windows-1251"' })
    .optional(),
  licence: text,
  selectors: object({
    item: selector,
    link: selector,
    title: selector,
    date: selector.optional(),
  }).optional(),
}).superRefine((source, context) => {
  const mistake = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (source.kind === 'list' && !source.selectors)
    mistake('selectors', 'must be given for kind "list": item, link, title');
  if (source.kind !== 'list' && source.selectors) mistake('selectors', 'are only for kind "list"');
  if (source.kind === 'telegram' && !/^https:\/\/t\.me\/s\/\w{4,}$/.test(source.url))
    mistake('url', 'must be https://t.me/s/<channel> for kind "telegram"');
});

const forms = z.array(text, 'must be a list of names');

/** One object of digests/reading/gazetteer.json. */
export const gazetteerEntrySchema = object({
  id,
  kind: oneOf('person', 'company', 'agency', 'format', 'place', 'commodity', 'programme'),
  side: oneOf('kz', 'us', '-'),
  names: object({ ru: forms, kk: forms, en: forms, latn: forms.optional() }).refine(
    (names) => names.ru.length + names.kk.length + names.en.length > 0,
    { error: 'must have a name in ru, kk or en' },
  ),
  flags: object({
    case: z.boolean('must be true or false').optional(),
    hyphen: z.boolean('must be true or false').optional(),
    needs: forms.optional(),
    not: forms.optional(),
    ambiguous: forms.optional(),
    offices: forms.optional(),
    small: forms.optional(),
  }).optional(),
});

const side = object({
  strong: terms,
  weak: terms,
  weakEntities: ids,
  sharedNames: z.array(text, 'must be a list of names'),
});

/** One object of digests/reading/concepts.json. */
export const conceptSchema = object({ id, ...terms.shape }).refine(
  ({ ru, kk, en }) => [ru, kk, en].filter(({ length }) => length > 0).length >= 2,
  { error: 'must have words in two languages at least' },
);

/** digests/reading/relevance.json. */
export const relevanceSchema = object({
  threshold: share,
  countries: object({ kz: id, us: id }),
  sides: object({ kz: side, us: side }),
  bothSides: ids,
  missions: ids,
  formats: ids,
  region: object({ members: z.array(ids, 'must be a list of lists'), terms: anyTerms }),
  interaction: anyTerms,
  compounds: anyTerms,
  home: terms,
  measures: terms,
  asides: anyTerms,
  shareholders: anyTerms,
  guides: object({ readers: terms, musts: terms, papers: terms, decisions: terms }),
  negatives: z.array(
    object({
      name: text,
      factor: share,
      terms: anyTerms,
      least: z.number('must be a number').positive('must be more than 0'),
      anywhere: z.boolean('must be true or false').optional(),
      unless: terms.optional(),
      unlessTied: z.boolean('must be true or false').optional(),
      unlessBothAct: z.boolean('must be true or false').optional(),
      unlessKinds: z
        .array(
          oneOf('person', 'company', 'agency', 'format', 'place', 'commodity', 'programme'),
          'must be a list',
        )
        .optional(),
    }),
    'must be a list of frames',
  ),
  thirdParties: object({ entities: ids, terms: anyTerms, people: anyTerms }),
  subjects: ids,
});

/** The values of `list` that occur more than once, each named once. */
export function duplicates<T>(list: readonly T[]): T[] {
  const seen = new Set<T>();
  const twice = new Set<T>();
  for (const value of list) (seen.has(value) ? twice : seen).add(value);
  return [...twice];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name.includes('/') || name === 'UTC';
  } catch {
    return false;
  }
}

/** `rk1048` and `pt154`, Kazakh charsets of old, are decoded by another library than the rest. */
function isCharset(name: string): boolean {
  try {
    return /^(rk1048|kz-1048|pt154)$/i.test(name) || Boolean(new TextDecoder(name));
  } catch {
    return false;
  }
}
