import { channel } from 'node:diagnostics_channel';

/**
 * A moment at which a process that dies leaves a particular mess behind: what is sent and what is
 * written differ, or work is half done. Nothing listens in operation; the fault tests do, and kill.
 */
export type Moment =
  /** Claims are committed; nothing of them is sent. */
  | { readonly point: 'claimed'; readonly ids: readonly number[] }
  /** `sending` is committed; no request of these rows has begun. */
  | { readonly point: 'sending'; readonly ids: readonly number[] }
  /** The request of a row has been handed to the messenger and is not answered. */
  | { readonly point: 'posted'; readonly id: number }
  /** The answer of a row is here and not written. */
  | { readonly point: 'answered'; readonly id: number; readonly outcome: string }
  /** Chats are planned in a transaction that is not committed. */
  | { readonly point: 'planned'; readonly chats: number }
  /** Chats have their delivery of an announcement in a transaction that is not committed. */
  | { readonly point: 'announced'; readonly chats: number }
  /** New entries of a source are committed; that the source was read is not. */
  | { readonly point: 'entries'; readonly source: string }
  /** An article is committed; that its entry is done is not. */
  | { readonly point: 'article'; readonly id: number };

/** Name of the diagnostics channel on which moments are published, as messages of type `Moment`. */
export const MOMENTS = 'kopir:moments';

const moments = channel(MOMENTS);

/** Publishes that the process passes a moment: at once, on the caller's stack. Costs nothing when nobody listens. */
export function passing(moment: Moment): void {
  moments.publish(moment);
}
