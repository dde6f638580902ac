import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeliveryOutcome } from '../src/app/deliver.ts';
import { createDeliveryLog } from '../src/deliveryLog.ts';
import { createLog } from '../src/log.ts';

const SENT: DeliveryOutcome = { deliveryId: 1, editionId: 9, outcome: 'sent', state: 'sent', reason: null };

function logged() {
  const lines: Record<string, unknown>[] = [];
  const { onOutcome, flush } = createDeliveryLog(
    createLog('info', [], (line) => lines.push(JSON.parse(line))),
  );
  return {
    tell: (change: Partial<DeliveryOutcome>) => onOutcome({ ...SENT, ...change }),
    /** Without level and time. */
    lines: () => {
      flush();
      return lines.splice(0).map(({ level: _level, time: _time, ...line }) => line);
    },
  };
}

test('what was sent is told together, by edition and the runs of its deliveries', () => {
  const { tell, lines } = logged();
  for (const deliveryId of [12, 10, 11, 7]) tell({ deliveryId });
  tell({ deliveryId: 20, editionId: 8 });
  tell({ deliveryId: 21, state: 'queued' });
  assert.deepEqual(lines(), [
    { editionId: 9, sent: 4, deliveryIds: '7, 10-12', msg: 'sent' },
    { editionId: 8, sent: 1, deliveryIds: '20', msg: 'sent' },
  ]);
  for (let n = 0; n < 50; n++) tell({ deliveryId: 2 * n });
  assert.match(String(lines()[0]?.deliveryIds), /^0, 2, .*, 38, …$/);
  assert.deepEqual(lines(), [], 'nothing is told twice');
});

test('what was not sent is told at once, with the reason', () => {
  const { tell, lines } = logged();
  const reason = 'Forbidden: bot was blocked by the user';
  tell({ outcome: 'unreachable', state: 'dead', reason });
  const told = {
    deliveryId: 1,
    editionId: 9,
    outcome: 'unreachable',
    state: 'dead',
    reason,
    msg: 'not sent',
  };
  assert.deepEqual(lines(), [told]);
});
