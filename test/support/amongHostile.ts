import { setTimeout as sleep } from 'node:timers/promises';
import type { SourceReport } from '../../src/app/ingest.ts';
import type { Understanding } from '../../src/domain/understand.ts';
import { startJobs } from '../../src/jobs/jobs.ts';
import { newsJobs } from '../../src/jobs/news.ts';
import { createReader } from '../../src/sources/reader.ts';
import type { Connection } from '../../src/store/client.ts';
import { databaseTurns } from '../../src/store/hosts.ts';
import type { HostileWeb } from './hostileWeb.ts';
import { aSource, newsDeps, understandingWith } from './news.ts';

/** The good source is due again so long after it was read, in milliseconds. */
export const GOOD_INTERVAL_MS = 10_000;

export interface AmongHostile {
  /** How much later than due each reading of the good source began, in milliseconds. */
  readonly late: readonly number[];
  /** Readings of the bad ones by what they came to: "timeout", "read". */
  readonly outcomes: ReadonlyMap<string, number>;
  /** Bad sources that were read at all. */
  readonly bad: number;
  /** What nobody expected, and what jobs did not catch. */
  readonly problems: readonly string[];
}

/** For how long, how densely, and who is told. */
export interface AmongHostileOptions {
  /** How long all of them are read. */
  readonly seconds: number;
  /** So long before that only the good one is read. */
  readonly calmSeconds?: number;
  /** A bad one is due again so long after it was read, whatever came of it; 0 = all of them misbehave all the time. */
  readonly pauseSeconds?: number;
  /** Told when the calm begins, when the others come, and when all is over and the reader closed. */
  readonly onPhase?: (phase: 'calm' | 'hostile' | 'over') => void;
}

/** Reads the ten and the good one by the program's own jobs. */
export async function readAmong(
  { db, sql }: Connection,
  web: Omit<HostileWeb, 'close'>,
  { seconds, calmSeconds = 0, pauseSeconds = 0, onPhase = () => {} }: AmongHostileOptions,
): Promise<AmongHostile> {
  const bad = web.bad.map((url, n) => aSource({ id: `bad${n}`, url }));
  const good = aSource({ id: 'good', url: web.good });
  const all = await understandingWith([...bad, good]);
  let u: Understanding = { ...all, knowledge: { ...all.knowledge, sources: [good] } };
  const turns = databaseTurns(db);
  const reader = createReader({ contact: null, version: '1', fetchAllow: web.hosts, turns });
  const deps = { ...newsDeps(db, reader, all), understanding: () => u };
  const late: number[] = [];
  const outcomes = new Map<string, number>();
  const seen = new Set<string>();
  const failed: string[] = [];
  let dueAt: number | null = null;
  const onReport = ({ source, outcome, errors, seconds: took }: SourceReport): void => {
    const now = Date.now();
    if (source === 'good') {
      if (dueAt !== null) late.push(Math.max(now - took * 1000 - dueAt, 0));
      dueAt = now + GOOD_INTERVAL_MS;
      void again(source, GOOD_INTERVAL_MS / 1000);
      return;
    }
    seen.add(source);
    const what = outcome === 'failed' ? (errors[0]?.split(':')[0] ?? 'failed') : outcome;
    outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
    void again(source, pauseSeconds);
  };
  const again = (id: string, after: number) =>
    sql`update sources set next_check_at = clock_timestamp() + make_interval(secs => ${after}::float8)
         where id = ${id}`.catch((error: unknown) => failed.push(String(error)));
  const stop = startJobs(newsJobs(deps, onReport), ({ name }, error) => failed.push(`${name}: ${error}`));
  onPhase('calm');
  await sleep(calmSeconds * 1000);
  u = all;
  onPhase('hostile');
  await sleep(seconds * 1000);
  await stop(30);
  await reader.close();
  onPhase('over');
  const problems = [
    ...failed,
    ...deps.problems.map(({ doing, what, error }) => `${doing} ${what}: ${error}`),
  ];
  return { late, outcomes, bad: seen.size, problems };
}
