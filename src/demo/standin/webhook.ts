import type { Clock } from './clock.ts';
import { type Updates, updateJson } from './updates.ts';
import type { PendingUpdate, WebhookTarget, World } from './world.ts';

const MAX_DELAY_SECONDS = 60;
const MAX_RETRY_AFTER_SECONDS = 3600;
const ANSWER_TIMEOUT_MS = 60_000;

/** Posts updates to the bot while a webhook is set. */
export interface Webhook {
  /** Starts posting what waits; called when a target was set and when an update came. */
  wake(): void;
  /** Ends posts under way and everything planned. */
  close(): void;
}

/** What one post came to: confirmed, or how long to wait at least before the next try. */
type Posted =
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'failed'; readonly retryAfter: number | null };

/**
 * Creates the poster. Order is kept within a chat; chats do not wait for each other. A failed post is
 * repeated at once, then after delays that double up to a minute, or after what `Retry-After` asks for.
 */
export function createWebhook(world: World, clock: Clock, updates: Updates): Webhook {
  const closing = new AbortController();
  const busy = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();

  function fail(target: WebhookTarget, why: string, retryAfter: number | null): Posted {
    target.lastErrorDate = clock.unix();
    target.lastErrorMessage = why;
    return { kind: 'failed', retryAfter };
  }

  async function post(target: WebhookTarget, update: PendingUpdate): Promise<Posted> {
    try {
      const answer = await fetch(target.url, {
        method: 'POST',
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          ...(target.secret === '' ? {} : { 'x-telegram-bot-api-secret-token': target.secret }),
        },
        body: JSON.stringify(updateJson(update)),
        signal: AbortSignal.any([closing.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      });
      await answer.arrayBuffer();
      if (answer.ok) return { kind: 'confirmed' };
      const asked = Number(answer.headers.get('retry-after') ?? 'none');
      const retryAfter =
        Number.isFinite(asked) && asked >= 0 ? Math.min(asked, MAX_RETRY_AFTER_SECONDS) : null;
      const why = `Wrong response from the webhook: ${answer.status} ${answer.statusText}`.trim();
      return fail(target, why, retryAfter);
    } catch (error) {
      const cause =
        error instanceof Error && error.cause instanceof Error ? error.cause.message : 'Read timeout';
      return fail(target, cause.includes('ECONNREFUSED') ? 'Connection refused' : cause, null);
    }
  }

  const laneOf = (update: PendingUpdate) => String(update.chatId ?? `update ${update.id}`);

  function pause(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        resolve();
      }, seconds * 1000);
      timers.add(timer);
    });
  }

  /** Works through the updates of one chat, in order, until none is left or the target changed. */
  async function runLane(target: WebhookTarget, lane: string): Promise<void> {
    let failures = 0;
    for (;;) {
      const update = updates.pending().find((one) => laneOf(one) === lane);
      if (!update || world.webhook !== target || closing.signal.aborted) return;
      const posted = await post(target, update);
      if (posted.kind === 'confirmed') {
        failures = 0;
        updates.confirm(update.id);
        continue;
      }
      failures += 1;
      // The first repetition follows at once.
      const delay = failures === 1 ? 0 : Math.min(2 ** (failures - 2), MAX_DELAY_SECONDS);
      await pause(posted.retryAfter ?? delay);
    }
  }

  function wake(): void {
    const target = world.webhook;
    if (target === null || closing.signal.aborted) return;
    for (const lane of new Set(updates.pending().map(laneOf))) {
      if (busy.size >= target.maxConnections) return;
      if (busy.has(lane)) continue;
      busy.add(lane);
      void runLane(target, lane).finally(() => {
        busy.delete(lane);
        if (updates.pending().length > 0) setImmediate(wake);
      });
    }
  }

  return {
    wake,
    close() {
      closing.abort();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
