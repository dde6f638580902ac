import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/**
 * Deletes up to `limit` deliveries that ended before `before`, and adds them to the counts per day.
 * The language is the edition's, or the chat's, or "-" when neither is known any more.
 */
export async function rollUpDeliveries(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute<{ n: number }>(sql`
    with gone as (
      delete from deliveries where id in (
        select id from deliveries where done_at < ${before.toISOString()}::timestamptz
         order by done_at limit ${limit} for update skip locked)
      returning chat_id, edition_id, local_date, state, coalesce(reason, '') as reason),
    counted as (
      select gone.local_date, coalesce(e.language, c.language, '-') as language, gone.state, gone.reason, count(*)::int as n
        from gone left join editions e on e.id = gone.edition_id left join chats c on c.chat_id = gone.chat_id
       group by 1, 2, 3, 4),
    added as (
      insert into delivery_days (local_date, language, state, reason, n)
      select local_date, language, state, reason, n from counted order by 1, 2, 3, 4
      on conflict (local_date, language, state, reason) do update set n = delivery_days.n + excluded.n)
    select count(*)::int as n from gone`);
  return rows[0]?.n ?? 0;
}

/** Deletes up to `limit` editions: ones on demand made before `onDemand`, all others made before `scheduled`. */
export async function forgetEditions(
  db: Db,
  { scheduled, onDemand }: { readonly scheduled: Date; readonly onDemand: Date },
  limit: number,
): Promise<number> {
  const rows = await db.execute(sql`
    delete from editions where id in (
      select e.id from editions e
       where e.created_at < case e.kind when 'onDemand' then ${onDemand.toISOString()}::timestamptz
                                        else ${scheduled.toISOString()}::timestamptz end
       limit ${limit} for update skip locked)
    returning id`);
  return rows.length;
}

/** Drops the full text of up to `limit` articles seen before `before`; title, figures and links stay. */
export async function forgetArticleTexts(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    update articles set text = null where id in (
      select id from articles where text is not null and seen_at < ${before.toISOString()}::timestamptz
       limit ${limit} for update skip locked)
    returning id`);
  return rows.length;
}

/** Deletes up to `limit` entries first seen before `before`, whatever became of them. */
export async function forgetEntries(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from entries where (source_id, guid) in (
      select source_id, guid from entries where first_seen_at < ${before.toISOString()}::timestamptz
       order by first_seen_at limit ${limit} for update skip locked)
    returning guid`);
  return rows.length;
}

/** Deletes up to `limit` hosts that nobody has asked since `before` and that do not want to be left alone until later. */
export async function forgetHosts(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from hosts where host in (
      select host from hosts where greatest(next_at, paused_until) < ${before.toISOString()}::timestamptz limit ${limit} for update skip locked)
    returning host`);
  return rows.length;
}

/** Deletes up to `limit` troubles of sources that ended before `before`. */
export async function forgetTroubles(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from troubles where id in (
      select id from troubles where ended_at < ${before.toISOString()}::timestamptz limit ${limit} for update skip locked)
    returning id`);
  return rows.length;
}
