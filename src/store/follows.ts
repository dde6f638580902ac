import type { ReaderLanguage } from '../domain/article.ts';
import type { EditionStory } from '../domain/edition.ts';
import type { Db } from './client.ts';
import { sql } from './drizzle.ts';

/** A story that a chat follows, by its living id. */
export interface Followed {
  readonly storyId: number;
  /** In the language asked for. */
  readonly headline: string;
  /** When its newest article was published. */
  readonly publishedAt: Date;
}

/** A story's own id and those of the stories that were merged into it. */
const sameStory = (storyId: number) =>
  sql`(select ${storyId}::bigint union all select id from stories where merged_into = ${storyId})`;

/** Lets a locked chat follow a living story from the version that is told of it now. False when it does already. */
export async function addFollow(tx: Db, chatId: number, storyId: number): Promise<boolean> {
  const rows = await tx.execute(sql`
    insert into follows (chat_id, story_id, version)
    select ${chatId}, id, greatest(told_version, 1) from stories where id = ${storyId}
    on conflict do nothing returning story_id`);
  return rows.length > 0;
}

/** Ends following a living story, whichever of its ids the chat follows it by. False when it did not. */
export async function endFollow(tx: Db, chatId: number, storyId: number): Promise<boolean> {
  const rows = await tx.execute(sql`
    delete from follows where chat_id = ${chatId} and story_id in ${sameStory(storyId)} returning story_id`);
  return rows.length > 0;
}

/** Cancels what a locked chat has waiting of a story that it follows no more. */
export async function cancelStory(tx: Db, chatId: number, storyId: number): Promise<void> {
  await tx.execute(sql`
    update deliveries set state = 'cancelled', reason = 'unfollowed', done_at = clock_timestamp(), worker = null,
           lease_until = null
     where chat_id = ${chatId} and kind = 'story' and state in ('queued', 'claimed')
       and split_part(dedupe_key, ':', 2)::bigint in ${sameStory(storyId)}`);
}

/** Whether a chat follows a living story, whichever of its ids it follows it by. */
export async function isFollowed(db: Db, chatId: number, storyId: number): Promise<boolean> {
  const rows = await db.execute(sql`
    select 1 from follows where chat_id = ${chatId} and story_id in ${sameStory(storyId)} limit 1`);
  return rows.length > 0;
}

/** How many stories a chat follows. */
export async function countFollows(db: Db, chatId: number): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(distinct coalesce(s.merged_into, s.id))::int as n
      from follows f join stories s on s.id = f.story_id where f.chat_id = ${chatId}`);
  return row?.n ?? 0;
}

/** The stories that a chat follows, the latest followed first; those that nobody has told yet are left out. */
export async function followsOf(
  db: Db,
  chatId: number,
  language: ReaderLanguage,
  limit: number,
): Promise<Followed[]> {
  type Row = { id: string; story: Omit<EditionStory, 'updated'>; published: string };
  const rows = await db.execute<Row>(sql`
    with followed as (
      select coalesce(s.merged_into, s.id) as id, max(f.created_at) as since
        from follows f join stories s on s.id = f.story_id where f.chat_id = ${chatId} group by 1)
    select followed.id, m.story, s.last_published_at as published
      from followed join stories s on s.id = followed.id
      join summaries m on m.story_id = followed.id and m.language = ${language}
     order by followed.since desc, followed.id desc limit ${limit}`);
  return rows.map(({ id, story, published }) => ({
    storyId: Number(id),
    headline: story.headline,
    publishedAt: new Date(published),
  }));
}

/** Remembers the edition that a chat was just shown on demand. A chat that is not known stays so. */
export async function noteShown(db: Db, chatId: number, editionId: number): Promise<void> {
  await db.execute(sql`
    update chats set shown_edition_id = ${editionId}, shown_at = clock_timestamp() where chat_id = ${chatId}`);
}

/**
 * Ids of the stories that a chat's last edition shows, in the order of their numbers: of the digest that it got last,
 * or of what it was shown on demand since. Empty when there is none, or it is kept no more.
 */
export async function lastShown(db: Db, chatId: number): Promise<number[]> {
  const [row] = await db.execute<{ ids: string[] }>(sql`
    with shown as (
      (select edition_id, coalesce(done_at, (select clock_timestamp())) as at from deliveries
        where chat_id = ${chatId} and kind = 'digest' and edition_id is not null and message_ids <> '{}'
        order by 2 desc limit 1)
      union all
      select shown_edition_id, shown_at from chats where chat_id = ${chatId} and shown_edition_id is not null)
    select e.story_ids::text[] as ids from shown join editions e on e.id = shown.edition_id order by shown.at desc limit 1`);
  return (row?.ids ?? []).map(Number);
}
