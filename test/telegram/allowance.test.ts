import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BURST, createAllowance, PER_MINUTE, type Verdict } from '../../src/telegram/allowance.ts';

/** An allowance with a clock that the test moves. */
function stand() {
  const clock = { now: 0 };
  const allowance = createAllowance(() => clock.now);
  let update = 0;
  const ask = (person = 1): Verdict => {
    update += 1;
    return allowance.ask(person, update);
  };
  return { clock, allowance, ask };
}

test('a thousand requests in a minute get at most 51 answers, one of them the notice', () => {
  const { clock, ask } = stand();
  const verdicts = Array.from({ length: 1000 }, () => {
    clock.now += 60;
    return ask();
  });
  assert.deepEqual(verdicts.slice(0, BURST), new Array(BURST).fill('pass'));
  assert.equal(verdicts.filter((verdict) => verdict === 'notice').length, 1);
  const answers = verdicts.filter((verdict) => verdict !== 'silence').length;
  assert.ok(answers >= 45 && answers <= BURST + PER_MINUTE + 1, `${answers} answers`);
});

test('after a pause all is well again, and a second flood gets a second notice', () => {
  const { clock, ask } = stand();
  const flood = () => Array.from({ length: 30 }, () => ask());
  assert.ok(flood().includes('notice'));
  clock.now += 60_000;
  const second = flood();
  assert.deepEqual(second.slice(0, BURST), new Array(BURST).fill('pass'));
  assert.deepEqual(second.slice(BURST, BURST + 2), ['notice', 'silence']);
});

test('one person’s flood takes nothing from another', () => {
  const { ask } = stand();
  for (let n = 0; n < 500; n++) ask(1);
  assert.equal(ask(2), 'pass');
});

test('within any minute nobody gets more than 51 answers, whatever the pauses', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 15_000 }), { maxLength: 400 }), (pauses) => {
      const { clock, ask } = stand();
      const answered: number[] = [];
      let wasSilent = false;
      for (const pause of pauses) {
        clock.now += pause;
        const verdict = ask();
        if (verdict === 'notice') wasSilent = true;
        if (verdict === 'silence') assert.ok(wasSilent, 'silence only after a notice');
        if (verdict !== 'silence') answered.push(clock.now);
      }
      for (const at of answered) {
        const within = answered.filter((one) => one >= at && one < at + 60_000).length;
        assert.ok(within <= BURST + PER_MINUTE + 1, `${within} answers within a minute`);
      }
    }),
    { numRuns: 300 },
  );
});

test('an update that comes again costs nothing and is told of once', () => {
  const { allowance } = stand();
  for (let n = 0; n < 5; n++) for (let id = 1; id <= BURST; id++) assert.equal(allowance.ask(1, id), 'pass');
  assert.equal(allowance.ask(1, 100), 'notice');
  assert.equal(allowance.ask(1, 100), 'silence');
  assert.equal(allowance.ask(1, BURST), 'pass');
});

test('an update that comes again minutes later costs nothing either, also of a person who was forgotten', () => {
  const { clock, allowance, ask } = stand();
  for (let id = 1; id <= BURST; id++) assert.equal(allowance.ask(1, id), 'pass');
  assert.equal(allowance.ask(1, 100), 'notice');
  clock.now += 120_000;
  ask(2);
  assert.equal(allowance.size(), 1, 'the person is forgotten');
  for (let id = 1; id <= BURST; id++) assert.equal(allowance.ask(1, id), 'pass');
  assert.equal(allowance.ask(1, 100), 'silence', 'what was not done stays undone');
  for (let id = 201; id <= 200 + BURST; id++) assert.equal(allowance.ask(1, id), 'pass', 'all of it is left');
});

test('of very many updates the oldest are forgotten', () => {
  const { allowance } = stand();
  for (let n = 1; n <= 60_000; n++) allowance.ask(n, n);
  for (let n = 0; n < BURST; n++) assert.equal(allowance.ask(60_000, 60_000), 'pass');
  assert.equal(allowance.ask(1, 1), 'pass');
  for (let n = 1; n < BURST; n++) allowance.ask(1, 60_000 + n);
  assert.equal(allowance.ask(1, 99_999), 'notice', 'the update that was forgotten was charged for');
});

test('people who have rested are forgotten, and never more than 50,000 are kept', () => {
  const { clock, allowance, ask } = stand();
  for (let person = 1; person <= 60_000; person++) ask(person);
  assert.equal(allowance.size(), 50_000);
  clock.now += 60_000;
  ask(70_000);
  assert.equal(allowance.size(), 1);
});
