import type { Message } from './world.ts';

/** What happened in the world, for the chat page and for waiting tests. */
export type StandInEvent =
  | { readonly kind: 'message' | 'edited'; readonly chatId: number; readonly message: Message }
  | { readonly kind: 'deleted'; readonly chatId: number; readonly messageId: number }
  | {
      readonly kind: 'callbackAnswer';
      readonly chatId: number;
      readonly userId: number;
      readonly messageId: number;
      readonly text: string;
      readonly alert: boolean;
      /** Opened in the person's Telegram; '' for none. */
      readonly url: string;
    }
  | { readonly kind: 'typing'; readonly chatId: number }
  | { readonly kind: 'chat'; readonly chatId: number }
  | { readonly kind: 'inlineAnswer'; readonly userId: number; readonly queryId: string }
  | { readonly kind: 'commands' }
  | { readonly kind: 'call' };

/** Tells every listener of what happens. A listener must not throw. */
export interface Events {
  emit(event: StandInEvent): void;
  /** @returns what ends the listening */
  listen(listener: (event: StandInEvent) => void): () => void;
}

/** A fresh set of listeners. */
export function createEvents(): Events {
  const listeners = new Set<(event: StandInEvent) => void>();
  return {
    emit(event) {
      for (const listener of [...listeners]) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
