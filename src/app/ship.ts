import {
  afterSend,
  type Breaker,
  CLOSED_BREAKER,
  plainPart,
  type SendOutcome,
  settle,
} from '../domain/delivery.ts';
import type { Part } from '../domain/edition.ts';
import { isQuiet } from '../domain/quiet.ts';
import { type Claimed, releaseUnsent, type Started, stillSending } from '../store/deliveries.ts';
import { editionParts } from '../store/editions.ts';
import { pauseGate } from '../store/gate.ts';
import { migrateChat, pauseChat } from './chats.ts';
import type { DeliverDeps } from './deliver.ts';
import { passing } from './moments.ts';
import type { OutcomeWriter } from './outcomes.ts';
import { leaveThread } from './threads.ts';

/** Sends started rows and settles what became of them. */
export interface Shipper {
  /** Loads the editions of claimed rows, so that nothing waits between the commit and the request. */
  prepare(claimed: readonly Claimed[]): Promise<void>;
  /** Sends a row whose `sending` was committed at or after `began` (a reading of performance.now). Returns at once. */
  ship(row: Started, began: number): void;
  /** Resolves when no send is without a written outcome. */
  settled(): Promise<void>;
  counts(): { inFlight: number; sent: number; unknown: number; probing: boolean };
  probing(): boolean;
  unauthorized(): boolean;
}

/** Editions that a sender remembers; a full one holds about 60 KB. */
const REMEMBERED = 200;
/** After a longer stall between commit and request, ownership is asked again. */
const STALL_MS = 2_000;
/** Up to this much is added to a pause, so that replicas do not all come back at once. */
const JITTER_SECONDS = 0.5;

/** @param onSettled called after each send whose outcome is written, and when it was given back */
export function shipper(deps: DeliverDeps, writer: OutcomeWriter, onSettled: () => void): Shipper {
  const { db, worker, messenger, onError } = deps;
  const editions = new Map<number, readonly Part[]>();
  const flights = new Set<Promise<void>>();
  let breaker: Breaker = CLOSED_BREAKER;
  let withdrawals: number | undefined;
  let unauthorized = false;
  let pausedUntil = 0;
  let sent = 0;
  let unknown = 0;

  const prepare = async (claimed: readonly Claimed[]): Promise<void> => {
    for (const id of new Set(claimed.map(({ editionId }) => editionId))) {
      if (editions.has(id)) continue;
      editions.set(id, (await editionParts(db, id)) ?? []);
      const [oldest] = editions.keys();
      if (editions.size > REMEMBERED && oldest !== undefined) editions.delete(oldest);
    }
  };

  const send = async (row: Started, parts: readonly Part[], began: number): Promise<SendOutcome | null> => {
    const part = parts[row.part];
    if (part === undefined) return { kind: 'refused', reason: 'the edition is gone', errorCode: 0 };
    if (performance.now() - began > STALL_MS && !(await stillSending(db, worker, row))) return null;
    if (unauthorized || performance.now() < pausedUntil) {
      await releaseUnsent(db, worker, [row.id]);
      return null;
    }
    const silent = row.part > 0 || isQuiet(row.startedAt, row.zone, row.quietFrom, row.quietTo);
    const answer = messenger.send(row, row.plain ? plainPart(part) : part, { silent });
    passing({ point: 'posted', id: row.id });
    // An adapter that throws broke its contract: what it did is not known.
    return answer.catch((error: unknown): SendOutcome => {
      onError(error);
      return { kind: 'unknown', reason: 'the messenger threw' };
    });
  };

  /** What an outcome means beyond its row. Never throws: the row is settled whatever happens here. */
  const take = async ({ chatId, threadId }: Started, outcome: SendOutcome): Promise<void> => {
    try {
      if (outcome.kind === 'rateLimited') {
        const seconds = outcome.retryAfterSeconds + Math.random() * JITTER_SECONDS;
        pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000);
        await pauseGate(db, seconds, 'rate limited');
      } else if (outcome.kind === 'unreachable') {
        await pauseChat(deps, chatId, outcome.reason);
      } else if (outcome.kind === 'migrated') {
        await migrateChat(deps, chatId, outcome.toChatId);
      } else if (outcome.kind === 'threadGone' && threadId !== null) {
        await leaveThread(deps, chatId, threadId);
      } else if (outcome.kind === 'unauthorized') {
        unauthorized = true;
      }
    } catch (error) {
      onError(error);
    }
  };

  const fly = async (row: Started, began: number): Promise<void> => {
    if (row.withdrawals !== withdrawals) {
      withdrawals = row.withdrawals;
      editions.clear();
    }
    const parts = editions.get(row.editionId) ?? (await editionParts(db, row.editionId)) ?? [];
    const outcome = await send(row, parts, began);
    if (outcome === null) return;
    passing({ point: 'answered', id: row.id, outcome: outcome.kind });
    breaker = afterSend(breaker, outcome.kind === 'unknown');
    if (outcome.kind === 'sent') sent += 1;
    if (outcome.kind === 'unknown') unknown += 1;
    await take(row, outcome);
    const elapsed = performance.now() - began;
    const expired = row.startedAt.getTime() + elapsed >= row.expiresAt.getTime();
    // Where no topic was named there is none to leave: such words are a refusal like any other.
    const seen =
      outcome.kind === 'threadGone' && row.threadId === null
        ? { ...outcome, kind: 'refused' as const }
        : outcome;
    const settlement = settle({ ...row, parts: parts.length, expired }, seen, deps.unknownOutcome);
    const { state, reason, alert } = settlement;
    if (alert) deps.onAlert?.({ deliveryId: row.id, state, reason: reason ?? '' });
    const written = await writer.write({
      ...settlement,
      id: row.id,
      sentPart: row.part,
      sentAt: row.sendingAt,
    });
    if (!written) onError(new Error(`delivery ${row.id}: the outcome ${state} could not be written`));
    else if (!alert)
      deps.onOutcome?.({
        ...{ deliveryId: row.id, editionId: row.editionId, outcome: seen.kind },
        ...{ state, reason: reason ?? null },
      });
  };

  return {
    prepare,
    ship: (row, began) => {
      const flight = fly(row, began)
        .catch(onError)
        .finally(() => {
          flights.delete(flight);
          onSettled();
        });
      flights.add(flight);
    },
    settled: async () => {
      await Promise.all(flights);
    },
    counts: () => ({ inFlight: flights.size, sent, unknown, probing: breaker.open }),
    probing: () => breaker.open,
    unauthorized: () => unauthorized,
  };
}
