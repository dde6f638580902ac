import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../../src/demo/standin/clock.ts';
import { createRateMeter } from '../../../src/demo/standin/rate.ts';
import { startStandIn } from '../../../src/demo/standin/standin.ts';
import { call } from './call.ts';

test('the peaks are of any second and any minute, not of calendar ones', () => {
  const clock = createClock(() => 0);
  const meter = createRateMeter('observe', clock);
  clock.advance(900);
  for (let index = 0; index < 20; index += 1) meter.arrive(index, false);
  clock.advance(200);
  for (let index = 0; index < 15; index += 1) meter.arrive(-7, true);
  clock.advance(50_000);
  for (let index = 0; index < 8; index += 1) meter.arrive(-7, true);
  const { peakPerSecond, peakPerChatSecond, peakPerGroupMinute } = meter.report();
  assert.deepEqual([peakPerSecond, peakPerChatSecond, peakPerGroupMinute], [35, 15, 23]);
  assert.equal(meter.admit(-7, true), null, 'observing refuses nothing');
});

test('enforcing lets 30 a second pass, 5 at once to a chat and then one a second, 20 a minute to a group', () => {
  const clock = createClock(() => 0);
  const meter = createRateMeter('enforce', clock);
  const admitted = (chatId: number, isGroup: boolean, times: number) =>
    Array.from({ length: times }, () => meter.admit(chatId, isGroup)).filter((wait) => wait === null).length;
  assert.equal(admitted(1, false, 8), 5);
  clock.advance(1000);
  assert.equal(admitted(1, false, 3), 1);
  clock.advance(1000);
  const many = Array.from({ length: 40 }, (_, index) => meter.admit(100 + index, false));
  assert.equal(many.filter((wait) => wait === null).length, 30);
  assert.equal(many.at(-1), 1);
  const paid = Array.from({ length: 40 }, (_, index) => meter.admit(200 + index, false, true));
  assert.ok(
    paid.every((wait) => wait === null),
    'paid broadcasts have a wider limit',
  );
  let toGroup = 0;
  for (let second = 0; second < 40; second += 1) {
    clock.advance(1000);
    toGroup += admitted(-5, true, 1);
  }
  assert.equal(toGroup, 20);
  const wait = meter.admit(-5, true) ?? 0;
  assert.ok(wait > 15 && wait <= 60, `told to wait ${wait} s`);
});

test('an enforcing stand-in answers 429 with the seconds to wait, and stores nothing', async (t) => {
  const standIn = await startStandIn({ rate: 'enforce' });
  t.after(() => standIn.close());
  const anna = standIn.control.addUser({ name: 'Анна' });
  standIn.control.start(anna);
  const answers = [];
  for (let index = 0; index < 7; index += 1) {
    answers.push(await call(standIn, 'sendMessage', { chat_id: anna, text: String(index) }));
  }
  const refused = answers.filter(({ status }) => status === 429);
  assert.ok(refused.length >= 1);
  assert.equal(refused[0]?.body.description, 'Too Many Requests: retry after 1');
  const stored = standIn.control.transcript(anna).filter(({ from }) => from.isBot).length;
  assert.equal(stored, answers.length - refused.length);
  assert.equal(standIn.control.rate().refused, refused.length);
});
