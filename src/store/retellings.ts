import type { ReaderLanguage } from '../domain/article.ts';
import type { Db } from './client.ts';
import { sql } from './drizzle.ts';
import { lock } from './locks.ts';
import { retellings, stories } from './schema.ts';

/** A process that died in between holds its claim for so long: longer than a model is ever waited for. */
const LEASE_SECONDS = 120;
/** Failures after which a version is left to its extractive summary. */
const MOST_ATTEMPTS = 3;

/** A story in one language that this process may ask the model for, until `leaseUntil`. */
export interface ClaimedRetelling {
  readonly storyId: number;
  readonly language: ReaderLanguage;
  readonly version: number;
  readonly leaseUntil: Date;
}

/**
 * Lets the model tell a story once `delaySeconds` have passed. A version that it could not tell stays
 * refused; whoever is asking for an older state of the story loses his claim.
 */
export async function queueRetelling(
  db: Db,
  story: { readonly id: number; readonly version: number },
  language: ReaderLanguage,
  delaySeconds: number,
): Promise<void> {
  const due = sql`clock_timestamp() + make_interval(secs => ${delaySeconds}::float8)`;
  await db.execute(sql`
    insert into ${retellings} (story_id, language, version, state, not_before)
    values (${story.id}, ${language}, ${story.version}, 'waiting', ${due})
    on conflict (story_id, language) do update
       set version = excluded.version, state = 'waiting', attempts = 0, not_before = excluded.not_before,
           lease_until = null, reason = null
     where ${retellings}.version < excluded.version or ${retellings}.state in ('waiting', 'told')`);
}

/**
 * Claims the story of the newest news that waits for the model; null when none is due or `atOnce` are
 * being asked for already, counted over all replicas. News older than `freshHours` are given up.
 */
export async function claimRetelling(
  db: Db,
  { atOnce, freshHours }: { readonly atOnce: number; readonly freshHours: number },
): Promise<ClaimedRetelling | null> {
  return db.transaction(async (tx) => {
    await lock(tx, 'retell');
    await tx.execute(sql`
      update ${retellings} r set state = 'late', lease_until = null, reason = 'the news is too old'
        from ${stories} s
       where s.id = r.story_id and r.state = 'waiting'
         and s.last_published_at < (select clock_timestamp()) - make_interval(hours => ${freshHours}::int)`);
    const rows = await tx.execute<{
      story_id: string;
      language: ReaderLanguage;
      version: number;
      at: Date;
    }>(sql`
      update ${retellings} r
         set lease_until = date_trunc('milliseconds', clock_timestamp() + make_interval(secs => ${LEASE_SECONDS}))
       where (r.story_id, r.language) = (
         select w.story_id, w.language from ${retellings} w join ${stories} s on s.id = w.story_id
          where w.state = 'waiting' and w.not_before <= (select clock_timestamp())
            and (w.lease_until is null or w.lease_until <= (select clock_timestamp()))
            and s.merged_into is null and s.ready_at is not null
          order by s.last_published_at desc, w.story_id, w.language desc limit 1)
         and (select count(*) from ${retellings} where lease_until > (select clock_timestamp())) < ${atOnce}
      returning r.story_id, r.language, r.version, r.lease_until as at`);
    const row = rows[0];
    if (!row) return null;
    const { language, version } = row;
    return { storyId: Number(row.story_id), language, version, leaseUntil: new Date(row.at) };
  });
}

/** How a claim ends. `later` costs no attempt; `failed` is tried again until the third time. */
export type RetellingEnd =
  | { readonly state: 'told' }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'failed' | 'later'; readonly reason: string; readonly afterSeconds: number };

/**
 * Ends a claim. Locks its row, so that inside a transaction nobody can queue the story anew before
 * what was told is stored.
 *
 * @returns false when the claim was lost: the story changed meanwhile, or the lease ran out
 */
export async function endRetelling(db: Db, claim: ClaimedRetelling, end: RetellingEnd): Promise<boolean> {
  const goesOn = end.state === 'failed' || end.state === 'later';
  const after = goesOn ? end.afterSeconds : 0;
  const reason = end.state === 'told' ? null : end.reason.slice(0, 500);
  const state =
    end.state === 'later'
      ? sql`'waiting'`
      : end.state === 'failed'
        ? sql`case when attempts + 1 >= ${MOST_ATTEMPTS} then 'failed' else 'waiting' end`
        : sql`${end.state}::text`;
  const rows = await db.execute(sql`
    update ${retellings}
       set state = ${state}, lease_until = null, reason = ${reason}::text,
           attempts = attempts + ${end.state === 'failed' ? 1 : 0},
           not_before = clock_timestamp() + make_interval(secs => ${after}::float8)
     where story_id = ${claim.storyId} and language = ${claim.language} and version = ${claim.version}
       and lease_until = ${claim.leaseUntil.toISOString()}::timestamptz
    returning story_id`);
  return rows.length > 0;
}
