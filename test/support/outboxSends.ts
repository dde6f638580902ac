import {
  isOpen,
  type Model,
  migrate,
  pause,
  put,
  type Row,
  type RowState,
  requeue,
  SECOND,
} from './outboxModel.ts';

/** The second half of the plain model: what sending does to the rows. */

/** A request on its way: the row as it was when `sending` was committed. */
export interface Flight {
  readonly row: Row;
  readonly worker: string;
}

export type Answer =
  | { readonly kind: 'sent'; readonly messageId: number }
  | { readonly kind: 'migrated'; readonly toChatId: number }
  | { readonly kind: 'rateLimited'; readonly retryAfterSeconds: number }
  | { readonly kind: 'later' | 'unknown' | 'unauthorized'; readonly reason: string }
  | {
      readonly kind: 'refused' | 'malformed' | 'unreachable';
      readonly reason: string;
      readonly errorCode: number;
    };

export function claim(model: Model, worker: string, limit: number): number[] {
  const due = model.rows
    .filter((row) => row.state === 'queued' && row.notBefore <= model.now && row.expires > model.now)
    .sort((a, b) => a.notBefore - b.notBefore || a.id - b.id)
    .slice(0, limit);
  for (const row of due) Object.assign(row, { state: 'claimed', worker, lease: model.now + 30 * SECOND });
  return due.map(({ id }) => id);
}

/** Commits `sending`, and gives back what may not be sent. Returns the rows that may. */
export function start(model: Model, worker: string, ids: readonly number[]): Row[] {
  const mine = model.rows.filter(
    (row) => ids.includes(row.id) && row.state === 'claimed' && row.worker === worker,
  );
  const begun: Row[] = [];
  for (const row of mine) {
    const chat = model.chats.get(row.chat);
    if (model.now < model.pausedTo || (row.lease ?? 0) <= model.now) requeue(row);
    else if (chat?.status !== 'active') put(row, 'cancelled', chat ? (chat.why ?? chat.status) : 'forgotten');
    else {
      Object.assign(row, { state: 'sending', lease: null, since: model.now });
      begun.push({ ...row });
    }
  }
  return begun;
}

export function release(model: Model, worker: string, ids: readonly number[], states: RowState[]): void {
  for (const row of model.rows)
    if (ids.includes(row.id) && states.includes(row.state) && row.worker === worker) requeue(row);
}

/** The row of a flight while it waits for just this flight's outcome. */
export function rowOf(model: Model, { row: sent, worker }: Flight): Row | undefined {
  return model.rows.find(
    (row) =>
      row.id === sent.id && row.state === 'sending' && row.worker === worker && row.since === sent.since,
  );
}

/** What an answer means. Returns whether an operator must hear of it; null when it came too late to matter. */
export function answer(model: Model, flight: Flight, seen: Answer): boolean | null {
  const sent = flight.row;
  const waiting = rowOf(model, flight);
  if (seen.kind === 'rateLimited')
    model.pausedTo = Math.max(model.pausedTo, model.now + seen.retryAfterSeconds * SECOND + 1);
  if (seen.kind === 'unreachable') pause(model, sent.chat, seen.reason);
  if (seen.kind === 'migrated') migrate(model, sent.chat, seen.toChatId);
  const late = model.rows.find(
    (row) =>
      seen.kind === 'sent' &&
      row.id === sent.id &&
      row.part === sent.part &&
      row.doubts > 0 &&
      (isOpen(row) || row.state === 'unknown'),
  );
  // A merge may have ended the row meanwhile.
  const row = waiting?.state === 'sending' ? waiting : late;
  if (row === undefined) return null;
  const alert = apply(model, row, sent, seen);
  const chat = model.chats.get(row.chat);
  if (row.state === 'queued' && chat?.status !== 'active') {
    put(row, 'cancelled', chat ? (chat.why ?? chat.status) : 'forgotten');
  }
  return alert;
}

/** The outcome table. */
function apply(model: Model, row: Row, sent: Row, seen: Answer): boolean {
  const attempts = sent.attempts + 1;
  const backoff = Math.min(300, 2 ** (attempts - 1)) * SECOND;
  const queue = (wait: number, reason: string | null) => {
    put(row, 'queued', reason);
    row.notBefore = model.now + wait;
  };
  const end = (state: RowState, reason: string | null) => {
    put(row, state, reason);
    row.notBefore = model.now;
  };
  row.attempts = attempts;
  switch (seen.kind) {
    case 'sent':
      row.messages.push(seen.messageId);
      if (sent.part + 1 === row.parts) {
        end('sent', null);
      } else {
        Object.assign(row, { part: sent.part + 1, attempts: 0, doubts: 0, plain: false });
        queue(SECOND, null);
      }
      return false;
    case 'later':
      queue(backoff, seen.reason);
      return false;
    case 'rateLimited':
    case 'unauthorized':
      row.attempts = sent.attempts;
      queue(0, seen.kind === 'rateLimited' ? 'rate limited' : seen.reason);
      return false;
    case 'migrated':
      queue(attempts > 5 ? backoff : 0, 'migrated');
      return false;
    case 'unknown': {
      const again = model.policy === 'resend' && sent.doubts === 0 && model.now < sent.expires;
      row.doubts = sent.doubts + 1;
      if (again) queue(backoff, seen.reason);
      else end('unknown', seen.reason);
      return !again;
    }
    case 'malformed':
      row.plain = true;
      if (sent.plain) end('dead', seen.reason);
      else queue(0, seen.reason);
      return true;
    default:
      end('dead', seen.reason);
      return seen.kind === 'refused';
  }
}

/** What the sweeper does for workers that are gone. Returns ids in doubt for good. */
export function sweep(model: Model): number[] {
  const lost: number[] = [];
  for (const row of model.rows) {
    if (row.state === 'claimed' && (row.lease ?? 0) < model.now) requeue(row);
    if (row.state !== 'sending' || (row.since ?? 0) >= model.now - 90 * SECOND) continue;
    const again = model.policy === 'resend' && row.doubts === 0 && row.expires > model.now;
    row.doubts += 1;
    row.attempts += 1;
    put(row, again ? 'queued' : 'unknown', 'worker gone');
    if (again) row.notBefore = model.now + (row.id % 10) * SECOND;
    else lost.push(row.id);
  }
  return lost;
}
