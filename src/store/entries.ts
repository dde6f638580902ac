import { createHash } from 'node:crypto';
import { type Entry, isWholeText } from '../domain/article.ts';
import { urlKey } from '../domain/urls.ts';
import type { Db } from './client.ts';
import { and, count, desc, eq, lte, sql } from './drizzle.ts';
import { isOneOf } from './idList.ts';
import { removedAmong } from './removed.ts';
import { entries } from './schema.ts';

/** A page that could not be read is tried again after so many minutes × 2ⁿ. */
const RETRY_MINUTES = 5;
/** After so many failures an entry is quarantined. */
const MOST_ATTEMPTS = 3;

const now = sql`(select clock_timestamp())`;

/** An entry that is still to be judged. */
export interface WaitingEntry extends Entry {
  readonly sourceId: string;
  readonly firstSeenAt: Date;
  /** Failures so far. */
  readonly attempts: number;
}

/**
 * Keeps entries that were not known before, and whose address was not taken down, and returns how many there were.
 * A known entry whose title changed, or the text where its feed has the whole of it, is judged again: the publisher
 * edited it. A teaser that changes is no reason to ask for the page again.
 * What waits still takes the new words and keeps its failures.
 */
export async function addEntries(db: Db, sourceId: string, found: readonly Entry[]): Promise<number> {
  // One row per guid: a feed may repeat one, and one statement may not touch a row twice.
  const distinct = [...new Map(found.map((entry) => [entry.guid.toWellFormed(), entry])).entries()];
  const known = await knownWords(
    db,
    sourceId,
    distinct.map(([guid]) => guid),
  );
  const changed = distinct.flatMap(([guid, { url, title, text, publishedAt }]) => {
    const row = { guid, url: url.toWellFormed(), title: title.toWellFormed(), text: text.toWellFormed() };
    const hash = isWholeText(row.text) ? createHash('sha256').update(row.text).digest('base64url') : null;
    const before = known.get(guid);
    const isSame = before?.title === row.title && (before.hash ?? hash) === (hash ?? before.hash);
    return isSame ? [] : [{ ...row, text_hash: hash, published_at: publishedAt }];
  });
  if (changed.length === 0) return 0;
  const keys = new Map(changed.map(({ guid, url }) => [guid, urlKey(url)]));
  const removed = await removedAmong(db, [...keys.values()]);
  const wanted =
    removed.size === 0 ? changed : changed.filter(({ guid }) => !removed.has(keys.get(guid) ?? ''));
  // One parameter for all rows: a placeholder per value takes several times as long to put together.
  const rows = await db.execute<{ inserted: boolean }>(sql`
    insert into ${entries} (source_id, guid, url, title, text, text_hash, published_at, state)
    select ${sourceId}, guid, url, title, text, text_hash, published_at, 'waiting'
      from json_to_recordset(${JSON.stringify(wanted)}::text::json)
        as found (guid text, url text, title text, text text, text_hash text, published_at timestamptz)
        on conflict (source_id, guid) do update set
           title = excluded.title, text = excluded.text, text_hash = excluded.text_hash, url = excluded.url,
           state = 'waiting', reason = null,
           attempts = case when ${entries.state} = 'waiting' then ${entries.attempts} else 0 end,
           not_before = case when ${entries.state} = 'waiting' then ${entries.notBefore} else ${now} end
     where (${entries.title} <> excluded.title or ${entries.textHash} <> excluded.text_hash)
       and ${entries.state} <> 'quarantined'
    returning (xmax = 0) as inserted`);
  // xmax is 0 for a row that this statement inserted.
  return rows.filter(({ inserted }) => inserted).length;
}

/** Titles and hashes of those of `guids` that are known: most readings of a source bring nothing else. */
async function knownWords(
  db: Db,
  sourceId: string,
  guids: readonly string[],
): Promise<ReadonlyMap<string, { readonly title: string; readonly hash: string | null }>> {
  if (guids.length === 0) return new Map();
  const rows = await db.execute<{ guid: string; title: string; hash: string | null }>(sql`
    select guid, title, text_hash as hash from ${entries}
     where source_id = ${sourceId} and guid in (select json_array_elements_text(${JSON.stringify(guids)}::text::json))`);
  return new Map(rows.map(({ guid, title, hash }) => [guid, { title, hash }]));
}

/** Up to `limit` entries of a source that may be judged now, the newest first. */
export async function waitingEntries(db: Db, sourceId: string, limit: number): Promise<WaitingEntry[]> {
  return db
    .select({
      sourceId: entries.sourceId,
      guid: entries.guid,
      url: entries.url,
      title: entries.title,
      text: entries.text,
      publishedAt: entries.publishedAt,
      firstSeenAt: entries.firstSeenAt,
      attempts: entries.attempts,
    })
    .from(entries)
    .where(and(eq(entries.sourceId, sourceId), eq(entries.state, 'waiting'), lte(entries.notBefore, now)))
    .orderBy(desc(sql`coalesce(${entries.publishedAt}, ${entries.firstSeenAt})`))
    .limit(limit);
}

/** That an entry needs nothing more: it became an article, or is none (with the reason). */
export interface EntryEnd {
  readonly guid: string;
  readonly state: 'done' | 'ignored';
  readonly reason: string | null;
}

/** Records which entries of a source need nothing more. Their texts go. */
export async function finishEntries(db: Db, sourceId: string, ends: readonly EntryEnd[]): Promise<void> {
  if (ends.length === 0) return;
  const rows = ends.map(({ reason, ...end }) => ({
    ...end,
    reason: reason?.slice(0, 500).toWellFormed() ?? null,
  }));
  await db.execute(sql`
    update ${entries} as e set state = ended.state, reason = ended.reason, text = ''
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as ended (guid text, state text, reason text)
     where e.source_id = ${sourceId} and e.guid = ended.guid`);
}

/**
 * Records a failed try. The third one quarantines the entry, with the reason.
 *
 * @returns whether it is quarantined now
 */
export async function failEntry(
  db: Db,
  entry: { readonly sourceId: string; readonly guid: string },
  reason: string,
): Promise<boolean> {
  const [row] = await db
    .update(entries)
    .set({
      attempts: sql`${entries.attempts} + 1`,
      state: sql`case when ${entries.attempts} + 1 >= ${MOST_ATTEMPTS} then 'quarantined' else 'waiting' end`,
      notBefore: sql`${now} + make_interval(mins => (${RETRY_MINUTES} * 2 ^ ${entries.attempts})::int)`,
      reason: reason.slice(0, 500),
    })
    .where(
      and(eq(entries.sourceId, entry.sourceId), eq(entries.guid, entry.guid), eq(entries.state, 'waiting')),
    )
    .returning({ state: entries.state });
  return row?.state === 'quarantined';
}

/** Lets an entry wait for `seconds` more. That nobody asked for its page is no failed try. */
export async function postponeEntry(
  db: Db,
  entry: { readonly sourceId: string; readonly guid: string },
  seconds: number,
): Promise<void> {
  await db
    .update(entries)
    .set({ notBefore: sql`${now} + make_interval(secs => ${seconds}::float8)` })
    .where(
      and(eq(entries.sourceId, entry.sourceId), eq(entries.guid, entry.guid), eq(entries.state, 'waiting')),
    );
}

/** How many entries of the sources `ids` wait for a page that may be tried now. */
export async function countWaiting(db: Db, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const [row] = await db
    .select({ n: count() })
    .from(entries)
    .where(
      and(
        sql`${entries.sourceId} ${isOneOf(ids)}`,
        eq(entries.state, 'waiting'),
        lte(entries.notBefore, now),
      ),
    );
  return row?.n ?? 0;
}

/** Quarantined entries of one source. */
export interface Quarantined {
  readonly sourceId: string;
  readonly count: number;
  /** The one seen last, and why it is quarantined. */
  readonly url: string;
  readonly reason: string;
}

/** What is quarantined of each of the sources `ids`; those without any are left out. */
export async function quarantinedOf(db: Db, ids: readonly string[]): Promise<Quarantined[]> {
  if (ids.length === 0) return [];
  return db.execute<{ sourceId: string; count: number; url: string; reason: string }>(sql`
    select distinct on (source_id) source_id as "sourceId", (count(*) over (partition by source_id))::int as count, url, reason
      from ${entries} where ${entries.sourceId} ${isOneOf(ids)} and state = 'quarantined'
     order by source_id, first_seen_at desc`);
}
