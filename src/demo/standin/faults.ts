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
  /** Never answered; nothing was done. */
  | { readonly kind: 'hang' }
  /** The connection is cut and nothing was done. */
  | { readonly kind: 'dropBefore' }
  /** The connection is cut although the call was done. */
  | { readonly kind: 'dropAfter' }
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

/** The faults in force. */
export interface Faults {
  /** @returns what takes the rule away again */
  add(rule: FaultRule): () => void;
  clear(): void;
  /** The fault of the first rule that hits this call, or null. */
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

/** No faults yet; the first rule added is the first asked. */
export function createFaults(): Faults {
  interface Active {
    readonly rule: FaultRule;
    readonly random: () => number;
    seen: number;
    left: number;
  }
  let active: Active[] = [];

  const matches = ({ rule }: Active, method: string, chatId: number | null) =>
    (rule.method === undefined ? method !== 'getupdates' : rule.method.toLowerCase() === method) &&
    (rule.chatId === undefined || rule.chatId === chatId);

  return {
    add(rule) {
      const entry = {
        rule,
        random: seededRandom(rule.seed ?? 1),
        seen: 0,
        left: rule.count ?? Number.POSITIVE_INFINITY,
      };
      active.push(entry);
      return () => {
        active = active.filter((one) => one !== entry);
      };
    },
    clear() {
      active = [];
    },
    take(method, chatId) {
      for (const entry of active) {
        if (entry.left <= 0 || !matches(entry, method.toLowerCase(), chatId)) continue;
        entry.seen += 1;
        if (entry.seen <= (entry.rule.after ?? 0)) continue;
        if (entry.random() >= (entry.rule.chance ?? 1)) continue;
        entry.left -= 1;
        return entry.rule.fault;
      }
      return null;
    },
  };
}
