import type { HostTurns } from './hosts.ts';

/** What an answer 429 or 503 that names no time costs, doubled with every further one in a row. */
const FIRST_PAUSE_SECONDS = 60;
const LONGEST_PAUSE_SECONDS = 86_400;
const TURN_MS = 30_000;
const USUAL_DELAY_MS = 2000;
/** Beyond so many hosts, those that hold nothing back are forgotten. */
const MOST_HOSTS = 1000;

interface Host {
  turn: string | null;
  nextAt: number;
  delayMs: number;
  pausedUntil: number;
  refusals: number;
}

/**
 * The turns of hosts in this process' memory, for tools: they read once and are gone.
 *
 * @param now milliseconds
 */
export function memoryTurns(now: () => number): HostTurns {
  const hosts = new Map<string, Host>();
  let turns = 0;

  function hostOf(name: string): Host {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    if (hosts.size >= MOST_HOSTS) forgetIdle();
    const fresh: Host = { turn: null, nextAt: 0, delayMs: USUAL_DELAY_MS, pausedUntil: 0, refusals: 0 };
    hosts.set(name, fresh);
    return fresh;
  }

  function forgetIdle(): void {
    for (const [name, { nextAt, pausedUntil }] of hosts) {
      if (Math.max(nextAt, pausedUntil) <= now()) hosts.delete(name);
    }
  }

  return {
    claim: async (name) => {
      const host = hostOf(name);
      if (host.pausedUntil > now()) return { kind: 'paused', ms: host.pausedUntil - now() };
      if (host.nextAt > now()) return { kind: 'wait', ms: host.nextAt - now() };
      host.turn = String(++turns);
      host.nextAt = now() + TURN_MS;
      return { kind: 'turn', id: host.turn };
    },
    giveBack: async (name, id) => {
      const host = hosts.get(name);
      if (host?.turn !== id) return;
      host.turn = null;
      host.nextAt = now() + host.delayMs;
      if (host.pausedUntil <= now()) host.refusals = 0;
    },
    pausedFor: async (name) => Math.max((hosts.get(name)?.pausedUntil ?? 0) - now(), 0),
    pause: async (name, seconds) => {
      const host = hostOf(name);
      const wanted = seconds ?? Math.min(FIRST_PAUSE_SECONDS * 2 ** host.refusals++, LONGEST_PAUSE_SECONDS);
      host.pausedUntil = Math.max(host.pausedUntil, now() + wanted * 1000);
      return wanted;
    },
    setDelay: async (name, seconds) => {
      hostOf(name).delayMs = seconds * 1000;
    },
  };
}
