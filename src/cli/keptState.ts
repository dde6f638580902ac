import type { Config } from '../config.ts';
import { assess } from '../domain/health.ts';
import { type Quarantined, quarantinedOf } from '../store/entries.ts';
import { openDatabase } from '../store/open.ts';
import { hasEmbeddedData } from '../store/server.ts';
import { type SourceState, sourceStates } from '../store/sources.ts';

/** A database that does not answer by then has no state to show. */
const OPEN_SECONDS = 10;

/** What the running program keeps of sources, or why that cannot be shown. */
export type KeptState =
  | {
      readonly kind: 'kept';
      readonly states: ReadonlyMap<string, SourceState>;
      readonly quarantined: ReadonlyMap<string, Quarantined>;
    }
  | { readonly kind: 'none'; readonly why: string };

/** Titles of the cells of a kept state. */
export const KEPT_HEAD = [
  'last success',
  'last new',
  'failures',
  'next check',
  'usual gap',
  'trouble since',
  'quarantined',
];

/**
 * Reads what is kept of the sources `ids` from DATABASE_URL, or from the embedded server when it has data. Changes
 * and creates nothing; never throws, for a probe is of use without it.
 */
export async function readKeptState(config: Config, ids: readonly string[]): Promise<KeptState> {
  if (config.databaseUrl === null && !hasEmbeddedData(config.dataDir)) {
    return { kind: 'none', why: `no database: DATABASE_URL is not set, and ${config.dataDir} holds none` };
  }
  try {
    const database = await openDatabase({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      migrate: false,
      kind: 'real',
      whenOwned: 'share',
      say: () => {},
      signal: AbortSignal.timeout(OPEN_SECONDS * 1000),
    });
    try {
      const states = await sourceStates(database.db, ids);
      const quarantined = await quarantinedOf(database.db, ids);
      return {
        kind: 'kept',
        states: new Map(states.map((state) => [state.id, state])),
        quarantined: new Map(quarantined.map((one) => [one.sourceId, one])),
      };
    } finally {
      await database.close();
    }
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { kind: 'none', why: `the database cannot be read: ${said}` };
  }
}

/** The cells of one source, in the order of KEPT_HEAD. */
export function keptCells(kept: Extract<KeptState, { kind: 'kept' }>, id: string): (string | number)[] {
  const state = kept.states.get(id);
  if (state === undefined) return ['never', '', 0, '', '', '', 0];
  return [
    state.lastSuccessAt === null ? 'never' : minute(state.lastSuccessAt),
    state.lastNewAt === null ? 'never' : minute(state.lastNewAt),
    state.failures,
    minute(state.nextCheckAt),
    state.medianGapSeconds === null ? '' : duration(state.medianGapSeconds),
    troubleOf(state),
    kept.quarantined.get(id)?.count ?? 0,
  ];
}

/** What an editor or operator should know of the kept state of a source; empty when all is well. */
export function keptRemarks(kept: Extract<KeptState, { kind: 'kept' }>, id: string): string[] {
  const state = kept.states.get(id);
  const poison = kept.quarantined.get(id);
  const remarks: string[] = [];
  if (state?.pausedAt)
    remarks.push(
      `tried once a day since ${minute(state.pausedAt)}: change its address in sources.json, or disable it`,
    );
  if (state?.lastError) {
    const since = state.failingSince === null ? '' : ` since ${minute(state.failingSince)}`;
    remarks.push(`failing${since}: ${state.lastError}`);
  }
  if (state?.movedTo) remarks.push(`moved for good: write ${state.movedTo} into sources.json`);
  if (poison) remarks.push(`${poison.count} quarantined, the last one ${poison.url}: ${poison.reason}`);
  return remarks;
}

function troubleOf(state: SourceState): string {
  const { begun } = assess([state], []);
  return begun.map(({ what, since }) => `${what.replace('_', ' ')} ${minute(since)}`).join(', ');
}

const minute = (at: Date): string => at.toISOString().slice(0, 16);

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.round(hours / 24)} d`;
}
