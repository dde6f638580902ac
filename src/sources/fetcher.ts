import type { Agent } from 'undici';
import type { ReadFailure } from '../app/ports.ts';
import { abortFailure, failure } from './failure.ts';
import type { Entered, HostQueue } from './hosts.ts';
import {
  type FetchedDocument,
  type FetchRequest,
  fetchOnce,
  mayPause,
  type NotModified,
  type Redirected,
  refusedTarget,
} from './http.ts';
import { hostAndPort } from './links.ts';
import type { Robots } from './robots.ts';

/** What a fetcher keeps to: guarded connections, turns of hosts, robots.txt. */
export interface FetcherOptions {
  readonly agent: Agent;
  readonly hosts: HostQueue;
  readonly robots: Robots;
  readonly userAgent: string;
  readonly fetchAllow: ReadonlySet<string>;
  readonly now: () => number;
  /** Milliseconds that a document may wait for the turns of its hosts. */
  readonly maxWaitMs: number;
}

/** Network time left for a document, or for several that share it, in milliseconds. Fetching takes from it. */
export interface NetworkBudget {
  networkMs: number;
}

/** What came of following redirects to their end. */
export type Followed = (FetchedDocument | NotModified) & {
  /** Where the lasting redirects that the address began with lead; null when there were none. */
  readonly movedTo: string | null;
};

/** @param budget of network time, redirects and robots.txt included */
export type Fetcher = (
  request: Omit<FetchRequest, 'userAgent'>,
  budget: NetworkBudget,
  signal: AbortSignal,
) => Promise<Followed | ReadFailure>;

interface Budget {
  readonly network: NetworkBudget;
  waitMs: number;
}

const MAX_REDIRECTS = 5;
const MAX_ROBOTS_BYTES = 512 * 1024;

/**
 * Fetches documents politely: each hop is checked against the address rules and the host's robots.txt, waits
 * for its host's turn, and stays away when the host asked for it. Never throws.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { agent, hosts, robots, userAgent, fetchAllow, now, maxWaitMs } = options;

  return (request, network, signal) => follow(request, { network, waitMs: maxWaitMs }, true, signal);

  async function follow(
    request: Omit<FetchRequest, 'userAgent'>,
    budget: Budget,
    obeysRobots: boolean,
    signal: AbortSignal,
  ): Promise<Followed | ReadFailure> {
    let { url } = request;
    let from: string | null = null;
    let movedTo: string | null = null;
    let isLasting = true;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const refused = refusedTarget(url, from, fetchAllow);
      if (refused !== null) return refused;
      if (obeysRobots) {
        const fetchFile = (address: string) => robotsFile(address, budget, signal);
        const forbidden = await robots.refusal(url, fetchFile, signal);
        if (forbidden !== null) return forbidden;
      }
      const answer = await inTurn({ ...request, url, userAgent }, budget, signal);
      if (answer.kind === 'failed') return answer;
      if (answer.kind !== 'redirected') return { ...answer, movedTo };
      from = url;
      url = answer.url;
      // After a passing redirect nothing that follows says where the document will be.
      isLasting &&= answer.isLasting;
      if (isLasting) movedTo = url;
    }
    return failure('too_many_redirects', `more than ${MAX_REDIRECTS} redirects`);
  }

  async function robotsFile(
    url: string,
    budget: Budget,
    signal: AbortSignal,
  ): Promise<FetchedDocument | ReadFailure> {
    const file = { url, maxBytes: MAX_ROBOTS_BYTES, cuts: true, validators: null };
    const answer = await follow(file, budget, false, signal);
    return answer.kind === 'notModified'
      ? failure('http_status', '304 for robots.txt', { status: 304 })
      : answer;
  }

  async function inTurn(
    request: FetchRequest,
    budget: Budget,
    signal: AbortSignal,
  ): Promise<FetchedDocument | NotModified | Redirected | ReadFailure> {
    const host = hostAndPort(new URL(request.url));
    const entered = await enter(host, budget, signal);
    if ('code' in entered) return entered;
    if (entered.kind === 'paused') {
      const retryAfterSeconds = Math.ceil(entered.ms / 1000);
      const until = new Date(now() + entered.ms).toISOString();
      return failure('busy', `the host asked to be left alone until ${until}`, { retryAfterSeconds });
    }
    const startedAt = performance.now();
    try {
      const deadline = AbortSignal.timeout(Math.max(Math.ceil(budget.network.networkMs), 1));
      const answer = await fetchOnce(agent, request, AbortSignal.any([signal, deadline]));
      if (answer.kind !== 'failed' || !mayPause(answer.status)) return answer;
      return await stayAway(host, answer);
    } finally {
      budget.network.networkMs -= performance.now() - startedAt;
      await entered.end();
    }
  }

  async function enter(host: string, budget: Budget, signal: AbortSignal): Promise<Entered | ReadFailure> {
    const waitingSince = now();
    const waitSignal = AbortSignal.any([signal, AbortSignal.timeout(Math.max(Math.ceil(budget.waitMs), 1))]);
    try {
      return await hosts.enter(host, waitSignal);
    } catch (error) {
      if (signal.aborted) return abortFailure(signal);
      if (waitSignal.aborted) return failure('busy', 'the turn of its host did not come: others ask it, too');
      return failure('busy', `the turns of hosts are out of reach (${codeOf(error)})`);
    } finally {
      budget.waitMs -= now() - waitingSince;
    }
  }

  /** The whole host is left alone; what cannot be written down for all still holds for this source. */
  async function stayAway(host: string, answer: ReadFailure): Promise<ReadFailure> {
    const seconds = await hosts
      .pause(host, answer.retryAfterSeconds ?? null)
      .catch(() => answer.retryAfterSeconds ?? null);
    return seconds === null ? answer : { ...answer, retryAfterSeconds: Math.ceil(seconds) };
  }
}

/** The code of the innermost cause that has one: of a database's failure it says most. */
function codeOf(error: unknown): string {
  let code = 'unknown';
  for (let at = error; at instanceof Error; at = at.cause) if ('code' in at) code = String(at.code);
  return code;
}
