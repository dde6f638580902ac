import type { ReaderLanguage } from '../domain/article.ts';
import type { Part } from '../domain/edition.ts';
import type { QuietWeek } from '../domain/notice.ts';
import type { Understanding } from '../domain/understand.ts';
import type { Db } from '../store/client.ts';
import { loudDigests, outageSeconds, queueQuietWeek, quietChats } from '../store/quietWeek.ts';
import { countTroubled } from '../store/sources.ts';

/** Within this time a source was read well, or nobody knows whether there is news. */
const CHECKED_HOURS = 3;
/** A week in which sources could not be read for longer is not known to be quiet. */
const MOST_OUTAGE_HOURS = 12;
const HOUR_MS = 3_600_000;

/** What telling of a quiet week needs. Rendered once for all chats of one week and language. */
export interface QuietWeekDeps {
  readonly understanding: () => Pick<Understanding, 'knowledge'>;
  readonly renderQuietWeek: (week: QuietWeek, language: ReaderLanguage) => readonly Part[];
}

/**
 * Returns what tells chats whose digests were just planned and came out empty, that a whole week was quiet: once, until
 * a digest with stories was sent again. Says nothing while sources are not read well: then silence proves nothing.
 *
 * Part of the transaction that plans the digests and holds the chats' locks, so that no replica tells a chat twice.
 *
 * @returns a function of the transaction, the chats (a PostgreSQL array, as text) and PostgreSQL's time, which says how
 * many chats are told
 */
export function tellQuietWeek({ understanding, renderQuietWeek }: QuietWeekDeps) {
  // A tick plans many chunks at one instant.
  let loud: { readonly at: number; readonly digests: readonly string[] } | null = null;
  return async (tx: Db, chatIds: string, now: Date): Promise<number> => {
    const { digests, sources: all } = understanding().knowledge;
    if (loud?.at !== now.getTime()) loud = { at: now.getTime(), digests: await loudDigests(tx, now) };
    if (digests.every(({ id }) => loud?.digests.includes(id))) return 0;
    const quiet = await quietChats(tx, chatIds, loud.digests, now);
    if (quiet.length === 0) return 0;
    const sources = all.filter(({ enabled }) => enabled);
    const ids = sources.map(({ id }) => id);
    const checkedAt = await lastCheck(tx, ids, now);
    if (checkedAt === null) return 0;
    let told = 0;
    for (const chats of quiet) {
      const parts = renderQuietWeek({ lastDate: chats.localDate, checkedAt }, chats.language);
      await queueQuietWeek(tx, chats, parts, now);
      told += chats.chatIds.length;
    }
    return told;
  };
}

/** When sources were last read; null when that says nothing about the week: most fail, or failed for long. */
async function lastCheck(tx: Db, enabled: readonly string[], now: Date): Promise<Date | null> {
  const { failing, lastSuccessAt } = await countTroubled(tx, enabled);
  if (lastSuccessAt === null || failing * 2 > enabled.length) return null;
  if (now.getTime() - lastSuccessAt.getTime() > CHECKED_HOURS * HOUR_MS) return null;
  const outage = await outageSeconds(tx, new Date(now.getTime() - 7 * 24 * HOUR_MS), now);
  return outage > MOST_OUTAGE_HOURS * 3600 ? null : lastSuccessAt;
}
