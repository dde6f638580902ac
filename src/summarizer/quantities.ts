import type { Figure, Language, Unit } from '../domain/article.ts';
import { findDates, readDates } from '../domain/language/dates.ts';
import { findFigures } from '../domain/language/numbers.ts';
import { foldCase } from '../domain/language/text.ts';
import { nounAt } from '../domain/language/units.ts';
import { wordNumberAt } from '../domain/language/words.ts';
import { sounds } from './letters.ts';
import type { SourceSentence } from './sources.ts';

/** Everything countable that one sentence states. */
export interface Quantities {
  readonly figures: readonly Figure[];
  /** ISO dates, "2025-11-06" to "2025". */
  readonly dates: readonly { readonly text: string; readonly date: string }[];
  /** Numbers outside figures and dates: «трое», «№ 5», «787-9», «5-ші». `key` says the same in every language. */
  readonly loose: readonly Loose[];
  /** Amounts and places in an order without a number: «половина», "thousands", «второй», «жексенбі». */
  readonly words: ReadonlyMap<string, string>;
}

interface Loose {
  readonly text: string;
  readonly key: string;
  readonly end: number;
  /** What stands behind it: «купит у Boeing 15 самолётов» looks like a model of Boeing's. */
  readonly counts: Unit | null;
}

const LETTER_OR_DIGIT = /[\p{L}\d]/u;
const DIGITS = /(?<!\d)\d+(?:(?:[.,:/×x]|\s?\+\s?|-)\d+)*/gu;
const WORD = /(?<![\p{L}\d])\p{L}+/gu;

/**
 * Reads the numbers of a text.
 *
 * @param anchor what dates without a year and words like "yesterday" are counted from
 */
export function quantitiesOf(text: string, language: Language, anchor: Date | null): Quantities {
  const dated = readDates(text);
  const figures = findFigures(text, language, dated);
  const dates = findDates(text, language, anchor ?? NO_ANCHOR, dated);
  const taken = [...figures, ...dates, ...dated.stated].map(({ start, end }) => [start, end] as const);
  const isFree = (start: number, end: number) => !taken.some(([from, to]) => start < to && from < end);
  const loose: Loose[] = [];
  const countedAt = (end: number) => nounAt(dated.folded, end, language)?.is ?? null;
  for (const match of dated.folded.matchAll(DIGITS)) {
    const end = match.index + match[0].length;
    SMALL_ORDINAL.lastIndex = match.index;
    if (isFree(match.index, end) && !SMALL_ORDINAL.test(dated.folded))
      loose.push({ text: match[0], key: keyOf(match[0]), end, counts: countedAt(end) });
  }
  for (const match of dated.folded.matchAll(WORD)) {
    const found = wordNumberAt(dated.folded, match.index, language);
    if (found === null || found.one || LETTER_OR_DIGIT.test(dated.folded.charAt(found.end))) continue;
    if (isFree(match.index, found.end) && !loose.some(({ end }) => end === found.end))
      loose.push({
        text: text.slice(match.index, found.end),
        key: String(found.value),
        end: found.end,
        counts: countedAt(found.end),
      });
  }
  return { figures, dates, loose, words: amountWords(blank(foldCase(text), figures)) };
}

/** A text that dates nothing is compared by what it leaves open: any day will do, when it is the same for both sides. */
const NO_ANCHOR = new Date('2026-01-15T07:00:00Z');

/** "1 234,5" and "1234.5" are one number; "787-9" stays what it is. */
function keyOf(digits: string): string {
  const bare = digits.replaceAll(/\s/g, '');
  return /^\d+[.,]\d+$/.test(bare) ? String(Number(bare.replace(',', '.'))) : bare.replace(/^0+(?=\d)/, '');
}

/** `folded` without its figures: «4,2 млрд» is no «миллиарды». */
function blank(folded: string, figures: readonly Figure[]): string {
  return figures.reduce(
    (text, { start, end }) => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end),
    folded,
  );
}

const ORDINAL_ENDING =
  '-?(?:й|я|е|ый|ий|ая|ое|го|ого|ому|му|ую|ю|ых|х|(?:інші|ншы|нші|ші|шы)\\p{L}*|st|nd|rd|th)(?![\\p{L}\\d])';
/** «5-ші», "5th", «10-й»: the same as the word, see `AMOUNTS`. */
const SMALL_ORDINAL = new RegExp(`(?:10|[1-9])${ORDINAL_ENDING}`, 'uy');

const AMOUNTS: readonly (readonly [string, string])[] = [
  ['half', 'половин[а-я]*|наполовину|жарт(?:ы|ысы)\\p{L}*|halves|half'],
  ['third', 'трет[ьи](?!\\p{L})|третью(?!\\p{L})|үштен (?:бір|екі)\\p{L}*|(?:a|one|two)[ -]thirds?'],
  [
    'quarter',
    'четверт[ьи](?!\\p{L})|четвертью|квартал\\p{L}*|шире[гк]\\p{L}*|төрттен (?:бір|үш)\\p{L}*|тоқсан\\p{L}*|quarter(?:s|ly)?',
  ],
  ['dozens', 'десятк[а-я]+|дюжин[а-я]*|ондаған|dozens?|scores of|tens of'],
  ['hundreds', 'сотн[а-я]+|сотен|жүздеген|hundreds?'],
  ['thousands', 'тысяч[а-я]*|тыс|мыңда\\p{L}+|мың\\p{L}*|thousands?'],
  ['millions', 'миллион[а-я]*|млн|миллион\\p{L}*|millions?|mln'],
  ['billions', 'миллиард[а-я]*|млрд|миллиард\\p{L}*|billions?|bln|bn'],
  ['trillions', 'триллион[а-я]*|трлн|триллион\\p{L}*|trillions?|tn'],
  ['double', 'вдвое|удво[а-я]+|двукратн[а-я]+|дважды|екі есе\\p{L}*|doubl\\p{L}+|twice|twofold'],
  [
    'triple',
    'втрое|утро(?:ил|ит|ен)[а-я]*|трехкратн[а-я]+|трижды|үш есе\\p{L}*|tripl\\p{L}+|threefold|thrice',
  ],
  ['percent', 'процент[а-я]*|пайыз\\p{L}*|per ?cent\\p{L}*|%'],
  ['dollar', 'доллар\\p{L}*|dollars?|\\$|usd|америк(?:анск|алық)\\p{L}* валют\\p{L}*'],
  ['euro', 'евро(?!п|с|к)\\p{L}*|еуро(?!п|к)\\p{L}*|euros?|€|eur'],
  ['tenge', 'те[нң]ге\\p{L}*|tenge|₸|kzt'],
  ['ruble', 'рубл\\p{L}*|roubles?|rubles?|₽'],
  ['yuan', 'юан\\p{L}*|yuan|renminbi'],
  ['pound', 'фунт[а-я]* стерлинг[а-я]*|фунт\\p{L}*|pounds?|£'],
  ['yen', 'и[её]н(?:а|ы|ами|ам)?|иена\\p{L}*|йен[а-я]*|yen|¥'],
  ['som', 'сум(?:а|ов|ы|ами|ға|дан|ды|ның)?|сом(?:ов|ами)|sou?ms?'],
  ['lira', 'лир(?:а|ы|у)?|лира\\p{L}*|liras?'],
  ['dirham', 'дирхам\\p{L}*|dirhams?'],
  ['manat', 'манат\\p{L}*|manats?'],
  ['monday', 'понедельник[а-я]*|дүйсенбі\\p{L}*|mondays?'],
  ['tuesday', 'вторник[а-я]*|сейсенбі\\p{L}*|tuesdays?'],
  [
    'wednesday',
    '(?<=во? (?:(?:эту|минувшую|прошлую|будущую) )?)среду(?! обитания)|сәрсенбі\\p{L}*|wednesdays?',
  ],
  ['thursday', 'четверг[а-я]*|бейсенбі\\p{L}*|thursdays?'],
  ['friday', 'пятниц[а-я]*|жұма(?:да|ға|дан|ның)?|fridays?'],
  ['saturday', 'суббот[а-я]*|сенбі\\p{L}*|saturdays?'],
  ['sunday', 'воскресень[а-я]*|жексенбі\\p{L}*|sundays?'],
  [
    '1st',
    'перв(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|впервые|бірінші\\p{L}*|алғаш\\p{L}*|тұңғыш\\p{L}*|first(?:ly)?',
  ],
  ['2nd', 'втор(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|екінші\\p{L}*|second(?:ly)?'],
  ['3rd', 'трет(?:ий|ья|ье|ьи|ьего|ьей|ьему|ью|ьим|ьими|ьем|ьих)|үшінші\\p{L}*|third(?:ly)?'],
  ['4th', 'четверт(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|төртінші\\p{L}*|fourth'],
  ['5th', 'пят(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|бесінші\\p{L}*|fifth'],
  ['6th', 'шест(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|алтыншы\\p{L}*|sixth'],
  ['7th', 'седьм(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|жетінші\\p{L}*|seventh'],
  ['8th', 'восьм(?:ой|ая|ое|ые|ого|ому|ую|ым|ыми|ом|ых)|сегізінші\\p{L}*|eighth'],
  ['9th', 'девят(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|тоғызыншы\\p{L}*|ninth'],
  ['10th', 'десят(?:ый|ая|ое|ые|ого|ой|ому|ую|ым|ыми|ом|ых)|оныншы\\p{L}*|tenth'],
];
const AMOUNT = AMOUNTS.map(
  ([key, source]) =>
    [key, new RegExp(`(?<![\\p{L}\\d])(?:${source})(?![\\p{L}\\d])|${digitOrdinal(key)}`, 'u')] as const,
);

function digitOrdinal(key: string): string {
  const place = /^(\d+)(?:st|nd|rd|th)$/.exec(key)?.[1];
  return place === undefined ? '(?!)' : `(?<!\\d)${place}${ORDINAL_ENDING}`;
}

function amountWords(folded: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, pattern] of AMOUNT) {
    const match = pattern.exec(folded);
    if (match !== null) found.set(key, match[0]);
  }
  return found;
}

/** What a sentence states that its sources do not. */
export interface Unsupported {
  readonly kind: 'numbers' | 'dates';
  readonly item: string;
}

/** A cited sentence with its numbers. */
export interface CountedSource {
  readonly source: SourceSentence;
  readonly quantities: Quantities;
}

/**
 * The numbers, units and dates of `text` that none of `cited` states: a figure must have its value and its unit there
 * and may not claim to be more or less than the source says; a date may be less exact, never more.
 */
export function unsupportedQuantities(
  text: string,
  language: Language,
  cited: readonly CountedSource[],
): Unsupported[] {
  const anchors = [...new Set(cited.map(({ source }) => source.publishedAt?.getTime() ?? null))];
  const readings = (anchors.length > 0 ? anchors : [null]).map((anchor) =>
    quantitiesOf(text, language, anchor === null ? null : new Date(anchor)),
  );
  // Only dates depend on the anchor: each article counts "yesterday" from its own day.
  const own = readings[0] ?? quantitiesOf(text, language, null);
  const unsupported: Unsupported[] = [];
  for (const figure of own.figures)
    if (
      !cited.some(({ quantities }) => statesFigure(quantities, figure)) ||
      !countsTheSame(text, language, figure, cited)
    )
      unsupported.push({ kind: 'numbers', item: figure.text });
  for (const number of own.loose)
    if (
      !cited.some(({ quantities }) => statesLoose(quantities, number)) ||
      !countsTheSame(text, language, number, cited)
    )
      unsupported.push({ kind: 'numbers', item: number.text });
  for (const [key, word] of own.words)
    if (!cited.some((one) => statesWord(one, key))) unsupported.push({ kind: 'numbers', item: word });
  for (const [index, { text: item }] of own.dates.entries()) {
    const told = readings.flatMap(({ dates }) => dates[index]?.date ?? []);
    const stated = cited.flatMap(({ quantities }) => quantities.dates);
    if (!told.some((date) => stated.some((one) => one.date === date || one.date.startsWith(`${date}-`))))
      unsupported.push({ kind: 'dates', item });
  }
  return unsupported;
}

function statesFigure({ figures, loose }: Quantities, told: Figure): boolean {
  if (
    figures.some((figure) => figure.value === told.value && figure.unit === told.unit && agrees(figure, told))
  )
    return true;
  return told.unit === 'count' && loose.some(({ key }) => key === String(told.value));
}

/** «До 300» is not 300, and 300 is not «более 300»; «около» adds nothing. */
function agrees({ qualifier: stated }: Figure, { qualifier: told }: Figure): boolean {
  if (told === stated || told === 'about') return true;
  return told === null && stated !== 'upTo';
}

function statesLoose({ figures, loose, dates }: Quantities, { key, counts }: Loose): boolean {
  if (loose.some((one) => one.key === key)) return true;
  if (figures.some(({ unit, value }) => unit === (counts ?? 'count') && String(value) === key)) return true;
  return /^\d{4}$/.test(key) && dates.some(({ date }) => date.startsWith(key));
}

function statesWord({ source, quantities }: CountedSource, key: string): boolean {
  if (quantities.words.has(key)) return true;
  // A source may state in figures what a summary puts in a word: «2 млрд» – «миллиарды».
  const pattern = AMOUNT.find(([name]) => name === key)?.[1];
  return pattern?.test(foldCase(source.text)) === true;
}

/**
 * True unless a bare number counts something else than in its source, which can be told where both are in one
 * language: «300 вагонов» is not «300 контейнеров».
 */
function countsTheSame(
  text: string,
  language: Language,
  number: { readonly end: number; readonly unit?: Figure['unit'] },
  cited: readonly CountedSource[],
): boolean {
  if (number.unit !== undefined && number.unit !== 'count') return true;
  if (cited.length === 0 || cited.some(({ source }) => source.language !== language)) return true;
  const noun = /^[\s-]*(\p{L}{4,})/u.exec(text.slice(number.end))?.[1];
  if (noun === undefined) return true;
  const start = sounds(noun).slice(0, 4);
  return cited.some(({ source }) =>
    (source.text.match(/\p{L}+/gu) ?? []).some((word) => sounds(word).startsWith(start)),
  );
}
