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

/** A story of which a newer version is told than some chat that follows it knows. */
export interface ChangedStory {
  readonly id: number;
  readonly version: number;
  /** When that version was told. */
  readonly toldAt: Date;
}

/** Stories whose told version grew since `from` and that a chat follows which was told an earlier one, the oldest first. */
export async function changedStories(db: Db, from: Date, limit: number): Promise<ChangedStory[]> {
  const rows = await db.execute<{ id: string; version: number; told: string }>(sql`
    select s.id, s.told_version as version, s.updated_at as told from stories s
     where s.merged_into is null and s.updated_at > ${from.toISOString()}::timestamptz
       and (select min(f.version) from follows f where f.story_id = s.id) < s.told_version
     order by s.updated_at, s.id limit ${limit}`);
  return rows.map(({ id, version, told }) => ({ id: Number(id), version, toldAt: new Date(told) }));
}

/** Has the rest of a transaction read by indexes: a story that half of all rows follow is none the less told in chunks. */
async function byIndex(tx: Db): Promise<void> {
  await tx.execute(sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`);
}

/**
 * Lets up to `limit` chats that follow a merged story follow the living one, from the version that is told of it now.
 * Chats that someone else holds are left for the next time.
 *
 * @returns how many follows moved
 */
export async function moveToLiving(db: Db, limit: number): Promise<number> {
  return db.transaction(async (tx) => {
    await byIndex(tx);
    const locked = await tx.execute<{ ids: string | null }>(sql`
      with behind as materialized (
        select f.chat_id from stories s cross join lateral (
            select chat_id from follows where story_id = s.id order by version, chat_id limit ${limit}) f
         where s.merged_into is not null limit ${limit}),
      locked as (
        select chat_id from chats where chat_id = any (array(select chat_id from behind)) for update skip locked)
      select array_agg(chat_id)::text as ids from locked`);
    const ids = locked[0]?.ids ?? null;
    if (ids === null) return 0;
    const rows = await tx.execute<{ n: number }>(sql`
      with gone as (
        delete from follows f using stories s
         where f.chat_id = any (${ids}::bigint[]) and s.id = f.story_id and s.merged_into is not null
        returning f.chat_id, s.merged_into, f.created_at),
      moved as (
        insert into follows (chat_id, story_id, version, created_at)
        select gone.chat_id, s.id, greatest(s.told_version, 1), min(gone.created_at)
          from gone join stories s on s.id = gone.merged_into group by 1, 2, 3
        on conflict do nothing)
      select count(*)::int as n from gone`);
    return rows[0]?.n ?? 0;
  });
}

/** What is queued for the followers of a story, in each language. */
export interface StoryNews extends ChangedStory {
  readonly editionIds: Readonly<Record<ReaderLanguage, number>>;
  /** PostgreSQL's time. */
  readonly now: Date;
  readonly expiresAt: Date;
}

/** What one chunk of followers came to. */
export interface ToldChunk {
  /** Chats that know the version from now on. */
  readonly told: number;
  /** Those of them that get a message; the others are not active, or a digest tells them the same. */
  readonly queued: number;
  /** Where the next chunk begins; null when no follower lies behind. */
  readonly next: FollowCursor | null;
}

/** Where a pass over the followers of a story stands, in the order of its index. */
export interface FollowCursor {
  readonly version: number;
  readonly chatId: number;
}

/** Before the first follower. */
export const FIRST_FOLLOWER: FollowCursor = { version: 0, chatId: Number.MIN_SAFE_INTEGER };

/**
 * Queues a story's news for up to `limit` chats that follow it and know an earlier version only. Chats that someone
 * else holds are left for the next time. The version that a chat knows and its delivery change together.
 *
 * A chat whose digest was made since that version was told, and shows the story, was told it by that digest, sent or
 * on its way: it gets no second message. A chat that is not active is told nothing, now and when it comes back.
 */
export async function tellChunk(
  db: Db,
  news: StoryNews,
  from: FollowCursor,
  limit: number,
): Promise<ToldChunk> {
  const { id, version, toldAt, editionIds, now, expiresAt } = news;
  return db.transaction(async (tx) => {
    await byIndex(tx);
    type Held = Record<'ids' | 'languages' | 'active' | 'last_version' | 'last_chat', string | null>;
    const [held] = await tx.execute<Held>(sql`
      with behind as materialized (
        select version, chat_id from follows
         where story_id = ${id} and version < ${version} and (version, chat_id) > (${from.version}::int, ${from.chatId}::bigint)
         order by version, chat_id limit ${limit}),
      locked as (
        select chat_id, language, status = 'active' as active from chats
         where chat_id = any (array(select chat_id from behind)) for update skip locked),
      last as (select version, chat_id from behind order by version desc, chat_id desc limit 1),
      taken as (
        select array_agg(chat_id)::text as ids, array_agg(language)::text as languages, array_agg(active)::text as active
          from locked)
      select taken.*, last.version as last_version, last.chat_id as last_chat from taken left join last on true`);
    const { ids = null, languages = null, active = null, last_version, last_chat } = held ?? {};
    const next = last_chat ? { version: Number(last_version), chatId: Number(last_chat) } : null;
    if (ids === null) return { told: 0, queued: 0, next };
    const digests = await tx.execute<{ ids: string | null }>(sql`
      select array_agg(id)::text as ids from editions
       where created_at >= ${toldAt.toISOString()}::timestamptz and kind = 'scheduled' and story_ids @> array[${id}::bigint]`);
    const inDigest = sql`exists (select 1 from deliveries d where d.chat_id = told.chat_id
      and d.edition_id = any (${digests[0]?.ids ?? '{}'}::bigint[]) and d.state in ('queued', 'claimed', 'sending', 'sent'))`;
    const [row] = await tx.execute<{ told: number; queued: number }>(sql`
      with held as materialized (
        select * from unnest(${ids}::bigint[], ${languages}::text[], ${active}::boolean[]) as held(chat_id, language, active)),
      told as (
        update follows f set version = ${version} from held
         where f.chat_id = any (${ids}::bigint[]) and f.chat_id = held.chat_id and f.story_id = ${id}
           and f.version < ${version}
        returning held.chat_id, held.language, held.active),
      queued as (
        insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, state, not_before, expires_at)
        select chat_id, 'story', ${`story:${id}:${version}`},
               case language when 'kk' then ${editionIds.kk}::bigint else ${editionIds.ru}::bigint end,
               ${now.toISOString()}::timestamptz, ${now.toISOString().slice(0, 10)}::date, 0, 'queued',
               ${now.toISOString()}::timestamptz, ${expiresAt.toISOString()}::timestamptz
          from told where active and not (${digests[0]?.ids ? inDigest : sql`false`})
        on conflict (chat_id, dedupe_key) do nothing returning chat_id)
      select (select count(*) from told)::int as told, (select count(*) from queued)::int as queued`);
    return { told: row?.told ?? 0, queued: row?.queued ?? 0, next };
  });
}

/** Ends up to `limit` follows of stories of which nothing came since `before`, and that are older themselves. */
export async function forgetFollows(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute(sql`
    delete from follows where (chat_id, story_id) in (
      select f.chat_id, f.story_id from stories s join follows f on f.story_id = s.id
       where s.last_published_at < ${before.toISOString()}::timestamptz
         and f.created_at < ${before.toISOString()}::timestamptz
         and not exists (select 1 from stories into_ where into_.id = s.merged_into
                          and into_.last_published_at >= ${before.toISOString()}::timestamptz)
       limit ${limit} for update of f skip locked)
    returning chat_id`);
  return rows.length;
}

/**
 * Lets what waits to tell a locked chat of changed stories come in `language`, where that message exists. What was
 * sent, or may have been, stays as it is. A worker that holds it loses its claim.
 */
export async function translateStoryNews(tx: Db, chatId: number, language: ReaderLanguage): Promise<void> {
  await tx.execute(sql`
    update deliveries d set edition_id = wanted.id, state = 'queued', worker = null, lease_until = null
      from editions had
      join editions wanted on wanted.kind = had.kind and wanted.sections = had.sections
                          and wanted.variant = had.variant and wanted.window_to = had.window_to
                          and wanted.language = ${language}
     where d.chat_id = ${chatId} and d.kind = 'story' and d.state in ('queued', 'claimed')
       and d.message_ids = '{}' and d.unknown_count = 0
       and had.id = d.edition_id and had.language <> ${language}`);
}
