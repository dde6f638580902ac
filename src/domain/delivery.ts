import type { Part } from './edition.ts';
import { wholeBefore } from './language/text.ts';

/** States of a delivery (the outbox). `sent`, `dead`, `unknown`, `expired` and `cancelled` are final. */
export const DELIVERY_STATES = [
  'queued',
  'claimed',
  'sending',
  'sent',
  'dead',
  'unknown',
  'expired',
  'cancelled',
] as const;

/** What became of one send, as the Messenger saw it. What each means for the row: `settle`. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: number }
  /** Certainly not sent: try again after a back-off. */
  | { readonly kind: 'later'; readonly reason: string }
  /** Telegram asked everybody to wait. Certainly not sent. */
  | { readonly kind: 'rateLimited'; readonly retryAfterSeconds: number }
  /** Nobody can tell whether it arrived. */
  | { readonly kind: 'unknown'; readonly reason: string }
  /** This message was refused for good; the chat stays. */
  | { readonly kind: 'refused'; readonly reason: string; readonly errorCode: number }
  /** Telegram refused length, entities or buttons: our mistake, worth one try as plain text. */
  | { readonly kind: 'malformed'; readonly reason: string; readonly errorCode: number }
  /** The chat cannot be written to any more. */
  | { readonly kind: 'unreachable'; readonly reason: string; readonly errorCode: number }
  /** The group became a supergroup under another id. */
  | { readonly kind: 'migrated'; readonly toChatId: number }
  /** The forum topic it was for is deleted; the chat is there. */
  | { readonly kind: 'threadGone'; readonly reason: string; readonly errorCode: number }
  /** Token or address wrong: nothing can be sent by anyone. */
  | { readonly kind: 'unauthorized'; readonly reason: string };

/** The kinds of outcomes alone, as metrics count them. */
export type OutcomeKind = SendOutcome['kind'];

/** What to do with a send whose outcome nobody knows: once more, or never again. */
export type UnknownPolicy = 'resend' | 'drop';

/** What a delivery's row says while one of its parts is being sent. */
export interface SendingRow {
  /** Index of the part that was sent, from 0. */
  readonly part: number;
  /** How many parts the delivery has. */
  readonly parts: number;
  /** Sends of this part that failed before. */
  readonly attempts: number;
  /** Doubtful sends of this part before. */
  readonly unknownCount: number;
  /** True when it was sent as plain text already. */
  readonly plain: boolean;
  /** True when it is too late to send anything again. */
  readonly expired: boolean;
}

/** How a row looks after a send. */
export interface Settlement {
  readonly state: 'queued' | 'sent' | 'dead' | 'unknown';
  readonly part: number;
  readonly attempts: number;
  readonly unknownCount: number;
  readonly plain: boolean;
  /** Not sent again earlier than this from now, in seconds. */
  readonly delaySeconds: number;
  /** Set when a message arrived. */
  readonly messageId: number | null;
  /** Why it did not arrive; null after a send that did. */
  readonly reason: string | null;
  readonly errorCode: number | null;
  /** True when an operator should look: an outcome in doubt for good, or a refusal of our making. */
  readonly alert: boolean;
}

/** Time between two parts of a delivery: Telegram lets a chat have about one message a second. */
const PART_GAP_SECONDS = 1;
const LONGEST_BACKOFF_SECONDS = 300;
/** After so many tries a message follows a chat that moved without haste: it may go round in a circle. */
const SWIFT_MOVES = 5;

/** Seconds before the next try after `attempts` failed ones (≥ 1): 1, 2, 4 … at most 300. */
export function backoffSeconds(attempts: number): number {
  return Math.min(2 ** Math.max(0, attempts - 1), LONGEST_BACKOFF_SECONDS);
}

type Rules = {
  readonly [Kind in OutcomeKind]: (
    row: SendingRow,
    outcome: Extract<SendOutcome, { kind: Kind }>,
    policy: UnknownPolicy,
  ) => Partial<Settlement> & Pick<Settlement, 'state'>;
};

/** The outcome table. What a rule leaves out stays as the row has it, with no delay and no alert. */
const RULES: Rules = {
  sent: (row, { messageId }) =>
    row.part + 1 < row.parts
      ? {
          state: 'queued',
          messageId,
          part: row.part + 1,
          attempts: 0,
          unknownCount: 0,
          plain: false,
          delaySeconds: PART_GAP_SECONDS,
        }
      : { state: 'sent', messageId, attempts: row.attempts + 1 },
  later: (row, { reason }) => ({
    state: 'queued',
    attempts: row.attempts + 1,
    delaySeconds: backoffSeconds(row.attempts + 1),
    reason,
  }),
  // Not an attempt, and no delay of its own: the gate makes everybody wait.
  rateLimited: () => ({ state: 'queued', reason: 'rate limited', errorCode: 429 }),
  unknown: (row, { reason }, policy) => {
    const again = policy === 'resend' && row.unknownCount === 0 && !row.expired;
    return {
      state: again ? 'queued' : 'unknown',
      attempts: row.attempts + 1,
      unknownCount: row.unknownCount + 1,
      delaySeconds: again ? backoffSeconds(row.attempts + 1) : 0,
      reason,
      alert: !again,
    };
  },
  refused: (row, { reason, errorCode }) => ({
    state: 'dead',
    attempts: row.attempts + 1,
    reason,
    errorCode,
    alert: true,
  }),
  malformed: (row, { reason, errorCode }) => ({
    state: row.plain ? 'dead' : 'queued',
    attempts: row.attempts + 1,
    plain: true,
    reason,
    errorCode,
    alert: true,
  }),
  unreachable: (row, { reason, errorCode }) => ({
    state: 'dead',
    attempts: row.attempts + 1,
    reason,
    errorCode,
  }),
  // The new chat gets it at once. Who moves in a circle, or has failed often before, waits longer each time.
  migrated: (row) => ({
    state: 'queued',
    attempts: row.attempts + 1,
    delaySeconds: row.attempts < SWIFT_MOVES ? 0 : backoffSeconds(row.attempts + 1),
    reason: 'migrated',
  }),
  // The chat has no topic from now on: the next try goes to General, and an operator may read of it.
  threadGone: (row, { reason, errorCode }) => ({
    state: 'queued',
    attempts: row.attempts + 1,
    delaySeconds: row.attempts < SWIFT_MOVES ? 0 : backoffSeconds(row.attempts + 1),
    reason,
    errorCode,
    alert: true,
  }),
  unauthorized: (_row, { reason }) => ({ state: 'queued', reason }),
};

/**
 * What becomes of a row in `sending` after `outcome`. Total: every outcome of every row has one answer.
 *
 * Only what certainly did not arrive is tried again; a doubtful part goes out a second time at most,
 * and only under the policy `resend`.
 */
export function settle(row: SendingRow, outcome: SendOutcome, policy: UnknownPolicy): Settlement {
  // The table is typed per kind; TypeScript cannot follow the kind through the look-up.
  const rule = RULES[outcome.kind] as (
    row: SendingRow,
    outcome: SendOutcome,
    policy: UnknownPolicy,
  ) => Partial<Settlement> & Pick<Settlement, 'state'>;
  const { part, attempts, unknownCount, plain } = row;
  const kept = { part, attempts, unknownCount, plain };
  const nothing = { delaySeconds: 0, messageId: null, reason: null, errorCode: null, alert: false };
  return { ...kept, ...nothing, ...rule(row, outcome, policy) };
}

/** How a sender judges its connection: by how many of its latest sends are in doubt. */
export interface Breaker {
  /** Sends so far while closed. */
  readonly sends: number;
  /** Which of the latest 200 of them are in doubt, by their number. */
  readonly doubts: readonly number[];
  /** While open, one request at a time probes. */
  readonly open: boolean;
  /** Sends without doubt since it opened. */
  readonly clean: number;
}

/** The breaker of a sender that begins: nothing is in doubt. */
export const CLOSED_BREAKER: Breaker = { sends: 0, doubts: [], open: false, clean: 0 };
const BREAKER_SENDS = 200;
const BREAKER_DOUBTS = BREAKER_SENDS * 0.05;
const BREAKER_CLEAN = 20;

/** The breaker after one more send: opens above 5 % doubt among 200 sends, closes after 20 clean ones in a row. */
export function afterSend(breaker: Breaker, inDoubt: boolean): Breaker {
  if (breaker.open) {
    const clean = inDoubt ? 0 : breaker.clean + 1;
    return clean >= BREAKER_CLEAN ? CLOSED_BREAKER : { ...breaker, clean };
  }
  const sends = breaker.sends + 1;
  const recent = breaker.doubts.filter((send) => send > sends - BREAKER_SENDS);
  const doubts = inDoubt ? [...recent, sends] : recent;
  return { sends, doubts, open: doubts.length > BREAKER_DOUBTS, clean: 0 };
}

/** Requests that one process may have in flight at `rate` messages a second: a quarter of a second's worth, 4–128. */
export function inFlightCap(rate: number): number {
  return Math.min(128, Math.max(4, Math.floor(rate * 0.25)));
}

/** Messages that wait and expire together. */
export interface Wave {
  /** Seconds until they expire; below 0 when they have. */
  readonly seconds: number;
  readonly parts: number;
}

/**
 * The first of `waves` that cannot be over in time at `rate` messages a second, with all that expires before
 * it; null when everything fits. `parts` are all that must be sent until then.
 *
 * @param waves by `seconds`, ascending
 */
export function shortfall(waves: readonly Wave[], rate: number): Wave | null {
  let parts = 0;
  for (const wave of waves) {
    parts += wave.parts;
    if (parts > rate * Math.max(0, wave.seconds)) return { seconds: wave.seconds, parts };
  }
  return null;
}

/** Longest text of a message, in UTF-16 units. */
const LONGEST_TEXT = 4096;

/** A part without entities and buttons: the second try after Telegram refused how we built it. */
export function plainPart({ text }: Part): Part {
  // One character of thousands of marks is cut all the same.
  const end = wholeBefore(text, LONGEST_TEXT) || LONGEST_TEXT;
  return { text: text.slice(0, end).toWellFormed(), entities: [], keyboard: [] };
}
