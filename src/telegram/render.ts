import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Button, Edition, EditionStory, MessageEntity, Part } from '../domain/edition.ts';
import { fixedCallback, packCallback, storyKey } from './callbacks.ts';
import { BUTTONS_PER_ROW, MAX_ENTITIES, MAX_PARTS, MAX_STORIES_PER_PART, MAX_TEXT } from './limits.ts';
import { messagesFor, type StoryStyle, storyBlock } from './render-story.ts';
import { clean, linkable, tame } from './text.ts';

/** What editions show besides the stories. */
export interface RenderOptions {
  /** IANA zone of the words under dates: an edition is rendered once for readers in every zone. */
  readonly zone: string;
  /** The bot's name, for the share button; null leaves the button out. */
  readonly username: string | null;
}

const MAX_TITLE = 120;
const GAP = '\n\n';
const WEEK_HOURS = 168;
const MONTH_HOURS = 720;

interface Block {
  readonly story: EditionStory;
  readonly number: number;
  /** The heading of its section; null in an edition without. */
  readonly heading: FormattedString | null;
  readonly text: FormattedString;
}

/** "⚛️ Уран и атомная отрасль", "Ваши темы", "Поиск: Wabtec". */
function titleOf(edition: Edition, { messages }: StoryStyle): string {
  if (edition.kind === 'search') return messages.searchTitle(tame(edition.query ?? ''));
  const [digest, ...others] = edition.digests;
  if (digest === undefined || others.length > 0) return messages.yourTopics;
  return clean(`${digest.emoji} ${digest.title}`, MAX_TITLE);
}

function countLine(edition: Edition, { messages }: StoryStyle): string {
  const total = edition.page?.total ?? edition.stories.length + edition.moreCount;
  return edition.kind === 'search'
    ? messages.found(total, edition.page ? total : edition.stories.length, edition.searchedWeeks ?? null)
    : messages.storyCount(total, edition.windowHours);
}

function moreLine(edition: Edition, more: number, { messages }: StoryStyle): string {
  if (more === 0) return '';
  if (edition.kind === 'search') return messages.moreInSearch(more);
  return edition.kind === 'scheduled' ? messages.moreInDigest(more) : messages.moreInTopics(more);
}

/** The heading of each story, in their order. */
function headings(edition: Edition, { messages }: StoryStyle): (FormattedString | null)[] {
  const found = (edition.sections ?? []).flatMap(({ digest, count }) => {
    const words = digest === null ? '' : clean(`${digest.emoji} ${digest.title}`, MAX_TITLE);
    return Array<FormattedString>(count).fill(FormattedString.bold(words || messages.edition.otherNews));
  });
  return edition.stories.map((_, index) => found[index] ?? null);
}

/** A block as it stands behind `before` in a part: its heading is said where its section begins, and in each part. */
function placed({ heading, text }: Block, before: Block | undefined): FormattedString {
  return heading === null || heading === before?.heading ? text : fmt`${heading}\n${text}`;
}

/** Fills messages in order; a story goes whole into one of them, with the heading above it. */
function pack(blocks: readonly Block[], maxText: number, maxEntities: number): Block[][] {
  const parts: Block[][] = [];
  let text = 0;
  let entities = 0;
  for (const block of blocks) {
    const part = parts.at(-1);
    const next = placed(block, part?.at(-1));
    text += GAP.length + next.text.length;
    entities += next.entities.length;
    if (
      part !== undefined &&
      part.length < MAX_STORIES_PER_PART &&
      text <= maxText &&
      entities <= maxEntities
    ) {
      part.push(block);
      continue;
    }
    const first = placed(block, undefined);
    parts.push([block]);
    text = GAP.length + first.text.length;
    entities = first.entities.length;
  }
  return parts;
}

function storyButtons(blocks: readonly Block[]): Button[][] {
  const buttons = blocks.map(({ story, number }) => ({
    text: String(number),
    callback_data: fixedCallback('st', storyKey(story.id)),
  }));
  const rows: Button[][] = [];
  for (let at = 0; at < buttons.length; at += BUTTONS_PER_ROW)
    rows.push(buttons.slice(at, at + BUTTONS_PER_ROW));
  return rows;
}

/** The address that hands `url` with `text` to somebody else in Telegram. */
function shareLink(url: string, text: string): string | null {
  return linkable(`https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`);
}

/** The same topics over a longer time: the week, for an edition of a week the month; empty for a search. */
function widerButton({ kind, digests, windowHours }: Edition, { messages }: StoryStyle): Button[] {
  if (kind === 'search' || windowHours >= MONTH_HOURS) return [];
  const [hours, text] =
    windowHours < WEEK_HOURS ? [WEEK_HOURS, messages.buttons.week] : [MONTH_HOURS, messages.buttons.month];
  const ids = digests.map(({ id }) => id);
  // Without ids the button means the topics of whoever presses it.
  const data = packCallback('dg', hours, ...ids) ?? fixedCallback('dg', hours);
  return [{ text, callback_data: data }];
}

/** The longer time has a row of its own: three labels are too long for one on a phone. */
function lastRows(edition: Edition, title: string, style: StoryStyle, username: string | null): Button[][] {
  const { buttons } = style.messages;
  const wider = widerButton(edition, style);
  const row: Button[] = [{ text: buttons.settings, callback_data: fixedCallback('menu', 'new') }];
  const [digest, ...others] = edition.digests;
  const start = digest !== undefined && others.length === 0 ? `?start=${digest.id}` : '';
  const url =
    username === null
      ? null
      : shareLink(`https://t.me/${username}${start}`, edition.kind === 'search' ? '' : title);
  if (url !== null) row.push({ text: buttons.share, url });
  return wider.length === 0 ? [row] : [wider, row];
}

/** The text of a message with its entities, as a part of an edition keeps them. */
export function asPart(text: FormattedString, keyboard: readonly (readonly Button[])[]): Part {
  const entities: MessageEntity[] = text.entities.map((entity) => ({ ...entity }));
  return { text: text.text, entities, keyboard };
}

/**
 * An edition as the messages that every one of its readers gets: cut between stories only, each within
 * Telegram's limits, numbered on from part to part. A scheduled one has at most three, and what does not fit is
 * counted as more; others are paged through, each part with the buttons of the last. Empty when there is no story.
 */
export function renderEdition(edition: Edition, { zone, username }: RenderOptions): Part[] {
  const { variant, windowTo, language } = edition;
  const style: StoryStyle = { messages: messagesFor(language), variant, zone, now: windowTo };
  const title = titleOf(edition, style);
  const date = edition.kind === 'search' ? [] : [style.messages.formats.date(windowTo, zone, windowTo)];
  const { page } = edition;
  const header = (part: number, parts: number): FormattedString => {
    const [n, of] = page === undefined ? [part, parts] : [page.number, page.of];
    const bold = FormattedString.bold([title, ...date, ...(of > 1 ? [`${n}/${of}`] : [])].join(' · '));
    return n === 1 ? fmt`${bold}\n${countLine(edition, style)}` : bold;
  };
  // Room for the longest header and last line, whichever part they fall on.
  const frame = header(1, 99).text.length + GAP.length + moreLine(edition, 9_999, style).length;
  const maxText = MAX_TEXT - frame;
  const headed = headings(edition, style);
  const room =
    maxText - GAP.length - Math.max(0, ...headed.map((heading) => (heading?.text.length ?? -1) + 1));
  const blocks = edition.stories.map((story, index) => {
    const number = index + (page?.firstStory ?? 1);
    return { story, number, heading: headed[index] ?? null, text: storyBlock(story, number, style, room) };
  });
  const packed = pack(blocks, maxText, MAX_ENTITIES - 1);
  // Pages cost nothing until somebody turns to them; messages that come by themselves are few.
  const most = edition.kind === 'scheduled' ? MAX_PARTS : packed.length;
  const parts = packed.slice(0, most);
  const left = packed.slice(most).flat().length;
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    const more = isLast ? moreLine(edition, edition.moreCount + left, style) : '';
    const texts = [
      header(index + 1, parts.length),
      ...part.map((block, at) => placed(block, part[at - 1])),
      ...(more === '' ? [] : [more]),
    ];
    const keyboard = storyButtons(part);
    if (isLast || edition.kind !== 'scheduled') keyboard.push(...lastRows(edition, title, style, username));
    return asPart(FormattedString.join(texts, GAP), keyboard);
  });
}
