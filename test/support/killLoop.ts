import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../src/store/client.ts';
import { dueChats, dueSubscriptions, judge, openDeliveries, type Verdict } from './fanOut.ts';
import { type FaultMix, faultPlan, seeded } from './faultMix.ts';
import { type FleetOptions, fleet, type Incarnation } from './fleet.ts';
import { startLoadStandin } from './loadStandin.ts';

export interface KillOptions extends Pick<FleetOptions, 'policy' | 'run' | 'httpSeconds' | 'rate'> {
  readonly chats: number;
  readonly kills: number;
  readonly mix: FaultMix;
  readonly seed: number;
  /** False = leases of the dead, and after the last kill their doubts, are ended at once instead of waited out. */
  readonly waits: boolean;
}

export interface KillFigures extends Verdict {
  /** How many processes were killed. */
  readonly killed: number;
  /** Rows that were in `sending` when their process was killed. */
  readonly sendingAtKills: number;
  /** Messages that the Bot API accepted and did not answer. */
  readonly unanswered: number;
  /** Milliseconds from each kill to the next request of the other replica, where that was sending. */
  readonly takeoverMs: readonly number[];
  /** Seconds from each kill until no row of the dead was in `sending`. */
  readonly settledSeconds: readonly number[];
  /** Requests that came while the Bot API wanted silence. */
  readonly late: number;
  /** What the processes complained of. */
  readonly problems: readonly string[];
  readonly seconds: number;
}

interface Kill {
  readonly victim: Incarnation;
  readonly at: number;
  /** The name of the other replica when that was sending, else null. */
  readonly other: string | null;
  settledAt: number | null;
}

const REPLICAS = 2;
const LATENCY_MS = 4;
const [SHORTEST_MS, LONGEST_MS] = [200, 2_000];
/** A fan-out in which nothing changes for longer than this, beyond the HTTP timeout, hangs. */
const HANGS_AFTER_SECONDS = 90;
/** After a kill the other replica goes on within this. */
export const MOST_TAKEOVER_MS = 2_000;
const WATCH_MS = 250;

/** Sends to `chats` due chats while replicas are killed, and says what became of them. */
export async function killsInFanOut(
  database: Connection & { readonly url: string },
  options: KillOptions,
): Promise<KillFigures> {
  const { chats, kills, rate, mix, seed } = options;
  const began = performance.now();
  const { sql } = database;
  const sends = new Map<string, number[]>();
  const onRequest = (path: string) => {
    const name = path.split('/')[1] ?? '';
    const times = sends.get(name) ?? [];
    sends.set(name, times);
    times.push(performance.now());
  };
  const standin = await startLoadStandin(LATENCY_MS, 0, { faults: faultPlan(seed, mix), onRequest });
  const { start, begun, problems, close } = fleet({ ...options, database, origin: standin.origin });
  const dead: Kill[] = [];
  const workers = () => dead.flatMap(({ victim }) => victim.worker ?? []);
  const sendingOf = new Map<Kill, Promise<number>>();
  const left = () => chats - standin.copies.size - (standin.met.get('blocked') ?? 0);
  const random = seeded(seed);

  /** What the dead left; a statement that was on its way at the kill may end a moment later. */
  const countLater = async ({ victim }: Kill): Promise<number> => {
    await sleep(1_000);
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from deliveries where state = 'sending' and worker = ${victim.worker}::uuid`;
    return row!.n;
  };

  const killAtRandom = async (replicas: Incarnation[]): Promise<void> => {
    for (let n = 0; n < kills; n++) {
      await sleep(SHORTEST_MS + random() * (LONGEST_MS - SHORTEST_MS));
      const slot = random() < 0.5 ? 0 : 1;
      const victim = replicas[slot]!;
      const other = replicas[1 - slot]!;
      // In the last second nobody may be left to take over for.
      if (!(await begun(victim, () => left() < rate)) || left() < rate) return;
      const at = performance.now();
      const sending = (sends.get(other.name)?.at(-1) ?? 0) > at - 1_000;
      const kill: Kill = { victim, at, other: sending ? other.name : null, settledAt: null };
      victim.child.kill('SIGKILL');
      await victim.gone;
      dead.push(kill);
      const counting = countLater(kill);
      counting.catch(() => {}); // awaited at the end
      sendingOf.set(kill, counting);
      replicas[slot] = start();
    }
  };

  /** Notes when the dead have nothing in `sending` any more. */
  const watch = async (): Promise<void> => {
    const waiting = dead.filter(({ settledAt, at }) => settledAt === null && performance.now() - at > 2_000);
    const rows = await sql<{ worker: string }[]>`
      select distinct worker from deliveries where state = 'sending' and worker = any(${workers()}::uuid[])`;
    const holding = new Set(rows.map(({ worker }) => worker));
    for (const kill of waiting)
      if (!holding.has(kill.victim.worker ?? '')) kill.settledAt = performance.now();
  };

  /** Makes claims of the dead so old that the living take them, and after the last kill also what is in doubt. */
  const age = async (killing: boolean): Promise<void> => {
    await sql`
      update deliveries set lease_until = now() where state = 'claimed' and worker = any(${workers()}::uuid[])`;
    if (killing) return;
    await sql`
      update deliveries set sending_at = '-infinity' where state = 'sending' and worker = any(${workers()}::uuid[])`;
  };

  try {
    await dueChats(database, chats);
    const replicas = Array.from({ length: REPLICAS }, () => start());
    let killing = true;
    const killAndCount = async (): Promise<void> => {
      try {
        await killAtRandom(replicas);
        // What the last one left is counted before it may be sent again.
        await Promise.all(sendingOf.values());
      } finally {
        killing = false;
      }
    };
    const killer = killAndCount();
    killer.catch(() => {}); // awaited below, after the replicas had their time
    let [changedAt, before] = [performance.now(), ''];
    for (let planned = false, open = 1; killing || !planned || open > 0; await sleep(WATCH_MS)) {
      await watch();
      if (!options.waits) await age(killing);
      open = await openDeliveries(database);
      planned ||= open > 0 && (await dueSubscriptions(database)) === 0;
      const now = `${open} ${standin.ledger().requests} ${dead.length}`;
      if (now !== before) [changedAt, before] = [performance.now(), now];
      if (performance.now() - changedAt > (options.httpSeconds + HANGS_AFTER_SECONDS) * 1000) {
        throw new Error(`${open} deliveries hang: ${[...new Set(problems)].slice(0, 5).join('; ')}`);
      }
    }
    await killer;
    await watch();
    const counts = await Promise.all(sendingOf.values());
    const { met } = standin;
    return {
      ...(await judge(database, standin.copies)),
      killed: dead.length,
      sendingAtKills: counts.reduce((sum, n) => sum + n, 0),
      unanswered: (met.get('resetAfter') ?? 0) + (met.get('hung') ?? 0),
      takeoverMs: takeovers(dead, sends),
      settledSeconds: dead.map(({ at, settledAt }) => ((settledAt ?? Infinity) - at) / 1000),
      late: standin.ledger().late,
      problems: [...new Set(problems)],
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await close();
    await standin.close();
  }
}

/** Milliseconds until the other replica's next request; one that was killed itself within 2 s of silence tells nothing. */
function takeovers(dead: readonly Kill[], sends: ReadonlyMap<string, readonly number[]>): number[] {
  return dead.flatMap(({ other, at }) => {
    if (other === null) return [];
    const next = sends.get(other)?.find((time) => time > at) ?? Infinity;
    const end = dead.find(({ victim }) => victim.name === other)?.at ?? Infinity;
    return next === Infinity && end - at < MOST_TAKEOVER_MS ? [] : [next - at];
  });
}
