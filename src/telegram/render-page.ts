import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { StoryPage } from '../app/storyPage.ts';
import type { Button, Part } from '../domain/edition.ts';
import { cut, wallTime } from '../locales/formats.ts';
import { fixedCallback, packKeys, storyKey, storyPayload } from './callbacks.ts';
import { MAX_TEXT } from './limits.ts';
import { asPart } from './render.ts';
import {
  cleanFigure,
  dated,
  differing,
  emphasised,
  fits,
  headlineOf,
  linked,
  names,
  type StoryStyle,
} from './render-story.ts';
import { clean } from './text.ts';

/** Articles that the list of coverage shows at most: of more, the first and the last ones. */
const MOST_PIECES = 8;
const FEWEST_PIECES = 2;
/** Outlets named beside one figure. */
const MOST_STATING = 3;
const MAX_OUTLET = 64;
/** A button shows about so many letters on a phone. */
const MAX_BUTTON = 60;

/** Where a page stands: whether its chat follows the story, and the pages that lead back from it, the first one first. */
export interface PageState {
  readonly followed: boolean;
  readonly before: readonly number[];
}

/** How much a page tells; what is too long for one message gets less. */
interface Amount {
  readonly details: number;
  readonly pieces: number;
  readonly sentences: number;
}

/**
 * One story on a message of its own: everything known of it, within one message. What is too long loses details, then
 * articles of the list, then whole sentences of the summary, the last first; nothing is cut inside a sentence.
 */
export function renderStoryPage(page: StoryPage, style: StoryStyle, state: PageState): Part {
  const keyboard = buttons(page, style, state);
  for (const amount of amounts(page)) {
    const text = pageText(page, style, amount);
    if (fits(text, MAX_TEXT)) return asPart(text, keyboard);
  }
  return asPart(headlineOf(page, style), keyboard);
}

/** From everything to nothing but facts. */
function* amounts({ details = [], coverage, sentences }: StoryPage): Generator<Amount> {
  const most = {
    details: details.length,
    pieces: Math.min(MOST_PIECES, coverage.length),
    sentences: sentences.length,
  };
  for (let n = most.details; n > 0; n--) yield { ...most, details: n };
  for (let n = most.pieces; n > FEWEST_PIECES; n--) yield { ...most, details: 0, pieces: n };
  const pieces = Math.min(FEWEST_PIECES, most.pieces);
  for (let n = most.sentences; n >= 0; n--) yield { details: 0, pieces, sentences: n };
  yield { details: 0, pieces: 0, sentences: 0 };
}

function pageText(page: StoryPage, style: StoryStyle, amount: Amount): FormattedString {
  const { messages } = style;
  const quote = (lines: FormattedString[]) =>
    lines.length === 0 ? [] : [FormattedString.blockquote(FormattedString.join(lines, '\n'))];
  const details = paragraph((page.details ?? []).slice(0, amount.details));
  return FormattedString.join(
    [
      headlineOf(page, style),
      ...quote(summary(page, style, amount.sentences)),
      ...(details === '' ? [] : [FormattedString.expandableBlockquote(emphasised(details, page.figures))]),
      ...figures(page, style),
      ...labelled(messages.partiesLabel, names(page.parties ?? page.card?.parties ?? [])),
      ...labelled(messages.topicsLabel, names(page.topics)),
      ...coverage(page, style, amount.pieces),
      dates(page, style),
    ],
    '\n',
  );
}

/** "Цифры: 300 локомотивов · $4,2 млрд", nothing when there is none. */
function labelled(label: string, items: readonly string[]): FormattedString[] {
  return items.length === 0 ? [] : [fmt`${FormattedString.bold(label)} ${items.join(' · ')}`];
}

const paragraph = (sentences: readonly string[]): string =>
  sentences
    .map((sentence) => clean(sentence))
    .filter((sentence) => sentence !== '')
    .join(' ');

/** The summary; for a story that no article tells in the reader's language, what is known without one. */
function summary(page: StoryPage, { messages, now, zone }: StoryStyle, sentences: number): FormattedString[] {
  const told = paragraph(page.sentences.slice(0, sentences));
  const lines: FormattedString[] = told === '' ? [] : [emphasised(told, page.figures)];
  if (page.card !== null) {
    // Parties, figures and topics have lines of their own on a page.
    const { event, date } = page.card;
    const facts = messages.factCard(
      { topics: [], event, parties: [], figures: [], date },
      wallTime(now, zone).year,
    );
    if (facts !== '') lines.push(new FormattedString(facts));
    lines.push(new FormattedString(messages.onlyOtherLanguage));
  }
  // Never left out: a reader is to know who wrote what he reads.
  if (page.method === 'model') lines.push(new FormattedString(messages.byModel));
  return lines;
}

/** Figures with the outlets that state them, when there are several outlets; and where these differ. */
function figures(page: StoryPage, { messages }: StoryStyle): FormattedString[] {
  const outlets = new Set(page.coverage.map(({ outlet }) => outlet));
  const stated =
    page.stated.length > 0
      ? page.stated
      : page.figures.map((figure) => ({ figure, outlets: [] as string[] }));
  const differ = differing(page, messages);
  // What outlets differ on has a line of its own.
  const agreed = stated.filter(
    ({ figure: { value, unit } }) =>
      !page.differing.some(({ figure }) => figure.value === value && figure.unit === unit),
  );
  const listed = differ === '' || agreed.length === 0 ? stated : agreed;
  const shown = listed.map(({ figure, outlets: stating }) => {
    const words = messages.formats.figure(cleanFigure(figure));
    const cleaned = stating.map((name) => clean(name, MAX_OUTLET)).filter((name) => name !== '');
    if (outlets.size < 2 || cleaned.length === 0) return words;
    const rest = cleaned.length - MOST_STATING;
    return `${words} (${[...cleaned.slice(0, MOST_STATING), ...(rest > 0 ? [`+${rest}`] : [])].join(', ')})`;
  });
  return [...labelled(messages.figuresLabel, shown), ...(differ === '' ? [] : [new FormattedString(differ)])];
}

/** The articles in their order, the outlet linked, the hour in each reader's own zone; a lone one on the label's line. */
function coverage(page: StoryPage, style: StoryStyle, most: number): FormattedString[] {
  const { messages } = style;
  const label = FormattedString.bold(messages.sourcesLabel);
  const pieces = page.coverage;
  const outlet = ({ outlet: name, url, language }: StoryPage['coverage'][number]) => {
    const words = clean(name, MAX_OUTLET) || (URL.parse(url)?.hostname ?? '…');
    const mark = messages.formats.languageMark(language);
    return mark === '' ? linked(words, url) : fmt`${linked(words, url)} ${mark}`;
  };
  const [only] = pieces;
  if (only === undefined || most === 0) return [];
  if (pieces.length === 1) return [fmt`${label} ${outlet(only)}`];
  const line = (piece: StoryPage['coverage'][number]) =>
    fmt`${dated(piece.publishedAt, style)} · ${outlet(piece)}`;
  const first = pieces.length <= most ? pieces.length : Math.ceil(most / 2);
  const last = pieces.length <= most ? 0 : most - first;
  const left = pieces.length - first - last;
  const lines = [
    ...pieces.slice(0, first).map(line),
    ...(left > 0 ? [new FormattedString(messages.story.moreArticles(left))] : []),
    ...(last > 0 ? pieces.slice(-last).map(line) : []),
  ];
  const list = FormattedString.expandableBlockquote(FormattedString.join(lines, '\n'));
  return [fmt`${label} ${messages.story.articles(pieces.length)}`, list];
}

/** "Впервые: 22 сентября · обновлено: 22 ноября, 08:10 (Астана)"; one date when both are the same. */
function dates({ firstPublishedAt, publishedAt }: StoryPage, style: StoryStyle): FormattedString {
  const { messages, zone, now } = style;
  if (firstPublishedAt === undefined || publishedAt.getTime() - firstPublishedAt.getTime() < 60_000) {
    return fmt`${messages.publishedLabel} ${dated(publishedAt, style)}`;
  }
  const first = messages.formats.dayMonth(firstPublishedAt, zone, now);
  return fmt`${messages.firstLabel} ${first} · ${messages.updatedLabel} ${dated(publishedAt, style)}`;
}

function buttons(
  { id, related }: StoryPage,
  { messages }: StoryStyle,
  { followed, before }: PageState,
): Button[][] {
  const words = messages.story.buttons;
  const follow = fixedCallback('fol', storyKey(id), followed ? 'off' : 'on', 'page');
  const back = before.at(-1);
  // Alone in its row: beside another one «🔔 Жалғасын бақылау» would be cut off on a phone.
  return [
    [{ text: followed ? words.unfollow : words.follow, callback_data: packKeys(follow, before) }],
    ...related.map((other) => [
      {
        text: words.related(
          [cut(clean(other.headline), MAX_BUTTON), messages.formats.languageMark(other.headlineLanguage)]
            .filter((word) => word !== '')
            .join(' '),
        ),
        callback_data: packKeys(fixedCallback('to', storyKey(other.id)), [...before, id]),
      },
    ]),
    [
      { text: messages.buttons.share, switch_inline_query: storyPayload(id) },
      {
        text: messages.buttons.back,
        callback_data:
          back === undefined
            ? fixedCallback('close')
            : packKeys(fixedCallback('to', storyKey(back)), before.slice(0, -1)),
      },
    ],
  ];
}
