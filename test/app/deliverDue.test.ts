import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deliverDue } from '../../src/app/deliver.ts';
import type { SendOutcome } from '../../src/domain/delivery.ts';
import { asAdministrator, freshDatabase } from '../support/database.ts';
import { aDelivery, deliverDeps } from '../support/delivery.ts';

test('what becomes due while the last request ends is sent before all is said to be sent', async () => {
  const database = await freshDatabase();
  // A look for work and the outcome of the last request then end in either order.
  await asAdministrator(
    database,
    `create function linger() returns trigger language plpgsql as
       $$ begin perform pg_sleep(random() * 0.03); return null; end $$;
     create trigger linger before update on deliveries for each statement execute function linger()`,
  );
  const asked = new Set<number>();
  const deps = deliverDeps(database.db, {
    messenger: {
      send: async ({ chatId }): Promise<SendOutcome> => {
        if (asked.has(chatId)) return { kind: 'sent', messageId: 1 };
        asked.add(chatId);
        return { kind: 'malformed', reason: 'entities', errorCode: 400 };
      },
    },
  });
  for (let round = 0; round < 8; round++) {
    await aDelivery(database.db);
    await deliverDue(deps);
    const left = await database.sql`select state from deliveries where state <> 'sent'`;
    assert.deepEqual([...left], [], `round ${round}`);
  }
});
