import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tooManyPlanned } from '../../src/app/backlog.ts';
import { freshDatabase } from '../support/database.ts';
import { aDelivery, anEdition, aPart } from '../support/delivery.ts';

const { db } = await freshDatabase();

test('an operator can be warned of what cannot be sent before it expires, counted in messages', async () => {
  const editionId = await anEdition(db, { parts: [aPart('1'), aPart('2'), aPart('3')] });
  const soon = { editionId, expiresAt: new Date(Date.now() + 600_000) };
  await aDelivery(db, soon);
  await aDelivery(db, { ...soon, part: 2 });
  await aDelivery(db, { ...soon, state: 'expired', doneAt: new Date() });
  const late = await tooManyPlanned(db, 2, 0.0001);
  assert.equal(late?.parts, 4);
  assert.ok(late.seconds > 590 && late.seconds <= 600, `${late.seconds} s`);
  assert.equal(await tooManyPlanned(db, 100, 4 / 590), null, 'there is time');
  assert.equal(await tooManyPlanned(db, 2, 30), null, 'so few are never too many');
});
