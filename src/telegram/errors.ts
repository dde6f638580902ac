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
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);
const TLS_FAILURE = /^(?:CERT_|ERR_TLS_)/;
/** A broken record of an open connection has these codes too: only what is said of a handshake counts. */
const TLS_CODE = /^(?:EPROTO$|ERR_SSL_)/;
const TLS_HANDSHAKE =
  /wrong.version|handshake.failure|protocol.version|(?:unsupported|unknown).protocol|unknown.ca|unrecognized.name|no.(?:shared.)?cipher|packet.length.too.long|http.request|certificate/i;
/** ETIMEDOUT of a connection that was made says nothing ("read ETIMEDOUT"); of several tries to connect no words are left. */
const CONNECT_TIMEOUT = /\bconnect ETIMEDOUT\b|reason: $/;
const TLS_NEVER_BEGAN = /before secure TLS connection was established/;

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
/** What Telegram says of a forum topic that is no more. */
const THREAD_GONE = ['message thread not found', 'topic_deleted'];
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

/** What a server may say in an answer that is not ok. Nothing of it is certain: a proxy may have written it. */
interface ApiAnswer {
  readonly code: number;
  readonly description: unknown;
  readonly retryAfterSeconds?: unknown;
  readonly migrateToChatId?: unknown;
}

const LONGEST_REASON = 200;
const TOKEN = /\d{5,}:[\w-]{20,}/g;
/** A longer pause is asked for again when this one is over. */
const LONGEST_PAUSE_SECONDS = 86_400;

/** Words of a stranger as they may be kept and logged: whole characters, one line, no token. */
function reasonOf(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL takes no NUL, and a log line is one line
  const line = words.slice(0, 10_000).replace(/[\u0000-\u001f\u007f]+/g, ' ');
  return line.replace(TOKEN, '<token>').slice(0, LONGEST_REASON).toWellFormed() || 'no description';
}

/**
 * What an answer of the Bot API that is not ok means for the message it refused. Codes decide; words
 * only tell a chat that is gone, and a mistake of ours, from the rest. Total: a code that is none of HTTP's
 * comes from no Bot API, and nobody knows what became of the message.
 */
export function classifyAnswer(answer: ApiAnswer): Exclude<SendOutcome, { kind: 'sent' }> {
  const { code, retryAfterSeconds: seconds, migrateToChatId: toChatId } = answer;
  const description = typeof answer.description === 'string' ? answer.description : '';
  const reason = reasonOf(description);
  if (!(Number.isInteger(code) && code >= 400 && code <= 599)) return { kind: 'unknown', reason };
  if (code === 429) {
    const asked = typeof seconds === 'number' && seconds >= 1 ? seconds : 1;
    return { kind: 'rateLimited', retryAfterSeconds: Math.min(asked, LONGEST_PAUSE_SECONDS) };
  }
  if (typeof toChatId === 'number' && Number.isSafeInteger(toChatId)) return { kind: 'migrated', toChatId };
  if (code === 401 || code === 404) return { kind: 'unauthorized', reason };
  // A gateway speaks for a server that may have accepted the message; the server itself did not.
  if (code === 502 || code === 504) return { kind: 'unknown', reason };
  if (code >= 500) return { kind: 'later', reason };
  const words = description.toLowerCase();
  if ((code === 400 || code === 403) && GONE.some((gone) => words.includes(gone))) {
    return { kind: 'unreachable', reason, errorCode: code };
  }
  if (code === 400 && THREAD_GONE.some((gone) => words.includes(gone))) {
    return { kind: 'threadGone', reason, errorCode: code };
  }
  if (code === 400 && MALFORMED.some((mistake) => words.includes(mistake))) {
    return { kind: 'malformed', reason, errorCode: code };
  }
  return { kind: 'refused', reason, errorCode: code };
}

/** What an error says by itself: its code ("ECONNRESET") and words. */
interface Cry {
  readonly code: string | null;
  readonly words: string;
}

/**
 * What the errors at the root of `error` say: the first one with a code down the chain of causes, or each of
 * those that an AggregateError holds. Empty when there is none.
 */
function criesOf(error: unknown, depth = 0): Cry[] {
  if (error === null || typeof error !== 'object' || depth > 6) return [];
  const { code, message, errors, error: inner, cause } = error as Record<string, unknown>;
  if (Array.isArray(errors) && errors.length > 0) {
    return errors.slice(0, 20).flatMap((one) => {
      const cries = criesOf(one, depth + 1);
      return cries.length > 0 ? cries : [{ code: null, words: '' }];
    });
  }
  if (typeof code === 'string') return [{ code, words: typeof message === 'string' ? message : '' }];
  return criesOf(inner ?? cause, depth + 1);
}

function neverLeft({ code, words }: Cry): boolean {
  if (code === null) return false;
  if (NEVER_LEFT.has(code) || TLS_FAILURE.test(code)) return true;
  if (TLS_CODE.test(code)) return TLS_HANDSHAKE.test(`${code} ${words}`);
  return (code === 'ETIMEDOUT' && CONNECT_TIMEOUT.test(words)) || TLS_NEVER_BEGAN.test(words);
}

/** Errors that carry no code, by name: an answer that is no JSON, our own timeout, and what grammY makes of both. */
const SILENT: ReadonlyMap<string, string> = new Map([
  ['SyntaxError', 'not JSON'],
  ['TimeoutError', 'timeout'],
  ['HttpError', 'network'],
]);

/** A code or a name of an error, unless it is something else in its place. */
const plainName = (name: unknown): string | null =>
  typeof name === 'string' && /^[A-Za-z]\w{1,63}$/.test(name) ? name : null;

/**
 * What became of a message whose send threw `error`. Total: whatever is not known to be harmless is
 * `unknown`, because the request may have arrived.
 */
export function classifyFailure(error: unknown): Exclude<SendOutcome, { kind: 'sent' }> {
  if (error instanceof GrammyError) {
    const { retry_after: retryAfterSeconds, migrate_to_chat_id: migrateToChatId } = error.parameters;
    const { error_code: code, description } = error;
    return classifyAnswer({ code, description, retryAfterSeconds, migrateToChatId });
  }
  const cries = criesOf(error);
  // The message of the error may hold the token in its address: only its code leaves this place.
  const name = error instanceof Error ? (SILENT.get(error.name) ?? plainName(error.name)) : null;
  const reason = cries.map(({ code }) => plainName(code)).find((code) => code !== null) ?? name ?? 'error';
  return { kind: cries.length > 0 && cries.every(neverLeft) ? 'later' : 'unknown', reason };
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
  if (error instanceof HttpError)
    return new Error(`${error.message} (${criesOf(error)[0]?.code ?? 'no code'})`);
  return error;
}
