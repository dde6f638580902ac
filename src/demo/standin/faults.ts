/** How a call goes wrong. */
export type Fault =
  | { readonly kind: 'tooManyRequests'; readonly seconds: number }
  /** JSON `{ok: false, error_code: 500}`; nothing was done. */
  | { readonly kind: 'internalError' }
  /** A proxy's HTML page with status 502; `accepted` says whether the call was done behind it. */
  | { readonly kind: 'badGateway'; readonly accepted?: boolean }
  /** Status 200 with something that is not JSON. */
  | { readonly kind: 'notJson'; readonly accepted?: boolean }
  /** Goes on as usual, but later. */
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Never answered; `accepted` says whether the call was done all the same. */
  | { readonly kind: 'hang'; readonly accepted?: boolean }
  /** The connection is cut and nothing was done. */
  | { readonly kind: 'dropBefore' }
  /** The connection is cut although the call was done. */
  | { readonly kind: 'dropAfter' }
  /** The group becomes a supergroup just before the call, which learns so; other chats notice nothing. */
  | { readonly kind: 'migrate' }
  /** Any refusal, word for word. */
  | { readonly kind: 'refuse'; readonly code: number; readonly description: string };

/** Which calls a fault hits. */
export interface FaultRule {
  readonly fault: Fault;
  /** Method in any case; missing means every method but getUpdates. */
  readonly method?: string;
  readonly chatId?: number;
  /** How many calls it hits before it is spent; missing means all. */
  readonly count?: number;
  /** How many matching calls pass before the first is hit. */
  readonly after?: number;
  /** 0–1: how probable it is that a matching call is hit; missing means 1. */
  readonly chance?: number;
  /** Seed of `chance`, so that a run can be repeated. */
  readonly seed?: number;
}

/** Faults that are mixed by chance, from one seed. */
export interface FaultMix {
  /** Which part of the matching calls meets which fault, 0–1 each; the rest goes as usual. */
  readonly shares: readonly { readonly fault: Fault; readonly share: number }[];
  /**
   * Seed of the chances. The nth matching call to a chat always meets the same, whatever the order in which
   * chats are called: a run can be repeated although its requests overtake each other.
   */
  readonly seed: number;
  /** Method in any case; missing means every method but getUpdates. */
  readonly method?: string;
}

/** The faults in force. */
export interface Faults {
  /** @returns what takes the rule away again */
  add(rule: FaultRule): () => void;
  /** @returns what takes the mix away again @throws {RangeError} when shares are below 0 or above 1 together */
  addMix(mix: FaultMix): () => void;
  clear(): void;
  /** The fault of the first rule or mix that hits this call, or null. */
  take(method: string, chatId: number | null): Fault | null;
}

/** A small repeatable generator (mulberry32): numbers of 0 up to but not including 1. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What one rule or mix does with a call: its fault, or null to let it pass. */
type Active = (method: string, chatId: number | null) => Fault | null;

const isOf = (wanted: string | undefined, method: string) =>
  wanted === undefined ? method !== 'getupdates' : wanted.toLowerCase() === method;

function following(rule: FaultRule): Active {
  const random = seededRandom(rule.seed ?? 1);
  let seen = 0;
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  return (method, chatId) => {
    const matches =
      isOf(rule.method, method) && (rule.chatId === undefined || rule.chatId === chatId) && left > 0;
    if (!matches) return null;
    seen += 1;
    if (seen <= (rule.after ?? 0) || random() >= (rule.chance ?? 1)) return null;
    left -= 1;
    return rule.fault;
  };
}

function mixing({ shares, seed, method: wanted }: FaultMix): Active {
  const total = shares.reduce((sum, { share }) => sum + share, 0);
  // Sums such as 0.7 + 0.2 + 0.1 come out a little above what they are.
  if (shares.some(({ share }) => !(share >= 0)) || total > 1 + 1e-9) {
    throw new RangeError(`shares from 0 to 1 are expected, ${total} together`);
  }
  /** A generator for each chat, and one for the calls without. */
  const chances = new Map<number | null, () => number>();
  return (method, chatId) => {
    if (!isOf(wanted, method)) return null;
    const random = chances.get(chatId) ?? seededRandom(Math.imul(seed + 1, 0x9e3779b1) ^ (chatId ?? -1));
    chances.set(chatId, random);
    let rest = random();
    for (const { fault, share } of shares) {
      if (rest < share) return fault;
      rest -= share;
    }
    return null;
  };
}

/** No faults yet; the first rule added is the first asked. */
export function createFaults(): Faults {
  let active: Active[] = [];
  const add = (one: Active) => {
    active.push(one);
    return () => {
      active = active.filter((other) => other !== one);
    };
  };
  return {
    add: (rule) => add(following(rule)),
    addMix: (mix) => add(mixing(mix)),
    clear() {
      active = [];
    },
    take(method, chatId) {
      for (const one of active) {
        const fault = one(method.toLowerCase(), chatId);
        if (fault !== null) return fault;
      }
      return null;
    },
  };
}
