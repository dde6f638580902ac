import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { articles, chats, deliveries, entries, sendGate, sources, stories, subscriptions } from './schema.ts';

/** How the whole installation stands, over all replicas. */
export interface Status {
  /** Deliveries that are not finished, by state. */
  readonly pending: { readonly queued: number; readonly claimed: number; readonly sending: number };
  /** Seconds for which the oldest delivery has been due; 0 when nothing waits. */
  readonly oldestQueuedSeconds: number;
  /** Deliveries finished in the last 24 hours, by state. */
  readonly finished: Readonly<Record<string, number>>;
  /** Seconds until the bulk pause that Telegram asked for ends; 0 without one. */
  readonly pauseSeconds: number;
  readonly chats: Readonly<Record<string, number>>;
  readonly subscriptions: number;
  readonly sourcesFailing: number;
  readonly sources: number;
  readonly entriesWaiting: number;
  readonly entriesQuarantined: number;
  readonly articles: number;
  readonly stories: number;
}

/** Counts everything in one round trip; each count uses an index or a small table. */
export async function readStatus(db: Db): Promise<Status> {
  const [row] = await db.execute<{ status: Status }>(sql`
    select jsonb_build_object(
      'pending', jsonb_build_object(
        'queued', (select count(*) from ${deliveries} where state = 'queued'),
        'claimed', (select count(*) from ${deliveries} where state = 'claimed'),
        'sending', (select count(*) from ${deliveries} where state = 'sending')),
      'oldestQueuedSeconds', coalesce((select greatest(0, extract(epoch from clock_timestamp() - min(not_before)))
        from ${deliveries} where state = 'queued'), 0),
      'finished', coalesce((select jsonb_object_agg(state, n) from
        (select state, count(*) as n from ${deliveries}
          where done_at > (select clock_timestamp()) - interval '24 hours' group by state) f), '{}'),
      'pauseSeconds', coalesce((select greatest(0, extract(epoch from paused_until - clock_timestamp()))
        from ${sendGate} where isfinite(paused_until)), 0),
      'chats', coalesce((select jsonb_object_agg(status, n) from
        (select status, count(*) as n from ${chats} group by status) c), '{}'),
      'subscriptions', (select count(*) from ${subscriptions}),
      'sourcesFailing', (select count(*) from ${sources} where failures > 0),
      'sources', (select count(*) from ${sources}),
      'entriesWaiting', (select count(*) from ${entries} where state = 'waiting'),
      'entriesQuarantined', (select count(*) from ${entries} where state = 'quarantined'),
      'articles', (select count(*) from ${articles}),
      'stories', (select count(*) from ${stories} where merged_into is null)) as status`);
  if (!row) throw new Error('the database gave no status');
  return row.status;
}
