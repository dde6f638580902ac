import type { Transformer } from 'grammy';

/** Methods that count against Telegram's rate of messages. */
const METERED = new Set(['sendMessage', 'editMessageText', 'editMessageReplyMarkup']);

/** Counts the messages that people are answered with, so that a broadcast can make room for them. */
export interface AnswerCount {
  /** To be given to the bot's `api.config.use`. */
  readonly transformer: Transformer;
  /** Messages since the last call of this function. */
  take(): number;
}

/** Starts counting at 0. */
export function createAnswerCount(): AnswerCount {
  let count = 0;
  return {
    transformer: (previous, method, payload, signal) => {
      if (METERED.has(method)) count += 1;
      return previous(method, payload, signal);
    },
    take() {
      const taken = count;
      count = 0;
      return taken;
    },
  };
}
