import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import {
  chats,
  deliveries,
  entries,
  retellings,
  sendGate,
  sources,
  stories,
  subscriptions,
} from './schema.ts';

/** Whom we write to, what was sent in the last 24 hours, and what waits: counts over all replicas. */
export interface Counts {
  /** PostgreSQL's time of the count. */
  readonly at: Date;
  readonly chats: {
    readonly active: number;
    readonly stopped: number;
    readonly paused: number;
    /** Active ones with at least one subscription. */
    readonly subscribed: number;
    /** Added in the last 24 hours, whatever became of them. */
    readonly fresh: number;
    /** Active ones. */
    readonly byLanguage: Readonly<Record<'ru' | 'kk', number>>;
    /** Active ones. */
    readonly byType: Readonly<Record<'private' | 'group' | 'channel', number>>;
  };
  /** Deliveries that ended in the last 24 hours. */
  readonly ended: readonly { readonly kind: string; readonly state: string; readonly n: number }[];
  /** Deliveries that wait or are on their way. */
  readonly waiting: number;
  /** How long the oldest of them has been due, in seconds; 0 when none is. */
  readonly oldestSeconds: number;
  /** How much longer everybody waits because Telegram asked for it, in seconds; 0 when sending goes on. */
  readonly pauseSeconds: number;
  /** Entries whose page is still to be read. */
  readonly entriesWaiting: number;
  readonly quarantined: number;
  /** Stories whose summaries are to be made. */
  readonly untold: number;
  /** Stories that the model is still to tell, in one language each. */
  readonly retellings: number;
  /** When a source was last read well; null when none was. */
  readonly lastReadAt: Date | null;
}

/** Counts everything in one round trip. Its cost grows with the chats and with the deliveries of one day. */
export async function readCounts(db: Db): Promise<Counts> {
  const [row] = await db.execute<{
    counts: Omit<Counts, 'at' | 'lastReadAt'> & Record<'at' | 'lastReadAt', string>;
  }>(sql`
    select jsonb_build_object(
      'at', clock_timestamp(),
      'chats', (select jsonb_build_object(
          'active', count(*) filter (where status = 'active'), 'stopped', count(*) filter (where status = 'stopped'),
          'paused', count(*) filter (where status = 'paused'),
          'fresh', count(*) filter (where created_at > (select clock_timestamp()) - interval '24 hours'),
          'byLanguage', jsonb_build_object('ru', count(*) filter (where status = 'active' and language = 'ru'),
                                           'kk', count(*) filter (where status = 'active' and language = 'kk')),
          'byType', jsonb_build_object('private', count(*) filter (where status = 'active' and type = 'private'),
                                       'group', count(*) filter (where status = 'active' and type = 'group'),
                                       'channel', count(*) filter (where status = 'active' and type = 'channel')))
          from ${chats})
        || jsonb_build_object('subscribed',
             (select count(distinct chat_id) from ${subscriptions} where next_due_at is not null)),
      'ended', coalesce((select jsonb_agg(jsonb_build_object('kind', kind, 'state', state, 'n', n) order by kind, state)
          from (select kind, state, count(*) as n from ${deliveries}
                 where done_at > (select clock_timestamp()) - interval '24 hours' group by kind, state) e), '[]'),
      'waiting', (select count(*) from ${deliveries} where state = 'queued')
               + (select count(*) from ${deliveries} where state = 'claimed')
               + (select count(*) from ${deliveries} where state = 'sending'),
      'oldestSeconds', coalesce((select greatest(0, extract(epoch from clock_timestamp() - min(not_before)))
          from ${deliveries} where state = 'queued'), 0),
      'pauseSeconds', coalesce((select greatest(0, extract(epoch from paused_until - clock_timestamp()))
          from ${sendGate} where isfinite(paused_until)), 0),
      'entriesWaiting', (select count(*) from ${entries} where state = 'waiting'),
      'quarantined', (select count(*) from ${entries} where state = 'quarantined'),
      'untold', (select count(*) from ${stories} where dirty_at is not null and merged_into is null),
      'retellings', (select count(*) from ${retellings} where state = 'waiting'),
      'lastReadAt', (select max(last_success_at) from ${sources})) as counts`);
  if (!row) throw new Error('the database gave no counts');
  const { at, lastReadAt, ...counts } = row.counts;
  return { ...counts, at: new Date(at), lastReadAt: lastReadAt === null ? null : new Date(lastReadAt) };
}
