import type { ReadFailure } from '../app/ports.ts';
import type { Source } from '../domain/knowledge.ts';
import { isChallenge } from './challenge.ts';
import { type DomDocument, type DomElement, parsePage } from './dom.ts';
import { failure } from './failure.ts';
import type { EntriesDocument } from './feed.ts';
import { type Item, type ItemContext, type RawItem, readItems } from './items.ts';
import { TOO_COMPLEX } from './markup.ts';
import { blocksOf, plainTitle } from './text.ts';

type Selectors = NonNullable<Source['selectors']>;

const MAX_POSTS = 20;
const DAY_MS = 86_400_000;
const MAX_HEADLINE_LENGTH = 200;

/** Reads the entries of a page that lists them, by the source's CSS selectors. None is a failure, never "no news". */
export function readList(
  html: string,
  selectors: Selectors | null,
  context: ItemContext,
): EntriesDocument | ReadFailure {
  if (selectors === null)
    return failure('selectors_empty', 'a list is read by "selectors", and there are none');
  const document = parseOrFail(html);
  if ('code' in document) return document;
  try {
    const items = [...document.querySelectorAll(selectors.item)].map((item): RawItem => {
      const link = item.querySelector(selectors.link) ?? (item.localName === 'a' ? item : null);
      const date = selectors.date === undefined ? null : item.querySelector(selectors.date);
      return {
        links: [link?.getAttribute('href')],
        guid: null,
        titles: [item.querySelector(selectors.title)?.textContent, link?.textContent],
        texts: [],
        dates: [date?.getAttribute('datetime'), date?.textContent],
      };
    });
    return finish('list', document, items, context, 'no item is found by "selectors"');
  } catch (error) {
    return failure(
      'selectors_empty',
      `"selectors" are no CSS: ${error instanceof Error ? error.message : ''}`,
    );
  }
}

/** Reads the newest 20 posts of a channel's public preview, `https://t.me/s/<channel>`. */
export function readTelegram(html: string, context: ItemContext): EntriesDocument | ReadFailure {
  const document = parseOrFail(html);
  if ('code' in document) return document;
  const posts = [...document.querySelectorAll('.tgme_widget_message[data-post]')].slice(-MAX_POSTS);
  const none = 'no posts: the channel has no public preview';
  const read = finish('telegram', document, posts.map(postOf), context, none);
  return 'code' in read ? read : { ...read, children: pageBefore(read.entries, context) };
}

/** The page before this one, while it may hold posts of the last day: a busy channel fills a page in an hour. */
function pageBefore(posts: readonly Item[], { url, now }: ItemContext): string[] {
  const isRecent = ({ publishedAt }: Item) =>
    publishedAt !== null && now.getTime() - publishedAt.getTime() < DAY_MS;
  const ids = posts.map(({ guid }) => Number(guid?.match(/\/(\d+)$/)?.[1])).filter((id) => id > 1);
  const page = URL.parse(url);
  if (page === null || ids.length === 0 || !posts.every(isRecent)) return [];
  page.search = `?before=${Math.min(...ids)}`;
  return [page.href];
}

/** The first paragraph is the headline; a post of one paragraph is its own headline and text. */
function postOf(post: DomElement): RawItem {
  const text = post.querySelector('.tgme_widget_message_text');
  const lines = text === null ? [] : blocksOf(text).map((block) => block.text);
  const [first = '', ...rest] = lines;
  const isHeadline = rest.length > 0 && first.length <= MAX_HEADLINE_LENGTH;
  return {
    links: [`https://t.me/${post.getAttribute('data-post') ?? ''}`],
    guid: post.getAttribute('data-post'),
    titles: [escaped(first)],
    texts: [{ value: (isHeadline ? rest : lines).map(escaped).join('<br>'), isHtml: true }],
    dates: [post.querySelector('time[datetime]')?.getAttribute('datetime')],
  };
}

/** Text that is to be read as HTML once more. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function parseOrFail(html: string): DomDocument | ReadFailure {
  if (isChallenge(html)) return failure('challenge', 'a page of a bot wall or of a server in trouble');
  return parsePage(html) ?? failure('parse', TOO_COMPLEX);
}

function finish(
  kind: 'list' | 'telegram',
  document: DomDocument,
  items: readonly RawItem[],
  context: ItemContext,
  none: string,
): EntriesDocument | ReadFailure {
  const entries = readItems(items, context).filter(
    ({ url, title, text }) => url !== null && `${title}${text}` !== '',
  );
  if (entries.length === 0) return failure('selectors_empty', none);
  const title = plainTitle(document.querySelector('title')?.textContent ?? '');
  return { kind, title, declaredLanguage: null, entries, repaired: false, children: [] };
}
