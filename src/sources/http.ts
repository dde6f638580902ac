import { type Agent, fetch, type Response } from 'undici';
import type { ReadFailure } from '../app/ports.ts';
import { abortFailure, failure } from './failure.ts';
import { BlockedAddressError } from './guard.ts';
import { MAX_URL_LENGTH, refusalOf } from './links.ts';

/** A document as it came over the network, content encodings undone. */
export interface FetchedDocument {
  readonly kind: 'fetched';
  /** After redirects. */
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** 304: the document is the one that the validators stand for; what the answer says of validators is not heard. */
export interface NotModified {
  readonly kind: 'notModified';
}

/** A redirect that the caller decides on: its target has an own queue and own rules for robots. */
export interface Redirected {
  readonly kind: 'redirected';
  readonly url: string;
  /** True for 301 and 308: the old address is not to be asked any more. */
  readonly isLasting: boolean;
}

/** One GET. */
export interface FetchRequest {
  readonly url: string;
  /** Bytes after decoding beyond which the body is cut off as `too_large`. */
  readonly maxBytes: number;
  /** True takes the first `maxBytes` of a larger body instead of refusing it. */
  readonly cuts?: boolean | undefined;
  readonly userAgent: string;
  /** Sent as conditions; null for a whole answer. */
  readonly validators: { readonly etag: string | null; readonly lastModified: string | null } | null;
}

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, application/feed+json;q=0.8, */*;q=0.1';
const ENCODINGS = new Set(['', 'identity', 'gzip', 'x-gzip', 'deflate', 'br']);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const LASTING: ReadonlySet<number> = new Set([301, 308]);
const MAX_RETRY_AFTER_SECONDS = 86_400;

/**
 * Makes one request and reads its body within `maxBytes`. A redirect is returned, not followed. Never throws:
 * an aborted `signal` is a `timeout`.
 */
export async function fetchOnce(
  agent: Agent,
  request: FetchRequest,
  signal: AbortSignal,
): Promise<FetchedDocument | NotModified | Redirected | ReadFailure> {
  const { url, userAgent, validators } = request;
  const headers: Record<string, string> = {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-encoding': 'gzip, deflate, br',
  };
  if (validators?.etag) headers['if-none-match'] = validators.etag;
  if (validators?.lastModified) headers['if-modified-since'] = validators.lastModified;

  // Ends the connection when we stop reading a body: an unread one would be received to its end.
  const reading = new AbortController();
  try {
    const response = await fetch(url, {
      dispatcher: agent,
      redirect: 'manual',
      headers,
      signal: AbortSignal.any([signal, reading.signal]),
    });
    return await answerOf(response, request);
  } catch (error) {
    return networkFailure(error, signal);
  } finally {
    reading.abort();
  }
}

async function answerOf(
  response: Response,
  { url, maxBytes, cuts = false, validators }: FetchRequest,
): Promise<FetchedDocument | NotModified | Redirected | ReadFailure> {
  const { status, headers } = response;
  if (status === 304) {
    if (validators?.etag || validators?.lastModified) return { kind: 'notModified' };
    return failure('http_status', '304 although nothing was asked conditionally', { status });
  }
  if (REDIRECTS.has(status)) return redirectOf(status, headers.get('location'), url);
  if (status !== 200) {
    const retryAfterSeconds = mayPause(status) ? retryAfter(headers.get('retry-after')) : undefined;
    return failure('http_status', `the server answered ${status}`, { status, retryAfterSeconds });
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (!ENCODINGS.has(encoding)) return failure('unsupported', 'a Content-Encoding that is not read');

  const stated = Number(headers.get('content-length') ?? 0);
  const bytes = stated > maxBytes && !cuts ? null : await readBody(response, maxBytes, cuts);
  if (bytes === null) return failure('too_large', `more than ${maxBytes} bytes`, { status });
  return {
    kind: 'fetched',
    url,
    bytes,
    contentType: headers.get('content-type'),
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
  };
}

/** True for the answers with which a server asks to be left alone for a while. */
export function mayPause(status: number | undefined): boolean {
  return status === 429 || status === 503;
}

function redirectOf(status: number, location: string | null, from: string): Redirected | ReadFailure {
  const target = location === null ? null : URL.parse(utf8Of(location), from);
  if (target === null || target.href.length > MAX_URL_LENGTH)
    return failure('http_status', `a redirect ${status} that leads nowhere`, { status });
  target.hash = '';
  return { kind: 'redirected', url: target.href, isLasting: LASTING.has(status) };
}

/** Header values come as Latin-1, one letter a byte; addresses with Cyrillic in them are sent in UTF-8. */
function utf8Of(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

/** Null when the body is larger than `maxBytes` and not to be cut. */
async function readBody(response: Response, maxBytes: number, cuts: boolean): Promise<Uint8Array | null> {
  if (response.body === null) return new Uint8Array();
  // One buffer that grows, so that a body never lies in memory twice. It can be handed over to a worker thread, and
  // is given back to the system when it is done with; an ordinary one of megabytes stays as a hole in the memory.
  const whole = new Uint8Array(new ArrayBuffer(0, { maxByteLength: maxBytes }));
  let isWhole = false;
  try {
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      const size = whole.byteLength;
      const kept = chunk.subarray(0, maxBytes - size);
      if (kept.byteLength < chunk.byteLength && !cuts) return null;
      whole.buffer.resize(size + kept.byteLength);
      whole.set(kept, size);
      if (kept.byteLength < chunk.byteLength) break;
    }
    isWhole = true;
    return whole;
  } finally {
    // What nobody will read need not wait for the garbage collector.
    if (!isWhole) whole.buffer.resize(0);
  }
}

/** Why `url` is not requested when `from` leads there; null when it may be. */
export function refusedTarget(
  url: string,
  from: string | null,
  fetchAllow: ReadonlySet<string>,
): ReadFailure | null {
  const target = URL.parse(url);
  if (target === null) return failure('blocked_address', 'not an address');
  const refusal = refusalOf(target, fetchAllow);
  if (refusal !== null) return failure('blocked_address', refusal);
  if (from !== null && new URL(from).protocol === 'https:' && target.protocol === 'http:') {
    return failure('blocked_address', 'a redirect from https to http is not followed');
  }
  return null;
}

/** Seconds that a Retry-After header asks for, at most a day; undefined when it says nothing readable. */
export function retryAfter(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  const isNumber = /^\s*\d+\s*$/.test(header);
  // Only what looks like a date: Date.parse takes "5 minutes" for a day in May.
  if (!isNumber && !/\d\d:\d\d:\d\d/.test(header)) return undefined;
  const seconds = isNumber ? Number(header) : (Date.parse(header) - now) / 1000;
  if (!Number.isFinite(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 0), MAX_RETRY_AFTER_SECONDS);
}

/** Turns whatever fetch threw into a failure. */
function networkFailure(error: unknown, signal: AbortSignal): ReadFailure {
  if (signal.aborted) return abortFailure(signal);
  const causes: Error[] = [];
  for (let at: unknown = error; at instanceof Error && causes.length < 5; at = at.cause) causes.push(at);
  const blocked = causes.find((cause) => cause instanceof BlockedAddressError);
  if (blocked !== undefined) return failure('blocked_address', blocked.message);
  const innermost = causes.at(-1);
  const code = (innermost as { code?: unknown } | undefined)?.code;
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return failure('timeout', 'no connection within 5 s');
  const name = typeof code === 'string' ? `${code}: ` : '';
  return failure('network', `${name}${innermost?.message ?? 'unknown error'}`.slice(0, 200));
}
