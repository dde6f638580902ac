import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FaultRule } from '../../../src/demo/standin/faults.ts';
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
