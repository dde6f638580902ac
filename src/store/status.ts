import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { isOneOf } from './idList.ts';
import {
  articles,
  chats,
  deliveries,
  editions,
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
  /** Of every language, relevant or not. */
  readonly articles: readonly { readonly language: string; readonly relevant: boolean; readonly n: number }[];
  readonly stories: number;
  /** Made in the last 24 hours. */
  readonly editions: readonly { readonly kind: string; readonly language: string; readonly n: number }[];
  /** Seconds for which the oldest subscription has been due and is not planned; 0 when none is. */
  readonly scheduleLagSeconds: number;
  /** Connections to the database by the name that each gave: pool, sender, watchdog … of all replicas. */
  readonly connections: Readonly<Record<string, number>>;
}

/**
 * Counts everything in one round trip; each count uses an index or a small table.
 *
 * @param enabled ids of the sources that are read: of others nothing is told
 */
export async function readStatus(db: Db, enabled: readonly string[]): Promise<Status> {
  const isEnabled = isOneOf(enabled);
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
      'sourcesFailing', (select count(*) from ${sources} where failures > 0 and id ${isEnabled}),
      'sources', (select count(*) from ${sources} where id ${isEnabled}),
      'sourceStates', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'failures', failures,
          'lastSuccess', extract(epoch from last_success_at), 'lastNew', extract(epoch from last_new_at),
          'nextCheck', extract(epoch from next_check_at), 'medianGap', median_gap_seconds) order by id)
        from ${sources} where id ${isEnabled}), '[]'),
      'troubles', coalesce((select jsonb_agg(jsonb_build_object('source', source_id, 'what', what) order by id)
        from ${troubles} where ended_at is null and (source_id is null or source_id ${isEnabled})), '[]'),
      'entriesWaiting', (select count(*) from ${entries} where state = 'waiting'),
      'entriesQuarantined', (select count(*) from ${entries} where state = 'quarantined'),
      'articles', coalesce((select jsonb_agg(jsonb_build_object('language', language, 'relevant', relevant, 'n', n))
        from (select language, relevant, count(*) as n from ${articles} group by 1, 2) a), '[]'),
      'stories', (select count(*) from ${stories} where merged_into is null),
      'editions', coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'language', language, 'n', n))
        from (select kind, language, count(*) as n from ${editions}
               where created_at > (select clock_timestamp()) - interval '24 hours' group by 1, 2) e), '[]'),
      'scheduleLagSeconds', coalesce((select extract(epoch from clock_timestamp() - min(next_due_at))
        from ${subscriptions} where next_due_at <= (select clock_timestamp())), 0),
      'connections', coalesce((select jsonb_object_agg(name, n) from
        (select application_name as name, count(*) as n from pg_stat_activity
          where datname = current_database() and application_name like 'kopir%' group by 1) c), '{}')) as status`);
  if (!row) throw new Error('the database gave no status');
  return row.status;
}
