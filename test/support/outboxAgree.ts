import assert from 'node:assert/strict';
import { sql } from '../../src/store/drizzle.ts';
import type { Bench, Request, Worker } from './outboxBench.ts';
import * as model from './outboxModel.ts';
import type * as sends from './outboxSends.ts';

const FINAL = ['sent', 'dead', 'unknown', 'expired', 'cancelled'];

/** A request without an answer, as both sides know it. */
export interface Flying {
  readonly flight: sends.Flight;
  readonly request: Request;
}

/** The program, and the test's own book of what it did. */
export interface Real {
  readonly bench: Bench;
  readonly workers: {
    real: Worker;
    committed: model.Row[];
    flying: Flying[];
    refused: boolean;
    pausedTo: number;
  }[];
  /** Requests that Telegram took or may have taken, by delivery and part. */
  readonly copies: Map<string, number>;
  /** Ids of rows that have ended, with their end. */
  readonly ended: Map<number, string>;
  messages: number;
  moves: number;
}
interface Seen {
  rows: (Record<string, unknown> & { id: number; chat: number; key: string; state: string })[];
  chats: Record<string, unknown>[];
  editions: { sections: string[]; language: string; windowTo: number; parts: number }[];
}

/** All that the database says, in the model's words. */
async function look(bench: Bench): Promise<Seen> {
  const at = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::bigint`);
  const [row] = await bench.db.execute<{ seen: Seen }>(sql`select json_build_object(
    'rows', (select coalesce(json_agg(json_build_object('id', d.id, 'chat', chat_id, 'key', dedupe_key, 'state', state,
       'due', ${at('due_at')}, 'part', part, 'parts', coalesce(jsonb_array_length(e.parts), 0), 'attempts', attempts,
       'doubts', unknown_count, 'plain', plain, 'worker', worker, 'lease', ${at('lease_until')},
       'since', ${at('sending_at')}, 'notBefore', ${at('not_before')}, 'expires', ${at('expires_at')},
       'messages', message_ids, 'reason', reason, 'slots', slots, 'language', e.language,
       'sections', e.sections) order by d.id), '[]') from deliveries d left join editions e on e.id = d.edition_id),
    'chats', (select coalesce(json_agg(json_build_object('id', c.chat_id, 'status', status, 'why', status_reason,
       'language', language, 'digests', (select coalesce(json_object_agg(digest, ${at('next_due_at')} order by digest), '{}')
       from subscriptions s where s.chat_id = c.chat_id)) order by c.chat_id), '[]') from chats c),
    'editions', (select coalesce(json_agg(json_build_object('sections', sections, 'language', language,
       'windowTo', ${at('window_to')}, 'parts', jsonb_array_length(parts))), '[]') from editions)) as seen`);
  assert.ok(row);
  return row.seen;
}

/** The database must say what the model says, and an end must be an end. */
export async function agree(m: model.Model, real: Real, late = false): Promise<void> {
  const seen = await look(real.bench);
  for (const row of m.rows.filter(({ id }) => id === 0)) {
    const found = seen.rows.find(({ chat, key }) => chat === row.chat && key === row.key);
    assert.ok(found, `no row ${row.key} of chat ${row.chat}`);
    const sections = (found.sections ?? []) as string[];
    if (found.parts !== 0 || row.state === 'queued') {
      assert.deepEqual(
        sections.map((section) => section.split('@')[0]),
        row.sections,
      );
    }
    if (row.state === 'queued' && found.parts === 0) model.put(row, 'cancelled', 'no_stories');
    Object.assign(row, { id: found.id, parts: found.parts, sections });
  }
  for (const { sections, language, windowTo, parts } of seen.editions) {
    m.editions.set(model.editionKey(sections, language, windowTo), parts);
  }
  const missed = (row: model.Row) =>
    row.parts === 0 && row.sections.length === 0 ? { language: null, sections: null } : {};
  assert.deepEqual(
    seen.rows,
    m.rows.toSorted((a, b) => a.id - b.id).map((row) => ({ ...row, ...missed(row) })),
  );
  assert.deepEqual(
    seen.chats,
    [...m.chats]
      .toSorted(([a], [b]) => a - b)
      .map(([id, { digests, ...chat }]) => ({
        id,
        ...chat,
        digests: Object.fromEntries([...digests].map(([digest, { due }]) => [digest, due])),
      })),
  );
  for (const row of seen.rows) {
    const before = real.ended.get(row.id);
    if (before !== undefined && before !== row.state)
      assert.ok(late && before === 'unknown', `${before} became ${row.state}`);
    if (FINAL.includes(row.state)) real.ended.set(row.id, row.state);
    else real.ended.delete(row.id);
  }
}
