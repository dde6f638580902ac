import type { Clock } from './clock.ts';
import { conflict } from './refusal.ts';
import type { Json, PendingUpdate, World } from './world.ts';

/** Types that are delivered only when they are asked for by name. */
const ON_REQUEST = new Set(['chat_member', 'message_reaction', 'message_reaction_count']);
/** How long Telegram keeps an update that is not confirmed, in seconds. */
const LIFETIME_SECONDS: Readonly<Record<string, number>> = { callback_query: 150, inline_query: 30 };
const USUAL_LIFETIME_SECONDS = 86_400;

/** An update as the bot receives it. */
export function updateJson(update: PendingUpdate): Json {
  return { update_id: update.id, [update.type]: update.payload };
}

/** Updates on their way to the bot, fetched or posted. */
export interface Updates {
  /** Puts an update in the queue, unless the bot does not want its type. */
  add(type: string, chatId: number | null, payload: Json): void;
  /** Those not confirmed and not too old, oldest first. */
  pending(): readonly PendingUpdate[];
  /** Takes out one that a webhook accepted. */
  confirm(id: number): void;
  /**
   * getUpdates: confirms everything before `offset` (negative counts from the end), then gives what is
   * there or waits for it. A poll that was waiting ends with 409.
   */
  poll(request: PollRequest): Promise<readonly Json[]>;
  /** Ends a waiting poll with 409 in these words. */
  endPoll(why: string): void;
  /** @returns what ends the listening */
  onNew(listener: () => void): void;
}

/** A getUpdates call, its numbers already clamped. */
export interface PollRequest {
  readonly offset: number;
  readonly limit: number;
  readonly timeoutSeconds: number;
  /** Aborted when the bot hangs up. */
  readonly signal: AbortSignal;
}

const OTHER_POLL = 'terminated by other getUpdates request; make sure that only one bot instance is running';

/** @param nextUpdateId gives ids that only grow, also over restarts */
export function createUpdates(world: World, clock: Clock, nextUpdateId: () => number): Updates {
  let waiting: { wake: () => void; refuse: (why: string) => void } | null = null;
  const listeners: (() => void)[] = [];

  function prune(): void {
    const now = clock.now();
    if (world.updates.some(({ expiresAt }) => expiresAt <= now)) {
      world.updates = world.updates.filter(({ expiresAt }) => expiresAt > now);
    }
  }

  function confirmBefore(offset: number): void {
    if (offset > 0) {
      const first = world.updates.findIndex(({ id }) => id >= offset);
      world.updates.splice(0, first < 0 ? world.updates.length : first);
    } else if (offset < 0) {
      world.updates.splice(0, Math.max(0, world.updates.length + offset));
    }
  }

  function endPoll(why: string): void {
    waiting?.refuse(why);
  }

  function wait({ timeoutSeconds, signal }: PollRequest): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', wake);
        if (waiting === mine) waiting = null;
        settle();
      };
      const wake = () => done(resolve);
      const timer = setTimeout(wake, timeoutSeconds * 1000);
      const mine = { wake, refuse: (why: string) => done(() => reject(conflict(why))) };
      signal.addEventListener('abort', wake);
      waiting = mine;
    });
  }

  return {
    add(type, chatId, payload) {
      const wanted = world.allowedUpdates?.includes(type) ?? !ON_REQUEST.has(type);
      if (!wanted) return;
      const lifetime = LIFETIME_SECONDS[type] ?? USUAL_LIFETIME_SECONDS;
      const expiresAt = clock.now() + lifetime * 1000;
      world.updates.push({ id: nextUpdateId(), type, chatId, payload, expiresAt });
      // A moment later, so that what happens together arrives together.
      setImmediate(() => waiting?.wake());
      for (const listener of listeners) listener();
    },
    pending() {
      prune();
      return world.updates;
    },
    confirm(id) {
      world.updates = world.updates.filter((update) => update.id !== id);
    },
    async poll(request) {
      endPoll(OTHER_POLL);
      prune();
      confirmBefore(request.offset);
      if (world.updates.length === 0 && request.timeoutSeconds > 0 && !request.signal.aborted) {
        await wait(request);
        prune();
      }
      return world.updates.slice(0, request.limit).map(updateJson);
    },
    endPoll,
    onNew(listener) {
      listeners.push(listener);
    },
  };
}
