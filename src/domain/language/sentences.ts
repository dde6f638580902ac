import type { Language } from '../article.ts';
import { allMatches } from './matches.ts';

/** Before a capital too these do not end a sentence: titles and what a name or number must follow. */
const NEVER_LAST = new Set(
  (
    'г. им. ул. пр. просп. пер. пл. проф. акад. доц. св. см. ср. т.е. т.к. т.н. т.ғ.д. э.ғ.д. стр. рис. табл. тел. гос. ' +
    'дж. мыс. т.с. қ. көш. ауд. mr. mrs. ms. dr. sen. rep. gov. gen. col. lt. capt. prof. amb. st. hon. rev. vs. no. nos. ' +
    'e.g. i.e. cf. fig. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. янв. фев. февр. апр. авг. сент. окт. ' +
    'нояб. дек. ген. мин. зам. №.'
  ).split(' '),
);
/** Before lower case or a digit these do not end a sentence; before a capital they do. */
const SELDOM_LAST = new Set(
  (
    'млн. млрд. трлн. тыс. долл. руб. тг. коп. обл. р-н. т.д. т.п. т.б. т.с.с. др. пр. гг. ж. жж. ғ. ғғ. мың. в. вв. н.э. чел. ' +
    'ок. кв. куб. км. ст. п. пп. ч. мин. сек. час. сағ. ш. тн. т. к. экз. шт. approx. est. bn. mln. p. pp. vol. art. sec.'
  ).split(' '),
);
/** English abbreviations that end a sentence only when what follows can begin one. */
const PERHAPS_LAST = new Set(
  'u.s. u.k. u.n. e.u. d.c. a.m. p.m. inc. corp. co. ltd. llc. jr. sr. etc. ph.d. bros.'.split(' '),
);
const ENGLISH_STARTERS = new Set(
  (
    'the a an in on at for from it its he she they this that these those but and as with while however we i you both ' +
    'according meanwhile after before when since under by to our his her their there here also although if during ' +
    'earlier last next some many more most other one two three such kazakhstan tokayev trump'
  ).split(' '),
);

/** Anything but a single plain space. */
const UNEVEN_SPACE = /\s{2,}|[^\S ]/gu;
const FINAL_MARKS = /(?:[.!?…]|\.{2,})+["»”’)\]]*/gu;
const OPENERS = /^["«“„‘'([]*/u;
/** «слово.Слово»: the space after a full stop was lost. Both sides are words of one script; addresses are kept. */
const GLUED =
  /(?<![\p{L}\d@/._-])(?:\p{Ll}|\p{Lu}(?=\p{Ll}))[\p{L}-]*(?:\p{Script=Cyrillic}{2}[.!?…](?=\p{Lu}\p{Script=Cyrillic})|[a-z]{2}[.!?](?=[A-Z][a-z]+(?:[ ,]|$)(?<!\.(?:Kz|Com|Ru|Org|Net|Gov|Info|Io|Uk|Us|Eu))))/gu;
/** Without this nothing is glued, and words need not be looked at. */
const HINT_OF_GLUED = /[.!?…]\p{Lu}/u;
const LONGEST_QUOTE = 250;
const HEADLINE_LETTERS = 110;
const BULLET = /^(?:[•·▪◦●○■□▶►✓✔☑*]|[-–—](?= )|\d{1,2}[).](?= )|[а-яa-z]\)(?= ))\s*/u;

/**
 * Cuts a paragraph into sentences, in order, trimmed. Only spaces are lost.
 *
 * Abbreviations, initials, clock times, numbered items, text in brackets and quotations of up to 250 characters are
 * not cut inside; glued sentences («слово.Слово») are. «в 2025 г. Казахстан» cannot be told: it is cut only when a
 * whole clause stands before it. Never throws; an empty paragraph has no sentences.
 */
export function splitSentences(paragraph: string, language: Language): string[] {
  const spaced = paragraph.replace(UNEVEN_SPACE, ' ');
  const text = (HINT_OF_GLUED.test(spaced) ? spaced.replace(GLUED, '$& ') : spaced).trim();
  const sentences: string[] = [];
  let start = 0;
  for (const match of allMatches(FINAL_MARKS, text)) {
    const end = match.index + match[0].length;
    if (text.charAt(end) !== ' ' || end <= start) continue;
    if (!ends(text.slice(start, end), text.slice(end + 1, end + LONGEST_QUOTE + 1), language)) continue;
    sentences.push(text.slice(start, end).trim());
    start = end + 1;
  }
  const rest = text.slice(start).trim();
  if (rest !== '') sentences.push(rest);
  return sentences;
}

/** Says whether a sentence ends between `whole`, which ends in a final mark, and `after`. */
function ends(whole: string, after: string, language: Language): boolean {
  const before = whole.slice(-LONGEST_QUOTE - 50);
  if (after === '') return true;
  const first = after.replace(OPENERS, '').charAt(0);
  if (/\p{Ll}/u.test(first)) return false;
  // «…!» — сказал он · — Да. — Нет.
  if (/^[–—-] /u.test(after) && (/["»”]$/u.test(before) || /^[–—-] ["«“„]?\p{Ll}/u.test(after))) return false;
  if (isInside(before, after)) return false;
  if (!before.endsWith('.')) return true;

  if (/^(?:\d{1,3}|[IVXLC]{1,5})\.$/u.test(whole)) return false;
  const token = lastToken(before).toLowerCase();
  // К. Токаев · Қ. К. Тоқаев · J. Vance · Ж.-Ж. Руссо
  if (/(?:^|[\s(«"“.-])\p{Lu}\.$/u.test(before.slice(-8)) && !PERHAPS_LAST.has(token))
    return !/^\p{Lu}\p{Ll}|^\p{Lu}\./u.test(after);
  const digit = /\d/u.test(first);
  const afterYear = /\d{4}\s?(?:г|ж)\.$/u.test(before.slice(-8));
  if (token === 'г.' && afterYear) return !digit && before.length > 40;
  if (token === 'ж.' || token === 'жж.' || token === 'гг.') return !digit && before.length > 40;
  if (NEVER_LAST.has(token)) return false;
  // «4,2 млрд долл. США» · «2 млрд. АҚШ доллары»
  if (SELDOM_LAST.has(token)) return !digit && !/^(?:США|АҚШ|РК|ҚР)(?!\p{L})/u.test(after);
  if (PERHAPS_LAST.has(token)) {
    if (language !== 'en' && language !== 'other' && /\p{Script=Cyrillic}/u.test(first)) return true;
    return ENGLISH_STARTERS.has((/^["“«]?([\p{L}]+)/u.exec(after)?.[1] ?? '').toLowerCase());
  }
  return true;
}

/** What stands behind the last space, opening bracket or quotation mark. */
function lastToken(text: string): string {
  let at = text.length;
  while (at > 0 && !/[\s("«“„]/.test(text.charAt(at - 1))) at--;
  return text.slice(at);
}

/** Says whether the place is inside brackets or a quotation that closes soon. */
function isInside(before: string, after: string): boolean {
  for (const [open, close] of [
    ['(', ')'],
    ['«', '»'],
    ['“', '”'],
  ] as const) {
    const opened = before.lastIndexOf(open);
    if (opened < 0 || balance(before, open, close) <= 0) continue;
    const closed = after.indexOf(close);
    const reopened = after.indexOf(open);
    if (closed < 0 || (reopened >= 0 && reopened < closed)) continue;
    if (before.length - opened + closed <= LONGEST_QUOTE) return true;
  }
  return false;
}

function balance(text: string, open: string, close: string): number {
  let depth = 0;
  for (const character of text) {
    if (character === open) depth++;
    else if (character === close && depth > 0) depth--;
  }
  return depth;
}

/** Says whether a paragraph is one speaker's turn: it starts with a dash and a space. */
export function isTurn(paragraph: string): boolean {
  return /^\s*[–—-] /u.test(paragraph);
}

/** Says whether a line is a headline or subheading rather than a sentence: at most 110 characters, no final mark. */
export function isHeadline(paragraph: string): boolean {
  const line = paragraph.trim();
  return line.length <= HEADLINE_LETTERS && !/[.!?…:;]["»”’)\]]*$/u.test(line);
}

/**
 * Tells an interview's questions from its answers.
 *
 * @returns `questions[i]` is true when paragraph `i` only asks and is to be left out whole: a turn that ends in a
 *   question mark, a line after «Вопрос:», or, where three stand between answers, a paragraph of questions alone.
 *   `interview` when there are two questions or more.
 */
export function readInterview(paragraphs: readonly string[]): { interview: boolean; questions: boolean[] } {
  const marked = paragraphs.map((paragraph) => {
    const asks = /\?["»”)\]]*$/u.test(paragraph.trim());
    return (
      asks &&
      (isTurn(paragraph) ||
        /^(?:вопрос|сұрақ|журналист|тілші|корреспондент|question|q)\s*[:.]/iu.test(paragraph.trim()))
    );
  });
  const bare = paragraphs.map((paragraph, i) => {
    const next = paragraphs[i + 1];
    return (
      /\?["»”)\]]*$/u.test(paragraph.trim()) &&
      paragraph.length <= 400 &&
      next !== undefined &&
      next.length > 80 &&
      !/\?$/u.test(next)
    );
  });
  const all = bare.filter(Boolean).length >= 3;
  const questions = marked.map((asks, i) => asks || (all && bare[i] === true));
  return { interview: questions.filter(Boolean).length >= 2, questions };
}

/**
 * Joins the items of a list to the line above them that ends in a colon: «Стороны договорились:» + «– о визах;» is one
 * sentence. A dash that begins a question or stands under no colon is a speaker's, and stays.
 */
export function joinBullets(lines: readonly string[]): string[] {
  const joined: string[] = [];
  let open = false;
  for (const line of lines) {
    const above = joined.at(-1);
    const item = line.replace(BULLET, '');
    if (above !== undefined && open && item !== line && item !== '' && !/\?$/u.test(item)) {
      const body = above.replace(/[.;,]$/u, '');
      joined[joined.length - 1] = `${body}${body.endsWith(':') ? '' : ';'} ${item}`;
      continue;
    }
    joined.push(line);
    open = line.endsWith(':');
  }
  return joined;
}
