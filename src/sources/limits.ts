import type { DocumentKind } from './document.ts';

/** What a document can be read as. */
export const DOCUMENT_KINDS = ['feed', 'sitemap', 'list', 'telegram', 'page'] as const;

/** Decoded bytes beyond which a document is cut off. */
export const MAX_BYTES: Readonly<Record<DocumentKind, number>> = {
  feed: 5 * 1024 * 1024,
  sitemap: 8 * 1024 * 1024,
  list: 2 * 1024 * 1024,
  telegram: 2 * 1024 * 1024,
  page: 2 * 1024 * 1024,
};
/** Time that a worker may take for a feed. */
export const FEED_LIMIT_MS = 2000;
/** Time that a worker may take for anything else. */
export const PAGE_LIMIT_MS = 5000;
/** Network time of one document, redirects and robots.txt included. */
export const TOTAL_MS = 20_000;
/** Time that a document may wait for the turns of its hosts. */
export const MAX_WAIT_MS = 35_000;
/** Most entries taken of one document: the newest. */
export const MAX_ITEMS = 500;
/** Most pages of a channel's preview read behind its newest one. */
export const MAX_PAGES_BACK = 3;
