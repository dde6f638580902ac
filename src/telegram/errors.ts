import { BotError, GrammyError, HttpError } from 'grammy';
import type { SendOutcome } from '../domain/delivery.ts';

/** Failures of connecting: the request never left, so nothing was sent. */
const NEVER_LEFT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'EMFILE',
  'ENFILE',
  'CONNECT_TIMEOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'EPROTO',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);
const TLS_FAILURE = /^(?:CERT_|ERR_TLS_|ERR_SSL_)/;

/** What Telegram says when a chat cannot be written to any more. Unknown words never pause a chat. */
const GONE = [
  'bot was blocked by the user',
  'user is deactivated',
  'the group chat was deleted',
  'bot was kicked from the',
  'bot is not a member of the',
  "bot can't initiate conversation with a user",
  "the bot can't send messages to the bot",
  "bot can't send messages to bots",
  'chat not found',
];
/** What Telegram says of a message that we built wrongly. */
const MALFORMED = [
  'message is too long',
  'message_too_long',
  'text is too long',
  'entity',
  "can't parse",
  'button_',
  'inline keyboard button',
  'reply markup is too long',
  'message text is empty',
  'text must be non-empty',
  'invalid date specified',
  'strings must be encoded',
];

interface ApiAnswer {
  readonly code: number;
  readonly description: string;
  readonly retryAfterSeconds?: number | undefined;
  readonly migrateToChatId?: number | undefined;
}

/**
 * What an answer of the Bot API that is not ok means for the message it refused. Codes decide; words
 * only tell a chat that is gone, and a mistake of ours, from the rest.
 */
export function classifyAnswer({
  code,
  description,
  retryAfterSeconds,
  migrateToChatId,
}: ApiAnswer): Exclude<SendOutcome, { kind: 'sent' }> {
  const reason = description.slice(0, 200);
  if (code === 429) return { kind: 'rateLimited', retryAfterSeconds: Math.max(1, retryAfterSeconds ?? 1) };
  if (migrateToChatId !== undefined) return { kind: 'migrated', toChatId: migrateToChatId };
  if (code === 401 || code === 404) return { kind: 'unauthorized', reason };
  // A gateway speaks for a server that may have accepted the message; the server itself did not.
  if (code === 502 || code === 504) return { kind: 'unknown', reason };
  if (code >= 500) return { kind: 'later', reason };
  const words = description.toLowerCase();
  if ((code === 400 || code === 403) && GONE.some((gone) => words.includes(gone))) {
    return { kind: 'unreachable', reason, errorCode: code };
  }
  if (code === 400 && MALFORMED.some((mistake) => words.includes(mistake))) {
    return { kind: 'malformed', reason, errorCode: code };
  }
  return { kind: 'refused', reason, errorCode: code };
}

/** The first error code down the chain of causes: "ECONNRESET", "UND_ERR_…"; null when there is none. */
function codeOf(error: unknown): string | null {
  for (let at: unknown = error, depth = 0; at !== null && typeof at === 'object' && depth < 6; depth++) {
    const { code, errors, error: inner, cause } = at as Record<string, unknown>;
    if (typeof code === 'string') return code;
    at = inner ?? cause ?? (Array.isArray(errors) ? errors[0] : null);
  }
  return null;
}

/** ETIMEDOUT of a connection that was never made; the same code in a made one says nothing. */
function connectTimedOut(error: unknown): boolean {
  const inner = error instanceof HttpError ? error.error : error;
  return inner instanceof Error && /\bconnect ETIMEDOUT\b/.test(inner.message);
}

/**
 * What became of a message whose send threw `error`. Total: whatever is not known to be harmless is
 * `unknown`, because the request may have arrived.
 */
export function classifyFailure(error: unknown): Exclude<SendOutcome, { kind: 'sent' }> {
  if (error instanceof GrammyError && Number.isInteger(error.error_code)) {
    return classifyAnswer({
      code: error.error_code,
      description: error.description,
      retryAfterSeconds: error.parameters.retry_after,
      migrateToChatId: error.parameters.migrate_to_chat_id,
    });
  }
  const code = connectTimedOut(error) ? 'CONNECT_TIMEOUT' : codeOf(error);
  const name = error instanceof HttpError ? 'network' : error instanceof Error ? error.name : 'error';
  // The message of the error may hold the token in its address: only its code leaves this place.
  const reason = code ?? name;
  const neverLeft = code !== null && (NEVER_LEFT.has(code) || TLS_FAILURE.test(code));
  return { kind: neverLeft ? 'later' : 'unknown', reason };
}

/**
 * `error` as it may be logged. grammY's errors carry the update, the message that was being sent, or the
 * address with the token; what is left says which call failed, and how.
 */
export function loggable(error: unknown): unknown {
  if (error instanceof BotError) return loggable(error.error);
  if (error instanceof GrammyError) {
    return new Error(`${error.method} was refused: ${error.error_code} ${error.description}`);
  }
  if (error instanceof HttpError) return new Error(`${error.message} (${codeOf(error) ?? 'no code'})`);
  return error;
}
