import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { deliveries, deliveryDays, editions } from './schema.ts';

/** A scheduled edition, as the status page names it. */
export interface RecentEdition {
  readonly madeAt: Date;
  /** Digest ids, in alphabetical order. */
  readonly digests: readonly string[];
  readonly language: 'ru' | 'kk';
  readonly stories: number;
}

/** Deliveries that came to an end, by the local date of their readers. */
export interface DeliveryDay {
  /** ISO date. */
  readonly date: string;
  readonly sent: number;
  /** Expired, unknown or dead: digests that somebody should have had. Cancelled ones are no loss. */
  readonly lost: number;
}

/** The newest scheduled editions that hold a story, the newest first. */
export async function recentEditions(db: Db, limit: number): Promise<RecentEdition[]> {
  const rows = await db.execute<{
    made_at: string;
    sections: string[];
    language: 'ru' | 'kk';
    stories: number;
  }>(sql`
    select created_at as made_at, to_jsonb(sections) as sections, language, cardinality(story_ids) as stories
      from ${editions} where kind = 'scheduled' and cardinality(story_ids) > 0
     order by created_at desc limit ${limit}`);
  return rows.map(({ made_at, sections, language, stories }) => ({
    madeAt: new Date(made_at),
    digests: sections.map((section) => section.split('@')[0] ?? section),
    language,
    stories,
  }));
}

/** The last `days` dates on which a delivery ended, the oldest first; dates without one are left out. */
export async function deliveriesByDay(db: Db, days: number): Promise<DeliveryDay[]> {
  const rows = await db.execute<{ date: string; sent: number; lost: number }>(sql`
    select date::text, sum(n) filter (where state = 'sent')::int as sent,
           sum(n) filter (where state in ('expired', 'unknown', 'dead'))::int as lost
      from (select local_date as date, state, count(*) as n from ${deliveries}
             where done_at > clock_timestamp() - ${days + 1} * interval '1 day' group by 1, 2
            union all
            select local_date, state, sum(n) from ${deliveryDays}
             where local_date > (clock_timestamp() - ${days + 1} * interval '1 day')::date group by 1, 2) d
     group by date order by date desc limit ${days}`);
  return rows.map(({ date, sent, lost }) => ({ date, sent: sent ?? 0, lost: lost ?? 0 })).toReversed();
}
