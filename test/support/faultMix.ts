/** What a stand-in of the Bot API does with a `sendMessage` instead of taking and answering it. */
export type Fault =
  /** 403, the person has blocked the bot. */
  | 'blocked'
  /** 429, with a pause of one second. */
  | 'limited'
  /** 500. */
  | 'broken'
  /** Takes the message and resets the connection. */
  | 'resetAfter'
  /** Resets the connection and takes nothing. */
  | 'resetBefore'
  /** Takes the message and never answers. */
  | 'hung';

/** The share of each fault, of all requests: their sum is at most 1. */
export type FaultMix = Readonly<Partial<Record<Fault, number>>>;

/** The faults under which the promises of delivery are measured. */
export const FAULT_MIX: FaultMix = {
  blocked: 0.01,
  limited: 0.01,
  broken: 0.01,
  resetAfter: 0.005,
  resetBefore: 0.005,
  hung: 0.002,
};

/** A number of 0 up to but not including 1 that only `seed`, `a` and `b` decide: any whole numbers. */
function noise(seed: number, a: number, b: number): number {
  let hash = seed | 0;
  for (const word of [a, a / 2 ** 32, b]) {
    // The mixing and the end of MurmurHash3 (32 bits).
    hash = Math.imul(hash ^ Math.imul(word | 0, 0xcc9e2d51), 0x1b873593);
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Repeatable numbers of 0 up to but not including 1. */
export function seeded(seed: number): () => number {
  let n = 0;
  return () => noise(seed, n++, 0);
}

/**
 * Which fault the `nth` request of a chat meets, from 1; null = none. The seed decides, whatever the order
 * in which chats get their turn.
 */
export function faultPlan(seed: number, mix: FaultMix): (chatId: number, nth: number) => Fault | null {
  const faults = Object.entries(mix) as [Fault, number][];
  return (chatId, nth) => {
    let left = noise(seed, chatId, nth);
    for (const [fault, share] of faults) {
      if (left < share) return fault;
      left -= share;
    }
    return null;
  };
}
