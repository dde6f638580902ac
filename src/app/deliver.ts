import { setTimeout as sleep } from 'node:timers/promises';
import { inFlightCap, type SendOutcome, type UnknownPolicy } from '../domain/delivery.ts';
import type { Db } from '../store/client.ts';
import {
  type Claimed,
  claimDue,
  release,
  releaseOverdue,
  releaseUnsent,
  settleStranded,
  startSending,
} from '../store/deliveries.ts';
import { reserve } from '../store/gate.ts';
import { passing } from './moments.ts';
import { outcomeWriter } from './outcomes.ts';
import type { Clock, Messenger } from './ports.ts';
import { type Shipper, shipper } from './ship.ts';

/** What a sender works with; all replicas share the rate and the rows. */
export interface DeliverDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly messenger: Pick<Messenger, 'send'>;
  /** A UUID made when the process started. */
  readonly worker: string;
  /** Messages a second over all replicas. */
  readonly sendRate: number;
  readonly unknownOutcome: UnknownPolicy;
  /** How long a request may take; a row in `sending` for 30 s more than that is settled as unknown. Default 60. */
  readonly httpTimeoutSeconds?: number | undefined;
  /** Replies to people since the last call: they are charged to the rate of the bulk. */
  readonly takeInteractive?: (() => number) | undefined;
  /** An outcome that an operator should look at. `deliveryId` is safe to log. */
  readonly onAlert?: ((alert: { deliveryId: number; state: string; reason: string }) => void) | undefined;
  /** Every other outcome that was written; safe to log. */
  readonly onOutcome?: ((outcome: DeliveryOutcome) => void) | undefined;
  /** A unit of work that threw; the sender goes on. */
  readonly onError: (error: unknown) => void;
}

/** What became of one request of a delivery. Names nobody. */
export interface DeliveryOutcome {
  readonly deliveryId: number;
  readonly editionId: number;
  /** What came of the request … */
  readonly outcome: SendOutcome['kind'];
  /** … and the state in which that leaves the delivery. */
  readonly state: string;
  /** Null when nothing is to be explained. */
  readonly reason: string | null;
}

/** What ended a sender: its `stop`, or a refused token, after which nothing can be sent by anyone. */
export type SenderEnd = 'stopped' | 'unauthorized';

/** What a sender of this process has done since it started, for metrics. */
export interface SenderStatus {
  /** Requests whose outcome is not written yet. */
  readonly inFlight: number;
  readonly sent: number;
  readonly unknown: number;
  /** Latest wait for the shared rate, in milliseconds. */
  readonly gateWaitMs: number;
  /** True while doubtful outcomes hold the sender to one request at a time. */
  readonly probing: boolean;
}

/** A sender that runs. `ended` resolves when it has ended, with the reason; it never rejects. */
export interface Sender {
  readonly ended: Promise<SenderEnd>;
  /** Looks for due deliveries now instead of within a second. */
  wake(): void;
  status(): SenderStatus;
  /** Claims nothing more, gives claims back and waits for requests in flight, at most `graceSeconds`. */
  stop(graceSeconds?: number): Promise<void>;
}

/** Reservations are this long, so that a pause or a stop never finds many rows on their way. */
const RESERVE_MS = 10;
/** A reservation costs two statements whatever it carries: it waits so long for room for a quarter of the cap. */
const GATHER_MS = 5;
/** A longer wait for the gate is not spent with claims in hand. */
const LONG_WAIT_MS = 5_000;
/** What a process holds, it can send within this time, well before a lease is over. */
const HOLD_SECONDS = 5;
const IDLE_MS = 1_000;
const SWEEP_MS = 5_000;
const STRANDED_AFTER_HTTP_SECONDS = 30;
const DEFAULT_HTTP_SECONDS = 60;

/**
 * Starts sending what is due, until stopped. Any number of senders may run, in any number of replicas:
 * each row is sent by the one that committed `sending` for it, and all share one rate and one pause.
 */
export function startSender(deps: DeliverDeps): Sender {
  const stopping = new AbortController();
  const state = senderState(deps);
  const ended = run(deps, state, stopping.signal, false);
  return {
    ended,
    wake: () => state.wake(),
    status: () => state.status(),
    stop: async (graceSeconds = 20) => {
      stopping.abort();
      state.wake();
      await Promise.race([ended, sleep(graceSeconds * 1000, undefined, { ref: false })]);
    },
  };
}

/** Sends what is due now and returns when nothing is left: for tests and programs without a loop. */
export async function deliverDue(deps: DeliverDeps, signal?: AbortSignal): Promise<SenderStatus> {
  const state = senderState(deps);
  await run(deps, state, signal ?? new AbortController().signal, true);
  return state.status();
}

/**
 * Settles what dead workers left behind: claims whose lease is over are queued again, rows that stayed
 * in `sending` are in doubt. A running sender does this every 5 s.
 */
export async function sweep(
  deps: Pick<DeliverDeps, 'db' | 'unknownOutcome' | 'httpTimeoutSeconds' | 'onAlert'>,
): Promise<{ released: number; unknown: number }> {
  const released = await releaseOverdue(deps.db);
  const seconds = (deps.httpTimeoutSeconds ?? DEFAULT_HTTP_SECONDS) + STRANDED_AFTER_HTTP_SECONDS;
  const unknown = await settleStranded(deps.db, deps.unknownOutcome, seconds);
  for (const deliveryId of unknown) deps.onAlert?.({ deliveryId, state: 'unknown', reason: 'worker gone' });
  return { released, unknown: unknown.length };
}

interface SenderState {
  readonly shipper: Shipper;
  gateWaitMs: number;
  /** Resolves at the next `wake` or finished send. */
  changed(): Promise<void>;
  wake(): void;
  status(): SenderStatus;
}

function senderState(deps: DeliverDeps): SenderState {
  let announce = () => {};
  let change = new Promise<void>((resolve) => {
    announce = resolve;
  });
  const wake = () => {
    announce();
    change = new Promise<void>((resolve) => {
      announce = resolve;
    });
  };
  const writer = outcomeWriter(deps.db, deps.worker, deps.onError);
  const ship = shipper(deps, writer, wake);
  const state: SenderState = {
    shipper: ship,
    gateWaitMs: 0,
    changed: () => change,
    wake,
    status: () => ({ ...ship.counts(), gateWaitMs: state.gateWaitMs }),
  };
  return state;
}

async function run(
  deps: DeliverDeps,
  state: SenderState,
  signal: AbortSignal,
  untilEmpty: boolean,
): Promise<SenderEnd> {
  const { db, worker } = deps;
  const held: Claimed[] = [];
  const owed: Claimed[] = [];
  const ending = new AbortController();
  const sweeping = untilEmpty ? null : keepSweeping(deps, AbortSignal.any([signal, ending.signal]));
  const over = () => signal.aborted || state.shipper.unauthorized();

  while (!over()) {
    try {
      if (owed.length > 0) {
        await releaseUnsent(db, worker, idsOf(owed));
        owed.length = 0;
      }
      // What ends while the step looks for work may be due again: only before it is known that nothing is in flight.
      const isStill = state.shipper.counts().inFlight === 0;
      const working = await step(deps, state, held, signal);
      if (working || over()) continue;
      if (untilEmpty && isStill) break;
      await Promise.race([state.changed(), idle(untilEmpty ? 20 : IDLE_MS, signal)]);
    } catch (error) {
      deps.onError(error);
      // What is held may have started, but no request was made for it: it is given back before anything is claimed.
      owed.push(...held.splice(0));
      if (untilEmpty) throw error;
      await idle(IDLE_MS, signal);
    }
  }
  ending.abort();
  await sweeping;
  await releaseUnsent(db, worker, idsOf(owed)).catch(deps.onError);
  await release(db, worker, idsOf(held)).catch(deps.onError);
  await state.shipper.settled();
  return state.shipper.unauthorized() ? 'unauthorized' : 'stopped';
}

/** Sweeps every 5 s, also while the sender itself sleeps out a long pause or waits for requests that hang. */
async function keepSweeping(deps: DeliverDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sweep(deps).catch(deps.onError);
    await idle(SWEEP_MS, signal);
  }
}

/** One round: claims when little is held, reserves a slice of the rate and ships it. False when there was nothing to do. */
async function step(
  deps: DeliverDeps,
  state: SenderState,
  held: Claimed[],
  signal: AbortSignal,
): Promise<boolean> {
  const { db, worker, sendRate } = deps;
  const cap = state.shipper.probing() ? 1 : inFlightCap(sendRate);
  if (held.length < cap) {
    const most = Math.min(4 * cap, Math.max(cap, sendRate * HOLD_SECONDS));
    const claimed = await claimDue(db, worker, most - held.length);
    // A claim whose lease passed while this process stood still comes again: held twice, its second
    // turn would give back a message that the first one sent.
    const again = new Set(idsOf(claimed));
    held.splice(0, held.length, ...held.filter(({ id }) => !again.has(id)), ...claimed);
    if (claimed.length > 0) passing({ point: 'claimed', ids: idsOf(claimed) });
  }
  if (held.length === 0) return false;
  const wanted = Math.min(held.length, Math.max(1, Math.floor((sendRate * RESERVE_MS) / 1000)));
  const room = await roomFor(Math.min(wanted, cap / 4), cap, state, signal);
  if (room <= 0) {
    await state.changed();
    return true;
  }
  const count = Math.min(wanted, room);
  await state.shipper.prepare(held.slice(0, count));
  state.gateWaitMs = await reserve(db, count, deps.takeInteractive?.() ?? 0, sendRate);
  if (state.gateWaitMs > LONG_WAIT_MS) {
    await release(db, worker, idsOf(held));
    held.length = 0;
    await idle(state.gateWaitMs, signal);
    return true;
  }
  await idle(state.gateWaitMs, signal);
  if (!signal.aborted) await start(deps, state, held, count);
  return true;
}

/** How many more may be in flight, after a short wait when there are some but fewer than `least`. */
async function roomFor(
  least: number,
  cap: number,
  { shipper: ship, changed }: SenderState,
  signal: AbortSignal,
): Promise<number> {
  const room = () => cap - ship.counts().inFlight;
  if (room() <= 0 || room() >= least) return room();
  let late = false;
  const limit = idle(GATHER_MS, signal).then(() => {
    late = true;
  });
  while (!late && room() < least) await Promise.race([changed(), limit]);
  return room();
}

/** Commits `sending` for the next `count` held rows and ships those for which that succeeded. */
async function start(deps: DeliverDeps, state: SenderState, held: Claimed[], count: number): Promise<void> {
  const { db, worker } = deps;
  const ids = idsOf(held.slice(0, count));
  const began = performance.now();
  const rows = await startSending(db, worker, ids);
  held.splice(0, count);
  passing({ point: 'sending', ids: rows.map(({ id }) => id) });
  for (const row of rows) state.shipper.ship(row, began);
  if (rows.length < ids.length) {
    const begun = new Set(rows.map(({ id }) => id));
    await release(
      db,
      worker,
      ids.filter((id) => !begun.has(id)),
    );
  }
}

function idsOf(claimed: readonly Claimed[]): number[] {
  return claimed.map(({ id }) => id);
}

async function idle(ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => {});
}
