import type { ReadFailure } from '../app/ports.ts';

/** Longest `detail`: names of hosts are as long as a server wants. */
const MOST_LETTERS = 300;

/** A failure value; `detail` is for editors and holds nothing that a server sent, but for addresses in ASCII. */
export function failure(
  code: ReadFailure['code'],
  detail: string,
  more: { status?: number; retryAfterSeconds?: number | undefined } = {},
): ReadFailure {
  return { kind: 'failed', code, detail: detail.slice(0, MOST_LETTERS), ...more };
}

/** The failure that an aborted signal stands for. */
export function abortFailure(signal: AbortSignal): ReadFailure {
  const isTimeout = (signal.reason as Error | undefined)?.name === 'TimeoutError';
  return failure('timeout', isTimeout ? 'no whole answer in time' : 'the reading was stopped');
}

/** How a failure is said to an editor, with what can be done about it. */
export function remedyOf({ code, detail }: ReadFailure): string {
  return `${code}: ${detail}${REMEDIES[code] === undefined ? '' : `. ${REMEDIES[code]}`}`;
}

const REMEDIES: Readonly<Partial<Record<ReadFailure['code'], string>>> = {
  busy: 'Nothing was asked; it is tried again by itself',
  network: 'Check the address and the connection',
  timeout: 'Try again later; a source that is always slow is better disabled',
  blocked_address:
    'Only public addresses on ports 80 and 443 are read; FETCH_ALLOW=host:port lets one through',
  too_large: 'The document is larger than a source of its kind may be',
  too_many_redirects: 'Look in a browser where it ends, and write that address into sources.json',
  http_status: 'Look in a browser for its new address; a site that lets no programs in is to be disabled',
  parse: 'Look at the document with npm run -s read -- <url>; one that stays broken is to be disabled',
  unsupported: 'The server compresses in a way that nobody asked for: tell its owner, or disable the source',
  robots: 'The site does not want to be read: disable the source',
  challenge: 'The site lets no programs in from here: try its feed or disable the source',
  not_feed: 'Look at the document in a browser and correct "url" or "kind"; for an article say --kind page',
  not_html: 'For a feed say --kind feed',
  bad_charset: 'Set "charset" of the source in sources.json',
  no_text: 'The page has no article that can be read without running its scripts',
  selectors_empty: 'Compare "selectors" in sources.json with the page',
};
