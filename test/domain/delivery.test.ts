import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  afterSend,
  type Breaker,
  backoffSeconds,
  CLOSED_BREAKER,
  inFlightCap,
  plainPart,
  type SendingRow,
  type SendOutcome,
  type Settlement,
  settle,
  shortfall,
  type UnknownPolicy,
} from '../../src/domain/delivery.ts';

const ROW: SendingRow = { part: 0, parts: 1, attempts: 0, unknownCount: 0, plain: false, expired: false };

const cases: {
  name: string;
  outcome: SendOutcome;
  row?: Partial<SendingRow>;
  policy?: UnknownPolicy;
  want: Partial<Settlement>;
}[] = [
  {
    name: 'the only part arrived: sent',
    outcome: { kind: 'sent', messageId: 5 },
    want: { state: 'sent', messageId: 5, attempts: 1, reason: null, alert: false },
  },
  {
    name: 'one of three parts arrived: the next is due a second later, with a clean record',
    outcome: { kind: 'sent', messageId: 5 },
    row: { parts: 3, attempts: 2, unknownCount: 1, plain: true },
    want: {
      state: 'queued',
      part: 1,
      attempts: 0,
      unknownCount: 0,
      plain: false,
      delaySeconds: 1,
      messageId: 5,
    },
  },
  {
    name: 'the last of three parts arrived: sent',
    outcome: { kind: 'sent', messageId: 5 },
    row: { part: 2, parts: 3 },
    want: { state: 'sent', part: 2 },
  },
  {
    name: 'certainly not sent: again after a second',
    outcome: { kind: 'later', reason: 'ECONNREFUSED' },
    want: { state: 'queued', attempts: 1, delaySeconds: 1, unknownCount: 0, reason: 'ECONNREFUSED' },
  },
  {
    name: 'certainly not sent for the fifth time: again after sixteen seconds',
    outcome: { kind: 'later', reason: 'ECONNREFUSED' },
    row: { attempts: 4 },
    want: { state: 'queued', attempts: 5, delaySeconds: 16 },
  },
  {
    name: 'rate limited: queued, not counted as an attempt',
    outcome: { kind: 'rateLimited', retryAfterSeconds: 9 },
    row: { attempts: 3 },
    want: { state: 'queued', attempts: 3, delaySeconds: 0, errorCode: 429 },
  },
  {
    name: 'in doubt for the first time: once more',
    outcome: { kind: 'unknown', reason: 'ECONNRESET' },
    want: { state: 'queued', unknownCount: 1, alert: false },
  },
  {
    name: 'in doubt for the second time: unknown for good, with an alert',
    outcome: { kind: 'unknown', reason: 'ECONNRESET' },
    row: { unknownCount: 1 },
    want: { state: 'unknown', unknownCount: 2, alert: true, reason: 'ECONNRESET' },
  },
  {
    name: 'in doubt and too late: unknown for good',
    outcome: { kind: 'unknown', reason: 'ECONNRESET' },
    row: { expired: true },
    want: { state: 'unknown', alert: true },
  },
  {
    name: 'in doubt under the policy drop: unknown for good',
    outcome: { kind: 'unknown', reason: 'ECONNRESET' },
    policy: 'drop',
    want: { state: 'unknown', unknownCount: 1, alert: true },
  },
  {
    name: 'refused: dead, with an alert',
    outcome: { kind: 'refused', reason: 'not enough rights', errorCode: 400 },
    want: { state: 'dead', errorCode: 400, reason: 'not enough rights', alert: true },
  },
  {
    name: 'malformed: once more as plain text',
    outcome: { kind: 'malformed', reason: 'message is too long', errorCode: 400 },
    want: { state: 'queued', plain: true, alert: true },
  },
  {
    name: 'malformed as plain text too: dead',
    outcome: { kind: 'malformed', reason: 'message is too long', errorCode: 400 },
    row: { plain: true },
    want: { state: 'dead', alert: true },
  },
  {
    name: 'the chat is gone: dead, nobody needs to look',
    outcome: { kind: 'unreachable', reason: 'blocked', errorCode: 403 },
    want: { state: 'dead', reason: 'blocked', alert: false },
  },
  {
    name: 'the group moved: queued for the new chat at once',
    outcome: { kind: 'migrated', toChatId: -100 },
    want: { state: 'queued', delaySeconds: 0 },
  },
  {
    name: 'the group moves in a circle, or moved after failures: queued, with more and more time',
    outcome: { kind: 'migrated', toChatId: -100 },
    row: { attempts: 5 },
    want: { state: 'queued', delaySeconds: 32, attempts: 6, alert: false },
  },
  {
    name: 'the forum topic is deleted: queued for General at once, and an operator may read of it',
    outcome: { kind: 'threadGone', reason: 'message thread not found', errorCode: 400 },
    want: { state: 'queued', delaySeconds: 0, attempts: 1, alert: true },
  },
  {
    name: 'the token is refused: the row waits, untouched',
    outcome: { kind: 'unauthorized', reason: '401' },
    row: { attempts: 2 },
    want: { state: 'queued', attempts: 2, delaySeconds: 0 },
  },
];
for (const { name, outcome, row, policy = 'resend', want } of cases) {
  test(`settle: ${name}`, () => {
    const settlement = settle({ ...ROW, ...row }, outcome, policy);
    for (const [key, value] of Object.entries(want))
      assert.equal(settlement[key as keyof Settlement], value, key);
  });
}

test('backoffSeconds doubles up to five minutes', () => {
  assert.deepEqual([1, 2, 3, 9, 10, 30, 32_767].map(backoffSeconds), [1, 2, 4, 256, 300, 300, 300]);
});

test('the breaker opens above 5 % doubt among 200 sends and closes after 20 clean ones', () => {
  const sends = (from: Breaker, doubts: readonly boolean[]) => doubts.reduce(afterSend, from);
  const tenDoubts = sends(CLOSED_BREAKER, [...Array(190).fill(false), ...Array(10).fill(true)]);
  assert.equal(tenDoubts.open, false);
  const forgotten = sends(tenDoubts, [...Array(190).fill(false), true]);
  assert.equal(forgotten.open, false, 'the oldest doubt has left the window');
  const opened = sends(tenDoubts, [true]);
  assert.equal(opened.open, true);
  assert.equal(sends(opened, Array(19).fill(false)).open, true);
  assert.equal(sends(opened, [...Array(19).fill(false), true, ...Array(19).fill(false)]).open, true);
  assert.equal(sends(opened, Array(20).fill(false)).open, false);
});

test('inFlightCap is a quarter of a second, 4 to 128', () => {
  assert.deepEqual([1, 30, 100, 1000, 100_000].map(inFlightCap), [4, 7, 25, 128, 128]);
});

test('plainPart keeps whole characters within 4096 units and drops entities and keyboard', () => {
  const part = {
    text: `${'а'.repeat(4095)}🇰🇿`,
    entities: [{ type: 'bold', offset: 0, length: 1 }],
    keyboard: [[]],
  };
  assert.deepEqual(plainPart(part), { text: 'а'.repeat(4095), entities: [], keyboard: [] });
  assert.equal(plainPart({ ...part, text: 'қысқа' }).text, 'қысқа');
});

test('what must be sent before each expiry is held against the rate, with all that expires before it', () => {
  const hours = (n: number) => n * 3600;
  assert.equal(shortfall([{ seconds: hours(6), parts: 648_000 }], 30), null, '30 a second for six hours');
  const tooMany = { seconds: hours(6), parts: 648_001 };
  assert.deepEqual(shortfall([tooMany], 30), tooMany);
  const waves = [
    { seconds: hours(1), parts: 100_000 },
    { seconds: hours(2), parts: 100_000 },
    { seconds: hours(6), parts: 300_000 },
  ];
  assert.equal(shortfall(waves, 28), null);
  assert.deepEqual(shortfall(waves, 27), { seconds: hours(1), parts: 100_000 });
  const later = [{ seconds: hours(1), parts: 90_000 }, ...waves.slice(1)];
  assert.deepEqual(shortfall(later, 26), { seconds: hours(2), parts: 190_000 }, 'each alone has room');
  assert.deepEqual(shortfall([{ seconds: -1, parts: 1 }], 30), { seconds: -1, parts: 1 });
  assert.equal(shortfall([], 30), null);
});
