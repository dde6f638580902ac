import robotsModule from 'robots-parser';
import type { ReadFailure } from '../app/ports.ts';
import { failure } from './failure.ts';
import type { FetchedDocument } from './http.ts';

/** Fetches a robots.txt as any other document, without asking robots.txt for leave. */
export type FetchFile = (url: string) => Promise<FetchedDocument | ReadFailure>;

/** Obeys robots.txt. */
export interface Robots {
  /**
   * Null when `url` may be read, else why not. The first question about a host fetches its robots.txt.
   *
   * @param fetchFile fetches a robots.txt, following redirects
   */
  refusal(url: string, fetchFile: FetchFile, signal: AbortSignal): Promise<ReadFailure | null>;
}

/** Who asks, when it is, and who is told. */
export interface RobotsOptions {
  readonly userAgent: string;
  readonly now: () => number;
  /** Told of every robots.txt that was had: seconds between requests, null when it asks for nothing. */
  readonly onCrawlDelay: (url: URL, seconds: number | null) => Promise<void>;
}

const KEPT_MS = 24 * 3_600_000;
/** A host whose robots.txt cannot be had is asked again soon: nothing of it is read until then. */
const HELD_MS = 60_000;
/** Verdicts kept: feeds may link to any number of hosts. Those asked longest ago go first. */
const MOST_HOSTS = 500;
/** Longer lines are no rules for a program. */
const LONGEST_LINE = 1000;
/** Rules taken of one file, and letters of those among them that hold a `*`: these cost time with every question. */
const MOST_RULES = 5000;
const MOST_WILDCARD_LETTERS = 16_384;

type Rules = ReturnType<typeof robotsModule.default>;
/** The package is CommonJS that exports the function itself; its types say that it exports a default. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

interface Verdict {
  readonly rules: Rules | null;
  readonly held: ReadFailure | null;
  readonly until: number;
}

/** Keeps each host's robots.txt for 24 h: a missing one allows all, a server error holds everything back. */
export function createRobots({ userAgent, now, onCrawlDelay }: RobotsOptions): Robots {
  const verdicts = new Map<string, Promise<Verdict>>();

  async function ask(url: URL, fetchFile: FetchFile): Promise<Verdict> {
    const address = new URL('/robots.txt', url).href;
    const answer = await fetchFile(address);
    if (answer.kind === 'fetched') {
      const rules = robotsParser(address, ownPart(new TextDecoder().decode(answer.bytes), userAgent));
      // Kept or not, the rules hold; the spacing is then the usual one.
      await onCrawlDelay(url, rules.getCrawlDelay(userAgent) ?? null).catch(() => {});
      return { rules, held: null, until: now() + KEPT_MS };
    }
    const { status = 0 } = answer;
    if (answer.code === 'http_status' && status >= 400 && status < 500 && status !== 429) {
      return { rules: null, held: null, until: now() + KEPT_MS };
    }
    const held = { ...answer, detail: `robots.txt: ${answer.detail}` };
    // Nobody has asked the host yet.
    if (answer.code === 'busy') return { rules: null, held, until: now() };
    // A server that refuses its robots.txt has not answered yet; one that is not there is simply not there.
    if (answer.code === 'http_status')
      return { rules: null, held: { ...held, code: 'robots' }, until: now() + HELD_MS };
    return { rules: null, held, until: now() + HELD_MS };
  }

  return {
    async refusal(url, fetchFile, signal) {
      const target = new URL(url);
      const known = verdicts.get(target.origin);
      const isStale = known === undefined || (await known).until <= now();
      let asked = verdicts.get(target.origin);
      if (asked === undefined || (isStale && asked === known)) {
        asked = ask(target, fetchFile);
        verdicts.delete(target.origin);
        verdicts.set(target.origin, asked);
        forgetFirst(verdicts);
        // A caller who went away has learnt nothing about the host.
        await asked;
        if (signal.aborted) verdicts.delete(target.origin);
      }
      const { rules, held } = await asked;
      if (held !== null) return held;
      if (rules?.isAllowed(url, userAgent) === false)
        return failure('robots', 'robots.txt does not allow it');
      return null;
    },
  };
}

function forgetFirst(verdicts: Map<string, unknown>): void {
  const [first] = verdicts.keys();
  if (verdicts.size > MOST_HOSTS && first !== undefined) verdicts.delete(first);
}

/**
 * The groups of a robots.txt that speak to us or to everybody, within bounds. The parser copies every rule for
 * every name of its group: 512 KB of names and rules in one group would take all memory, and long patterns of
 * `*` the main thread.
 */
export function ownPart(file: string, userAgent: string): string {
  const name = (userAgent.split('/')[0] ?? '').toLowerCase();
  const kept: string[] = [];
  const named = new Set<string>();
  let isOurs = false;
  let isNaming = false;
  let rules = 0;
  let wildcardLetters = 0;
  for (const line of file.split(/\r\n|\r|\n/)) {
    const [, field = '', value = ''] =
      /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line.slice(0, LONGEST_LINE + 1)) ?? [];
    if (/^user-agent$/i.test(field)) {
      const who = value.split('/')[0]?.trim().toLowerCase() ?? '';
      if (!isNaming) named.clear();
      isNaming = true;
      if ((who === name || who === '*') && !named.has(who)) {
        named.add(who);
        kept.push(`User-agent: ${who}`);
      }
      isOurs = named.size > 0;
      continue;
    }
    if (field !== '') isNaming = false;
    if (!isOurs || line.length > LONGEST_LINE || !/^(?:dis)?allow$|^crawl-delay$/i.test(field)) continue;
    if (value.includes('*')) wildcardLetters += value.length;
    if (++rules > MOST_RULES || (value.includes('*') && wildcardLetters > MOST_WILDCARD_LETTERS)) continue;
    kept.push(`${field}: ${value}`);
  }
  return kept.join('\n');
}
