/** Access to one host at a time, spaced, so that no server feels us. */
export interface HostQueue {
  /**
   * Waits for the host's turn. Whoever got one gives it back with `leave`.
   *
   * @throws the signal's reason when it aborts first
   */
  enter(host: string, signal: AbortSignal): Promise<void>;
  leave(host: string): void;
  /** No turn before `at`: what Retry-After asks for. */
  pause(host: string, at: Date): void;
  /** The instant until which the host asked us to stay away; null when it did not. */
  pausedUntil(host: string): Date | null;
  /** Seconds between two turns of a host, from its robots.txt; less than the usual 2 s is not taken. */
  setDelay(host: string, seconds: number): void;
}

export interface HostQueueOptions {
  /** `host:port` of addresses that are not spaced and may have 8 requests in flight. */
  readonly fetchAllow: ReadonlySet<string>;
  readonly now: () => number;
  /** Resolves after `ms`, rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

const SPACING_MS = 2000;
const MAX_DELAY_MS = 30_000;
const ALLOWED_IN_FLIGHT = 8;

interface Host {
  inFlight: number;
  nextAt: number;
  delayMs: number;
  pausedUntil: number;
  readonly waiting: (() => void)[];
}

/** Keeps the turns of this process in memory: 1 request in flight per host and at least 2 s from one to the next. */
export function createHostQueue({ fetchAllow, now, sleep }: HostQueueOptions): HostQueue {
  const hosts = new Map<string, Host>();

  function host(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    const fresh: Host = { inFlight: 0, nextAt: 0, delayMs: SPACING_MS, pausedUntil: 0, waiting: [] };
    hosts.set(name, fresh);
    return fresh;
  }

  async function enter(name: string, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const at = host(name);
    const isAllowed = fetchAllow.has(name);
    while (at.inFlight >= (isAllowed ? ALLOWED_IN_FLIGHT : 1)) await turnOf(at, signal);
    at.inFlight++;
    if (isAllowed) return;
    try {
      const wait = at.nextAt - now();
      if (wait > 0) await sleep(wait, signal);
    } catch (error) {
      leave(name);
      throw error;
    }
  }

  function leave(name: string): void {
    const at = host(name);
    at.inFlight--;
    at.nextAt = now() + at.delayMs;
    at.waiting.shift()?.();
  }

  return {
    enter,
    leave,
    pause: (name, until) => {
      host(name).pausedUntil = until.getTime();
    },
    pausedUntil: (name) => {
      const until = host(name).pausedUntil;
      return until > now() ? new Date(until) : null;
    },
    setDelay: (name, seconds) => {
      host(name).delayMs = Math.min(Math.max(seconds * 1000, SPACING_MS), MAX_DELAY_MS);
    },
  };
}

/** Resolves when somebody leaves; the caller then looks again whether it may enter. */
function turnOf({ waiting }: Host, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const wake = () => {
      signal.removeEventListener('abort', give);
      resolve();
    };
    const give = () => {
      const place = waiting.indexOf(wake);
      if (place !== -1) waiting.splice(place, 1);
      reject(signal.reason as Error);
    };
    waiting.push(wake);
    signal.addEventListener('abort', give, { once: true });
  });
}
