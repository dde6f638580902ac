import { type Agent, fetch, type Response } from 'undici';
import type { ReadFailure } from '../app/ports.ts';
import { abortFailure, failure } from './failure.ts';
import { BlockedAddressError } from './guard.ts';
import { refusalOf } from './links.ts';

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

/** 304: the document is the one that the validators stand for. */
export interface NotModified {
  readonly kind: 'notModified';
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A redirect that the caller decides on: its target has an own queue and own rules for robots. */
export interface Redirected {
  readonly kind: 'redirected';
  readonly url: string;
}

export interface FetchRequest {
  readonly url: string;
  /** Bytes after decoding beyond which the body is cut off as `too_large`. */
  readonly maxBytes: number;
  readonly userAgent: string;
  /** Sent as conditions; null for a whole answer. */
  readonly validators: { readonly etag: string | null; readonly lastModified: string | null } | null;
}

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/html;q=0.8, application/feed+json;q=0.8, */*;q=0.1';
const ENCODINGS = new Set(['', 'identity', 'gzip', 'x-gzip', 'deflate', 'br']);
const MAX_RETRY_AFTER_SECONDS = 86_400;

/**
 * Makes one request and reads its body within `maxBytes`. A redirect is returned, not followed. Never throws:
 * an aborted `signal` is a `timeout`.
 */
export async function fetchOnce(
  agent: Agent,
  { url, maxBytes, userAgent, validators }: FetchRequest,
  signal: AbortSignal,
): Promise<FetchedDocument | NotModified | Redirected | ReadFailure> {
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
    return await answerOf(response, url, maxBytes, validators !== null);
  } catch (error) {
    return networkFailure(error, signal);
  } finally {
    reading.abort();
  }
}

async function answerOf(
  response: Response,
  url: string,
  maxBytes: number,
  isConditional: boolean,
): Promise<FetchedDocument | NotModified | Redirected | ReadFailure> {
  const { status, headers } = response;
  const etag = headers.get('etag');
  const lastModified = headers.get('last-modified');
  if (status === 304) {
    if (isConditional) return { kind: 'notModified', etag, lastModified };
    return failure('http_status', '304 although nothing was asked conditionally', { status });
  }
  if (status >= 300 && status < 400) return redirectOf(status, headers.get('location'), url);
  if (status !== 200) {
    const retryAfterSeconds =
      status === 429 || status === 503 ? retryAfter(headers.get('retry-after')) : undefined;
    return failure('http_status', `the server answered ${status}`, { status, retryAfterSeconds });
  }
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? '';
  if (!ENCODINGS.has(encoding)) return failure('unsupported', `Content-Encoding "${encoding}" is not read`);

  const bytes = await readBody(response, maxBytes);
  if (bytes === null) return failure('too_large', `more than ${maxBytes} bytes`, { status });
  return { kind: 'fetched', url, bytes, contentType: headers.get('content-type'), etag, lastModified };
}

function redirectOf(status: number, location: string | null, from: string): Redirected | ReadFailure {
  const target = location === null ? null : URL.parse(location, from);
  if (target === null) return failure('http_status', `a redirect ${status} that leads nowhere`, { status });
  target.hash = '';
  return { kind: 'redirected', url: target.href };
}

async function readBody(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) return null;
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) return null;
    chunks.push(chunk);
  }
  // An own buffer, which can be handed over to a worker thread.
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
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
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : (Date.parse(header) - now) / 1000;
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
