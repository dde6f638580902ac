import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createFaults, type FaultRule } from '../../../src/demo/standin/faults.ts';
import { type StandIn, startStandIn } from '../../../src/demo/standin/standin.ts';
import { call } from './call.ts';

let standIn: StandIn;
const anna = 401;
const boris = 402;
before(async () => {
  standIn = await startStandIn();
  for (const id of [anna, boris]) {
    standIn.control.addUser({ id, name: `Читатель ${id}` });
    standIn.control.start(id);
  }
});
beforeEach(() => {
  standIn.control.clearFaults();
  standIn.control.clearCalls();
  standIn.control.resetRate();
});
after(() => standIn.close());

const sent = (chatId = anna) => standIn.control.transcript(chatId).filter(({ from }) => from.isBot).length;

/** What a body is to a client of the Bot API. */
function answerOf(body: string): string {
  try {
    return JSON.parse(body).ok ? 'done' : 'refused';
  } catch {
    return 'not JSON';
  }
}

/** Sends and says what the sender sees: a status and what the body is, or the cut connection. */
async function send(chatId = anna, timeout = 500): Promise<string> {
  try {
    const response = await fetch(`${standIn.apiRoot}/bot${standIn.token}/sendMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ chat_id: chatId, text: 'x' }),
      signal: AbortSignal.timeout(timeout),
    });
    return `${response.status} ${answerOf(await response.text())}`;
  } catch (error) {
    return (error as Error).name === 'TimeoutError' ? 'timeout' : 'cut';
  }
}

const CASES: readonly {
  readonly fault: FaultRule['fault'];
  readonly sees: string;
  readonly stored: number;
}[] = [
  { fault: { kind: 'tooManyRequests', seconds: 7 }, sees: '429 refused', stored: 0 },
  { fault: { kind: 'internalError' }, sees: '500 refused', stored: 0 },
  { fault: { kind: 'badGateway' }, sees: '502 not JSON', stored: 0 },
  { fault: { kind: 'badGateway', accepted: true }, sees: '502 not JSON', stored: 1 },
  { fault: { kind: 'notJson' }, sees: '200 not JSON', stored: 0 },
  { fault: { kind: 'notJson', accepted: true }, sees: '200 not JSON', stored: 1 },
  { fault: { kind: 'slow', milliseconds: 100 }, sees: '200 done', stored: 1 },
  { fault: { kind: 'hang' }, sees: 'timeout', stored: 0 },
  { fault: { kind: 'hang', accepted: true }, sees: 'timeout', stored: 1 },
  { fault: { kind: 'migrate' }, sees: '200 done', stored: 1 },
  { fault: { kind: 'dropBefore' }, sees: 'cut', stored: 0 },
  { fault: { kind: 'dropAfter' }, sees: 'cut', stored: 1 },
  {
    fault: { kind: 'refuse', code: 400, description: 'Bad Request: WHATEVER' },
    sees: '400 refused',
    stored: 0,
  },
];

for (const { fault, sees, stored } of CASES) {
  test(`a call that meets ${JSON.stringify(fault)} sees "${sees}" and leaves ${stored} messages`, async () => {
    standIn.control.addFault({ fault, method: 'sendmessage', count: 1 });
    const before = sent();
    assert.equal(await send(), sees);
    assert.equal(sent() - before, stored);
    assert.equal(standIn.control.calls('sendMessage').at(-1)?.fault, fault.kind);
    assert.match(await send(), /^200/, 'the fault is spent');
    assert.deepEqual(standIn.control.violations(), [], 'an injected refusal is asked for');
  });
}

test('a fault hits only its chat, begins after some calls, and can be taken away', async () => {
  const remove = standIn.control.addFault({ fault: { kind: 'internalError' }, chatId: boris, after: 1 });
  const seen = [await send(boris), await send(boris), await send(anna), await send(boris)];
  assert.deepEqual(
    seen.map((words) => words.slice(0, 3)),
    ['200', '500', '200', '500'],
  );
  remove();
  assert.match(await send(boris), /^200/);
});

test('a fault without a method leaves getUpdates alone', async () => {
  standIn.control.addFault({ fault: { kind: 'internalError' } });
  assert.equal((await call(standIn, 'getUpdates')).status, 200);
  assert.equal((await call(standIn, 'getMe')).status, 500);
});

test('a seeded chance hits the same calls every time', async () => {
  const run = async () => {
    standIn.control.clearFaults();
    standIn.control.addFault({ fault: { kind: 'internalError' }, chance: 0.4, seed: 17 });
    const codes: number[] = [];
    for (let index = 0; index < 30; index += 1) codes.push((await call(standIn, 'getMe')).status);
    return codes;
  };
  const first = await run();
  assert.deepEqual(await run(), first);
  const hit = first.filter((code) => code === 500).length;
  assert.ok(hit > 5 && hit < 20, `${hit} of 30 were hit`);
});

test('the meter counts calls that came inside the pause a 429 asked for', async () => {
  standIn.control.addFault({ fault: { kind: 'tooManyRequests', seconds: 7 }, count: 1 });
  await send();
  await send();
  standIn.control.advance(7000);
  await send();
  const { calls, refused, refusedShare, callsInsidePause } = standIn.control.rate();
  assert.deepEqual({ calls, refused, callsInsidePause }, { calls: 3, refused: 1, callsInsidePause: 1 });
  assert.equal(refusedShare, 1 / 3);
});

test('a group that migrates under a call tells it where it is now, once', async () => {
  const group = standIn.control.createGroup({ title: 'Группа', creator: anna });
  standIn.control.addBot(group);
  standIn.control.addFault({ fault: { kind: 'migrate' }, chatId: group });
  const { status, body } = await call(standIn, 'sendMessage', { chat_id: group, text: 'x' });
  const moved = (body.parameters as { migrate_to_chat_id: number }).migrate_to_chat_id;
  assert.equal(status, 400);
  assert.equal((await call(standIn, 'sendMessage', { chat_id: moved, text: 'x' })).status, 200);
  const again = await call(standIn, 'sendMessage', { chat_id: group, text: 'x' });
  assert.deepEqual(again.body.parameters, { migrate_to_chat_id: moved });
  assert.deepEqual(standIn.control.violations(), []);
});

/** One hundredth of each that the outcome table knows. */
const EACH: readonly FaultRule['fault'][] = [
  { kind: 'refuse', code: 403, description: 'Forbidden: bot was blocked by the user' },
  { kind: 'refuse', code: 400, description: 'Bad Request: message is too long' },
  { kind: 'migrate' },
  { kind: 'tooManyRequests', seconds: 1 },
  { kind: 'internalError' },
  { kind: 'badGateway' },
  { kind: 'dropBefore' },
  { kind: 'dropAfter' },
  { kind: 'hang' },
];

test('a mix gives each fault its share, and repeats itself for each chat in whatever order they are called', () => {
  const shares = EACH.map((fault) => ({ fault, share: 0.05 }));
  const play = (chats: readonly number[], seed: number) => {
    const faults = createFaults();
    faults.addMix({ shares, seed, method: 'sendMessage' });
    const seen = new Map<number, (string | null)[]>();
    for (const chat of chats) {
      const fault = faults.take('sendMessage', chat);
      seen.set(chat, [...(seen.get(chat) ?? []), fault && JSON.stringify(fault)]);
    }
    assert.equal(faults.take('getMe', 1), null);
    return [...seen].toSorted(([a], [b]) => a - b);
  };
  const chats = Array.from({ length: 20_000 }, (_, n) => 1 + (n % 4000));
  const first = play(chats, 7);
  assert.deepEqual(play(chats.toReversed(), 7), first);
  assert.notDeepEqual(play(chats, 8), first);
  const all = first.flatMap(([, seen]) => seen);
  for (const fault of EACH) {
    const part = all.filter((one) => one === JSON.stringify(fault)).length / all.length;
    assert.ok(part > 0.045 && part < 0.055, `${JSON.stringify(fault)}: ${part}`);
  }
});

test('shares of more than one whole are refused; a mix can be taken away', async () => {
  const fault = { kind: 'internalError' } as const;
  const mix = (...parts: number[]) => ({ seed: 1, shares: parts.map((share) => ({ fault, share })) });
  assert.throws(() => standIn.control.addFaultMix(mix(0.6, 0.6)), RangeError);
  assert.throws(() => standIn.control.addFaultMix(mix(-0.1)), RangeError);
  const remove = standIn.control.addFaultMix(mix(0.7, 0.2, 0.1));
  assert.equal(await send(), '500 refused');
  remove();
  assert.equal(await send(), '200 done');
});
