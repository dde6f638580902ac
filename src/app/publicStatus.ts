import type { Digest, Source } from '../domain/knowledge.ts';
import type { Db } from '../store/client.ts';
import { type DeliveryDay, deliveriesByDay, type RecentEdition, recentEditions } from '../store/recent.ts';
import { sourceStates } from '../store/sources.ts';
import { openTroubles } from '../store/troubles.ts';
import type { Clock } from './ports.ts';

/** Counting days of deliveries reads them all; so often is enough for a page. */
const FRESH_MS = 60_000;
const EDITIONS = 10;
const DAYS = 14;

/** What anybody may know of the installation: nothing of readers but how many digests they got. */
export interface PublicStatus {
  readonly at: Date;
  readonly sources: readonly {
    readonly source: Source;
    /** Null when it was never read well. */
    readonly lastSuccessAt: Date | null;
    /** What is wrong with it; null when nothing is. */
    readonly trouble: string | null;
  }[];
  /** The newest first. Digests that are gone are left out. */
  readonly editions: readonly (Omit<RecentEdition, 'digests'> & { readonly digests: readonly Digest[] })[];
  /** The oldest first. */
  readonly days: readonly DeliveryDay[];
}

/** Returns a function that tells how the installation stands, at most a minute old. */
export function createPublicStatus(deps: {
  readonly db: Db;
  readonly clock: Clock;
  readonly knowledge: () => { readonly sources: readonly Source[]; readonly digests: readonly Digest[] };
}): () => Promise<PublicStatus> {
  let known: { at: number; status: Promise<PublicStatus> } | undefined;
  return () => {
    const now = performance.now();
    if (known === undefined || now - known.at > FRESH_MS) {
      const status = read(deps);
      known = { at: now, status };
      // A failure is not remembered.
      status.catch(() => {
        known = undefined;
      });
    }
    return known.status;
  };
}

async function read({
  db,
  clock,
  knowledge,
}: Parameters<typeof createPublicStatus>[0]): Promise<PublicStatus> {
  const { sources, digests } = knowledge();
  const enabled = sources.filter((source) => source.enabled);
  const states = new Map(
    (
      await sourceStates(
        db,
        enabled.map(({ id }) => id),
      )
    ).map((state) => [state.id, state]),
  );
  const troubles = new Map((await openTroubles(db)).map(({ sourceId, what }) => [sourceId, what]));
  const editions = await recentEditions(db, EDITIONS);
  return {
    at: await clock.now(),
    sources: enabled.map((source) => ({
      source,
      lastSuccessAt: states.get(source.id)?.lastSuccessAt ?? null,
      trouble: troubles.get(source.id) ?? null,
    })),
    editions: editions.map((edition) => ({
      ...edition,
      digests: digests.filter(({ id }) => edition.digests.includes(id)),
    })),
    days: await deliveriesByDay(db, DAYS),
  };
}
