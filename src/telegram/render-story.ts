import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Figure, ReaderLanguage } from '../domain/article.ts';
import { briefly } from '../domain/briefly.ts';
import type { EditionStory, Outlet, Variant } from '../domain/edition.ts';
import { statedIn } from '../domain/figures.ts';
import type { PlainFigure } from '../domain/storyFeatures.ts';
import { BARE_UNITS, wallTime } from '../locales/formats.ts';
import { kk } from '../locales/kk.ts';
import { type Messages, ru } from '../locales/ru.ts';
import { MAX_ENTITIES } from './limits.ts';
import { clean, linkable } from './text.ts';

/** All that a reader of `language` sees of us. */
export const messagesFor = (language: ReaderLanguage): Messages => (language === 'kk' ? kk : ru);

const MAX_HEADLINE = 300;
const MAX_NAME = 64;
const MAX_OUTLETS = 8;
/** What is new is said in one line. */
const MAX_CHANGES = 4;
const MAX_OF_A_KIND = 3;
/** A story of an edition has two sentences, or as many as fit these units: short ones leave room for a third. */
const SENTENCES = 2;
const MAX_SUMMARY = 280;
/** Bold numbers of one story; more of them emphasise nothing. */
const MAX_BOLD_FIGURES = 6;

/** How a story is shown: one edition has one of these. */
export interface StoryStyle {
  readonly messages: Messages;
  readonly variant: Variant;
  /** IANA zone of the words under a date, for clients that do not show their own. */
  readonly zone: string;
  /** Decides whether a date shows its year. */
  readonly now: Date;
}

/** `text` linked to `url`, or just `text` when Telegram would refuse the address. */
export function linked(text: FormattedString | string, url: string): FormattedString {
  const address = linkable(url);
  const words = typeof text === 'string' ? new FormattedString(text) : text;
  return address === null || words.text === '' ? words : FormattedString.link(words, address);
}

/** A date that each reader sees in his own zone; the words under it name theirs. */
export function dated(at: Date, { messages, zone, now }: StoryStyle): FormattedString {
  const unix = Math.floor(at.getTime() / 1000);
  const words = messages.formats.dateTime(at, zone, now);
  return unix > 0 ? FormattedString.time(words, unix, 'Dt') : new FormattedString(words);
}

/** Where `text` states the figure `words` first; −1 when only larger numbers hold its digits ("1 300", "3005"). */
function placeOf(words: string, text: string): number {
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const goesOn = /^\d/.test(words) && /(\d|\d[,. ])$/.test(text.slice(0, at));
    const isCut = /\d$/.test(words) && /^(\d|[,. ]\d)/.test(text.slice(at + words.length));
    if (!goesOn && !isCut) return at;
  }
  return -1;
}

/** `text` with the figures of the story in bold, where it states them in their very words. */
export function emphasised(
  text: string,
  figures: readonly Figure[],
  max = MAX_BOLD_FIGURES,
): FormattedString {
  const found: { start: number; end: number }[] = [];
  for (const { text: written } of figures) {
    const words = clean(written);
    const start = words === '' || found.length >= max ? -1 : placeOf(words, text);
    const end = start + words.length;
    if (start >= 0 && !found.some((other) => start < other.end && other.start < end))
      found.push({ start, end });
  }
  const bold = found.map(({ start, end }) => ({ type: 'bold', offset: start, length: end - start }) as const);
  return new FormattedString(
    text,
    bold.toSorted((a, b) => a.offset - b.offset),
  );
}

/** Outlets of one language stand together: the reader's own first, then the region's other one, English, all others. */
function byLanguage(outlets: readonly Outlet[], { messages }: StoryStyle): readonly Outlet[] {
  const order = ({ language }: Outlet) =>
    messages.formats.languageMark(language) === '' ? -1 : ['ru', 'kk', 'en', 'other'].indexOf(language);
  return outlets.toSorted((a, b) => order(a) - order(b));
}

/**
 * "Tengrinews · Reuters [англ.]": each name linked to its article, those of one language together; a second article of
 * an outlet is numbered.
 */
export function outletNames(
  outlets: readonly Outlet[],
  style: StoryStyle,
  max = MAX_OUTLETS,
): FormattedString {
  const { messages } = style;
  const seen = new Map<string, number>();
  const names = byLanguage(outlets.slice(0, max), style).flatMap((outlet) => {
    const name = clean(outlet.name, MAX_NAME) || (URL.parse(outlet.url)?.hostname ?? '');
    if (name === '') return [];
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    const mark = messages.formats.languageMark(outlet.language);
    const link = linked(times > 1 ? `${name} (${times})` : name, outlet.url);
    return [mark === '' ? link : fmt`${link} ${mark}`];
  });
  const rest = outlets.length - max;
  return FormattedString.join(rest > 0 ? [...names, `+${rest}`] : names, ' · ');
}

/** Foreign names as they may be shown; what has nothing to show is left out. */
export const names = (foreign: readonly string[]): string[] =>
  foreign.map((name) => clean(name, MAX_NAME)).filter((name) => name !== '');

/** Figures of units without a word of ours are shown in the source's own words. */
export const cleanFigure = (figure: Figure): Figure => ({ ...figure, text: clean(figure.text, MAX_NAME) });

/** Who says what where outlets differ; empty when what is shown of it is the same. */
export function differing(story: EditionStory, messages: Messages): string {
  const outlets = new Map<string, Set<string>>();
  for (const { figure, outlet } of story.differing) {
    const shown = messages.formats.figure(cleanFigure(figure));
    outlets.set(shown, (outlets.get(shown) ?? new Set()).add(clean(outlet, MAX_NAME)));
  }
  return outlets.size < 2
    ? ''
    : messages.figuresDiffer([...outlets].map(([figure, saying]) => ({ figure, outlets: [...saying] })));
}

/**
 * How many times smaller than a sum that is told a sum is when it can go without saying: "230 million in the plant"
 * beside a contract of four billion.
 */
const DETAIL = 3;

/** Key figures that neither headline nor `told` state: no sum of a story goes unsaid for want of a sentence. */
function untold(story: EditionStory, told: readonly string[], { messages }: StoryStyle): FormattedString {
  const telling = story.figures.filter((figure) => !BARE_UNITS.has(figure.unit));
  if (telling.length === 0) return new FormattedString('');
  // Where it was not kept what they state they are read again, which is most of what such a story costs to show.
  const stated =
    story.textFigures?.slice(0, 1 + told.length) ??
    statedIn([story.headline, ...told], story.headlineLanguage);
  const said: PlainFigure[] = [
    ...stated.flat(),
    ...(story.changes?.figures ?? []).flatMap(({ from, to }) => (from === null ? [to] : [from, to])),
    ...story.differing.map(({ figure }) => figure),
  ];
  const needsNoWords = ({ value, unit }: Figure) =>
    said.some((one) => one.unit === unit && (one.value === value || one.value >= DETAIL * value));
  const left = telling.filter((figure) => !needsNoWords(figure)).map(cleanFigure);
  if (left.length === 0) return new FormattedString('');
  return fmt`${FormattedString.bold(messages.figuresLabel)} ${left.map(messages.formats.figure).join(' · ')}`;
}

/** "Что изменилось: объявлено → подписано"; empty when nothing is known to have changed. */
function changed({ changes }: EditionStory, { messages, now, zone }: StoryStyle): FormattedString {
  if (changes === null || changes === undefined) return new FormattedString('');
  const { label, items } = messages.edition;
  const shown = {
    ...changes,
    figures: changes.figures.slice(0, MAX_CHANGES),
    parties: names(changes.parties).slice(0, MAX_OF_A_KIND),
    days: changes.days.slice(0, MAX_OF_A_KIND),
  };
  const said = items(shown, wallTime(now, zone).year).slice(0, MAX_CHANGES);
  return said.length === 0
    ? new FormattedString('')
    : fmt`${FormattedString.bold(label)} ${said.join(' · ')}`;
}

/** What a story says after its headline, line by line; `sentences` says how many of its sentences. */
export function storyLines(story: EditionStory, style: StoryStyle, sentences: number): FormattedString[] {
  const { messages, now, zone } = style;
  const lines: (FormattedString | string)[] = [changed(story, style)];
  const told = story.sentences.slice(0, sentences).map((sentence) => clean(sentence));
  const summary = told.filter((sentence) => sentence !== '').join(' ');
  if (summary !== '') lines.push(emphasised(summary, story.figures));
  if (story.card !== null) {
    const { topics, event, parties, figures, date } = story.card;
    const card = {
      topics: names(topics),
      event,
      parties: names(parties),
      figures: figures.map(cleanFigure),
      date,
    };
    const facts = messages.factCard(card, wallTime(now, zone).year);
    lines.push(facts, messages.onlyOtherLanguage);
  }
  if (story.card === null) lines.push(untold(story, told, style));
  lines.push(differing(story, messages));
  // Never left out: a reader is to know who wrote what he reads.
  if (story.method === 'model') lines.push(messages.byModel);
  return lines
    .map((line) => (typeof line === 'string' ? new FormattedString(line) : line))
    .filter((line) => line.text !== '');
}

/** The headline of a story: bold, linked to its lead article, marked when it is in another language. */
export function headlineOf(story: EditionStory, style: StoryStyle, prefix = ''): FormattedString {
  const words = clean(story.headline, MAX_HEADLINE) || clean(story.outlets[0]?.name ?? '', MAX_NAME) || '…';
  const marks = [
    style.messages.formats.languageMark(story.headlineLanguage),
    story.updated ? `· ${style.messages.updatedMark}` : '',
  ].filter((mark) => mark !== '');
  const bold = linked(FormattedString.bold(`${prefix}${words}`), story.url);
  return marks.length === 0 ? bold : fmt`${bold} ${marks.join(' ')}`;
}

/** Whether `text` is one message's worth. */
export function fits(text: FormattedString, maxText: number): boolean {
  return text.text.length <= maxText && text.entities.length <= MAX_ENTITIES;
}

/** The story with the sentences that an edition shows of it; its page shows all. */
function shownOf(story: EditionStory, variant: Variant): EditionStory {
  const { headline, headlineLanguage, sentences } = story;
  if (variant === 'brief') {
    const one = briefly(headline, sentences, headlineLanguage === 'kk' ? 'kk' : 'ru');
    // It may be any of the sentences, or a piece of one: what is stated is read in it.
    return { ...story, sentences: one === null ? [] : [one], textFigures: undefined };
  }
  let length = 0;
  const fitting = sentences.findIndex((sentence) => {
    length += sentence.length + 1;
    return length > MAX_SUMMARY;
  });
  return {
    ...story,
    sentences: sentences.slice(0, Math.max(SENTENCES, fitting < 0 ? sentences.length : fitting)),
  };
}

/**
 * One story of an edition under its number.
 *
 * @param maxText most UTF-16 units; a longer story loses whole sentences, the last first, then the line
 *   on differing figures, then all lines but the headline. Nothing is cut inside a sentence.
 */
export function storyBlock(
  story: EditionStory,
  number: number,
  style: StoryStyle,
  maxText: number,
): FormattedString {
  const head = headlineOf(story, style, `${number}. `);
  const outlets = outletNames(story.outlets, style);
  const source =
    outlets.text === ''
      ? dated(story.publishedAt, style)
      : fmt`${outlets} · ${dated(story.publishedAt, style)}`;
  const shown = shownOf(story, style.variant);
  for (let sentences = shown.sentences.length; sentences >= 0; sentences--) {
    const body = FormattedString.join([...storyLines(shown, style, sentences), source], '\n');
    const block = fmt`${head}\n${style.variant === 'brief' ? body : FormattedString.expandableBlockquote(body)}`;
    if (fits(block, maxText)) return block;
  }
  const short = fmt`${head}\n${story.method === 'model' ? `${style.messages.byModel}\n` : ''}${source}`;
  return fits(short, maxText) ? short : head;
}
