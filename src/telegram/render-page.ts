import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Button, EditionStory, Part } from '../domain/edition.ts';
import { fixedCallback } from './callbacks.ts';
import { MAX_TEXT } from './limits.ts';
import { asPart, shareLink } from './render.ts';
import {
  cleanFigure,
  dated,
  fits,
  headlineOf,
  linked,
  names,
  outletNames,
  type StoryStyle,
  storyLines,
} from './render-story.ts';
import { clean } from './text.ts';

const MAX_OUTLETS = 20;
const MAX_TITLE = 200;

/** "Цифры: 300 локомотивов · $4,2 млрд", nothing when there is none. */
function labelled(label: string, items: readonly string[]): FormattedString[] {
  return items.length === 0 ? [] : [fmt`${FormattedString.bold(label)} ${items.join(' · ')}`];
}

/**
 * One story on a message of its own: everything known of it, within one message; what is too long
 * loses whole sentences, the last first.
 */
export function renderStoryPage(story: EditionStory, style: StoryStyle): Part {
  const { messages } = style;
  const page = { ...style, variant: 'full' } as const;
  const outlets = outletNames(story.outlets, page, MAX_OUTLETS);
  const facts = [
    ...(story.card === null
      ? [
          ...labelled(messages.figuresLabel, story.figures.map(cleanFigure).map(messages.formats.figure)),
          ...labelled(messages.partiesLabel, names(story.parties ?? [])),
        ]
      : []),
    ...labelled(messages.topicsLabel, names(story.topics)),
    ...(outlets.text === '' ? [] : [fmt`${FormattedString.bold(messages.sourcesLabel)} ${outlets}`]),
    dates(story, page),
  ];
  const head = headlineOf(story, page);
  for (let sentences = story.sentences.length; sentences >= 0; sentences--) {
    const lines = storyLines(story, page, sentences);
    const quote = lines.length === 0 ? [] : [FormattedString.blockquote(FormattedString.join(lines, '\n'))];
    const text = FormattedString.join([head, ...quote, ...facts], '\n');
    if (fits(text, MAX_TEXT)) return asPart(text, buttons(story, style));
  }
  return asPart(head, buttons(story, style));
}

/** "Впервые: 22 сентября · обновлено: 22 ноября, 08:10 (Астана)"; one date when both are the same. */
function dates({ firstPublishedAt, publishedAt }: EditionStory, style: StoryStyle): FormattedString {
  const { messages, zone, now } = style;
  if (firstPublishedAt === undefined || publishedAt.getTime() - firstPublishedAt.getTime() < 60_000) {
    return fmt`${messages.publishedLabel} ${dated(publishedAt, style)}`;
  }
  const first = messages.formats.dayMonth(firstPublishedAt, zone, now);
  return fmt`${messages.firstLabel} ${first} · ${messages.updatedLabel} ${dated(publishedAt, style)}`;
}

function buttons(story: EditionStory, { messages }: StoryStyle): Button[][] {
  const back = { text: messages.buttons.back, callback_data: fixedCallback('close') };
  const isLinked = linked('·', story.url).entities.length > 0;
  const url = isLinked ? shareLink(story.url, clean(story.headline, MAX_TITLE)) : null;
  return [url === null ? [back] : [{ text: messages.buttons.share, url }, back]];
}
