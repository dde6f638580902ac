import type { Connection } from '../../src/store/client.ts';
import { aDigestPart, anEdition } from './delivery.ts';

const FIRST_CHAT = 1_000_000;
const ZONE = 'Asia/Almaty';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** `count` chats of both languages whose daily digest fell due within the last minute, and its editions. */
export async function dueChats({ db, sql }: Connection, count: number): Promise<void> {
  const due = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
  const from = new Date(due.getTime() - DAY_MS);
  const local = due.toLocaleTimeString('en-GB', { timeZone: ZONE });
  const atMin = Number(local.slice(0, 2)) * 60 + Number(local.slice(3, 5));
  await sql`
    insert into chats (chat_id, type, language, zone)
    select ${FIRST_CHAT}::bigint + n, 'private', (array['ru', 'kk'])[1 + n % 2], ${ZONE}
      from generate_series(1, ${count}::int) n`;
  await sql`
    insert into subscriptions (chat_id, digest, zone, days, at_min, next_due_at, covered_to)
    select chat_id, 'uranium', zone, 127, ${atMin}::int, ${due.toISOString()}::timestamptz, ${from.toISOString()}::timestamptz
      from chats`;
  await sql`analyze chats, subscriptions`;
  for (const [n, language] of (['ru', 'kk'] as const).entries()) {
    const sections = [`uranium@${from.getTime() / 1000}`];
    await anEdition(db, { sections, windowTo: due, language, parts: [aDigestPart(n)] });
  }
}

/** What became of a fan-out, by the database and by the Bot API. Numbers of chats, unless said otherwise. */
export interface Verdict {
  /** Chats with one delivery. */
  readonly planned: number;
  readonly states: Readonly<Record<string, number>>;
  /** Neither accepted by the Bot API nor `dead`. */
  readonly missing: number;
  /** Missing, and not recorded as `unknown`. */
  readonly unrecorded: number;
  /** Recorded as `sent`, and not accepted. */
  readonly falselySent: number;
  /** Accepted, and recorded neither as `sent` nor as `unknown`. */
  readonly deniedCopies: number;
  /** With a second copy. */
  readonly doubled: number;
  /** Copies of the chat that got most. */
  readonly mostCopies: number;
}

/** Compares the deliveries in the database with the copies that the Bot API accepted, by chat. */
export async function judge({ sql }: Connection, copies: ReadonlyMap<number, number>): Promise<Verdict> {
  const rows = await sql<{ chatId: string; state: string }[]>`
    select chat_id::text as "chatId", state from deliveries`;
  const states: Record<string, number> = {};
  let [missing, unrecorded, falselySent, deniedCopies] = [0, 0, 0, 0];
  for (const { chatId, state } of rows) {
    states[state] = (states[state] ?? 0) + 1;
    const accepted = copies.has(Number(chatId));
    if (!accepted && state !== 'dead') missing += 1;
    if (!accepted && state !== 'dead' && state !== 'unknown') unrecorded += 1;
    if (!accepted && state === 'sent') falselySent += 1;
    if (accepted && state !== 'sent' && state !== 'unknown') deniedCopies += 1;
  }
  const counts = [...copies.values()];
  return {
    planned: new Set(rows.map(({ chatId }) => chatId)).size,
    states,
    missing,
    unrecorded,
    falselySent,
    deniedCopies,
    doubled: counts.filter((n) => n > 1).length,
    mostCopies: counts.reduce((most, n) => Math.max(most, n), 0),
  };
}

/** How many deliveries are not in a final state. */
export async function openDeliveries({ sql }: Connection): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from deliveries where state in ('queued', 'claimed', 'sending')`;
  return row!.n;
}

/** How many subscriptions no planner has taken yet. */
export async function dueSubscriptions({ sql }: Connection): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from subscriptions where next_due_at <= now()`;
  return row!.n;
}
