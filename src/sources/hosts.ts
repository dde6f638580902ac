import { memoryTurns } from './memoryTurns.ts';

/** What came of asking for the turn of a host. */
export type Claim =
  | { readonly kind: 'turn'; readonly id: string }
  /** Somebody else has it, or had it a moment ago: to be asked again in `ms`. */
  | { readonly kind: 'wait'; readonly ms: number }
  /** The host asked us to stay away for `ms` more. */
  | { readonly kind: 'paused'; readonly ms: number };

/**
 * Who may ask which `host:port` when: one request at a time, and a pause between two. Shared by whoever shares
 * the object, or what lies behind it. Every method may throw when that is out of reach.
 */
export interface HostTurns {
  /** Takes the turn when it is free. A turn that is never given back ends by itself after half a minute. */
  claim(host: string): Promise<Claim>;
  /** Ends the turn `id`; the next one comes after the host's delay. Of a turn that ended before, nothing happens. */
  giveBack(host: string, id: string): Promise<void>;
  /** Milliseconds until which the host wants to be left alone; 0 when it does not. */
  pausedFor(host: string): Promise<number>;
  /**
   * No turn for `seconds`; a longer pause that is on already stays.
   *
   * @param seconds null when the host did not say: a minute, doubled with every such answer in a row, at most a day
   * @returns the seconds of the pause
   */
  pause(host: string, seconds: number | null): Promise<number>;
  /** @param seconds between two turns, 2–30 */
  setDelay(host: string, seconds: number): Promise<void>;
}

/** A host's turn, or its wish to be left alone. */
export type Entered =
  /** `end` gives the turn back; it never throws. */
  { readonly kind: 'turn'; end(): Promise<void> } | { readonly kind: 'paused'; readonly ms: number };

/** Access to one host at a time, spaced, so that no server feels us. */
export interface HostQueue {
  /**
   * Waits for the host's turn, in this process in the order of asking.
   *
   * @throws the signal's reason when it aborts first, and what the turns throw
   */
  enter(host: string, signal: AbortSignal): Promise<Entered>;
  /** As `HostTurns.pause`; a host that is not spaced waits only when it said how long. */
  pause(host: string, seconds: number | null): Promise<number | null>;
  /** What robots.txt asks for, in seconds; null = nothing. Less than the usual 2 s is not taken, nor more than 30. */
  setDelay(host: string, seconds: number | null): Promise<void>;
}

/** What a queue of hosts keeps to. */
export interface HostQueueOptions {
  /** `host:port` of addresses that are not spaced and may have 8 requests in flight. */
  readonly fetchAllow: ReadonlySet<string>;
  readonly now: () => number;
  /** Resolves after `ms`, rejects when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Those of this process alone by default. */
  readonly turns?: HostTurns | undefined;
}

/** From the end of one request to a host to the start of the next one. */
const USUAL_DELAY_SECONDS = 2;
const LONGEST_DELAY_SECONDS = 30;
const ALLOWED_IN_FLIGHT = 8;

interface Line {
  inside: number;
  readonly waiting: (() => void)[];
}

/** Lets one request at a time of this process ask for a host's turn, so that the turns are asked by few. */
export function createHostQueue({ fetchAllow, now, sleep, turns }: HostQueueOptions): HostQueue {
  const shared = turns ?? memoryTurns(now);
  const lines = new Map<string, Line>();

  async function takePlace(host: string, places: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const line = lines.get(host) ?? { inside: 0, waiting: [] };
    lines.set(host, line);
    if (line.inside < places) line.inside++;
    else await placeOf(line, signal);
  }

  function leavePlace(host: string): void {
    const line = lines.get(host);
    if (line === undefined) return;
    // A place goes from hand to hand: who comes in meanwhile does not overtake.
    const next = line.waiting.shift();
    if (next !== undefined) next();
    else if (--line.inside === 0) lines.delete(host);
  }

  async function claimTurn(host: string, signal: AbortSignal): Promise<Exclude<Claim, { kind: 'wait' }>> {
    for (;;) {
      const claim = await shared.claim(host);
      if (claim.kind !== 'wait') return claim;
      await sleep(claim.ms, signal);
    }
  }

  return {
    async enter(host, signal) {
      const isAllowed = fetchAllow.has(host);
      await takePlace(host, isAllowed ? ALLOWED_IN_FLIGHT : 1, signal);
      const leave = () => leavePlace(host);
      try {
        if (isAllowed) {
          const ms = await shared.pausedFor(host);
          if (ms === 0) return { kind: 'turn', end: async () => leave() };
          leave();
          return { kind: 'paused', ms };
        }
        const claim = await claimTurn(host, signal);
        if (claim.kind === 'turn') {
          // One that cannot be given back ends by itself: the answer is here, and is not lost for that.
          return { kind: 'turn', end: () => shared.giveBack(host, claim.id).then(leave, leave) };
        }
        leave();
        return claim;
      } catch (error) {
        leave();
        throw error;
      }
    },
    pause: async (host, seconds) =>
      seconds === null && fetchAllow.has(host) ? null : await shared.pause(host, seconds),
    setDelay: async (host, seconds) => {
      if (fetchAllow.has(host)) return;
      const wanted = Math.max(seconds ?? 0, USUAL_DELAY_SECONDS);
      await shared.setDelay(host, Math.min(wanted, LONGEST_DELAY_SECONDS));
    },
  };
}

/** Resolves when somebody hands over a place. */
function placeOf({ waiting }: Line, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const take = () => {
      signal.removeEventListener('abort', give);
      resolve();
    };
    const give = () => {
      waiting.splice(waiting.indexOf(take), 1);
      reject(signal.reason as Error);
    };
    waiting.push(take);
    signal.addEventListener('abort', give, { once: true });
  });
}
