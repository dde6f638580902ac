import assert from 'node:assert/strict';
import { test } from 'node:test';
import { freshDatabase } from '../support/database.ts';

const { sql } = await freshDatabase();
await sql.unsafe(`
  insert into sources (id) values ('s');
  insert into chats (chat_id, type, language, zone) values (1, 'private', 'ru', 'Asia/Almaty');
  insert into stories (substance, topics, relevance, first_published_at, last_published_at)
    values ('x', '{trade}', 0.9, now(), now());`);

const CHAT = `insert into chats (chat_id, type, language, zone`;
const DELIVERY = `insert into deliveries (chat_id, kind, dedupe_key, edition_id, due_at, local_date, slots, not_before, expires_at, state`;
const delivery = (columns: string, values: string) =>
  `${DELIVERY}${columns}) values (1, 'digest', gen_random_uuid()::text, 1, now(), '2026-11-22', 1, now(), now(), ${values})`;
const ARTICLE = `insert into articles (source_id, url_key, url, title, title_folded, text_hash, published_at, date_stated, why, topics, entities, figures, features, search, language, relevance, relevant, story_id) values`;
const article = (language: string, relevance: number, relevant: boolean, story: string, source = 's') =>
  `${ARTICLE} ('${source}', gen_random_uuid()::text, 'u', 't', 't', 'h', now(), true, '{}', '{}', '{}', '[]', '{}', '', '${language}', ${relevance}, ${relevant}, ${story})`;

/** A state that must not exist, and the rule that refuses it. */
const WRONG: { state: string; statement: string; rule: RegExp }[] = [
  {
    state: 'an outage of one source',
    statement: `insert into troubles (source_id, what, since, told_at) values ('s', 'outage', now(), now())`,
    rule: /troubles_outage_of_all/,
  },
  {
    state: 'one trouble that is told twice',
    statement: `insert into troubles (source_id, what, since, told_at) select 's', 'silent', now(), now() from generate_series(1, 2)`,
    rule: /troubles_open/,
  },
  {
    state: 'two outages at a time',
    statement: `insert into troubles (what, since, told_at) select 'outage', now(), now() from generate_series(1, 2)`,
    rule: /troubles_open/,
  },
  {
    state: 'a chat in a third language',
    statement: `${CHAT}) values (2, 'private', 'en', 'UTC')`,
    rule: /chats_language/,
  },
  {
    state: 'a chat paused without a reason',
    statement: `${CHAT}, status) values (2, 'private', 'ru', 'UTC', 'paused')`,
    rule: /chats_paused_has_reason/,
  },
  {
    state: 'a chat with days but no hour',
    statement: `${CHAT}, days) values (2, 'private', 'ru', 'UTC', 31)`,
    rule: /chats_own_time_whole/,
  },
  {
    state: 'a chat at minute 1440',
    statement: `${CHAT}, days, at_min) values (2, 'private', 'ru', 'UTC', 31, 1440)`,
    rule: /chats_at_min_range/,
  },
  {
    state: 'a chat without any weekday',
    statement: `${CHAT}, days, at_min) values (2, 'private', 'ru', 'UTC', 0, 5)`,
    rule: /chats_days_mask/,
  },
  {
    state: 'half a quiet time',
    statement: `${CHAT}, quiet_from) values (2, 'private', 'ru', 'UTC', 60)`,
    rule: /chats_quiet_whole/,
  },
  {
    state: 'a subscription of nobody',
    statement: `insert into subscriptions (chat_id, digest, zone, days, at_min, covered_to) values (9, 'trade', 'UTC', 31, 510, now())`,
    rule: /subscriptions_chat_id/,
  },
  {
    state: 'two subscriptions to one digest',
    statement: `insert into subscriptions (chat_id, digest, zone, days, at_min, covered_to) select 1, 'trade', 'UTC', 31, 510, now() from generate_series(1, 2)`,
    rule: /subscriptions_chat_id_digest_pk/,
  },
  { state: 'a delivery in an unknown state', statement: delivery('', `'lost'`), rule: /deliveries_state/ },
  {
    state: 'a sent delivery without an end',
    statement: delivery('', `'sent'`),
    rule: /deliveries_done_when_final/,
  },
  {
    state: 'a queued delivery with an end',
    statement: delivery(', done_at', `'queued', now()`),
    rule: /deliveries_done_when_final/,
  },
  {
    state: 'a claim of no worker',
    statement: delivery(', lease_until', `'claimed', now()`),
    rule: /deliveries_worker_while_held/,
  },
  {
    state: 'a claim without a lease',
    statement: delivery(', worker', `'claimed', gen_random_uuid()`),
    rule: /deliveries_lease_while_claimed/,
  },
  {
    state: 'a send that never began',
    statement: delivery(', worker', `'sending', gen_random_uuid()`),
    rule: /deliveries_sending_at/,
  },
  {
    state: 'a dead delivery without a reason',
    statement: delivery(', done_at', `'dead', now()`),
    rule: /deliveries_final_has_reason/,
  },
  {
    state: 'a third doubtful send',
    statement: delivery(', unknown_count', `'queued', 3`),
    rule: /deliveries_unknown_count/,
  },
  {
    state: 'a delivery of nothing',
    statement: delivery('', `'queued'`).replace(
      `gen_random_uuid()::text, 1,`,
      `gen_random_uuid()::text, null,`,
    ),
    rule: /deliveries_edition_to_send/,
  },
  {
    state: 'two deliveries for one hour',
    statement: `${DELIVERY}) select 1, 'digest', 'digest:1', 1, now(), '2026-11-22', 1, now(), now(), 'queued' from generate_series(1, 2)`,
    rule: /deliveries_chat_key/,
  },
  {
    state: 'an edition with stories but no message',
    statement: `insert into editions (sections, language, variant, window_to, kind, parts, story_ids) values ('{all@1}', 'ru', 'full', now(), 'scheduled', '[]', '{1}')`,
    rule: /editions_stories_have_parts/,
  },
  {
    state: 'an edition of no digest',
    statement: `insert into editions (sections, language, variant, window_to, kind, parts, story_ids) values ('{}', 'ru', 'full', now(), 'scheduled', '[]', '{}')`,
    rule: /editions_sections_not_empty/,
  },
  {
    state: 'an irrelevant article in a story',
    statement: article('ru', 0.2, false, '1'),
    rule: /articles_only_relevant_in_stories/,
  },
  {
    state: 'an article of an unread language in a story',
    statement: article('other', 0.9, true, '1'),
    rule: /articles_other_language_in_no_story/,
  },
  {
    state: 'a relevance of 1.2',
    statement: article('ru', 1.2, true, 'null'),
    rule: /articles_relevance_range/,
  },
  {
    state: 'an article of no source',
    statement: article('ru', 0.9, true, 'null', 'nobody'),
    rule: /articles_source_id/,
  },
  {
    state: 'a story that ends before it begins',
    statement: `insert into stories (substance, topics, relevance, first_published_at, last_published_at) values ('x', '{}', 1, now(), now() - interval '1 hour')`,
    rule: /stories_published_order/,
  },
  {
    state: 'a story merged into itself',
    statement: `update stories set merged_into = id`,
    rule: /stories_not_merged_into_itself/,
  },
  {
    state: 'a story updated before it was ready',
    statement: `update stories set updated_at = now()`,
    rule: /stories_updated_after_ready/,
  },
  {
    state: 'a quarantine without a reason',
    statement: `insert into entries (source_id, guid, url, title, text, state) values ('s', 'g', 'u', 't', '', 'quarantined')`,
    rule: /entries_quarantine_has_reason/,
  },
  {
    state: 'a summary of no story',
    statement: `insert into summaries (story_id, language, version, method, story, sentence_articles) values (99, 'ru', 1, 'card', '{}', '[]')`,
    rule: /summaries_story_id/,
  },
  {
    state: 'a model’s summary that stands on nothing',
    statement: `insert into summaries (story_id, language, version, method, story, sentence_articles) values (1, 'ru', 1, 'model', '{}', '[]')`,
    rule: /summaries_basis_of_model/,
  },
  {
    state: 'a refused text without a reason',
    statement: `insert into retellings (story_id, language, version, state, not_before) values (1, 'ru', 1, 'refused', now())`,
    rule: /retellings_reason/,
  },
  {
    state: 'a model at work on what it has told',
    statement: `insert into retellings (story_id, language, version, state, not_before, lease_until) values (1, 'ru', 1, 'told', now(), now())`,
    rule: /retellings_lease_while_waiting/,
  },
  {
    state: 'a fourth attempt of the model',
    statement: `insert into retellings (story_id, language, version, state, not_before, attempts) values (1, 'ru', 1, 'waiting', now(), 4)`,
    rule: /retellings_attempts/,
  },
  {
    state: 'a budget below nothing',
    statement: `insert into model_days (day, calls, characters) values ('2026-11-22', -1, 0)`,
    rule: /model_days_not_negative/,
  },
  { state: 'a second gate', statement: `insert into send_gate (id) values (2)`, rule: /send_gate_one_row/ },
  {
    state: 'a second installation',
    statement: `insert into installation (id, kind) values (2, 'demo')`,
    rule: /installation_one_row/,
  },
];
for (const { state, statement, rule } of WRONG) {
  test(`the database refuses ${state}`, async () => {
    await assert.rejects(sql.unsafe(statement), (error: unknown) => {
      assert.ok(error instanceof Error && 'constraint_name' in error, String(error));
      assert.match(String(error.constraint_name), rule);
      return true;
    });
  });
}

test('a delivery outlives its chat: the outbox is hot and has no foreign keys', async () => {
  const keys =
    await sql`select 1 from pg_constraint where conrelid = 'deliveries'::regclass and contype = 'f'`;
  assert.equal(keys.length, 0);
});
