import { setTimeout as sleep } from 'node:timers/promises';
import { type Bot, GrammyError } from 'grammy';
import type { BotContext } from './context.ts';
import { loggable } from './errors.ts';

/** The kinds of updates that features handle; Telegram sends no others. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'inline_query', 'my_chat_member'] as const;

/** Whom polling tells how it goes. */
export interface PollingOptions {
  /** Another process polls with this token: polling pauses, everything else goes on. */
  readonly onConflict: (pauseSeconds: number) => void;
  /** Token or address are wrong: nothing can work; polling has ended. */
  readonly onFatal: (error: unknown) => void;
  /** Polling failed otherwise and will begin again. */
  readonly onProblem: (error: unknown) => void;
  /** Polling has begun, also after a pause. */
  readonly onStart: () => void;
  /** Default 30. */
  readonly pauseSeconds?: number | undefined;
}

/** Reading of updates that can be ended. */
export interface Updates {
  /** Resolves when no handler runs any more. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Polls for updates until stopped; one after another is handled. Exactly one process may poll with a
 * token. A webhook that is set is deleted.
 */
export function pollUpdates(bot: Bot<BotContext>, options: PollingOptions): Updates {
  const { pauseSeconds = 30 } = options;
  const stopping = new AbortController();

  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        await bot.start({ allowed_updates: [...ALLOWED_UPDATES], onStart: options.onStart });
        return;
      } catch (error) {
        if (stopping.signal.aborted) return;
        const code = error instanceof GrammyError ? error.error_code : null;
        if (code === 401 || code === 404) return options.onFatal(loggable(error));
        if (code === 409) options.onConflict(pauseSeconds);
        else options.onProblem(loggable(error));
        // Two instances on one token must not end each other for ever.
        await sleep(pauseSeconds * 1000, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const polling = poll().catch(options.onProblem);
  return {
    async stop() {
      stopping.abort();
      // Confirming the last update fails when the API is down; it comes again and changes nothing.
      if (bot.isRunning()) await bot.stop().catch(() => undefined);
      await polling;
    },
  };
}
