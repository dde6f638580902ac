import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { competeForPolling } from './store/pollLock.ts';
import type { createBot } from './telegram/bot.ts';
import { classifyFailure, loggable } from './telegram/errors.ts';
import { pollUpdates, type Updates } from './telegram/updates.ts';
import { registerWebhook, webhookHandler } from './telegram/webhook.ts';
import type { Readiness } from './web/health.ts';
import type { WebServer } from './web/server.ts';

/** Pause between tries to reach the Bot API. */
const RETRY_SECONDS = 5;

/** What receiving updates needs, by polling or by webhook. */
export interface ReceiveDeps {
  readonly bot: ReturnType<typeof createBot>;
  readonly web: WebServer;
  readonly log: Log;
  readonly readiness: Readiness;
  /** Of the database that says which replica polls. */
  readonly databaseUrl: string;
  readonly webhook: Config['webhook'];
  /** Telegram refuses the token or the address: nothing can work. */
  readonly onFatal: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Receives updates by webhook in every replica, or by long polling in one of them, until stopped. */
export async function receive(deps: ReceiveDeps): Promise<Updates> {
  return deps.webhook ? byWebhook(deps, deps.webhook) : byPolling(deps);
}

async function byWebhook(
  deps: ReceiveDeps,
  { url, secret }: NonNullable<Config['webhook']>,
): Promise<Updates> {
  const { bot, web, log, readiness } = deps;
  const webhook = webhookHandler(bot, {
    secret,
    onProblem: (error) => log.error({ err: loggable(error) }, 'an update by webhook failed'),
  });
  web.add(async (request, response) => {
    if (request.url?.split('?')[0] !== url.pathname) return false;
    await webhook.handle(request, response);
    return true;
  });
  if (await reachTelegram(deps, () => registerWebhook(bot, url.href, secret))) readiness.have('telegram');
  return webhook;
}

function byPolling({ bot, log, readiness, databaseUrl, onFatal }: ReceiveDeps): Updates {
  let polling: Updates | undefined;
  const stopCompeting = competeForPolling(databaseUrl, {
    onHeld: () => {
      polling = pollUpdates(bot, {
        onStart: () => readiness.have('telegram'),
        onConflict: (pauseSeconds) => {
          readiness.lack('telegram');
          log.error(`another process polls with this token; next try in ${pauseSeconds} s`);
        },
        onFatal,
        onProblem: (error) => {
          readiness.lack('telegram');
          log.error({ err: loggable(error) }, 'polling failed and will begin again');
        },
      });
    },
    onLost: async () => {
      log.warn('the connection that holds the right to poll broke: another replica may take over');
      await polling?.stop();
      polling = undefined;
    },
  });
  // A replica that waits for its turn to poll plans and sends: it is ready.
  readiness.have('telegram');
  return {
    stop: async () => {
      await polling?.stop();
      await stopCompeting();
    },
  };
}

/** Tries until Telegram answers. False when it refuses us for good, or we are leaving. */
export async function reachTelegram(
  { log, onFatal, signal }: Pick<ReceiveDeps, 'log' | 'onFatal' | 'signal'>,
  call: () => Promise<unknown>,
): Promise<boolean> {
  while (!signal.aborted) {
    try {
      await call();
      return true;
    } catch (error) {
      if (classifyFailure(error).kind === 'unauthorized') {
        onFatal(error);
        return false;
      }
      log.warn({ err: loggable(error) }, `the Bot API does not answer; next try in ${RETRY_SECONDS} s`);
      await sleep(RETRY_SECONDS * 1000, undefined, { signal }).catch(() => {});
    }
  }
  return false;
}
