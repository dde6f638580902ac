import type { Source } from '../domain/knowledge.ts';
import { type KeptAct, lastActs } from '../store/audit.ts';
import type { Db } from '../store/client.ts';
import { type Counts, readCounts } from '../store/overview.ts';
import { type SourceState, sourceStates } from '../store/sources.ts';
import { openTroubles } from '../store/troubles.ts';

/** Counts that took longer are not counted for every press: they are shown with the instant they are of. */
const QUICK_MS = 40;
/** One slow count says more of the moment than of the installation: so many in a row. */
const SLOW_IN_A_ROW = 3;
/** So old they may be then. */
const FRESH_MS = 30_000;
/** Counted anew before that, so that nobody who asks has to wait. */
const RENEW_MS = 10_000;

/** An enabled source as admins see it. */
export interface SourceHealth {
  readonly source: Source;
  /** Null when it was never tried. */
  readonly state: SourceState | null;
  /** What the admins were told is wrong with it, with the instant since when; null when nothing is. */
  readonly trouble: { readonly what: string; readonly since: Date } | null;
}

/** How the installation stands, over all replicas. */
export interface Overview extends Counts {
  /** In the editors' order. */
  readonly sources: readonly SourceHealth[];
  /** Since when most sources fail at once; null when they do not. */
  readonly outageSince: Date | null;
}

/** Keeps the overview of the installation at hand, so that asking often costs little. */
export interface OverviewDesk {
  /** Always of this moment, but for counts in a large installation: `at` says of when they are. */
  read(): Promise<Overview>;
  /** Counts again what takes long to count, before it gets old. For a job; cheap in a small installation. */
  renew(): Promise<void>;
}

/** Tells how the installation stands. @param sources the editors' sources in force */
export function createOverview(db: Db, sources: () => readonly Source[]): OverviewDesk {
  let known: { readonly counts: Counts; readonly countedAt: number } | null = null;
  let slowCounts = 0;
  let counting: Promise<Counts> | null = null;

  const count = async (): Promise<Counts> => {
    const began = performance.now();
    const counts = await readCounts(db);
    slowCounts = performance.now() - began > QUICK_MS ? slowCounts + 1 : 0;
    known = { counts, countedAt: performance.now() };
    return counts;
  };
  /** Several who ask at once share one count. */
  const countOnce = (): Promise<Counts> => {
    counting ??= count().finally(() => {
      counting = null;
    });
    return counting;
  };
  const age = () => (known === null ? Number.POSITIVE_INFINITY : performance.now() - known.countedAt);

  return {
    read: async () => {
      const usable = known !== null && slowCounts >= SLOW_IN_A_ROW && age() < FRESH_MS ? known.counts : null;
      return { ...(usable ?? (await countOnce())), ...(await readHealth(db, sources())) };
    },
    renew: async () => {
      if (known !== null && (slowCounts === 0 || age() < RENEW_MS)) return;
      do await countOnce();
      while (slowCounts > 0 && slowCounts < SLOW_IN_A_ROW);
    },
  };
}

async function readHealth(
  db: Db,
  all: readonly Source[],
): Promise<Pick<Overview, 'sources' | 'outageSince'>> {
  const enabled = all.filter((source) => source.enabled);
  const states = new Map(
    (
      await sourceStates(
        db,
        enabled.map(({ id }) => id),
      )
    ).map((state) => [state.id, state]),
  );
  const open = await openTroubles(db);
  return {
    sources: enabled.map((source) => {
      const trouble = open.find(({ sourceId }) => sourceId === source.id);
      return {
        source,
        state: states.get(source.id) ?? null,
        trouble: trouble ? { what: trouble.what, since: trouble.since } : null,
      };
    }),
    outageSince: open.find(({ what }) => what === 'outage')?.since ?? null,
  };
}

export type { KeptAct };

/** Acts that the journal shows. */
const JOURNAL = 10;

/** What admins did last, the newest first. */
export const readJournal = (db: Db): Promise<KeptAct[]> => lastActs(db, JOURNAL);
