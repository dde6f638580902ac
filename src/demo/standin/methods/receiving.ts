import type { CallContext, Core, MethodTable } from '../core.ts';
import { described } from '../core.ts';
import { botJson } from '../json.ts';
import { booleanOf, integerOf, type Parameters, textOf } from '../parameters.ts';
import { badRequest, conflict, tooManyRequests } from '../refusal.ts';
import type { Json } from '../world.ts';

const DEFAULT_LIMIT = 100;
const MAX_TIMEOUT_SECONDS = 50;
const DEFAULT_CONNECTIONS = 40;
const MAX_SECRET = 256;
const SET_AGAIN_AFTER_MS = 1000;
const PORTS = new Set(['', '443', '80', '88', '8443']);
const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[::1\])$/;

function getMe({ world }: Core): Json {
  return {
    ...botJson(world),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  };
}

/** Remembers which updates the bot wants; an empty list means the default set again. */
function rememberAllowed(core: Core, parameters: Parameters): void {
  const text = textOf(parameters, 'allowed_updates');
  if (text === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest("can't parse allowed updates JSON object");
  }
  if (!Array.isArray(value)) throw badRequest('expected an Array of allowed updates');
  const types = value.map(String);
  core.world.allowedUpdates = types.length > 0 ? types : null;
  core.changed();
}

async function getUpdates(core: Core, parameters: Parameters, { signal }: CallContext) {
  if (core.world.webhook !== null) {
    throw conflict(
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    );
  }
  rememberAllowed(core, parameters);
  const before = core.world.updates.length;
  const polled = core.updates.poll({
    offset: integerOf(parameters, 'offset'),
    limit: integerOf(parameters, 'limit', { missing: DEFAULT_LIMIT, min: 1, max: DEFAULT_LIMIT }),
    timeoutSeconds: integerOf(parameters, 'timeout', { min: 0, max: MAX_TIMEOUT_SECONDS }),
    signal,
  });
  if (core.world.updates.length !== before) core.changed();
  return polled;
}

/** Checks the address; http is taken on loopback only, which is the stand-in's own relaxation. */
function checkUrl(text: string): void {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw badRequest('invalid webhook URL specified');
  }
  if (LOOPBACK.test(url.hostname) && url.protocol === 'http:') return;
  if (url.protocol !== 'https:') {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  }
  if (!url.hostname.includes('.')) throw badRequest('invalid webhook URL specified');
  if (!PORTS.has(url.port)) {
    throw badRequest('bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
  }
}

function setWebhook(core: Core, parameters: Parameters) {
  const url = textOf(parameters, 'url').trim();
  if (url === '') return deleteWebhook(core, parameters);
  const secret = textOf(parameters, 'secret_token');
  if (secret.length > MAX_SECRET) throw badRequest('secret token is too long');
  if (/[^A-Za-z0-9_-]/.test(secret)) throw badRequest('secret token contains unallowed characters');
  checkUrl(url);
  const setAt = core.clock.now();
  const before = core.world.webhook;
  if (before !== null && setAt - before.setAt < SET_AGAIN_AFTER_MS) throw tooManyRequests(1);
  rememberAllowed(core, parameters);
  core.updates.endPoll('terminated by setWebhook request');
  const same = before?.url === url && before.secret === secret;
  if (booleanOf(parameters, 'drop_pending_updates')) core.world.updates = [];
  core.world.webhook = {
    url,
    secret,
    setAt,
    maxConnections: integerOf(parameters, 'max_connections', {
      missing: DEFAULT_CONNECTIONS,
      min: 1,
      max: 100,
    }),
    lastErrorDate: null,
    lastErrorMessage: null,
  };
  core.changed();
  core.webhook.wake();
  return described(true, same ? 'Webhook is already set' : 'Webhook was set');
}

function deleteWebhook(core: Core, parameters: Parameters) {
  const was = core.world.webhook !== null;
  core.world.webhook = null;
  if (booleanOf(parameters, 'drop_pending_updates')) core.world.updates = [];
  core.changed();
  return described(true, was ? 'Webhook was deleted' : 'Webhook is already deleted');
}

function getWebhookInfo(core: Core): Json {
  const { webhook, allowedUpdates } = core.world;
  const { lastErrorDate, lastErrorMessage } = webhook ?? {};
  return {
    url: webhook?.url ?? '',
    has_custom_certificate: false,
    pending_update_count: core.updates.pending().length,
    ...(lastErrorDate ? { last_error_date: lastErrorDate, last_error_message: lastErrorMessage } : {}),
    ...(webhook ? { max_connections: webhook.maxConnections } : {}),
    ...(allowedUpdates ? { allowed_updates: allowedUpdates } : {}),
  };
}

/** Methods by which the bot knows itself and receives updates. */
export const receivingMethods: MethodTable = {
  getme: getMe,
  getupdates: getUpdates,
  setwebhook: setWebhook,
  deletewebhook: deleteWebhook,
  getwebhookinfo: getWebhookInfo,
};
