import type { Db } from './client.ts';
import { inArray, sql } from './drizzle.ts';
import { DatabaseProblem } from './migrate.ts';
import {
  articles,
  deliveries,
  editions,
  entries,
  follows,
  installation,
  retellings,
  sources,
  stories,
  storyVersions,
  summaries,
  troubles,
} from './schema.ts';

/**
 * Says what a database serves, once and for all: a demo's and a real bot's data never mix.
 *
 * @throws DatabaseProblem when it serves the other kind
 */
export async function claimInstallation(db: Db, kind: 'real' | 'demo'): Promise<void> {
  await db.insert(installation).values({ kind }).onConflictDoNothing();
  const [row] = await db.select({ kind: installation.kind }).from(installation);
  if (row?.kind !== kind) {
    throw new DatabaseProblem(
      kind === 'real'
        ? 'This database holds the demo and its sample news: use another one for the real bot'
        : 'This database belongs to a real bot: the demo must not touch it',
    );
  }
}

/**
 * Forgets all news of a demo, because its sample archive was dated anew. Chats, subscriptions and the
 * record of what was delivered stay; what was planned but not sent is cancelled.
 *
 * @throws DatabaseProblem when the database is not a demo's
 */
export async function clearDemoNews(db: Db): Promise<void> {
  await claimInstallation(db, 'demo');
  await db.transaction(async (tx) => {
    await tx.execute(
      sql`truncate ${entries}, ${summaries}, ${retellings}, ${articles}, ${stories}, ${storyVersions}, ${troubles}, ${sources}, ${editions}, ${follows}`,
    );
    await tx
      .update(deliveries)
      .set({
        state: 'cancelled',
        reason: 'demo_renewed',
        worker: null,
        leaseUntil: null,
        sendingAt: null,
        doneAt: sql`clock_timestamp()`,
      })
      .where(inArray(deliveries.state, ['queued', 'claimed', 'sending']));
  });
}
