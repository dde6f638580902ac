import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { ReaderLanguage } from '../domain/article.ts';
import type { Button, EditionStory, Part } from '../domain/edition.ts';
import { fixedCallback, storyKey } from './callbacks.ts';
import { MAX_TEXT } from './limits.ts';
import { asPart } from './render.ts';
import {
  dated,
  fits,
  headlineOf,
  messagesFor,
  outletNames,
  type StoryStyle,
  storyLines,
} from './render-story.ts';

/**
 * What the followers of a story get when it changed: what is new in it, the story as it is told now, who wrote it.
 * What is too long loses whole sentences, the last first.
 *
 * @param to.zone of the words under the date: one message goes to readers in every zone
 */
export function renderStoryNews(
  story: EditionStory,
  to: { readonly language: ReaderLanguage; readonly zone: string; readonly at: Date },
): Part[] {
  const messages = messagesFor(to.language);
  const style: StoryStyle = { messages, variant: 'full', zone: to.zone, now: to.at };
  const head = fmt`${FormattedString.bold(messages.story.news)}\n\n${headlineOf(story, style)}`;
  const outlets = outletNames(story.outlets, style);
  const source =
    outlets.text === ''
      ? dated(story.publishedAt, style)
      : fmt`${outlets} · ${dated(story.publishedAt, style)}`;
  for (let sentences = story.sentences.length; sentences >= 0; sentences--) {
    const body = FormattedString.join([...storyLines(story, style, sentences), source], '\n');
    const text = fmt`${head}\n${FormattedString.blockquote(body)}`;
    if (fits(text, MAX_TEXT)) return [asPart(text, storyNewsButtons(story.id, to.language, true))];
  }
  return [asPart(head, storyNewsButtons(story.id, to.language, true))];
}

/** Under a message about one story: to open it, and to end following it or begin anew. */
export function storyNewsButtons(id: number, language: ReaderLanguage, isFollowed: boolean): Button[][] {
  const { open, follow, unfollow } = messagesFor(language).story.buttons;
  const data = fixedCallback('fol', storyKey(id), isFollowed ? 'off' : 'on', 'news');
  // A row each: side by side «🔕 Бақылауды тоқтату» would be cut off on a phone.
  return [
    [{ text: open, callback_data: fixedCallback('st', storyKey(id)) }],
    [{ text: isFollowed ? unfollow : follow, callback_data: data }],
  ];
}
