import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { GrammyError, HttpError } from 'grammy';
import type { OutcomeKind, SendOutcome } from '../../src/domain/delivery.ts';
import { classifyAnswer, classifyFailure } from '../../src/telegram/errors.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`telegram/outcomes.test.ts: SEED=${seed}`);
const runs = { seed, numRuns: Number(process.env.RUNS ?? 500) };

const TOKEN = '8123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const KINDS: readonly OutcomeKind[] = [
  'later',
  'rateLimited',
  'unknown',
  'refused',
  'malformed',
  'unreachable',
  'migrated',
  'threadGone',
  'unauthorized',
];

/** Whatever came of it, it can be written to the database, logged, and acted upon. */
function isUsable(outcome: SendOutcome): void {
  assert.ok(KINDS.includes(outcome.kind), outcome.kind);
  const { reason, errorCode, retryAfterSeconds, toChatId } = outcome as Record<string, unknown>;
  if (typeof reason === 'string') {
    assert.ok(reason.length > 0 && reason.length <= 200, `${reason.length} units`);
    assert.ok(
      reason.isWellFormed() && !/\p{Cc}/u.test(reason.replace(/[\u0080-\u009f]/g, '')),
      'it is one line',
    );
    assert.ok(!reason.includes(TOKEN), 'it holds no token');
  }
  if (errorCode !== undefined) assert.ok(Number.isInteger(errorCode) && Number(errorCode) <= 599);
  if (outcome.kind === 'rateLimited') {
    assert.ok(
      Number(retryAfterSeconds) >= 1 && Number(retryAfterSeconds) <= 86_400,
      `${retryAfterSeconds} s`,
    );
  }
  if (outcome.kind === 'migrated') assert.ok(Number.isSafeInteger(toChatId));
}

/** What grammY throws for such an answer; for one that it cannot put into words, whatever that throws. */
function refusal(error_code: unknown, description: unknown, parameters: unknown): unknown {
  try {
    const answer = { ok: false, error_code, description, parameters } as never;
    return new GrammyError('x', answer, 'sendMessage', {});
  } catch (error) {
    return error;
  }
}

/** Words of strangers: half characters, control characters, addresses with the token, very long. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('\ud83d', '\udca5', '\u0000', '\n', 'я', '💥', ' '), maxLength: 260 }),
  fc.string({ maxLength: 250 }).map((before) => `${before} https://api.telegram.org/bot${TOKEN}/sendMessage`),
);

test('property: any answer of any server is one usable outcome', () => {
  const status = fc.oneof(fc.integer({ min: 0, max: 999 }), fc.integer(), fc.anything());
  const parameters = fc.oneof(
    fc.constant(undefined),
    fc.anything(),
    fc.record({ retry_after: fc.anything(), migrate_to_chat_id: fc.anything() }),
    fc.record({ retry_after: fc.double() }),
  );
  fc.assert(
    fc.property(status, fc.oneof(words, fc.anything()), parameters, (code, description, of) => {
      isUsable(classifyFailure(refusal(code, description, of)));
    }),
    runs,
  );
});

/** Telegram's own words, and what they mean. */
const SAID: readonly (readonly [kind: OutcomeKind, code: number, description: string])[] = [
  ...[
    'bot was blocked by the user',
    'user is deactivated',
    'the group chat was deleted',
    'bot was kicked from the group chat',
    'bot was kicked from the supergroup chat',
    'bot was kicked from the channel chat',
    'bot is not a member of the group chat',
    'bot is not a member of the supergroup chat',
    'bot is not a member of the channel chat',
    "bot can't initiate conversation with a user",
    "the bot can't send messages to the bot",
  ].map((said) => ['unreachable', 403, `Forbidden: ${said}`] as const),
  ['unreachable', 400, 'Bad Request: chat not found'],
  ['unreachable', 400, 'Bad Request: private chat not found'],
  ...[
    'message is too long',
    'text is too long',
    'message text is empty',
    'text must be non-empty',
    'strings must be encoded in UTF-8',
    'can\'t parse MessageEntity: Field "length" must be a Number',
    'can\'t parse entities: Unsupported start tag "p" at byte offset 3',
    "can't parse reply keyboard markup JSON object",
    'can\'t parse inline keyboard button: Can\'t find field "text"',
    'entity begins after the end of the text at UTF-16 offset 9',
    'entity beginning at UTF-16 offset 1 ends in a middle of a UTF-16 symbol at byte offset 4',
    "entity URL 'x' is invalid: Wrong HTTP URL",
    'receive an entity with incorrect offset -1',
    "inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
    'BUTTON_DATA_INVALID',
    'BUTTON_TYPE_INVALID',
    'reply markup is too long',
    'invalid date specified',
  ].map((said) => ['malformed', 400, `Bad Request: ${said}`] as const),
  ...[
    'not enough rights to send text messages to the chat',
    'need administrator rights in the channel chat',
    'message to be replied not found',
  ].map((said) => ['refused', 400, `Bad Request: ${said}`] as const),
  ['threadGone', 400, 'Bad Request: message thread not found'],
  ['threadGone', 400, 'Bad Request: TOPIC_DELETED'],
  ['unauthorized', 401, 'Unauthorized: invalid token specified'],
  ['unauthorized', 404, 'Not Found'],
  ['later', 500, 'Internal Server Error'],
  ['unknown', 502, 'Bad Gateway'],
  ['unknown', 504, 'Gateway Timeout'],
];

test("property: Telegram's words mean the same in any letter case", () => {
  const any = fc.constantFrom(...SAID);
  fc.assert(
    fc.property(any, fc.infiniteStream(fc.boolean()), ([kind, code, said], upper) => {
      const description = [...said]
        .map((c) => (upper.next().value ? c.toUpperCase() : c.toLowerCase()))
        .join('');
      assert.equal(classifyAnswer({ code, description }).kind, kind, description);
    }),
    runs,
  );
  for (const [kind, code, description] of SAID)
    assert.equal(classifyAnswer({ code, description }).kind, kind);
});

test('property: unknown words never pause a chat, whatever the code', () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 599 }), words, (code, description) => {
      assert.notEqual(classifyAnswer({ code, description }).kind, 'unreachable');
    }),
    runs,
  );
});

test('the words of a gone chat pause it only in a 400 or 403', () => {
  const description = 'Forbidden: bot was blocked by the user';
  for (const code of [405, 409, 413, 500, 503]) {
    assert.notEqual(classifyAnswer({ code, description }).kind, 'unreachable');
  }
});

const BEFORE = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
];
const DOUBT = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ECONNABORTED',
  'UND_ERR_SOCKET',
  'ERR_STREAM_PREMATURE_CLOSE',
  'EPROTO',
];
const failure = (code: string): Error =>
  Object.assign(new Error(`request to https://api.telegram.org/bot${TOKEN}/x failed`), { code });
/** An error with one of `codes`, as deep as libraries wrap theirs. */
const wrapped = (codes: readonly string[]): fc.Arbitrary<Error> =>
  fc.letrec<{ error: Error }>((tie) => ({
    error: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(...codes).map(failure),
      tie('error').map((cause) => new Error(`bot${TOKEN}`, { cause })),
      tie('error').map((inner) => new HttpError('x', inner)),
      fc.array(tie('error'), { minLength: 1, maxLength: 3 }).map((errors) => new AggregateError(errors)),
    ),
  })).error;

test('property: only what failed before the request left, in each of its causes, is tried again without doubt', () => {
  fc.assert(
    fc.property(wrapped(BEFORE), wrapped(DOUBT), (before, doubt) => {
      assert.equal(classifyFailure(before).kind, 'later');
      assert.equal(classifyFailure(doubt).kind, 'unknown');
      assert.equal(classifyFailure(new AggregateError([before, doubt])).kind, 'unknown');
      for (const error of [before, doubt]) isUsable(classifyFailure(error));
    }),
    runs,
  );
});

test('property: anything thrown is one usable outcome', () => {
  const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
  fc.assert(
    fc.property(
      anything,
      fc.record({ code: anything, errors: anything, cause: anything, name: words }),
      (one, fields) => {
        isUsable(classifyFailure(one));
        isUsable(classifyFailure(fields));
        isUsable(classifyFailure(new HttpError(`bot${TOKEN}`, one as Error)));
        const { name, ...others } = fields;
        const error = Object.assign(new Error(`bot${TOKEN}`), others);
        Object.defineProperty(error, 'name', { value: name });
        isUsable(classifyFailure(error));
      },
    ),
    runs,
  );
});

const network: [what: string, code: string, reason: string, kind: OutcomeKind][] = [
  ['a connection that was not made in time', 'ETIMEDOUT', 'connect ETIMEDOUT 1.2.3.4:443', 'later'],
  ['none of several addresses that answered in time', 'ETIMEDOUT', '', 'later'],
  ['an open connection that fell silent', 'ETIMEDOUT', 'read ETIMEDOUT', 'unknown'],
  [
    'a handshake that was cut',
    'ECONNRESET',
    'Client network socket disconnected before secure TLS connection was established',
    'later',
  ],
  ['an open connection that was cut', 'ECONNRESET', 'socket hang up', 'unknown'],
  [
    'a server without TLS',
    'EPROTO',
    'write EPROTO 0A:error:SSL routines:tls_validate_record_header:wrong version number',
    'later',
  ],
  [
    'a handshake that was refused',
    'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE',
    'ssl/tls alert handshake failure',
    'later',
  ],
  [
    'a broken record',
    'EPROTO',
    'read EPROTO 0A:error:SSL routines:ssl3_read_bytes:ssl/tls alert bad record mac',
    'unknown',
  ],
  [
    'a record that could not be read',
    'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
    'decryption failed or bad record mac',
    'unknown',
  ],
];
for (const [what, code, said, kind] of network) {
  test(`${what} (${code}) is ${kind}`, () => {
    const thrown = Object.assign(new Error(`request to https://x/ failed, reason: ${said}`), { code });
    assert.equal(classifyFailure(new HttpError('x', thrown)).kind, kind);
  });
}
