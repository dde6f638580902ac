import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from 'postgres';
import type { Control } from '../../src/demo/standin/control.ts';
import type { Crowd } from './crowd.ts';
import type { Limit } from './figures.ts';

/** Where several replicas ran, and how their figures are printed. */
export interface Place {
  readonly sql: Sql;
  readonly control: Control;
  readonly say: (name: string, figure: number, unit: string, limit?: Limit) => void;
}

/** A delivery in doubt. */
export interface Stranded {
  readonly chatId: number;
}

/** A request may take 60 s, and 30 s more pass before a row in `sending` counts as abandoned; then a sweep finds it. */
const SETTLED_SECONDS = 120;
const NONE: Limit = { most: 0 };

/** Deliveries that were begun before `at`, when a replica died, and that nobody has ended since. */
export async function strandedAt(sql: Sql, at: Date): Promise<readonly Stranded[]> {
  const rows = await sql<{ id: string }[]>`
    select chat_id as id from deliveries where state = 'sending' and sending_at <= ${at}`;
  return rows.map(({ id }) => ({ chatId: Number(id) }));
}

/** Waits until no more than `open` deliveries are without an outcome, or for longer than that may take. */
export async function untilSent(sql: Sql, open: number): Promise<void> {
  const until = performance.now() + SETTLED_SECONDS * 1000;
  for (; performance.now() < until; await sleep(200)) {
    const [row] = await sql<{ n: number }[]>`
      select count(*)::int as n from deliveries where state in ('queued', 'claimed', 'sending')`;
    if (row !== undefined && row.n <= open) return;
  }
}

/** What became of the updates: each answered, kept and, unless two replicas had it, not answered twice. */
export async function judgeUpdates(
  { sql, control, say }: Place,
  crowd: Crowd,
  repeated: readonly string[],
): Promise<void> {
  await control.until(() => control.pendingUpdates() === 0, 30_000).catch(() => {});
  say('updates never taken', control.pendingUpdates(), 'updates', NONE);
  const lost = crowd.asked.filter(({ answeredAt }) => answeredAt === null);
  say('questions and presses without an answer', lost.length, 'updates', NONE);
  say('questions answered twice', crowd.doubled(), 'updates', { most: repeated.length });
  const rows = await sql<{ line: string }[]>`
    select chat_id || ' ' || digest as line from subscriptions where digest in ('rights', 'education')`;
  const kept = new Set(rows.map(({ line }) => line));
  const unlike = [...crowd.wanted].filter(([line, state]) => kept.has(line) !== (state === 'on'));
  say(`topics unlike the last press, of ${crowd.wanted.size}`, unlike.length, 'topics', NONE);
  const refused = control.calls().filter(({ code }) => code >= 400);
  const isOfRepeated = ({ parameters }: (typeof refused)[number]) =>
    repeated.some(
      (body) =>
        body.includes(`"${parameters.callback_query_id}"`) || body.includes(`"id":${parameters.chat_id},`),
    );
  const odd = refused.filter(
    (call) => !/query is too old|message is not modified/.test(call.description ?? '') || !isOfRepeated(call),
  );
  const most = 2 * repeated.length;
  say('calls refused because they came twice', refused.length - odd.length, 'calls', { most });
  say('calls refused for another reason', odd.length, 'calls', NONE);
  for (const { method, chatId, description } of odd.slice(0, 5)) console.error(method, chatId, description);
}

/** What became of the digests of `readers`: each planned once, sent, and twice only where the kill left it in doubt. */
export async function judgeDeliveries(
  { sql, control, say }: Place,
  readers: readonly number[],
  stranded: readonly Stranded[],
  killedAt: Date,
): Promise<void> {
  await untilSent(sql, 0);
  const rows = await sql<{ chatId: string; state: string; parts: number; seconds: number | null }[]>`
    select chat_id as "chatId", state, coalesce(cardinality(message_ids), 0) as parts,
           extract(epoch from done_at - ${killedAt}::timestamptz)::float8 as seconds from deliveries`;
  const isReader = new Set(readers);
  const copies = new Map(
    control
      .ledger()
      .flatMap((one) => (isReader.has(one.chatId) ? [[one.chatId, [...one.copies.values()]] as const] : [])),
  );
  const sent = rows.filter(({ state }) => state === 'sent');
  const doubled = [...copies].flatMap(([chatId, each]) => (each.some((n) => n > 1) ? [chatId] : []));
  const inDoubt = new Set(stranded.map(({ chatId }) => chatId));
  const messages = [...copies.values()].reduce((sum, each) => sum + each.length, 0);
  say('digests due', readers.length, 'deliveries');
  say('digests that were not planned, or twice', Math.abs(readers.length - rows.length), 'deliveries', NONE);
  say('digests not recorded as sent', rows.length - sent.length, 'deliveries', NONE);
  say('messages of the digests', messages, 'messages');
  const short = sent.filter(({ chatId, parts }) => (copies.get(Number(chatId))?.length ?? 0) < parts);
  say('digests recorded as sent that are not all there', short.length, 'deliveries', NONE);
  say('digests of which a part came twice', doubled.length, 'deliveries', { most: stranded.length });
  const unexplained = doubled.filter((chatId) => !inDoubt.has(chatId));
  say('… and that were not in `sending` at the kill', unexplained.length, 'deliveries', NONE);
  say('most copies of a part', Math.max(0, ...[...copies.values()].flat()), 'copies', { most: 2 });
  const ends = rows.flatMap(({ chatId, seconds }) =>
    inDoubt.has(Number(chatId)) ? [seconds ?? Infinity] : [],
  );
  if (ends.length > 0)
    say('what the dead replica had begun was sent after', Math.max(...ends), 's', { most: SETTLED_SECONDS });
}
