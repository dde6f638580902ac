import { createHash } from 'node:crypto';
import type dns from 'node:dns';
import { setTimeout as delay } from 'node:timers/promises';
import type { PageReading, Reader, ReadFailure, SourceReading, Validators } from '../app/ports.ts';
import type { Entry } from '../domain/article.ts';
import type { Source } from '../domain/knowledge.ts';
import type { DocumentKind, DocumentReading, DocumentRequest } from './document.ts';
import { failure } from './failure.ts';
import type { EntriesDocument } from './feed.ts';
import { createFetcher, type NetworkBudget } from './fetcher.ts';
import { guardedAgent } from './guard.ts';
import { createHostQueue, type HostTurns } from './hosts.ts';
import type { FetchedDocument } from './http.ts';
import {
  FEED_LIMIT_MS,
  MAX_BYTES,
  MAX_ITEMS,
  MAX_PAGES_BACK,
  MAX_WAIT_MS,
  PAGE_LIMIT_MS,
  TOTAL_MS,
} from './limits.ts';
import { hostAndPort } from './links.ts';
import { createRobots } from './robots.ts';
import { createDocumentWorkers } from './workers.ts';

/** What a reader of sources is made with. */
export interface ReaderOptions {
  /** The operator's address or URL in the User-Agent; null when none is configured. */
  readonly contact: string | null;
  /** Of this program. */
  readonly version: string;
  /** `host:port` of addresses that the guard lets through and that are not spaced. */
  readonly fetchAllow: readonly string[];
  /** Who shares the turns of hosts with us; nobody by default, which will do for a tool. */
  readonly turns?: HostTurns | undefined;
  /** For tests; the real ones by default. */
  readonly now?: () => number;
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly resolve?: typeof dns.lookup;
  /** Ports of public addresses besides those of `fetchAllow`; 80 and 443 by default. */
  readonly ports?: readonly string[];
  /** Milliseconds of network time for one document; 20,000 by default. */
  readonly totalMs?: number;
}

/** A document fetched and understood as a given kind, for programs that show it. */
export interface DocumentReader extends Reader {
  /**
   * @param kind null lets the bytes decide
   * @param source whose charset, zone, language and selectors hold; null when the address is of none
   */
  readAddress(
    url: string,
    kind: DocumentKind | null,
    source: Source | null,
    signal: AbortSignal,
  ): Promise<DocumentReading>;
  /** The same for bytes that are at hand. */
  readBytes(bytes: Uint8Array, url: string, kind: DocumentKind | null): Promise<DocumentReading>;
}

const DAY_MS = 86_400_000;
const NO_VALIDATORS: Validators = { etag: null, lastModified: null, bodyHash: null };

/** Prior for documents that no source stands behind. */
const NO_SOURCE = {
  charset: undefined,
  language: 'ru',
  timeZone: 'Asia/Almaty',
  selectors: undefined,
} as const;
type Reading = Pick<Source, 'charset' | 'language' | 'timeZone' | 'selectors'>;

/** The Reader over HTTP. Keeps robots.txt and worker threads in this process; `close` ends them. */
export function createReader(options: ReaderOptions): DocumentReader {
  const { contact, version, now = Date.now, totalMs = TOTAL_MS } = options;
  const sleep = options.sleep ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const fetchAllow = new Set(options.fetchAllow);
  const userAgent = `Kopir/${version}${contact === null ? '' : ` (+${contact})`}`;
  const { ports, resolve } = options;
  const agent = guardedAgent({ fetchAllow, ...(ports && { ports }), ...(resolve && { resolve }) });
  const hosts = createHostQueue({ fetchAllow, now, sleep, turns: options.turns });
  const onCrawlDelay = (url: URL, seconds: number | null) => hosts.setDelay(hostAndPort(url), seconds);
  const robots = createRobots({ userAgent, now, onCrawlDelay });
  const fetchDocument = createFetcher({
    agent,
    hosts,
    robots,
    userAgent,
    fetchAllow,
    now,
    maxWaitMs: MAX_WAIT_MS,
  });
  const workers = createDocumentWorkers();
  /** The day on which each source was last read without conditions; a server may answer 304 for ever by mistake. */
  const wholeReadOn = new Map<string, number>();

  function understand(
    document: Pick<FetchedDocument, 'bytes' | 'url' | 'contentType'>,
    kind: DocumentKind | null,
    { charset = undefined, language, timeZone, selectors }: Reading,
  ): Promise<DocumentReading> {
    const { bytes, url, contentType } = document;
    const request: DocumentRequest = {
      kind,
      bytes,
      url,
      contentType,
      charset: charset ?? null,
      language,
      timeZone,
      now: new Date(now()),
      fetchAllow,
      selectors: selectors ?? null,
    };
    return workers.read(request, kind === 'feed' ? FEED_LIMIT_MS : PAGE_LIMIT_MS);
  }

  /**
   * A source's day begins at an own time of day. So it is read whole once a day, and not all sources at once,
   * however often the process starts anew, and nothing of that has to be kept.
   */
  function conditionsFor(source: Source, validators: Validators): Validators | null {
    const phase = createHash('sha256').update(source.id).digest().readUInt32BE(0) % DAY_MS;
    const day = Math.floor((now() - phase) / DAY_MS);
    const isDue = (wholeReadOn.get(source.id) ?? day) !== day;
    wholeReadOn.set(source.id, day);
    return isDue || (validators.etag === null && validators.lastModified === null) ? null : validators;
  }

  async function readSource(
    source: Source,
    validators: Validators,
    signal: AbortSignal,
  ): Promise<SourceReading> {
    const budget: NetworkBudget = { networkMs: totalMs };
    const asked = conditionsFor(source, validators);
    const request = { url: source.url, maxBytes: MAX_BYTES[source.kind], validators: asked };
    const answer = await fetchDocument(request, budget, signal);
    if (answer.kind === 'failed') return answer;
    const { movedTo } = answer;
    // What a 304 says of validators is not taken: they would stand for a body that we never had.
    if (answer.kind === 'notModified') return { kind: 'unchanged', validators: pick(validators), movedTo };
    const { etag, lastModified } = answer;
    const bodyHash = createHash('sha256').update(answer.bytes).digest('hex');
    if (bodyHash === validators.bodyHash)
      return { kind: 'unchanged', validators: { etag, lastModified, bodyHash }, movedTo };

    const read = await understand(answer, source.kind, source);
    if (read.kind === 'failed') return read;
    if (read.kind === 'page') return failure('not_feed', 'a page instead of entries');
    // A document that was cut off on its way has the validators of the whole one: the next 304 would lose the rest.
    const validatorsNow = read.repaired ? NO_VALIDATORS : { etag, lastModified, bodyHash };
    if (read.children.length === 0 || read.kind === 'telegram') {
      const older = await readOlder(read.children, source, budget, signal);
      return {
        kind: 'entries',
        entries: [...usableEntries(read), ...older],
        validators: validatorsNow,
        repaired: read.repaired,
        movedTo,
      };
    }
    // An index says little of whether its children changed: it is never taken for unchanged.
    const entries = await readChildren(read.children, source, budget, signal);
    if ('code' in entries) return entries;
    return {
      kind: 'entries',
      entries,
      validators: NO_VALIDATORS,
      repaired: false,
      movedTo,
    };
  }

  /** Posts of the pages before a channel's newest one; what was read already is worth having without them. */
  async function readOlder(
    pages: readonly string[],
    source: Source,
    budget: NetworkBudget,
    signal: AbortSignal,
  ): Promise<readonly Entry[]> {
    const entries: Entry[] = [];
    let [url] = pages;
    for (let page = 0; page < MAX_PAGES_BACK && url !== undefined; page++) {
      const read = await fetchAndUnderstand(url, 'telegram', source, signal, budget);
      if (read.kind !== 'telegram') break;
      entries.push(...usableEntries(read));
      const [next] = read.children;
      url = next === url ? undefined : next;
    }
    return entries;
  }

  /** Entries of the sitemaps that could be read; a failure only when none could. */
  async function readChildren(
    urls: readonly string[],
    source: Source,
    budget: NetworkBudget,
    signal: AbortSignal,
  ): Promise<readonly Entry[] | ReadFailure> {
    const entries: Entry[] = [];
    let failed: ReadFailure | null = null;
    let isRead = false;
    for (const url of urls) {
      const read = await fetchAndUnderstand(url, 'sitemap', source, signal, budget);
      if (read.kind === 'failed') failed = read;
      else if (read.kind !== 'page') {
        isRead = true;
        entries.push(...usableEntries(read));
      }
    }
    if (!isRead && failed !== null) return failed;
    return entries.slice(0, MAX_ITEMS);
  }

  async function readPage(url: string, source: Source, signal: AbortSignal): Promise<PageReading> {
    const read = await fetchAndUnderstand(url, 'page', source, signal);
    if (read.kind === 'failed') return read;
    if (read.kind !== 'page') return failure('not_html', 'no page');
    const { links: _, kind: __, ...page } = read;
    return { kind: 'page', page };
  }

  async function fetchAndUnderstand(
    url: string,
    kind: DocumentKind | null,
    source: Reading,
    signal: AbortSignal,
    budget: NetworkBudget = { networkMs: totalMs },
  ): Promise<DocumentReading> {
    const request = { url, maxBytes: MAX_BYTES[kind ?? 'feed'], validators: null };
    const answer = await fetchDocument(request, budget, signal);
    if (answer.kind === 'failed') return answer;
    if (answer.kind === 'notModified')
      return failure('http_status', '304 without conditions', { status: 304 });
    return await understand(answer, kind, source);
  }

  return {
    readSource,
    readPage,
    readAddress: (url, kind, source, signal) => fetchAndUnderstand(url, kind, source ?? NO_SOURCE, signal),
    readBytes: (bytes, url, kind) =>
      understand({ bytes: new Uint8Array(bytes), url, contentType: null }, kind, NO_SOURCE),
    async close() {
      await Promise.all([workers.close(), agent.destroy()]);
    },
  };
}

/** The validators alone: what is handed to us may be the whole state of a source. */
function pick({ etag, lastModified, bodyHash }: Validators): Validators {
  return { etag, lastModified, bodyHash };
}

/** An entry needs an address, and a title or a text; those of a sitemap may be on its page only. */
function usableEntries({ kind, entries }: EntriesDocument): Entry[] {
  return entries.flatMap(({ guid, url, title, text, publishedAt }) => {
    const saysNothing = title === '' && text === '' && kind !== 'sitemap';
    return url === null || saysNothing ? [] : [{ guid: guid ?? url, url, title, text, publishedAt }];
  });
}
