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
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** What became of one send, as the Messenger saw it. The table is in the docs of `classifyFailure`. */
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
  /** Token or address wrong: nothing can be sent by anyone. */
  | { readonly kind: 'unauthorized'; readonly reason: string };
