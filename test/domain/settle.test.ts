import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  afterSend,
  CLOSED_BREAKER,
  DELIVERY_STATES,
  plainPart,
  type SendingRow,
  type SendOutcome,
  type Settlement,
  settle,
  type UnknownPolicy,
} from '../../src/domain/delivery.ts';

const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
console.log(`domain/settle.test.ts: SEED=${seed}`);

const ROW: SendingRow = { part: 0, parts: 1, attempts: 0, unknownCount: 0, plain: false, expired: false };

const anOutcome: fc.Arbitrary<SendOutcome> = fc.oneof(
  fc.record({ kind: fc.constant('sent' as const), messageId: fc.nat() }),
  fc.record({ kind: fc.constant('later' as const), reason: fc.string() }),
  fc.record({ kind: fc.constant('rateLimited' as const), retryAfterSeconds: fc.nat(1000) }),
  fc.record({ kind: fc.constant('unknown' as const), reason: fc.string() }),
  fc.record({
    kind: fc.constantFrom('refused', 'malformed', 'unreachable', 'threadGone'),
    reason: fc.string(),
    errorCode: fc.nat(599),
  }),
  fc.record({ kind: fc.constant('migrated' as const), toChatId: fc.integer() }),
  fc.record({ kind: fc.constant('unauthorized' as const), reason: fc.string() }),
) as fc.Arbitrary<SendOutcome>;

test('property: a part goes out twice at most, and every delivery comes to an end', () => {
  const policies = fc.constantFrom<UnknownPolicy>('resend', 'drop');
  fc.assert(
    fc.property(
      fc.array(anOutcome, { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 3 }),
      policies,
      (outcomes, parts, policy) => {
        let row: SendingRow = { ...ROW, parts };
        const perhaps = new Map<number, number>();
        for (const outcome of outcomes) {
          const after = settle(row, outcome, policy);
          assert.ok(DELIVERY_STATES.includes(after.state));
          assert.ok(after.part === row.part || (after.part === row.part + 1 && outcome.kind === 'sent'));
          assert.ok(after.unknownCount <= 2 && after.delaySeconds >= 0 && after.delaySeconds <= 300);
          if (outcome.kind === 'sent' || outcome.kind === 'unknown') {
            perhaps.set(row.part, (perhaps.get(row.part) ?? 0) + 1);
          }
          if (after.state !== 'queued') {
            assert.equal(after.state === 'sent', outcome.kind === 'sent');
            assert.ok(after.state === 'sent' || after.reason !== null);
            break;
          }
          row = { ...row, ...after };
        }
        for (const copies of perhaps.values()) assert.ok(copies <= (policy === 'resend' ? 2 : 1));
      },
    ),
    { seed, numRuns: 500 },
  );
});

const aRow: fc.Arbitrary<SendingRow> = fc
  .record({
    part: fc.nat(4),
    after: fc.nat(4),
    attempts: fc.nat(40),
    unknownCount: fc.nat(2),
    plain: fc.boolean(),
    expired: fc.boolean(),
  })
  .map(({ after, ...row }) => ({ ...row, parts: row.part + 1 + after }));

/** What each outcome may lead to: nothing else is allowed, whatever the row. */
const ALLOWED: Readonly<Record<SendOutcome['kind'], readonly Settlement['state'][]>> = {
  sent: ['sent', 'queued'],
  later: ['queued'],
  rateLimited: ['queued'],
  unknown: ['queued', 'unknown'],
  refused: ['dead'],
  malformed: ['queued', 'dead'],
  unreachable: ['dead'],
  migrated: ['queued'],
  threadGone: ['queued'],
  unauthorized: ['queued'],
};

test('property: settle is total, and every outcome of every row is one allowed step', () => {
  const policies = fc.constantFrom<UnknownPolicy>('resend', 'drop');
  fc.assert(
    fc.property(aRow, anOutcome, policies, (row, outcome, policy) => {
      const after = settle(row, outcome, policy);
      assert.ok(ALLOWED[outcome.kind].includes(after.state), `${outcome.kind} led to ${after.state}`);
      assert.equal(after.messageId !== null, outcome.kind === 'sent');
      assert.equal(after.reason === null, outcome.kind === 'sent');
      assert.ok(after.delaySeconds >= 0 && after.delaySeconds <= 300);
      // Whatever is final and of our making, or in doubt for good, is told to an operator.
      const isOurs = ['unknown', 'refused', 'malformed'].includes(outcome.kind);
      if (['dead', 'unknown'].includes(after.state)) assert.equal(after.alert, isOurs);
      const counts = ['rateLimited', 'unauthorized'].includes(outcome.kind) ? 0 : 1;
      if (after.part === row.part) {
        assert.equal(after.attempts, row.attempts + counts);
        assert.equal(after.unknownCount, row.unknownCount + (outcome.kind === 'unknown' ? 1 : 0));
        assert.ok(after.plain || !row.plain, 'plain text is not given up for this part');
      } else {
        assert.deepEqual([after.part, after.state], [row.part + 1, 'queued']);
        assert.deepEqual([after.attempts, after.unknownCount, after.plain], [0, 0, false]);
      }
      const mayRepeat = policy === 'resend' && row.unknownCount === 0 && !row.expired;
      if (outcome.kind === 'unknown') assert.equal(after.state === 'queued', mayRepeat);
    }),
    { seed, numRuns: 1000 },
  );
});

test('property: the breaker is open just from the eleventh doubt among 200 sends to the twentieth clean one in a row', () => {
  const doubtful = fc.oneof(
    { weight: 12, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  );
  fc.assert(
    fc.property(fc.array(doubtful, { maxLength: 700, size: 'max' }), (sends) => {
      let breaker = CLOSED_BREAKER;
      /** What it has seen since it closed, and how many clean ones since the last doubt while open. */
      let seen: boolean[] = [];
      let clean = 0;
      let open = false;
      for (const inDoubt of sends) {
        breaker = afterSend(breaker, inDoubt);
        if (open) {
          clean = inDoubt ? 0 : clean + 1;
          open = clean < 20;
          if (!open) seen = [];
        } else {
          seen.push(inDoubt);
          open = seen.slice(-200).filter(Boolean).length > 200 * 0.05;
          clean = 0;
        }
        assert.equal(breaker.open, open);
        assert.ok(breaker.doubts.length <= 200, 'it remembers no more than it needs');
      }
    }),
    { seed, numRuns: 200 },
  );
});

test('property: plain text is whole characters of what was refused, within the limit', () => {
  const unit = fc.constantFrom('a', 'ж', '💥', '🇰🇿', '👍🏽', 'e\u0301', '\ud83d', ' ');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1990, maxLength: 4200, size: 'max' }), (units) => {
      const text = units.join('');
      const part = plainPart({ text, entities: [], keyboard: [] });
      assert.ok(part.text.length <= 4096 && part.text.length > 4080 - Math.max(0, 4096 - text.length));
      assert.ok(part.text.isWellFormed());
      const cut = part.text.length;
      assert.equal(text.slice(0, cut).toWellFormed(), part.text);
      const starts = [...new Intl.Segmenter().segment(text.slice(Math.max(0, cut - 40)))].map(
        ({ index }) => index,
      );
      if (cut < text.length) assert.ok(starts.includes(Math.min(40, cut)), 'no character is halved');
    }),
    { seed, numRuns: 40 },
  );
});
