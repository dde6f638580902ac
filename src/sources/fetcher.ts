import type { Agent } from 'undici';
import type { ReadFailure } from '../app/ports.ts';
import { abortFailure, failure } from './failure.ts';
import type { HostQueue } from './hosts.ts';
import {
  type FetchedDocument,
  type FetchRequest,
  fetchOnce,
  type NotModified,
  refusedTarget,
} from './http.ts';
import { hostAndPort } from './links.ts';
import type { Robots } from './robots.ts';

export interface FetcherOptions {
  readonly agent: Agent;
  readonly hosts: HostQueue;
  readonly robots: Robots;
  readonly userAgent: string;
  readonly fetchAllow: ReadonlySet<string>;
  readonly now: () => number;
  /** Milliseconds of network time that one document may take, redirects and robots.txt included. */
  readonly totalMs: number;
  /** Milliseconds that a document may wait for the turns of its hosts. */
  readonly maxWaitMs: number;
}

export type Fetcher = (
  request: Omit<FetchRequest, 'userAgent'>,
  signal: AbortSignal,
) => Promise<FetchedDocument | NotModified | ReadFailure>;

const MAX_REDIRECTS = 5;
const MAX_ROBOTS_BYTES = 512 * 1024;

/**
 * Fetches documents politely: each hop is checked against the address rules and the host's robots.txt, waits
 * for its host's turn, and stays away when the host asked for it. Never throws.
 */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { agent, hosts, robots, userAgent, fetchAllow, now } = options;

  return async (request, signal) => {
    const budget = { networkMs: options.totalMs, waitMs: options.maxWaitMs };
    return await follow(request, budget, true, signal);
  };

  async function follow(
    request: Omit<FetchRequest, 'userAgent'>,
    budget: Budget,
    obeysRobots: boolean,
    signal: AbortSignal,
  ): Promise<FetchedDocument | NotModified | ReadFailure> {
    let { url } = request;
    let from: string | null = null;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const refused = refusedTarget(url, from, fetchAllow);
      if (refused !== null) return refused;
      if (obeysRobots) {
        const fetchFile = (address: string) => robotsFile(address, budget, signal);
        const forbidden = await robots.refusal(url, fetchFile, signal);
        if (forbidden !== null) return forbidden;
      }
      const answer = await inTurn({ ...request, url, userAgent }, budget, signal);
      if (answer.kind !== 'redirected') return answer;
      from = url;
      url = answer.url;
    }
    return failure('too_many_redirects', `more than ${MAX_REDIRECTS} redirects`);
  }

  async function robotsFile(
    url: string,
    budget: Budget,
    signal: AbortSignal,
  ): Promise<FetchedDocument | ReadFailure> {
    const answer = await follow({ url, maxBytes: MAX_ROBOTS_BYTES, validators: null }, budget, false, signal);
    return answer.kind === 'notModified'
      ? failure('http_status', '304 for robots.txt', { status: 304 })
      : answer;
  }

  async function inTurn(request: FetchRequest, budget: Budget, signal: AbortSignal) {
    const host = hostAndPort(new URL(request.url));
    const paused = hosts.pausedUntil(host);
    if (paused !== null) {
      const retryAfterSeconds = Math.ceil((paused.getTime() - now()) / 1000);
      const detail = `the host asked to stay away until ${paused.toISOString()}`;
      return failure('http_status', detail, { status: 429, retryAfterSeconds });
    }
    const waitingSince = now();
    const waitSignal = AbortSignal.any([signal, AbortSignal.timeout(Math.max(budget.waitMs, 1))]);
    try {
      await hosts.enter(host, waitSignal);
    } catch {
      return signal.aborted
        ? abortFailure(signal)
        : failure('timeout', 'the host was busy: its turn did not come');
    } finally {
      budget.waitMs -= now() - waitingSince;
    }
    const startedAt = performance.now();
    try {
      const deadline = AbortSignal.timeout(Math.max(Math.ceil(budget.networkMs), 1));
      const answer = await fetchOnce(agent, request, AbortSignal.any([signal, deadline]));
      if (answer.kind === 'failed' && answer.retryAfterSeconds !== undefined) {
        hosts.pause(host, new Date(now() + answer.retryAfterSeconds * 1000));
      }
      return answer;
    } finally {
      budget.networkMs -= performance.now() - startedAt;
      hosts.leave(host);
    }
  }
}

interface Budget {
  networkMs: number;
  waitMs: number;
}
