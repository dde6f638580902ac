import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { InlineQueryResultArticle } from 'grammy/types';
import type { EditionStory } from '../domain/edition.ts';
import { cut } from '../locales/formats.ts';
import { storyKey, storyPayload } from './callbacks.ts';
import { MAX_TEXT } from './limits.ts';
import { dated, fits, headlineOf, names, outletNames, type StoryStyle, storyLines } from './render-story.ts';
import { clean, linkable } from './text.ts';

/** Sentences of a story that is shared: who wants more opens it. */
const SENTENCES = 2;
/** What a list of results shows of a headline, a sentence and the outlets before it cuts them itself. */
const MAX_TITLE = 160;
const MAX_TEASER = 100;
const MOST_OUTLETS = 3;

/** The address that opens a story in a private chat with the bot. */
const storyLink = (username: string, id: number): string =>
  `https://t.me/${username}?start=${storyPayload(id)}`;

/**
 * A story as one result of an inline query: a line of the list, and the message that choosing it sends, in
 * the asker's language and with a link to the bot.
 *
 * @param username the bot's
 */
export function renderResult(
  story: EditionStory,
  style: StoryStyle,
  username: string,
): InlineQueryResultArticle {
  const { messages } = style;
  const card = renderCard(story, style);
  const url = linkable(story.url);
  return {
    type: 'article',
    id: storyKey(story.id),
    title: titleOf(story, style),
    description: teaser(story, style),
    input_message_content: {
      message_text: card.text,
      entities: card.entities,
      link_preview_options: url === null ? { is_disabled: true } : { url, prefer_small_media: true },
    },
    reply_markup: {
      inline_keyboard: [[{ text: messages.inline.open, url: storyLink(username, story.id) }]],
    },
  };
}

/** One story as a message of its own: headline, two sentences, key figures, outlets and date. */
function renderCard(story: EditionStory, style: StoryStyle): FormattedString {
  const shown = { ...style, variant: 'full' } as const;
  const head = headlineOf(story, shown);
  const outlets = outletNames(story.outlets, shown);
  const date = dated(story.publishedAt, shown);
  const source = outlets.text === '' ? date : fmt`${outlets} · ${date}`;
  for (let sentences = SENTENCES; sentences >= 0; sentences--) {
    const lines = storyLines(story, shown, sentences);
    const quote = lines.length === 0 ? [] : [FormattedString.blockquote(FormattedString.join(lines, '\n'))];
    const card = FormattedString.join([head, ...quote, source], '\n');
    if (fits(card, MAX_TEXT)) return card;
  }
  return head;
}

/** The headline, with a mark when it is in another language than the asker's. */
function titleOf({ headline, headlineLanguage, outlets }: EditionStory, { messages }: StoryStyle): string {
  const words = clean(headline, MAX_TITLE) || names(outlets.map(({ name }) => name))[0] || '…';
  return `${words} ${messages.formats.languageMark(headlineLanguage)}`.trim();
}

/** The first sentence, or the facts of a card, then who tells it. */
function teaser(story: EditionStory, style: StoryStyle): string {
  const [first] = storyLines(story, { ...style, variant: 'brief' }, 1);
  const outlets = [...new Set(names(story.outlets.map(({ name }) => name)))].slice(0, MOST_OUTLETS);
  return [cut(first?.text ?? '', MAX_TEASER), outlets.join(', ')].filter((part) => part !== '').join('\n');
}
