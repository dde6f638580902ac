import type { ReadFailure } from '../app/ports.ts';
import type { Source } from '../domain/knowledge.ts';
import { decodeBody } from './charset.ts';
import { failure } from './failure.ts';
import { type EntriesDocument, readFeed } from './feed.ts';
import type { ItemContext } from './items.ts';
import type { DOCUMENT_KINDS } from './limits.ts';
import { readList, readTelegram } from './list.ts';
import { type PageDocument, readPage } from './page.ts';
import { readSitemap } from './sitemap.ts';
import { afterWarnings, cleanXml, rootOf } from './xmlText.ts';

/** One of `DOCUMENT_KINDS`. */
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** A document to be understood, in values that can be handed to a worker thread. */
export interface DocumentRequest {
  /** Null lets the bytes decide. */
  readonly kind: DocumentKind | null;
  readonly bytes: Uint8Array;
  /** Final address of the document. */
  readonly url: string;
  /** The Content-Type header; null for a file. */
  readonly contentType: string | null;
  /** The source's charset when an editor says that it lies. */
  readonly charset: string | null;
  readonly language: 'ru' | 'kk' | 'en';
  /** IANA zone of dates that name none. */
  readonly timeZone: string;
  readonly now: Date;
  readonly fetchAllow: ReadonlySet<string>;
  readonly selectors: NonNullable<Source['selectors']> | null;
}

/** What was understood of a document, or why nothing was. */
export type DocumentReading = EntriesDocument | PageDocument | ReadFailure;

/** Understands one document. Its time and memory are its worker's: it is never called in the main thread of the bot. */
export function readDocument(request: DocumentRequest): DocumentReading {
  const { bytes, contentType, charset, language } = request;
  const binary = binaryKind(bytes);
  if (binary !== null)
    return failure(request.kind === 'page' ? 'not_html' : 'not_feed', `${binary} instead of text`);
  const decoded = decodeBody(bytes, { contentType, fallback: charset, expectsCyrillic: language !== 'en' });
  if (decoded === null) return failure('bad_charset', 'in no charset that we know');
  const context: ItemContext = request;
  const kind = request.kind ?? guessKind(decoded.text);
  switch (kind) {
    case 'feed':
      return readFeed(decoded.text, context);
    case 'page':
      return readPage(decoded.text, context);
    case 'sitemap':
      return readSitemap(decoded.text, context);
    case 'list':
      return readList(decoded.text, request.selectors, context);
    case 'telegram':
      return readTelegram(decoded.text, context);
  }
}

/** What a document is by its first element, whatever its name or header says. */
function guessKind(text: string): DocumentKind {
  const head = cleanXml(text.slice(0, 200_000));
  if (/^[{[]/.test(head)) return 'feed';
  const root = rootOf(head) ?? '';
  if (root === 'urlset' || root === 'sitemapindex') return 'sitemap';
  if (/^(?:rss|rdf|feed|channel|entry)$/.test(root)) return 'feed';
  const page = /class="[^"]*tgme_widget_message[\s"]/.test(head) ? 'telegram' : 'page';
  if (/^(?:html|head|body)$/.test(root)) return page;
  if (head.startsWith('<?xml') || (afterWarnings(head) !== null && !/<(?:html|body)[\s>]/i.test(head)))
    return 'feed';
  return page;
}

function binaryKind(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 8)).toString('latin1');
  if (head.startsWith('%PDF')) return 'a PDF';
  if (head.startsWith('\x89PNG') || head.startsWith('\xff\xd8\xff') || head.startsWith('GIF8'))
    return 'an image';
  if (head.startsWith('PK\x03\x04')) return 'a ZIP archive';
  return head.startsWith('\x1f\x8b') ? 'a gzip archive' : null;
}
