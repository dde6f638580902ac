import assert from 'node:assert/strict';
import { type AlertDeps, alertAdmins } from '../../src/app/alert.ts';
import { deliverDue } from '../../src/app/deliver.ts';
import { ingestNext } from '../../src/app/ingest.ts';
import type { ReadFailure, SourceReading } from '../../src/app/ports.ts';
import type { Source } from '../../src/domain/knowledge.ts';
import { databaseClock } from '../../src/store/clock.ts';
import { renderNotice } from '../../src/telegram/render-notice.ts';
import type { TestDatabase } from './database.ts';
import { aChat, deliverDeps, fakeMessenger } from './delivery.ts';
import { anEntry, aSource, fakeReader, newsDeps, reading, understandingWith } from './news.ts';

/** What tests of the messages about sources share: sources that say what they are told, admins, passing time. */

/** Longer than any of these tests. */
export const SIGNAL = AbortSignal.timeout(300_000);
/** Admins who read Russian and Kazakh. */
export const RU = 501;
/** The admin who reads Kazakh. */
export const KK = 502;

/** Empties the database but for the two admins' chats. */
export async function anEmptyStage({ db, sql }: TestDatabase): Promise<void> {
  await sql`truncate sources, entries, troubles, chats, deliveries, editions cascade`;
  await aChat(db, { chatId: RU, language: 'ru' });
  await aChat(db, { chatId: KK, language: 'kk' });
}

/** A reading that failed. */
export const failed = (code: ReadFailure['code'], more: Partial<ReadFailure> = {}): ReadFailure => ({
  kind: 'failed',
  code,
  detail: 'as the test says',
  ...more,
});
/** A reading that brought nothing new. */
export const UNCHANGED: SourceReading = {
  kind: 'unchanged',
  validators: { etag: '"1"', lastModified: null, bodyHash: null },
};

/** An installation whose sources answer what `says` holds, with admins, and a ledger of what they got. */
export async function anInstallation(
  { db, sql }: TestDatabase,
  sources: readonly Source[],
  says: Record<string, SourceReading>,
) {
  const understanding = await understandingWith(sources);
  const alerts: AlertDeps = {
    db,
    clock: databaseClock(db),
    understanding: () => understanding,
    adminIds: [RU, KK],
    renderNotice,
  };
  const answers = Object.fromEntries(sources.map(({ id }) => [id, () => says[id] ?? failed('network')]));
  const news = newsDeps(db, fakeReader(answers), understanding);
  /** Reads every source `times` times, due or not, as if their pauses had passed. */
  const read = async (times = 1) => {
    for (let n = 0; n < times; n++) {
      await sql`update sources set next_check_at = clock_timestamp() - interval '1 second'`;
      while ((await ingestNext(news, SIGNAL)) !== null) {
        // The next source.
      }
    }
    assert.deepEqual(news.problems, []);
  };
  const messenger = fakeMessenger();
  /** What the admins get now, by chat. */
  const told = async (): Promise<{ ru: string[]; kk: string[] }> => {
    await alertAdmins(alerts);
    messenger.sent.length = 0;
    const deps = deliverDeps(db, { messenger });
    await deliverDue(deps, SIGNAL);
    assert.deepEqual(deps.errors, []);
    const of = (id: number) => messenger.sent.filter(({ chatId }) => chatId === id).map(({ text }) => text);
    return { ru: of(RU), kk: of(KK) };
  };
  return { alerts, news, read, told };
}

/** Lets `hours` pass: everything that is kept of sources and entries is so much longer ago. */
export async function pass({ sql }: TestDatabase, hours: number): Promise<void> {
  const by = `${hours} hours`;
  await sql`update sources set last_success_at = last_success_at - ${by}::interval, last_new_at = last_new_at - ${by}::interval,
    failing_since = failing_since - ${by}::interval, paused_at = paused_at - ${by}::interval, added_at = added_at - ${by}::interval,
    gaps_up_to = gaps_up_to - ${by}::interval, next_check_at = next_check_at - ${by}::interval, last_tried_at = last_tried_at - ${by}::interval`;
  await sql`update entries set first_seen_at = first_seen_at - ${by}::interval, published_at = published_at - ${by}::interval`;
  await sql`update troubles set since = since - ${by}::interval, told_at = told_at - ${by}::interval, ended_at = ended_at - ${by}::interval`;
}

export const NOTHING = { ru: [], kk: [] };
let lastEntry = 0;
export const news = () =>
  reading([anEntry({ url: `http://127.0.0.1:1/${++lastEntry}`, title: `Курс ${lastEntry}` })]);
export const OTHERS = ['b', 'c', 'd'].map((id) => aSource({ id }));
/** What `OTHERS` list anew. */
export const well = () => ({ b: news(), c: news(), d: news() });
