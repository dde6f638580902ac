import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import {
  articles,
  chats,
  deliveries,
  entries,
  sendGate,
  sources,
  stories,
  subscriptions,
  troubles,
} from './schema.ts';

/** How an enabled source stands; instants are epoch seconds, null when it never happened. */
export interface SourceStatus {
  readonly id: string;
  /** In a row. */
  readonly failures: number;
  readonly lastSuccess: number | null;
  readonly lastNew: number | null;
  readonly nextCheck: number;
  /** Seconds; null when it is not known. */
  readonly medianGap: number | null;
}

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
  /** Of the enabled sources. */
  readonly sourcesFailing: number;
  readonly sources: number;
  readonly sourceStates: readonly SourceStatus[];
  /** Troubles that the admins were told of and that last; `source` is null for an outage. */
  readonly troubles: readonly { readonly source: string | null; readonly what: string }[];
  readonly entriesWaiting: number;
  readonly entriesQuarantined: number;
  readonly articles: number;
  readonly stories: number;
}

/**
 * Counts everything in one round trip; each count uses an index or a small table.
 *
 * @param enabled ids of the sources that are read: of others nothing is told
 */
export async function readStatus(db: Db, enabled: readonly string[]): Promise<Status> {
  const isOneOf = sql`= any(array(select jsonb_array_elements_text(${JSON.stringify(enabled)}::jsonb)))`;
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
      'sourcesFailing', (select count(*) from ${sources} where failures > 0 and id ${isOneOf}),
      'sources', (select count(*) from ${sources} where id ${isOneOf}),
      'sourceStates', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'failures', failures,
          'lastSuccess', extract(epoch from last_success_at), 'lastNew', extract(epoch from last_new_at),
          'nextCheck', extract(epoch from next_check_at), 'medianGap', median_gap_seconds) order by id)
        from ${sources} where id ${isOneOf}), '[]'),
      'troubles', coalesce((select jsonb_agg(jsonb_build_object('source', source_id, 'what', what) order by id)
        from ${troubles} where ended_at is null and (source_id is null or source_id ${isOneOf})), '[]'),
      'entriesWaiting', (select count(*) from ${entries} where state = 'waiting'),
      'entriesQuarantined', (select count(*) from ${entries} where state = 'quarantined'),
      'articles', (select count(*) from ${articles}),
      'stories', (select count(*) from ${stories} where merged_into is null)) as status`);
  if (!row) throw new Error('the database gave no status');
  return row.status;
}
