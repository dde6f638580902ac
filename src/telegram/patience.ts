import { setTimeout as sleep } from 'node:timers/promises';
import type { Transformer } from 'grammy';

const MOST_SECONDS = 5;
const MOST_TRIES = 2;

/**
 * Waits out short 429s of answers to people: at most five seconds, at most twice. Nothing else is
 * repeated, since the person can ask again. `pause` waits some milliseconds.
 */
export function patience(pause: (milliseconds: number) => Promise<unknown> = sleep): Transformer {
  return async (previous, method, payload, signal) => {
    for (let tried = 0; ; tried++) {
      const answer = await previous(method, payload, signal);
      if (answer.ok || answer.error_code !== 429 || tried === MOST_TRIES) return answer;
      const seconds = answer.parameters?.retry_after ?? MOST_SECONDS + 1;
      if (method === 'getUpdates' || seconds > MOST_SECONDS) return answer;
      await pause(seconds * 1000);
    }
  };
}
