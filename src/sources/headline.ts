import { type DateContext, publishedAt } from './dates.ts';
import { type DomDocument, type DomElement, type DomNode, isElement } from './dom.ts';
import { type Block, blocksOf, comparable, plainText } from './text.ts';
import { HOUSE } from './titles.ts';

/** What stands around a page's headline for its readers. */
export interface Byline {
  readonly publishedAt: Date | null;
  readonly author: string | null;
}

const LINES_AFTER = 8;
const LINES_BEFORE = 4;
const MAX_LINE_LENGTH = 160;
const PARAGRAPH_LENGTH = 200;
const SENTENCE_LENGTH = 60;
const MAX_NAME_LENGTH = 80;
const MAX_PIECES = 40;
const LEVELS = 6;
const CLOCK = String.raw`\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?`;
const DAY = [
  String.raw`\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})(?!\d)`,
  String.raw`\d{4}[./-]\d{2}[./-]\d{2}`,
  String.raw`\d{1,2}(?:st|nd|rd|th)?[\s-]\p{L}{3,9}\.?,?(?:[\s-]\d{4})?`,
  String.raw`\d{4}\s*(?:жылғы|жылы|жыл|ж\.?),?\s+\d{1,2}\s\p{L}{3,12}`,
  String.raw`\p{L}{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}`,
  '(?:сегодня|вчера|бүгін|кеше|today|yesterday)',
].join('|');
const YEAR_MARK = String.raw`(?:\s*(?:года|год|г\.?|жылы?|ж\.?)(?!\p{L}))?`;
const BETWEEN = String.raw`[\s,|•·/—–-]*(?:в|at|сағат)?\s*`;
const WEEKDAY = String.raw`(?:\p{L}{2,12}[.,]\s*)?`;
/** A date with its time before or after it, where a line begins or behind a sign that parts its pieces. */
const DATE = new RegExp(
  String.raw`(?:^|[|•·—–,/:]\s*|\s{2,}|\s(?:on|от)\s)(?<date>(?:${CLOCK}${BETWEEN})?${WEEKDAY}(?:${DAY})${YEAR_MARK}(?:${BETWEEN}${CLOCK}(?:\s*(?:[A-Z]{3,4}|[+-]\d{2}:?\d{2}))?)?)(?<rest>.*)$`,
  'iu',
);
const MAX_WORDS_BESIDE = 6;
const NAME = /^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{L}+)?(?: \p{Lu}\p{L}*\.?)? \p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?$/u;
/** "Имя Фамилия, корреспондент". */
const ROLE =
  /^(?<name>\p{Lu}\p{L}+ \p{Lu}\p{L}+(?:-\p{Lu}\p{L}+)?),? \(?(?:корреспондент|журналист|обозреватель|редактор|автор|тілші|журналист|шолушы|reporter|correspondent|staff writer|columnist)/u;
/** A surname in capitals, or the place that a correspondent writes from. */
const NEWSPAPER_SIGNATURE = /\p{Lu}{4,}(?:,|$)|, \p{Lu}\p{L}+$/u;
const LABELLED_SIGNATURE =
  /^(?:[Oo]ur|[Сс]обственный|[Нн]аш|[Бб]іздің|[Аа]втор|[Пп]одготов|[Дд]айындаған|[Жж]азған|[Кк]орр)/u;
const SIGNATURE =
  /^(?:(?:(?:[Oo]ur|[Сс]обственный|[Нн]аш|[Бб]іздің) )?(?:[Cc]orrespondent|[Кк]орреспондент|[Кк]орр\.|[Тт]ілші|[Тт]ілшісі)|[Аа]втор|[Пп]одготовила?|[Дд]айындаған|[Жж]азған|[Бб]y)?[:,]? ?(?<name>\p{Lu}[\p{L}. -]{4,50})(?:, \p{Lu}\p{L}+)?$/u;
/** A date stands at the beginning of its line, perhaps behind words like these, or at its end. */
const DATE_LABEL =
  /^[\p{P}\p{S}\s]*(?:(?:дата(?: и время)? публикации|опубликован[оа]?|размещено|добавлено|создано|дата|жарияланған(?: уақыты| күні)?|жарияланды|жариялану күні|салынған уақыты|published|posted|date|first published|publication date)(?: on| at| в)?[\p{P}\p{S}\s]*)?/iu;
const UPDATE_LABEL =
  /^[\p{P}\p{S}\s]*(?:обновлен[оа]?|изменен[оа]?|жаңартыл(?:ды|ған)|өзгертілген|(?:last )?(?:updated|modified|edited))/iu;
const AUTHOR_LABEL =
  /(?:^|[|•·,\s]\s*)(?:корреспондент(?=:)|тілші(?=:)|автор(?:ы|лары)?(?: (?:статьи|текста|материала|мақаланың))?|текст|мәтін|жазған|дайындаған|мақала авторы|author|written by|(?<![\p{L}])by)\s*(?::\s*|\s+(?=\p{Lu}))(?<name>\p{Lu}[\p{L}'’.-]*(?:[ ]\p{Lu}[\p{L}'’.-]*){0,3})/u;
const LABEL_CASE = /^(?:корреспондент|тілші|автор|текст|мәтін|жазған|дайындаған|мақала|author|written|by)/iu;

/**
 * Reads the date and the author that a page shows beside its headline: in the short lines after it, at most one
 * sentence away, or before it in the same frame. A date inside a sentence is not the page's.
 *
 * @param blocks of the whole page
 */
export function readByline(
  blocks: readonly Block[],
  { titles, headline }: { readonly titles: readonly string[]; readonly headline: DomElement | null },
  context: DateContext,
): Byline {
  const frames = [headline?.parentElement?.parentElement, headline?.parentElement];
  const frame = frames.find((element) => element && !/^(?:html|body)$/.test(element.localName));
  const framed = frame ? blocksOf(frame) : [];
  const pieces = frame && headline ? piecesOf(frame, headline) : [];
  const lines = [...after(blocks, titles), ...before(framed, titles), ...pieces].filter(
    (line) => line.length <= MAX_LINE_LENGTH,
  );
  const dates = lines.filter((line) => !UPDATE_LABEL.test(line));
  return {
    publishedAt: firstOf(dates, (line) => dateIn(line, context)),
    author: firstOf(lines, authorIn),
  };
}

/** Single pieces of text before and after the headline: templates set them apart without blanks between. */
function piecesOf(frame: DomElement, headline: DomElement): string[] {
  const pieces: string[] = [];
  let isOver = false;
  let sentences = 0;
  const walk = (node: DomNode) => {
    if (isOver || node === headline) return;
    if (isElement(node) && /^(?:aside|nav|footer|li|script|style)$/.test(node.localName)) return;
    const text = node.nodeType === 3 ? plainText(node.textContent ?? '') : '';
    if (text.length >= PARAGRAPH_LENGTH || pieces.length >= MAX_PIECES) isOver = true;
    else if (isSentence(text) && ++sentences > 1) isOver = true;
    else if (text !== '') pieces.push(text);
    for (const child of node.childNodes) walk(child);
  };
  walk(frame);
  return pieces;
}

function after(blocks: readonly Block[], titles: readonly string[]): string[] {
  const at = indexOf(blocks, titles);
  const lines: string[] = [];
  let sentences = 0;
  for (const { text } of at === -1 ? [] : blocks.slice(at + 1, at + 1 + LINES_AFTER)) {
    if (text.length >= PARAGRAPH_LENGTH) break;
    if (isSentence(text) && ++sentences > 1) break;
    lines.push(text);
  }
  return lines;
}

function isSentence(text: string): boolean {
  return text.length >= SENTENCE_LENGTH && /[.!?…]["»”]*$/u.test(text);
}

/** The nearest first. */
function before(blocks: readonly Block[], titles: readonly string[]): string[] {
  const at = indexOf(blocks, titles);
  const lines = blocks.slice(Math.max(0, at - LINES_BEFORE), Math.max(0, at));
  return lines.map(({ text }) => text).reverse();
}

function indexOf(blocks: readonly Block[], titles: readonly string[]): number {
  const known = titles.map(comparable).filter((title) => title.length >= 5);
  const isTitle = ({ text }: Block) => known.includes(comparable(text));
  const heading = blocks.findIndex((block) => block.isHeading && isTitle(block));
  return heading === -1 ? blocks.findIndex(isTitle) : heading;
}

/** The `datetime` of the `<time>` that stands nearest to the page's headline. */
export function nearestTime(document: DomDocument, headline: DomElement | null): string | null {
  const isUpdate = (time: DomElement) =>
    /dateModified/i.test(time.getAttribute('itemprop') ?? '') ||
    (/updated|modified/i.test(time.className) && !/published/i.test(time.className));
  const timesIn = (element: DomElement | null) =>
    element === null
      ? []
      : [...element.querySelectorAll('time[datetime]')].filter((time) => !isUpdate(time) && !isAside(time));
  let around = headline?.parentElement ?? null;
  for (let level = 0; around !== null && around.localName !== 'body' && level < LEVELS; level++) {
    const [nearest] = timesIn(around);
    if (nearest !== undefined) return nearest.getAttribute('datetime');
    around = around.parentElement;
  }
  const [only] = timesIn(document.querySelector('article, main'));
  return only?.getAttribute('datetime') ?? null;
}

/** Beside the article, or in a list of others. */
function isAside(time: DomElement): boolean {
  for (let element: DomElement | null = time; element !== null; element = element.parentElement) {
    if (/^(?:aside|nav|footer|li)$/.test(element.localName)) return true;
  }
  return false;
}

function dateIn(line: string, context: DateContext): Date | null {
  const bare = line.replace(DATE_LABEL, '');
  const match = DATE.exec(bare);
  const { date, rest } = match?.groups ?? {};
  if (match === null || date === undefined || rest === undefined) return null;
  // "25 стран подпишут соглашение" begins with a number, too; a date without year and time is a sentence's.
  if (!/(?:19|20)\d{2}|:\d{2}|\d[./-]\d{2}[./-]\d{2}/.test(date)) return null;
  if (/^\p{L}/u.test(rest) || (/[.!?…]["»”]*$/u.test(rest) && rest.length > 10)) return null;
  const beside = rest.split(/[|•·]/)[0] ?? '';
  if (wordsOf(beside) > MAX_WORDS_BESIDE || wordsOf(bare.slice(0, match.index)) > MAX_WORDS_BESIDE)
    return null;
  return publishedAt(date, context);
}

function wordsOf(text: string): number {
  return text.match(/\p{L}{2,}/gu)?.length ?? 0;
}

function authorIn(line: string): string | null {
  if (line.length > MAX_LINE_LENGTH) return null;
  const label = LABEL_CASE.exec(line)?.[0];
  const lowered = (label === undefined ? line : label.toLowerCase() + line.slice(label.length)).replace(
    /(?<=\s)(?:Авторы?|Корреспондент|Тілші|Мәтін|Текст)(?=:)/gu,
    (word) => word.toLowerCase(),
  );
  const labelled = AUTHOR_LABEL.exec(lowered)?.groups?.name?.trim();
  const name = labelled ?? ROLE.exec(line)?.groups?.name ?? nameBesideDate(line);
  if (name !== undefined && HOUSE.test(name)) return null;
  return name !== undefined && name.length <= MAX_NAME_LENGTH ? name : null;
}

/** "14.10.2026 | Имя Фамилия | 512": the only piece of a line with a date that is a name. */
function nameBesideDate(line: string): string | undefined {
  if (!/(?:19|20)\d\d|\d{1,2}:\d\d/.test(line)) return undefined;
  const pieces = line.split(/\s*[|•·]\s*/);
  return pieces.length < 2 ? undefined : pieces.find((piece) => NAME.test(piece));
}

/**
 * The author who signs at the end of a text, as newspapers have it.
 *
 * @param isLabelled true when a bare name is not enough
 * @returns null when its last line is no name
 */
export function signatureOf(line: string, isLabelled = false): string | null {
  if (isLabelled && !LABELLED_SIGNATURE.test(line) && !NEWSPAPER_SIGNATURE.test(line)) return null;
  const name = SIGNATURE.exec(line)?.groups?.name;
  if (name === undefined || !NAME.test(name)) return null;
  return name.replace(/\p{Lu}{3,}/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase());
}

function firstOf<T, R>(values: readonly T[], read: (value: T) => R | null): R | null {
  for (const value of values) {
    const found = read(value);
    if (found !== null) return found;
  }
  return null;
}
