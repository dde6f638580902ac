import { type DatedText, dateSpans } from './dates.ts';
import { LETTERS } from './inflect.ts';
import { allMatches } from './matches.ts';

const L = `[${LETTERS}]`;
const END = `(?![${LETTERS}0-9])`;
const MODEL = '(?:boeing|боинг|airbus|эйрбас|embraer|эмбраер|bombardier|falcon|gulfstream|cessna)';

/** Digits that count nothing: designations, times of day, telephone numbers, ordinals, paragraphs. */
const NOT_FIGURES: readonly RegExp[] = [
  '(?:https?://|www\\.)\\S+|(?<![^\\s@])[^\\s@]{1,64}@\\S+',
  // C5+1, G20, TE33A, F-16, Covid-19, «Казахстан-2050»; but not "USD5".
  `(?<!${L})(?!(?:usd|eur|kzt|rub|cny|rmb)\\d)${L}+-?\\d+(?:[-+./]?\\d|${L})*`,
  '\\d+ ?\\+ ?\\d+',
  `${MODEL}${L}*[ -]*\\d{2,4}(?:-\\d+)?(?:[ -]?(?:max|neo)[ -]?\\d*)?${L}*`,
  `7[0-9]7-(?:\\d{1,2}|max)${END}|7[0-9]7(?= ?(?:max|dreamliner))`,
  '\\+\\d[\\d ()-]{8,}\\d|(?<!\\d)8[ -]?\\(?\\d{3}\\)?[ -]\\d{3}[ -]\\d{2}[ -]?\\d{2}|\\d{3}-\\d{2}-\\d{2}|\\d-\\d{3}-\\d{3}(?:-\\d+)*',
  '\\d{1,2}[:]\\d{2}(?::\\d{2})?|\\d+:\\d+',
  `(?<!${L})(?:в|к|с|до|at|сағат) ?\\d{1,2}[.]\\d{2}(?=${L}|[ ,.;)]|$)(?! ?(?:%|процент|млн|млрд|тыс|трлн|раз|million|billion|percent|доллар|долл))`,
  `\\d{1,2}(?:[:.]\\d{2})? ?(?:a\\.m\\.|p\\.m\\.|am${END}|pm${END})|(?<!${L})сағат \\d{1,2}(?:[:.]\\d{2})?`,
  '\\d+ ?[x×] ?\\d+|\\d+х\\d+|\\d+/\\d+(?:/\\d+)?',
  '\\d+(?:\\.\\d+){2,}',
  `\\d+(?:st|nd|rd|th)${END}|\\d+0s${END}`,
  `\\d+-?(?:й|я|е|ый|ий|ая|ое|ого|го|ому|му|м|ом|х|ю|ой|ую|ые|ым|ыми)${END}`,
  `\\d+ ?-?(?:[ыі]?нш[ыі]|ш[ыі])${L}*`,
  `(?:№|#|n°|(?<!${L})(?:no\\.|номер${L}*|стать[а-я]+|пункт[а-я]*|параграф[а-я]*|резолюци[а-я]+|рейс[а-я]*|маршрут[а-я]*|article|section|chapter|resolution|flight|phase|route)) ?\\d+(?:[./-]\\d+)*`,
  `\\d+ ?-(?:бап|тармақ|сынып|сессия|шақырылым|кезең|том)${L}*`,
].map((source) => new RegExp(source.replaceAll(/(?<=^|\|)\\d/g, '(?<!\\d)\\d'), 'g'));

/** A piece of a text, UTF-16 offsets. */
export type Span = readonly [start: number, end: number];

/** Where digits of a text are no figures, in order of place and without overlaps. */
export function maskedSpans(dated: DatedText): Span[] {
  const { folded } = dated;
  if (!/\d/.test(folded)) return [];
  const spans = NOT_FIGURES.flatMap((pattern) =>
    allMatches(pattern, folded).map((found): Span => [found.index, found.index + found[0].length]),
  ).filter(([start, end]) => !groups(folded.slice(start, end)));
  const merged: [number, number][] = [];
  for (const [start, end] of [...dateSpans(dated), ...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** The first of ordered `spans` that shares a character with [start, end). */
export function overlapping(spans: readonly Span[], start: number, end: number): Span | undefined {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.[1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const span = spans[low];
  return span !== undefined && span[0] < end ? span : undefined;
}

/** "1.234.567" is one number, "10.1.2" is a paragraph. */
function groups(text: string): boolean {
  return /^\d{1,3}(?:\.\d{3}){2,}$/.test(text);
}
