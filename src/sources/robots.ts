import robotsModule from 'robots-parser';
import type { ReadFailure } from '../app/ports.ts';
import { failure } from './failure.ts';
import type { FetchedDocument } from './http.ts';

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

export interface RobotsOptions {
  readonly userAgent: string;
  readonly now: () => number;
  /** Told once per robots.txt that asks for one, in seconds. */
  readonly onCrawlDelay: (url: URL, seconds: number) => void;
}

const KEPT_MS = 24 * 3_600_000;
/** A host whose robots.txt cannot be had is asked again soon: nothing of it is read until then. */
const HELD_MS = 60_000;

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
      const rules = robotsParser(address, new TextDecoder().decode(answer.bytes));
      const delay = rules.getCrawlDelay(userAgent);
      if (delay !== undefined) onCrawlDelay(url, delay);
      return { rules, held: null, until: now() + KEPT_MS };
    }
    const { status = 0 } = answer;
    if (answer.code === 'http_status' && status >= 400 && status < 500 && status !== 429) {
      return { rules: null, held: null, until: now() + KEPT_MS };
    }
    const held = { ...answer, detail: `robots.txt: ${answer.detail}` };
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
        verdicts.set(target.origin, asked);
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
