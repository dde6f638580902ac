import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import type { QuietWeek } from '../domain/notice.ts';
import { fixedCallback } from './callbacks.ts';
import { asPart } from './render.ts';
import { dated, messagesFor } from './render-story.ts';

/** Days of the week that is told of. */
const WEEK_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * The message that a week brought nothing, for all chats of a language: by dates, because it is read at any hour.
 *
 * @param zone IANA name, of the words under the hour
 */
export function renderQuietWeek(
  { lastDate, checkedAt }: QuietWeek,
  { language, zone }: { readonly language: ReaderLanguage; readonly zone: string },
): Part[] {
  const messages = messagesFor(language);
  const words = messages.settings;
  const last = new Date(`${lastDate}T00:00:00Z`);
  const days = messages.formats.range(new Date(last.getTime() - (WEEK_DAYS - 1) * DAY_MS), last);
  const checked = dated(checkedAt, { messages, zone, now: checkedAt, variant: 'full' });
  const text = fmt`${FormattedString.bold(words.quietWeekTitle(days))}
${words.quietWeekNone}
${words.quietWeekChecked} ${checked}.
${words.quietWeekNext}`;
  const month = { text: messages.buttons.month, callback_data: fixedCallback('dg', 720) };
  const topics = { text: messages.buttons.otherTopics, callback_data: fixedCallback('topics', 'new') };
  return [asPart(text, [[month, topics]])];
}
