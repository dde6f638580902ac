import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { BotError, GrammyError, HttpError } from 'grammy';
import { classifyAnswer, classifyFailure, loggable } from '../../src/telegram/errors.ts';

const answers: [code: number, description: string, kind: string][] = [
  [403, 'Forbidden: bot was blocked by the user', 'unreachable'],
  [403, 'Forbidden: user is deactivated', 'unreachable'],
  [403, 'Forbidden: the group chat was deleted', 'unreachable'],
  [403, 'Forbidden: bot was kicked from the group chat', 'unreachable'],
  [403, 'Forbidden: bot was kicked from the supergroup chat', 'unreachable'],
  [403, 'Forbidden: bot was kicked from the channel chat', 'unreachable'],
  [403, 'Forbidden: bot is not a member of the channel chat', 'unreachable'],
  [403, "Forbidden: bot can't initiate conversation with a user", 'unreachable'],
  [403, "Forbidden: the bot can't send messages to the bot", 'unreachable'],
  [400, 'Bad Request: chat not found', 'unreachable'],
  [400, 'Bad Request: private chat not found', 'unreachable'],
  [403, 'Forbidden: words nobody has seen', 'refused'],
  [400, 'Bad Request: words nobody has seen', 'refused'],
  [400, 'Bad Request: not enough rights to send text messages to the chat', 'refused'],
  [400, 'Bad Request: message thread not found', 'threadGone'],
  [400, 'Bad Request: TOPIC_DELETED', 'threadGone'],
  [403, 'Forbidden: need administrator rights in the channel chat', 'refused'],
  [400, 'Bad Request: message is too long', 'malformed'],
  [400, 'Bad Request: text is too long', 'malformed'],
  [400, "Bad Request: entity URL 'x' is invalid: Wrong HTTP URL", 'malformed'],
  [400, "Bad Request: can't parse MessageEntity: Unsupported type specified", 'malformed'],
  [400, 'Bad Request: entity begins in a middle of a UTF-16 symbol at byte offset 3', 'malformed'],
  [400, 'Bad Request: BUTTON_DATA_INVALID', 'malformed'],
  [401, 'Unauthorized', 'unauthorized'],
  [404, 'Not Found', 'unauthorized'],
  [500, 'Internal Server Error', 'later'],
  [503, 'Service Unavailable', 'later'],
  [502, 'Bad Gateway', 'unknown'],
  [504, 'Gateway Timeout', 'unknown'],
];
for (const [code, description, kind] of answers) {
  test(`${code} "${description}" is ${kind}`, () => {
    assert.equal(classifyAnswer({ code, description }).kind, kind);
    const thrown = new GrammyError('x', { ok: false, error_code: code, description }, 'sendMessage', {});
    assert.equal(classifyFailure(thrown).kind, kind);
  });
}

test('429 carries the seconds to wait, at least one', () => {
  const outcome = (retryAfterSeconds?: number) =>
    classifyAnswer({ code: 429, description: 'x', retryAfterSeconds });
  assert.deepEqual(outcome(37), { kind: 'rateLimited', retryAfterSeconds: 37 });
  assert.deepEqual(outcome(), { kind: 'rateLimited', retryAfterSeconds: 1 });
});

test('a group that became a supergroup tells its new id, whatever the words', () => {
  const thrown = new GrammyError(
    'x',
    { ok: false, error_code: 400, description: 'x', parameters: { migrate_to_chat_id: -1007 } },
    'sendMessage',
    {},
  );
  assert.deepEqual(classifyFailure(thrown), { kind: 'migrated', toChatId: -1007 });
});

const failures: [code: string, kind: string][] = [
  ['ECONNREFUSED', 'later'],
  ['UND_ERR_CONNECT_TIMEOUT', 'later'],
  ['UND_ERR_SOCKET', 'unknown'],
  ['ENOTFOUND', 'later'],
  ['EAI_AGAIN', 'later'],
  ['ENETUNREACH', 'later'],
  ['EHOSTUNREACH', 'later'],
  ['CERT_HAS_EXPIRED', 'later'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'later'],
  ['ECONNRESET', 'unknown'],
  ['EPIPE', 'unknown'],
  ['ETIMEDOUT', 'unknown'],
  ['ERR_STREAM_PREMATURE_CLOSE', 'unknown'],
];
for (const [code, kind] of failures) {
  test(`${code} is ${kind}, also as the cause of another error`, () => {
    const error = Object.assign(new Error('request to https://api/botTOKEN/x failed'), { code });
    assert.deepEqual(classifyFailure(new HttpError('x', error)), { kind, reason: code });
    assert.deepEqual(classifyFailure(new Error('x', { cause: error })), { kind, reason: code });
  });
}

test('a connection that could not be made in time was certainly no send', () => {
  const error = Object.assign(new Error('failed, reason: connect ETIMEDOUT 1.2.3.4:443'), {
    code: 'ETIMEDOUT',
  });
  assert.equal(classifyFailure(new HttpError('x', error)).kind, 'later');
});

test('answers that are no JSON of the Bot API leave it unknown', () => {
  const page = new HttpError('x', Object.assign(new Error('invalid json'), { type: 'invalid-json' }));
  assert.deepEqual(classifyFailure(page), { kind: 'unknown', reason: 'network' });
  const strange = new GrammyError('x', { error: 'bad gateway' } as never, 'sendMessage', {});
  assert.equal(classifyFailure(strange).kind, 'unknown');
});

test('an error without a code is told by its name, whatever that is', () => {
  const named = (name: string) => classifyFailure(Object.assign(new Error('x'), { name }));
  for (const [name, reason] of [
    ['TimeoutError', 'timeout'],
    ['SyntaxError', 'not JSON'],
    ['constructor', 'constructor'],
  ] as const) {
    assert.deepEqual(named(name), { kind: 'unknown', reason });
  }
});

test('everything thrown has an outcome, and none repeats an address', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), (thrown, words) => {
      const outcome = classifyFailure(
        thrown instanceof Error ? thrown : new Error(`https://api/botTOKEN/${words}`, { cause: thrown }),
      );
      assert.ok(['later', 'unknown', 'refused'].includes(outcome.kind));
      assert.ok(!JSON.stringify(outcome).includes('TOKEN'));
      assert.ok(['later', 'unknown'].includes(classifyFailure(thrown).kind));
    }),
  );
});

test('what is logged of an error holds no token, no text and no update', () => {
  const secret = 'SECRET';
  const refused = new GrammyError(
    'x',
    { ok: false, error_code: 400, description: 'Bad Request: why' },
    'sendMessage',
    {
      text: secret,
    },
  );
  const network = new HttpError(
    "Network request for 'sendMessage' failed!",
    Object.assign(new Error(`https://api/bot${secret}/sendMessage`), { code: 'ECONNRESET' }),
  );
  const cases = [
    [refused, /sendMessage was refused: 400 Bad Request: why/],
    [network, /'sendMessage' failed! \(ECONNRESET\)/],
    [new BotError(refused, { update: { message: { text: secret } } } as never), /sendMessage was refused/],
  ] as const;
  for (const [error, expected] of cases) {
    assert.ok(inspect(error, { depth: 9 }).includes(secret), 'the case is worth testing');
    const logged = inspect(loggable(error), { depth: 9, showHidden: true });
    assert.match(logged, expected);
    assert.ok(!logged.includes(secret));
  }
  const own = new Error('ours');
  assert.equal(loggable(own), own);
});
